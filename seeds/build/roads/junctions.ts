/** Junctions of two expressways: a ramp for each of the eight movements. */
import type { InterchangeFact } from '../facts.ts'
import type { Carriageway, ElevatedNetwork } from './elevated-network.ts'
import { alongAt, type Expressway } from './expressway.ts'
import { between, type Point, toPoint } from './plane.ts'
import { curve, placeAlong } from './polyline.ts'
import { createRoad } from './road.ts'

/** Ramps leave and join this far from the middle: right turns outside of left turns. */
const REACH_METRES = { right: 820, left: 520 } as const
/** Left turns pass this share of the way from the middle to the outside of their curve. */
const LEFT_SWING = 0.12
const CURVE_STEPS = 12

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
  return [
    { expressway, carriageway: expressway.forward, direction, along },
    {
      expressway,
      carriageway: expressway.backward,
      direction: { x: -direction.x, y: -direction.y },
      along,
    },
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
  network.addSegment(start, end, curve(a, control, b, CURVE_STEPS), road)
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
