/** Pieces of ways as segments of a draft, over nodes of their own numbering. */
import { type Bbox, haversineMetres } from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { metresPerSecond } from '../../../data/units.ts'
import { ACCESS_ALL, type DraftSegment, type NetworkDraft } from '../../network/draft.ts'
import { layOutPolylines, type Piece, type Points, splitAtJunctions } from './polylines.ts'
import type { Roads } from './read-roads.ts'
import type { RoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'
import { resolveTurnBans } from './turn-restrictions.ts'

/** A draft segment that still knows which way it is part of. */
interface WaySegment extends DraftSegment {
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
const layOutSegments = (
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
    const { id: _id, refs: _refs, durationSeconds, ...road } = ways[piece.way]!
    const speed = (kph: number): number =>
      road.roadClass === 'ferry' && kph > 0 ? ferryKph(wayMetres[piece.way]!, durationSeconds) : kph
    layout.segments.push({
      ...road,
      way: piece.way,
      lengthMetres: lengths[index]!,
      from: nodeOf(piece.points[0]!),
      to: nodeOf(piece.points.at(-1)!),
      shape: piece.points
        .slice(1, -1)
        .flatMap((point) => [points.longitudes[point]!, points.latitudes[point]!]),
      forwardKph: speed(road.forwardKph),
      backwardKph: speed(road.backwardKph),
    })
  })
  return layout
}

/** Length of road that stands for the barrier itself; never more than half of what there is. */
const STUB_METRES = 1
const LARGEST_SHARE_OF_LEG = 0.5

interface Arm {
  segment: WaySegment
  end: 'from' | 'to'
}

const rankOf = ({ segment }: Arm): number => ROAD_CLASSES[segment.roadClass].rank

/** Ends of segments at nodes where a barrier stands. */
const armsAtBarriers = (layout: Layout, barrierNodes: ReadonlySet<number>): Map<number, Arm[]> => {
  const arms = layout.segments.flatMap((segment) =>
    (['from', 'to'] as const)
      .filter((end) => barrierNodes.has(segment[end]))
      .map((end): Arm => ({ segment, end })),
  )
  return Map.groupBy(arms, ({ segment, end }) => segment[end])
}

/**
 * The arms that lie behind the barrier. On a road (two arms) either side will do. On a junction,
 * where it should not have been drawn, it is taken to belong to the lesser roads that join there.
 */
const armsBehind = (arms: readonly Arm[]): Arm[] => {
  if (arms.length === 2) return arms.slice(1)
  const best = Math.min(...arms.map(rankOf))
  return arms.filter((arm) => rankOf(arm) > best)
}

/** The point a metre along the arm, and where along the first leg it lies. */
const stubPoint = (layout: Layout, { segment, end }: Arm): [number, number] => {
  const node = segment[end] * 2
  const far = segment[end === 'from' ? 'to' : 'from'] * 2
  const [longitude, latitude] = [layout.nodes[node]!, layout.nodes[node + 1]!]
  const { shape } = segment
  const nearest = end === 'from' ? 0 : shape.length - 2
  const next = shape.length > 0 ? shape : layout.nodes
  const at = shape.length > 0 ? nearest : far
  const [nextLongitude, nextLatitude] = [next[at]!, next[at + 1]!]
  const legMetres = haversineMetres(longitude, latitude, nextLongitude, nextLatitude)
  const share = legMetres > 0 ? Math.min(STUB_METRES / legMetres, LARGEST_SHARE_OF_LEG) : 0
  return [
    longitude + share * (nextLongitude - longitude),
    latitude + share * (nextLatitude - latitude),
  ]
}

const putBehind = (layout: Layout, arm: Arm, passing: number): void => {
  const { segment, end } = arm
  const node = segment[end]
  const [longitude, latitude] = stubPoint(layout, arm)
  const behind = layout.nodes.push(longitude, latitude) / 2 - 1
  segment[end] = behind
  const access = segment.access & passing
  if (access === 0) return
  const lengthMetres = haversineMetres(
    layout.nodes[node * 2]!,
    layout.nodes[node * 2 + 1]!,
    longitude,
    latitude,
  )
  segment.lengthMetres -= lengthMetres
  const stub = { ...segment, access, lengthMetres, shape: [] }
  layout.segments.push(
    end === 'from' ? { ...stub, from: node, to: behind } : { ...stub, from: behind, to: node },
  )
}

