import { expect, test } from 'vitest'
import { parseHeightMetres, parseWeightTonnes } from '../../../server/import/osm/access.ts'
import { type OsmWay, valueSet } from '../../../server/import/osm/elements.ts'
import {
  parseDurationSeconds,
  readDirections,
  readRoadWay,
} from '../../../server/import/osm/road-way.ts'
import { Tally } from '../../../server/import/osm/tally.ts'
import { ACCESS, ACCESS_ALL, STRUCTURE } from '../../../server/network/draft.ts'

const BOTH = [true, true]
const FORWARD = [true, false]
const BACKWARD = [false, true]
const NEITHER = [false, false]

test.each<[Record<string, string>, boolean[]]>([
  [{ highway: 'primary' }, BOTH],
  [{ highway: 'primary', oneway: 'yes' }, FORWARD],
  [{ highway: 'primary', oneway: '1' }, FORWARD],
  [{ highway: 'primary', oneway: '-1' }, BACKWARD],
  [{ highway: 'primary', oneway: 'no' }, BOTH],
  [{ highway: 'primary', oneway: 'reversible' }, NEITHER],
  [{ highway: 'primary', oneway: 'alternating' }, BOTH],
  [{ highway: 'motorway' }, FORWARD],
  [{ highway: 'motorway', oneway: 'no' }, BOTH],
  [{ highway: 'motorway_link' }, BOTH],
  [{ highway: 'tertiary', junction: 'roundabout' }, FORWARD],
  [{ highway: 'tertiary', junction: 'circular' }, FORWARD],
  [{ highway: 'tertiary', junction: 'roundabout', oneway: '-1' }, BACKWARD],
  // Exceptions for others leave us bound, exceptions for us free us.
  [{ highway: 'residential', oneway: 'yes', 'oneway:bicycle': 'no' }, FORWARD],
  [{ highway: 'residential', oneway: 'yes', 'oneway:motor_vehicle': 'no' }, BOTH],
  [{ highway: 'residential', 'oneway:motorcar': 'yes' }, FORWARD],
  [{ highway: 'residential', 'vehicle:backward': 'no' }, FORWARD],
  [{ highway: 'residential', 'motor_vehicle:forward': 'no' }, BACKWARD],
  [{ highway: 'residential', 'vehicle:backward': 'no', 'motor_vehicle:backward': 'yes' }, BOTH],
])('%o may be driven forward, backward: %o', (tags, [forward, backward]) => {
  expect(readDirections(tags, new Tally())).toEqual({ forward, backward })
})

test('what is not understood or conditional is counted', () => {
  const tally = new Tally()
  const directions = readDirections(
    { oneway: 'sometimes', 'oneway:conditional': 'yes @ Mo' },
    tally,
  )
  expect(directions).toEqual({ forward: true, backward: true })
  expect(tally.count('onewayUnknown')).toBe(1)
  expect(tally.count('onewayConditional')).toBe(1)
})

test.each<[string, number | null]>([
  ['00:25', 1500],
  ['1:05:30', 3930],
  ['PT1H30M', 5400],
  ['PT45M', 2700],
  ['PT90S', 90],
  ['25', 1500],
  ['0', null],
  ['00:00', null],
  ['PT', null],
  ['5:99', null],
  ['soon', null],
])('a ferry with duration=%s takes %s seconds', (value, seconds) => {
  expect(parseDurationSeconds(value)).toBe(seconds)
})

test.each<[string, number | null]>([
  ['3.8', 3.8],
  ['3.8 m', 3.8],
  // 12 feet 6 inches are 12.5 × 0.3048 m.
  [`12'6"`, 3.81],
  [`13'`, 3.9624],
  ['low', null],
])('maxheight=%s is %s m', (value, metres) => {
  if (metres === null) expect(parseHeightMetres(value)).toBeNull()
  else expect(parseHeightMetres(value)).toBeCloseTo(metres, 6)
})

test.each<[string, number | null]>([
  ['7.5', 7.5],
  ['7.5 t', 7.5],
  ['3500 kg', 3.5],
  ['5 st', 4.535925],
  ['heavy', null],
  ['5 stone', null],
])('maxweight=%s is %s t', (value, tonnes) => {
  if (tonnes === null) expect(parseWeightTonnes(value)).toBeNull()
  else expect(parseWeightTonnes(value)).toBeCloseTo(tonnes, 6)
})

const WAY: OsmWay = { type: 'way', id: 1, version: 1, isDeleted: false, refs: [1, 2] }

const read = (tags: Record<string, string>, tally = new Tally()) =>
  readRoadWay({ ...WAY, tags }, tally)

test.each([
  ['motorway', 'expressway'],
  ['motorway_link', 'ramp'],
  ['trunk', 'national'],
  ['trunk_link', 'national'],
  ['primary', 'provincial'],
  ['secondary', 'county'],
  ['tertiary', 'town'],
  ['tertiary_link', 'town'],
  ['residential', 'street'],
  ['living_street', 'street'],
  ['unclassified', 'village'],
  ['road', 'village'],
  ['service', 'service'],
])('highway=%s is of class %s', (highway, roadClass) => {
  expect(read({ highway })?.roadClass).toBe(roadClass)
})

test.each([
  ...valueSet('footway path cycleway bridleway steps construction proposed busway platform'),
  ...valueSet('pedestrian constructor'),
])('highway=%s is no road for vehicles', (highway) => {
  expect(read({ highway })).toBeNull()
})

test('a way without tags or with a single node is no road', () => {
  const tally = new Tally()
  expect(readRoadWay(WAY, tally)).toBeNull()
  expect(readRoadWay({ ...WAY, refs: [1], tags: { highway: 'primary' } }, tally)).toBeNull()
})

