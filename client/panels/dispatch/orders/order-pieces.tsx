/** What the list of orders and the open one share. */
import { Tag } from 'antd'
import { useEffect, useState } from 'react'
import { ORDER_STATES, type OrderState } from '../../../../data/order-steps.ts'
import type { TransferListEntry } from '../../../../data/transfer-order.ts'
import { FileLinks } from '../../../form/file-links.tsx'
import { durationText } from '../../../form/number-text.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { READABLE_TAG } from '../../../theme.ts'

const COLOURS = {
  draft: 'gold',
  approved: 'blue',
  loading: 'cyan',
  'in-transit': 'geekblue',
  received: 'green',
  closed: 'default',
  returned: 'orange',
  cancelled: 'default',
} as const satisfies Record<OrderState, string>

export const StateTag = ({ state }: { state: OrderState }) => {
  const { language } = useText('orders')
  return (
    <Tag color={COLOURS[state]} style={READABLE_TAG}>
      {ORDER_STATES[state][language]}
    </Tag>
  )
}

interface DownloadsProps {
  /** `orders`: one row per order; `lines`: one row per line. */
  table: 'orders' | 'lines'
  /** Only this order's. */
  number?: string
}

/** A table of orders or of their lines, as files. */
export const Downloads = ({ table, number }: DownloadsProps) => {
  const { t, language } = useText('orders')
  const only = number === undefined ? '' : `&number=${encodeURIComponent(number)}`
  return (
    <FileLinks
      label={t(table === 'orders' ? 'downloadOrders' : 'downloadLines')}
      hrefOf={(format) => `/api/transfers/tables/${table}?f=${format}&lang=${language}${only}`}
    />
  )
}

/** Clocks that run down and lorries that move are shown anew this often. */
const TICK_MILLISECONDS = 20_000

/** Milliseconds since 1970 UTC, kept fresh: answers that did not change do not render by themselves. */
export const useNow = (): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS)
    return () => clearInterval(timer)
  }, [])
  return now
}

const MILLISECONDS_PER_MINUTE = 60_000
const SECONDS_PER_MINUTE = 60

/** Seconds cut to whole minutes: of 48 hours, seconds say nothing. */
const wholeMinutes = (milliseconds: number): number =>
  Math.floor(milliseconds / MILLISECONDS_PER_MINUTE) * SECONDS_PER_MINUTE

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
  const duration = durationText(wholeMinutes(Math.abs(left)), language)
  return left > 0 ? (
    <span>{t('papersDue', { duration, time: dateTimeText(Date.parse(papersDueAt)) })}</span>
  ) : (
    <strong className="bad-news">{t('papersOverdue', { duration })}</strong>
  )
}
