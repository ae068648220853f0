/** Whether an area's outline crosses itself: then it is undefined what lies within. */
import Flatbush from 'flatbush'
import { orient2d } from 'robust-predicates'
import { boxOfEdge, type Geometry, type LonLat, polygonsOf } from '../../../data/geometry.ts'

type Edge = readonly [LonLat, LonLat]

/** On which side of a line a place lies: -1, 0, 1. */
const side = ([a, b]: Edge, place: LonLat): number => Math.sign(orient2d(...a, ...b, ...place))

/** Each passes from one side of the other to the other: to touch is not to cross. */
const cross = (a: Edge, b: Edge): boolean =>
  side(a, b[0]) * side(a, b[1]) < 0 && side(b, a[0]) * side(b, a[1]) < 0

const ringsCross = (rings: readonly (readonly LonLat[])[]): boolean => {
  const edges = rings.flatMap((ring) =>
    ring.slice(1).map((place, index): Edge => [ring[index]!, place]),
  )
  if (edges.length < 4) return false
  const index = new Flatbush(edges.length)
  for (const [a, b] of edges) index.add(...boxOfEdge(a, b))
  index.finish()
  return edges.some((edge, position) => {
    const [west, south, east, north] = boxOfEdge(...edge)
    return index
      .search(west, south, east, north)
      .some((other) => other > position && cross(edge, edges[other]!))
  })
}

/** Parts of one area may lie over each other: what lies within is clear all the same. */
export const crossesItself = (geometry: Geometry): boolean => polygonsOf(geometry).some(ringsCross)
