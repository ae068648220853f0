import { useState } from 'react'
import type { OrderLoad } from '../../../../data/transfer-order.ts'
import { Action } from '../../../form/action.tsx'
import { goodsText } from '../../../form/amount-text.ts'
import { numberText } from '../../../form/number-text.ts'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useText } from '../../../i18n/text.ts'

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
export const CountsForm = ({ loads, isSending, onDone }: CountsFormProps) => {
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
