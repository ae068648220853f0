/** The station under a pointer, as a symbol or as a dot. */
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl'
import { hitAt } from '../hit.ts'
import { STATION_DOT } from '../style/coverage-station-layers.ts'

/** Dots are small: as much room round them as a finger needs. */
const REACH_PIXELS = 5

/** The id of the station at a point of the canvas; null where there is none. */
export const stationAt = (map: MapLibreMap, point: { x: number; y: number }): string | null => {
  const hit = hitAt(map, point)
  if (hit !== null) {
    return hit.kind === 'feature' && hit.collection === 'stations' ? hit.id : null
  }
  if (!map.getLayer(STATION_DOT)) return null
  const box: [PointLike, PointLike] = [
    [point.x - REACH_PIXELS, point.y - REACH_PIXELS],
    [point.x + REACH_PIXELS, point.y + REACH_PIXELS],
  ]
  const [dot] = map.queryRenderedFeatures(box, { layers: [STATION_DOT] })
  return typeof dot?.properties.id === 'string' ? dot.properties.id : null
}
