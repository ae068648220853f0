import type { Language } from '../../../data/bilingual.ts'
import type { RouteFeature } from '../../../data/nearest.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'

type Stretch = RouteFeature['properties']['roads'][number]

/** As many as can be said in one breath over the radio. */
const MAIN_ROAD_COUNT = 4

/** "崇文大道（G105）", the number alone, or an empty text where the road has neither. */
export const roadLabel = (name: string, ref: string, language: Language): string => {
  if (name === '' || ref === '' || name === ref) return name || ref
  return language === 'zh' ? `${name}（${ref}）` : `${name} (${ref})`
}

export const roadClassLabel = (roadClass: string, language: Language): string =>
  Object.hasOwn(ROAD_CLASSES, roadClass)
    ? ROAD_CLASSES[roadClass as keyof typeof ROAD_CLASSES].label[language]
    : roadClass

/** Length driven on each road that has a name or a number, in order of first use. */
const lengthByRoad = (roads: readonly Stretch[], language: Language): Map<string, number> => {
  const lengths = new Map<string, number>()
  for (const { name, ref, lengthMetres } of roads) {
    const label = roadLabel(name, ref, language)
    if (label !== '') lengths.set(label, (lengths.get(label) ?? 0) + lengthMetres)
  }
  return lengths
}

/**
 * The longest roads of a route in order of driving; where none is named, the class of the longest
 * stretch, so that the line is never empty for a route that has a length.
 */
export const mainRoads = (
  roads: readonly Stretch[],
  language: Language,
  count = MAIN_ROAD_COUNT,
): string[] => {
  const lengths = lengthByRoad(roads, language)
  if (lengths.size > 0) {
    const shortestTaken = [...lengths.values()].sort((a, b) => b - a)[count - 1] ?? 0
    return [...lengths]
      .filter(([, length]) => length >= shortestTaken)
      .slice(0, count)
      .map(([label]) => label)
  }
  const longest = roads.reduce<Stretch | null>(
    (best, road) => (best === null || road.lengthMetres > best.lengthMetres ? road : best),
    null,
  )
  return longest === null ? [] : [roadClassLabel(longest.roadClass, language)]
}
