/** The whole answer to "who can be there first": place, ranking, routes and who was passed over. */
import { dutyAt } from '../../data/duty.ts'
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import { localMinuteOfDay } from '../../data/local-time.ts'
import {
  type Carriageway,
  NEAREST_LIMITS,
  type NearestAnswer,
  type NearestFeature,
  type NearestQuery,
  type PassedOver,
  type RouteFeature,
  type SnapSummary,
} from '../../data/nearest.ts'
import type { Properties, ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { ROAD_CLASS_NAMES } from '../../data/road-class.ts'
import type { ClosureMask } from '../network/closures.ts'
import type { RoadGraph } from '../network/graph.ts'
import { accessSeconds, periodAt, toDeciseconds, toSeconds } from '../network/profile.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { routeAlong } from '../network/route.ts'
import { fractionAlong } from '../network/search.ts'
import type { Snap } from '../network/snap.ts'
import { carriagewayAt } from './carriageway.ts'
import {
  type Demands,
  floodedReason,
  type Reason,
  reasonsAgainst,
  type Sent,
  sentReason,
} from './eligibility.ts'
import { type FacilitySet, type FloodsBefore, floodsBefore } from './facility.ts'
import { type Joined, joinOnFoot, type KnownWater, NO_WATER, type Roads } from './known-water.ts'
import { findNearest, type ReachedFacility } from './nearest.ts'
import { nearestCrossing } from './nearest-crossing.ts'
import { obstacleAt, type PlaceAnswer, placeStatus, shoreRemark } from './nearest-place.ts'
import type { NamedArea } from './place.ts'

export interface NearestContext {
  network: RoadNetwork
  /** The features, joined to the network for the query's vehicle. */
  facilities: FacilitySet
  featureAt(facility: number): ResourceFeature<ResourceDeclaration>
  /** Time until each facility's vehicle starts. */
  turnoutDeciseconds: Int32Array
  water: KnownWater
  /** Areas that make up the region; empty where only the network's box is known. */
  region: readonly NamedArea[]
  closures: ClosureMask | null
  /** Flooded areas, by the names of their closures: they cannot be crossed on foot. */
  floods: KnownWater
  /** Stations that are out, by id. */
  sent: ReadonlyMap<string, Sent>
  /** Accepted values of the properties that the query filters by. */
  filter: Demands['filter']
}

/** A query about a place, with what its answer is put together from. */
interface Asked extends NearestContext {
  query: NearestQuery
  demands: Demands
  flooded: FloodsBefore
  /** The nearest point on a road; null where none is near enough. */
  nearest: Snap | null
  /** Where the place joins the roads on foot; null where none is near enough without water before it. */
  snap: Snap | null
}

type AnswerCore = Omit<
  NearestAnswer,
  'revision' | 'timeStamp' | 'notice' | 'obeyed' | 'closuresInForce' | 'warnings'
>

/** The roads as they are at the hour asked about, and where the place joins them. */
const joinedAt = (
  { network, closures, water, floods }: NearestContext,
  { lon, lat, at, profile }: NearestQuery,
) => {
  const { edgeCosts, usable } = network.vehicleTimes(
    profile,
    periodAt(localMinuteOfDay(new Date(at))),
  )
  const roads: Roads = {
    graph: network.graph,
    index: network.index,
    usable: (segment) => usable(segment) && closures?.[segment] !== 1,
  }
  return { edgeCosts, roads, ...joinOnFoot(roads, water, [lon, lat], floods) }
}

const demandsOf = (
  { filter }: NearestContext,
  { onDuty, equipment, item, quantity, at }: NearestQuery,
): Demands => ({
  counted: onDuty ? 'on-duty' : 'operating',
  openBy: null,
  instant: new Date(at),
  equipment,
  item,
  quantity,
  filter,
})

const reachedFrom = (
  { network, facilities, featureAt, turnoutDeciseconds, sent, closures }: NearestContext,
  query: NearestQuery,
  demands: Demands,
  flooded: FloodsBefore,
  { snap, edgeCosts }: Pick<Joined, 'snap'> & { edgeCosts: Int32Array },
): ReachedFacility[] =>
  snap
    ? findNearest(network.search, {
        place: snap,
        placeAccessDeciseconds: toDeciseconds(accessSeconds(snap.distanceMetres)),
        facilities,
        turnoutDeciseconds,
        isEligible: (facility) => {
          const { id, properties } = featureAt(facility)
          const isOut = sent.has(id) || flooded.isCutOff(facility)
          return !isOut && reasonsAgainst(properties, demands).length === 0
        },
        // One that is cut off as a whole is listed all the same, with when it would be there.
        isOpen: (point) =>
          flooded.at(point) === null || flooded.isCutOff(facilities.points[point]!.facility),
        count: query.k,
        edgeCosts,
        closures,
        cutoffDeciseconds: toDeciseconds(query.withinSeconds),
      })
    : []

/** @param query with all defaults filled in; `at` is the instant asked about. */
export const answerNearest = (context: NearestContext, query: NearestQuery): AnswerCore => {
  const { network } = context
  const joined = joinedAt(context, query)
  const { roads, nearest, snap } = joined
  const demands = demandsOf(context, query)
  const flooded = floodsBefore(context.facilities, context.floods)
  const asked: Asked = { ...context, query, demands, flooded, nearest, snap }
  const carriageway = snap && carriagewayAt(roads, [query.lon, query.lat], snap)
  const answer = (place: PlaceAnswer, reached: readonly ReachedFacility[] = []): AnswerCore => ({
    type: 'FeatureCollection',
    ...describeReached(asked, reached),
    place: { ...place, remark: place.status === 'outside-region' ? null : shoreRemark(asked) },
    snap: summariseSnap(network.graph, snap ?? nearest, carriageway),
    crossing: nearestCrossing(network.graph, network.index, [query.lon, query.lat]),
    network: { id: network.graph.id, provenance: network.graph.provenance },
    query,
  })

  const obstacle = obstacleAt(asked)
  if (obstacle || !snap) return answer(obstacle ?? placeStatus('too-far-from-road'))

  const reached = reachedFrom(context, query, demands, flooded, joined)
  const found = reached.some(({ eligible }) => eligible)
  return answer(placeStatus(found ? 'answered' : 'none-in-reach'), reached)
}

/**
 * Closed segments that the ranking would drive over if nothing were closed: where there are none, the
 * closures change nothing in it.
 */
export const closedOnTheWays = (context: NearestContext, query: NearestQuery): Set<number> => {
  const { closures } = context
  if (!closures) return new Set()
  const open = { ...context, closures: null, floods: NO_WATER }
  const joined = joinedAt(open, query)
  const flooded = floodsBefore(open.facilities, open.floods)
  const reached = reachedFrom(open, query, demandsOf(open, query), flooded, joined)
  const driven = reached.filter(({ eligible }) => eligible).flatMap(({ edges }) => edges)
  const segments = [
    ...(joined.snap ? [joined.snap.segment] : []),
    ...driven.map((edge) => edge >> 1),
  ]
  return new Set(segments.filter((segment) => closures[segment] === 1))
}

export const turnoutSecondsOf = (properties: Properties<ResourceDeclaration>): number => {
  const turnout = properties.turnoutSeconds
  return typeof turnout === 'number' ? turnout : 0
}

const summariseSnap = (
  graph: RoadGraph,
  snap: Snap | null,
  carriageway: Carriageway | null,
): SnapSummary | null =>
  snap && {
    longitude: snap.longitude,
    latitude: snap.latitude,
    distanceMetres: rounded(snap.distanceMetres),
    roadName: graph.names[graph.segmentName[snap.segment]!]!,
    roadRef: graph.names[graph.segmentRef[snap.segment]!]!,
    roadClass: ROAD_CLASS_NAMES[graph.segmentClass[snap.segment]!]!,
    ...(carriageway && { carriageway }),
  }

/** Tenths, as finely as times are known. */
const rounded = (value: number): number => Math.round(value * 10) / 10

/** Whether somebody is there, and how many of the shift. */
const dutyNow = (properties: Properties<ResourceDeclaration>, instant: Date) => {
  const { isOn, crew } = dutyAt(properties, instant)
  return { onDuty: isOn, ...(isOn && crew !== null && { crewOnDuty: crew }) }
}

const describeReached = (
  asked: Asked,
  reached: readonly ReachedFacility[],
): Pick<AnswerCore, 'features' | 'routes' | 'passedOver' | 'passedOverMore'> => {
  const { query, demands, snap } = asked
  const features: NearestFeature[] = []
  const routes: RouteFeature[] = []
  const passedOver: PassedOver[] = []
  for (const each of reached) {
    const feature = asked.featureAt(each.facility)
    if (!each.eligible || !snap) {
      passedOver.push(describePassedOver(asked, feature, each))
      continue
    }
    const rank = features.length + 1
    const route = describeRoute(asked, each, snap, rank)
    const { position, snap: resourceSnap } = asked.facilities.points[each.point]!
    routes.push(route)
    features.push({
      type: 'Feature',
      id: feature.id,
      geometry: feature.geometry,
      properties: {
        ...feature.properties,
        name: String(feature.properties.name),
        nameEn: feature.properties.nameEn as string | null,
        ...('dutyPattern' in feature.properties && dutyNow(feature.properties, demands.instant)),
        rank,
        arrivalSeconds: toSeconds(each.arrivalDeciseconds),
        turnoutSeconds: turnoutSecondsOf(feature.properties),
        travelSeconds: toSeconds(each.travelDeciseconds),
        accessSeconds: toSeconds(each.accessDeciseconds),
        distanceMetres: route.properties.distanceMetres,
        walkMetres: rounded(resourceSnap.distanceMetres + snap.distanceMetres),
        walkFromResourceMetres: rounded(resourceSnap.distanceMetres),
        walkToPlaceMetres: rounded(snap.distanceMetres),
        straightMetres: rounded(haversineMetres(position[0], position[1], query.lon, query.lat)),
      },
    })
  }
  const isFull = features.length === query.k
  return {
    features,
    routes: { type: 'FeatureCollection', features: routes },
    passedOver: passedOver.slice(0, NEAREST_LIMITS.mostPassedOver),
    passedOverMore: isFull ? Math.max(0, passedOver.length - NEAREST_LIMITS.mostPassedOver) : null,
  }
}

const reasonsNow = (
  { sent, demands, flooded, query }: Asked,
  { id, properties }: ResourceFeature<ResourceDeclaration>,
  { facility, point }: ReachedFacility,
): Reason[] => {
  const out = sent.get(id)
  const flood = flooded.isCutOff(facility) ? flooded.at(point) : null
  return [
    ...(out ? [sentReason(out, new Date(query.at))] : []),
    ...(flood ? [floodedReason(flood.water.name)] : []),
    ...reasonsAgainst(properties, demands),
  ]
}

const describePassedOver = (
  asked: Asked,
  feature: ResourceFeature<ResourceDeclaration>,
  reached: ReachedFacility,
): PassedOver => ({
  id: feature.id,
  name: String(feature.properties.name),
  nameEn: feature.properties.nameEn as string | null,
  geometry: feature.geometry,
  arrivalSeconds: toSeconds(reached.arrivalDeciseconds),
  reasons: reasonsNow(asked, feature, reached),
})

const describeRoute = (
  { network, featureAt, facilities, query }: Asked,
  { facility, edges, point, travelDeciseconds }: ReachedFacility,
  place: Snap,
  rank: number,
): RouteFeature => {
  const facilityPoint = facilities.points[point]!
  const { coordinates, distanceMetres, roads } = routeAlong(
    network.graph,
    edges,
    fractionAlong(edges[0]!, facilityPoint.snap),
    fractionAlong(edges.at(-1)!, place),
  )
  const ends: LonLat[] = [facilityPoint.position, ...coordinates, [query.lon, query.lat]]
  return {
    type: 'Feature',
    id: `route-${rank}`,
    geometry: { type: 'LineString', coordinates: ends.map(([x, y]) => [x, y]) },
    properties: {
      featureId: featureAt(facility).id,
      rank,
      travelSeconds: toSeconds(travelDeciseconds),
      distanceMetres: rounded(distanceMetres),
      roads: roads.map((road) => ({ ...road, lengthMetres: rounded(road.lengthMetres) })),
    },
  }
}
