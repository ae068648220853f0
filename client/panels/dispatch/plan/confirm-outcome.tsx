import { Alert, Button } from 'antd'
import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import type { LineChange } from '../../../../data/transfer-order.ts'
import type { TransferPlan } from '../../../../data/transfer-plan.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { usePlanDraft } from '../../../state/plan-draft.ts'
import type { Confirmation } from './use-confirmation.ts'

interface ConfirmOutcomeProps {
  confirmation: Confirmation
  plan: TransferPlan | undefined
  onPlanAgain: () => void
}

/** What became of a confirmation, where it was not simply carried out. */
export const ConfirmOutcome = ({ confirmation, plan, onPlanAgain }: ConfirmOutcomeProps) => {
  const { t, language } = useText('plan')
  const pending = usePlanDraft((draft) => draft.pending)
  const { outcome, send, giveUp } = confirmation
  if (!outcome) return null
  if (outcome.kind === 'unknown') {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('unknownTitle')}
        description={
          <>
            <p>{t('unknown')}</p>
            <div className="plan-chips">
              <Button type="primary" className="target" onClick={() => pending && send(pending)}>
                {t('sendAgain')}
              </Button>
              <Button className="target" onClick={giveUp}>
                {t('giveUp')}
              </Button>
            </div>
          </>
        }
      />
    )
  }
  if (outcome.kind === 'given-up') {
    return (
      <Alert
        type="warning"
        showIcon
        title={t('unknownTitle')}
        description={
          <>
            <p>{t('givenUp')}</p>
            <Button
              className="target"
              onClick={() => changeDispatch({ tab: 'orders', orderNumber: null })}
            >
              {t('lookUp')}
            </Button>
          </>
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
        <>
          <Button className="target" type="primary" onClick={onPlanAgain}>
            {t('planAgain')}
          </Button>
          <ul className="plan-passed">
            {outcome.changes.map((change) => (
              <ChangedLine key={`${change.load} ${change.batchId}`} change={change} plan={plan} />
            ))}
          </ul>
        </>
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
  const { t, language } = useText('plan')
  const nameOf = useStockpileNames()
  const lines = plan?.loads.flatMap((load) => load.lines) ?? []
  const line = lines.find(({ batchId }) => batchId === change.batchId)
  const word = CHANGE_WORDS[change.reason]
  const item = isMaterialKey(change.item) ? MATERIALS[change.item].label[language] : change.item
  return (
    <li>
      {t('change', {
        from: nameOf(change.stockpileId),
        item,
        batch: line?.batch ?? change.batchId,
        wanted: numberText(change.wanted, language),
        available: numberText(change.available, language),
        reason: word ? t(word) : '',
      })}
    </li>
  )
}
