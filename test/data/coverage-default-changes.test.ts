/** What the coverage analysis foretells over the default data, carried out as scenarios. */
import { describe, expect, test } from 'vitest'
import type { CoverageRequest, Gap } from '../../data/coverage.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { ScenarioChanges } from '../../data/scenario.ts'
import { CoverageModel } from '../../server/analysis/coverage/coverage-model.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { segmentLonLats } from '../../server/network/graph.ts'
import {
  defaultCoverage,
  figuresFor,
  lonLatOf,
  NIGHT,
  picks,
  questionFor,
} from '../fixtures/coverage-ground.ts'
import { runs } from '../fixtures/runs.ts'
import { point } from '../fixtures/shapes.ts'

/** Rows of the table per kind. */
const MOST_LISTED = 100
const PATIENCE_MILLISECONDS = 600_000

const { model } = await defaultCoverage()

const inTime = (request: CoverageRequest): number => figuresFor(model, request).summary.peopleInTime
/** Without a scenario, each request is answered once. */
const inTimeToday = new Map<CoverageRequest, number>()
/** People whom a scenario brings in time; fewer than none where it costs some. */
const won = (request: CoverageRequest, scenario: CoverageRequest['scenario']): number => {
  const today = inTimeToday.get(request) ?? inTime(request)
  inTimeToday.set(request, today)
  return inTime({ ...request, scenario }) - today
}

/** On the first straight piece of a stretch of road, where it is not yet another one. */
const middleOfFirstLeg = (segment: number): [number, number] => {
  const [x = 0, y = 0, toX = 0, toY = 0] = segmentLonLats(model.network.graph, segment)
  return [(x + toX) / 2, (y + toY) / 2]
}

type Named = { id: string; peopleLost: number }

describe.each<[string, CoverageRequest]>([
  ['by day', {}],
  ['at 03:00 with a reserve', { at: NIGHT, filter: { due: 2 } }],
])('fragility %s', { timeout: PATIENCE_MILLISECONDS }, (_, request) => {
  const found = figuresFor(model, request, ['fragility'])

  test('a station that is taken away loses exactly the people told', () => {
    const listed: Named[] = found.fragility.filter(({ kind }) => kind === 'station')
    const spare: Named[] = found.overlap.map(({ id }) => ({ id, peopleLost: 0 }))
    expect(listed.length).toBeGreaterThan(10)
    expect(spare.length).toBeGreaterThan(10)
    for (const { id, peopleLost } of [...picks(listed, 10, 3), ...picks(spare, 10, 4)]) {
      expect(won(request, { remove: [id] }) + 0, id).toBe(0 - peopleLost)
    }
  })

  test('every station that counts is fragile, spare, or too little to be listed', () => {
    const listed = found.fragility.filter(({ kind }) => kind === 'station').map(({ id }) => id)
    const spare = found.overlap.map(({ id }) => id)
    expect(new Set([...listed, ...spare]).size).toBe(listed.length + spare.length)
    const { stationsCounted } = found.summary
    expect(listed.length).toBe(Math.min(MOST_LISTED, stationsCounted - spare.length))
  })

  test('a bridge that is closed on one of its stretches loses exactly the people told', () => {
    const listed = found.fragility.filter(({ kind }) => kind !== 'station')
    expect(listed.length).toBeGreaterThan(2)
    const lost = new Map(listed.map(({ id, peopleLost }) => [id, peopleLost]))
    const harmless = model.structures.filter(({ id }) => !lost.has(id))
    const harmful = model.structures.filter(({ id }) => lost.has(id))
    for (const { id, segments } of [...picks(harmful, runs(10), 5), ...picks(harmless, 10, 6)]) {
      const [stretch] = picks(segments, 1, 7)
      const close = [point(...middleOfFirstLeg(stretch!))]
      expect(won(request, { close }) + 0, id).toBe(0 - (lost.get(id) ?? 0))
    }
  })
})

