import { Alert, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import type { LineChange } from '../../../../data/transfer-order.ts'
import type { TransferPlan, TransferPlanInput } from '../../../../data/transfer-plan.ts'
import { numberText } from '../../../form/number-text.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { confirmationOf, usePlanDraft } from '../../../state/plan-draft.ts'
import { planAgain } from '../../../transfer-plan-api.ts'
import { useConfirmation } from './use-confirmation.ts'

interface ConfirmPartProps {
  /** Undefined while there is nothing that could be confirmed. */
  plan: TransferPlan | undefined
  input: TransferPlanInput | null
}

/** Who orders it, and the one button that reserves everything. */
export const ConfirmPart = ({ plan, input }: ConfirmPartProps) => {
  const { t } = useDispatchText('plan')
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
      key: crypto.randomUUID(),
      input: confirmationOf(content, plan, requestedBy.trim(), reason.trim()),
      sentAt: new Date().toISOString(),
    })
  }
  return (
    <section className="plan-confirm">
      <Outcome
        confirmation={confirmation}
        plan={plan}
        onPlanAgain={() => {
          confirmation.forget()
          void planAgain(input)
        }}
      />
      {canConfirm && confirmation.outcome?.kind !== 'unknown' && (
        <>
          <label htmlFor={`${id}-who`}>{t('requestedBy')}</label>
          <Input
            id={`${id}-who`}
            className="target"
            maxLength={200}
            value={requestedBy}
            onChange={({ target }) => usePlanDraft.setState({ requestedBy: target.value })}
          />
          <label htmlFor={`${id}-why`}>{t('reason')}</label>
          <Input
            id={`${id}-why`}
            className="target"
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {!isNamed && <p className="secondary">{t('whoMissing')}</p>}
          <Button
            block
            type="primary"
            size="large"
            className="target"
            disabled={!isNamed}
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

interface OutcomeProps {
  confirmation: ReturnType<typeof useConfirmation>
  plan: TransferPlan | undefined
  onPlanAgain: () => void
}

const Outcome = ({ confirmation, plan, onPlanAgain }: OutcomeProps) => {
  const { t, language } = useDispatchText('plan')
  const pending = usePlanDraft((draft) => draft.pending)
  const { outcome, send } = confirmation
  if (!outcome) return null
  if (outcome.kind === 'unknown') {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('unknownTitle')}
        description={t('unknown')}
        action={
          <Button className="target" onClick={() => pending && send(pending)}>
            {t('sendAgain')}
          </Button>
        }
      />
    )
  }
  if (outcome.kind === 'refused') {
    return (
      <Alert
        type="error"
        showIcon
        title={t('refusedTitle')}
        description={outcome.problem.sentence[language]}
      />
    )
  }
  return (
    <Alert
      type="error"
      showIcon
      title={t('changedTitle')}
      description={
        <ul className="plan-passed">
          {outcome.changes.map((change) => (
            <ChangedLine key={`${change.load} ${change.batchId}`} change={change} plan={plan} />
          ))}
        </ul>
      }
      action={
        <Button className="target" type="primary" onClick={onPlanAgain}>
          {t('planAgain')}
        </Button>
      }
    />
  )
}

/** Where the figures alone do not say why. */
const CHANGE_WORDS = {
  taken: null,
  reserve: 'changeReserve',
  expired: 'changeExpired',
  gone: null,
} as const satisfies Record<LineChange['reason'], string | null>

const ChangedLine = ({ change, plan }: { change: LineChange; plan: TransferPlan | undefined }) => {
  const { t, language } = useDispatchText('plan')
  const lines = plan?.loads.flatMap((load) => load.lines) ?? []
  const line = lines.find(({ batchId }) => batchId === change.batchId)
  const word = CHANGE_WORDS[change.reason]
  const item = isMaterialKey(change.item) ? MATERIALS[change.item].label[language] : change.item
  return (
    <li>
      {t('change', {
        item,
        batch: line?.batch ?? change.batchId,
        wanted: numberText(change.wanted, language),
        available: numberText(change.available, language),
        reason: word ? t(word) : '',
      })}
    </li>
  )
}
