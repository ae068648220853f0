import type { TransferListEntry } from '../../../../data/transfer-order.ts'
import { durationText } from '../../../form/duration-text.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'

const MILLISECONDS_PER_SECOND = 1000

/** The 48 hours of an approval by phone: how long is left, or since when the papers are overdue. */
export const PapersClock = ({ order }: { order: TransferListEntry }) => {
  const { t, language } = useDispatchText('orders')
  const { papersDueAt, papersAt, state } = order
  if (papersDueAt === null || state === 'cancelled') return null
  if (papersAt !== null) {
    return (
      <span className="secondary">
        {t('papersIn', { time: dateTimeText(Date.parse(papersAt)) })}
      </span>
    )
  }
  const seconds = (Date.parse(papersDueAt) - Date.now()) / MILLISECONDS_PER_SECOND
  return seconds > 0 ? (
    <span>
      {t('papersDue', {
        duration: durationText(seconds, language),
        time: dateTimeText(Date.parse(papersDueAt)),
      })}
    </span>
  ) : (
    <strong className="order-overdue">
      {t('papersOverdue', { duration: durationText(-seconds, language) })}
    </strong>
  )
}
