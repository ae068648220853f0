/** Which stretches of road a drawn area or a point on a road closes. */
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import type { Closure } from '../../data/scenario.ts'
import { type ClosureMask, closeSegments } from '../network/closures.ts'
import { STRUCTURE } from '../network/draft.ts'
import { type RoadGraph, segmentLonLats } from '../network/graph.ts'
import { SNAP_LIMIT_METRES } from '../network/profile.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { snapToRoad } from '../network/snap.ts'
import { neverStop, type ShouldStop } from './cancellation.ts'
import { placesOf, SegmentsInAreas } from './segments-in-area.ts'

/** A bridge or dam: a group of stretches of road that stand or fall together. */
export interface RoadStructure {
  readonly kind: 'bridge' | 'dam'
  /** The network's own numbering: first stretch of the group. Changes with the network. */
  readonly id: string
  /** Name of the structure or of the road over it; '' when it has none. */
  readonly name: string
  readonly segments: readonly number[]
  /** About its middle. */
  readonly position: LonLat
}

/** The two carriageways of one bridge lie closer than this; two bridges of one name do not. */
const SAME_STRUCTURE_METRES = 150

/** Halfway along a stretch: on the bridge itself, where no other road begins. */
const middleOf = (graph: RoadGraph, segment: number): LonLat => {
  const points = segmentLonLats(graph, segment)
  let left = graph.segmentLengthMetres[segment]! / 2
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay, bx, by] = points.slice(i, i + 4) as [number, number, number, number]
    const length = haversineMetres(ax, ay, bx, by)
    if (length >= left && length > 0) {
      const share = left / length
      return [ax + share * (bx - ax), ay + share * (by - ay)]
    }
    left -= length
  }
  return [points.at(-2)!, points.at(-1)!]
}

const kindOf = (graph: RoadGraph, segment: number): RoadStructure['kind'] | null => {
  const bits = graph.segmentStructure[segment]!
  if ((bits & STRUCTURE.dam) !== 0) return 'dam'
  return (bits & STRUCTURE.bridge) !== 0 ? 'bridge' : null
}

/** Whether two stretches of one kind and name touch or run side by side. */
const belongTogether = (graph: RoadGraph, a: number, b: number): boolean => {
  const nodes = [graph.segmentFrom[a]!, graph.segmentTo[a]!]
  if (nodes.includes(graph.segmentFrom[b]!) || nodes.includes(graph.segmentTo[b]!)) return true
  return haversineMetres(...middleOf(graph, a), ...middleOf(graph, b)) <= SAME_STRUCTURE_METRES
}

type Group = Pick<RoadStructure, 'kind' | 'name' | 'segments'>

const findStructures = (graph: RoadGraph): RoadStructure[] => {
  const byName = new Map<string, Group[]>()
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const kind = kindOf(graph, segment)
    if (kind === null) continue
    const name = graph.names[graph.segmentName[segment]!]!
    const key = `${kind} ${name}`
    const namesakes = byName.get(key) ?? []
    const own = namesakes.filter(({ segments }) =>
      segments.some((other) => belongTogether(graph, segment, other)),
    )
    // A stretch between two groups makes them one.
    const segments = [...own.flatMap((group) => group.segments), segment].sort((a, b) => a - b)
    const others = namesakes.filter((group) => !own.includes(group))
    byName.set(key, [...others, { kind, name, segments }])
  }
  const groups = [...byName.values()].flat().sort((a, b) => a.segments[0]! - b.segments[0]!)
  return groups.map(({ kind, name, segments }) => ({
    kind,
    id: `${kind}-${segments[0]}`,
    name,
    segments,
    position: middleOf(graph, segments[Math.floor(segments.length / 2)]!),
  }))
}

/** Kept with the network that they were found in. */
const structuresOf = new WeakMap<RoadGraph, readonly RoadStructure[]>()

/** All bridges and dams, in the order of their first stretches; found at the first call. */
export const roadStructures = (graph: RoadGraph): readonly RoadStructure[] => {
  const structures = structuresOf.get(graph) ?? findStructures(graph)
  structuresOf.set(graph, structures)
  return structures
}

/** Marks the stretch of road next to a point, with all of the bridge or dam that it belongs to. */
const markSegmentAt = (
  { graph, index }: RoadNetwork,
  [longitude, latitude]: LonLat,
  isClosed: Uint8Array,
): void => {
  const snap = snapToRoad(graph, index, longitude, latitude, SNAP_LIMIT_METRES, () => true)
  if (!snap) return
  const structure = roadStructures(graph).find(({ segments }) => segments.includes(snap.segment))
  for (const segment of structure?.segments ?? [snap.segment]) isClosed[segment] = 1
}

/**
 * Segments closed by these closures, each once, ascending. A point far from every road closes
 * nothing. @throws Cancelled
 */
export const closedSegments = (
  network: RoadNetwork,
  closures: readonly Closure[],
  shouldStop: ShouldStop = neverStop,
): number[] => {
  const areas = new SegmentsInAreas(network)
  const isClosed = areas.isTouched
  for (const closure of closures) {
    if (closure.type === 'Point') markSegmentAt(network, closure.coordinates, isClosed)
    else areas.add(closure, shouldStop)
  }
  return placesOf(isClosed, 1)
}

/** A mask of these segments; null where there are none. */
export const closureMask = (graph: RoadGraph, segments: readonly number[]): ClosureMask | null =>
  segments.length > 0 ? closeSegments(graph, segments) : null

const METRES_PER_KILOMETRE = 1000

/** Kilometres of road, each stretch once whatever its directions; 0 for no road. */
export const kilometresOf = ({ graph }: RoadNetwork, segments: readonly number[]): number =>
  segments.reduce((sum, segment) => sum + graph.segmentLengthMetres[segment]!, 0) /
  METRES_PER_KILOMETRE
