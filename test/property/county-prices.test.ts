/** Least shares of counties by prices, against every choice of sites. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CountyPrices } from '../../server/analysis/siting/county-shares.ts'
import { forAll } from '../fixtures/runs.ts'
import { choices } from '../fixtures/siting-instances.ts'

const COUNTIES = 3
const SITES = 8

/** Sites that win people of their own, by county. */
const cases = fc.record({
  wins: fc.array(fc.array(fc.nat({ max: 9 }), { minLength: COUNTIES, maxLength: COUNTIES }), {
    minLength: SITES,
    maxLength: SITES,
  }),
  needs: fc.array(fc.nat({ max: 14 }), { minLength: COUNTIES, maxLength: COUNTIES }),
  siteCount: fc.integer({ min: 1, max: 4 }),
})

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

describe('least shares of counties', () => {
  it('bounds what the best choice wins that keeps them, and finds one where halving prices does', () => {
    let kept = 0
    let keepable = 0
    forAll(1000, cases, ({ wins, needs, siteCount }) => {
      const wonBy = (chosen: readonly number[]): number[] =>
        needs.map((_, county) => sum(chosen.map((site) => wins[site]![county]!)))
      const all = [...choices(SITES, siteCount)].map(wonBy)
      const isKept = (won: readonly number[]) => won.every((each, county) => each >= needs[county]!)
      const best = Math.max(...all.filter(isKept).map(sum))
      const prices = new CountyPrices(needs)
      let found = Number.NEGATIVE_INFINITY
      for (let round = 0; round < 12; round++) {
        const { weights } = prices
        const worth = (won: readonly number[]) => sum(won.map((each, i) => each * weights[i]!))
        const won = all.reduce((a, b) => (worth(b) > worth(a) ? b : a))
        expect(prices.boundOf(worth(won))).toBeGreaterThanOrEqual(best)
        expect(prices.shortfall(won) === 0).toBe(isKept(won))
        if (isKept(won)) found = Math.max(found, sum(won))
        if (!prices.learn(won)) break
      }
      expect(found).toBeLessThanOrEqual(best)
      keepable += Number(best >= 0)
      kept += Number(found >= 0)
    })
    // Prices find no choice that is the best at none; most are found.
    expect(kept / keepable).toBeGreaterThan(0.8)
  })
})
