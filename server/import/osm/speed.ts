/**
 * Legal speed limits as OpenStreetMap writes them (wiki.openstreetmap.org/wiki/Key:maxspeed), and
 * how fast a car drives under them where nothing is in its way.
 */

import { ROAD_CLASSES, type RoadClass } from '../../../data/road-class.ts'
import { splitValues, type Tags, valueSet } from './elements.ts'
import type { Tally } from './tally.ts'

const KPH_PER_MPH = 1.609_344
/** Above this a value is a slip of the pen. */
const HIGHEST_PLAUSIBLE_KPH = 200

/**
 * Where there is no limit, the German recommended speed
 * (Autobahn-Richtgeschwindigkeits-Verordnung). Free flow on such a road lies near it.
 */
const UNLIMITED_KPH = 130
/** `walk`: German courts put Schrittgeschwindigkeit at 4 to 7 km/h. */
const WALKING_KPH = 7

/** What a zone means where a country's own figure is not in the table. */
const ZONE_KPH: ReadonlyMap<string, number> = new Map([
  ['urban', 50],
  ['rural', 90],
  ['trunk', 100],
  ['motorway', 120],
  ['living_street', 20],
  ['bicycle_road', 30],
  ['nsl_single', 60 * KPH_PER_MPH],
  ['nsl_dual', 70 * KPH_PER_MPH],
  ['nsl_restricted', 30 * KPH_PER_MPH],
])

/**
 * National figures for cars, where they differ from ZONE_KPH
 * (wiki.openstreetmap.org/wiki/Default_speed_limits; for China 道路交通安全法实施条例 art. 45, 78:
 * 50 in town and 70 outside on a road with one lane each way).
 */
const COUNTRY_KPH: ReadonlyMap<string, number> = new Map([
  ['CN:rural', 70],
  ['AT:rural', 100],
  ['AT:motorway', 130],
  ['CH:rural', 80],
  ['CZ:motorway', 130],
  ['DE:rural', 100],
  ['DE:motorway', UNLIMITED_KPH],
  ['DE:living_street', WALKING_KPH],
  ['FR:rural', 80],
  ['FR:trunk', 110],
  ['FR:motorway', 130],
  ['GB:motorway', 70 * KPH_PER_MPH],
  ['HU:trunk', 110],
  ['HU:motorway', 130],
  ['IT:trunk', 110],
  ['IT:motorway', 130],
  ['LI:rural', 80],
  ['PL:motorway', 140],
  ['RO:motorway', 130],
  ['RU:urban', 60],
  ['RU:motorway', 110],
])

/** Words that are well understood and state no figure. */
const WITHOUT_FIGURE = valueSet('signals variable default implicit')

/** A limit in km/h, `'unstated'` for a word without a figure, `null` for an unknown word. */
type SpeedLimit = number | 'unstated' | null

const plausible = (kph: number): number | null =>
  kph > 0 && kph <= HIGHEST_PLAUSIBLE_KPH ? kph : null

const parseZone = (value: string): number | null => {
  // DE:30, CH:zone30, DE:zone:30, zone:30
  const zone = /^(?:[A-Za-z]{2}:)?(?:zone:?)?(\d{1,3})$/.exec(value)
  if (zone) return plausible(Number(zone[1]))
  const country = /^([A-Za-z]{2}):([a-z_]+)$/.exec(value)
  if (!country) return null
  const kind = country[2] ?? ''
  return COUNTRY_KPH.get(`${country[1]?.toUpperCase()}:${kind}`) ?? ZONE_KPH.get(kind) ?? null
}

const parseOne = (value: string): SpeedLimit => {
  if (value === 'none') return UNLIMITED_KPH
  if (value === 'walk') return WALKING_KPH
  if (WITHOUT_FIGURE.has(value)) return 'unstated'
  const figure = /^(\d+(?:\.\d+)?)\s*(km\/?h|kph|mph)?$/i.exec(value)
  if (!figure) return parseZone(value)
  const isMiles = figure[2]?.toLowerCase() === 'mph'
  return plausible(Number(figure[1]) * (isMiles ? KPH_PER_MPH : 1))
}

