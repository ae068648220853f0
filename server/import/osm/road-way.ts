/** One OpenStreetMap way as a road: everything its tags say, before it is cut at junctions. */
import type { RoadClass } from '../../../data/road-class.ts'
import { ACCESS, ACCESS_ALL, type DraftSegment, STRUCTURE } from '../../network/draft.ts'
import {
  barsLorry,
  CAR_KEYS,
  emergencyPermission,
  hasConditionalAccess,
  opensToCars,
  readAccess,
} from './access.ts'
import { firstStated, type OsmWay, splitValues, type Tags, valueSet } from './elements.ts'
import { freeFlowKph, readSpeedLimit } from './speed.ts'
import type { Tally } from './tally.ts'

/**
 * Values of `highway` that are imported; all others (footway, path, construction, proposed …) are
 * not roads for us. Only the links of motorways are ramps, without U-turns or stops: the links of
 * lesser roads are slip lanes with houses beside them.
 */
const CLASS_BY_HIGHWAY: ReadonlyMap<string, RoadClass> = new Map(
  Object.entries<RoadClass>({
    motorway: 'expressway',
    motorway_link: 'ramp',
    trunk: 'national',
    trunk_link: 'national',
    primary: 'provincial',
    primary_link: 'provincial',
    secondary: 'county',
    secondary_link: 'county',
    tertiary: 'town',
    tertiary_link: 'town',
    residential: 'street',
    living_street: 'street',
    pedestrian: 'street',
    unclassified: 'village',
    road: 'village',
    service: 'service',
    track: 'track',
  }),
)

const FIRM_TRACK_GRADES = valueSet('grade1 grade2')
const PAVED = valueSet('paved asphalt concrete paving_stones')

/**
 * Paved or firm gravel: a van gets along in any weather (wiki.openstreetmap.org/wiki/Key:tracktype;
 * grade1 means paved, so a paved surface says the same where no grade is given).
 */
const isFirmTrack = ({ tracktype, surface }: Tags): boolean =>
  tracktype === undefined ? PAVED.has(surface ?? '') : FIRM_TRACK_GRADES.has(tracktype)

interface Directions {
  /** As the way is drawn. */
  forward: boolean
  backward: boolean
}

const BOTH: Directions = { forward: true, backward: true }
const FORWARD: Directions = { forward: true, backward: false }
const BACKWARD: Directions = { forward: false, backward: true }
const NEITHER: Directions = { forward: false, backward: false }

/**
 * Reversible lanes change direction by the hour, so neither can be relied on; `alternating` is a
 * single lane where signals let both directions pass in turn.
 */
const DIRECTIONS_BY_VALUE: readonly (readonly [ReadonlySet<string>, Directions])[] = [
  [valueSet('yes true 1'), FORWARD],
  [valueSet('-1 reverse'), BACKWARD],
  [valueSet('no false 0 alternating'), BOTH],
  [valueSet('reversible'), NEITHER],
]

/** The exception for our vehicles first; `oneway:bicycle` and the like are not about us. */
const ONEWAY_KEYS = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'] as const

const ROUNDABOUTS = valueSet('roundabout circular')

const isRoundabout = (tags: Tags): boolean => ROUNDABOUTS.has(tags.junction ?? '')

const impliesOneway = (tags: Tags): boolean => tags.highway === 'motorway' || isRoundabout(tags)

const statedDirections = (tags: Tags, tally: Tally): Directions | null => {
  for (const key of ONEWAY_KEYS) {
    const value = tags[key]
    if (value === undefined) continue
    const directions = DIRECTIONS_BY_VALUE.find(([values]) => values.has(value))?.[1]
    if (directions) return directions
    tally.add('onewayUnknown')
  }
  return null
}

/** False when the narrowest tag for that direction closes it (`vehicle:backward=no`). */
const isAllowed = (tags: Tags, direction: keyof Directions): boolean =>
  firstStated(
    tags,
    CAR_KEYS.map((key) => `${key}:${direction}`),
  ) !== 'no'

/** In which directions a way may be driven. */
export const readDirections = (tags: Tags, tally: Tally): Directions => {
  if (tags['oneway:conditional'] !== undefined) tally.add('onewayConditional')
  const { forward, backward } =
    statedDirections(tags, tally) ?? (impliesOneway(tags) ? FORWARD : BOTH)
  return {
    forward: forward && isAllowed(tags, 'forward'),
    backward: backward && isAllowed(tags, 'backward'),
  }
}

const SECONDS_PER_MINUTE = 60
const SECONDS_PER_HOUR = 3600

const isFerry = (tags: Tags): boolean => tags.route === 'ferry' || tags.ferry === 'yes'

