import { Checkbox } from 'antd'
import { useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import type { OrderEventInput } from '../../../../data/order-event.ts'
import {
  COUNTED,
  type CountingStep,
  countFaultText,
  isFault,
} from '../../../../data/order-lines.ts'
import { ORDER_STEPS } from '../../../../data/order-steps.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { goodsText, numberText, senderName } from '../../../../data/wording.ts'
import { Action, Choice, TextField } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useText } from '../../../i18n/text.ts'
import { countsToSend, draftedLine, shownCount, type Typed } from './count-draft.ts'
import { whereaboutsText } from './orders.ts'

/** Steps that say where the goods go, or why. */
const NOTED: readonly CountingStep[] = ['return', 'hand-over']

interface CountsFormProps {
  order: TransferOrder
  /** Steps that can be counted, with the loads of each; the first is the one looked at. */
  choices: ReadonlyMap<CountingStep, readonly number[]>
  isSending: boolean
  onDone: (step: CountingStep, event: Pick<OrderEventInput, 'counts' | 'loads' | 'note'>) => void
}

/** What became of the goods, line by line, for the step that is chosen. */
export const CountsForm = ({ order, choices, isSending, onDone }: CountsFormProps) => {
  const { t, language } = useText('orders')
  const steps = [...choices.keys()]
  const [chosen, setStep] = useState(steps[0]!)
  const step = choices.has(chosen) ? chosen : steps[0]!
  return (
    <div className="stack order-counts">
      {steps.length > 1 && (
        <Choice
          label={t('countFor')}
          value={step}
          values={steps}
          textOf={(each) => ORDER_STEPS[each][language]}
          onChange={setStep}
        />
      )}
      <StepCounts
        key={step}
        order={order}
        step={step}
        loads={choices.get(step) ?? []}
        isSending={isSending}
        onDone={(event) => onDone(step, event)}
      />
    </div>
  )
}

interface StepCountsProps {
  order: TransferOrder
  step: CountingStep
  loads: readonly number[]
  isSending: boolean
  onDone: (event: Pick<OrderEventInput, 'counts' | 'loads' | 'note'>) => void
}

const StepCounts = ({ order, step, loads, isSending, onDone }: StepCountsProps) => {
  const { t, language } = useText('orders')
  const [typed, setTyped] = useState<Readonly<Record<number, Typed>>>({})
  const [isRestUnderWay, setIsRestUnderWay] = useState(false)
  const [note, setNote] = useState('')
  const fields = COUNTED[step]
  const rows = loads.flatMap((index) => {
    const load = order.loads[index]!
    const isForBooks = (order.sites[load.site]?.stockpileId ?? null) !== null
    const circumstances = { step, isForBooks, isRestUnderWay }
    return load.lines.map((line) => ({
      ...{
        load,
        line,
        circumstances,
        drafted: draftedLine(line, typed[line.id] ?? {}, circumstances),
      },
    }))
  })
  const areNumbersRight = rows.every(({ drafted }) => !isFault(drafted))
  const isNoted = !NOTED.includes(step) || note.trim() !== ''
  const send = (): void =>
    onDone({
      loads: [...loads],
      note: note.trim(),
      counts: rows.flatMap(({ line, circumstances }) =>
        countsToSend([line], typed, fields, circumstances),
      ),
    })
  return (
    <>
      {rows.map(({ load, line, drafted, circumstances }) => (
        <div key={line.id} className="order-count">
          <span>
            {goodsText(step === 'depart' ? line.reserved : line.shipped, line.item, language)}{' '}
            <span className="secondary">
              {senderName(load, language)} · {t('batch', { batch: line.batch })}
            </span>
          </span>
          {fields.map((field) => {
            const name = t(
              step === 'return' && field === 'received' ? 'count.back' : `count.${field}`,
            )
            return (
              <QuantityInput
                key={field}
                aria-label={`${name} ${line.batch}`}
                prefix={name}
                item={line.item}
                isUnitBeside
                value={shownCount(line, field, typed[line.id] ?? {}, circumstances)}
                onChange={(value) =>
                  setTyped({
                    ...typed,
                    [line.id]: { ...typed[line.id], [field]: value ?? undefined } as Typed,
                  })
                }
              />
            )
          })}
          {isFault(drafted) ? (
            <p className="bad-news" role="alert">
              {countFaultText(drafted, line.shipped)[language]}
            </p>
          ) : (
            <span>
              {step === 'depart'
                ? t('staysBehind', {
                    quantity: numberText(line.reserved - drafted.shipped + line.shipped, language),
                  })
                : whereaboutsText(drafted, language)}
            </span>
          )}
        </div>
      ))}
      {step === 'receive' && (
        <Checkbox
          className="target"
          checked={isRestUnderWay}
          onChange={({ target }) => setIsRestUnderWay(target.checked)}
        >
          {t('restUnderWay')}
        </Checkbox>
      )}
      {NOTED.includes(step) && (
        <TextField
          label={t(step === 'hand-over' ? 'handedTo' : 'reasonFor', {
            step: ORDER_STEPS[step][language],
          })}
          maxLength={LEDGER_LIMITS.mostReasonCharacters}
          value={note}
          onChange={setNote}
        />
      )}
      {!areNumbersRight && <p className="secondary">{t('correctFirst')}</p>}
      {areNumbersRight && !isNoted && (
        <p className="secondary">{t(step === 'hand-over' ? 'handedToMissing' : 'reasonMissing')}</p>
      )}
      <Action
        type="primary"
        disabled={!areNumbersRight || !isNoted}
        loading={isSending}
        label={t('submitCounts', { step: ORDER_STEPS[step][language] })}
        onClick={send}
      />
    </>
  )
}
