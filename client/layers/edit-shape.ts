/** Lines and areas while they are drawn and reshaped: their corners, part by part. */
import { type Geometry, type GeometryType, type LonLat, polygonsOf } from '../../data/geometry.ts'

type Line = [longitude: number, latitude: number][]

/** What can be drawn. */
export type DrawnType = 'LineString' | 'Polygon'

export const drawnType = (types: readonly GeometryType[]): DrawnType =>
  types.includes('LineString') ? 'LineString' : 'Polygon'

/** The lines that are reshaped: a line, the outer rings of an area; holes stay as they are. */
export const editedLines = (geometry: Geometry): Line[] =>
  geometry.type === 'LineString'
    ? [geometry.coordinates]
    : polygonsOf(geometry).map(([outer]) => outer ?? [])

const areaOf = (polygons: Line[][]): Geometry =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons }

/** The geometry with other `editedLines`, as many as it had. */
export const withLines = (geometry: Geometry, lines: Line[]): Geometry =>
  geometry.type === 'LineString'
    ? { ...geometry, coordinates: lines[0] ?? geometry.coordinates }
    : areaOf(
        polygonsOf(geometry).map(([outer, ...holes], part) => [lines[part] ?? outer!, ...holes]),
      )

/** The area with a further part. */
export const withPart = (geometry: Geometry, ring: Line): Geometry =>
  areaOf([...polygonsOf(geometry), [ring]])

const LEAST_CORNERS = { LineString: 2, Polygon: 4, MultiPolygon: 4, Point: 1 } as const

/**
 * The geometry without a corner; the same where it would be none any more. A ring goes on from the next
 * corner where its first is taken out.
 */
export const withoutCorner = (geometry: Geometry, part: number, corner: number): Geometry => {
  const lines = editedLines(geometry)
  const line = lines[part]
  if (!line || line.length <= LEAST_CORNERS[geometry.type]) return geometry
  const isRing = geometry.type !== 'LineString'
  const open = isRing ? line.slice(0, -1) : line
  const left = open.filter((_, index) => index !== corner % open.length)
  const closed = isRing ? [...left, left[0]!] : left
  return withLines(
    geometry,
    lines.map((each, index) => (index === part ? closed : each)),
  )
}

/** Where a place on the screen may be drawn to. */
interface Snapped {
  readonly place: LonLat
  readonly pixels: number
}

type Project = (longitude: number, latitude: number) => { x: number; y: number }

/** The point nearest to one on the way from a to b, on the screen. */
const nearestBetween = (
  at: { x: number; y: number },
  a: { x: number; y: number },
  b: { x: number; y: number },
): { share: number; pixels: number } => {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((at.x - a.x) * dx + (at.y - a.y) * dy) / length
  const share = Math.min(1, Math.max(0, along))
  return { share, pixels: Math.hypot(a.x + share * dx - at.x, a.y + share * dy - at.y) }
}

/** The corner nearest to a point of the screen: which part, which corner; null beyond the reach. */
export const cornerAt = (
  lines: readonly (readonly LonLat[])[],
  at: { x: number; y: number },
  project: Project,
  reachPixels: number,
): { part: number; corner: number } | null => {
  let nearest = { part: 0, corner: 0, pixels: Number.POSITIVE_INFINITY }
  for (const [part, line] of lines.entries()) {
    for (const [corner, place] of line.entries()) {
      const { x, y } = project(...place)
      const pixels = Math.hypot(x - at.x, y - at.y)
      if (pixels < nearest.pixels) nearest = { part, corner, pixels }
    }
  }
  return nearest.pixels <= reachPixels ? nearest : null
}

/**
 * The place among others' lines that a point of the screen is drawn to: a corner before a place between
 * two; null where nothing is within reach.
 */
export const snapTo = (
  lines: readonly (readonly LonLat[])[],
  at: { x: number; y: number },
  project: Project,
  reachPixels: number,
): LonLat | null => {
  const corner = cornerAt(lines, at, project, reachPixels)
  if (corner) return lines[corner.part]![corner.corner]!
  let nearest: Snapped | null = null
  for (const line of lines) {
    for (const [index, b] of line.entries()) {
      const a = line[index - 1]
      if (!a) continue
      const { share, pixels } = nearestBetween(at, project(...a), project(...b))
      if (pixels > reachPixels || (nearest && nearest.pixels <= pixels)) continue
      const place: LonLat = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
      nearest = { place, pixels }
    }
  }
  return nearest?.place ?? null
}
