import { describe, expect, it } from 'vitest'
import { floodWorkUnion } from '../../../data/resources/flood-work.ts'
import { featureSchema } from '../../../data/schema.ts'
import { generateFloodWorks } from '../../../seeds/build/flood-works/generate-flood-works.ts'
import { readFloodWorkFacts } from '../../../seeds/build/flood-works/named-works.ts'
import {
  type FloodWorkFeature,
  reservoirScaleOf,
  sluiceScaleOf,
} from '../../../seeds/build/flood-works/work.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import {
  distanceMetres,
  distanceToLineMetres,
  isInCounty,
  isInside,
  placesAlong,
} from '../../fixtures/facts-geometry.ts'
import { type LonLat, type Rings, rivers, towns, water } from '../../fixtures/facts-reading.ts'
import { HILLS, latticeDemands } from './stations-lattice.ts'

/** The generalised outline of a reservoir is this far from its real shore in places. */
const SHORE_TOLERANCE_METRES = 400
/** Levees are cut to 50 m where their river runs into the lake. */
const LEVEE_END_METRES = 50

const lengthMetres = (line: LonLat[]): number =>
  line.slice(1).reduce((sum, end, i) => sum + distanceMetres(line[i] ?? end, end), 0)

it('classes of works go by the borders of the standards', () => {
  const reservoirs = [11_300, 10_000, 9_999, 999, 99].map(reservoirScaleOf)
  expect(reservoirs).toEqual(['large-2', 'large-2', 'medium', 'small-1', 'small-2'])
  const sluices = [5_000, 1_000, 999, 20, 19].map(sluiceScaleOf)
  expect(sluices).toEqual(['large-1', 'large-2', 'medium', 'small-1', 'small-2'])
})

