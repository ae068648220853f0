import { Alert, Button } from 'antd'
import { useText } from '../i18n/text.ts'

interface LoadFailureProps {
  title: string
  detail?: string
  onRetry: () => void
}

/** A failed request as a sentence, with a way to try again. */
export const LoadFailure = ({ title, detail, onRetry }: LoadFailureProps) => {
  const { t } = useText('panels')
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={detail}
      action={
        <Button className="target" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    />
  )
}
