/** Which county a place lies in. */
import { bboxOf, type LonLat } from '../../data/geometry.ts'
import { areaAt } from '../analysis/place.ts'
import type { Store } from '../store/store.ts'

/** The county's code; null outside all of them. */
export const countyCodeAt = async (
  store: Store,
  [longitude, latitude]: LonLat,
): Promise<string | null> => {
  const counties = await store.features('counties')
  const areas = counties.map(({ geometry, properties }) => ({
    name: properties.code,
    nameEn: null,
    geometry,
    bbox: bboxOf(geometry),
  }))
  return areaAt(areas, longitude, latitude)?.name ?? null
}
