import { Checkbox } from 'antd'
import { LOAD_STATES } from '../../../../data/order-steps.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { senderName } from '../../../form/localised-name.ts'
import { useText } from '../../../i18n/text.ts'

interface LoadChoiceProps {
  order: TransferOrder
  /** Loads that some step can move, by index. */
  ready: readonly number[]
  /** Loads that shall not move. */
  left: ReadonlySet<number>
  onChange: (left: ReadonlySet<number>) => void
}

/** Lorries leave one after the other: a step may be for some of the loads. */
export const LoadChoice = ({ order, ready, left, onChange }: LoadChoiceProps) => {
  const { t, language } = useText('orders')
  if (ready.length < 2) return null
  return (
    <fieldset className="order-choice">
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
