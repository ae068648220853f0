/** Metres of any zone of China; the same places by GDAL 3.6.2 (`gdaltransform`) where a test says so. */
import proj4 from 'proj4'
import { describe, expect, test } from 'vitest'
import { type Bbox, haversineMetres } from '../../../data/geometry.ts'
import { epsgOf, utmZoneOf, zoneOfNumber } from '../../../server/import/coordinates/gauss-kruger.ts'
import { metresIn } from '../../../server/import/coordinates/metres.ts'
import { readPlace } from '../../../server/import/registers/read-place.ts'

/** Of other provinces; and what lies in them. */
const REGIONS: readonly (readonly [name: string, region: Bbox, place: [number, number]])[] = [
  ['the far west', [75.5, 39, 77, 40], [75.99, 39.47]],
  ['the south-west', [102, 24, 104, 26], [102.72, 25.04]],
  ['the capital', [115.4, 39.4, 117.5, 41.1], [116.4, 39.9]],
  ['the south-east', [117.9, 24.4, 118.5, 24.9], [118.09, 24.48]],
  ['the north-east', [126, 45, 128, 46], [126.63, 45.75]],
]

const metresOf = (meridian: number, prefix: string, place: [number, number]): [number, number] =>
  proj4(
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${prefix}500000 +ellps=GRS80 +units=m`,
  ).forward(place) as [number, number]

describe.each(REGIONS)('in %s', (_, region, place) => {
  const three = Math.round(place[0] / 3)
  const six = Math.floor(place[0] / 6) + 1
  test.each([
    ['zone of three degrees', three * 3, String(three)],
    ['zone of six degrees', six * 6 - 3, String(six)],
  ])('%s', (_name, meridian, prefix) => {
    const [easting, northing] = metresOf(meridian, prefix, place)
    const texts = { northing: northing.toFixed(3), easting: easting.toFixed(3) }
    const { numbers, issues } = readPlace(texts, region)
    expect(issues).toEqual([])
    expect(haversineMetres(...numbers!, ...place)).toBeLessThan(0.01)
    const swapped = readPlace({ northing: texts.easting, easting: texts.northing }, region)
    expect(swapped.issues).toEqual([{ code: 'coordinates-swapped', part: 'northing' }])
    expect(haversineMetres(...swapped.numbers!, ...place)).toBeLessThan(0.01)
    const read = metresIn(`X=${texts.northing}, Y=${texts.easting}`, region)
    expect(read).toHaveProperty('place')
  })
  test('without a number', () => {
    const middle = Math.round((region[0] + region[2]) / 6) * 3
    const [easting, northing] = metresOf(middle, '', place)
    const { numbers, issues } = readPlace(
      { northing: String(northing), easting: String(easting) },
      region,
    )
    expect(issues.map(({ code }) => code)).toEqual(['zone-prefix-missing'])
    expect(haversineMetres(...numbers!, ...place)).toBeLessThan(0.01)
  })
})

test('the zones have the numbers of EPSG', () => {
  const of = (number: number) => epsgOf(zoneOfNumber(number)!)
  expect([of(25), of(39), of(45), of(13), of(20), of(23)]).toEqual([
    ...[4513, 4527, 4533, 4491, 4498, 4501],
  ])
  expect(epsgOf({ width: 3, number: null, meridian: 117 })).toBe(4548)
  expect(epsgOf({ width: 6, number: null, meridian: 117 })).toBe(4509)
  expect([12, 24, 46].map(zoneOfNumber)).toEqual([null, null, null])
  expect(utmZoneOf([115, 34, 118, 36])).toBe(50)
})