/** Of several values the lowest counts. Knots are for boats and are not understood. */
export const parseMaxspeed = (value: string): SpeedLimit => {
  const limits = splitValues(value).map(parseOne)
  const figures = limits.filter((limit) => typeof limit === 'number')
  if (figures.length > 0) return Math.min(...figures)
  return limits.includes('unstated') ? 'unstated' : null
}

/** Keys that may carry a zone code where `maxspeed` itself is missing. */
const FALLBACK_KEYS = ['maxspeed:type', 'source:maxspeed', 'zone:maxspeed'] as const

/** The limit for cars in one direction in km/h, or `null` when the tags state none. */
export const readSpeedLimit = (
  tags: Tags,
  direction: 'forward' | 'backward',
  tally: Tally,
): number | null => {
  for (const value of [tags[`maxspeed:${direction}`], tags.maxspeed]) {
    if (value === undefined) continue
    const limit = parseMaxspeed(value)
    if (typeof limit === 'number') return limit
    if (limit === null) tally.add('maxspeedUnknown')
  }
  for (const key of FALLBACK_KEYS) {
    const limit = parseZone(tags[key] ?? '')
    if (limit !== null) return limit
  }
  return null
}

/**
 * Share of the legal limit that is driven in free flow. The yardstick, Valhalla, takes all of it.
 */
const SHARE_OF_LIMIT = 0.95

/**
 * Roads of a compound, a campus or a works; the signs there mostly say 20 or 30. What leads to one
 * door or one parking space (`service=driveway`, `parking_aisle` …) is slower.
 */
const COMPOUND_ROAD_KPH = 20
const DRIVEWAY_KPH = 10

/** The pace of a class of road that no sign raises. */
const CEILING_KPH: Readonly<Partial<Record<RoadClass, number>>> = {
  street: 40,
  village: 50,
  service: COMPOUND_ROAD_KPH,
  track: 20,
}

/** A slip road is entered and left slowly. */
const LINK_SHARE_OF_DEFAULT = 0.75

/** Loose surfaces, whatever the sign says. */
const UNPAVED_KPH = 30
const UNPAVED = valueSet(
  'unpaved gravel fine_gravel dirt earth ground grass mud sand rock pebblestone',
)

/** A street where children play or people walk: walking pace and a little more. */
const SHARED_STREET_KPH = 10
const SHARED_STREETS = valueSet('living_street pedestrian')

/** What is usual where no limit is stated. */
const usualKph = (roadClass: RoadClass, isLink: boolean, tags: Tags): number => {
  if (roadClass === 'service') {
    return tags.service === undefined ? COMPOUND_ROAD_KPH : DRIVEWAY_KPH
  }
  // The default of the class `ramp` is a link's speed already.
  const slower = isLink && roadClass !== 'ramp' ? LINK_SHARE_OF_DEFAULT : 1
  return ROAD_CLASSES[roadClass].defaultKph * slower
}

/**
 * Free-flow speed in km/h: not measured, a model with stated constants. Drivers keep below the
 * limit, more so on lesser roads, where bends, parked cars and junctions set the pace and not the
 * sign.
 * @param limitKph the legal limit, `null` where none is stated.
 */
export const freeFlowKph = (
  roadClass: RoadClass,
  isLink: boolean,
  limitKph: number | null,
  tags: Tags,
): number => {
  const unpaved = UNPAVED.has(tags.surface ?? '') ? UNPAVED_KPH : Number.POSITIVE_INFINITY
  const shared = SHARED_STREETS.has(tags.highway ?? '')
    ? SHARED_STREET_KPH
    : Number.POSITIVE_INFINITY
  const ceiling = Math.min(unpaved, shared, CEILING_KPH[roadClass] ?? Number.POSITIVE_INFINITY)
  const wanted = limitKph === null ? usualKph(roadClass, isLink, tags) : limitKph * SHARE_OF_LIMIT
  return Math.min(wanted, ceiling)
}
