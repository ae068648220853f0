import { describe, expect, it } from 'vitest'
import { stockpileResource } from '../../../data/resources/stockpile.ts'
import { featureSchema } from '../../../data/schema.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import { createRoadside } from '../../../seeds/build/resources/roadside.ts'
import {
  generateStockpiles,
  type StockpileFeature,
} from '../../../seeds/build/stockpiles/generate-stockpiles.ts'
import { isInCounty, isWet } from '../../fixtures/facts-geometry.ts'
import { type LonLat, towns } from '../../fixtures/facts-reading.ts'
import { HILLS, latticeDemands, latticeDraft } from './stations-lattice.ts'

describe('the stockpiles', () => {
  const region = readRegion()
  const make = (): StockpileFeature[] =>
    generateStockpiles(
      region,
      createRoadside(latticeDraft(region)),
      latticeDemands(region),
      HILLS.slice(0, 1),
    )
  const ofTier = (tier: string) => piles.filter(({ properties }) => properties.tier === tier)
  const mean = (tier: string, item: keyof StockpileFeature['properties']['stock']): number => {
    const values = ofTier(tier).map(({ properties }) => properties.stock[item] ?? 0)
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }

  const piles = make()

  it('are about 230 in four tiers, every county with some of its own', () => {
    expect(piles.length).toBeGreaterThanOrEqual(220)
    expect(piles.length).toBeLessThanOrEqual(240)
    expect(ofTier('city').length).toBeGreaterThanOrEqual(1)
    expect(ofTier('city').length).toBeLessThanOrEqual(3)
    expect(new Set(ofTier('county').map(({ properties }) => properties.countyCode)).size).toBe(11)
    expect(ofTier('town').length).toBeGreaterThan(50)
    expect(ofTier('village').length).toBeGreaterThan(ofTier('town').length)
  })

  it('are valid, each with a code, name and telephone number of its own', () => {
    const schema = featureSchema(stockpileResource)
    for (const pile of piles) expect(schema.safeParse(pile).error).toBeUndefined()
    for (const field of ['code', 'name', 'nameEn', 'phone'] as const) {
      expect(new Set(piles.map(({ properties }) => properties[field])).size).toBe(piles.length)
    }
    for (const { properties } of piles) {
      expect(properties.phone).toMatch(/^0537-0002\d{3}$/)
      expect(properties.provenance).toBe('generated')
    }
  })

  it('lie in the county of their town, on dry land', () => {
    for (const { geometry, properties } of piles) {
      const place = geometry.coordinates as LonLat
      expect(towns.find(({ code }) => code === properties.townCode)?.countyCode).toBe(
        properties.countyCode,
      )
      expect(isInCounty(place, properties.countyCode)).toBe(true)
      expect(isWet(place)).toBe(false)
    }
  })

  it('hold more in a higher tier, and nothing that comes to zero', () => {
    for (const item of ['sandbag', 'life-jacket', 'quilt', 'water'] as const) {
      const means = ['city', 'county', 'town', 'village'].map((tier) => mean(tier, item))
      expect(means).toEqual([...means].sort((a, b) => b - a))
    }
    for (const { properties } of piles) {
      for (const quantity of Object.values(properties.stock)) expect(quantity).toBeGreaterThan(0)
      expect(Object.keys(properties.stock).length).toBeGreaterThan(0)
    }
  })

  it('are the same on every run', () => {
    expect(make()).toEqual(piles)
  }, 60_000)
})
