import type { TransferListEntry } from '../../../../data/transfer-order.ts'
import { durationText } from '../../../form/duration-text.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { useNow } from './use-now.ts'

const MILLISECONDS_PER_SECOND = 1000
const SECONDS_PER_MINUTE = 60

/** Seconds cut to whole minutes: of 48 hours, seconds say nothing. */
const wholeMinutes = (milliseconds: number): number =>
  Math.floor(milliseconds / MILLISECONDS_PER_SECOND / SECONDS_PER_MINUTE) * SECONDS_PER_MINUTE

/** The 48 hours of an approval by phone: how long is left, or since when the papers are overdue. */
export const PapersClock = ({ order }: { order: TransferListEntry }) => {
  const { t, language } = useText('orders')
  const now = useNow()
  const { papersDueAt, papersAt, state } = order
  if (papersDueAt === null || state === 'cancelled') return null
  if (papersAt !== null) {
    return (
      <span className="secondary">
        {t('papersIn', { time: dateTimeText(Date.parse(papersAt)) })}
      </span>
    )
  }
  const left = Date.parse(papersDueAt) - now
  return left > 0 ? (
    <span>
      {t('papersDue', {
        duration: durationText(wholeMinutes(left), language),
        time: dateTimeText(Date.parse(papersDueAt)),
      })}
    </span>
  ) : (
    <strong className="order-overdue">
      {t('papersOverdue', { duration: durationText(wholeMinutes(-left), language) })}
    </strong>
  )
}
