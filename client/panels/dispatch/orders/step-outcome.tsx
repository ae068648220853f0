import { Alert, Button } from 'antd'
import { ORDER_STEPS } from '../../../../data/order-steps.ts'
import { useText } from '../../../i18n/text.ts'
import type { StepTaking } from './use-step.ts'

/** What became of the last step, where it was not simply taken. */
export const StepOutcome = ({ taking }: { taking: StepTaking }) => {
  const { t, language } = useText('orders')
  const { refusal, unanswered, isBusy } = taking
  if (unanswered) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('unknown', { step: ORDER_STEPS[unanswered.body.step][language] })}
        description={
          <div className="order-buttons">
            <Button type="primary" className="target" disabled={isBusy} onClick={taking.resend}>
              {t('resend')}
            </Button>
            <Button className="target" disabled={isBusy} onClick={taking.forget}>
              {t('forget')}
            </Button>
          </div>
        }
      />
    )
  }
  return refusal ? (
    <Alert
      type="error"
      showIcon
      title={t('stepFailed', { detail: refusal.sentence[language] })}
      description={t('reloaded')}
    />
  ) : null
}
