import { describe, expect, it } from 'vitest'
import { meetingPlace, placesAlong } from '../../fixtures/facts-geometry.ts'
import type { LonLat } from '../../fixtures/facts-reading.ts'
import { crossingPairs, firstInWater, waterAt } from '../../fixtures/roads-meetings.ts'

// What the tests of the default network look through must itself be able to see.

describe('meetingPlace', () => {
  it('is the middle of a cross', () => {
    expect(meetingPlace([0, 0], [2, 2], [0, 2], [2, 0])).toEqual([1, 1])
  })

  it('is nothing where the pieces end before they meet', () => {
    expect(meetingPlace([0, 0], [2, 2], [3, 0], [2.1, 1.9])).toBeNull()
    expect(meetingPlace([0, 0], [2, 0], [2.1, -1], [2.1, 1])).toBeNull()
  })
})

describe('crossingPairs', () => {
  const piece = (segment: number, a: LonLat, b: LonLat) => ({ segment, a, b })

  it('finds a long road over many cells that a short one crosses, once', () => {
    const long = piece(0, [116.5, 35.3], [116.6, 35.31])
    const short = piece(1, [116.55, 35.3], [116.5501, 35.31])
    const found = crossingPairs([long, piece(2, [116.7, 35.3], [116.7, 35.4]), short])
    expect(found).toHaveLength(1)
    expect(found[0]?.at[0]).toBeCloseTo(116.55, 3)
    expect(found[0]?.at[1]).toBeCloseTo(35.305, 3)
  })

  it('leaves out what one segment does with itself', () => {
    expect(crossingPairs([piece(0, [0, 0], [1e-3, 1e-3]), piece(0, [0, 1e-3], [1e-3, 0])])).toEqual(
      [],
    )
  })
})

it('waterAt tells a lake from its island and from land', () => {
  expect(waterAt([117.2, 34.62])).toContain('南四湖')
  // 微山岛 lies in a hole of the lower lake.
  expect(waterAt([117.236, 34.6605])).toBeNull()
  expect(waterAt([116.587, 35.415])).toBeNull()
})

describe('firstInWater', () => {
  const [land, lake, island]: LonLat[] = [
    [116.587, 35.415],
    [117.2, 34.62],
    [117.236, 34.6605],
  ]

  it('is where a line comes from land into a lake', () => {
    const place = placesAlong([land!, lake!], 25).find((each) => waterAt(each) !== null)
    expect(place).toBeDefined()
    expect(firstInWater([land!, lake!], 25)).toEqual(place)
  })

  it('is nowhere on land, and nowhere on an island', () => {
    expect(firstInWater([land!, [116.588, 35.416]], 25)).toBeUndefined()
    expect(firstInWater([island!, [117.2361, 34.6606]], 25)).toBeUndefined()
  })
})