describe('a scenario', { timeout: PATIENCE_MILLISECONDS }, () => {
  /** The same changes made to the data: what is then there is there without a scenario. */
  const carriedOut = (scenario: ScenarioChanges): CoverageModel => {
    const stations = model.data.stations
      .filter(({ id }) => !scenario.remove.includes(id))
      .map((station) => {
        const move = scenario.move.find(({ id }) => id === station.id)
        const change = scenario.change.find(({ id }) => id === station.id)
        const position: LonLat = move ? [move.lon, move.lat] : station.position
        // Who states hours has them in place of the roster.
        const statesHours =
          change && ['dutyPattern', 'dutyFrom', 'dutyUntil'].some((name) => name in change)
        const roster = statesHours ? { roster: null } : {}
        return { ...station, position, values: { ...station.values, ...roster, ...change } }
      })
    const built = scenario.add.map(({ id = '', lon, lat, turnoutSeconds }) => ({
      ...model.data.stations[0]!,
      id,
      position: [lon, lat] as const,
      values: {
        turnoutSeconds,
        grade: 'third',
        equipment: {},
        crewOnDuty: 1,
        dutyPattern: 'around-the-clock',
        buildStatus: 'operating',
      },
    }))
    return new CoverageModel(model.network, { ...model.data, stations: [...stations, ...built] })
  }

  const made = (seed: number): ScenarioChanges => {
    const random = seededRandom(seed)
    const { stations, demand } = model.data
    const somewhere = () => {
      const [lon, lat] = lonLatOf(model, Math.floor(random() * demand.count))
      return { lon, lat }
    }
    const ids = picks(stations, 60, seed).map(({ id }) => id)
    return {
      add: [1, 2, 3].map((n) => ({ id: `new-${n}`, turnoutSeconds: 30 * n, ...somewhere() })),
      remove: ids.slice(0, 20),
      move: ids.slice(20, 35).map((id) => ({ id, ...somewhere() })),
      change: ids
        .slice(30, 60)
        .map((id, i) =>
          i % 2 === 0
            ? { id, turnoutSeconds: 10 * i }
            : { id, dutyPattern: 'around-the-clock', crewOnDuty: i % 3 },
        ),
      close: picks(model.structures, 8, seed).map(({ segments }) =>
        point(...middleOfFirstLeg(segments[0]!)),
      ),
    }
  }

  test.each<[number, CoverageRequest]>([
    [1, {}],
    [2, { at: NIGHT }],
    [3, { at: NIGHT, filter: { due: 2 } }],
    [4, { profile: 'supply-lorry', filter: { due: 3 }, standards: { urban: 900, rural: 1500 } }],
  ])('foretells what its changes will bring once they are made (%i)', (seed, request) => {
    const scenario = made(seed)
    const foretold = { ...request, scenario }
    const real = carriedOut(scenario)
    const later = { ...request, closures: scenario.close }
    expect(model.arrivals(questionFor(foretold)).deciseconds).toEqual(
      real.arrivals(questionFor(later)).deciseconds,
    )
    const told = (figures: ReturnType<typeof figuresFor>) => ({
      ...figures,
      changes: null,
      // Where two are there at the same time, either may be named first.
      gaps: figures.gaps.map(({ nearest: _, ...gap }) => gap),
      fragility: figures.fragility.map(({ peopleLost }) => peopleLost),
      overlap: figures.overlap.map(({ id }) => id).sort(),
    })
    const parts = ['areas', 'gaps', 'fragility', 'distribution'] as const
    expect(told(figuresFor(model, foretold, parts))).toEqual(told(figuresFor(real, later, parts)))
  })
})

describe('remedies', { timeout: PATIENCE_MILLISECONDS }, () => {
  const remedies = (gaps: readonly Gap[], kind: string) =>
    gaps.flatMap(({ remedy }) => (remedy?.kind === kind ? [remedy] : []))

  test.each<[string, CoverageRequest]>([
    ['by day', {}],
    ['with a reserve', { filter: { due: 2 } }],
  ])('a new site wins the people told, %s', (_, request) => {
    const { gaps } = figuresFor(model, request, ['gaps', 'remedies'])
    const sites = picks(remedies(gaps, 'new-site'), 10, 8)
    expect(sites.length).toBe(10)
    for (const {
      position: [lon, lat],
      peopleWonInAll,
      peopleWon,
    } of sites) {
      expect(peopleWon).toBeGreaterThan(0)
      expect(peopleWonInAll).toBeGreaterThanOrEqual(peopleWon)
      expect(won(request, { add: [{ lon, lat }] })).toBe(peopleWonInAll)
    }
  })

  test('longer hours at 03:00 win the people told', () => {
    const request = { at: NIGHT }
    const { gaps } = figuresFor(model, request, ['gaps', 'remedies'])
    const longer = picks(remedies(gaps, 'longer-hours'), 10, 9)
    expect(longer.length).toBe(10)
    for (const { stationId, peopleWonInAll } of longer) {
      const change = { id: stationId!, dutyPattern: 'around-the-clock' as const, crewOnDuty: 2 }
      expect(won(request, { change: [change] })).toBe(peopleWonInAll)
    }
  })

  test('a piece of equipment wins the people told', () => {
    const request = { filter: { equipment: { boat: 2, pump: 1 } } }
    const { gaps } = figuresFor(model, request, ['gaps', 'remedies'])
    const gear = picks(remedies(gaps, 'equipment'), 10, 10)
    expect(gear.length).toBeGreaterThan(0)
    for (const { stationId, peopleWonInAll, missing } of gear) {
      const station = model.data.stations.find(({ id }) => id === stationId)!
      const held = station.values.equipment as Record<string, number>
      const equipment = { ...held }
      for (const [key, count] of Object.entries(missing)) {
        equipment[key] = (held[key] ?? 0) + count
        expect(equipment[key]).toBe(key === 'boat' ? 2 : 1)
      }
      expect(won(request, { change: [{ id: stationId!, equipment }] })).toBe(peopleWonInAll)
    }
  })
})
