import { Alert, Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import {
  loadsReadyFor,
  ORDER_STEPS,
  type OrderStep,
  type TransferOrder,
} from '../../../../data/transfer-order.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { CountsForm } from './counts-form.tsx'
import { rememberActor, rememberedActor, useStep } from './use-step.ts'

/** Steps that nobody takes by accident: they want a reason. */
const WITH_REASON: readonly OrderStep[] = ['cancel', 'return']

/** What can be done next, one tap each. */
export const StepsPart = ({ order }: { order: TransferOrder }) => {
  const { t, language } = useDispatchText('orders')
  const id = useId()
  const [actor, setActor] = useState(rememberedActor)
  const [asking, setAsking] = useState<OrderStep | null>(null)
  const [isCounting, setIsCounting] = useState(false)
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  const { isSending, problem, take } = useStep(order.number)
  const isNamed = actor.trim() !== ''
  if (order.steps.length === 0) return <p>{t('done')}</p>

  const loadsOf = (step: OrderStep): number[] =>
    loadsReadyFor(step, order).filter((load) => !left.has(load))
  const go = (step: OrderStep, note = ''): void => {
    rememberActor(actor.trim())
    setAsking(null)
    const loads = loadsOf(step)
    take({ step, actor: actor.trim(), note, ...(left.size > 0 && loads.length > 0 && { loads }) })
  }
  return (
    <section className="order-steps" aria-label={t('next')}>
      <label htmlFor={`${id}-actor`}>{t('actor')}</label>
      <Input
        id={`${id}-actor`}
        className="target"
        maxLength={200}
        value={actor}
        onChange={({ target }) => setActor(target.value)}
      />
      {!isNamed && <p className="secondary">{t('actorMissing')}</p>}
      <LoadChoice order={order} left={left} onChange={setLeft} />
      <div className="order-buttons">
        {order.steps.map((step) => {
          const isReason = WITH_REASON.includes(step)
          return (
            <Button
              key={step}
              className="target"
              size="large"
              type={isReason || step === 'approve-by-phone' ? 'default' : 'primary'}
              danger={isReason}
              disabled={!isNamed}
              loading={isSending}
              onClick={() => (isReason ? setAsking(step) : go(step))}
            >
              {step === 'receive' ? t('receiveAll') : ORDER_STEPS[step][language]}
            </Button>
          )
        })}
        {order.steps.includes('receive') && (
          <Button
            className="target"
            size="large"
            disabled={!isNamed}
            onClick={() => setIsCounting(!isCounting)}
          >
            {t('receiveByLine')}
          </Button>
        )}
      </div>
      {asking && (
        <ReasonForm
          step={asking}
          onDone={(note) => go(asking, note)}
          onLeave={() => setAsking(null)}
        />
      )}
      {isCounting && (
        <CountsForm
          loads={order.loads.filter(({ load }) => loadsOf('receive').includes(load))}
          isSending={isSending}
          onDone={(counts) => {
            rememberActor(actor.trim())
            take({
              step: 'receive',
              actor: actor.trim(),
              note: '',
              loads: loadsOf('receive'),
              counts,
            })
          }}
        />
      )}
      {problem && (
        <Alert
          type={problem.status === 0 ? 'warning' : 'error'}
          showIcon
          title={
            problem.status === 0
              ? t('unknown')
              : t('stepFailed', { detail: problem.sentence[language] })
          }
        />
      )}
    </section>
  )
}

interface LoadChoiceProps {
  order: TransferOrder
  /** Loads that shall not move. */
  left: ReadonlySet<number>
  onChange: (left: ReadonlySet<number>) => void
}

/** Lorries leave one after the other: a step may be for some of the loads. */
const LoadChoice = ({ order, left, onChange }: LoadChoiceProps) => {
  const { t, language } = useDispatchText('orders')
  if (order.loads.length < 2 || order.state === 'draft') return null
  return (
    <fieldset className="order-choice">
      <legend>{t('only')}</legend>
      {order.loads.map(({ load, stockpileName, stockpileNameEn }) => (
        <Checkbox
          key={load}
          className="target"
          checked={!left.has(load)}
          onChange={({ target }) => {
            const next = new Set(left)
            if (target.checked) next.delete(load)
            else next.add(load)
            onChange(next)
          }}
        >
          {t('load', {
            number: load + 1,
            name: language === 'en' ? (stockpileNameEn ?? stockpileName) : stockpileName,
          })}
        </Checkbox>
      ))}
    </fieldset>
  )
}

interface ReasonFormProps {
  step: OrderStep
  onDone: (reason: string) => void
  onLeave: () => void
}

const ReasonForm = ({ step, onDone, onLeave }: ReasonFormProps) => {
  const { t, language } = useDispatchText('orders')
  const [reason, setReason] = useState('')
  const id = useId()
  const name = ORDER_STEPS[step][language]
  return (
    <div className="order-reason">
      <label htmlFor={id}>{t('reasonFor', { step: name })}</label>
      <Input
        id={id}
        className="target"
        autoFocus
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="order-buttons">
        <Button
          danger
          type="primary"
          className="target"
          disabled={reason.trim() === ''}
          onClick={() => onDone(reason.trim())}
        >
          {t('doIt', { step: name })}
        </Button>
        <Button className="target" onClick={onLeave}>
          {t('cancelDialog')}
        </Button>
      </div>
    </div>
  )
}
