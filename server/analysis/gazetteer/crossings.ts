/** Where two roads meet: the nodes that both have, those of one junction taken together. */
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { RoadGraph } from '../../network/graph.ts'
import type { Road } from './roads.ts'

export interface Crossing {
  readonly roads: readonly [Road, Road]
  /** The middle of its nodes: two roads of two carriageways each have four. */
  readonly position: LonLat
  readonly nodes: readonly number[]
}

/** Nodes of one junction are no further from the next than this. */
const JUNCTION_METRES = 120

const shared = (a: Uint32Array, b: Uint32Array): number[] => {
  const nodes: number[] = []
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    if (a[i]! < b[j]!) i++
    else if (a[i]! > b[j]!) j++
    else {
      nodes.push(a[i]!)
      i++
      j++
    }
  }
  return nodes
}

/** Nodes in groups, each no further from another of its group than a junction is wide. */
const junctions = ({ nodeLonLat }: RoadGraph, nodes: readonly number[]): number[][] => {
  const rest = new Set(nodes)
  const groups: number[][] = []
  for (const first of rest) {
    rest.delete(first)
    const group = [first]
    for (const node of group) {
      for (const other of rest) {
        const metres = haversineMetres(
          nodeLonLat[node * 2]!,
          nodeLonLat[node * 2 + 1]!,
          nodeLonLat[other * 2]!,
          nodeLonLat[other * 2 + 1]!,
        )
        if (metres > JUNCTION_METRES) continue
        rest.delete(other)
        group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

const middle = ({ nodeLonLat }: RoadGraph, nodes: readonly number[]): LonLat => {
  const sum = (offset: number): number =>
    nodes.reduce((total, node) => total + nodeLonLat[node * 2 + offset]!, 0)
  return [sum(0) / nodes.length, sum(1) / nodes.length]
}

/**
 * Where one of these roads meets one of those on the same level; bridges share no node with what they
 * lead over. Two roads that share a stretch meet all along it: its two ends, then its inside, count as one
 * crossing where they are near, as many where they are not.
 */
export const crossingsOf = (
  graph: RoadGraph,
  these: readonly Road[],
  those: readonly Road[],
): Crossing[] =>
  these.flatMap((a) =>
    those
      .filter((b) => b !== a && !(b.name === a.name && b.ref === a.ref))
      .flatMap((b) =>
        junctions(graph, shared(a.nodes, b.nodes)).map((nodes) => ({
          ...{ roads: [a, b] as const, nodes },
          position: middle(graph, nodes),
        })),
      ),
  )
