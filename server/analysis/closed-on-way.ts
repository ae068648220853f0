/** Whether a way drives over what is closed: to cross it at a junction is no matter. */
import type { LonLat } from '../../data/geometry.ts'
import { type RoadGraph, segmentLonLats } from '../network/graph.ts'
import { NearLines } from './near-lines.ts'

/** Lines of one road lie on each other; places of ways are rounded to less than this. */
const SAME_ROAD_METRES = 2

const pairsOf = (numbers: readonly number[]): [number, number][] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!])

/**
 * @param way drawn along its roads, no position left out.
 * @param segments closed ones. O(S log W) with a way of W pieces.
 */
export const drivesOver = (
  graph: RoadGraph,
  way: readonly LonLat[],
  segments: Iterable<number>,
): boolean => {
  if (way.length < 2) return false
  const driven = new NearLines([way])
  const lines = Array.from(segments, (segment) => pairsOf(segmentLonLats(graph, segment)))
  const touched = lines.filter((coordinates) =>
    driven.isWithin({ type: 'LineString', coordinates }, SAME_ROAD_METRES),
  )
  if (touched.length === 0) return false
  const closed = new NearLines(touched)
  return way.slice(1).some(([toLon, toLat], i) => {
    const [lon, lat] = way[i]!
    const coordinates: [number, number] = [(lon + toLon) / 2, (lat + toLat) / 2]
    return closed.isWithin({ type: 'Point', coordinates }, SAME_ROAD_METRES)
  })
}
