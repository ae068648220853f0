/** Coverage and siting by people of the hour, or by calls: against arithmetic on a street. */
import { afterAll, describe, expect, test } from 'vitest'
import {
  type CoverageAnswer,
  type CoverageRequest,
  cellCollectionSchema,
} from '../../data/coverage.ts'
import type { Demand } from '../../data/demand.ts'
import type { SitingRequest } from '../../data/siting.ts'
import { type SitingAnswer, sitingAnswerSchema } from '../../data/siting-answer.ts'
import { threadSiting } from '../../server/worker/siting-run.ts'
import { answered, createTestApp, problemOf } from '../fixtures/app.ts'
import { county, settlement, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { rectangle } from '../fixtures/shapes.ts'

interface Village {
  readonly metres: number
  readonly countyCode: '370811' | '370826'
  readonly people: number
  readonly peopleByDay?: number
  readonly peopleByNight?: number
  readonly callsPerYear?: number
}

/** The last is a works where nobody lives. */
const VILLAGES: readonly Village[] = [
  { metres: 0, countyCode: '370811', people: 100, peopleByDay: 20, peopleByNight: 110 },
  { metres: 3000, countyCode: '370811', people: 400, peopleByDay: 100, peopleByNight: 450 },
  { metres: 3950, countyCode: '370811', people: 300, callsPerYear: 7 },
  { metres: 6000, countyCode: '370811', people: 200, peopleByDay: 1500, callsPerYear: 40 },
  { metres: 9000, countyCode: '370826', people: 500, peopleByDay: 200, callsPerYear: 10 },
  { metres: 12_000, countyCode: '370826', people: 0, peopleByDay: 900, callsPerYear: 3 },
]
const [NOON, NIGHT] = ['2026-11-23T12:00:00+08:00', '2026-11-23T23:00:00+08:00']
const PERIODS = [
  { name: '白天', at: NOON, weight: 10 },
  { name: '夜间', at: NIGHT, weight: 14 },
]
const STANDARDS = { urban: 160, rural: 160 }
const IN_TIME_SECONDS = 160

const siting = threadSiting()
const network = loadedNetwork(gridDraft(131, 1))
const along = (west: number, east: number) =>
  rectangle(...gridLonLat(west, -500), ...gridLonLat(east, 500))
const cityOf = (villages: readonly Village[]) =>
  createTestApp(
    {
      counties: [
        county('370811', '任城区', 'Rencheng', along(-100, 8000)),
        county('370826', '微山县', 'Weishan', along(8000, 14_000)),
      ],
      stations: [station('S-0', gridLonLat(0, 0))],
      settlements: villages.map(({ metres, countyCode, ...figures }) =>
        settlement(`V-${metres}`, gridLonLat(metres, 0), {
          ...{ ...figures, countyCode, townCode: `${countyCode}001` },
        }),
      ),
    },
    { network: () => network, siting },
  )
const app = await cityOf(VILLAGES)
afterAll(() => siting.close())

const cover = (body: CoverageRequest): Promise<CoverageAnswer> =>
  answered(app.post('/api/coverage', { standards: STANDARDS, ...body })) as Promise<CoverageAnswer>

const solve = async (body: Partial<SitingRequest>): Promise<SitingAnswer> => {
  const asked = { problem: 'mclp', periods: PERIODS, standards: STANDARDS, ...body }
  let answer = sitingAnswerSchema.parse(await answered(app.post('/api/siting', asked)))
  const { jobId } = answer
  while (answer.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 5))
    answer = sitingAnswerSchema.parse(await app.json(`/api/siting/${jobId}`))
  }
  return answer
}

/** What counts at a village, worked out apart. */
const counted = (village: Village, demand: Demand, isDay: boolean): number => {
  const { people, peopleByDay = people, peopleByNight = people, callsPerYear = 0 } = village
  if (demand === 'calls') return callsPerYear
  if (demand === 'residents') return people
  return isDay ? peopleByDay : peopleByNight
}
/** A minute of turnout, then 10 m a second by night and 9 by day. */
const seconds = (from: number, to: number, isDay: boolean): number =>
  60 + Math.abs(from - to) / (isDay ? 9 : 10)

