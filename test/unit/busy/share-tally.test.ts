import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ShareTally, wilsonInterval } from '../../../server/analysis/busy/share-tally.ts'
import { drawIndex, weightedDraw } from '../../../server/analysis/busy/weighted-draw.ts'
import { forAll } from '../../fixtures/runs.ts'

test('Wilson’s interval is that of the textbooks', () => {
  // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const [lows, highs] = [
    [81, 263],
    [15, 148],
    [0, 20],
    [1, 29],
  ]
    .map(([hits, calls]) => wilsonInterval(hits! / calls!, calls!))
    .reduce<[number[], number[]]>(
      ([low, high], each) => [
        [...low, each[0]],
        [...high, each[1]],
      ],
      [[], []],
    )
  expect(lows.map((low) => low.toFixed(4))).toEqual(['0.2553', '0.0624', '0.0000', '0.0061'])
  expect(highs.map((high) => high.toFixed(4))).toEqual(['0.3662', '0.1605', '0.1611', '0.1718'])
})

/** @param hits of ten calls each, batch by batch. */
const tallyOf = (hits: readonly number[]): ShareTally => {
  const tally = new ShareTally(2, hits.length)
  for (const [batch, count] of hits.entries()) {
    for (let call = 0; call < 10; call++) tally.add(1, batch, call < count)
  }
  return tally
}

test('calls that fall together count for fewer', () => {
  // All or nothing in each of ten batches: variance 10/9 · 10·25 / 100² against 0.25 / 100, or
  // eleven times as much; a hundred calls are worth nine.
  const { calls, share, low, high } = tallyOf([10, 0, 10, 0, 10, 0, 10, 0, 10, 0]).interval(1)!
  const [nineLow, nineHigh] = wilsonInterval(0.5, 9)
  expect({ calls, share }).toEqual({ calls: 100, share: 0.5 })
  expect([low, high]).toEqual([expect.closeTo(nineLow, 10), expect.closeTo(nineHigh, 10)])
  // Worked by hand: 1.96 · √(0.25/9 + 3.8415/324) / (1 + 3.8415/9).
  expect(high - 0.5).toBeCloseTo(0.27347, 4)
})

test('batches that are more alike than chance do not narrow it, and all in time has a width', () => {
  const alike = tallyOf([5, 5, 5, 5]).interval(1)!
  const all = tallyOf([10, 10, 10]).interval(1)!
  expect([alike.low, alike.high]).toEqual([...wilsonInterval(0.5, 40)])
  expect([all.low, all.high]).toEqual([...wilsonInterval(1, 30)])
  expect(all.low).toBeLessThan(0.9)
  expect(tallyOf([3]).interval(1)).toMatchObject({ share: 0.3 })
  expect(tallyOf([3]).interval(0)).toBeNull()
})

test('the chances in an alias table are those of the weights', () => {
  const weights = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), {
    minLength: 1,
    maxLength: 40,
  })
  forAll(
    300,
    weights.filter((list) => list.some((each) => each > 0)),
    (list) => {
      const { threshold, alias } = weightedDraw(Float64Array.from(list))
      const chances = list.map(() => 0)
      for (let column = 0; column < list.length; column++) {
        chances[column]! += threshold[column]! / list.length
        chances[alias[column]!]! += (1 - threshold[column]!) / list.length
      }
      const sum = list.reduce((total, weight) => total + weight, 0)
      for (const [i, weight] of list.entries()) {
        expect(chances[i]).toBeCloseTo(weight / sum, 9)
        if (weight === 0) expect(chances[i]).toBe(0)
      }
    },
  )
})

test('a draw falls in the part of its column that it is meant for', () => {
  // Weights 1 and 3: the first column holds the first for half its width, then the second.
  const draw = weightedDraw(Float64Array.of(1, 3))
  const drawn = [0, 0.249, 0.251, 0.5, 0.99].map((at) => drawIndex(draw, () => at))
  expect(drawn).toEqual([0, 0, 1, 1, 1])
  expect(() => weightedDraw(Float64Array.of(0, 0))).toThrow(RangeError)
  expect(() => weightedDraw(Float64Array.of(2, -1))).toThrow(RangeError)
})
