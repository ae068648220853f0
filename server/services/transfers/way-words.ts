/** The roads of a stored way, in words: an order keeps its line, not the segments that it was made of. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { distanceText } from '../../../data/wording.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { snapToRoad } from '../../network/snap.ts'

/** A stored line lies on its roads; one with fewer positions than it was planned with, nearly. */
const ON_ROAD_METRES = 30

/** A stretch so short is a crossing that the way passes over. */
const LEAST_METRES = 50
/** As many as can be read while driving. */
const MOST_ROADS = 12

/** Neighbouring stretches of one name or number; an empty one where the road has neither. */
interface Stretch {
  readonly label: string
  metres: number
}

/** @param most pieces of the line that are looked at, evenly chosen: the others count to the one before. */
const stretchesOf = (
  { graph, index }: RoadNetwork,
  route: readonly LonLat[],
  most: number,
): Stretch[] => {
  const stretches: Stretch[] = []
  const step = Math.max(1, (route.length - 1) / most)
  let looked = -1
  for (let piece = 0; piece + 1 < route.length; piece++) {
    const [from, to] = [route[piece]!, route[piece + 1]!]
    if (Math.floor(piece / step) > looked) {
      looked = Math.floor(piece / step)
      const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const
      const snap = snapToRoad(graph, index, ...middle, ON_ROAD_METRES, () => true)
      const [name, ref] = [graph.segmentName, graph.segmentRef].map((names) =>
        snap ? graph.names[names[snap.segment]!]! : '',
      )
      const label = name || ref || ''
      if (stretches.at(-1)?.label !== label) stretches.push({ label, metres: 0 })
    }
    stretches.at(-1)!.metres += haversineMetres(...from, ...to)
  }
  return stretches
}

/**
 * The named roads of a way with how long each is driven, in order; of more than a dozen the longest. Null
 * where none has a name.
 */
export const wayWords = (
  network: RoadNetwork,
  route: readonly LonLat[],
  most: number,
): Bilingual | null => {
  const told = stretchesOf(network, route, most).filter(
    ({ label, metres }) => label !== '' && metres >= LEAST_METRES,
  )
  if (told.length === 0) return null
  const lengths = told.map(({ metres }) => metres).sort((a, b) => b - a)
  const least = lengths[Math.min(lengths.length, MOST_ROADS) - 1]!
  const longest = told.filter(({ metres }) => metres >= least).slice(0, MOST_ROADS)
  const words = (language: Language): string =>
    longest.map(({ label, metres }) => `${label} ${distanceText(metres, language)}`).join(' → ')
  return { zh: words('zh'), en: words('en') }
}
