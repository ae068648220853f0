import { Alert, Button } from 'antd'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { amountText } from './amount-text.ts'
import { type CountLine, isImplausible } from './count-sheet.ts'

interface CountNotesProps {
  line: CountLine
  /** Null takes the count back. */
  onCount: (counted: number | null) => void
}

/** Why a line cannot be entered as it stands, or should be looked at again. */
export const CountNotes = ({ line, onCount }: CountNotesProps) => {
  const { t, language } = useText('ledger')
  const { batch, expectedOnHand, state } = line
  if (state === 'changed' || state === 'promised') {
    const sentence =
      state === 'changed'
        ? t('changed', {
            before: numberText(expectedOnHand, language),
            now: amountText(batch.onHand, batch.item, language),
          })
        : t('promised', { quantity: amountText(batch.reserved, batch.item, language) })
    return (
      <Alert
        className="book-count-note"
        type="warning"
        showIcon
        title={sentence}
        action={
          <Button className="target" onClick={() => onCount(null)}>
            {t(state === 'changed' ? 'countAgain' : 'takeBack')}
          </Button>
        }
      />
    )
  }
  return isImplausible(line) ? (
    <Alert className="book-count-note" type="warning" showIcon title={t('implausible')} />
  ) : null
}
