import fc from 'fast-check'
import { expect, test } from 'vitest'
import { haversineMetres, METRES_PER_DEGREE } from '../../data/geometry.ts'
import {
  lineBetweenStakes,
  placeAtStake,
  type StakedLine,
  stakeMetresOf,
  stakeOf,
  stakeRange,
  stakesIn,
  stakeText,
  withoutStake,
} from '../../data/stakes.ts'

/** North along a meridian for 0.1°, then 0.1° more: 22,239.02 m by the product's radius. */
const LINE: StakedLine = {
  line: [
    [116.5, 35],
    [116.5, 35.1],
    [116.5, 35.2],
  ],
  startStakeMetres: null,
  endStakeMetres: null,
}

test.each([
  ['K12+300', 12_300],
  ['12+300', 12_300],
  ['ｋ０＋０５０', 50],
  ['12k+300', 12_300],
  ['桩号：K3+007.5', 3007.5],
  ['12km+300', 12_300],
  ['12 km + 300 m', 12_300],
  ['12公里+300米', 12_300],
  ['12公里300米', 12_300],
  ['DK12+300', 12_300],
  ['桩号为K12+300处。', 12_300],
  ['里程 K12+300 附近', 12_300],
  ['chainage 12+300', 12_300],
  ['1.2+300', null],
  ['-K0+100', null],
  ['12300', null],
  ['K12', null],
  ['K12+3000', null],
  ['K1+000-K2+000', null],
  ['', null],
])('%s is the stake of %s m', (text, metres) => {
  expect(stakeMetresOf(text)).toBe(metres)
})

test.each([
  ['K430+500', '430.5'],
  ['12+300', '12.3'],
  ['ｋ０＋０５０', '0.05'],
  [' k12', '12'],
  ['K 12.5', '12.5'],
  ['12.5', '12.5'],
  ['Km 12', 'Km 12'],
  ['K1+000-K2+000', 'K1+000-K2+000'],
])('%s is %s where kilometres are asked', (text, kilometres) => {
  expect(withoutStake(text)).toBe(kilometres)
})

test('stakes are written as registers write them', () => {
  expect(stakeText(12_300.4)).toBe('K12+300')
  expect(stakeText(999.6)).toBe('K1+000')
  expect(stakesIn('K12+300—13+500')).toEqual([12_300, 13_500])
})

test('without a register metres are counted from the beginning of the line', () => {
  const { startMetres, endMetres, isCounted } = stakeRange(LINE)
  expect([startMetres, isCounted]).toEqual([0, true])
  expect(endMetres).toBeCloseTo(0.2 * METRES_PER_DEGREE, 3)
  // a quarter of the way: the middle of the first half
  expect(placeAtStake(LINE, 0.05 * METRES_PER_DEGREE)![1]).toBeCloseTo(35.05, 9)
  expect(placeAtStake(LINE, 0.2 * METRES_PER_DEGREE + 2)).toBeNull()
  expect(placeAtStake(LINE, -2)).toBeNull()
})

test('between two told stakes places are spread evenly, also where they run against the line', () => {
  const told = { ...LINE, startStakeMetres: 30_000, endStakeMetres: 10_000 }
  expect(placeAtStake(told, 25_000)![1]).toBeCloseTo(35.05, 9)
  const { stakeMetres, offsetMetres } = stakeOf(told, [116.51, 35.15])
  expect(stakeMetres).toBeCloseTo(15_000, 0)
  expect(offsetMetres).toBeCloseTo(haversineMetres(116.5, 35.15, 116.51, 35.15), 0)
  const part = lineBetweenStakes(told, 12_000, 22_000)!
  expect(part.map(([, latitude]) => Number(latitude.toFixed(6)))).toEqual([35.18, 35.1, 35.08])
  expect(placeAtStake(told, 9000)).toBeNull()
})

test('one told stake alone: metres are counted from it', () => {
  expect(stakeRange({ ...LINE, startStakeMetres: 500 }).startMetres).toBe(500)
  const fromEnd = stakeRange({ ...LINE, endStakeMetres: 30_000 })
  expect(fromEnd.startMetres).toBeCloseTo(30_000 - 0.2 * METRES_PER_DEGREE, 3)
  expect(fromEnd.isCounted).toBe(false)
})

test('the place of a stake lies on the line and has that stake', () => {
  const places = fc.array(
    fc.tuple(
      fc.double({ min: 116, max: 117, noNaN: true }),
      fc.double({ min: 35, max: 36, noNaN: true }),
    ),
    { minLength: 2, maxLength: 6 },
  )
  fc.assert(
    fc.property(places, fc.double({ min: 0, max: 1, noNaN: true }), (line, share) => {
      const staked = { ...LINE, line }
      const { endMetres } = stakeRange(staked)
      fc.pre(endMetres > 100)
      const place = placeAtStake(staked, share * endMetres)!
      const seen = stakeOf(staked, place)
      expect(seen.offsetMetres).toBeLessThan(0.5)
      // where a line crosses itself the place has two stakes; the line's point is the same
      expect(haversineMetres(...seen.position, ...place)).toBeLessThan(0.5)
    }),
  )
})
