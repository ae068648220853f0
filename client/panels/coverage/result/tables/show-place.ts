/** Shows on the map what a row of a table is about. */
import { type Bbox, bboxOf, type LonLat } from '../../../../../data/geometry.ts'
import type { ApiFeature } from '../../../../api/features.ts'
import { changeState, flyTo } from '../../../../state/app-state.ts'

/** Degrees round a single thing, and round a town of which only the seat is known. */
export const SPOT_DEGREES = 0.01
export const TOWN_DEGREES = 0.05

export const boxAround = ([longitude, latitude]: LonLat, degrees: number): Bbox => [
  longitude - degrees,
  latitude - degrees,
  longitude + degrees,
  latitude + degrees,
]

/** The extent of the area with this code; null where the map does not know it. */
export const areaBbox = (features: readonly ApiFeature[], code: string): Bbox | null => {
  const found = features.find(({ properties }) => properties.code === code)
  if (found === undefined) return null
  const { geometry } = found
  return geometry.type === 'Point'
    ? boxAround([geometry.coordinates[0], geometry.coordinates[1]], TOWN_DEGREES)
    : bboxOf(geometry)
}

/** Shows a station and opens its drawer, which also marks it on the map. */
export const showStation = (id: string, position: LonLat): void => {
  changeState({ selection: { collection: 'stations', id } })
  flyTo(boxAround(position, SPOT_DEGREES))
}
