/**
 * Roads as lines over one list of points, with what the file lacks or the region excludes cut away.
 */
import { type Bbox, containsLonLat, type LonLat } from '../../../data/geometry.ts'
import { ACCESS_ALL } from '../../network/draft.ts'
import type { NodeTable, Roads } from './read-roads.ts'
import type { RoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'

/**
 * The part of a straight leg inside a box, as shares of its length, or `null` when no more than a
 * single point of it is (Liang and Barsky, 1984). Boxes across the antimeridian are not served.
 */
export const legWithin = (
  start: LonLat,
  end: LonLat,
  [west, south, east, north]: Bbox,
): { from: number; to: number } | null => {
  const deltaLongitude = end[0] - start[0]
  const deltaLatitude = end[1] - start[1]
  // For each side: how fast the leg leaves through it, and how far inside it starts.
  const sides = [
    { outward: -deltaLongitude, room: start[0] - west },
    { outward: deltaLongitude, room: east - start[0] },
    { outward: -deltaLatitude, room: start[1] - south },
    { outward: deltaLatitude, room: north - start[1] },
  ]
  let [from, to] = [0, 1]
  for (const { outward, room } of sides) {
    if (outward === 0) {
      if (room < 0) return null
      continue
    }
    const share = room / outward
    if (outward < 0) from = Math.max(from, share)
    else to = Math.min(to, share)
  }
  return from < to ? { from, to } : null
}

export interface Points {
  /**
   * Degrees. The first `nodes.ids.length` points are the node table's, the others lie on a border.
   */
  longitudes: number[]
  latitudes: number[]
  /** Bits of ACCESS that pass. */
  passing: number[]
}

/** An unbroken stretch of one way. */
interface Polyline {
  /** Index into the ways. */
  way: number
  /** Indexes into the points, at least two. */
  points: readonly number[]
}

/** Stretches of each way whose nodes are in the file. */
const locatedStretches = (ways: readonly RoadWay[], nodes: NodeTable, tally: Tally): Polyline[] => {
  const polylines: Polyline[] = []
  ways.forEach(({ refs }, way) => {
    let points: number[] = []
    const close = (): void => {
      if (points.length > 1) polylines.push({ way, points })
      points = []
    }
    let isBroken = false
    for (const ref of refs) {
      const point = nodes.indexOf(ref)
      if (!nodes.isLocated(point)) {
        isBroken = true
        close()
      } else if (points.at(-1) !== point) points.push(point)
    }
    close()
    if (isBroken) tally.add('wayWithoutNodes')
  })
  return polylines
}

/** The parts of a line inside a box; the cut ends are new points on its border. */
const clipPolyline = (line: Polyline, points: Points, bbox: Bbox): Polyline[] => {
  const parts: Polyline[] = []
  let part: number[] = []
  const close = (): void => {
    if (part.length > 1) parts.push({ way: line.way, points: part })
    part = []
  }
  const pointAt = (from: number, to: number, share: number): number => {
    if (share === 0) return from
    if (share === 1) return to
    const between = (values: readonly number[]): number =>
      values[from]! + share * (values[to]! - values[from]!)
    points.latitudes.push(between(points.latitudes))
    points.passing.push(ACCESS_ALL)
    return points.longitudes.push(between(points.longitudes)) - 1
  }
  for (let i = 0; i + 1 < line.points.length; i++) {
    const [from, to] = [line.points[i]!, line.points[i + 1]!]
    const within = legWithin(
      [points.longitudes[from]!, points.latitudes[from]!],
      [points.longitudes[to]!, points.latitudes[to]!],
      bbox,
    )
    if (!within) {
      close()
      continue
    }
    if (part.length === 0) part.push(pointAt(from, to, within.from))
    part.push(pointAt(from, to, within.to))
    if (within.to < 1) close()
  }
  close()
  return parts
}

/** All roads as polylines; with a `bbox` only what lies in it. */
export const layOutPolylines = (
  { ways, nodes }: Roads,
  bbox: Bbox | null,
  tally: Tally,
): { points: Points; polylines: Polyline[] } => {
  const points: Points = {
    longitudes: [...nodes.longitudes],
    latitudes: [...nodes.latitudes],
    passing: [...nodes.passing],
  }
  const located = locatedStretches(ways, nodes, tally)
  if (!bbox) return { points, polylines: located }
  const isInside = (point: number): boolean =>
    containsLonLat(bbox, points.longitudes[point]!, points.latitudes[point]!)
  const polylines = located.flatMap((line) =>
    line.points.every(isInside) ? [line] : clipPolyline(line, points, bbox),
  )
  return { points, polylines }
}

/** A stretch of a way between two points where something meets, ends or stands. */
export interface Piece {
  /** Index into the ways. */
  way: number
  /** Indexes into the points: first, shape …, last. */
  points: readonly number[]
}

/** A point where a line meets another or itself is used twice. */
const USES_OF_A_JUNCTION = 2

const countUses = (polylines: readonly Polyline[], pointCount: number): Uint8Array => {
  const uses = new Uint8Array(pointCount)
  for (const { points } of polylines) {
    for (const point of points) uses[point] = Math.min(USES_OF_A_JUNCTION, uses[point]! + 1)
  }
  return uses
}

/** The pieces of each way in order along it. */
export const splitAtJunctions = (polylines: readonly Polyline[], points: Points): Piece[] => {
  const uses = countUses(polylines, points.longitudes.length)
  const isCut = (point: number): boolean =>
    uses[point]! >= USES_OF_A_JUNCTION || points.passing[point] !== ACCESS_ALL
  return polylines.flatMap((line) => {
    const pieces: Piece[] = []
    let start = 0
    for (let i = 1; i < line.points.length; i++) {
      const isEnd = i === line.points.length - 1
      if (!isEnd && !isCut(line.points[i]!)) continue
      pieces.push({ way: line.way, points: line.points.slice(start, i + 1) })
      start = i
    }
    return pieces
  })
}
