import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bbox, containsLonLat, type Geometry } from '../../../data/geometry.ts'
import { boxInCrs84 } from '../../../server/features/box-in-crs.ts'
import {
  BD09,
  CRS84,
  crsOfRegion,
  crsOfUri,
  crsUri,
  GCJ02,
  geometryInCrs,
  ZONE_PATTERN,
} from '../../../server/features/crs.ts'
import type { AskedBox } from '../../../server/store/items.ts'
import { preparedShape, shapesMeet } from '../../../server/store/shapes-meet.ts'
import { forAll } from '../../fixtures/runs.ts'
import { rectangle } from '../../fixtures/shapes.ts'

const EPSG = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`

/** Half the Earth's circumference in EPSG:3857: π × 6378137 m. */
const HALF_WORLD = Math.PI * 6_378_137

const OUTSIDE = { en: 'lies outside its coordinate system', zh: '超出其坐标系范围' }

describe('the systems of a region', () => {
  const codesOf = (west: number, east: number): number[] =>
    crsOfRegion([west, 34, east, 36])
      .map((crs) => Number(/EPSG\/0\/(\d+)$/.exec(crs)?.[1]))
      .filter((code) => code > 4490)
  test('begin with CRS84, as clients expect, and end with those of our own', () => {
    const registered = [4326, 4490, 3857, 4527, 4548, 4498, 4509].map(EPSG)
    expect(crsOfRegion([115.8, 34.4, 117.7, 36])).toEqual([CRS84, ...registered, GCJ02, BD09])
    expect(crsOfRegion(null)).toEqual([CRS84, ...registered.slice(0, 3), GCJ02, BD09])
  })
  test('have the zones that it lies in: one or several', () => {
    // Beijing, a prefecture on both sides of 115.5° E, Yili at the western end, and abroad
    expect(codesOf(115.4, 117.5)).toEqual([4526, 4547, 4527, 4548, 4498, 4509])
    expect(codesOf(118.6, 121.4)).toEqual([4528, 4549, 4498, 4509, 4499, 4510])
    expect(codesOf(80.5, 81.5)).toEqual([4515, 4536, 4492, 4503])
    expect(codesOf(2, 3)).toEqual([])
  })
  test('are taken whether they are told or not, as the API definition says', () => {
    const pattern = new RegExp(ZONE_PATTERN)
    for (let code = 4480; code < 4565; code++) {
      expect(crsOfUri(EPSG(code)) !== undefined).toBe(code === 4490 || pattern.test(EPSG(code)))
    }
  })
})

const placeIn = (crs: string, longitude: number, latitude: number): number[] =>
  geometryInCrs({ type: 'Point', coordinates: [longitude, latitude] }, crs).coordinates as number[]

/** Of one that can be: the box itself, not what is wrong with it. */
const boxOf = (bbox: Bbox, crs: string): AskedBox => {
  const box = boxInCrs84(bbox, crs)
  if ('bbox' in box) return box
  throw new Error(box.en)
}

describe('EPSG:3857', () => {
  const inMetres = (longitude: number, latitude: number) => placeIn(EPSG(3857), longitude, latitude)

  test('has its origin at 0, 0 and its edge at 180°', () => {
    const [x, y] = inMetres(0, 0)
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
    const whole = boxOf([-20037508.35, -1e6, 20037508.35, 1e6], EPSG(3857)).bbox
    expect(whole[0]).toBeCloseTo(-180, 9)
    expect(whole[2]).toBeCloseTo(180, 9)
    expect(boxInCrs84([0, 0, 20037600, 1], EPSG(3857))).toEqual(OUTSIDE)
  })

  test('a box across the antimeridian stays one', () => {
    const box = boxOf([HALF_WORLD / 2, 0, -HALF_WORLD / 2, 1e6], EPSG(3857)).bbox
    expect(box[0]).toBeCloseTo(90, 9)
    expect(box[2]).toBeCloseTo(-90, 9)
  })
})

test.each([4326, 4490])('latitude first: EPSG:%i', (code) => {
  const ring = rectangle(116, 35, 117, 36)
  const polygon: Geometry = { type: 'MultiPolygon', coordinates: [[ring]] }
  const latitudeFirst = ring.map(([longitude, latitude]) => [latitude, longitude])
  expect(geometryInCrs(polygon, EPSG(code)).coordinates).toEqual([[latitudeFirst]])
  expect(boxOf([35, 116, 36, 117], EPSG(code)).bbox).toEqual([116, 35, 117, 36])
  expect(boxInCrs84([116, 35, 117, 36], EPSG(code))).toEqual(OUTSIDE)
})

test('a geometry in CRS84 is what is stored, digit by digit', () => {
  const point: Geometry = { type: 'Point', coordinates: [116.58712345678, 35.41512345678] }
  expect(geometryInCrs(point, CRS84)).toEqual(point)
})

describe('zones of CGCS2000', () => {
  /** By `gdaltransform -s_srs EPSG:4490` (GDAL 3.6.2, PROJ 9.1.1): easting and northing, metres. */
  const BY_GDAL = [
    [115.87, 34.43, [396131.706, 3811938.8997]],
    [117.6, 35.97, [554119.0042, 3982380.3507]],
    [117, 35.4, [500000.0, 3918970.5988]],
    [116.587, 35.415, [462489.2196, 3920713.1639]],
  ] as const

  test.each([
    [4547, 734990.3867, 3923710.326],
    [4526, 38734990.3867, 3923710.326],
    [4549, 189954.02, 3925989.8377],
    [4550, -82861.5586, 3939583.9886],
    [4545, 1280874.8704, 3954694.0352],
    [4497, 20007704.3599, 3935006.1069],
    [4512, -1181624.4925, 4080459.3886],
  ])('so is EPSG:%i of any other meridian', (code, easting, northing) => {
    const [x, y] = placeIn(EPSG(code), 116.587, 35.415)
    expect(Math.abs(x! - northing)).toBeLessThan(0.0051)
    expect(Math.abs(y! - easting)).toBeLessThan(0.0051)
  })

  test.each([
    [4527, 39_000_000],
    [4548, 0],
    [4498, 20_000_000],
    [4509, 0],
  ])('EPSG:%i is what GDAL makes of it, northing first', (code, zone) => {
    for (const [longitude, latitude, [easting, northing]] of BY_GDAL) {
      const [x, y] = placeIn(EPSG(code), longitude, latitude)
      // to the centimetre that it is rounded to
      expect(Math.abs(x! - northing)).toBeLessThan(0.0051)
      expect(Math.abs(y! - (zone + easting))).toBeLessThan(0.0051)
    }
  })

  test('a box far from the zone, or upside down, is none', () => {
    expect(boxInCrs84([3.9e6, 463_000, 4e6, 464_000], EPSG(4527))).toEqual(OUTSIDE)
    expect(boxInCrs84([3.9e6, 4e5, 3.8e6, 5e5], EPSG(4548))).toMatchObject({
      en: 'north is below south',
    })
    expect(boxInCrs84([3.8e6, 5e5, 3.9e6, 4e5], EPSG(4548))).toMatchObject({
      en: 'east is west of west',
    })
  })
})

describe('systems of Chinese maps', () => {
  /** Of the tests of eviltransform, another program: WGS-84 and GCJ-02. */
  test.each([
    [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
    [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
    [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
  ])('GCJ-02 of %f, %f', (longitude, latitude, ...shifted) => {
    const place = placeIn(GCJ02, longitude, latitude)
    for (const axis of [0, 1]) expect(place[axis]).toBeCloseTo(shifted[axis]!, 6)
  })

  /** Of the README of coordtransform, another program: 116.404, 39.915 in GCJ-02, and in BD-09. */
  test('BD-09 of a place in GCJ-02', () => {
    const [longitude, latitude] = boxOf([116.404, 39.915, 116.404, 39.915], GCJ02).bbox
    const place = placeIn(BD09, longitude, latitude)
    expect(place[0]).toBeCloseTo(116.41036949371029, 6)
    expect(place[1]).toBeCloseTo(39.92133699351021, 6)
  })

  test('outside China there is no shift, and by the border a box is found in any case', () => {
    expect(placeIn(GCJ02, 2.35, 48.86)).toEqual([2.35, 48.86])
    const box = boxOf([72, 0.8, 72.1, 56], GCJ02)
    expect(box.bbox.every(Number.isFinite)).toBe(true)
  })

  test('are named by an address of this service, whatever it is called', () => {
    expect(crsUri('https://map.test', GCJ02)).toBe('https://map.test/api/crs/gcj-02')
    for (const uri of [GCJ02, `http://map.test${GCJ02}`, `https://other.test:8443${GCJ02}`]) {
      expect(crsOfUri(uri)).toBe(GCJ02)
    }
    for (const uri of ['gcj-02', `urn:x${GCJ02}`, `http://map.test${GCJ02}/`, '/api/crs/wgs-84']) {
      expect(crsOfUri(uri)).toBeUndefined()
    }
  })
})

