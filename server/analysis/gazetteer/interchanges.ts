/** Where two roads that share no node meet all the same: one over the other, or joined by ramps. */
import Flatbush from 'flatbush'
import { type Bbox, boxesMeet, boxOfEdge, type LonLat } from '../../../data/geometry.ts'
import { ROAD_CLASS_NAMES } from '../../../data/road-class.ts'
import { nodePlace, type RoadGraph, segmentLonLats } from '../../network/graph.ts'
import { type Lines, meet, NUMBERS_PER_LINE } from '../straight-lines.ts'
import { type Crossing, groupsWithin, middleOfPlaces } from './crossings.ts'
import type { Road } from './roads.ts'

/** Two carriageways of each road, one above the other: their four points are one interchange. */
const INTERCHANGE_METRES = 300
/** Ramps of an interchange are not longer. */
const MOST_RAMP_METRES = 1500
const RAMP = ROAD_CLASS_NAMES.indexOf('ramp')

/** Straight pieces of a road, one after the other. */
const piecesOf = (graph: RoadGraph, { segments }: Road): Lines =>
  Float64Array.from(
    segments.flatMap((segment) => {
      const points = segmentLonLats(graph, segment)
      const pieces: number[] = []
      for (let i = 0; i + 3 < points.length; i += 2) pieces.push(...points.slice(i, i + 4))
      return pieces
    }),
  )

/** Where two lines that meet do so; of parallel ones their first end. */
const meetingPlace = (a: Lines, at: number, b: Lines, other: number): LonLat => {
  const [ax, ay, bx, by] = a.subarray(at) as unknown as [number, number, number, number]
  const [cx, cy, dx, dy] = b.subarray(other) as unknown as [number, number, number, number]
  const across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  const share = across === 0 ? 0 : ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}

const overpasses = (graph: RoadGraph, a: Road, b: Road): LonLat[] => {
  const [these, those] = [piecesOf(graph, a), piecesOf(graph, b)]
  if (those.length === 0) return []
  const box = (lines: Lines, at: number) =>
    boxOfEdge([lines[at]!, lines[at + 1]!], [lines[at + 2]!, lines[at + 3]!])
  const index = new Flatbush(those.length / NUMBERS_PER_LINE)
  for (let at = 0; at < those.length; at += NUMBERS_PER_LINE) index.add(...box(those, at))
  index.finish()
  const places: LonLat[] = []
  for (let at = 0; at < these.length; at += NUMBERS_PER_LINE) {
    for (const piece of index.search(...box(these, at))) {
      const other = piece * NUMBERS_PER_LINE
      if (meet(these, at, those, other)) places.push(meetingPlace(these, at, those, other))
    }
  }
  return places
}

type Ramps = ReadonlyMap<number, readonly { readonly to: number; readonly metres: number }[]>

const RAMPS = new WeakMap<RoadGraph, Ramps>()

/** By node, where the ramps there lead, in either direction; looked for once in a network. */
const rampsOf = (graph: RoadGraph): Ramps => {
  const known = RAMPS.get(graph)
  if (known) return known
  const next = new Map<number, { to: number; metres: number }[]>()
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    if (graph.segmentClass[segment] !== RAMP) continue
    const [from, to] = [graph.segmentFrom[segment]!, graph.segmentTo[segment]!]
    const metres = graph.segmentLengthMetres[segment]!
    for (const [one, other] of [[from, to] as const, [to, from] as const]) {
      const ways = next.get(one) ?? []
      ways.push({ to: other, metres })
      next.set(one, ways)
    }
  }
  RAMPS.set(graph, next)
  return next
}

/** Middle of the ends of the shortest way over ramps from one road to the other; null without one. */
const rampsBetween = (graph: RoadGraph, a: Road, b: Road): LonLat | null => {
  const next = rampsOf(graph)
  const reached = new Map<number, { metres: number; start: number }>()
  let front = [...a.nodes].filter((node) => next.has(node))
  for (const node of front) reached.set(node, { metres: 0, start: node })
  while (front.length > 0) {
    const changed = new Set<number>()
    for (const node of front) {
      const { metres, start } = reached.get(node)!
      for (const way of next.get(node) ?? []) {
        const sum = metres + way.metres
        if (sum > MOST_RAMP_METRES || sum >= (reached.get(way.to)?.metres ?? Infinity)) continue
        reached.set(way.to, { metres: sum, start })
        changed.add(way.to)
      }
    }
    front = [...changed]
  }
  let best: { metres: number; ends: [number, number] } | null = null
  for (const node of b.nodes) {
    const way = reached.get(node)
    if (way && (!best || way.metres < best.metres))
      best = { metres: way.metres, ends: [way.start, node] }
  }
  return best && middleOfPlaces(best.ends.map((node) => nodePlace(graph, node)))
}

/** Some more than the ramps are long. */
const WIDER_DEGREES = 0.02
const widened = ([west, south, east, north]: Bbox): Bbox => [
  west - WIDER_DEGREES,
  south - WIDER_DEGREES,
  east + WIDER_DEGREES,
  north + WIDER_DEGREES,
]

/** An interchange or an overpass, and whether ramps join the roads. */
export interface TwoLevels {
  readonly crossings: readonly Crossing[]
  readonly isJoined: boolean
}

/** Where roads that share no node meet all the same: one over the other, or joined by ramps alone. */
export const interchangesOf = (
  graph: RoadGraph,
  these: readonly Road[],
  those: readonly Road[],
): TwoLevels => {
  const found = these.flatMap((a) =>
    those
      .filter((b) => b !== a && boxesMeet(widened(a.bbox), b.bbox))
      .map((b) => {
        const places = overpasses(graph, a, b)
        const middles = groupsWithin(places, INTERCHANGE_METRES).map((group) =>
          middleOfPlaces(group.map((place) => places[place]!)),
        )
        const joint = rampsBetween(graph, a, b)
        const positions = middles.length === 0 && joint ? [joint] : middles
        return {
          isJoined: joint !== null,
          crossings: positions.map((position) => ({
            ...{ roads: [a, b] as const, nodes: [], position },
            isOnTwoLevels: true,
          })),
        }
      }),
  )
  return {
    crossings: found.flatMap(({ crossings }) => crossings),
    isJoined: found.some(({ isJoined }) => isJoined),
  }
}
