/** Draws orders on the map: the ways of their loads, and lorries where they should be by now. */
import { useEffect } from 'react'
import type { LonLat } from '../../../../data/geometry.ts'
import type { OrderLoad, TransferListEntry } from '../../../../data/transfer-order.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { useAppState } from '../../../state/app-state.ts'
import { type PicturePart, paintDispatch } from '../../../state/dispatch-picture.ts'

/** Numbers end in four digits that tell orders of one year apart. */
const LAST_DIGITS = 4

/** Point of a line at a share of its length, as the crow flies from corner to corner. */
export const pointAlong = (line: readonly LonLat[], share: number): LonLat | null => {
  const first = line[0]
  if (!first) return null
  const lengths = line.slice(1).map((place, index) => {
    const before = line[index] ?? place
    return Math.hypot(place[0] - before[0], place[1] - before[1])
  })
  let rest = Math.min(1, Math.max(0, share)) * lengths.reduce((sum, length) => sum + length, 0)
  for (const [index, length] of lengths.entries()) {
    const from = line[index]
    const to = line[index + 1]
    if (!from || !to) break
    if (rest <= length && length > 0) {
      const part = rest / length
      return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]
    }
    rest -= length
  }
  return line.at(-1) ?? first
}

/** Where a load on its way should be: an estimate by the planned time, told as one. */
const lorryOf = (load: OrderLoad, now: number): LonLat | null => {
  if (!load.departedAt) return null
  const from = Date.parse(load.departedAt)
  return pointAlong(load.route, (now - from) / (Date.parse(load.expectedAt) - from))
}

const UNDER_WAY = ['reserved', 'loading', 'in-transit']

export const usePaintedOrders = (orders: readonly TransferListEntry[]): void => {
  const language = useAppState((state) => state.language)
  useEffect(() => {
    const now = Date.now()
    const estimate = language === 'zh' ? '估计位置' : 'estimated'
    paintDispatch(
      orders.flatMap((order) =>
        order.loads
          .filter(({ state }) => UNDER_WAY.includes(state))
          .flatMap((load): PicturePart[] => {
            const site = order.sites[load.site]
            const lorry = load.state === 'in-transit' ? lorryOf(load, now) : null
            const expected = clockText(Date.parse(load.expectedAt), now, language)
            return [
              { kind: 'route', route: load.route, lorries: load.lorries, isLate: false },
              { kind: 'sender', position: [load.lon, load.lat], label: '' },
              ...(site
                ? [
                    {
                      kind: 'site' as const,
                      position: [site.lon, site.lat] as const,
                      label: site.name,
                    },
                  ]
                : []),
              ...(lorry
                ? [
                    {
                      kind: 'lorry' as const,
                      position: lorry,
                      label: `${order.number.slice(-LAST_DIGITS)} ${expected}（${estimate}）`,
                    },
                  ]
                : []),
            ]
          }),
      ),
    )
    return () => paintDispatch([])
  }, [orders, language])
}
