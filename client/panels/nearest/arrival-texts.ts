/** What is said about an arrival: its parts, its roads, what the resource brings. */
import type { Language } from '../../../data/bilingual.ts'
import { CLOSURE_KINDS, saysClosed } from '../../../data/closure-kind.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import type { Catalogue } from '../../../data/field.ts'
import { MATERIALS } from '../../../data/materials.ts'
import type {
  NearestAnswer,
  NearestFeature,
  NearestQuery,
  RouteFeature,
  SnapSummary,
  WarningAtPlace,
} from '../../../data/nearest.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { WARNING_KINDS, WARNING_LEVELS } from '../../../data/warning-kind.ts'
import { countsText, distanceText, durationText, toldSeconds } from '../../../data/wording.ts'
import type { Translate } from '../../i18n/text.ts'

/**
 * What an arrival time is made of; goods without a crew have no turnout to speak of. The parts add
 * up to the whole as it is shown: what rounding leaves over is added to the way.
 */
export const breakdownText = (
  { turnoutSeconds, travelSeconds, accessSeconds }: NearestFeature['properties'],
  language: Language,
  t: Translate<'panels'>,
): string => {
  const whole = toldSeconds(turnoutSeconds + travelSeconds + accessSeconds)
  const onTheWay = whole - Math.round(turnoutSeconds) - Math.round(accessSeconds)
  const travel = durationText(Math.max(0, onTheWay), language)
  const access = durationText(accessSeconds, language)
  if (turnoutSeconds === 0) return t('nearest.answer.noTurnout', { travel, access })
  const turnout = durationText(turnoutSeconds, language)
  return t('nearest.answer.breakdown', { turnout, travel, access })
}

/** A walk shorter than this is not mentioned: the vehicle stops at the door. */
const LEAST_WALK_METRES = 10

/** How far is driven and how far walked, separately: the drive alone may be shorter than the straight line. */
export const distancesText = (
  { distanceMetres, walkMetres }: NearestFeature['properties'],
  language: Language,
  t: Translate<'panels'>,
): string => {
  const drive = distanceText(distanceMetres, language)
  if (walkMetres < LEAST_WALK_METRES) return t('nearest.answer.drive', { drive })
  const walk = distanceText(walkMetres, language)
  return t('nearest.answer.driveAndWalk', { drive, walk })
}

const MINUTE_MILLISECONDS = 60_000

/** The whole minute before which an arrival lies: rounding down would promise too much. */
export const arrivesBefore = (milliseconds: number): number =>
  Math.ceil(milliseconds / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS

type Stretch = RouteFeature['properties']['roads'][number]

/** As many as can be said in one breath over the radio. */
const MAIN_ROAD_COUNT = 4

/** "崇文大道（G105）", the number alone, or an empty text where the road has neither. */
const roadLabel = (name: string, ref: string, language: Language): string => {
  if (name === '' || ref === '' || name === ref) return name || ref
  return language === 'zh' ? `${name}（${ref}）` : `${name} (${ref})`
}

const roadClassLabel = (roadClass: string, language: Language): string =>
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

/** Whether a way uses a ferry, whose sailings are not known here. */
export const usesFerry = (roads: readonly Stretch[]): boolean =>
  roads.some(({ roadClass }) => roadClass === 'ferry')

/** The road that a place was joined to: its name and number, else what kind of road it is. */
export const roadOfSnap = (
  { roadName, roadRef, roadClass }: SnapSummary,
  language: Language,
): string => roadLabel(roadName, roadRef, language) || roadClassLabel(roadClass, language)

/** Its name, and of what kind it is where the name does not say that something is closed. */
export const closureWords = (
  { name, kind }: NearestAnswer['obeyed'][number],
  language: Language,
): string => {
  if (saysClosed(name)) return name
  const what = CLOSURE_KINDS[kind][language]
  return language === 'zh' ? `${name}（${what}）` : `${name} (${what.toLowerCase()})`
}

/** Nearer than half a carriageway: on the road. */
const ON_ROAD_METRES = 5
export const isOnRoad = ({ distanceMetres }: SnapSummary): boolean =>
  distanceMetres < ON_ROAD_METRES

/** Kinds of thing named on a card; the drawer has all of them. */
const SHOWN_KINDS = 4

/** The catalogue with what was asked for in front, so that it is never cut off. */
const askedFirst = (catalogue: Catalogue, asked: readonly string[]): Catalogue => {
  const entries = Object.entries(catalogue)
  const isAsked = ([key]: readonly [string, unknown]): boolean => asked.includes(key)
  return Object.fromEntries([
    ...entries.filter(isAsked),
    ...entries.filter((entry) => !isAsked(entry)),
  ])
}

/**
 * Gear of a station or stock of a stockpile in one line; empty where it has neither.
 * @param most kinds of thing that are named
 */
export const gearSummary = (
  { equipment, stock }: NearestFeature['properties'],
  query: Pick<NearestQuery, 'equipment' | 'item'>,
  language: Language,
  most = SHOWN_KINDS,
): string => {
  const asked = Object.keys(query.equipment)
  const gear = countsText(equipment, askedFirst(EQUIPMENT, asked), language, most)
  if (gear !== '') return gear
  const goods = query.item === null ? [] : [query.item]
  return countsText(stock, askedFirst(MATERIALS, goods), language, most)
}

/** A warning by level, kind and headline. */
export const warningWords =
  (language: Language) =>
  ({ name, kind, level }: WarningAtPlace): string => {
    const [colour, what] = [WARNING_LEVELS[level].label[language], WARNING_KINDS[kind][language]]
    return language === 'zh' ? `${colour}${what}：${name}` : `${colour}, ${what}: ${name}`
  }
