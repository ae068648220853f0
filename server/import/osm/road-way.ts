/** One OpenStreetMap way as a road: everything its tags say, before it is cut at junctions. */
import type { RoadClass } from '../../../data/road-class.ts'
import { ACCESS, ACCESS_ALL } from '../../network/draft.ts'
import { emergencyPermission, hasConditionalAccess, opensToCars, readAccess } from './access.ts'
import { readDirections } from './direction.ts'
import type { OsmWay, Tags } from './elements.ts'
import { carriesCars, isFerry, readDurationSeconds } from './ferry.ts'
import { freeFlowKph } from './free-flow.ts'
import { type Highway, isFirmTrack, readHighway } from './highway.ts'
import { barsLorry } from './lorry-limit.ts'
import { readName, readRef } from './name.ts'
import { readSpeedLimit } from './speed-limit.ts'
import { readStructure } from './structure.ts'
import type { Tally } from './tally.ts'

export interface RoadWay {
  /** Of the way in OpenStreetMap. */
  id: number
  /** OpenStreetMap ids of its nodes in order. */
  refs: readonly number[]
  roadClass: RoadClass
  name: string
  ref: string
  /** 0 where that direction must not be driven. */
  forwardKph: number
  backwardKph: number
  access: number
  structure: number
  /** Ferries: how long the whole way takes, when known; it replaces the speed. */
  durationSeconds: number | null
}

const FERRY: Highway = { roadClass: 'ferry', isLink: false }

const isArea = (tags: Tags): boolean => tags.area === 'yes'

/** The kind of road, or `null` for ways that are none and for roads that are left out (counted). */
const roadKind = (tags: Tags, tally: Tally): Highway | null => {
  if (isFerry(tags)) {
    if (carriesCars(tags)) return FERRY
    tally.add('wayFootFerry')
    return null
  }
  const highway = readHighway(tags)
  if (!highway) return null
  if (isArea(tags)) {
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
  return highway
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

/** The way as a road, or `null` when it is not one that a vehicle may drive. */
export const readRoadWay = (way: OsmWay, tally: Tally): RoadWay | null => {
  const tags = way.tags
  if (!tags || way.refs.length < 2) return null
  const kind = roadKind(tags, tally)
  if (!kind) return null
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
  const speed = (direction: keyof typeof directions): number =>
    directions[direction]
      ? freeFlowKph(kind.roadClass, kind.isLink, readSpeedLimit(tags, direction, tally), tags)
      : 0
  return {
    id: way.id,
    refs: way.refs,
    roadClass: kind.roadClass,
    name: readName(tags),
    ref: readRef(tags),
    forwardKph: speed('forward'),
    backwardKph: speed('backward'),
    access,
    structure: readStructure(tags),
    durationSeconds: kind === FERRY ? readDurationSeconds(tags, tally) : null,
  }
}
