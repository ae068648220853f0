/** Villages: the lanes inside them, and the roads between them and to the town beside them. */
import { ACCESS, ACCESS_ALL } from '../../../server/network/draft.ts'
import { numberBetween, type Random, randomOf } from '../random.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { metresByRoad } from './ground-network.ts'
import type { Land } from './land.ts'
import { smoothNoise } from './noise.ts'
import { between, directionOf, metresBetween, moved, type Point, toPoint } from './plane.ts'
import { densified, type Polyline, piecesOf } from './polyline.ts'
import { createRoad, nameBetween, numberedRef, type Road } from './road.ts'
import { gabrielNeighbours } from './spatial-hash.ts'
import { runsBeside } from './streets.ts'

/** Lanes each way by the number of people. */
const LANES: readonly { readonly upTo: number; readonly across: number; readonly along: number }[] =
  [
    { upTo: 350, across: 3, along: 3 },
    { upTo: 650, across: 3, along: 4 },
    { upTo: 1100, across: 4, along: 4 },
    { upTo: 1700, across: 4, along: 5 },
    { upTo: Number.POSITIVE_INFINITY, across: 5, along: 6 },
  ]
const SPACING_METRES = { from: 70, to: 120 } as const
const SHAKE_METRES = 7
const MOST_TURNED_DEGREES = 14
const LANE_KPH = 20
const MISSING = 0.12
/** Villages whose lanes are too narrow for lorries. */
const NARROW_SHARE = 0.07
const WATER_METRES = 30
const LANE_BESIDE_METRES = 40
const EXPRESSWAY_METRES = 60

export interface Village {
  readonly settlement: Settlement
  readonly place: Point
  /** Vertices of its lanes. */
  readonly vertices: readonly number[]
}

const positionsOf = (random: Random, count: number): number[] => {
  const steps = Array.from({ length: count - 1 }, () =>
    numberBetween(random, SPACING_METRES.from, SPACING_METRES.to),
  )
  const half = steps.reduce((sum, step) => sum + step, 0) / 2
  const positions = [-half]
  for (const step of steps) positions.push(positions.at(-1)! + step)
  return positions
}

/** Crossings of a village's lanes, in rows. */
const lanesOf = (random: Random, settlement: Settlement): Point[][] => {
  const size = LANES.find(({ upTo }) => settlement.people < upTo)!
  const turn = (numberBetween(random, -1, 1) * MOST_TURNED_DEGREES * Math.PI) / 180
  const isTurned = random() < 0.5
  const east = positionsOf(random, isTurned ? size.across : size.along)
  const north = positionsOf(random, isTurned ? size.along : size.across)
  const centre = toPoint([settlement.longitude, settlement.latitude])
  const direction = { x: Math.cos(turn), y: Math.sin(turn) }
  return north.map((y) =>
    east.map((x) =>
      moved(
        centre,
        direction,
        x + numberBetween(random, -SHAKE_METRES, SHAKE_METRES),
        y + numberBetween(random, -SHAKE_METRES, SHAKE_METRES),
      ),
    ),
  )
}

/** Bits of ACCESS of a village's road. */
const accessOf = (random: Random): number =>
  random() < NARROW_SHARE ? ACCESS_ALL & ~ACCESS.lorry : ACCESS_ALL

const buildLanes = (land: Land, settlement: Settlement): Village => {
  const random = randomOf(`lanes ${settlement.id}`)
  const rows = lanesOf(random, settlement)
  const road = createRoad('village', `${settlement.nameZh}巷道`, {
    kph: LANE_KPH,
    access: accessOf(random),
  })
  const centre = toPoint([settlement.longitude, settlement.latitude])
  const isAllowed = (a: Point, b: Point): boolean =>
    land.obstacles.isClear(a, b, WATER_METRES) &&
    land.obstacles.minorRiverCrossed(a, b) === null &&
    // No lanes beyond a canal that the village does not reach across.
    land.obstacles.isClear(a, centre, 0) &&
    !land.expressways.isNear(a, b, EXPRESSWAY_METRES) &&
    !runsBeside(land, a, b, LANE_BESIDE_METRES, (edge) => edge.road.name !== road.name)
  const vertices = new Set<number>()
  const addLink = (a: Point, b: Point): void => {
    if (random() < MISSING || !isAllowed(a, b)) return
    for (const vertex of land.builder.addLine([a, b], road)) vertices.add(vertex)
  }
  rows.forEach((row, y) => {
    row.forEach((point, x) => {
      const east = row[x + 1]
      const north = rows[y + 1]?.[x]
      if (east) addLink(point, east)
      if (north) addLink(point, north)
    })
  })
  if (vertices.size === 0) {
    // Roads on all sides left no room for lanes: the village lies along one of them.
    const near = land.network.nearestVertex(centre, 2 * SPACING_METRES.to)
    vertices.add(near ?? land.network.vertexAt(centre))
  }
  return { settlement, place: centre, vertices: [...vertices] }
}

/** Lanes of all villages. */
export const buildVillages = (land: Land, settlements: readonly Settlement[]): Village[] =>
  settlements.filter(({ kind }) => kind === 'village').map((each) => buildLanes(land, each))

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
        { ref: numberedRef('C', number), access: accessOf(random) },
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
