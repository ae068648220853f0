/** Roads as lines over one list of points, with what the file lacks or the region excludes cut away. */
import { type Bbox, containsLonLat } from '../../../data/geometry.ts'
import { ACCESS_ALL } from '../../network/draft.ts'
import { legWithin } from './leg-within.ts'
import type { NodeTable } from './node-table.ts'
import type { RoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'

export interface Points {
  /** Degrees. The first `nodes.ids.length` points are the node table's, the others lie on a border. */
  longitudes: number[]
  latitudes: number[]
  /** Bits of ACCESS that pass. */
  passing: number[]
}

/** An unbroken stretch of one way. */
export interface Polyline {
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
  ways: readonly RoadWay[],
  nodes: NodeTable,
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
