import { InputNumber } from 'antd'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { useText } from '../../../i18n/text.ts'
import { amountText, changeText } from './amount-text.ts'
import { CountNotes } from './count-notes.tsx'
import type { CountLine } from './count-sheet.ts'

interface CountRowProps {
  line: CountLine
  /** Null takes the count back. */
  onCount: (counted: number | null) => void
}

/** One batch: what the books say, what was counted, and how they differ. */
export const CountRow = ({ line, onCount }: CountRowProps) => {
  const { t, language } = useText('ledger')
  const { batch, counted, difference } = line
  const { label, unit } = MATERIALS[batch.item]
  return (
    <div className="book-count" data-state={line.state}>
      <span>
        {label[language]} <span className="secondary">{batch.batch}</span>{' '}
        <span className="secondary book-received">
          {t('expected', { quantity: amountText(batch.onHand, batch.item, language) })}
        </span>
      </span>
      <InputNumber<number>
        className="target"
        inputMode="numeric"
        aria-label={`${label[language]} ${batch.batch} ${t('counted')}`}
        min={0}
        max={LEDGER_LIMITS.mostQuantity}
        precision={0}
        controls={false}
        suffix={unit[language]}
        value={counted}
        onChange={onCount}
      />
      <span className={difference === 0 ? 'secondary' : 'book-difference'} role="status">
        {counted !== null &&
          (difference === 0
            ? t('noDifference')
            : t('difference', { difference: changeText(difference, batch.item, language) }))}
      </span>
      <CountNotes line={line} onCount={onCount} />
    </div>
  )
}
