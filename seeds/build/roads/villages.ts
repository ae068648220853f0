/** Lanes inside the villages. */
import { ACCESS, ACCESS_ALL } from '../../../server/network/draft.ts'
import { numberBetween, type Random, randomOf } from '../random.ts'
import type { Settlement } from '../settlements/settlement.ts'
import type { Land } from './land.ts'
import { moved, type Point, toPoint } from './plane.ts'
import { createRoad } from './road.ts'
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
const BESIDE_METRES = 40
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
export const accessOf = (random: Random): number =>
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
    !runsBeside(land, a, b, BESIDE_METRES, (edge) => edge.road.name !== road.name)
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
