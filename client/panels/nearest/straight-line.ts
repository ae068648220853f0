import { representativePoint } from '../../../data/feature-place.ts'
import { type Geometry, haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { NearestOptions } from '../../api/nearest.ts'
import { dutyAt, isReady } from '../../form/duty.ts'
import { conditionsOf } from '../../form/nearest-query.ts'

interface StraightLineRow<F> {
  readonly feature: F
  readonly straightMetres: number
}

/**
 * Features in order of the distance as the crow flies, nearest first. This is what is known
 * where no road network is loaded; it is no road distance and no travel time.
 */
export const byStraightLine = <F extends { readonly geometry: Geometry }>(
  features: readonly F[],
  [longitude, latitude]: LonLat,
  count: number,
): StraightLineRow<F>[] =>
  features
    .map((feature) => {
      const [featureLongitude, featureLatitude] = representativePoint(feature.geometry)
      const straightMetres = haversineMetres(longitude, latitude, featureLongitude, featureLatitude)
      return { feature, straightMetres }
    })
    .sort((a, b) => a.straightMetres - b.straightMetres)
    .slice(0, count)

const holds = (counts: unknown, key: string, quantity: number): boolean => {
  if (typeof counts !== 'object' || counts === null) return false
  const held = (counts as Readonly<Record<string, unknown>>)[key]
  return typeof held === 'number' && held >= quantity
}

/** Any amount of a thing will do where no quantity is asked for. */
const ANY_QUANTITY = Number.MIN_VALUE

/**
 * Whether a resource meets the conditions that can be judged without roads: duty at the moment
 * (milliseconds since 1970 UTC), gear, stock.
 */
export const meetsConditions = (
  properties: Readonly<Record<string, unknown>>,
  { collection, onDuty, equipment, item, quantity }: NearestOptions,
  milliseconds: number,
): boolean => {
  const { duty } = conditionsOf(collection)
  if (duty && onDuty && !isReady(dutyAt(properties, milliseconds))) return false
  if (item !== null && !holds(properties.stock, item, quantity ?? ANY_QUANTITY)) return false
  return Object.entries(equipment).every(([key, least]) => holds(properties.equipment, key, least))
}
