import { describe, expect, it } from 'vitest'
import { apportion, apportionWithin } from '../../../seeds/build/apportion.ts'
import { readFacts } from '../../../seeds/build/facts.ts'
import { generateSettlements } from '../../../seeds/build/settlements/generate-settlements.ts'
import type { Settlement } from '../../../seeds/build/settlements/settlement.ts'
import { distanceMetres, distanceToLineMetres, isInCounty } from '../../fixtures/facts-geometry.ts'
import { counties, type LonLat, rivers, towns } from '../../fixtures/facts-reading.ts'
import { laidOutWater, waterAt } from '../../fixtures/roads-meetings.ts'

/** Figures of the city: villages counted by its statistics, share urban as set in the issue. */
const VILLAGES = 4400
const URBAN_SHARE = { least: 0.55, most: 0.6 }
const RIVER_METRES = 100

const settlements = generateSettlements(readFacts())

const placeOf = ({ longitude, latitude }: Settlement): LonLat => [longitude, latitude]
const peopleOf = (of: readonly Settlement[]): number =>
  of.reduce((sum, { people }) => sum + people, 0)

describe('people', () => {
  it.each(counties.map(({ properties }) => [properties.nameZh, properties] as const))(
    'of %s add up to its population',
    (_, { code, population }) => {
      expect(peopleOf(settlements.filter(({ countyCode }) => countyCode === code))).toBe(population)
    },
  )

  it('live in towns as far as the city is urban', () => {
    const urban = peopleOf(settlements.filter(({ areaClass }) => areaClass === 'urban'))
    const share = urban / peopleOf(settlements)
    expect(share).toBeGreaterThanOrEqual(URBAN_SHARE.least)
    expect(share).toBeLessThanOrEqual(URBAN_SHARE.most)
  })

  it('live in about 4,400 villages of 300 to 3,000, most of them small', () => {
    const sizes = settlements
      .filter(({ kind }) => kind === 'village')
      .map(({ people }) => people)
      .sort((a, b) => a - b)
    expect(Math.abs(sizes.length - VILLAGES)).toBeLessThan(20)
    expect(sizes[0]).toBeGreaterThanOrEqual(300)
    expect(sizes.at(-1)).toBeLessThanOrEqual(3000)
    const mean = sizes.reduce((sum, people) => sum + people, 0) / sizes.length
    // A log-normal spread of 0.5 has its mean 13 % above its median (exp(0.5² / 2)).
    expect(mean / (sizes[sizes.length >> 1] ?? Number.NaN)).toBeGreaterThan(1.05)
  })

  it('are whole and everywhere', () => {
    expect(settlements.filter(({ people }) => !Number.isInteger(people) || people < 1)).toEqual([])
  })
})

describe('places', () => {
  it('lie in their county', () => {
    const outside = settlements.filter(
      (settlement) => !isInCounty(placeOf(settlement), settlement.countyCode),
    )
    expect(outside.map(({ id }) => id)).toEqual([])
  })

  it('are dry', () => {
    const wet = settlements.filter(
      (settlement) => waterAt(placeOf(settlement), laidOutWater) !== null,
    )
    expect(wet.map(({ id }) => id)).toEqual([])
  })

  it('keep 100 m from the middle of a barrier river, and off its bed', () => {
    const barriers = rivers.filter(({ properties }) => properties.barrier)
    const near = settlements.filter((settlement) =>
      barriers.some(
        ({ properties, geometry }) =>
          distanceToLineMetres(placeOf(settlement), geometry.coordinates) <
          Math.max(RIVER_METRES, properties.widthMetres / 2),
      ),
    )
    expect(near.map(({ id }) => id)).toEqual([])
  })

  it('do not coincide', () => {
    const places = new Set(settlements.map((settlement) => placeOf(settlement).join(' ')))
    expect(places.size).toBe(settlements.length)
  })
})

describe('towns', () => {
  it('of settlements are of the same county', () => {
    const countyOf = new Map(towns.map(({ code, countyCode }) => [code, countyCode]))
    const wrong = settlements.filter((s) => countyOf.get(s.townCode) !== s.countyCode)
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('all have settlements', () => {
    const withPeople = new Set(settlements.map(({ townCode }) => townCode))
    expect(towns.filter(({ code }) => !withPeople.has(code))).toEqual([])
  })

  it('are mostly the nearest; else only where size or water says so', () => {
    const isNearest = settlements.filter((settlement) => {
      const own = towns
        .filter(({ countyCode }) => countyCode === settlement.countyCode)
        .map(({ code, seat }) => ({ code, metres: distanceMetres(seat, placeOf(settlement)) }))
        .sort((a, b) => a.metres - b.metres)
      return own[0]?.code === settlement.townCode
    })
    expect(isNearest.length / settlements.length).toBeGreaterThan(0.8)
  })

  it('have urban blocks only where their built-up area grows into a city', () => {
    const subdistricts = new Set(
      towns.filter(({ kind }) => kind === 'subdistrict').map(({ code }) => code),
    )
    const urban = settlements.filter(({ areaClass }) => areaClass === 'urban')
    const inSubdistricts = urban.filter(({ townCode }) => subdistricts.has(townCode))
    expect(inSubdistricts.length / urban.length).toBeGreaterThan(0.9)
  })
})

describe('names and runs', () => {
  it('carry the name of the town and a number of their own', () => {
    const nameOf = new Map(towns.map(({ code, nameZh }) => [code, nameZh]))
    for (const { nameZh, nameEn, townCode } of settlements) {
      expect(nameZh.startsWith(nameOf.get(townCode) ?? '?')).toBe(true)
      expect(nameZh).toMatch(/第\d+(村|片区)$/)
      expect(nameEn).toMatch(/\d/)
    }
    for (const key of ['id', 'nameZh', 'nameEn'] as const) {
      expect(new Set(settlements.map((each) => each[key])).size).toBe(settlements.length)
    }
  })

  it('are the same in a second run', () => {
    expect(generateSettlements(readFacts())).toEqual(settlements)
  })
})

describe('apportioned', () => {
  it('gives the largest remainders what rounding down leaves over', () => {
    // 10 by 1 : 1 : 1 is 3⅓ each; 7 by 5 : 3 : 1 is 3.89, 2.33, 0.78.
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(apportion(7, [5, 3, 1])).toEqual([4, 2, 1])
  })

  it('has nowhere to put people without weights', () => {
    expect(() => apportion(1, [0, 0])).toThrow(RangeError)
    expect(apportion(0, [0, 0])).toEqual([0, 0])
  })

  it('keeps within bounds and still adds up', () => {
    const shares = apportionWithin(3000, [1, 1, 100], { least: 500, most: 1800 })
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(3000)
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(500)
    expect(Math.max(...shares)).toBeLessThanOrEqual(1800)
  })
})
