import { describe, expect, it } from 'vitest'
import { dutyAt } from '../../../data/duty.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { featureSchema } from '../../../data/schema.ts'
import { apportion } from '../../../seeds/build/apportion.ts'
import { chineseNumeral, phoneBlock } from '../../../seeds/build/resources/labels.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import { createRoadside } from '../../../seeds/build/resources/roadside.ts'
import {
  generateStations,
  type StationFeature,
} from '../../../seeds/build/stations/generate-stations.ts'
import {
  distanceMetres,
  distanceToLineMetres,
  isInCounty,
  isWet,
} from '../../fixtures/facts-geometry.ts'
import { type LonLat, towns } from '../../fixtures/facts-reading.ts'
import { lineOf } from '../../fixtures/roads-default.ts'
import { HILLS, latticeDemands, latticeDraft } from './stations-lattice.ts'

const WOODS = HILLS.slice(0, 2)

describe('sharing out whole stations', () => {
  it('rounds the largest remainders up (Hamilton’s method, by hand)', () => {
    // 5.3, 2.4 and 2.3 of ten: the floors make nine, the tenth goes to the remainder 0.4.
    expect(apportion(10, [53, 24, 23])).toEqual([5, 3, 2])
  })

  it('gives everyone the minimum first', () => {
    expect(apportion(5, [1, 0, 999], 1)).toEqual([1, 1, 3])
  })

  it('refuses a total below the minima', () => {
    expect(() => apportion(2, [1, 1, 1], 1)).toThrow(RangeError)
  })
})

describe('names and numbers', () => {
  it('writes Chinese numerals', () => {
    const numerals = [1, 2, 10, 11, 20, 34].map(chineseNumeral)
    expect(numerals).toEqual(['一', '二', '十', '十一', '二十', '三十四'])
  })

  it('never lets one collection’s telephone numbers run into another’s', () => {
    const phoneOf = phoneBlock(1000, 1000)
    expect(phoneOf(999)).toBe('0537-0001999')
    expect(() => phoneOf(1000)).toThrow(RangeError)
  })
})

