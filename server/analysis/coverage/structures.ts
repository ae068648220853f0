/** Bridges and dams of the road network: each a group of stretches that stand or fall together. */
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { STRUCTURE } from '../../network/draft.ts'
import { type RoadGraph, segmentLonLats } from '../../network/graph.ts'

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

const middleOf = (graph: RoadGraph, segment: number): LonLat => {
  const points = segmentLonLats(graph, segment)
  const middle = Math.floor(points.length / 4) * 2
  return [points[middle]!, points[middle + 1]!]
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

/** All bridges and dams, in the order of their first stretches. */
export const roadStructures = (graph: RoadGraph): RoadStructure[] => {
  const groups: { kind: RoadStructure['kind']; name: string; segments: number[] }[] = []
  const byName = new Map<string, typeof groups>()
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const kind = kindOf(graph, segment)
    if (kind === null) continue
    const name = graph.names[graph.segmentName[segment]!]!
    const key = `${kind} ${name}`
    const namesakes = byName.get(key) ?? []
    const own = namesakes.find(({ segments }) =>
      segments.some((other) => belongTogether(graph, segment, other)),
    )
    if (own) {
      own.segments.push(segment)
      continue
    }
    const group = { kind, name, segments: [segment] }
    groups.push(group)
    byName.set(key, [...namesakes, group])
  }
  return groups.map(({ kind, name, segments }) => ({
    kind,
    id: `${kind}-${segments[0]}`,
    name,
    segments,
    position: middleOf(graph, segments[Math.floor(segments.length / 2)]!),
  }))
}
