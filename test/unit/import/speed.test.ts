import { expect, test } from 'vitest'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { freeFlowKph, parseMaxspeed, readSpeedLimit } from '../../../server/import/osm/speed.ts'
import { Tally } from '../../../server/import/osm/tally.ts'

test.each([
  ['50', 50],
  ['50 km/h', 50],
  ['62.5', 62.5],
  ['30 mph', 48.280_32],
  ['30mph', 48.280_32],
  ['none', 130],
  ['walk', 7],
  ['CN:urban', 50],
  ['CN:rural', 70],
  ['DE:rural', 100],
  ['DE:motorway', 130],
  ['RO:urban', 50],
  ['RO:motorway', 130],
  ['GB:nsl_single', 96.560_64],
  ['de:zone:30', 30],
  ['CH:zone30', 30],
  ['XX:motorway', 120],
  ['50;80', 50],
  ['80; 50', 50],
  ['signals;60', 60],
])('maxspeed=%s is %d km/h', (value, kph) => {
  expect(parseMaxspeed(value)).toBeCloseTo(kph, 6)
})

test.each(['signals', 'variable', 'default'])('maxspeed=%s states no figure', (value) => {
  expect(parseMaxspeed(value)).toBe('unstated')
})

test.each(['', '0', '-50', '999', '5 knots', 'fast', 'constructor', 'CN:teleport'])(
  'maxspeed=%s is not understood',
  (value) => {
    expect(parseMaxspeed(value)).toBeNull()
  },
)

test('each direction has its own limit before the common one', () => {
  const tags = { maxspeed: '60', 'maxspeed:backward': '40' }
  expect(readSpeedLimit(tags, 'forward', new Tally())).toBe(60)
  expect(readSpeedLimit(tags, 'backward', new Tally())).toBe(40)
})

test('a zone code elsewhere serves where maxspeed is missing', () => {
  expect(readSpeedLimit({ 'source:maxspeed': 'CN:urban' }, 'forward', new Tally())).toBe(50)
  expect(readSpeedLimit({ 'source:maxspeed': 'sign' }, 'forward', new Tally())).toBeNull()
})

test('what is not understood is counted, what states no figure is not', () => {
  const tally = new Tally()
  expect(readSpeedLimit({ maxspeed: 'fast' }, 'forward', tally)).toBeNull()
  expect(readSpeedLimit({ maxspeed: 'signals' }, 'forward', tally)).toBeNull()
  expect(tally.count('maxspeedUnknown')).toBe(1)
})

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
