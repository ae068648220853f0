/** What POST /api/coverage/busy answers, over a road on which every time is known. */
import { describe, expect, test } from 'vitest'
import { type BusyAnswer, type BusyRequest, busyAnswerSchema } from '../../data/busy.ts'
import type { CoverageAnswer } from '../../data/coverage.ts'
import { answered, createTestApp, problemOf } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { erlangLoss } from '../fixtures/busy-cities.ts'
import { NIGHT } from '../fixtures/coverage-ground.ts'
import { along, longRoad } from '../fixtures/coverage-hand-made.ts'
import { loadedNetwork } from '../fixtures/grid-network.ts'

const network = loadedNetwork(longRoad(20))
const { counties, towns } = SMALL_DATA_SET
const DAY_SHIFT = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const

const app = await createTestApp(
  {
    counties,
    towns,
    stations: [
      station('A', along(0)),
      station('B', along(9000), DAY_SHIFT),
      station('C', along(15_000), { buildStatus: 'suspended' }),
    ],
    settlements: [
      settlement('town', along(1200), { areaClass: 'urban', people: 100 }),
      settlement('village', along(5000), { people: 20 }),
      settlement('east', along(12_000), { people: 3, townCode: '370831001', countyCode: '370831' }),
    ],
  },
  { network: () => network },
)

const ask = async (body: BusyRequest, on = app): Promise<BusyAnswer> =>
  busyAnswerSchema.parse(await answered(on.post('/api/coverage/busy', body)))

const CALLS = { perYear: 8760, minutesOnScene: 51 }

test('to nothing at all every default is told, with what is assumed', async () => {
  const { query, assumptions, year, timeStamp } = await ask({})
  expect(query).toMatchObject({
    at: '2026-11-23T10:00:00+08:00',
    filter: { due: 1 },
    calls: { perYear: 1, per10000: 55, minutesOnScene: 45, places: 'residents' },
    simulation: { years: 1, seed: 1 },
  })
  expect('parts' in query).toBe(false)
  expect(new Date(timeStamp).getTime()).toBe(new Date(query.at).getTime())
  expect(year.callsPerYear).toBe(1)
  for (const { zh, en } of assumptions) expect(zh && en).toBeTruthy()
})

describe('at night, when one station is there', () => {
  // A is at the town after 180 s, at the village after 560, in the east after 1260; its turnout is
  // 60 s. By night an hour has a fortieth of the day's 24 calls: 0.6.
  const answer = ask({ at: NIGHT, calls: CALLS })

  test('its share of time out is that of one server that loses calls', async () => {
    const { now, stations } = await answer
    const people = [100, 20, 3]
    const away = [180 + 120, 560 + 500, 1260 + 1200]
    const minutesOut =
      51 + people.reduce((sum, each, i) => sum + (each * away[i]!) / 60, 0) / (100 + 20 + 3)
    expect(now).toMatchObject({ people: 123, stations: 1 })
    expect(now.callsPerHour).toBeCloseTo(0.6, 9)
    expect(now.minutesOut).toBeCloseTo(minutesOut, 6)
    const busy = erlangLoss(1, (0.6 * minutesOut) / 60)
    expect(now.busy).toBeCloseTo(busy, 6)
    expect(stations.find(({ id }) => id === 'A')!.busyNow).toBeCloseTo(busy, 6)
    expect(stations.find(({ id }) => id === 'B')!.busyNow).toBeNull()
    expect(stations.map(({ id }) => id)).not.toContain('C')
    // Everybody in time depends on that one station.
    expect(now.plain).toEqual({ peopleInTime: 120, share: 120 / 123 })
    for (const way of [now.expected, now.corrected, now.byStation]) {
      expect(way.share).toBeCloseTo((120 / 123) * (1 - busy), 6)
      expect(way.peopleInTime).toBe(Math.round(120 * (1 - busy)))
    }
  })

  test('counties make the city', async () => {
    const { now, byCounty, byHour, year } = await answer
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
    expect(sum(byCounty.map(({ people }) => people))).toBe(123)
    expect(sum(byCounty.map(({ people, plain }) => people * plain))).toBeCloseTo(120, 6)
    expect(sum(byCounty.map(({ people, byStation }) => people * byStation))).toBeCloseTo(
      123 * now.byStation.share,
      6,
    )
    expect(sum(byCounty.map(({ calls }) => calls))).toBe(year.calls)
    expect(sum(byHour.map(({ calls }) => calls))).toBe(year.calls)
    expect(byHour.map(({ hour }) => hour)).toEqual([...Array(24).keys()])
  })
})

