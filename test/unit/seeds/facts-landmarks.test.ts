import { expect, test } from 'vitest'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import { seed } from '../../../seeds/collections/landmarks.ts'
import { distanceMetres, isInside } from '../../fixtures/facts-geometry.ts'
import { counties, type LonLat, towns } from '../../fixtures/facts-reading.ts'
import { waterAt } from '../../fixtures/roads-meetings.ts'

const landmarks = seed({ region: readRegion(), settlements: [] })
const placeOf = (name: string): LonLat => {
  const found = landmarks.find(({ properties }) => properties.name === name)
  if (found?.geometry.type !== 'Point') throw new Error(`no landmark ${name}`)
  return found.geometry.coordinates as unknown as LonLat
}

test('each lies in the county that it names, approximate, with an error and a source', () => {
  expect(landmarks.length).toBeGreaterThanOrEqual(15)
  for (const { properties, geometry } of landmarks) {
    const county = counties.find((each) => each.properties.code === properties.countyCode)
    if (!county || geometry.type !== 'Point') throw new Error(properties.name)
    const place = geometry.coordinates as unknown as LonLat
    expect(isInside(place, county.geometry.coordinates), properties.name).toBe(true)
    expect(waterAt(place), properties.name).toBeNull()
    expect(properties.provenance).toBe('approximate')
    expect(properties.errorMetres).toBeGreaterThanOrEqual(300)
    expect(properties.source).toMatch(/[一-龥].*。 .*[a-z].*\.$/)
  }
  expect(new Set(landmarks.map(({ properties }) => properties.name)).size).toBe(landmarks.length)
})

/** What is known of them otherwise; the coordinates come from elsewhere. */
test('they lie as they are known to lie to each other and to the towns', () => {
  const seatOf = (name: string): LonLat =>
    towns.find(({ nameZh }) => nameZh === name)?.seat ?? [0, 0]
  // The old town of Qufu holds the temple, the mansion and, at its north gate, Yan Hui's temple.
  expect(distanceMetres(placeOf('曲阜孔庙'), placeOf('曲阜孔府'))).toBeLessThan(700)
  expect(placeOf('曲阜孔庙')[0]).toBeLessThan(placeOf('曲阜孔府')[0])
  expect(placeOf('颜庙')[1]).toBeGreaterThan(placeOf('曲阜孔庙')[1])
  // The tomb lies 4 km east of Qufu, the station 6 km south-east, Mount Ni 25 to 30 km south-east.
  expect(Math.abs(distanceMetres(placeOf('少昊陵'), seatOf('鲁城街道')) - 4000)).toBeLessThan(1000)
  expect(distanceMetres(placeOf('曲阜东站'), placeOf('曲阜孔庙')) / 1000).toBeGreaterThan(5)
  expect(distanceMetres(placeOf('尼山'), placeOf('曲阜孔庙')) / 1000).toBeLessThan(30)
  expect(distanceMetres(placeOf('微山岛'), seatOf('微山岛镇'))).toBeLessThan(4000)
  expect(distanceMetres(placeOf('水泊梁山'), seatOf('梁山街道'))).toBeLessThan(5000)
})
