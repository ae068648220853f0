import { useCallback, useRef, useState } from 'react'
import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import type { TransferPlanInput } from '../../../../data/plan-request.ts'
import type { LineChange } from '../../../../data/transfer-order.ts'
import type { TransferPlan } from '../../../../data/transfer-plan.ts'
import {
  goodsText,
  listText,
  localisedName,
  massText,
  numberText,
} from '../../../../data/wording.ts'
import {
  type ConfirmOutcome,
  confirmTransfer,
  planAgain,
  useRecentOrders,
} from '../../../api/transfers.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { Action, Message, SwitchField, TextField } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { newKey } from '../../../state/new-key.ts'
import {
  clearPlan,
  comparePlan,
  type PendingConfirmation,
  usePlanDraft,
} from '../../../state/plan-draft.ts'
import { confirmationOf } from '../../../state/plan-question.ts'
import { useResending } from '../../../state/sent-once.ts'
import { type EarlierOrder, earlierOrders } from './earlier-orders.ts'

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
  const { t, language } = useText('plan')
  const content = usePlanDraft((draft) => draft.content)
  const requestedBy = usePlanDraft((draft) => draft.requestedBy)
  const [reason, setReason] = useState('')
  const confirmation = useConfirmation()
  const canConfirm = plan !== undefined && plan.loads.length > 0
  const isNamed = requestedBy.trim() !== ''
  const recent = useRecentOrders(canConfirm)
  const earlier = earlierOrders(recent.data?.orders ?? [], plan?.sites ?? [], Date.now())
  const asked = listText([...new Set(earlier.map(({ number }) => number))], language)
  const [meant, setMeant] = useState('')
  const isMeant = earlier.length === 0 || meant === asked
  const unplaced = plan?.sites.find(({ delivery }) => delivery.how === 'middle')
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
    <>
      {canConfirm && earlier.length > 0 && <Earlier orders={earlier} />}
      <section className="stack plan-confirm">
        <OutcomeMessage
          confirmation={confirmation}
          onPlanAgain={() => {
            confirmation.forget()
            void planAgain(input)
          }}
        />
        {canConfirm && !isSettledFirst(confirmation.outcome) && (
          <>
            <InShort plan={plan} />
            <div className="plan-confirm-fields">
              <TextField
                label={t('requestedBy')}
                maxLength={200}
                placeholder={t('whoMissing')}
                value={requestedBy}
                onChange={(name) => usePlanDraft.setState({ requestedBy: name })}
              />
              <TextField label={t('reason')} maxLength={500} value={reason} onChange={setReason} />
            </div>
            {earlier.length > 0 && (
              <SwitchField
                label={t('earlier.again', { numbers: asked })}
                checked={isMeant}
                onChange={(isAgain) => setMeant(isAgain ? asked : '')}
              />
            )}
            {unplaced && (
              <p className="bad-news">
                {t('unloading.wanted', { name: localisedName(unplaced, language) })}
              </p>
            )}
            <Action
              block
              type="primary"
              size="large"
              disabled={!isNamed || !isCurrent || unplaced !== undefined || !isMeant}
              loading={confirmation.isSending}
              label={confirmation.isSending ? t('sending') : t('confirm')}
              onClick={confirm}
            />
          </>
        )}
      </section>
    </>
  )
}

/** Above the button and not beside it: at the foot of a small screen it left no room for the plan. */
const Earlier = ({ orders }: { orders: readonly EarlierOrder[] }) => {
  const { t, language } = useText('plan')
  return (
    <Message
      type="warning"
      title={t('earlier.title')}
      description={orders.map(({ number, createdAt, site, goods }) => (
        <p key={`${number} ${site.name}`}>
          {t('earlier.line', {
            number,
            time: clockText(Date.parse(createdAt), Date.now(), language),
            site: localisedName(site, language),
            goods: listText(
              goods.map(([item, quantity]) => goodsText(quantity, item, language)),
              language,
            ),
          })}
        </p>
      ))}
    />
  )
}

/** What the button would reserve, for it can be pressed with the plan out of sight. */
const InShort = ({ plan: { figures, startAt, improved } }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const missing = figures.demandLines - figures.linesInTime
  const { lastArrivalAt, lorries, tonnes } = figures
  return (
    <p>
      {improved && <strong role="status">{improved[language]} · </strong>}
      {lastArrivalAt &&
        t('figures', {
          count: lorries,
          mass: massText(tonnes, language),
          time: clockText(Date.parse(lastArrivalAt), Date.parse(startAt), language),
        })}
      {missing > 0 && <em className="bad-news"> {t('short', { count: missing })}</em>}
    </p>
  )
}

