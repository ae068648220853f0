/** Toll interchanges: four one-way ramps between the two carriageways and one gate beside them. */
import type { InterchangeFact } from '../facts.ts'
import { alongAt, type Expressway } from './expressway.ts'
import type { Land } from './land.ts'
import { metresBetween, moved, type Point, toPoint } from './plane.ts'
import { curve, type Polyline, placeAlong } from './polyline.ts'

/** Ramps begin and end this far before and after the gate, along the expressway. */
const REACHES_METRES = [480, 380, 300]
/** Distances of the gate from the middle line, tried in turn. */
const GATE_METRES = [330, 260, 420, 520, 640]
/** How far ramps swing out, on the gate's side and round the far side. */
const SWING_METRES = { near: 60, far: 95 } as const
const CURVE_STEPS = 10
const WATER_METRES = 12

export interface Ramp {
  /** Nodes of the carriageways; null stands for the gate. */
  readonly from: number | null
  readonly to: number | null
  readonly line: Polyline
}

export interface TollLayout {
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
    const swing = (share: number, left: number): Point =>
      moved(at, direction, reachMetres * share, left)
    const near = side === -1 ? expressway.forward : expressway.backward
    const far = side === -1 ? expressway.backward : expressway.forward
    const [nearStart, nearEnd] = near.isForward ? [before, after] : [after, before]
    const sign = near.isForward ? 1 : -1
    const plan = [
      {
        carriageway: near,
        along: nearStart,
        isExit: true,
        control: swing(-0.3 * sign, side * SWING_METRES.near),
      },
      {
        carriageway: near,
        along: nearEnd,
        isExit: false,
        control: swing(0.3 * sign, side * SWING_METRES.near),
      },
      {
        carriageway: far,
        along: nearEnd,
        isExit: true,
        control: swing(0.15 * sign, -side * SWING_METRES.far),
      },
      {
        carriageway: far,
        along: nearStart,
        isExit: false,
        control: swing(-0.15 * sign, -side * SWING_METRES.far),
      },
    ]
    const lines = plan.map(({ along: metres, control }) =>
      curve(placeAlong(expressway.course.line, metres).at, control, gate, CURVE_STEPS),
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
