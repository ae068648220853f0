import { Alert, Button, Spin } from 'antd'
import { asApiProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/text.ts'

interface LoadedProps {
  isLoading: boolean
  error: Error | null
  onRetry: () => void
}

/** That something is being loaded, or why it could not be. */
export const Loaded = ({ isLoading, error, onRetry }: LoadedProps) => {
  const { t, language } = useText('ledger')
  if (error) {
    return (
      <Alert
        type="error"
        showIcon
        title={t('failed', { detail: asApiProblem(error).sentence[language] })}
        action={
          <Button className="target" onClick={onRetry}>
            {t('retry')}
          </Button>
        }
      />
    )
  }
  return isLoading ? <Spin description={t('loading')} /> : null
}
