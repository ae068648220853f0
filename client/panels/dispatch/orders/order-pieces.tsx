/** What the list of orders and the open one share. */

import { useEffect, useMemo, useState } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import { unloadedAt } from '../../../../data/delivery-words.ts'
import { lorryEstimate } from '../../../../data/lorry-position.ts'
import { ORDER_STATES, type OrderState } from '../../../../data/order-steps.ts'
import type { WatchedLoad } from '../../../../data/order-watch.ts'
import type { OrderSite, TransferListEntry } from '../../../../data/transfer-order.ts'
import { durationText } from '../../../../data/wording.ts'
import type { FileQuery } from '../../../api/request.ts'
import { DownloadMenu } from '../../../form/download-menu.tsx'
import { type SiteName, useSiteName } from '../../../form/feature-names.ts'
import { FileLinks } from '../../../form/file-links.tsx'
import { ReadableTag } from '../../../form/pieces.tsx'
import { clockText, dateTimeText } from '../../../form/shanghai-time.ts'
import { type Translate, useText } from '../../../i18n/text.ts'
import { type PicturePart, usePainted } from '../../../state/dispatch-picture.ts'

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
  return <ReadableTag color={COLOURS[state]}>{ORDER_STATES[state][language]}</ReadableTag>
}

interface DownloadsProps {
  /** `orders`: one row per order; `lines`: one row per line. */
  table: 'orders' | 'lines'
  /** Only this order's. */
  number?: string
}

/** A table of orders or of their lines, as files. */
export const Downloads = ({ table, number }: DownloadsProps) => {
  const { t } = useText('orders')
  const label = t(table === 'orders' ? 'downloadOrders' : 'downloadLines')
  const hrefOf = (file: FileQuery): string =>
    `/api/transfers/tables/${table}?${new URLSearchParams({ ...file, ...(number && { number }) })}`
  if (table === 'orders') return <FileLinks label={label} hrefOf={hrefOf} />
  return <DownloadMenu isFiled label={label} sources={{ lines: { label, hrefOf } }} />
}

/** Clocks that run down and lorries that move are shown anew this often. */
const TICK_MILLISECONDS = 20_000

/** Milliseconds since 1970 UTC, kept fresh: answers that did not change do not render by themselves. */
const useNow = (): number => {
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

/** Numbers end in four digits that distinguish orders of one year apart. */
const LAST_DIGITS = 4
const UNDER_WAY = ['reserved', 'loading', 'in-transit']

interface Words {
  readonly t: Translate<'orders'>
  readonly language: Language
  readonly siteName: SiteName
  readonly now: number
}

type ListedLoad = TransferListEntry['loads'][number]

/** A list has the ways only of what is in transit. */
const withRoute = (load: ListedLoad) => ({ ...load, route: load.route ?? [] })

const lorryPart = (
  number: string,
  load: ReturnType<typeof withRoute>,
  { t, language, now }: Words,
): PicturePart[] => {
  const estimate = lorryEstimate(load, now)
  if (!estimate) return []
  const label = t(estimate.isOverdue ? 'lorryOverdue' : 'lorry', {
    number: number.slice(-LAST_DIGITS),
    time: clockText(Date.parse(load.expectedAt), now, language),
  })
  return [{ kind: 'lorry', position: estimate.position, label }]
}

const sitePart = (site: OrderSite | undefined, siteName: SiteName): PicturePart[] =>
  site
    ? [
        {
          ...{ kind: 'site', position: [site.lon, site.lat] },
          label: unloadedAt(siteName(site), site.delivery),
        },
      ]
    : []

const hasGoneOn = (
  { pickup }: ListedLoad,
  loads: readonly Pick<ListedLoad, 'pickup' | 'state'>[],
): boolean =>
  loads.some(
    (other) =>
      other.state === 'in-transit' &&
      other.pickup?.lorry === pickup?.lorry &&
      (other.pickup?.stop ?? 0) > (pickup?.stop ?? 0),
  )

const partsOf = (order: TransferListEntry, words: Words): PicturePart[] =>
  order.loads
    .filter(({ state }) => UNDER_WAY.includes(state))
    .map(withRoute)
    .flatMap((load, _, loads) => [
      { kind: 'route', route: load.route, lorries: load.lorries, isLate: false },
      { kind: 'sender', position: [load.lon, load.lat], label: '' },
      ...sitePart(order.sites[load.site], words.siteName),
      // A lorry that has loaded at its next store is where that load is.
      ...(hasGoneOn(load, loads) ? [] : lorryPart(order.number, load, words)),
    ])

/** Ways round that are open where the planned ones are not. */
export const detourParts = (loads: readonly WatchedLoad[]): PicturePart[] =>
  loads.map(({ route, lateSeconds }) => ({
    ...{ kind: 'detour', route, lorries: 1, isLate: (lateSeconds ?? 0) > 0 },
  }))

const NO_DETOURS: readonly PicturePart[] = []

/** Draws orders on the map: the ways of their loads, and lorries where they should be by now. */
export const usePaintedOrders = (
  orders: readonly TransferListEntry[],
  detours: readonly PicturePart[] = NO_DETOURS,
): void => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
  const now = useNow()
  usePainted(
    useMemo(
      () => [
        ...orders.flatMap((order) => partsOf(order, { t, language, siteName, now })),
        ...detours,
      ],
      [orders, detours, t, language, siteName, now],
    ),
  )
}
