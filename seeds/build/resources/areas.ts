/** Which of many polygons a place lies in, and how far away their borders are. */
import {
  type Bbox,
  bboxOfPlaces,
  containsLonLat,
  type LonLat,
  METRES_PER_DEGREE,
} from '../../../data/geometry.ts'
import { nearestOnPiece } from './plane.ts'

type Ring = readonly LonLat[]

export interface AreaGeometry {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: unknown
}

interface Part {
  rings: readonly Ring[]
  bbox: Bbox
}

export interface Area<T> {
  readonly value: T
  readonly parts: readonly Part[]
}

/** A degree of longitude is at least this share of a degree of latitude south of 37° N. */
const NARROWEST_LONGITUDE = 0.79

const partOf = (rings: readonly Ring[]): Part => ({ rings, bbox: bboxOfPlaces(rings[0] ?? []) })

/** A polygon or multipolygon prepared for look-ups. */
export const areaOf = <T>(value: T, geometry: AreaGeometry): Area<T> => ({
  value,
  parts: (geometry.type === 'Polygon'
    ? [geometry.coordinates as Ring[]]
    : (geometry.coordinates as Ring[][])
  ).map(partOf),
})

/** Even-odd rule over one ring. */
const insideRing = ([x, y]: LonLat, ring: Ring): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!
    const [bx, by] = ring[j]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** True inside an outer ring and outside its holes. */
export const isInside = (place: LonLat, area: Area<unknown>): boolean =>
  area.parts.some(
    (part) =>
      containsLonLat(part.bbox, ...place) &&
      part.rings.filter((ring) => insideRing(place, ring)).length % 2 === 1,
  )

/** The first area that the place lies in. */
export const areaAt = <T>(place: LonLat, areas: readonly Area<T>[]): Area<T> | undefined =>
  areas.find((area) => isInside(place, area))

/** Metres to the nearest border of the area, or `limitMetres` when it is farther than that. */
export const borderMetres = (place: LonLat, area: Area<unknown>, limitMetres: number): number => {
  const north = limitMetres / METRES_PER_DEGREE
  const east = north / NARROWEST_LONGITUDE
  let best = limitMetres
  for (const { rings, bbox } of area.parts) {
    const grown: Bbox = [bbox[0] - east, bbox[1] - north, bbox[2] + east, bbox[3] + north]
    if (!containsLonLat(grown, ...place)) continue
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        best = Math.min(best, nearestOnPiece(place, ring[i - 1]!, ring[i]!).metres)
      }
    }
  }
  return best
}
