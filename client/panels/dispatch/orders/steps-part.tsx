import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { ORDER_STEPS, type OrderStep } from '../../../../data/order-steps.ts'
import type { OrderEventInput, TransferOrder } from '../../../../data/transfer-order.ts'
import { useText } from '../../../i18n/text.ts'
import { useOrderActor } from '../../../state/remembered-name.ts'
import { CountsForm } from './counts-form.tsx'
import { LoadChoice } from './load-choice.tsx'
import { ReasonForm } from './reason-form.tsx'
import { chosenLoads, isStepEmpty, movableLoads } from './step-loads.ts'
import type { StepTaking } from './use-step.ts'

/** Steps that nobody takes by accident: they want a reason. */
const WITH_REASON: readonly OrderStep[] = ['cancel', 'return']
/** Beside the step that moves the lorries on, these are not what the thumb looks for first. */
const ASIDE: readonly OrderStep[] = [...WITH_REASON, 'approve-by-phone', 'papers']
const ALL_GO: ReadonlySet<number> = new Set()

interface StepsPartProps {
  order: TransferOrder
  taking: StepTaking
}

/** What can be done next, one tap each. */
export const StepsPart = ({ order, taking }: StepsPartProps) => {
  const { take } = taking
  // First what became of the last step must be known, or given up.
  const isBusy = taking.isBusy || taking.unanswered !== null
  const { t, language } = useText('orders')
  const id = useId()
  const [actor, setActor] = useState(() => useOrderActor.getState().name)
  const [asking, setAsking] = useState<OrderStep | null>(null)
  const [isCounting, setIsCounting] = useState(false)
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(ALL_GO)
  const isNamed = actor.trim() !== ''
  if (order.steps.length === 0) {
    return <p>{t(order.state === 'cancelled' ? 'doneCancelled' : 'done')}</p>
  }

  // An approval is for the whole order: boxes beside it would promise something else.
  const choosable = movableLoads(
    order,
    order.steps.filter((step) => !WITH_REASON.includes(step) || step === asking),
  )
  // What is not shown does not count.
  const left = choosable.length > 1 ? unticked : ALL_GO
  const go = (step: OrderStep, more: Pick<OrderEventInput, 'counts'> & { note?: string }): void => {
    useOrderActor.setState({ name: actor.trim() })
    setAsking(null)
    const loads = chosenLoads(step, order, left)
    take({ step, actor: actor.trim(), note: '', ...more, ...(loads && { loads }) })
  }
  const isOff = (step: OrderStep): boolean => !isNamed || isBusy || isStepEmpty(step, order, left)
  return (
    <section className="order-steps" aria-label={t('next')}>
      <label htmlFor={`${id}-actor`}>{t('actor')}</label>
      <Input
        id={`${id}-actor`}
        className="target"
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={actor}
        onChange={({ target }) => setActor(target.value)}
      />
      {!isNamed && <p className="secondary">{t('actorMissing')}</p>}
      <LoadChoice order={order} ready={choosable} left={left} onChange={setUnticked} />
      <div className="order-buttons">
        {order.steps.map((step) => {
          const isReason = WITH_REASON.includes(step)
          return (
            <Button
              key={step}
              className="target"
              size="large"
              type={ASIDE.includes(step) ? 'default' : 'primary'}
              danger={isReason}
              disabled={isOff(step)}
              onClick={() => (isReason ? setAsking(step) : go(step, {}))}
            >
              {step === 'receive' ? t('receiveAll') : ORDER_STEPS[step][language]}
            </Button>
          )
        })}
        {order.steps.includes('receive') && (
          <Button
            className="target"
            size="large"
            aria-expanded={isCounting}
            disabled={isOff('receive')}
            onClick={() => setIsCounting(!isCounting)}
          >
            {t('receiveByLine')}
          </Button>
        )}
      </div>
      {asking && (
        <ReasonForm
          key={asking}
          step={asking}
          isBusy={isOff(asking)}
          onDone={(note) => go(asking, { note })}
          onLeave={() => setAsking(null)}
        />
      )}
      {isCounting && !isStepEmpty('receive', order, left) && (
        <CountsForm
          key={(chosenLoads('receive', order, left) ?? []).join()}
          loads={(chosenLoads('receive', order, left) ?? []).flatMap(
            (index) => order.loads[index] ?? [],
          )}
          isSending={isBusy}
          onDone={(counts) => go('receive', { counts })}
        />
      )}
    </section>
  )
}
