import { Checkbox } from 'antd'
import { useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { LOAD_STATES, ORDER_STEPS, type OrderStep } from '../../../../data/order-steps.ts'
import type { OrderEventInput, OrderLoad, TransferOrder } from '../../../../data/transfer-order.ts'
import { goodsText, numberText, senderName } from '../../../../data/wording.ts'
import { QuantityInput } from '../../../form/goods-fields.tsx'
import { Action, Message, TextField } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { useOrderActor } from '../../../state/remembered-name.ts'
import { chosenLoads, isStepEmpty, movableLoads, type StepTaking } from './steps.ts'

/** Steps that are never taken by accident: they want a reason. */
const WITH_REASON: readonly OrderStep[] = ['cancel', 'return']
/** Beside the step that moves the lorries on, these are not what the thumb looks for first. */
const ASIDE: readonly OrderStep[] = [...WITH_REASON, 'approve-by-phone', 'papers']
const ALL_GO: ReadonlySet<number> = new Set()

/** What became of the last step, where it was not simply taken. */
export const StepOutcome = ({ taking }: { taking: StepTaking }) => {
  const { t, language } = useText('orders')
  const { refusal, unanswered, isBusy } = taking
  if (unanswered) {
    return (
      <Message
        type="warning"
        title={t('unknown', { step: ORDER_STEPS[unanswered.body.step][language] })}
        description={
          <div className="buttons">
            <Action type="primary" disabled={isBusy} label={t('resend')} onClick={taking.resend} />
            <Action disabled={isBusy} label={t('forget')} onClick={taking.forget} />
          </div>
        }
      />
    )
  }
  return refusal ? (
    <Message
      type="error"
      title={t('stepFailed', { detail: refusal.sentence[language] })}
      description={t('reloaded')}
    />
  ) : null
}

/** What can be done next, one tap each. */
export const StepsPart = ({ order, taking }: { order: TransferOrder; taking: StepTaking }) => {
  const { take } = taking
  // First what became of the last step must be known, or given up.
  const isBusy = taking.isBusy || taking.unanswered !== null
  const { t, language } = useText('orders')
  const [actor, setActor] = useState(() => useOrderActor.getState().name)
  const [reasonOf, setReasonOf] = useState<OrderStep | null>(null)
  const [isCounting, setIsCounting] = useState(false)
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(ALL_GO)
  const isNamed = actor.trim() !== ''
  if (order.steps.length === 0) {
    return <p>{t(order.state === 'cancelled' ? 'doneCancelled' : 'done')}</p>
  }

  // An approval is for the whole order: boxes beside it would promise something else.
  const choosable = movableLoads(
    order,
    order.steps.filter((step) => !WITH_REASON.includes(step) || step === reasonOf),
  )
  // What is not shown does not count.
  const left = choosable.length > 1 ? unticked : ALL_GO
  const go = (step: OrderStep, more: Pick<OrderEventInput, 'counts'> & { note?: string }): void => {
    useOrderActor.setState({ name: actor.trim() })
    setReasonOf(null)
    const loads = chosenLoads(step, order, left)
    take({ step, actor: actor.trim(), note: '', ...more, ...(loads && { loads }) })
  }
  const isOff = (step: OrderStep): boolean => !isNamed || isBusy || isStepEmpty(step, order, left)
  const received = chosenLoads('receive', order, left) ?? []
  return (
    <section className="block" aria-label={t('next')}>
      <TextField
        label={t('actor')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={actor}
        onChange={setActor}
      />
      {!isNamed && <p className="secondary">{t('actorMissing')}</p>}
      {choosable.length > 1 && (
        <LoadChoice order={order} ready={choosable} left={left} onChange={setUnticked} />
      )}
      <div className="buttons">
        {order.steps.map((step) => {
          const isReason = WITH_REASON.includes(step)
          return (
            <Action
              key={step}
              size="large"
              type={ASIDE.includes(step) ? 'default' : 'primary'}
              danger={isReason}
              disabled={isOff(step)}
              label={step === 'receive' ? t('receiveAll') : ORDER_STEPS[step][language]}
              onClick={() => (isReason ? setReasonOf(step) : go(step, {}))}
            />
          )
        })}
        {order.steps.includes('receive') && (
          <Action
            size="large"
            aria-expanded={isCounting}
            disabled={isOff('receive')}
            label={t('receiveByLine')}
            onClick={() => setIsCounting(!isCounting)}
          />
        )}
      </div>
      {reasonOf && (
        <ReasonForm
          key={reasonOf}
          step={reasonOf}
          isBusy={isOff(reasonOf)}
          onDone={(note) => go(reasonOf, { note })}
          onLeave={() => setReasonOf(null)}
        />
      )}
      {isCounting && received.length > 0 && (
        <CountsForm
          key={received.join()}
          loads={received.flatMap((index) => order.loads[index] ?? [])}
          isSending={isBusy}
          onDone={(counts) => go('receive', { counts })}
        />
      )}
    </section>
  )
}

interface LoadChoiceProps {
  order: TransferOrder
  /** Loads that some step can move, by index. */
  ready: readonly number[]
  /** Loads that shall not move. */
  left: ReadonlySet<number>
  onChange: (left: ReadonlySet<number>) => void
}

/** Lorries leave one after the other: a step may be for some of the loads. */
const LoadChoice = ({ order, ready, left, onChange }: LoadChoiceProps) => {
  const { t, language } = useText('orders')
  return (
    <fieldset className="column order-choice">
      <legend>{t('only')}</legend>
      {ready.map((index) => {
        const load = order.loads[index]
        if (!load) return null
        return (
          <Checkbox
            key={index}
            className="target"
            checked={!left.has(index)}
            onChange={({ target }) => {
              const next = new Set(left)
              if (target.checked) next.delete(index)
              else next.add(index)
              onChange(next)
            }}
          >
            {t('load', { number: index + 1, name: senderName(load, language) })}{' '}
            <span className="secondary">{LOAD_STATES[load.state][language]}</span>
          </Checkbox>
        )
      })}
    </fieldset>
  )
}

interface ReasonFormProps {
  step: OrderStep
  isBusy: boolean
  onDone: (reason: string) => void
  onLeave: () => void
}

/** Asks why, before a step that takes something back. */
const ReasonForm = ({ step, isBusy, onDone, onLeave }: ReasonFormProps) => {
  const { t, language } = useText('orders')
  const [reason, setReason] = useState('')
  const name = ORDER_STEPS[step][language]
  const isGiven = reason.trim() !== ''
  return (
    <div className="stack">
      <TextField
        autoFocus
        label={t('reasonFor', { step: name })}
        maxLength={LEDGER_LIMITS.mostReasonCharacters}
        value={reason}
        onChange={setReason}
      />
      {!isGiven && <p className="secondary">{t('reasonMissing')}</p>}
      <div className="buttons">
        <Action
          danger
          type="primary"
          disabled={!isGiven || isBusy}
          label={t('doIt', { step: name })}
          onClick={() => onDone(reason.trim())}
        />
        <Action label={t('cancelDialog')} onClick={onLeave} />
      </div>
    </div>
  )
}

interface Count {
  readonly lineId: number
  readonly received: number
  readonly damaged: number
}

interface CountsFormProps {
  loads: readonly OrderLoad[]
  isSending: boolean
  onDone: (counts: Count[]) => void
}

/** What arrived, line by line; what is neither whole nor damaged is missing. */
const CountsForm = ({ loads, isSending, onDone }: CountsFormProps) => {
  const { t, language } = useText('orders')
  const [changed, setChanged] = useState<Readonly<Record<number, Count>>>({})
  const rows = loads
    .flatMap((load) => load.lines)
    .map((line) => {
      const count = changed[line.id] ?? { lineId: line.id, received: line.shipped, damaged: 0 }
      return { line, count, missing: line.shipped - count.received - count.damaged }
    })
  return (
    <div className="stack order-counts">
      {rows.map(({ line: { id, item, batch, shipped }, count, missing }) => (
        <div key={id} className="order-count">
          <span>
            {goodsText(shipped, item, language)}{' '}
            <span className="secondary">{t('batch', { batch })}</span>
          </span>
          {(['received', 'damaged'] as const).map((name) => (
            <QuantityInput
              key={name}
              aria-label={`${t(name)} ${batch}`}
              prefix={t(name)}
              item={null}
              max={shipped}
              value={count[name]}
              onChange={(value) =>
                setChanged({ ...changed, [id]: { ...count, [name]: value ?? 0 } })
              }
            />
          ))}
          <span>{t('missing', { missing: numberText(Math.max(0, missing), language) })}</span>
          {missing < 0 && (
            <p className="bad-news" role="alert">
              {t('tooMany', {
                counted: numberText(count.received + count.damaged, language),
                shipped: numberText(shipped, language),
              })}
            </p>
          )}
        </div>
      ))}
      <Action
        type="primary"
        disabled={rows.some(({ missing }) => missing < 0)}
        loading={isSending}
        label={t('submitCounts')}
        onClick={() => onDone(rows.map(({ count }) => count))}
      />
    </div>
  )
}