test.each<[Record<string, string>, boolean]>([
  [{ tracktype: 'grade1' }, true],
  [{ tracktype: 'grade2' }, true],
  [{ tracktype: 'grade3' }, false],
  [{}, false],
  [{ surface: 'asphalt' }, true],
  [{ surface: 'asphalt', tracktype: 'grade4' }, false],
  [{ motor_vehicle: 'yes' }, true],
  [{ access: 'private' }, false],
])('a track with %o is imported: %s', (tags, isImported) => {
  const tally = new Tally()
  expect(read({ highway: 'track', ...tags }, tally) !== null).toBe(isImported)
  expect(tally.count('wayTrack')).toBe(isImported ? 0 : 1)
})

test('a pedestrian street is a road for those whom it lets in', () => {
  expect(read({ highway: 'pedestrian', emergency: 'yes' })?.access).toBe(ACCESS.emergency)
  expect(read({ highway: 'pedestrian', motor_vehicle: 'destination' })?.access).toBe(ACCESS_ALL)
})

test('an emergency access is for emergency vehicles', () => {
  expect(read({ highway: 'service', service: 'emergency_access' })?.access).toBe(ACCESS.emergency)
})

test('areas, reversible lanes and roads that nobody may drive are left out with a count', () => {
  const tally = new Tally()
  expect(read({ highway: 'service', area: 'yes' }, tally)).toBeNull()
  expect(read({ highway: 'primary', oneway: 'reversible' }, tally)).toBeNull()
  expect(read({ highway: 'primary', access: 'no' }, tally)).toBeNull()
  expect(
    ['wayArea', 'wayReversible', 'wayClosed'].map((reason) => tally.count(reason as 'wayArea')),
  ).toEqual([1, 1, 1])
})

test('a one-way road has a speed in one direction only', () => {
  expect(read({ highway: 'primary', oneway: 'yes', maxspeed: '60' })).toMatchObject({
    forwardKph: 57,
    backwardKph: 0,
  })
  expect(
    read({ highway: 'primary', 'maxspeed:forward': '60', 'maxspeed:backward': '40' }),
  ).toMatchObject({ forwardKph: 57, backwardKph: 38 })
})

test.each<[Record<string, string>, string]>([
  [{ name: 'Zhongguancun East Road', 'name:zh': '中关村东路' }, '中关村东路'],
  [{ name: 'Beihuan Lu', 'name:zh-Hans': '北环路' }, '北环路'],
  [{ name: '太白湖路' }, '太白湖路'],
  [{ name: '济微路', bridge: 'yes', 'bridge:name': '泗河大桥' }, '泗河大桥'],
  [{ name: ' ', 'name:en': 'East Road' }, ''],
])('the name in %o is %s', (tags, name) => {
  expect(read({ highway: 'primary', ...tags })?.name).toBe(name)
})

test('numbers of a road with several are joined', () => {
  expect(read({ highway: 'primary', ref: 'G327;S104' })?.ref).toBe('G327/S104')
})

test.each<[Record<string, string>, number]>([
  [{ bridge: 'yes' }, STRUCTURE.bridge],
  [{ bridge: 'viaduct' }, STRUCTURE.bridge],
  [{ bridge: 'no' }, 0],
  [{ tunnel: 'yes' }, STRUCTURE.tunnel],
  [{ junction: 'roundabout' }, STRUCTURE.roundabout],
  [{ man_made: 'dam', bridge: 'yes' }, STRUCTURE.dam | STRUCTURE.bridge],
])('the structure of %o', (tags, structure) => {
  expect(read({ highway: 'primary', ...tags })?.structure).toBe(structure)
})

test('a ferry is imported when it says that it carries cars', () => {
  const tally = new Tally()
  expect(read({ route: 'ferry', motor_vehicle: 'yes', duration: '00:15' }, tally)).toMatchObject({
    roadClass: 'ferry',
    structure: STRUCTURE.ferry,
    durationSeconds: 900,
  })
  expect(read({ route: 'ferry' }, tally)).toBeNull()
  expect(read({ route: 'ferry', motor_vehicle: 'no' }, tally)).toBeNull()
  expect(tally.count('wayFootFerry')).toBe(2)
})

test('a low or weak road is closed to lorries alone', () => {
  const tally = new Tally()
  const notLorry = ACCESS.motor | ACCESS.emergency
  expect(read({ highway: 'primary', maxheight: '3.5' }, tally)?.access).toBe(notLorry)
  expect(read({ highway: 'primary', maxweight: '7.5 t' }, tally)?.access).toBe(notLorry)
  expect(read({ highway: 'primary', maxheight: '4.5', maxweight: '40' }, tally)?.access).toBe(
    ACCESS_ALL,
  )
  expect(read({ highway: 'primary', maxheight: 'default' }, tally)?.access).toBe(ACCESS_ALL)
  expect(tally.count('lorryLimit')).toBe(2)
  expect(tally.count('lorryLimitUnknown')).toBe(0)
})

test('what could not be honoured on an imported road is counted', () => {
  const tally = new Tally()
  read(
    {
      highway: 'primary',
      'maxspeed:conditional': '30 @ (07:00-09:00)',
      'maxspeed:hgv': '50',
      'motor_vehicle:conditional': 'no @ Su',
      maxheight: 'low',
    },
    tally,
  )
  expect(tally.entries('values').map(({ label, count }) => [label.en, count])).toEqual([
    ['conditional maxspeed', 1],
    ['maxspeed for lorries', 1],
    ['conditional access', 1],
    ['height or weight limit not understood', 1],
  ])
})