/** Over the day: what is in time, what waits how long, and the longest wait of anybody. */
const worth = (sites: readonly number[], demand: Demand) => {
  let [inTime, minutes, longest, all] = [0, 0, 0, 0]
  const counties = new Map<string, { inTime: number; all: number }>()
  for (const [isDay, weight] of [
    [true, 10],
    [false, 14],
  ] as const) {
    for (const village of VILLAGES) {
      const people = (counted(village, demand, isDay) * weight) / 24
      const times = [0, ...sites].map((site) => seconds(site, village.metres, isDay))
      const time = Math.min(...times)
      const share = counties.get(village.countyCode) ?? { inTime: 0, all: 0 }
      counties.set(village.countyCode, share)
      all += people
      share.all += people
      minutes += (people * time) / 60
      if (people > 0) longest = Math.max(longest, time)
      if (time > IN_TIME_SECONDS) continue
      inTime += people
      share.inTime += people
    }
  }
  const least = Math.min(...[...counties.values()].map((each) => each.inTime / each.all))
  return { inTime, minutes, longest, all, least }
}

const PLACES = VILLAGES.map(({ metres }) => metres)
/** Every choice of so many villages. */
const choices = (count: number, from = 0): number[][] =>
  count === 0
    ? [[]]
    : PLACES.slice(from).flatMap((place, i) =>
        choices(count - 1, from + i + 1).map((rest) => [place, ...rest]),
      )

describe('coverage', () => {
  test('counts whoever is there at the hour, and says who lacks the figures', async () => {
    const byDay = await cover({ demand: 'day-and-night', at: NOON })
    const byNight = await cover({ demand: 'day-and-night', at: NIGHT })
    // Only the village at the station is in time.
    expect(byDay.summary).toMatchObject({ people: 3020, peopleInTime: 20, cellCount: 6 })
    expect(byNight.summary).toMatchObject({ people: 1560, peopleInTime: 110, cellCount: 5 })
    expect(byDay.demandRecord).toEqual({
      settlements: 6,
      withoutDay: 1,
      withoutNight: 4,
      withoutCalls: 2,
    })
    expect(byDay.byCounty.map(({ people }) => people)).toEqual([1920, 1100])
    expect(byNight.byCounty.map(({ people }) => people)).toEqual([1060, 500])
    // The villages at 3,000 and 3,950 m touch. By night nobody is at the works, which then is no gap.
    expect(byDay.gaps.map(({ people }) => people)).toEqual([1500, 900, 400, 200])
    expect(byNight.gaps.map(({ people }) => people)).toEqual([750, 500, 200])
  })

  test('weighs the day by its hours, people and those in time alike', async () => {
    const { day } = await cover({ demand: 'day-and-night', at: NOON, periods: PERIODS })
    const { inTime, all } = worth([], 'day-and-night')
    expect(day).toMatchObject({ people: Math.round(all), peopleInTime: Math.round(inTime) })
    expect(day!.share).toBeCloseTo(inTime / all, 12)
    expect(day!.periods.map(({ people }) => people)).toEqual([3020, 1560])
  })

  test('by calls it is calls a year', async () => {
    const { summary, byCounty } = await cover({ demand: 'calls', at: NOON })
    expect(summary).toMatchObject({ people: 60, peopleInTime: 0, cellCount: 4 })
    expect(byCounty.map(({ people }) => people)).toEqual([47, 13])
  })

  test('residents count where nothing is said, as ever', async () => {
    const { summary, query } = await cover({ at: NOON })
    expect(summary).toMatchObject({ people: 1500, peopleInTime: 100, cellCount: 5 })
    expect(query.demand).toBe('residents')
  })

  test('where nothing is counted in a county, it has a place and no share', async () => {
    const on = await cityOf(
      VILLAGES.map((each) => ({ ...each, callsPerYear: each.metres === 0 ? 5 : 0 })),
    )
    const asked = { demand: 'calls', standards: STANDARDS }
    const { summary, byCounty, gaps } = await answered<CoverageAnswer>(
      on.post('/api/coverage', asked),
    )
    expect(summary).toMatchObject({ people: 5, peopleInTime: 5, share: 1 })
    expect(byCounty[1]).toMatchObject({ people: 0, share: 0, worstSeconds: 0 })
    expect(byCounty[1]!.centroid[0]).toBeCloseTo(gridLonLat(10_500, 0)[0], 5)
    expect(gaps).toEqual([])
  })

  test.each([
    [
      'calls',
      '接警（次）',
      '计入的需求：各居民点登记的接警次数（数字为每年接警次数；6 个居民点中 2 个没有登记，按 0 次计）',
    ],
    ['residents', '人口（人）', '计入的需求：常住人口'],
  ])('a table says what it counts: %s', async (demand, heading, condition) => {
    const file = await app.post('/api/coverage/tables/counties?f=csv&lang=zh', { demand })
    const text = await file.text()
    expect(text).toContain(heading)
    expect(text).toContain(condition)
  })
})

