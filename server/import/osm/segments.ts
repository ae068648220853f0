/** Pieces of ways as segments of a draft, over nodes of their own numbering. */
import { haversineMetres } from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { metresPerSecond } from '../../../data/units.ts'
import type { DraftSegment } from '../../network/draft.ts'
import type { Points } from './polylines.ts'
import type { RoadWay } from './road-way.ts'
import type { Piece } from './split.ts'

/** A draft segment that still knows which way it is part of. */
export interface WaySegment extends DraftSegment {
  /** Index into the ways. */
  way: number
  lengthMetres: number
}

export interface Layout {
  segments: WaySegment[]
  /** Longitude, latitude of each node, interleaved. */
  nodes: number[]
  /** Node of a point (by its index), where the point became one. */
  nodeOfPoint: Map<number, number>
}

/** A crossing that claims to be faster or slower than any car ferry is not believed. */
const FERRY_KPH = { slowest: 1, fastest: 60 }

const polylineMetres = (points: readonly number[], { longitudes, latitudes }: Points): number => {
  let metres = 0
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    metres += haversineMetres(longitudes[a]!, latitudes[a]!, longitudes[b]!, latitudes[b]!)
  }
  return metres
}

const ferryKph = (metres: number, seconds: number | null): number => {
  if (seconds === null) return ROAD_CLASSES.ferry.defaultKph
  const kph = metres / seconds / metresPerSecond(1)
  return Math.min(FERRY_KPH.fastest, Math.max(FERRY_KPH.slowest, kph))
}

/** Lays pieces out as segments; barriers are not applied yet. */
export const layOutSegments = (
  pieces: readonly Piece[],
  points: Points,
  ways: readonly RoadWay[],
): Layout => {
  const layout: Layout = { segments: [], nodes: [], nodeOfPoint: new Map() }
  const nodeOf = (point: number): number => {
    const known = layout.nodeOfPoint.get(point)
    if (known !== undefined) return known
    const node = layout.nodes.length / 2
    layout.nodes.push(points.longitudes[point]!, points.latitudes[point]!)
    layout.nodeOfPoint.set(point, node)
    return node
  }
  const lengths = pieces.map((piece) => polylineMetres(piece.points, points))
  const wayMetres = new Float64Array(ways.length)
  pieces.forEach(({ way }, index) => {
    wayMetres[way]! += lengths[index]!
  })
  pieces.forEach((piece, index) => {
    const { forwardKph, backwardKph, durationSeconds, ...way } = ways[piece.way]!
    const speed = (kph: number): number =>
      way.roadClass === 'ferry' && kph > 0 ? ferryKph(wayMetres[piece.way]!, durationSeconds) : kph
    layout.segments.push({
      way: piece.way,
      lengthMetres: lengths[index]!,
      from: nodeOf(piece.points[0]!),
      to: nodeOf(piece.points.at(-1)!),
      shape: piece.points
        .slice(1, -1)
        .flatMap((point) => [points.longitudes[point]!, points.latitudes[point]!]),
      roadClass: way.roadClass,
      name: way.name,
      ref: way.ref,
      forwardKph: speed(forwardKph),
      backwardKph: speed(backwardKph),
      access: way.access,
      structure: way.structure,
    })
  })
  return layout
}