/**
 * Puts barriers onto a layout, in place. A segment has access, a node has none; so the road behind
 * a barrier gets a node of its own, joined by a stub for those whom the barrier lets through, or
 * not joined at all.
 */
const standBarriers = (layout: Layout, points: Points, tally: Tally): void => {
  const passingAt = new Map<number, number>()
  for (const [point, node] of layout.nodeOfPoint) {
    const passing = points.passing[point]!
    if (passing !== ACCESS_ALL) passingAt.set(node, passing)
  }
  for (const [node, arms] of armsAtBarriers(layout, new Set(passingAt.keys()))) {
    // At the end of a road it closes nothing.
    if (arms.length < 2) continue
    const behind = armsBehind(arms)
    tally.add(behind.length > 0 ? 'barrierHonoured' : 'barrierAtJunction')
    for (const arm of behind) putBehind(layout, arm, passingAt.get(node)!)
  }
}

/** A disconnected part with less road than this is left out, unless it is the largest. */
export const SMALLEST_PART_METRES = 10_000

export interface DroppedParts {
  parts: number
  segments: number
  metres: number
}

/** Root of each node in a forest of joined nodes (union–find with path halving). */
const rootsOf = (segments: readonly WaySegment[], nodeCount: number): Uint32Array => {
  const parent = Uint32Array.from({ length: nodeCount }, (_, node) => node)
  const root = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (const { from, to } of segments) parent[root(from)] = root(to)
  return parent.map((_, node) => root(node))
}

/**
 * Drops the weakly connected parts with less than SMALLEST_PART_METRES of road and renumbers the
 * nodes that remain, so that none is left without a road.
 */
const dropSmallParts = (layout: Layout): { kept: Layout; dropped: DroppedParts } => {
  const nodeCount = layout.nodes.length / 2
  const roots = rootsOf(layout.segments, nodeCount)
  const metresOfRoot = new Map<number, number>()
  for (const { from, lengthMetres } of layout.segments) {
    const root = roots[from]!
    metresOfRoot.set(root, (metresOfRoot.get(root) ?? 0) + lengthMetres)
  }
  let largest = 0
  for (const metres of metresOfRoot.values()) largest = Math.max(largest, metres)
  const isLarge = (metres: number): boolean => metres >= SMALLEST_PART_METRES || metres === largest
  const smallParts = [...metresOfRoot.values()].filter((metres) => !isLarge(metres))
  const dropped: DroppedParts = {
    parts: smallParts.length,
    segments: 0,
    metres: smallParts.reduce((sum, metres) => sum + metres, 0),
  }
  const kept: Layout = { segments: [], nodes: [], nodeOfPoint: new Map() }
  const renumbered = new Int32Array(nodeCount).fill(-1)
  const keep = (node: number): number => {
    if (renumbered[node]! < 0) {
      renumbered[node] = kept.nodes.length / 2
      kept.nodes.push(layout.nodes[node * 2]!, layout.nodes[node * 2 + 1]!)
    }
    return renumbered[node]!
  }
  for (const segment of layout.segments) {
    if (isLarge(metresOfRoot.get(roots[segment.from]!) ?? 0)) {
      kept.segments.push({ ...segment, from: keep(segment.from), to: keep(segment.to) })
    } else dropped.segments++
  }
  for (const [point, node] of layout.nodeOfPoint) {
    if (renumbered[node]! >= 0) kept.nodeOfPoint.set(point, renumbered[node]!)
  }
  return { kept, dropped }
}

export interface BuiltDraft {
  draft: NetworkDraft
  dropped: DroppedParts
}

/** @param clipTo keep only what lies in it; `null` keeps everything. */
export const buildDraft = (
  roads: Roads,
  source: string,
  clipTo: Bbox | null,
  tally: Tally,
): BuiltDraft => {
  const { points, polylines } = layOutPolylines(roads, clipTo, tally)
  const layout = layOutSegments(splitAtJunctions(polylines, points), points, roads.ways)
  standBarriers(layout, points, tally)
  const { kept, dropped } = dropSmallParts(layout)
  const turnBans = resolveTurnBans(roads, kept, tally)
  const nodes = Float64Array.from(kept.nodes)
  const { segments } = kept
  return { draft: { provenance: 'imported', source, nodes, segments, turnBans }, dropped }
}
