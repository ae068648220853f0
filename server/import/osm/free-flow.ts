/**
 * How fast a car gets along where nothing is in its way. Nobody measured it for us, so this is a
 * model with stated constants: drivers keep below the limit, more so on lesser roads, where bends,
 * parked cars and junctions set the pace and not the sign.
 */
import { ROAD_CLASSES, type RoadClass } from '../../../data/road-class.ts'
import type { Tags } from './elements.ts'

/** Share of the legal limit that is driven in free flow. The yardstick, Valhalla, takes all of it. */
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
const UNPAVED: ReadonlySet<string> = new Set([
  'unpaved',
  'gravel',
  'fine_gravel',
  'dirt',
  'earth',
  'ground',
  'grass',
  'mud',
  'sand',
  'rock',
  'pebblestone',
])

/** A street where children play or people walk: walking pace and a little more. */
const SHARED_STREET_KPH = 10
const SHARED_STREETS: ReadonlySet<string> = new Set(['living_street', 'pedestrian'])

/** What is usual where no limit is stated. */
const usualKph = (roadClass: RoadClass, isLink: boolean, tags: Tags): number => {
  if (roadClass === 'service') {
    return tags.service === undefined ? COMPOUND_ROAD_KPH : DRIVEWAY_KPH
  }
  // The default of the class `ramp` is a link's speed already.
  const slower = isLink && roadClass !== 'ramp' ? LINK_SHARE_OF_DEFAULT : 1
  return ROAD_CLASSES[roadClass].defaultKph * slower
}

/** Free-flow speed in km/h; `limitKph` is the legal limit, `null` where none is stated. */
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
