/**
 * A kilometre of a road, between two posts of which it is known where they stand. Beyond them, or
 * counted along the roads of an extract, it would be a guess: kilometres begin where the road does,
 * which is seldom on the map.
 */
import FlatQueue from 'flatqueue'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { type RoadGraph, segmentLonLats } from '../../network/graph.ts'
import type { Road } from './roads.ts'

export interface Post {
  readonly kilometre: number
  readonly position: LonLat
}

export type PlaceAlong =
  | {
      readonly position: LonLat
      /** By how much the place may be off. */
      readonly errorMetres: number
      readonly between: readonly [Post, Post]
    }
  | {
      /** No posts at all; none on both sides of it; none near enough, or not that far apart by road. */
      readonly problem: 'no-posts' | 'outside' | 'far-apart'
      /** Kilometres from the first post to the last, or of the two on its sides. */
      readonly known: readonly [number, number] | null
    }

const METRES_PER_KILOMETRE = 1000
/** A post further from the road does not stand at it. */
const MOST_ASIDE_METRES = 150
/** How much longer or shorter than the posts say the way between them may be. */
const MOST_DIFFERENCE_SHARE = 0.1
/** Without the road's course, posts as far apart as this leave a place open by half of it. */
const MOST_STRAIGHT_METRES = 3000
/** Posts and lines of maps are no truer. */
const LEAST_ERROR_METRES = 30
const ERROR_STEP_METRES = 10

const metresBetween = (a: LonLat, b: LonLat): number => haversineMetres(a[0], a[1], b[0], b[1])

const between = (a: LonLat, b: LonLat, share: number): LonLat => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
]

/** How far along a stretch it is nearest to a place, 0 … 1, on a plane about it. */
const shareNearest = (place: LonLat, a: LonLat, b: LonLat): number => {
  const squeeze = Math.cos((place[1] * Math.PI) / 180)
  const [x, y] = [(b[0] - a[0]) * squeeze, b[1] - a[1]]
  const length = x * x + y * y
  if (length === 0) return 0
  const along = ((place[0] - a[0]) * squeeze * x + (place[1] - a[1]) * y) / length
  return Math.min(1, Math.max(0, along))
}

interface OnRoad {
  readonly segment: number
  /** Along the segment, from its first node. */
  readonly alongMetres: number
  readonly asideMetres: number
  readonly position: LonLat
}

const linePlaces = (graph: RoadGraph, segment: number): LonLat[] => {
  const flat = segmentLonLats(graph, segment)
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[i * 2]!, flat[i * 2 + 1]!])
}

const lengthOf = (line: readonly LonLat[]): number =>
  line.slice(1).reduce((sum, place, i) => sum + metresBetween(line[i]!, place), 0)

/** Where on the road it is nearest to a place. */
const nearestOn = (graph: RoadGraph, road: Road, place: LonLat): OnRoad | null => {
  let nearest: OnRoad | null = null
  for (const segment of road.segments) {
    const line = linePlaces(graph, segment)
    let before = 0
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      const position = between(a, b, shareNearest(place, a, b))
      const asideMetres = metresBetween(place, position)
      if (asideMetres < (nearest?.asideMetres ?? MOST_ASIDE_METRES)) {
        nearest = {
          segment,
          alongMetres: before + metresBetween(a, position),
          asideMetres,
          position,
        }
      }
      before += metresBetween(a, b)
    }
  }
  return nearest
}

/** The part of a segment's line between two of its lengths; backwards where the second is less. */
const partOf = (line: readonly LonLat[], from: number, until: number): LonLat[] => {
  if (from > until) return partOf(line, until, from).reverse()
  const part: LonLat[] = []
  let before = 0
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!]
    const after = before + metresBetween(a, b)
    const at = (metres: number): LonLat =>
      between(a, b, after === before ? 0 : (metres - before) / (after - before))
    if (from <= after && until >= before) {
      part.push(from > before ? at(from) : a, until < after ? at(until) : b)
    }
    before = after
  }
  return part
}

