import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { onGround } from '../../../../client/panels/coverage/report/content/report-legend.ts'
import {
  heightOfAll,
  rowCounts,
  type TableHeights,
} from '../../../../client/panels/coverage/report/layout/fill-rows.ts'
import {
  brokenLines,
  shortened,
} from '../../../../client/panels/coverage/report/layout/fit-text.ts'
import {
  metresPerMm,
  placeInFrame,
} from '../../../../client/panels/coverage/report/layout/map-frame.ts'
import { layoutReport } from '../../../../client/panels/coverage/report/layout/report-layout.ts'
import {
  roundLength,
  scaleBar,
  scaleRatio,
} from '../../../../client/panels/coverage/report/layout/scale-bar.ts'
import { withDensity } from '../../../../client/panels/coverage/report/paint/png-density.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { LARGE_ANSWER, reportContent, roughWidth } from './report-fixture.ts'

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

describe('the scale on the sheet', () => {
  it('draws a bar whose figures are a kilometre per millimetre apart on a map of 1:1 000 000', () => {
    const paper = { size: 'A4', orientation: 'landscape' } as const
    const content = reportContent(LARGE_ANSWER, 'zh')
    const { mapBox } = layoutReport(content, paper, roughWidth, null)
    const width = mapBox?.width ?? 0
    const halfDegrees = (width * 1000) / EQUATOR_DEGREE_METRES / 2
    const bbox: Bbox = [-halfDegrees, -0.5, halfDegrees, 0.5]
    const { primitives } = layoutReport(content, paper, roughWidth, bbox)
    const texts = primitives.filter((primitive) => primitive.kind === 'text')
    const end = texts.find(({ text }) => text.endsWith(' 公里'))
    const zero = texts.find(({ text, y }) => text === '0' && y === end?.y)
    expect(texts.map(({ text }) => text.replace(/\s/g, ''))).toContain('约1:1000000')
    expect((end?.x ?? 0) - (zero?.x ?? 0)).toBeCloseTo(Number(end?.text.split(' ')[0]), 6)
    expect(end?.text).toBe('20 公里')
  })
})

const STYLE = { sizeMm: 1, weight: 400 } as const
/** Every character a millimetre. */
const measure = (text: string): number => [...text].length

describe('fitting text', () => {
  it('leaves alone what fits, and shortens what does not to the last character that does', () => {
    expect(shortened('济宁市', 3, STYLE, measure)).toBe('济宁市')
    expect(shortened('济宁市任城区', 4, STYLE, measure)).toBe('济宁市…')
    expect(shortened('a b c d', 3, STYLE, measure)).toBe('a…')
  })

  it('breaks between Chinese characters, but keeps numbers, words and closing marks whole', () => {
    expect(brokenLines('可使 12,340 人达标。', 5, 9, STYLE, measure)).toEqual([
      '可使',
      '12,3…',
      '人达标。',
    ])
    expect(brokenLines('可使 12,340 人达标。', 6, 9, STYLE, measure)).toEqual([
      '可使',
      '12,340',
      '人达标。',
    ])
    expect(brokenLines('one two three', 7, 9, STYLE, measure)).toEqual(['one two', 'three'])
    expect(brokenLines('已达标。未', 3, 9, STYLE, measure)).toEqual(['已达', '标。未'])
    expect(brokenLines('在（甲）', 2, 9, STYLE, measure)).toEqual(['在', '（…'])
  })

  it('ends in an ellipsis where lines run out', () => {
    expect(brokenLines('一二三四五六七', 3, 2, STYLE, measure)).toEqual(['一二三', '四五…'])
    expect(brokenLines('', 3, 2, STYLE, measure)).toEqual([])
  })
})

const table = (rows: number, isComplete = false): TableHeights => ({
  headMm: 2,
  rowsMm: Array.from({ length: rows }, () => 1),
  totalMm: 0,
  moreMm: 1,
  isComplete,
})

describe('rows of tables', () => {
  it('prints everything where there is room', () => {
    expect(rowCounts([table(4), table(5)], 13)).toEqual([4, 5])
  })

  it('keeps a line for what is left out', () => {
    // 2 for the head, 1 for "more": 7 of 10 rows
    expect(rowCounts([table(10)], 10)).toEqual([7])
    // 12 are enough for all
    expect(rowCounts([table(10)], 12)).toEqual([10])
    // at 11 the line that tells of two rows would stand where one of them could
    expect(rowCounts([table(10)], 11)).toEqual([8])
  })

  it('lets tables grow in turn, complete ones first', () => {
    expect(rowCounts([table(20), table(20)], 20)).toEqual([7, 7])
    expect(rowCounts([table(8, true), table(20)], 20)).toEqual([8, 7])
  })

  it('leaves out the last tables where not even a few rows of each fit', () => {
    expect(rowCounts([table(20), table(20)], 8)).toEqual([5, null])
    expect(rowCounts([table(20)], 5)).toEqual([null])
  })

  it('never takes more than there is', () => {
    for (let height = 0; height < 60; height += 0.5) {
      const tables = [table(8, true), table(13), table(1)]
      expect(heightOfAll(tables, rowCounts(tables, height))).toBeLessThanOrEqual(height)
    }
  })
})

describe('colours on the ground of the map', () => {
  it('mixes channel by channel', () => {
    // 0x00 × 0.75 + 0x80 × 0.25 = 0x20; 0xff × 0.75 + 0x00 = 191.25
    expect(onGround('#00ff40', 0.75, '#800040')).toBe('#20bf40')
  })
})

/** The smallest PNG: one grey dot. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='

describe('density of a PNG', () => {
  it('is 200 dots per inch, in a chunk with the right sum', () => {
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
})
