/** County and town roads: between neighbouring towns, from bridges and to the larger villages. */
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import type { Town } from '../facts.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { metresByRoad } from './ground-network.ts'
import type { Land } from './land.ts'
import { minorCrossings } from './main-roads.ts'
import { metresBetween, type Point, toPoint } from './plane.ts'
import { createRoad, nameBetween, numberedRef, type Road } from './road.ts'
import { gabrielNeighbours, SpatialHash } from './spatial-hash.ts'

const NEIGHBOUR_METRES = 26_000
/** Towns are joined unless the way is so much longer than the straight line. */
const LONGEST_DETOUR = 1.8
/** Roads begin in the built-up area round a seat, at most this far from it. */
const SEAT_METRES = 1500
const FARTHEST_JOINING_METRES = 15_000
const TOWN_SUFFIX = /(街道|镇|乡)$/

const shortName = ({ nameZh }: Town): string => nameZh.replace(TOWN_SUFFIX, '')

/** Cells round a town's seat that roads pass. */
const roadCellsOf = (land: Land, town: Town): Set<number> => {
  const seat = toPoint(town.seat)
  const around = land.grid.cellsNear(seat, seat, SEAT_METRES)
  const area = land.areas.find(({ towns }) => towns.some(({ code }) => code === town.code))
  const withRoad = around.filter((cell) => land.finder.roadVertex[cell]! >= 0)
  const inside = withRoad.filter(
    (cell) => (area?.depthMetres(land.grid.centreOf(cell)) ?? 0) > -land.grid.cellMetres,
  )
  return new Set(inside.length > 0 ? inside : withRoad)
}

const joinTowns = (land: Land, a: Town, b: Town, road: Road): boolean => {
  const targets = roadCellsOf(land, b)
  const at = toPoint(b.seat)
  const straight = metresBetween(toPoint(a.seat), at)
  const cells = land.finder.find({
    sources: roadCellsOf(land, a),
    isTarget: (cell) => targets.has(cell),
    aim: { at, radiusMetres: SEAT_METRES },
    longestMetres: straight * LONGEST_DETOUR,
  })
  return cells !== null && land.builder.buildAlong(cells, road) > 0
}

/** County roads between the seats that are neighbours. */
export const buildTownLinks = (land: Land): void => {
  const { towns } = land.facts
  const pairs = gabrielNeighbours(
    towns.map(({ seat }) => toPoint(seat)),
    NEIGHBOUR_METRES,
  )
  let number = 1
  // Closest neighbours first: roads between others then use theirs.
  for (const { a, b } of [...pairs].sort((p, q) => Number(q.isRelative) - Number(p.isRelative))) {
    const [townA, townB] = [towns[a]!, towns[b]!]
    const name = `${nameBetween(shortName(townA), shortName(townB))}线`
    const road = createRoad('county', name, { ref: numberedRef('X', number) })
    if (joinTowns(land, townA, townB, road)) number++
  }
}

/** Leads a road from a vertex to the nearest road of a class at least as good as `worst`. */
export const joinToNearestRoad = (
  land: Land,
  vertex: number,
  road: Road,
  worst: Road['roadClass'] = 'town',
  isOwn: (vertex: number) => boolean = (other) => other === vertex,
): boolean => {
  const { network, finder, grid } = land
  const source = grid.cellAt(network.points[vertex]!)
  const isGood = (other: number): boolean =>
    network
      .edgesAt(other)
      .some(
        (edge) =>
          ROAD_CLASSES[network.edges[edge]!.road.roadClass].rank <= ROAD_CLASSES[worst].rank,
      )
  const cells = finder.find({
    sources: [source],
    isTarget: (cell) => {
      const other = finder.roadVertex[cell]!
      return other >= 0 && !isOwn(other) && isGood(other)
    },
    aim: null,
    longestMetres: FARTHEST_JOINING_METRES,
  })
  if (!cells) return false
  land.builder.buildAlong(cells, road, vertex)
  return true
}

