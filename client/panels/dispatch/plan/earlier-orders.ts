/** Orders of the last day for what is being planned: whoever asks a second time is asked whether they mean it. */
import { haversineMetres } from '../../../../data/geometry.ts'
import type { MaterialKey } from '../../../../data/materials.ts'
import type { TransferListEntry } from '../../../../data/transfer-order.ts'
import type { SitePlan } from '../../../../data/transfer-plan.ts'

const DAY_MILLISECONDS = 24 * 3_600_000
/** Two places so near are one site. */
const SAME_SITE_METRES = 300

export interface EarlierOrder {
  readonly number: string
  readonly createdAt: string
  readonly site: Pick<SitePlan, 'name' | 'nameEn'>
  /** Of the goods that are wanted again, how many went there. */
  readonly goods: readonly (readonly [MaterialKey, number])[]
}

type Site = Pick<SitePlan, 'workId' | 'lon' | 'lat' | 'name' | 'nameEn' | 'lines'>

const isSameSite = (
  a: Pick<Site, 'workId' | 'lon' | 'lat'>,
  b: Pick<Site, 'workId' | 'lon' | 'lat'>,
): boolean =>
  (a.workId !== null && a.workId === b.workId) ||
  haversineMetres(a.lon, a.lat, b.lon, b.lat) <= SAME_SITE_METRES

/** @param now milliseconds since 1970 UTC. @returns in the order of `orders`. */
export const earlierOrders = (
  orders: readonly TransferListEntry[],
  sites: readonly Site[],
  now: number,
): EarlierOrder[] =>
  orders
    .filter(({ state, createdAt }) => {
      const age = now - Date.parse(createdAt)
      return state !== 'cancelled' && age <= DAY_MILLISECONDS
    })
    .flatMap(({ number, createdAt, sites: theirs, loads }) =>
      sites.flatMap((site): EarlierOrder[] => {
        const { name, nameEn } = site
        const wanted = new Set(site.lines.map(({ item }) => item))
        const sent = new Map<MaterialKey, number>()
        for (const load of loads) {
          const their = theirs[load.site]
          if (load.state === 'cancelled' || !their || !isSameSite(their, site)) continue
          for (const { item, quantity } of load.lines)
            if (wanted.has(item)) sent.set(item, (sent.get(item) ?? 0) + quantity)
        }
        return sent.size > 0
          ? [{ number, createdAt, site: { name, nameEn }, goods: [...sent] }]
          : []
      }),
    )