interface OutcomeMessageProps {
  confirmation: Confirmation
  onPlanAgain: () => void
}

/** What became of a confirmation, where it was not simply carried out. */
const OutcomeMessage = ({ confirmation, onPlanAgain }: OutcomeMessageProps) => {
  const { t, language } = useText('plan')
  const pending = usePlanDraft((draft) => draft.pending)
  const { outcome, send, giveUp } = confirmation
  if (!outcome) return null
  if (outcome.kind === 'refused') {
    const detail = outcome.problem.sentence[language]
    return <Message type="error" title={t('refusedTitle')} description={detail} />
  }
  if (outcome.kind === 'changed') {
    return (
      <Message
        type="error"
        title={t('changedTitle')}
        description={
          <>
            <Action type="primary" label={t('planAgain')} onClick={onPlanAgain} />
            <ul className="plan-folded">
              {outcome.changes.map((change) => (
                <ChangedLine key={`${change.load} ${change.batchId}`} change={change} />
              ))}
            </ul>
          </>
        }
      />
    )
  }
  const isGivenUp = outcome.kind === 'given-up'
  const lookUp = (): void => changeDispatch({ tab: 'orders', orderNumber: null })
  return (
    <Message
      type="warning"
      title={t('unknownTitle')}
      description={
        <>
          <p>{t(isGivenUp ? 'givenUp' : 'unknown')}</p>
          <div className="buttons">
            {isGivenUp ? (
              <Action label={t('lookUp')} onClick={lookUp} />
            ) : (
              <>
                <Action
                  type="primary"
                  label={t('sendAgain')}
                  onClick={() => pending && send(pending)}
                />
                <Action label={t('giveUp')} onClick={giveUp} />
              </>
            )}
          </div>
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
  'to-come': 'changeToCome',
  retired: 'changeRetired',
  gone: null,
} as const satisfies Record<LineChange['reason'], string | null>

const ChangedLine = ({ change }: { change: LineChange }) => {
  const { t, language } = useText('plan')
  const nameOf = useStockpileNames()
  const word = CHANGE_WORDS[change.reason]
  const item = isMaterialKey(change.item) ? MATERIALS[change.item].label[language] : change.item
  return (
    <li>
      {t('change', {
        from: nameOf(change.stockpileId),
        item,
        batch: change.batch ?? '—',
        wanted: numberText(change.wanted, language),
        available: numberText(change.available, language),
        reason: word ? t(word) : '',
      })}
    </li>
  )
}

/** `given-up`: it may have been confirmed, and is not sent any more. */
type Outcome = Exclude<ConfirmOutcome, { kind: 'confirmed' }> | { readonly kind: 'given-up' }

interface Confirmation {
  readonly isSending: boolean
  /** What became of the last attempt; null before, and once it is confirmed. */
  readonly outcome: Outcome | null
  readonly send: (pending: PendingConfirmation) => void
  readonly giveUp: () => void
  readonly forget: () => void
}

/** Confirms a plan so that neither a double tap nor a lost connection promises anything twice. */
const useConfirmation = (): Confirmation => {
  const pending = usePlanDraft((draft) => draft.pending)
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const isBusy = useRef(false)

  const send = useCallback(async (confirmation: PendingConfirmation): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    setIsSending(true)
    // kept before it is sent: the page may be gone before the answer is there
    usePlanDraft.setState({ pending: confirmation })
    const result = await confirmTransfer(confirmation.input, confirmation.key)
    isBusy.current = false
    setIsSending(false)
    if (result.kind === 'confirmed') {
      usePlanDraft.setState({ pending: null })
      setOutcome(null)
      clearPlan()
      comparePlan(null)
      changeDispatch({ tab: 'orders', orderNumber: result.order.number })
      return
    }
    if (result.kind !== 'unknown') usePlanDraft.setState({ pending: null })
    setOutcome(result)
  }, [])
  const resend = useCallback((): void => {
    if (pending) void send(pending)
  }, [pending, send])
  useResending(pending && Date.parse(pending.sentAt), resend)

  const isUnknown = pending !== null && !isSending
  return {
    isSending,
    outcome: isUnknown ? { kind: 'unknown' } : outcome,
    send: (confirmation) => void send(confirmation),
    giveUp: () => {
      usePlanDraft.setState({ pending: null })
      setOutcome({ kind: 'given-up' })
    },
    forget: () => setOutcome(null),
  }
}
