import type { LonLat, Rings } from './facts-reading.ts'

/** Mean radius of the Earth (IUGG), metres. */
const earthRadiusMetres = 6_371_008.8
const radians = Math.PI / 180

/** Great-circle distance (haversine). */
export function distanceMetres(a: LonLat, b: LonLat): number {
  const halfLatitude = Math.sin(((b[1] - a[1]) * radians) / 2)
  const halfLongitude = Math.sin(((b[0] - a[0]) * radians) / 2)
  const chord =
    halfLatitude ** 2 + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * halfLongitude ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.sqrt(chord))
}

export function segmentsOf(line: LonLat[]): [LonLat, LonLat][] {
  return line.slice(1).map((end, index) => [line[index] ?? end, end])
}

/** Sum over the rings by the sphere's line integral (Chamberlain & Duquette, 2007), in km². */
export function sphericalAreaKm2(polygons: Rings[]): number {
  const ringKm2 = (ring: LonLat[]) =>
    Math.abs(
      segmentsOf(ring).reduce(
        (sum, [a, b]) =>
          sum + (b[0] - a[0]) * radians * (2 + Math.sin(a[1] * radians) + Math.sin(b[1] * radians)),
        0,
      ),
    ) *
    (earthRadiusMetres / 1000) ** 2 *
    0.5
  return polygons.reduce((sum, [outer = [], ...holes]) => {
    return sum + ringKm2(outer) - holes.reduce((total, hole) => total + ringKm2(hole), 0)
  }, 0)
}

/** By the winding number of each ring, so an island inside a lake is outside of it. */
export function isInside(place: LonLat, polygons: Rings[]): boolean {
  return polygons.some(
    ([outer = [], ...holes]) =>
      windsAround(place, outer) && !holes.some((hole) => windsAround(place, hole)),
  )
}

function windsAround([x, y]: LonLat, ring: LonLat[]): boolean {
  const turn = segmentsOf(ring).reduce((sum, [a, b]) => {
    const from = Math.atan2(a[1] - y, a[0] - x)
    const to = Math.atan2(b[1] - y, b[0] - x)
    return sum + Math.atan2(Math.sin(to - from), Math.cos(to - from))
  }, 0)
  return Math.abs(turn) > Math.PI
}

/** Where two segments meet, or `null`. */
function meeting(a: LonLat, b: LonLat, c: LonLat, d: LonLat): LonLat | null {
  const determinant = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
  if (determinant === 0) return null
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / determinant
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / determinant
  if (t < 0 || t > 1 || u < 0 || u > 1) return null
  return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
}

/** All meetings of two lines, vertex touches included. */
export function meetings(one: LonLat[], other: LonLat[]): LonLat[] {
  return segmentsOf(one).flatMap(([a, b]) =>
    segmentsOf(other).flatMap(([c, d]) => {
      const place = meeting(a, b, c, d)
      return place === null ? [] : [place]
    }),
  )
}

/** Places about every `stepMetres` along a line, both ends included. */
export function placesAlong(line: LonLat[], stepMetres: number): LonLat[] {
  return segmentsOf(line).flatMap(([a, b]) => {
    const parts = Math.max(1, Math.ceil(distanceMetres(a, b) / stepMetres))
    return Array.from({ length: parts + 1 }, (_, part): LonLat => {
      const t = part / parts
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
    })
  })
}

/** Shortest distance from a place to a line, on a plane tangent at the place. */
export function distanceToLineMetres(place: LonLat, line: LonLat[]): number {
  const metresPerDegree = earthRadiusMetres * radians
  const eastScale = metresPerDegree * Math.cos(place[1] * radians)
  const plane = ([x, y]: LonLat) => [(x - place[0]) * eastScale, (y - place[1]) * metresPerDegree]
  const distances = segmentsOf(line).map(([from, to]) => {
    const [ax = 0, ay = 0] = plane(from)
    const [bx = 0, by = 0] = plane(to)
    const squared = (bx - ax) ** 2 + (by - ay) ** 2
    const along = squared === 0 ? 0 : -(ax * (bx - ax) + ay * (by - ay)) / squared
    const t = Math.min(1, Math.max(0, along))
    return Math.hypot(ax + t * (bx - ax), ay + t * (by - ay))
  })
  return Math.min(...distances)
}
