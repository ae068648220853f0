import { expect, test } from 'vitest'
import { parseHeightMetres, parseWeightTonnes } from '../../../server/import/osm/access.ts'
import { parseDurationSeconds } from '../../../server/import/osm/road-way.ts'

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