describe.each([EPSG(4527), EPSG(4509), GCJ02, BD09])('a box in %s', (crs) => {
  const share = fc.noBias(fc.nat(1_000_000)).map((millionths) => millionths / 1_000_000)
  const drawn = fc.record({
    corners: fc.tuple(share, share, share, share),
    places: fc.array(fc.tuple(share, share), { minLength: 10, maxLength: 10 }),
    /** Close to a side: which axis runs along it, which of the two it is, how far along, how far off. */
    close: fc.array(
      fc.tuple(
        fc.nat(1),
        fc.boolean(),
        share,
        fc.constantFrom(-100, -10, -1, -0.2, 0.2, 1, 10, 100),
      ),
      { minLength: 20, maxLength: 20 },
    ),
  })
  /** About Jining, three degrees wide and high. */
  const place = ([x, y]: readonly [number, number]) => [115.5 + 3 * x, 34 + 3 * y] as const
  /** Twice what a side may be off, and half a unit of the last decimal. */
  const margin = crs.startsWith('http') ? 0.03 : 3e-6

  test('holds just the places whose coordinates lie in it', () => {
    const seen = { inside: 0, outside: 0, certain: 0 }
    forAll(40, drawn, ({ corners: [a, b, c, d], places, close }) => {
      const [one, other] = [placeIn(crs, ...place([a, b])), placeIn(crs, ...place([c, d]))]
      const low = one.map((each, axis) => Math.min(each, other[axis]!))
      const high = one.map((each, axis) => Math.max(each, other[axis]!))
      const box = boxOf([...low, ...high] as unknown as Bbox, crs)
      const outline = preparedShape(box.outline!)
      const byTheSides = close.map(([axis, isHigh, along, off]) => {
        const at = [0, 0]
        at[axis] = low[axis]! + along * (high[axis]! - low[axis]!)
        at[1 - axis] = (isHigh ? high : low)[1 - axis]! + (off * margin) / 0.1
        return boxOf([at[0]!, at[1]!, at[0]!, at[1]!], crs).bbox
      })
      for (const [longitude, latitude] of [...places.map(place), ...byTheSides]) {
        const there = placeIn(crs, longitude, latitude)
        const depth = Math.min(
          ...there.flatMap((value, axis) => [value - low[axis]!, high[axis]! - value]),
        )
        if (Math.abs(depth) < margin) continue
        const isIn = shapesMeet(
          preparedShape({ type: 'Point', coordinates: [longitude, latitude] }),
          outline,
        )
        expect(isIn).toBe(depth > 0)
        seen[isIn ? 'inside' : 'outside']++
        if (!box.inner || !containsLonLat(box.inner, longitude, latitude)) continue
        expect(isIn).toBe(true)
        seen.certain++
      }
    })
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10)
  })
})
