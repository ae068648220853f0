import { describe, expect, test } from 'vitest'
import {
  distanceToLineMetres,
  isInside,
  segmentsOf,
  sphericalAreaKm2,
} from '../../fixtures/facts-geometry.ts'
import { counties, type LonLat, water } from '../../fixtures/facts-reading.ts'

/** Population in units of 10,000 persons at the end of 2023, as published by each county. */
const populationWan: Record<string, [nameZh: string, wan: number]> = {
  '370811': ['任城区', 150],
  '370812': ['兖州区', 63],
  '370826': ['微山县', 60.32],
  '370827': ['鱼台县', 41],
  '370828': ['金乡县', 62.18],
  '370829': ['嘉祥县', 80],
  '370830': ['汶上县', 67.13],
  '370831': ['泗水县', 52.88],
  '370832': ['梁山县', 71],
  '370881': ['曲阜市', 62],
  '370883': ['邹城市', 114.4],
}

const directedEdges = counties.flatMap(({ properties, geometry }) =>
  geometry.coordinates.flat().flatMap((ring) =>
    segmentsOf(ring).map(([a, b]) => ({
      code: properties.code,
      forward: `${a}>${b}`,
      backward: `${b}>${a}`,
    })),
  ),
)

describe('county polygons', () => {
  test('are the 11 counties with their published populations', () => {
    const found = Object.fromEntries(
      counties.map(({ properties: { code, nameZh, population } }) => [
        code,
        [nameZh, population / 10_000],
      ]),
    )
    expect(found).toEqual(populationWan)
  })

  test('cover about 11,000 km², the area of the city', () => {
    const area = counties.reduce((sum, c) => sum + sphericalAreaKm2(c.geometry.coordinates), 0)
    expect(area).toBeGreaterThan(11_000 * 0.96)
    expect(area).toBeLessThan(11_000 * 1.04)
  })

  test('never overlap along an edge: no edge is walked twice in one direction', () => {
    const walked = directedEdges.map(({ forward }) => forward)
    expect(new Set(walked).size).toBe(walked.length)
  })

  test('share edges exactly with the neighbours that the map shows', () => {
    const owner = new Map(directedEdges.map(({ code, forward }) => [forward, code]))
    const pairs = new Set<string>()
    for (const { code, backward } of directedEdges) {
      const neighbour = owner.get(backward)
      if (neighbour !== undefined && neighbour > code) pairs.add(`${code}-${neighbour}`)
    }
    const laterNeighbours = {
      '370811': ['370812', '370826', '370827', '370829', '370830'],
      '370812': ['370830', '370881', '370883'],
      '370826': ['370827', '370883'],
      '370827': ['370828'],
      '370828': ['370829'],
      '370829': ['370830', '370832'],
      '370830': ['370832'],
      '370831': ['370881', '370883'],
      '370881': ['370883'],
    }
    for (const [code, neighbours] of Object.entries(laterNeighbours)) {
      for (const neighbour of neighbours) expect(pairs).toContain(`${code}-${neighbour}`)
    }
  })
})

describe('lakes and reservoirs', () => {
  /** Positions of the works as published, independent of the shapes. */
  const published: [id: string, place: LonLat][] = [
    ['nishan-reservoir', [117.2, 35.48]],
    ['xiwei-reservoir', [117.047, 35.388]],
    ['hezhuang-reservoir', [117.55, 35.63]],
    ['nansi-lake-lower', [117.23, 34.594]],
    ['nansi-lake-upper', [116.862, 34.986]],
  ]

  test.each(published)('%s lies within 1 km of its published position', (id, place) => {
    const body = water.find(({ properties }) => properties.id === id)
    const polygons = body?.geometry.coordinates ?? []
    const toShore = Math.min(...polygons.flat().map((ring) => distanceToLineMetres(place, ring)))
    expect(isInside(place, polygons) ? 0 : toShore).toBeLessThan(1000)
  })

  test('have unique ids and closed rings', () => {
    expect(new Set(water.map(({ properties }) => properties.id)).size).toBe(water.length)
    for (const { geometry } of water) {
      for (const ring of geometry.coordinates.flat()) {
        expect(ring.length).toBeGreaterThanOrEqual(4)
        expect(ring.at(-1)).toEqual(ring[0])
      }
    }
  })

  test('are surveyed, but for Nansi Lake, which tells how much of it is there', () => {
    const rough = water.filter(({ properties }) => properties.provenance !== 'surveyed')
    expect(rough.map(({ properties }) => properties.id).sort()).toEqual([
      'nansi-lake-lower',
      'nansi-lake-upper',
      'nanyang-lake',
    ])
    const area = rough.reduce(
      (sum, { geometry }) => sum + sphericalAreaKm2(geometry.coordinates),
      0,
    )
    for (const { properties } of rough) {
      expect(properties.provenance).toBe('approximate')
      expect(properties.nameZh).toMatch(/示意水面$/)
      expect(properties.source).toContain(`约 ${Math.round(area)} 平方千米`)
      expect(properties.source).toContain(`about ${Math.round(area)} km²`)
    }
    expect(area).toBeLessThan(1266 / 2)
  })

  test('are at least 0.15 km² each', () => {
    for (const { properties, geometry } of water) {
      expect(sphericalAreaKm2(geometry.coordinates), properties.id).toBeGreaterThan(0.149)
    }
  })
})