/** The shortest line along the road's own segments from one place on it to another; null where parted. */
const lineAlong = (graph: RoadGraph, road: Road, from: OnRoad, until: OnRoad): LonLat[] | null => {
  const lines = new Map(road.segments.map((each) => [each, linePlaces(graph, each)] as const))
  if (from.segment === until.segment) {
    return partOf(lines.get(from.segment)!, from.alongMetres, until.alongMetres)
  }
  const lengths = new Map([...lines].map(([segment, line]) => [segment, lengthOf(line)] as const))
  const bySegmentEnd = new Map<number, number[]>()
  for (const segment of road.segments) {
    for (const node of [graph.segmentFrom[segment]!, graph.segmentTo[segment]!]) {
      bySegmentEnd.set(node, [...(bySegmentEnd.get(node) ?? []), segment])
    }
  }
  const labels = new Map<number, { metres: number; segment: number; before: number | null }>()
  const queue = new FlatQueue<number>()
  const reach = (node: number, metres: number, segment: number, before: number | null): void => {
    if ((labels.get(node)?.metres ?? Number.POSITIVE_INFINITY) <= metres) return
    labels.set(node, { metres, segment, before })
    queue.push(node, metres)
  }
  const fromLength = lengths.get(from.segment)!
  reach(graph.segmentFrom[from.segment]!, from.alongMetres, from.segment, null)
  reach(graph.segmentTo[from.segment]!, fromLength - from.alongMetres, from.segment, null)
  while (queue.length > 0) {
    const metres = queue.peekValue()!
    const node = queue.pop()!
    if (labels.get(node)!.metres < metres) continue
    for (const segment of bySegmentEnd.get(node) ?? []) {
      const [a, b] = [graph.segmentFrom[segment]!, graph.segmentTo[segment]!]
      reach(a === node ? b : a, metres + lengths.get(segment)!, segment, node)
    }
  }
  const [first, last] = [graph.segmentFrom[until.segment]!, graph.segmentTo[until.segment]!]
  const viaFirst = (labels.get(first)?.metres ?? Number.POSITIVE_INFINITY) + until.alongMetres
  const viaLast =
    (labels.get(last)?.metres ?? Number.POSITIVE_INFINITY) +
    lengths.get(until.segment)! -
    until.alongMetres
  if (Math.min(viaFirst, viaLast) === Number.POSITIVE_INFINITY) return null
  const end = viaFirst <= viaLast ? first : last
  const pieces = [
    partOf(
      lines.get(until.segment)!,
      end === first ? 0 : lengths.get(until.segment)!,
      until.alongMetres,
    ),
  ]
  for (let node: number | null = end; node !== null; ) {
    const { segment, before }: { segment: number; before: number | null } = labels.get(node)!
    const line = lines.get(segment)!
    const isForward = graph.segmentTo[segment] === node
    if (before === null) {
      pieces.push(partOf(line, from.alongMetres, isForward ? lengths.get(segment)! : 0))
    } else pieces.push(isForward ? [...line] : [...line].reverse())
    node = before
  }
  return pieces.reverse().flat()
}

const placeAt = (line: readonly LonLat[], share: number): LonLat => {
  const metres = share * lengthOf(line)
  return partOf(line, metres, metres)[0] ?? line[0]!
}

const roundedError = (metres: number): number =>
  Math.max(LEAST_ERROR_METRES, Math.ceil(metres / ERROR_STEP_METRES) * ERROR_STEP_METRES)

/**
 * @param roads that are called so: the posts say which of them, and its course between them.
 * @param posts of these roads, in any order.
 */
export const placeAlong = (
  graph: RoadGraph,
  roads: readonly Road[],
  posts: readonly Post[],
  kilometre: number,
): PlaceAlong => {
  const ordered = [...posts].sort((a, b) => a.kilometre - b.kilometre)
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (!first || !last) return { problem: 'no-posts', known: null }
  const below = ordered.findLast((post) => post.kilometre <= kilometre)
  const above = ordered.find((post) => post.kilometre >= kilometre)
  if (!below || !above) return { problem: 'outside', known: [first.kilometre, last.kilometre] }
  const told = (above.kilometre - below.kilometre) * METRES_PER_KILOMETRE
  if (told === 0) {
    return { position: below.position, errorMetres: LEAST_ERROR_METRES, between: [below, above] }
  }
  const share = (kilometre - below.kilometre) / (above.kilometre - below.kilometre)
  for (const road of roads) {
    const [from, until] = [below, above].map(({ position }) => nearestOn(graph, road, position))
    const line = from && until && lineAlong(graph, road, from, until)
    if (!line) continue
    const difference = Math.abs(lengthOf(line) - told)
    if (difference > told * MOST_DIFFERENCE_SHARE) continue
    const errorMetres = roundedError(difference + Math.max(from.asideMetres, until.asideMetres))
    return { position: placeAt(line, share), errorMetres, between: [below, above] }
  }
  const chord = metresBetween(below.position, above.position)
  if (told > MOST_STRAIGHT_METRES || chord > told * (1 + MOST_DIFFERENCE_SHARE)) {
    return { problem: 'far-apart', known: [below.kilometre, above.kilometre] }
  }
  // A road of this length between two places so far apart comes no further off the straight line.
  const swing = Math.sqrt(Math.max(0, told ** 2 - chord ** 2)) / 2
  return {
    position: between(below.position, above.position, share),
    errorMetres: roundedError(swing + Math.abs(told - chord)),
    between: [below, above],
  }
}
