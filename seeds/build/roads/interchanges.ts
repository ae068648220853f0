/** Where expressways meet each other and other roads: junctions with ramps, and toll gates beside them. */
import type { InterchangeFact } from '../facts.ts'
import {
  alongAt,
  type Carriageway,
  type ElevatedNetwork,
  type Expressway,
} from './elevated-network.ts'
import type { Land } from './land.ts'
import { between, metresBetween, moved, type Point, toPoint } from './plane.ts'
import { curve, type Polyline, placeAlong } from './polyline.ts'
import { createRoad } from './road.ts'

/** Ramps begin and end this far before and after the gate, along the expressway. */
const REACHES_METRES = [480, 380, 300]
/** Distances of the gate from the middle line, tried in turn. */
const GATE_METRES = [330, 260, 420, 520, 640]
/** How far ramps swing out, on the gate's side and round the far side. */
const SWING_METRES = { near: 60, far: 95 } as const
const TOLL_CURVE_STEPS = 10
const WATER_METRES = 12

interface Ramp {
  /** Nodes of the carriageways; null stands for the gate. */
  readonly from: number | null
  readonly to: number | null
  readonly line: Polyline
}

interface TollLayout {
  readonly gate: Point
  readonly ramps: readonly Ramp[]
}

interface Attempt {
  readonly side: 1 | -1
  readonly gateMetres: number
  readonly reachMetres: number
}

const attempts = (preferred: 1 | -1): Attempt[] =>
  REACHES_METRES.flatMap((reachMetres) =>
    ([preferred, -preferred] as (1 | -1)[]).flatMap((side) =>
      GATE_METRES.map((gateMetres) => ({ side, gateMetres, reachMetres })),
    ),
  )

/** Left (1) or right (-1) of the middle line: where the nearest town lies. */
const sideOfTown = (land: Land, at: Point, direction: Point): 1 | -1 => {
  const seats = land.facts.towns.map(({ seat }) => toPoint(seat))
  const distances = seats.map((seat) => metresBetween(seat, at))
  const seat = seats[distances.indexOf(Math.min(...distances))]!
  const cross = direction.x * (seat.y - at.y) - direction.y * (seat.x - at.x)
  return cross >= 0 ? 1 : -1
}

/** @throws Error when every layout that is tried would touch water. */
export const layOutToll = (
  land: Land,
  expressway: Expressway,
  toll: InterchangeFact,
): TollLayout => {
  const along = alongAt(expressway, toll)
  const { at, direction } = placeAlong(expressway.course.line, along)
  for (const attempt of attempts(sideOfTown(land, at, direction))) {
    const { side, gateMetres, reachMetres } = attempt
    const gate = moved(at, direction, 0, side * gateMetres)
    const before = expressway.offDeck(along - reachMetres)
    const after = expressway.offDeck(along + reachMetres)
    const near = side === -1 ? expressway.forward : expressway.backward
    const far = side === -1 ? expressway.backward : expressway.forward
    const [nearStart, nearEnd] = near.isForward ? [before, after] : [after, before]
    const sign = near.isForward ? 1 : -1
    const swing = (share: number, left: number): Point =>
      moved(at, direction, reachMetres * share * sign, left)
    const nearSwing = (share: number): Point => swing(share, side * SWING_METRES.near)
    const farSwing = (share: number): Point => swing(share, -side * SWING_METRES.far)
    const plan = [
      { carriageway: near, along: nearStart, isExit: true, control: nearSwing(-0.3) },
      { carriageway: near, along: nearEnd, isExit: false, control: nearSwing(0.3) },
      { carriageway: far, along: nearEnd, isExit: true, control: farSwing(0.15) },
      { carriageway: far, along: nearStart, isExit: false, control: farSwing(-0.15) },
    ]
    const lines = plan.map(({ along: metres, control }) =>
      curve(placeAlong(expressway.course.line, metres).at, control, gate, TOLL_CURVE_STEPS),
    )
    const isOnLand = lines.every((line) => land.obstacles.isLineClear(line, WATER_METRES))
    if (!isOnLand || !land.grid.isFree(gate)) continue
    return {
      gate,
      ramps: plan.map(({ carriageway, along: metres, isExit }, i) => {
        const node = carriageway.nodeAt(metres)
        const line = lines[i]!
        return isExit
          ? { from: node, to: null, line }
          : { from: null, to: node, line: [...line].reverse() }
      }),
    }
  }
  throw new Error(`no room for the toll gate ${toll.nameZh}`)
}

/** Ramps leave and join this far from the middle: right turns outside of left turns. */
const REACH_METRES = { right: 820, left: 520 } as const
/** Left turns pass this share of the way from the middle to the outside of their curve. */
const LEFT_SWING = 0.12
const JUNCTION_CURVE_STEPS = 12

interface Approach {
  readonly expressway: Expressway
  readonly carriageway: Carriageway
  /** Direction of travel. */
  readonly direction: Point
  readonly along: number
}

const approachesOf = (expressway: Expressway, junction: InterchangeFact): Approach[] => {
  const along = alongAt(expressway, junction)
  const { direction } = placeAlong(expressway.course.line, along)
  const backwards = { x: -direction.x, y: -direction.y }
  return [
    { expressway, carriageway: expressway.forward, direction, along },
    { expressway, carriageway: expressway.backward, direction: backwards, along },
  ]
}

const nodeBeyond = ({ expressway, carriageway, along }: Approach, metres: number): number =>
  carriageway.nodeAt(expressway.offDeck(along + (carriageway.isForward ? metres : -metres)))

const addRamp = (
  network: ElevatedNetwork,
  from: Approach,
  to: Approach,
  middle: Point,
  name: string,
): void => {
  const turn = from.direction.x * to.direction.y - from.direction.y * to.direction.x
  const isRight = turn < 0
  const reach = isRight ? REACH_METRES.right : REACH_METRES.left
  const start = nodeBeyond(from, -reach)
  const end = nodeBeyond(to, reach)
  const [a, b] = [network.points[start]!, network.points[end]!]
  const control = isRight ? middle : between(middle, between(a, b, 0.5), -LEFT_SWING)
  const road = createRoad('ramp', name, { isOneWay: true })
  network.addSegment(start, end, curve(a, control, b, JUNCTION_CURVE_STEPS), road)
}

/** Adds the ramps of a junction. */
export const junctionRamps = (
  network: ElevatedNetwork,
  one: Expressway,
  other: Expressway,
  junction: InterchangeFact,
): void => {
  const middle = toPoint(junction.place)
  const name = `${junction.nameZh}匝道`
  const ones = approachesOf(one, junction)
  const others = approachesOf(other, junction)
  for (const a of ones) {
    for (const b of others) {
      addRamp(network, a, b, middle, name)
      addRamp(network, b, a, middle, name)
    }
  }
}
