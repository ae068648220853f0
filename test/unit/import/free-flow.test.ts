import { expect, test } from 'vitest'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { freeFlowKph } from '../../../server/import/osm/speed.ts'

test('a road with a limit is driven a little below it', () => {
  // The model's 95 %: 120 → 114, 80 → 76.
  expect(freeFlowKph('expressway', false, 120, {})).toBeCloseTo(114)
  expect(freeFlowKph('national', false, 80, {})).toBeCloseTo(76)
})

test('a road without a limit is driven at the default of its class, a link of it slower', () => {
  expect(freeFlowKph('provincial', false, null, {})).toBe(ROAD_CLASSES.provincial.defaultKph)
  expect(freeFlowKph('provincial', true, null, {})).toBeLessThan(ROAD_CLASSES.provincial.defaultKph)
  expect(freeFlowKph('ramp', true, null, {})).toBe(ROAD_CLASSES.ramp.defaultKph)
})

test('a road of a compound is faster than the drive to one door', () => {
  expect(freeFlowKph('service', false, null, {})).toBe(20)
  expect(freeFlowKph('service', false, null, { service: 'driveway' })).toBe(10)
})

test('no sign makes a yard, a track, a loose surface or a play street fast', () => {
  expect(freeFlowKph('service', false, 50, {})).toBe(20)
  expect(freeFlowKph('track', false, 50, {})).toBe(20)
  expect(freeFlowKph('county', false, 80, { surface: 'gravel' })).toBe(30)
  expect(freeFlowKph('street', false, 30, { highway: 'living_street' })).toBe(10)
})
