/** County and town roads between neighbouring towns, and from bridges to the nearest road. */
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import type { Town } from '../facts.ts'
import type { Land } from './land.ts'
import { minorCrossings } from './main-roads.ts'
import { metresBetween, toPoint } from './plane.ts'
import { gabrielNeighbours } from './proximity-graph.ts'
import { createRoad, type Road } from './road.ts'
import { nameBetween, numberedRef } from './road-names.ts'

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
