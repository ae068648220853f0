import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import type { OrderLoad } from '../../../../data/transfer-order.ts'
import { goodsText, grouped } from '../../../form/amount-text.ts'
import { numberText } from '../../../form/number-text.ts'
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
  const lines = loads.flatMap((load) => load.lines)
  const [counts, setCounts] = useState<ReadonlyMap<number, Count>>(
    () =>
      new Map(lines.map(({ id, shipped }) => [id, { lineId: id, received: shipped, damaged: 0 }])),
  )
  const change = (lineId: number, changes: Partial<Count>): void => {
    const before = counts.get(lineId) ?? { lineId, received: 0, damaged: 0 }
    setCounts(new Map(counts).set(lineId, { ...before, ...changes }))
  }
  const isTooMuch = lines.some(({ id, shipped }) => {
    const { received = 0, damaged = 0 } = counts.get(id) ?? {}
    return received + damaged > shipped
  })
  return (
    <div className="order-counts">
      {lines.map(({ id, item, batch, shipped }) => {
        const { received = 0, damaged = 0 } = counts.get(id) ?? {}
        return (
          <div key={id} className="order-count">
            <span>
              {goodsText(shipped, item, language)}{' '}
              <span className="secondary">{t('batch', { batch })}</span>
            </span>
            <InputNumber<number>
              className="target"
              aria-label={`${t('received')} ${batch}`}
              prefix={t('received')}
              min={0}
              max={shipped}
              precision={0}
              inputMode="numeric"
              formatter={grouped}
              value={received}
              onChange={(value) => change(id, { received: value ?? 0 })}
            />
            <InputNumber<number>
              className="target"
              aria-label={`${t('damaged')} ${batch}`}
              prefix={t('damaged')}
              min={0}
              max={shipped}
              precision={0}
              inputMode="numeric"
              formatter={grouped}
              value={damaged}
              onChange={(value) => change(id, { damaged: value ?? 0 })}
            />
            <span>
              {t('missing', {
                missing: numberText(Math.max(0, shipped - received - damaged), language),
              })}
            </span>
          </div>
        )
      })}
      <Button
        type="primary"
        className="target"
        disabled={isTooMuch}
        loading={isSending}
        onClick={() => onDone([...counts.values()])}
      >
        {t('submitCounts')}
      </Button>
    </div>
  )
}
