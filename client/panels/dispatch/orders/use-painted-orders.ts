/** Draws orders on the map: the ways of their loads, and lorries where they should be by now. */
import { useMemo } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import type { OrderSite, TransferListEntry } from '../../../../data/transfer-order.ts'
import { type SiteName, useSiteName } from '../../../form/feature-names.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { type Translate, useText } from '../../../i18n/text.ts'
import { lorryEstimate } from '../../../layers/orders-lorry.ts'
import { type PicturePart, usePainted } from '../../../state/dispatch-picture.ts'
import { useNow } from './order-pieces.tsx'

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
  site ? [{ kind: 'site', position: [site.lon, site.lat], label: siteName(site) }] : []

const partsOf = (order: TransferListEntry, words: Words): PicturePart[] =>
  order.loads
    .filter(({ state }) => UNDER_WAY.includes(state))
    .map(withRoute)
    .flatMap((load) => [
      { kind: 'route', route: load.route, lorries: load.lorries, isLate: false },
      { kind: 'sender', position: [load.lon, load.lat], label: '' },
      ...sitePart(order.sites[load.site], words.siteName),
      ...lorryPart(order.number, load, words),
    ])

export const usePaintedOrders = (orders: readonly TransferListEntry[]): void => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
  const now = useNow()
  usePainted(
    useMemo(
      () => orders.flatMap((order) => partsOf(order, { t, language, siteName, now })),
      [orders, t, language, siteName, now],
    ),
  )
}
