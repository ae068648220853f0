import { Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import type { OrderEventInput } from '../../../../data/order-event.ts'
import {
  arePapersIn,
  isClosable,
  LOAD_STATES,
  ORDER_STEPS,
  type OrderStep,
  unaccountedLoads,
} from '../../../../data/order-steps.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { senderName } from '../../../../data/wording.ts'
import { Action, Message, TextField } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { useOrderActor } from '../../../state/remembered-name.ts'
import { CountsForm } from './counts-form.tsx'
import { goodsOfLines } from './orders.ts'
import { chosenLoads, countableSteps, isStepEmpty, movableLoads, type StepTaking } from './steps.ts'

/** Steps that are never taken by accident: they want a reason. */
const TAKING_BACK: readonly OrderStep[] = ['cancel', 'return']
const WITH_REASON: readonly OrderStep[] = [...TAKING_BACK, 'hand-over', 'undo']
/** Beside the step that moves the lorries on, these are not what the thumb looks for first. */
const ASIDE: readonly OrderStep[] = [
  ...WITH_REASON,
  ...(['approve-by-phone', 'papers', 'arrive', 'use'] as const),
]
/** Steps whose button says that it takes everything. */
const WHOLE = { receive: 0, use: 0, 'hand-over': 0 } as const
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
  const actor = useOrderActor(({ name }) => name)
  const [reasonOf, setReasonOf] = useState<OrderStep | null>(null)
  const [isCounting, setIsCounting] = useState(false)
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(ALL_GO)
  const undoable = useUndoable(order)
  const isNamed = actor.trim() !== ''
  if (order.steps.length === 0 && !undoable) {
    return <p>{t(order.state === 'cancelled' ? 'doneCancelled' : 'done')}</p>
  }

  // An approval is for the whole order: boxes beside it would promise something else.
  const choosable = movableLoads(
    order,
    order.steps.filter((step) => !WITH_REASON.includes(step) || step === reasonOf),
  )
  // What is not shown does not count.
  const left = choosable.length > 1 ? unticked : ALL_GO
  const go = (step: OrderStep, more: Partial<OrderEventInput>): void => {
    setReasonOf(null)
    const loads = chosenLoads(step, order, left)
    take({ step, actor: actor.trim(), note: '', ...(loads && { loads }), ...more })
  }
  const isOff = (step: OrderStep): boolean => !isNamed || isBusy || isStepEmpty(step, order, left)
  const { version } = order
  const countable = countableSteps(order, left)
  // What has come late can only be counted.
  const shown = order.steps.filter((step) => !isStepEmpty(step, order, ALL_GO))
  const open = unaccountedLoads(order)
  return (
    <section className="block" aria-label={t('next')}>
      <TextField
        label={t('actor')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={actor}
        onChange={(name) => useOrderActor.setState({ name })}
      />
      {!isNamed && <p className="secondary">{t('actorMissing')}</p>}
      {choosable.length > 1 && (
        <LoadChoice order={order} ready={choosable} left={left} onChange={setUnticked} />
      )}
      <div className="buttons">
        {shown.map((step) => {
          const isReason = WITH_REASON.includes(step)
          return (
            <Action
              key={step}
              size="large"
              type={ASIDE.includes(step) ? 'default' : 'primary'}
              danger={TAKING_BACK.includes(step)}
              disabled={isOff(step)}
              label={
                step in WHOLE
                  ? t(`whole.${step as keyof typeof WHOLE}`)
                  : ORDER_STEPS[step][language]
              }
              onClick={() => (isReason ? setReasonOf(step) : go(step, {}))}
            />
          )
        })}
        {isClosable(order) && !shown.includes('close') && (
          <Action size="large" disabled label={ORDER_STEPS.close[language]} />
        )}
        {countable.size > 0 && (
          <Action
            size="large"
            aria-expanded={isCounting}
            disabled={!isNamed || isBusy}
            label={t('countByLine')}
            onClick={() => setIsCounting(!isCounting)}
          />
        )}
        {undoable && (
          <Action
            size="large"
            disabled={!isNamed || isBusy}
            label={t('undo', { step: ORDER_STEPS[undoable.step][language] })}
            onClick={() => setReasonOf('undo')}
          />
        )}
      </div>
      {isClosable(order) && open.length > 0 && (
        <p className="secondary">{t('closeAfter', { goods: openGoods(order, language) })}</p>
      )}
      {isClosable(order) && !arePapersIn(order) && <p className="secondary">{t('closePapers')}</p>}
      {undoable && (
        <p className="secondary">
          {t('undoUntil', { time: clockText(Date.parse(undoable.until), Date.now(), language) })}
        </p>
      )}
      {reasonOf && (
        <ReasonForm
          key={reasonOf}
          step={reasonOf}
          isBusy={reasonOf === 'undo' ? !isNamed || isBusy : isOff(reasonOf)}
          onDone={(note) =>
            go(reasonOf, {
              note,
              ...(reasonOf === 'undo' && undoable && { version, undoes: undoable.event }),
            })
          }
          onLeave={() => setReasonOf(null)}
        />
      )}
      {isCounting && countable.size > 0 && (
        <CountsForm
          order={order}
          choices={countable}
          isSending={isBusy}
          onDone={(step, counted) => go(step, { version, ...counted })}
        />
      )}
    </section>
  )
}

/** The step that can be undone, as long as it can. */
const useUndoable = ({ undoable }: TransferOrder): TransferOrder['undoable'] => {
  const [now, setNow] = useState(Date.now)
  const left = undoable ? Date.parse(undoable.until) - now : 0
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setNow(Date.now()), left)
    return () => clearTimeout(timer)
  }, [left])
  return left > 0 ? undoable : null
}

/** Goods that have to be accounted for before the order can be closed, in one line. */
const openGoods = ({ loads }: TransferOrder, language: Language): string => {
  const open = loads.flatMap(({ lines }) =>
    lines.map((line) => ({ item: line.item, quantity: line.atSite + line.underWay })),
  )
  return goodsOfLines(open, language)
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
        label={t(step === 'hand-over' ? 'handedTo' : 'reasonFor', { step: name })}
        maxLength={LEDGER_LIMITS.mostReasonCharacters}
        value={reason}
        onChange={setReason}
      />
      {!isGiven && (
        <p className="secondary">{t(step === 'hand-over' ? 'handedToMissing' : 'reasonMissing')}</p>
      )}
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