test('over a year the east is in time by day alone, when the second station is there', async () => {
  const { byCounty, byHour, year, stations } = await ask({ calls: { ...CALLS, minutesOnScene: 1 } })
  // Some 8,760 calls, a Poisson number.
  expect(Math.abs(year.calls - 8760)).toBeLessThan(4 * Math.sqrt(8760))
  const east = byCounty.find(({ code }) => code === '370831')!
  // Ten of the day's sixteen busy hours, or twenty of all forty parts.
  expect(east.ifFree).toBeGreaterThan(0.35)
  expect(east.ifFree).toBeLessThan(0.65)
  // By night the town and the village are in time; by day, when streets take a tenth longer, the
  // village and the east. Some 220 and 440 calls: within four standard deviations.
  expect(Math.abs(byHour[3]!.ifFree! - 120 / 123)).toBeLessThan(0.05)
  expect(Math.abs(byHour[12]!.ifFree! - 23 / 123)).toBeLessThan(0.08)
  const { share, low, high } = year.inTime!
  expect(low).toBeLessThan(share)
  expect(share).toBeLessThan(high)
  expect(share).toBeLessThanOrEqual(year.ifFree!)
  expect(year.unanswered).toBe(0)
  const [first, second] = stations
  expect(first!.busy).toBeGreaterThanOrEqual(second!.busy)
  expect(stations.reduce((sum, { callsPerYear }) => sum + callsPerYear, 0)).toBe(year.calls)
})

test('the same question has the same answer, another seed other calls', async () => {
  const { timeStamp: _, ...first } = await ask({ calls: CALLS })
  const { timeStamp: __, ...again } = await ask({ calls: CALLS })
  const other = await ask({ calls: CALLS, simulation: { seed: 2 } })
  expect(again).toEqual(first)
  expect(other.year.calls).not.toBe(first.year.calls)
  expect(other.now).toEqual(first.now)
})

test('the plain share is that of the coverage under the same conditions', async () => {
  const conditions = {
    at: NIGHT,
    standards: { urban: 120, rural: 1300 },
    filter: { counted: 'operating' as const },
    scenario: { move: [{ id: 'B', lon: along(11_000)[0], lat: along(11_000)[1] }] },
  }
  const { summary } = (await answered(app.post('/api/coverage', conditions))) as CoverageAnswer
  const { now, stations } = await ask(conditions)
  expect(now.plain).toEqual({ peopleInTime: summary.peopleInTime, share: summary.share })
  expect(now.stations).toBe(summary.stationsCounted)
  // At any hour: no station's duty ends.
  expect(stations.map(({ id }) => id).sort()).toEqual(['A', 'B'])
})

