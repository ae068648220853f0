import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withDensity } from '../../../../client/panels/coverage/report/png-density.ts'
import { onGround } from '../../../../client/panels/coverage/report/report-legend.ts'
import { MAP_BOXES } from '../../../../client/panels/coverage/report/report-source.ts'
import { mapLegend, mapOverlay, placeMarkers } from '../../../../client/print/map-drawing.ts'
import {
  metresPerMm,
  placeInFrame,
  roundLength,
  scaleBar,
  scaleRatio,
} from '../../../../client/print/map-scale.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { LARGE_ANSWER, reportOf } from './report-fixture.ts'

describe('scale bar', () => {
  it.each([
    [1, 1],
    [1.99, 1],
    [2, 2],
    [4.9, 2],
    [5, 5],
    [9.99, 5],
    [10, 10],
    [37_000, 20_000],
    [0.7, 0.5],
  ])('rounds %d down to %d', (most, expected) => {
    expect(roundLength(most)).toBeCloseTo(expected, 9)
  })

  it('is as long on paper as its distance on the ground', () => {
    // 250 m per mm: 40 mm are 10 km, and 39 mm only reach 5 km, which are 20 mm
    expect(scaleBar(250, 40)).toEqual({ metres: 10_000, lengthMm: 40 })
    expect(scaleBar(250, 39)).toEqual({ metres: 5000, lengthMm: 20 })
  })

  it('gives the ratio in two digits', () => {
    expect(scaleRatio(250)).toBe(250_000)
    expect(scaleRatio(1183.7)).toBe(1_200_000)
  })
})

/** A degree of the equator in metres on the mean sphere: 2π × 6 371 008.8 m / 360. */
const EQUATOR_DEGREE_METRES = (2 * Math.PI * 6_371_008.8) / 360

describe('map frame', () => {
  it('measures a millimetre at the middle of the map', () => {
    expect(metresPerMm([10, -1, 12, 1], 100)).toBeCloseTo(EQUATOR_DEGREE_METRES / 50, 6)
    // Mercator's middle of the belt from 60° S to 60° N is the equator
    expect(metresPerMm([0, -60, 1, 60], 10)).toBeCloseTo(EQUATOR_DEGREE_METRES / 10, 6)
    // at 60° a degree of longitude is half as long; a thin belt has no other middle
    expect(metresPerMm([0, 59.999, 1, 60.001], 10)).toBeCloseTo(EQUATOR_DEGREE_METRES / 20, 1)
  })

  it('places the corners in the corners and follows Mercator between them', () => {
    const bbox: Bbox = [116, 0, 118, 60]
    expect(placeInFrame(bbox, [116, 60])).toEqual([0, 0])
    expect(placeInFrame(bbox, [118, 0])).toEqual([1, 1])
    // northings: ln tan(45° + 60°/2) = ln(2 + √3); of 30°: ln √3
    const [x, y] = placeInFrame(bbox, [117, 30])
    expect(x).toBeCloseTo(0.5, 12)
    expect(y).toBeCloseTo(1 - Math.log(Math.sqrt(3)) / Math.log(2 + Math.sqrt(3)), 9)
  })
})

it('the scale of the map draws a bar whose figures are a kilometre per millimetre apart on a map of 1:1 000 000', () => {
  const { map } = reportOf(LARGE_ANSWER, 'zh')
  if (map === null) throw new Error('the report has a map')
  const box = { widthMm: 100, heightMm: 100 }
  const halfDegrees = (100 * 1000) / EQUATOR_DEGREE_METRES / 2
  const bbox: Bbox = [-halfDegrees, -0.5, halfDegrees, 0.5]
  // a drawing that is printed twice as large is a map of twice the scale
  for (const [scale, expected] of [
    [1, '约1:1000000'],
    [2, '约1:500000'],
  ] as const) {
    const { labels } = mapLegend(map, bbox, box, scale)
    const ratio = labels.findIndex(({ text }) => text.startsWith('约'))
    const [zero, end] = labels.slice(ratio + 1)
    expect(labels[ratio]?.text.replace(/\s/g, '')).toBe(expected)
    expect(zero?.text).toBe('0')
    expect(end?.text).toBe('20 公里')
    expect((end?.x ?? 0) - (zero?.x ?? 0)).toBeCloseTo(20, 6)
  }
})