describe('the flood works', () => {
  const region = readRegion()
  const make = (): FloodWorkFeature[] =>
    generateFloodWorks(
      { region, woods: HILLS, demands: latticeDemands(region), roadMetres: () => 1_000 },
      readFloodWorkFacts(),
    )
  const ofKind = (kind: string) => works.filter(({ properties }) => properties.kind === kind)
  const named = (name: string): FloodWorkFeature => {
    const found = works.find(({ properties }) => properties.name === name)
    if (!found) throw new Error(`there is no ${name}`)
    return found
  }
  const lineOf = (work: FloodWorkFeature): LonLat[] => work.geometry.coordinates as LonLat[]
  const placesOf = ({ geometry }: FloodWorkFeature): LonLat[] => {
    if (geometry.type === 'Point') return [geometry.coordinates]
    return geometry.type === 'LineString'
      ? geometry.coordinates
      : ((geometry.coordinates as Rings)[0] ?? [])
  }

  const works = make()

  it('are about 400, of which 248 reservoirs, as points, lines and polygons', () => {
    expect(works.length).toBeGreaterThan(380)
    expect(works.length).toBeLessThan(430)
    expect(ofKind('reservoir')).toHaveLength(248)
    expect(ofKind('sluice').length).toBeGreaterThanOrEqual(30)
    expect(ofKind('pump-station').length).toBeGreaterThanOrEqual(20)
    expect(ofKind('levee').length).toBeGreaterThanOrEqual(50)
    expect(ofKind('danger-section').length).toBeGreaterThanOrEqual(30)
    expect(new Set(works.map(({ geometry }) => geometry.type))).toEqual(
      new Set(['Point', 'LineString', 'Polygon']),
    )
  })

  it('are valid, each with a code and names of its own', () => {
    const schema = featureSchema(floodWorkUnion)
    for (const work of works) expect(schema.safeParse(work).error).toBeUndefined()
    for (const field of ['code', 'name', 'nameEn'] as const) {
      const values = works.map(({ properties }) => properties[field])
      expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([])
    }
  })

  it('name only placeholders as persons, with numbers that cannot be anyone’s', () => {
    const phones = works.flatMap(({ properties }) => [
      properties.administrativePhone,
      properties.technicalPhone,
      properties.patrolPhone,
    ])
    expect(new Set(phones).size).toBe(works.length * 3)
    for (const phone of phones) expect(phone).toMatch(/^0537-000\d{4}$/)
    for (const { properties } of works) {
      for (const person of ['administrativePerson', 'technicalPerson', 'patrolPerson'] as const) {
        expect(properties[person]).toMatch(/^责任人[甲乙丙]$/)
      }
    }
  })

  it('have the large reservoirs where they are, in their own water', () => {
    const places: [string, LonLat][] = [
      ['尼山水库', [117.2, 35.48]],
      ['西苇水库', [117.047, 35.388]],
      ['贺庄水库', [117.55, 35.63]],
    ]
    for (const [name, place] of places) {
      const work = named(name)
      expect(distanceMetres(placesOf(work)[0] ?? [0, 0], place)).toBeLessThan(300)
      expect(work.properties.scale).toBe('large-2')
      expect(work.properties.provenance).toBe('approximate')
      const surface = water.find(({ properties }) => properties.nameZh === name)
      const shores = (surface?.geometry.coordinates ?? []).flat()
      const isOnIt =
        isInside(place, surface?.geometry.coordinates ?? []) ||
        shores.some((shore) => distanceToLineMetres(place, shore) < SHORE_TOLERANCE_METRES)
      expect([name, isOnIt]).toEqual([name, true])
    }
    expect(named('尼山水库').properties.lengthMetres).toBe(1805)
    expect(named('尼山水库').properties.capacityTenThousandCubicMetres).toBe(11_300)
  })

  it('have the small reservoirs in the hill counties, apart from each other and from seats', () => {
    const reservoirs = ofKind('reservoir')
    const share = (codes: string[]): number =>
      reservoirs.filter(({ properties }) => codes.includes(properties.countyCode)).length / 248
    expect(share(['370831', '370883', '370881'])).toBeGreaterThan(0.75)
    for (const [i, one] of reservoirs.entries()) {
      const place = placesOf(one)[0] ?? [0, 0]
      for (const other of reservoirs.slice(i + 1)) {
        expect(distanceMetres(place, placesOf(other)[0] ?? [0, 0])).toBeGreaterThan(990)
      }
      for (const { seat } of towns) expect(distanceMetres(place, seat)).toBeGreaterThan(800)
    }
    for (const { properties } of reservoirs) {
      const capacity = properties.capacityTenThousandCubicMetres
      if (properties.scale === 'small-1') expect(capacity).toBeGreaterThanOrEqual(100)
      if (properties.scale === 'small-2') expect(capacity).toBeLessThan(100)
    }
  })

  it('measure the great levees and the dam as published', () => {
    const published: [string, number, number][] = [
      ['黄河右堤梁山段', 24_300, 0.01],
      ['大汶河左堤汶上段', 15_300, 0.01],
      ['二级坝', 7_360, 0.02],
    ]
    for (const [name, metres, tolerance] of published) {
      const work = named(name)
      expect(work.properties.lengthMetres).toBe(metres)
      expect(Math.abs(lengthMetres(lineOf(work)) / metres - 1)).toBeLessThan(tolerance)
    }
    const eastShore = ofKind('levee').filter(({ properties }) =>
      properties.name.startsWith('湖东堤'),
    )
    const total = eastShore.reduce((sum, work) => sum + lengthMetres(lineOf(work)), 0)
    // About 124 km; the generalised shore is shorter than the real one.
    expect(total).toBeGreaterThan(100_000)
    expect(total).toBeLessThan(130_000)
  })

  it('run the river levees along their rivers, by the standard of the river', () => {
    const standards: Record<string, [years: number, grade: number]> = {
      泗河: [50, 2],
      洸府河: [50, 2],
      东鱼河: [50, 2],
      蔡河: [20, 4],
      西支河: [20, 4],
    }
    for (const levee of ofKind('levee')) {
      const river = rivers.find(({ properties }) => properties.nameZh === levee.properties.river)
      if (!river || levee.properties.provenance !== 'generated') continue
      for (const place of placesAlong(lineOf(levee), 1_000)) {
        const metres = distanceToLineMetres(place, river.geometry.coordinates)
        expect(metres).toBeLessThan(river.properties.widthMetres / 2 + 60)
        expect(metres).toBeGreaterThan(river.properties.widthMetres / 2)
      }
      const standard = standards[levee.properties.river ?? '']
      if (!standard) continue
      expect(levee.properties.floodStandardYears).toBe(standard[0])
      expect(levee.properties.leveeGrade).toBe(standard[1])
    }
  })

  it('tell the left bank from the right: seen downstream', () => {
    // 白马河 runs south: its left bank is the eastern one. 泗河 in 泗水 runs west: its left is south.
    const meanOf = (name: string, axis: 0 | 1): number => {
      const line = lineOf(named(name))
      return line.reduce((sum, place) => sum + place[axis], 0) / line.length
    }
    expect(meanOf('白马河左堤邹城段', 0)).toBeGreaterThan(meanOf('白马河右堤邹城段', 0))
    const south = lineOf(named('大汶河左堤汶上段'))
    const dawen = rivers.find(({ properties }) => properties.id === 'dawenhe')
    for (const [x, y] of south) {
      const above = (dawen?.geometry.coordinates ?? []).filter(([rx]) => Math.abs(rx - x) < 0.05)
      for (const [, riverLatitude] of above) expect(y).toBeLessThan(riverLatitude + 0.02)
    }
  })

  it('keep the levees out of the open lake', () => {
    const lakes = water.filter(({ properties }) => properties.kind === 'lake')
    for (const levee of ofKind('levee')) {
      const wet = placesAlong(lineOf(levee), 500).filter((place) =>
        lakes.some(
          ({ geometry }) =>
            isInside(place, geometry.coordinates) &&
            geometry.coordinates
              .flat()
              .every((shore) => distanceToLineMetres(place, shore) > LEVEE_END_METRES),
        ),
      )
      expect([levee.properties.name, wet]).toEqual([levee.properties.name, []])
    }
  })

  it('put the danger sections on levees of the same river', () => {
    for (const section of ofKind('danger-section')) {
      const levees = ofKind('levee').filter(
        ({ properties }) => properties.river === section.properties.river,
      )
      for (const place of placesOf(section)) {
        const metres = Math.min(
          ...levees.map((levee) => distanceToLineMetres(place, lineOf(levee))),
        )
        expect(metres).toBeLessThan(150)
      }
    }
  })

  it('say which county and town of it they are in', () => {
    for (const work of works) {
      const { countyCode, townCode } = work.properties
      expect(towns.find(({ code }) => code === townCode)?.countyCode).toBe(countyCode)
      if (work.geometry.type !== 'Point' || work.properties.provenance !== 'generated') continue
      expect(isInCounty(work.geometry.coordinates, countyCode)).toBe(true)
    }
  })

  it('are the same on every run', () => {
    expect(make()).toEqual(works)
  }, 60_000)
})