describe('demand other than residents', () => {
  const [town, village] = [along(1200), along(5000)]
  /** By day A is at the village after 610 s. */
  const standards = { urban: 180, rural: 700 }
  const withFigures = (figures: object) =>
    createTestApp(
      {
        counties,
        towns,
        stations: [station('A', along(0))],
        settlements: [
          settlement('town', town, { areaClass: 'urban', people: 100 }),
          settlement('village', village, { people: 20, ...figures }),
        ],
      },
      { network: () => network },
    )

  test('people by day are the weights by day, residents by night', async () => {
    const on = await withFigures({ peopleByDay: 300 })
    const calls = { ...CALLS, places: 'day-and-night' } as const
    const byDay = await ask({ calls, standards }, on)
    const byNight = await ask({ at: NIGHT, calls, standards }, on)
    // By day the town, whose people stay as many as at night, is 12 s late; by night no one is late.
    expect(byDay.now).toMatchObject({ people: 400, plain: { peopleInTime: 300, share: 0.75 } })
    expect(byNight.now).toMatchObject({ people: 120, plain: { peopleInTime: 120, share: 1 } })
    expect(byDay.byCounty.map(({ people }) => people)).toEqual([400])
    const { ifFree } = byDay.byHour[12]!
    // Some 440 calls: three in four, within four standard deviations.
    expect(Math.abs(ifFree! - 0.75)).toBeLessThan(0.09)
    expect(byDay.byHour[3]!.ifFree).toBe(1)
  })

  test('calls on record are as many as there are, and lie where they were', async () => {
    const on = await withFigures({ callsPerYear: 500 })
    const { now, query, year, byHour, assumptions } = await ask(
      { calls: { places: 'calls' }, standards },
      on,
    )
    expect(query.calls.perYear).toBe(500)
    expect(now).toMatchObject({ people: 500, plain: { peopleInTime: 500, share: 1 } })
    expect(year.ifFree).toBe(1)
    expect(byHour).toHaveLength(24)
    expect(assumptions[0]!.en).toMatch(/^500 calls a year, those that settlements have on record/)
  })

  test.each(['day-and-night', 'calls'])(
    '%s are refused where no table has them',
    async (places) => {
      const on = await withFigures({})
      const { errors } = await problemOf(on.post('/api/coverage/busy', { calls: { places } }), 422)
      expect(errors).toEqual([
        expect.objectContaining({
          parameter: 'calls.places',
          detail: expect.stringMatching(/no settlement has/),
        }),
      ])
    },
  )
})

test('where nobody lives there is nothing to tell, and no error', async () => {
  const on = await createTestApp(
    { counties, towns, stations: [station('A', along(0))], settlements: [] },
    { network: () => network },
  )
  const { now, year, byCounty, byHour } = await ask({}, on)
  expect(now).toMatchObject({ people: 0, plain: { peopleInTime: 0, share: 0 } })
  expect(year).toMatchObject({ calls: 0, inTime: null, ifFree: null, unanswered: 0 })
  expect(byCounty).toEqual([])
  expect(byHour[0]).toEqual({ hour: 0, calls: 0, inTime: null, ifFree: null })
})

test('without any station nobody is in time, and every call goes unanswered', async () => {
  const { now, year, stations } = await ask({ calls: CALLS, scenario: { remove: ['A', 'B'] } })
  expect(now).toMatchObject({ stations: 0, busy: 0, plain: { peopleInTime: 0 } })
  expect(year).toMatchObject({ unanswered: 1, meanMinutes: null, ifFree: 0 })
  expect(year.inTime!.share).toBe(0)
  expect(stations).toEqual([])
})

describe('422 names the part of the question and says what it may be', () => {
  test.each<[string, object, RegExp]>([
    ['calls.perYear', { calls: { perYear: 0 } }, /at least 1/],
    ['calls.per10000', { calls: { per10000: 5001 } }, /at most 5000/],
    ['calls.minutesOnScene', { calls: { minutesOnScene: 0 } }, /at least 1/],
    ['calls.byHour', { calls: { byHour: [1, 2] } }, /24/],
    ['calls.byHour', { calls: { byHour: Array(24).fill(0) } }, /one hour at least/],
    ['calls.byHour.3', { calls: { byHour: [1, 1, 1, -1, ...Array(20).fill(1)] } }, /at least 0/],
    ['calls.places', { calls: { places: 'anywhere' } }, /residents/],
    ['simulation.years', { simulation: { years: 21 } }, /at most 20/],
    ['simulation.seed', { simulation: { seed: -1 } }, /at least 0/],
    [
      'simulation.years',
      { calls: { perYear: 1_000_000 }, simulation: { years: 3 } },
      /at most 2 years/,
    ],
    ['filter.due', { filter: { due: 2 } }, /one station answers/],
    ['parts', { parts: ['gaps'] }, /no such/],
    ['band', { band: {} }, /no such/],
    ['periods', { periods: [{ at: NIGHT, weight: 1 }] }, /no such/],
    ['scenario.remove.0', { scenario: { remove: ['Z'] } }, /no station Z/],
  ])('%s, case %#', async (parameter, body, says) => {
    const { errors } = await problemOf(app.post('/api/coverage/busy', body), 422)
    expect(errors).toEqual([
      expect.objectContaining({ parameter, detail: expect.stringMatching(says) }),
    ])
  })
})