describe('siting', () => {
  const DEMANDS: Demand[] = ['residents', 'day-and-night', 'calls']

  test.each(DEMANDS)('most in time by %s, as every pair tried out', async (demand) => {
    const answer = await solve({ demand, add: 2 })
    const before = worth([], demand)
    const best = Math.max(...choices(2).map((sites) => worth(sites, demand).inTime))
    expect(answer.objective).toBeCloseTo(best - before.inTime, 3)
    expect(answer).toMatchObject({
      proved: true,
      people: Math.round(before.all),
      peopleInTimeBefore: Math.round(before.inTime),
      peopleInTime: Math.round(best),
      peopleInTimeChecked: Math.round(best),
      unit: demand === 'calls' ? { zh: '次', en: 'calls' } : { zh: '人', en: 'people' },
    })
  })

  test('people by the hour choose other sites than residents', async () => {
    const [first, second] = await Promise.all(
      (['residents', 'day-and-night'] as const).map((demand) => solve({ demand, add: 1 })),
    )
    expect(first!.sites[0]!.lon).not.toBeCloseTo(second!.sites[0]!.lon, 3)
  })

  test.each(DEMANDS)('fewest for a target by %s', async (demand) => {
    const targetPercent = 70
    const answer = await solve({ problem: 'lscp', demand, targetPercent, add: 6 })
    const { all } = worth([], demand)
    const fewest = [0, 1, 2, 3, 4, 5, 6].find((count) =>
      choices(count).some((sites) => worth(sites, demand).inTime >= (all * targetPercent) / 100),
    )
    expect(answer).toMatchObject({ objective: fewest, proved: true })
  })

  test.each(DEMANDS)('least time together by %s', async (demand) => {
    const answer = await solve({ problem: 'p-median', demand, add: 2 })
    const best = Math.min(...choices(2).map((sites) => worth(sites, demand).minutes))
    expect(answer.proved).toBe(true)
    // Times are whole tenths of a second.
    expect(Math.abs(answer.objective - best)).toBeLessThan((worth([], demand).all * 0.1) / 60 + 0.1)
  })

  test.each(DEMANDS)('shortest longest time by %s: of those who are there', async (demand) => {
    const answer = await solve({ problem: 'p-center', demand, add: 2 })
    const best = Math.min(...choices(2).map((sites) => worth(sites, demand).longest))
    expect(answer.proved).toBe(true)
    expect(Math.abs(answer.objective - best / 60)).toBeLessThan(0.01)
  })

  test('a least share of every county is of those who are there', async () => {
    const demand = 'day-and-night'
    const answer = await solve({ demand, add: 2, leastCountyPercent: 30 })
    const kept = choices(2).filter((sites) => worth(sites, demand).least >= 0.3)
    const best = Math.max(...kept.map((sites) => worth(sites, demand).inTime))
    expect(kept.length).toBeGreaterThan(0)
    expect(answer.fairnessPrice?.isKept).toBe(true)
    expect(answer.objective).toBeCloseTo(best - worth([], demand).inTime, 3)
  })
})

test.each(['day-and-night', 'calls'] as const)(
  '%s are refused where no table has them, with what to import',
  async (demand) => {
    const on = await cityOf(
      VILLAGES.map(({ metres, countyCode, people }) => ({ metres, countyCode, people })),
    )
    for (const asked of [
      on.post('/api/coverage', { demand }),
      on.post('/api/coverage/contours', { demand, minutes: [5] }),
      on.post('/api/siting', { problem: 'mclp', demand }),
    ]) {
      const { errors } = await problemOf(asked, 422)
      expect(errors).toEqual([
        expect.objectContaining({
          parameter: 'demand',
          detail: expect.stringMatching(/no settlement has .*import a table of settlements/),
        }),
      ])
    }
  },
)

test('cells tell each figure that is on record', async () => {
  const { features } = cellCollectionSchema.parse(await app.json('/api/coverage/cells'))
  const works = features.find(({ properties }) => properties.people === 0)
  expect(works?.properties).toMatchObject({
    ...{ peopleByDay: 900, peopleByNight: 0, callsPerYear: 3 },
  })
})
