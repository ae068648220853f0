import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { TransferPlan, TransferPlanInput } from '../../../../data/transfer-plan.ts'
import { planAgain } from '../../../api/transfers.ts'
import { numberText } from '../../../form/number-text.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { newKey } from '../../../state/new-key.ts'
import { confirmationOf, usePlanDraft } from '../../../state/plan-draft.ts'
import { ConfirmOutcome } from './confirm-outcome.tsx'
import { type Confirmation, useConfirmation } from './use-confirmation.ts'

/** Before anything else is confirmed it must be known what became of this, or planned anew. */
const isSettledFirst = (outcome: Confirmation['outcome']): boolean =>
  outcome?.kind === 'unknown' || outcome?.kind === 'changed'

interface ConfirmPartProps {
  /** Undefined while there is nothing that could be confirmed. */
  plan: TransferPlan | undefined
  /** The plan answers what is asked now: an older one is shown, not confirmed. */
  isCurrent: boolean
  input: TransferPlanInput | null
}

/** Who orders it, and the one button that reserves everything. */
export const ConfirmPart = ({ plan, isCurrent, input }: ConfirmPartProps) => {
  const { t } = useText('plan')
  const id = useId()
  const content = usePlanDraft((draft) => draft.content)
  const requestedBy = usePlanDraft((draft) => draft.requestedBy)
  const [reason, setReason] = useState('')
  const confirmation = useConfirmation()
  const canConfirm = plan !== undefined && plan.loads.length > 0
  const isNamed = requestedBy.trim() !== ''
  const confirm = (): void => {
    if (!plan) return
    confirmation.send({
      key: newKey(),
      input: confirmationOf(content, plan, requestedBy.trim(), reason.trim()),
      sentAt: new Date().toISOString(),
    })
  }
  if (!canConfirm && !confirmation.outcome) return null
  return (
    <section className="plan-confirm">
      <ConfirmOutcome
        confirmation={confirmation}
        plan={plan}
        onPlanAgain={() => {
          confirmation.forget()
          void planAgain(input)
        }}
      />
      {canConfirm && !isSettledFirst(confirmation.outcome) && (
        <>
          <InShort plan={plan} />
          <div className="plan-confirm-fields">
            <label htmlFor={`${id}-who`}>{t('requestedBy')}</label>
            <label htmlFor={`${id}-why`}>{t('reason')}</label>
            <Input
              id={`${id}-who`}
              className="target"
              maxLength={200}
              placeholder={t('whoMissing')}
              value={requestedBy}
              onChange={({ target }) => usePlanDraft.setState({ requestedBy: target.value })}
            />
            <Input
              id={`${id}-why`}
              className="target"
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
          <Button
            block
            type="primary"
            size="large"
            className="target"
            disabled={!isNamed || !isCurrent}
            loading={confirmation.isSending}
            onClick={confirm}
          >
            {confirmation.isSending ? t('sending') : t('confirm')}
          </Button>
        </>
      )}
    </section>
  )
}

/** What the button would reserve, for it can be pressed with the plan out of sight. */
const InShort = ({ plan: { figures, startAt } }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const missing = figures.demandLines - figures.linesInTime
  const { lastArrivalAt, lorries, tonnes } = figures
  return (
    <p className="plan-in-short">
      {lastArrivalAt &&
        t('figures', {
          count: lorries,
          tonnes: numberText(tonnes, language),
          time: clockText(Date.parse(lastArrivalAt), Date.parse(startAt), language),
        })}
      {missing > 0 && <em> {t('short', { count: missing })}</em>}
    </p>
  )
}
