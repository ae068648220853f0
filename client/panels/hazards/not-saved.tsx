import { Alert } from 'antd'
import { type ApiProblem, isOutcomeUnknown } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'

/** Why something was not saved; where no answer came, that nobody knows whether it was. */
export const NotSaved = ({ problem }: { problem: ApiProblem }) => {
  const { t, language } = useText('hazards')
  return isOutcomeUnknown(problem) ? (
    <Alert type="warning" showIcon title={t('unknown')} />
  ) : (
    <Alert type="error" showIcon title={t('failed', { detail: problem.sentence[language] })} />
  )
}
