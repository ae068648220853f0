/** Where a place lies: in the region, on water, or somewhere that roads can serve. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import {
  type Bbox,
  containsLonLat,
  type Geometry,
  type LonLat,
  positionsOf,
} from '../../data/geometry.ts'

export interface NamedArea {
  name: string
  nameEn: string | null
  geometry: Geometry
  bbox: Bbox
}

/** The first area that the place lies in, or `null`. Lines and points contain nothing. */
export const areaAt = (
  areas: readonly NamedArea[],
  longitude: number,
  latitude: number,
): NamedArea | null =>
  areas.find(
    ({ geometry, bbox }) =>
      (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') &&
      containsLonLat(bbox, longitude, latitude) &&
      booleanPointInPolygon([longitude, latitude], geometry),
  ) ?? null

/** Along a line or outline, a resource can be reached at points about this far apart. */
const ACCESS_POINT_SPACING_DEGREES = 0.005

/** Points at which a resource of this shape can be reached: itself, or points along its line. */
export const accessPositions = (geometry: Geometry): LonLat[] => {
  const positions: LonLat[] = []
  for (const position of positionsOf(geometry)) {
    const last = positions.at(-1)
    const apart = last ? Math.hypot(position[0] - last[0], position[1] - last[1]) : Infinity
    if (apart >= ACCESS_POINT_SPACING_DEGREES) positions.push(position)
  }
  return positions
}
