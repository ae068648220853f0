/** The roads that a stored way follows: an order keeps its line, not the segments that it was made of. */
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { WayRoads } from '../../../data/load-link.ts'
import { ROAD_CLASS_NAMES } from '../../../data/road-class.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { snapToRoad } from '../../network/snap.ts'

/** A stored line lies on its roads; one with fewer positions than it was planned with, nearly. */
const ON_ROAD_METRES = 30

/**
 * Roads in order of driving; neighbouring stretches of one name are one entry. What lies on no road
 * belongs to none.
 * @param most pieces of the line that are looked at, evenly chosen: the others count to the one before.
 */
export const wayRoads = (
  { graph, index }: RoadNetwork,
  route: readonly LonLat[],
  most: number,
): WayRoads => {
  const roads: { -readonly [Key in keyof WayRoads[number]]: WayRoads[number][Key] }[] = []
  const step = Math.max(1, (route.length - 1) / most)
  let looked = -1
  let isOnRoad = false
  for (let piece = 0; piece + 1 < route.length; piece++) {
    const [from, to] = [route[piece]!, route[piece + 1]!]
    const metres = haversineMetres(...from, ...to)
    if (Math.floor(piece / step) > looked) {
      looked = Math.floor(piece / step)
      const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const
      const snap = snapToRoad(graph, index, ...middle, ON_ROAD_METRES, () => true)
      isOnRoad = snap !== null
      if (snap) {
        const name = graph.names[graph.segmentName[snap.segment]!]!
        const ref = graph.names[graph.segmentRef[snap.segment]!]!
        const roadClass = ROAD_CLASS_NAMES[graph.segmentClass[snap.segment]!]!
        const last = roads.at(-1)
        const isSame = last?.name === name && last.ref === ref && last.roadClass === roadClass
        if (!isSame) roads.push({ name, ref, roadClass, lengthMetres: 0 })
      }
    }
    if (isOnRoad) roads.at(-1)!.lengthMetres += metres
  }
  return roads.map((road) => ({ ...road, lengthMetres: Math.round(road.lengthMetres) }))
}