it('gives the map whole dots and whole CSS pixels', () => {
  for (const { widthMm, heightMm } of Object.values(MAP_BOXES)) {
    for (const length of [widthMm, heightMm]) {
      expect((length / 25.4) * 200).toBeCloseTo(Math.round((length / 25.4) * 200), 6)
      expect((length / 25.4) * 96).toBeCloseTo(Math.round((length / 25.4) * 96), 6)
    }
  }
})

it('markers stand beside each other inside the map, clear of the north arrow, near their places', () => {
  const { map } = reportOf(LARGE_ANSWER, 'zh', { mostRows: 30 })
  const box = { widthMm: 108, heightMm: 111 }
  const placed = placeMarkers(map?.markers ?? [], [115.87, 34.43, 117.6, 35.97], box)
  expect(placed).toHaveLength(30)
  for (const [place, { spot }] of placed.entries()) {
    const [x, y] = spot
    expect(x > 2 && y > 2 && x < 106 && y < 109).toBe(true)
    expect(x > 98 && y < 15.5).toBe(false)
    for (const { spot: other } of placed.slice(place + 1)) {
      expect(Math.hypot(x - other[0], y - other[1])).toBeGreaterThan(4)
    }
  }
  expect(placed[0]?.spot).toEqual(placed[0]?.place)
})

it('a line lies on the map where its corners are, under the markers', () => {
  const note = { kind: 'note', position: [116, 60], text: 'A' } as const
  const lines = {
    colour: '#123456',
    corners: [
      [
        [116, 60],
        [118, 0],
      ],
      [
        [117, 60],
        [117, 0],
      ],
    ],
  } as const
  const map = {
    title: '',
    ramp: [],
    unit: '',
    entries: [],
    markers: [note],
    language: 'zh',
  } as const
  const box = { widthMm: 100, heightMm: 50 }
  const drawn = mapOverlay({ ...map, lines }, [116, 0, 118, 60], box)
  expect(drawn.shapes[0]).toEqual({ d: 'M0 0L100 50M50 0L50 50', stroke: '#123456', strokeMm: 0.7 })
  const { shapes } = mapOverlay(map, [116, 0, 118, 60], box)
  expect(drawn.shapes.slice(1)).toEqual(shapes)
})

it('colours on the ground of the map: mixes channel by channel', () => {
  // 0x00 × 0.75 + 0x80 × 0.25 = 0x20; 0xff × 0.75 + 0x00 = 191.25
  expect(onGround('#00ff40', 0.75, '#800040')).toBe('#20bf40')
})

/** The smallest PNG: one grey dot. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

it('density of a PNG is 200 dots per inch, in a chunk with the right sum', () => {
  const plain = Uint8Array.from(Buffer.from(DOT, 'base64'))
  const dense = Buffer.from(withDensity(plain.buffer, 200))
  const chunk = dense.indexOf('pHYs')
  // behind the signature and IHDR, before IDAT
  expect(chunk).toBe(8 + 25 + 4)
  expect(dense.readUInt32BE(chunk - 4)).toBe(9)
  // 200 / 0.0254 m = 7874.02
  expect(dense.readUInt32BE(chunk + 4)).toBe(7874)
  expect(dense.readUInt32BE(chunk + 8)).toBe(7874)
  expect(dense[chunk + 12]).toBe(1)
  expect(dense.readUInt32BE(chunk + 13)).toBe(crc32(dense.subarray(chunk, chunk + 13)))
  const rest = Buffer.concat([dense.subarray(0, chunk - 4), dense.subarray(chunk + 17)])
  expect(rest.equals(Buffer.from(plain))).toBe(true)
})