/** Seconds in `00:25`, `1:05:30`, `PT1H30M` or `25` (minutes); `null` when it is none of these. */
export const parseDurationSeconds = (value: string): number | null => {
  const iso = /^P(?:T(?=\d))(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/i.exec(value)
  const clock = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(value)
  const parts = iso ?? clock
  const seconds = parts
    ? Number(parts[1] ?? 0) * SECONDS_PER_HOUR +
      Number(parts[2] ?? 0) * SECONDS_PER_MINUTE +
      Number(parts[3] ?? 0)
    : /^\d+$/.test(value)
      ? Number(value) * SECONDS_PER_MINUTE
      : 0
  return seconds > 0 ? seconds : null
}

/** How long the crossing takes, or `null` when the tags do not say. */
const readDurationSeconds = (tags: Tags, tally: Tally): number | null => {
  if (tags.duration === undefined) return null
  const seconds = parseDurationSeconds(tags.duration.trim())
  if (seconds === null) tally.add('durationUnknown')
  return seconds
}

const isTagged = (value: string | undefined): boolean => value !== undefined && value !== 'no'

const isOnDam = (tags: Tags): boolean =>
  tags.dam === 'yes' || tags.waterway === 'dam' || tags.man_made === 'dam'

/** Bits of STRUCTURE. */
const readStructure = (tags: Tags): number =>
  (isTagged(tags.bridge) ? STRUCTURE.bridge : 0) |
  (isOnDam(tags) ? STRUCTURE.dam : 0) |
  (isTagged(tags.tunnel) ? STRUCTURE.tunnel : 0) |
  (isFerry(tags) ? STRUCTURE.ferry : 0) |
  (isRoundabout(tags) ? STRUCTURE.roundabout : 0)

/** Chinese first; a bridge or tunnel goes by its own name. */
const NAME_KEYS = ['name:zh', 'name:zh-Hans', 'name'] as const
const STRUCTURE_NAME_KEYS = [
  'bridge:name:zh',
  'bridge:name',
  'tunnel:name:zh',
  'tunnel:name',
] as const

const readName = (tags: Tags): string =>
  [...STRUCTURE_NAME_KEYS, ...NAME_KEYS].map((key) => tags[key]?.trim()).find(Boolean) ?? ''

/** Road numbers; a road with two is `G327/S104`. */
const readRef = (tags: Tags): string => splitValues(tags.ref ?? '').join('/')

/** `forwardKph` is along the way as it is drawn. */
export interface RoadWay extends Omit<DraftSegment, 'from' | 'to' | 'shape'> {
  /** Of the way in OpenStreetMap. */
  id: number
  /** OpenStreetMap ids of its nodes in order. */
  refs: readonly number[]
  /** Ferries: how long the whole way takes, when known; it replaces the speed. */
  durationSeconds: number | null
}

/** The kind of road, or `null` for ways that are none and for roads that are left out (counted). */
const roadKind = (tags: Tags, tally: Tally): RoadClass | null => {
  if (isFerry(tags)) {
    // Many ferries take people only: one carries cars when its tags say so.
    if (opensToCars(tags)) return 'ferry'
    tally.add('wayFootFerry')
    return null
  }
  const roadClass = CLASS_BY_HIGHWAY.get(tags.highway ?? '')
  if (!roadClass) return null
  if (tags.area === 'yes') {
    tally.add('wayArea')
    return null
  }
  const opened = opensToCars(tags) || emergencyPermission(tags) === true
  // A pedestrian street is a road only where its tags let vehicles in.
  if (tags.highway === 'pedestrian' && !opened) return null
  if (tags.highway === 'track' && !isFirmTrack(tags) && !opened) {
    tally.add('wayTrack')
    return null
  }
  return roadClass
}

/** What holds on a way without access tags. */
const unstatedAccess = (tags: Tags): number =>
  tags.highway === 'pedestrian' || tags.service === 'emergency_access'
    ? ACCESS.emergency
    : ACCESS_ALL

const countUnused = (tags: Tags, tally: Tally): void => {
  if (tags['maxspeed:conditional'] !== undefined) tally.add('maxspeedConditional')
  if (tags['maxspeed:hgv'] !== undefined) tally.add('maxspeedLorry')
  if (hasConditionalAccess(tags)) tally.add('accessConditional')
}

/** Whether a way is one that `readRoadWay` has something to say about. */
export const mayBeRoad = (tags: Tags): boolean => tags.highway !== undefined || isFerry(tags)

/** The way as a road, or `null` when it is not one that a vehicle may drive. */
export const readRoadWay = (way: OsmWay, tally: Tally): RoadWay | null => {
  const tags = way.tags
  if (!tags || way.refs.length < 2) return null
  const roadClass = roadKind(tags, tally)
  if (!roadClass) return null
  const directions = readDirections(tags, tally)
  if (!directions.forward && !directions.backward) {
    tally.add('wayReversible')
    return null
  }
  const legal = readAccess(tags, tally, unstatedAccess(tags))
  const access = barsLorry(tags, tally) ? legal & ~ACCESS.lorry : legal
  if (access === 0) {
    tally.add('wayClosed')
    return null
  }
  countUnused(tags, tally)
  // A link road is driven slower than the road whose class it has.
  const isLink = roadClass !== 'ferry' && tags.highway?.endsWith('_link') === true
  const speed = (direction: keyof typeof directions): number =>
    directions[direction]
      ? freeFlowKph(roadClass, isLink, readSpeedLimit(tags, direction, tally), tags)
      : 0
  return {
    id: way.id,
    refs: way.refs,
    roadClass,
    name: readName(tags),
    ref: readRef(tags),
    forwardKph: speed('forward'),
    backwardKph: speed('backward'),
    access,
    structure: readStructure(tags),
    durationSeconds: roadClass === 'ferry' ? readDurationSeconds(tags, tally) : null,
  }
}
