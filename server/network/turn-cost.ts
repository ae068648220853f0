/**
 * What a turn costs. Figures are assumptions in the range of control delays at small junctions
 * (those of the region have not been measured); leaving turns out altogether is known to make travel times
 * look too good by a sixth at the median. China drives on the right, so a left turn crosses traffic.
 */
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../data/road-class.ts'

export const TURN_DECISECONDS = {
  straight: 0,
  right: 20,
  left: 50,
  uTurn: 200,
  /** Turning round where the road ends needs no gap in the traffic. */
  uTurnAtDeadEnd: 100,
  /** Added on crossing or joining a more important road. */
  giveWay: 30,
  /** Waiting for a ferry and driving onto it. */
  boarding: 3000,
} as const

/** Up to this change of bearing a driver goes straight on. */
const STRAIGHT_DEGREES = 35
const FULL_CIRCLE_DEGREES = 360
const HALF_CIRCLE_DEGREES = 180

const RANK_BY_CLASS_INDEX = ROAD_CLASS_NAMES.map((name) => ROAD_CLASSES[name].rank)
const CONTROLLED_BY_CLASS_INDEX = ROAD_CLASS_NAMES.map(
  (name) => ROAD_CLASSES[name].controlledAccess,
)
const FERRY_CLASS_INDEX = ROAD_CLASS_NAMES.indexOf('ferry')

export interface Turn {
  /** Bearing on arriving at the junction and on leaving it, degrees clockwise from north. */
  arrivingBearing: number
  leavingBearing: number
  /** Indexes into ROAD_CLASS_NAMES. */
  fromClass: number
  toClass: number
  /** Most important class among the other roads at the junction, -1 where there is none. */
  crossingClass: number
  isUTurn: boolean
}

/** Change of direction in (−180, 180], positive to the right. */
export const turnAngleDegrees = (arrivingBearing: number, leavingBearing: number): number => {
  const change = (leavingBearing - arrivingBearing) % FULL_CIRCLE_DEGREES
  if (change > HALF_CIRCLE_DEGREES) return change - FULL_CIRCLE_DEGREES
  return change <= -HALF_CIRCLE_DEGREES ? change + FULL_CIRCLE_DEGREES : change
}

/** Tenths of a second that a turn takes, or `null` where it is not allowed. */
export const turnCostDeciseconds = (turn: Turn): number | null => {
  const { fromClass, toClass, crossingClass } = turn
  const controlled = CONTROLLED_BY_CLASS_INDEX[fromClass]! || CONTROLLED_BY_CLASS_INDEX[toClass]!
  if (turn.isUTurn) {
    if (controlled) return null
    return crossingClass < 0 ? TURN_DECISECONDS.uTurnAtDeadEnd : TURN_DECISECONDS.uTurn
  }
  if (toClass === FERRY_CLASS_INDEX && fromClass !== FERRY_CLASS_INDEX)
    return TURN_DECISECONDS.boarding
  // Ramps and carriageways part and meet without crossing; a road's own bend is no turn.
  if (controlled || crossingClass < 0) return TURN_DECISECONDS.straight
  const angle = turnAngleDegrees(turn.arrivingBearing, turn.leavingBearing)
  const fromRank = RANK_BY_CLASS_INDEX[fromClass]!
  const crossesBetterRoad = RANK_BY_CLASS_INDEX[crossingClass]! < fromRank
  if (Math.abs(angle) <= STRAIGHT_DEGREES) {
    return crossesBetterRoad ? TURN_DECISECONDS.giveWay : TURN_DECISECONDS.straight
  }
  const giveWay = RANK_BY_CLASS_INDEX[toClass]! < fromRank ? TURN_DECISECONDS.giveWay : 0
  return giveWay + (angle > 0 ? TURN_DECISECONDS.right : TURN_DECISECONDS.left)
}
