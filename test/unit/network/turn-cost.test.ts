import { expect, test } from 'vitest'
import { ROAD_CLASS_NAMES } from '../../../data/road-class.ts'
import { turnAngleDegrees, turnCostDeciseconds } from '../../../server/network/turn-cost.ts'

const street = ROAD_CLASS_NAMES.indexOf('street')
const national = ROAD_CLASS_NAMES.indexOf('national')
const expressway = ROAD_CLASS_NAMES.indexOf('expressway')
const ferry = ROAD_CLASS_NAMES.indexOf('ferry')
/** Arriving northwards at a junction with another street. */
const northwards = {
  arrivingBearing: 0,
  leavingBearing: 0,
  fromClass: street,
  toClass: street,
  crossingClass: street,
  isUTurn: false,
}

test('angles are signed, right is positive', () => {
  expect(turnAngleDegrees(0, 90)).toBe(90)
  expect(turnAngleDegrees(0, 270)).toBe(-90)
  expect(turnAngleDegrees(350, 10)).toBe(20)
  expect(turnAngleDegrees(10, 350)).toBe(-20)
  expect(turnAngleDegrees(0, 180)).toBe(180)
})

test('left costs more than right, right more than straight on', () => {
  const straight = turnCostDeciseconds(northwards)!
  const right = turnCostDeciseconds({ ...northwards, leavingBearing: 90 })!
  const left = turnCostDeciseconds({ ...northwards, leavingBearing: -90 })!
  const around = turnCostDeciseconds({ ...northwards, leavingBearing: 180, isUTurn: true })!
  expect(straight).toBe(0)
  expect(right).toBeGreaterThan(straight)
  expect(left).toBeGreaterThan(right)
  expect(around).toBeGreaterThan(left)
})

test('crossing a more important road costs waiting, a less important one does not', () => {
  expect(turnCostDeciseconds({ ...northwards, crossingClass: national })).toBeGreaterThan(0)
  expect(turnCostDeciseconds({ ...northwards, fromClass: national, toClass: national })).toBe(0)
})

test('a bend without a junction is no turn', () => {
  expect(turnCostDeciseconds({ ...northwards, leavingBearing: 80, crossingClass: -1 })).toBe(0)
})

test('nobody turns round on an expressway', () => {
  const onExpressway = { ...northwards, fromClass: expressway, toClass: expressway, isUTurn: true }
  expect(turnCostDeciseconds(onExpressway)).toBeNull()
})

test('a ferry is waited for once, on boarding', () => {
  const boarding = { ...northwards, toClass: ferry }
  expect(turnCostDeciseconds(boarding)).toBe(3000)
  expect(turnCostDeciseconds({ ...boarding, fromClass: ferry })).toBe(0)
  expect(turnCostDeciseconds({ ...northwards, fromClass: ferry })).toBe(0)
})