describe('the stations', () => {
  const region = readRegion()
  const draft = latticeDraft(region)
  const demands = latticeDemands(region)
  const make = () => generateStations(region, createRoadside(draft), demands, WOODS)
  const stations = make()

  const placeOf = (station: StationFeature): LonLat => station.geometry.coordinates as LonLat
  const meanOf = (values: number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length

  it('are 600, at least one in each of the 156 towns', () => {
    expect(stations).toHaveLength(600)
    expect(new Set(stations.map(({ properties }) => properties.townCode)).size).toBe(156)
  })

  it('are valid features with a code, a name and a telephone number of their own', () => {
    const schema = featureSchema(stationResource)
    for (const station of stations) expect(schema.safeParse(station).error).toBeUndefined()
    for (const field of ['code', 'name', 'nameEn', 'phone'] as const) {
      expect(new Set(stations.map(({ properties }) => properties[field])).size).toBe(600)
    }
    for (const { id, properties } of stations) {
      expect(id).toBe(properties.code)
      expect(properties.code).toMatch(new RegExp(`^WJZ-${properties.countyCode}-\\d{3}$`))
      expect(properties.phone).toMatch(/^0537-000\d{4}$/)
      expect(properties.provenance).toBe('generated')
    }
  })

  it('lie in the county of their town, on dry land', () => {
    for (const station of stations) {
      const { countyCode, townCode } = station.properties
      expect(towns.find(({ code }) => code === townCode)?.countyCode).toBe(countyCode)
      expect(isInCounty(placeOf(station), countyCode)).toBe(true)
      expect(isWet(placeOf(station))).toBe(false)
    }
  })

  it('stand 8 to 20 m beside a lane and never beside the expressway alone', () => {
    const [expressways, lanes] = [true, false].map((isExpressway) =>
      draft.segments
        .filter(({ roadClass }) => (roadClass === 'expressway') === isExpressway)
        .map((segment) => lineOf(draft, segment)),
    )
    for (const place of stations.map(placeOf)) {
      const metresTo = (lines: LonLat[][] = []): number[] =>
        lines
          .filter(([start]) => start!.every((degrees, i) => Math.abs(degrees - place[i]!) < 0.02))
          .map((line) => distanceToLineMetres(place, line))
      const metres = Math.min(...metresTo(lanes))
      expect(metres).toBeGreaterThan(5.9)
      expect(metres).toBeLessThan(20.5)
      expect(Math.min(...metresTo(expressways))).toBeGreaterThan(59)
    }
  })

  it('keep apart from each other', () => {
    for (const [i, one] of stations.entries()) {
      for (const other of stations.slice(i + 1)) {
        expect(distanceMetres(placeOf(one), placeOf(other))).toBeGreaterThan(240)
      }
    }
  })

  it('are better equipped and quicker out in a higher grade', () => {
    const of = (grade: string) => stations.filter(({ properties }) => properties.grade === grade)
    for (const key of ['pump', 'hose', 'extinguisher', 'rescue-vehicle', 'floodlight'] as const) {
      const [first = 0, second = 0, third = 0] = ['first', 'second', 'third'].map((grade) =>
        meanOf(of(grade).map(({ properties }) => properties.equipment[key] ?? 0)),
      )
      expect(first).toBeGreaterThan(second)
      expect(second).toBeGreaterThan(third)
    }
    const turnouts = ['first', 'second', 'third'].map((grade) =>
      meanOf(of(grade).map(({ properties }) => properties.turnoutSeconds)),
    )
    expect(turnouts).toEqual([...turnouts].sort((a, b) => a - b))
    for (const { properties } of stations) {
      expect(properties.turnoutSeconds).toBeGreaterThanOrEqual(40)
      expect(properties.turnoutSeconds).toBeLessThanOrEqual(120)
    }
  })

  it('carry forest-fire gear in the hills only and boats mostly at the lake', () => {
    for (const station of stations) {
      const nearWood = WOODS.some((wood) => distanceMetres(wood, placeOf(station)) < 4_400)
      const farFromWood = WOODS.every((wood) => distanceMetres(wood, placeOf(station)) > 4_600)
      if (nearWood) expect(station.properties.equipment.beater).toBeGreaterThan(0)
      if (farFromWood) expect(station.properties.equipment.beater).toBeUndefined()
    }
    const boats = (code: string): number =>
      meanOf(
        stations
          .filter(({ properties }) => properties.townCode === code)
          .map(({ properties }) => properties.equipment.boat ?? 0),
      )
    // 微山岛镇 lies in the lake, 华村镇 in the hills 70 km away.
    expect(boats('370826111')).toBeGreaterThan(boats('370831111'))
  })

  it('run and are manned as planned', () => {
    const share = (test: (station: StationFeature) => boolean): number =>
      stations.filter(test).length / stations.length
    expect(share(({ properties }) => properties.buildStatus === 'operating')).toBeGreaterThan(0.9)
    expect(share(({ properties }) => properties.buildStatus === 'operating')).toBeLessThan(0.96)
    expect(share(({ properties }) => properties.dutyPattern === 'around-the-clock')).toBeCloseTo(
      0.6,
      1,
    )
    expect(share(({ properties }) => properties.roster !== null)).toBeCloseTo(0.33, 1)
    for (const { properties } of stations) {
      const isDayShift = properties.dutyPattern === 'day-shift'
      expect(properties.dutyFrom !== null).toBe(isDayShift)
      expect(properties.dutyUntil !== null).toBe(isDayShift)
      const { buildStatus, openingOn } = properties
      if (buildStatus !== 'operating') expect(properties.crewOnDuty).toBe(0)
      const isToOpen = buildStatus === 'building' || buildStatus === 'planned'
      expect(openingOn !== null).toBe(isToOpen)
      if (isToOpen) expect(`${openingOn}`).toMatch(/^202[678]-/)
      if (isToOpen) expect(`${openingOn}` > '2026-10-31').toBe(true)
      // On an ordinary Monday the roster says what the hours say.
      for (const hour of ['03', '07', '12', '20', '23']) {
        const monday = new Date(`2026-11-23T${hour}:00:00+08:00`)
        const byHours = dutyAt({ ...properties, roster: null }, monday).isOn
        expect(dutyAt(properties, monday).isOn).toBe(byHours)
      }
      expect(properties.verifiedAt ?? '').toMatch(/^202[56]-/)
      expect((properties.verifiedAt ?? '') >= '2025-10-31').toBe(true)
      expect((properties.verifiedAt ?? '') <= '2026-10-31').toBe(true)
    }
  })

  it('are the same on every run', () => {
    expect(make()).toEqual(stations)
  })
})
