import { describe, expect, test } from 'vitest'
import type { Geometry } from '../../../data/geometry.ts'
import { bboxToCrs84, CRS84, geometryInCrs, SUPPORTED_CRS } from '../../../server/features/crs.ts'
import { rectangle } from '../../fixtures/shapes.ts'

const EPSG = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`

/** Half the Earth's circumference in EPSG:3857: π × 6378137 m. */
const HALF_WORLD = Math.PI * 6_378_137

test('CRS84 comes first, as clients expect', () => {
  expect(SUPPORTED_CRS).toEqual([CRS84, EPSG(4326), EPSG(4490), EPSG(3857)])
})

describe('EPSG:3857', () => {
  const inMetres = (longitude: number, latitude: number) =>
    geometryInCrs({ type: 'Point', coordinates: [longitude, latitude] }, EPSG(3857)).coordinates

  test('has its origin at 0, 0 and its edge at 180°', () => {
    const [x, y] = inMetres(0, 0) as number[]
    expect(x).toBeCloseTo(0, 6)
    expect(y).toBeCloseTo(0, 6)
    expect(inMetres(180, 0)[0]).toBeCloseTo(HALF_WORLD, 1)
    // at the latitude where the projected world is a square: atan(sinh(π))
    expect(inMetres(0, (Math.atan(Math.sinh(Math.PI)) * 180) / Math.PI)[1]).toBeCloseTo(
      HALF_WORLD,
      1,
    )
  })

  test('a box over its edge in another spelling is the whole world, one beyond is none', () => {
    const whole = bboxToCrs84([-20037508.35, -1e6, 20037508.35, 1e6], EPSG(3857))!
    expect(whole[0]).toBeCloseTo(-180, 9)
    expect(whole[2]).toBeCloseTo(180, 9)
    expect(bboxToCrs84([0, 0, 20037600, 1], EPSG(3857))).toBeNull()
  })

  test('a box across the antimeridian stays one', () => {
    const box = bboxToCrs84([HALF_WORLD / 2, 0, -HALF_WORLD / 2, 1e6], EPSG(3857))!
    expect(box[0]).toBeCloseTo(90, 9)
    expect(box[2]).toBeCloseTo(-90, 9)
  })
})

test.each([4326, 4490])('latitude first: EPSG:%i', (code) => {
  const ring = rectangle(116, 35, 117, 36)
  const polygon: Geometry = { type: 'MultiPolygon', coordinates: [[ring]] }
  const latitudeFirst = ring.map(([longitude, latitude]) => [latitude, longitude])
  expect(geometryInCrs(polygon, EPSG(code)).coordinates).toEqual([[latitudeFirst]])
  expect(bboxToCrs84([35, 116, 36, 117], EPSG(code))).toEqual([116, 35, 117, 36])
  expect(bboxToCrs84([116, 35, 117, 36], EPSG(code))).toBeNull()
})

test('a geometry in CRS84 is what is stored, digit by digit', () => {
  const point: Geometry = { type: 'Point', coordinates: [116.58712345678, 35.41512345678] }
  expect(geometryInCrs(point, CRS84)).toEqual(point)
})