/** Bridges that no road between towns took are joined to the nearest roads on both banks. */
export const joinBridges = (land: Land): void => {
  const { network } = land
  for (const crossing of minorCrossings(land)) {
    const name = `${crossing.nameZh}接线`
    const isOwn = (vertex: number): boolean =>
      network.edgesAt(vertex).every((edge) => {
        const road = network.edges[edge]!.road.name
        return road === name || road === crossing.nameZh
      })
    for (let vertex = 0; vertex < network.points.length; vertex++) {
      const edges = network.edgesAt(vertex)
      if (edges.length !== 1 || network.edges[edges[0]!]!.road.name !== name) continue
      joinToNearestRoad(land, vertex, createRoad(crossing.roadClass, name), 'town', isOwn)
    }
  }
}

/** Larger villages with a town road: this far from each other and from the towns' seats. */
const SPACING_METRES = 3000
const REACH_METRES = 9000
/** A road this close to a seat or a village is theirs. */
const HUB_SEAT_METRES = 1200
const VILLAGE_METRES = 100
/** Roads that are there already are good enough up to this detour. */
const GOOD_DETOUR = 1.5
interface Hub {
  readonly name: string
  readonly place: Point
  readonly vertex: number
}

/** The road that is nearest to a seat, or in a village's cell; a new vertex where there is none. */
const hubVertexAt = (land: Land, place: Point, reachMetres: number): number => {
  const { finder, network, grid } = land
  const known = network.nearestVertex(place, reachMetres) ?? finder.roadVertex[grid.cellAt(place)]
  if (known !== undefined && known >= 0) return known
  const vertex = network.vertexAt(place)
  finder.noteRoad([vertex], network.points)
  return vertex
}

/** Seats first, then villages from the largest down, as long as they keep their distance. */
const chooseHubs = (land: Land, villages: readonly Settlement[]): Hub[] => {
  const hubs: Hub[] = []
  const hash = new SpatialHash(SPACING_METRES)
  const add = (name: string, place: Point, reachMetres: number): void => {
    hash.add(hubs.length, place, place)
    hubs.push({ name, place, vertex: hubVertexAt(land, place, reachMetres) })
  }
  for (const { seat, nameZh } of land.facts.towns) add(nameZh, toPoint(seat), HUB_SEAT_METRES)
  const bySize = [...villages].sort((a, b) => b.people - a.people || a.id.localeCompare(b.id))
  for (const village of bySize) {
    const place = toPoint([village.longitude, village.latitude])
    const isFar = hash
      .near(place, place, SPACING_METRES)
      .every((other) => metresBetween(hubs[other]!.place, place) >= SPACING_METRES)
    if (isFar) add(village.nameZh, place, VILLAGE_METRES)
  }
  return hubs
}

/** Joins seats and larger villages that are relative neighbours, where no good way exists. */
export const buildTownRoads = (land: Land, villages: readonly Settlement[]): void => {
  const hubs = chooseHubs(land, villages)
  let number = 1
  for (const pair of gabrielNeighbours(
    hubs.map(({ place }) => place),
    REACH_METRES,
  )) {
    if (!pair.isRelative) continue
    const [a, b] = [hubs[pair.a]!, hubs[pair.b]!]
    const limit = pair.metres * GOOD_DETOUR
    if (metresByRoad(land.network, a.vertex, b.vertex, limit) <= limit) continue
    const target = land.grid.cellAt(land.network.points[b.vertex]!)
    const cells = land.finder.find({
      sources: [land.grid.cellAt(land.network.points[a.vertex]!)],
      isTarget: (cell) => cell === target,
      aim: { at: b.place, radiusMetres: land.grid.cellMetres * 2 },
      longestMetres: pair.metres * LONGEST_DETOUR,
    })
    if (!cells) continue
    const road = createRoad('town', `${nameBetween(a.name, b.name)}路`, {
      ref: numberedRef('Y', number),
    })
    if (land.builder.buildAlong(cells, road, a.vertex) > 0) number++
  }
}
