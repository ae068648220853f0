/** Where two roads meet: the nodes that both have, those of one junction taken together. */
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { nodePlace, type RoadGraph } from '../../network/graph.ts'
import type { Road } from './roads.ts'
import { inBoth } from './sorted-lists.ts'

export interface Crossing {
  readonly roads: readonly [Road, Road]
  /** The middle of its nodes: two roads of two carriageways each have four. */
  readonly position: LonLat
  readonly nodes: readonly number[]
  /** Where one leads over the other, or ramps alone join them. */
  readonly isOnTwoLevels?: boolean
}

/** Nodes of one junction are no further from the next than this. */
const JUNCTION_METRES = 120

/** Numbers of places in groups, each place no further from another of its group than so many metres. */
export const groupsWithin = (places: readonly LonLat[], metres: number): number[][] => {
  const rest = new Set(places.keys())
  const groups: number[][] = []
  for (const first of rest) {
    rest.delete(first)
    const group = [first]
    for (const place of group) {
      for (const other of rest) {
        if (haversineMetres(...places[place]!, ...places[other]!) > metres) continue
        rest.delete(other)
        group.push(other)
      }
    }
    groups.push(group)
  }
  return groups
}

/** The middle of at least one place, near each other. */
export const middleOfPlaces = (places: readonly LonLat[]): LonLat => {
  const mean = (axis: 0 | 1): number =>
    places.reduce((sum, place) => sum + place[axis], 0) / places.length
  return [mean(0), mean(1)]
}

const junctionsOf = (graph: RoadGraph, nodes: Uint32Array): number[][] => {
  const places = Array.from(nodes, (node) => nodePlace(graph, node))
  return groupsWithin(places, JUNCTION_METRES).map((group) => group.map((place) => nodes[place]!))
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
        junctionsOf(graph, inBoth(a.nodes, b.nodes)).map((nodes) => ({
          ...{ roads: [a, b] as const, nodes },
          position: middleOfPlaces(nodes.map((node) => nodePlace(graph, node))),
        })),
      ),
  )
