/** Where a place lies: in the region, on water, or somewhere that roads can serve. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import {
  type Bbox,
  containsLonLat,
  type Geometry,
  type LonLat,
  linesOf,
} from '../../data/geometry.ts'

export interface NamedArea {
  name: string
  nameEn: string | null
  geometry: Geometry
  bbox: Bbox
}

/** The first area that the place lies in, or `null`. Lines and points contain nothing. */
export const areaAt = <Area extends Pick<NamedArea, 'geometry' | 'bbox'>>(
  areas: readonly Area[],
  longitude: number,
  latitude: number,
): Area | null =>
  areas.find(
    ({ geometry, bbox }) =>
      (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') &&
      containsLonLat(bbox, longitude, latitude) &&
      booleanPointInPolygon([longitude, latitude], geometry),
  ) ?? null

/** Along a line or outline, a resource can be reached at points about this far apart. */
const ACCESS_POINT_SPACING_DEGREES = 0.005
/** Closer than this a further point adds nothing; less than the spacing, for rounding's sake. */
const LEAST_APART_DEGREES = 0.99 * ACCESS_POINT_SPACING_DEGREES

const degreesApart = (a: LonLat, b: LonLat): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** Points that part a straight stretch evenly, no closer than the spacing; the last is its end. */
const pointsTowards = (from: LonLat, to: LonLat): LonLat[] => {
  const parts = Math.max(1, Math.floor(degreesApart(from, to) / ACCESS_POINT_SPACING_DEGREES))
  return Array.from({ length: parts }, (_, i) => {
    const share = (i + 1) / parts
    return share === 1
      ? to
      : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
  })
}

/** The one of some positions that stands for all of them; [0, 0] where there are none. */
export const middleOf = (positions: readonly LonLat[]): LonLat =>
  positions[Math.floor(positions.length / 2)] ?? [0, 0]

/** Points at which a resource of this shape can be reached: itself, or points along its line. */
export const accessPositions = (geometry: Geometry): LonLat[] => {
  const positions: LonLat[] = []
  for (const line of linesOf(geometry)) {
    for (const [i, corner] of line.entries()) {
      const before = line[i - 1]
      for (const position of before ? pointsTowards(before, corner) : [corner]) {
        const last = positions.at(-1)
        const isApart = !last || degreesApart(last, position) >= LEAST_APART_DEGREES
        if (isApart) positions.push(position)
      }
    }
  }
  return positions
}
