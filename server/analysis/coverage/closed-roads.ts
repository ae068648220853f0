/** Which stretches of road a drawn area or a point on a road closes. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { type Bbox, bboxOf, boxesMeet, type LonLat } from '../../../data/geometry.ts'
import type { Closure } from '../../../data/scenario.ts'
import { segmentLonLats } from '../../network/graph.ts'
import { SNAP_LIMIT_METRES } from '../../network/profile.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { snapToRoad } from '../../network/snap.ts'
import type { RoadStructure } from './structures.ts'

type Area = Exclude<Closure, { type: 'Point' }>

/** Twice the signed area of a triangle: on which side of a → b does c lie? */
const side = (a: LonLat, b: LonLat, c: LonLat): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

const boxOf = (a: LonLat, b: LonLat): Bbox => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
]

/** Whether a–b and c–d have a point in common. In one line they may still lie apart. */
const cross = (a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean =>
  boxesMeet(boxOf(a, b), boxOf(c, d)) &&
  side(a, b, c) * side(a, b, d) <= 0 &&
  side(c, d, a) * side(c, d, b) <= 0

const ringsOf = (area: Area): readonly (readonly LonLat[])[] =>
  area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()

/** Whether a line has a point in common with an area. */
const touches = (line: readonly LonLat[], area: Area): boolean => {
  if (line.some((point) => booleanPointInPolygon([point[0], point[1]], area))) return true
  const rings = ringsOf(area)
  return line.some((point, index) => {
    const next = line[index + 1]
    return (
      next !== undefined &&
      rings.some((ring) =>
        ring.some((corner, at) => {
          const after = ring[at + 1]
          return after !== undefined && cross(point, next, corner, after)
        }),
      )
    )
  })
}

const lineOf = (network: RoadNetwork, segment: number): LonLat[] => {
  const points = segmentLonLats(network.graph, segment)
  const line: LonLat[] = []
  for (let i = 0; i < points.length; i += 2) line.push([points[i]!, points[i + 1]!])
  return line
}

const segmentsInArea = (network: RoadNetwork, area: Area): number[] => {
  const { graph, index } = network
  const found: number[] = []
  const [west, south, east, north] = bboxOf(area)
  index.search(west, south, east, north, (segment) => {
    if (segment < graph.segmentCount && touches(lineOf(network, segment), area)) found.push(segment)
    return false
  })
  return found
}

/**
 * Segments closed by these closures, each once, ascending. A point closes the stretch of road next
 * to it, and all of the bridge or dam that the stretch belongs to; a point far from every road
 * closes nothing.
 */
export const closedSegments = (
  network: RoadNetwork,
  structures: readonly RoadStructure[],
  closures: readonly Closure[],
): number[] => {
  const closed = new Set<number>()
  for (const closure of closures) {
    if (closure.type !== 'Point') {
      for (const segment of segmentsInArea(network, closure)) closed.add(segment)
      continue
    }
    const [longitude, latitude] = closure.coordinates
    const { graph, index } = network
    const snap = snapToRoad(graph, index, longitude, latitude, SNAP_LIMIT_METRES, () => true)
    if (!snap) continue
    const structure = structures.find(({ segments }) => segments.includes(snap.segment))
    for (const segment of structure?.segments ?? [snap.segment]) closed.add(segment)
  }
  return [...closed].sort((a, b) => a - b)
}
