/** Village roads: between neighbouring villages, and from the outermost to the town beside them. */
import { randomOf } from '../random.ts'
import type { Land } from './land.ts'
import { smoothNoise } from './noise.ts'
import { between, directionOf, metresBetween, moved, type Point } from './plane.ts'
import { densified, type Polyline, piecesOf } from './polyline.ts'
import { gabrielNeighbours } from './proximity-graph.ts'
import { metresByRoad } from './reach.ts'
import { createRoad, type Road } from './road.ts'
import { nameBetween, numberedRef } from './road-names.ts'
import { runsBeside } from './streets.ts'
import { accessOf, type Village } from './villages.ts'

const NEIGHBOUR_METRES = 4000
/** Neighbours who are not the closest of all get a road of their own only sometimes. */
const SECOND_CHOICE_SHARE = 0.08
/** A way that exists is good enough up to this detour. */
const GOOD = { detour: 1.6, extraMetres: 150 } as const
/** Share of the village roads over a small river or under an expressway that are built. */
const STRUCTURE_SHARE = 0.18
const LONGEST_DETOUR = 2
/** How a road strays from the straight line; not at its ends. */
const WANDER = {
  stepMetres: 90,
  metres: 110,
  waveMetres: 800,
  taperMetres: 300,
  seed: 909,
} as const
const WATER_METRES = 30
const EXPRESSWAY_METRES = 60
const PASSING_SINE = 0.6
const BESIDE_METRES = 45
/** At both ends a road may run beside the lanes that it comes from. */
const FREE_END_METRES = 200
const TOWN_METRES = 1200

const nearestOf = (land: Land, vertices: readonly number[], place: Point): number => {
  const distances = vertices.map((vertex) => metresBetween(land.network.points[vertex]!, place))
  return vertices[distances.indexOf(Math.min(...distances))]!
}

/** A gently winding line that starts and ends exactly at two places. */
const windingLine = (a: Point, b: Point): Point[] => {
  const straight = densified([a, b], WANDER.stepMetres)
  const length = metresBetween(a, b)
  const direction = directionOf(a, b)
  return straight.map((point, i) => {
    const along = (i / (straight.length - 1)) * length
    const { metres, waveMetres, taperMetres, seed } = WANDER
    const taper = Math.min(1, along / taperMetres, (length - along) / taperMetres)
    return moved(point, direction, 0, smoothNoise(point, waveMetres, seed) * metres * taper)
  })
}

/** True where a straight road passes over open land and doubles no other road. */
const canBeBuilt = (land: Land, line: Polyline): boolean => {
  const [start, end] = [line[0]!, line.at(-1)!]
  return piecesOf(line).every(([a, b]) => {
    if (!land.obstacles.isClear(a, b, WATER_METRES)) return false
    if (land.expressways.runsAlong(a, b, EXPRESSWAY_METRES, PASSING_SINE)) return false
    const isFreeEnd =
      metresBetween(b, start) < FREE_END_METRES || metresBetween(a, end) < FREE_END_METRES
    return isFreeEnd || !runsBeside(land, a, b, BESIDE_METRES, () => true)
  })
}

/** A bridge or an underpass is more than most villages can pay for. */
const isAffordable = (land: Land, line: Polyline, road: Road): boolean => {
  const pieces = piecesOf(line)
  const needsStructure =
    pieces.some(([a, b]) => land.obstacles.minorRiverCrossed(a, b) !== null) ||
    pieces.some(([a, b]) => land.expressways.isNear(a, b, EXPRESSWAY_METRES))
  return !needsStructure || randomOf(`structure ${road.name}`)() < STRUCTURE_SHARE
}

/** Joins two vertices: straight on where the land allows it, else round what is in the way. */
const join = (land: Land, from: number, to: number, road: Road, isNeeded: boolean): boolean => {
  const [start, end] = [land.network.points[from]!, land.network.points[to]!]
  const straight = metresBetween(start, end)
  const limit = straight * GOOD.detour + GOOD.extraMetres
  if (metresByRoad(land.network, from, to, limit) <= limit) return false
  const line = windingLine(start, end)
  if (!isAffordable(land, line, road)) return false
  if (canBeBuilt(land, line)) {
    land.builder.addLine(line, road)
    return true
  }
  if (!isNeeded) return false
  const target = land.grid.cellAt(end)
  const cells = land.finder.find({
    sources: [land.grid.cellAt(start)],
    isTarget: (cell) => cell === target,
    aim: { at: end, radiusMetres: land.grid.cellMetres * 2 },
    longestMetres: straight * LONGEST_DETOUR,
  })
  return cells !== null && land.builder.buildAlong(cells, road, from) > 0
}

const isBuiltUp = (land: Land, place: Point): boolean =>
  land.areas.some((area) => area.depthMetres(place) > 0)

const joinVillages = (land: Land, villages: readonly Village[]): void => {
  const pairs = gabrielNeighbours(
    villages.map(({ place }) => place),
    NEIGHBOUR_METRES,
  )
  let number = 1
  for (const isRelative of [true, false]) {
    for (const pair of pairs) {
      if (pair.isRelative !== isRelative) continue
      const [a, b] = [villages[pair.a]!, villages[pair.b]!]
      // On either side of a town: both have ways into it.
      if (isBuiltUp(land, between(a.place, b.place, 0.5))) continue
      const random = randomOf(`way ${a.settlement.id} ${b.settlement.id}`)
      if (!isRelative && random() > SECOND_CHOICE_SHARE) continue
      const road = createRoad(
        'village',
        `${nameBetween(a.settlement.nameZh, b.settlement.nameZh)}村道`,
        {
          ref: numberedRef('C', number),
          access: accessOf(random),
        },
      )
      const from = nearestOf(land, a.vertices, b.place)
      const to = nearestOf(land, b.vertices, a.place)
      if (join(land, from, to, road, isRelative)) number++
    }
  }
}

/** Villages at the edge of a town get a way into its streets. */
const joinTowns = (land: Land, villages: readonly Village[]): void => {
  const isStreet = (vertex: number): boolean =>
    land.network.edgesAt(vertex).some((id) => {
      const { roadClass } = land.network.edges[id]!.road
      return roadClass === 'street' || roadClass === 'arterial'
    })
  for (const { settlement, place, vertices } of villages) {
    const street = land.network.nearestVertex(place, TOWN_METRES, isStreet)
    if (street === null) continue
    const from = nearestOf(land, vertices, land.network.points[street]!)
    join(land, from, street, createRoad('village', `${settlement.nameZh}进城路`), true)
  }
}

export const buildVillageRoads = (land: Land, villages: readonly Village[]): void => {
  joinVillages(land, villages)
  joinTowns(land, villages)
}
