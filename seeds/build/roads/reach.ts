/** Distances along the roads that are there already. */
import type { GroundNetwork } from './ground-network.ts'
import { MinHeap } from './min-heap.ts'
import { metresBetween } from './plane.ts'

/** Metres by road from one vertex to another, `Infinity` beyond `withinMetres` (Dijkstra, 1959). */
export const metresByRoad = (
  network: GroundNetwork,
  from: number,
  to: number,
  withinMetres: number,
): number => {
  const known = new Map([[from, 0]])
  const heap = new MinHeap()
  const goal = network.points[to]!
  heap.push(0, from)
  while (heap.size > 0) {
    const { cost, value: vertex } = heap.pop()
    if (vertex === to) return cost
    if (cost > known.get(vertex)!) continue
    const place = network.points[vertex]!
    for (const edge of network.edgesAt(vertex)) {
      const next = network.otherEnd(edge, vertex)
      const nextPlace = network.points[next]!
      const metres = cost + metresBetween(place, nextPlace)
      // What is too far even in a straight line from there need not be followed.
      if (metres + metresBetween(nextPlace, goal) > withinMetres) continue
      if (metres >= (known.get(next) ?? Number.POSITIVE_INFINITY)) continue
      known.set(next, metres)
      heap.push(metres, next)
    }
  }
  return Number.POSITIVE_INFINITY
}
