import { describe, expect, it } from 'vitest'
import { forestUnion } from '../../../data/resources/forest.ts'
import { featureSchema } from '../../../data/schema.ts'
import { readForestFacts } from '../../../seeds/build/forests/forest-area.ts'
import { generateForests } from '../../../seeds/build/forests/generate-forests.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import {
  distanceMetres,
  isInCounty,
  isInside,
  isWet,
  meetings,
  sphericalAreaKm2,
} from '../../fixtures/facts-geometry.ts'
import { type LonLat, type Rings, towns } from '../../fixtures/facts-reading.ts'

const HECTARES_PER_SQUARE_KILOMETRE = 100
const MU_PER_HECTARE = 15

describe('the forests', () => {
  const areas = () => forests.filter(({ properties }) => properties.kind === 'area')
  const towers = () => forests.filter(({ properties }) => properties.kind === 'watchtower')
  const ringsOf = (forest: (typeof forests)[number]): Rings => forest.geometry.coordinates as Rings

  const forests = generateForests(readRegion(), readForestFacts())

  it('are about 60 areas and 25 watchtowers, all valid and each with its own code and name', () => {
    expect(areas().length).toBeGreaterThanOrEqual(55)
    expect(areas().length).toBeLessThanOrEqual(65)
    expect(towers()).toHaveLength(25)
    const schema = featureSchema(forestUnion)
    for (const forest of forests) expect(schema.safeParse(forest).error).toBeUndefined()
    for (const field of ['code', 'name', 'phone'] as const) {
      const values = forests.map(({ properties }) => properties[field])
      expect(new Set(values).size).toBe(forests.length)
    }
    for (const { properties } of forests) {
      expect(properties.phone).toMatch(/^0537-0003\d{3}$/)
      expect(['approximate', 'generated']).toContain(properties.provenance)
    }
  })

  it('say what the facts say: 鲁山林场 has 7,744 mu', () => {
    const lushan = forests.find(({ properties }) => properties.name === '鲁山林场')
    const hectares = (lushan?.properties.areaHectares ?? 0) * MU_PER_HECTARE
    expect(Math.abs(hectares / 7744 - 1)).toBeLessThan(0.01)
    expect(lushan?.properties.provenance).toBe('approximate')
  })

  it('state the area that their outline really has', () => {
    for (const area of areas()) {
      const hectares = sphericalAreaKm2([ringsOf(area)]) * HECTARES_PER_SQUARE_KILOMETRE
      expect(Math.abs(hectares / (area.properties.areaHectares ?? 0) - 1)).toBeLessThan(0.01)
    }
  })

  it('keep out of water and of town seats, and inside their county', () => {
    for (const area of areas()) {
      for (const vertex of ringsOf(area)[0] ?? []) {
        expect(isInCounty(vertex, area.properties.countyCode)).toBe(true)
        expect(isWet(vertex)).toBe(false)
      }
      for (const { seat } of towns) expect(isInside(seat, [ringsOf(area)])).toBe(false)
    }
  })

  it('do not overlap', () => {
    const outlines = areas().map((area) => ringsOf(area)[0] ?? [])
    for (const [i, one] of outlines.entries()) {
      for (const other of outlines.slice(i + 1)) {
        const [a, b] = [one[0], other[0]] as [LonLat, LonLat]
        if (distanceMetres(a, b) > 12_000) continue
        expect(meetings(one, other)).toEqual([])
        expect(isInside(a, [[other]])).toBe(false)
        expect(isInside(b, [[one]])).toBe(false)
      }
    }
  })

  it('have outlines that do not cross themselves and are no circles', () => {
    for (const area of areas()) {
      const ring = ringsOf(area)[0] ?? []
      // Neighbouring sides meet in their common vertex: once each, and nowhere else.
      expect(
        new Set(meetings(ring, ring).map(([x, y]) => `${x.toFixed(7)} ${y.toFixed(7)}`)).size,
      ).toBeLessThanOrEqual(ring.length)
      const kilometres = Math.sqrt(sphericalAreaKm2([[ring]]) / Math.PI)
      const centre: LonLat = [
        ring.reduce((sum, [x]) => sum + x, 0) / ring.length,
        ring.reduce((sum, [, y]) => sum + y, 0) / ring.length,
      ]
      const farthest = Math.max(...ring.map((vertex) => distanceMetres(centre, vertex))) / 1000
      expect(farthest / kilometres).toBeGreaterThan(1.1)
    }
  })

  it('hold the watchtowers', () => {
    for (const tower of towers()) {
      const place = tower.geometry.coordinates as LonLat
      expect(areas().some((area) => isInside(place, [ringsOf(area)]))).toBe(true)
    }
  })

  it('are the same on every run', () => {
    expect(generateForests(readRegion(), readForestFacts())).toEqual(forests)
  }, 60_000)
})
