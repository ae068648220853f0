/** The point that stands for a feature. */
import type { Bbox, Geometry, LonLat } from './geometry.ts'

/** Where nothing lies anywhere yet: a place in the capital. */
const ANYWHERE: LonLat = [116.391, 39.907]

const toThousandth = (degrees: number): number => Number(degrees.toFixed(3))

/** A place as an example of how one is written: the middle of what lies somewhere. */
export const exampleIn = (bbox: Bbox | null): LonLat => {
  if (!bbox) return ANYWHERE
  const [west, south, east, north] = bbox
  return [toThousandth((west + east) / 2), toThousandth((south + north) / 2)]
}

type Ring = readonly (readonly number[])[]

/**
 * The point that stands for a feature: itself, the middle position of a
 * line, the area's centroid of a polygon's largest ring (surveyor's formula on plain degrees, which
 * is near enough at this size).
 */
export const representativePoint = (geometry: Geometry): LonLat => {
  switch (geometry.type) {
    case 'Point':
      return lonLat(geometry.coordinates)
    case 'LineString':
      return lonLat(geometry.coordinates[geometry.coordinates.length >> 1])
    case 'Polygon':
      return ringCentroid(geometry.coordinates[0] ?? [])
    case 'MultiPolygon':
      return ringCentroid(largestRing(geometry.coordinates.map(([outer]) => outer ?? [])))
  }
}

const lonLat = (position: readonly number[] | undefined): LonLat => [
  position?.[0] ?? 0,
  position?.[1] ?? 0,
]

/** Twice the signed area in square degrees, and the weighted sums of the centroid formula. */
export const ringSums = (ring: Ring): { area2: number; x: number; y: number } => {
  const [originX, originY] = lonLat(ring[0])
  const sums = { area2: 0, x: 0, y: 0 }
  for (let index = 1; index < ring.length; index++) {
    const [ax, ay] = relative(ring[index - 1], originX, originY)
    const [bx, by] = relative(ring[index], originX, originY)
    const cross = ax * by - bx * ay
    sums.area2 += cross
    sums.x += (ax + bx) * cross
    sums.y += (ay + by) * cross
  }
  return sums
}

const relative = (position: readonly number[] | undefined, x: number, y: number): LonLat => {
  const [longitude, latitude] = lonLat(position)
  return [longitude - x, latitude - y]
}

const largestRing = (rings: readonly Ring[]): Ring =>
  rings.reduce<Ring>(
    (largest, ring) =>
      Math.abs(ringSums(ring).area2) > Math.abs(ringSums(largest).area2) ? ring : largest,
    rings[0] ?? [],
  )

const ringCentroid = (ring: Ring): LonLat => {
  const [originX, originY] = lonLat(ring[0])
  const { area2, x, y } = ringSums(ring)
  if (area2 === 0) return [originX, originY]
  return [originX + x / (3 * area2), originY + y / (3 * area2)]
}
