/** What a siting decision rests on, over HTTP, by arithmetic on a street: 10 s per block by night. */
import { afterAll, describe, expect, test } from 'vitest'
import { type SitingAnswer, sitingAnswerSchema } from '../../data/siting-answer.ts'
import { threadSiting } from '../../server/worker/siting-run.ts'
import { createTestApp, problemOf, refusedAt } from '../fixtures/app.ts'
import { county, settlement, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { rectangle } from '../fixtures/shapes.ts'

/** Metres from the west end, people, county. */
const VILLAGES = [
  [0, 100, '370811'],
  [3000, 400, '370811'],
  [3900, 300, '370811'],
  [6000, 200, '370811'],
  [9000, 500, '370826'],
] as const
const BLOCKS = 101
/** By night 160 s are a minute of turnout and 1,000 m; by day a street takes a ninth longer. */
const [NOON, NIGHT] = ['2026-11-23T12:00:00+08:00', '2026-11-23T23:00:00+08:00']
const DAY = [
  { name: '白天', at: NOON, weight: 10 },
  { name: '夜间', at: NIGHT, weight: 14 },
]
const STANDARDS = { urban: 180, rural: 160 }

const siting = threadSiting()
const network = loadedNetwork(gridDraft(BLOCKS, 1))
/** Half a kilometre to both sides of the street. */
const along = (west: number, east: number) =>
  rectangle(...gridLonLat(west, -500), ...gridLonLat(east, 500))

const app = await createTestApp(
  {
    counties: [
      county('370811', '任城区', 'Rencheng', along(-100, 8000)),
      county('370826', '微山县', 'Weishan', along(8000, 11_000)),
    ],
    stations: [
      station('S-0', gridLonLat(0, 0)),
      station('S-6', gridLonLat(6000, 0), {
        dutyPattern: 'day-shift',
        dutyFrom: '08:00',
        dutyUntil: '20:00',
      }),
      station('S-9', gridLonLat(9000, 0), { equipment: {}, crewOnDuty: 0 }),
    ],
    settlements: VILLAGES.map(([metres, people, countyCode]) =>
      settlement(`V-${metres}`, gridLonLat(metres, 0), {
        ...{ people, countyCode, townCode: `${countyCode}001` },
      }),
    ),
  },
  { network: () => network, siting },
)
afterAll(() => siting.close())

const solve = async (body: object): Promise<SitingAnswer> => {
  const asked = { problem: 'mclp', at: NIGHT, standards: STANDARDS, ...body }
  const response = await app.post('/api/siting', asked)
  const first = await response.json()
  expect(response.status, JSON.stringify(first)).toBe(200)
  let answer = sitingAnswerSchema.parse(first)
  const { jobId } = answer
  while (answer.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 5))
    answer = sitingAnswerSchema.parse(await app.json(`/api/siting/${jobId}`))
  }
  return answer
}

const metresOf = ({ sites }: Pick<SitingAnswer, 'sites'>): number[] => {
  const [west] = gridLonLat(0, 0)
  const [kilometre] = gridLonLat(1000, 0)
  return sites.map(({ lon }) => Math.round(((lon - west) / (kilometre - west)) * 1000))
}
const placeAt = (metres: number) => {
  const [lon, lat] = gridLonLat(metres, 0)
  return { lon, lat }
}

describe('a day of two parts', () => {
  test('counts each by its hours, and opens a station longer where that wins more', async () => {
    const candidates = { longerHours: true }
    const one = await solve({ periods: DAY, add: 1, candidates })
    // By day the village at 6,000 m has its station; whoever serves 3,000 and 3,900 does so always.
    expect(one).toMatchObject({ objective: 700, bound: 700, proved: true })
    expect(one.periods).toEqual([
      { ...DAY[0], at: '2026-11-23T12:00:00+08:00', peopleInTimeBefore: 300, peopleInTime: 1000 },
      { ...DAY[1], at: '2026-11-23T23:00:00+08:00', peopleInTimeBefore: 100, peopleInTime: 800 },
    ])
    expect(one.peopleInTimeBefore).toBe(Math.round((10 * 300 + 14 * 100) / 24))
    expect(one.peopleInTimeChecked).toBe(Math.round((10 * 1000 + 14 * 800) / 24))
    const forbid = [placeAt(6000), placeAt(9000)]
    const three = await solve({ periods: DAY, add: 3, candidates, forbid })
    expect(three.objective).toBeCloseTo(700 + 500 + (14 * 200) / 24, 4)
    expect(three.sites.map(({ kind }) => kind)).toEqual([
      ...['new-site', 'longer-hours', 'longer-hours'],
    ])
    expect(three.sites[2]).toMatchObject({
      stationId: 'S-6',
      peopleWon: Math.round((14 * 200) / 24),
    })
    expect(three.stability?.cases).toBe(2)
    // By day the station at 6,000 m is there: its longer hours are not chosen then.
    expect(three.stability?.chosen).toEqual([2, 2, 1])
  })

  test('gives a crew to a station that has none, for less money than a new one', async () => {
    const answer = await solve({ add: 1, candidates: { moreCrew: true, settlements: false } })
    expect(answer.sites).toMatchObject([{ kind: 'more-crew', stationId: 'S-9', peopleWon: 500 }])
  })

  test('brings a station up to the gear asked for', async () => {
    const asked = {
      filter: { counted: 'operating', equipment: { pump: 1 } },
      candidates: { upgrades: true, settlements: false },
    }
    const answer = await solve({ ...asked, add: 1 })
    expect(answer).toMatchObject({ peopleInTimeBefore: 0, objective: 500 })
    expect(answer.sites).toMatchObject([{ kind: 'upgrade', stationId: 'S-9' }])
  })
})

describe('money', () => {
  const costs = { 'new-site': { once: 100, perYear: 0 }, 'longer-hours': { once: 0, perYear: 5 } }
  const bought = (most: number, years: number) =>
    solve({ candidates: { longerHours: true }, budget: { most, years, costs } })

  test.each([
    // Two years of longer hours cost 10: 500 people at 9,000 m, 200 at 6,000; 700 take a new site.
    [120, 2, 1400, 120],
    [110, 2, 1200, 110],
    [20, 2, 700, 20],
    [19, 2, 500, 10],
    [9, 2, 0, 0],
    // For ten years they cost 50.
    [150, 10, 1200, 150],
  ])('%i over %i years win %i people for %i', async (most, years, people, spent) => {
    const answer = await bought(most, years)
    expect(answer).toMatchObject({ objective: people, bound: people, proved: true, spent })
    expect(answer.sites.reduce((sum, { cost }) => sum + cost!, 0)).toBe(spent)
    expect(answer.peopleInTimeChecked).toBe(100 + people)
    const isNothing = answer.remarks.some(({ en }) =>
      en.startsWith('No candidate within the budget'),
    )
    expect(isNothing).toBe(people === 0)
  })
})

describe('what the planner insists on', () => {
  test('a site that must be is chosen, and the rest is the best beside it', async () => {
    const alone = await solve({ add: 1, must: [placeAt(9000)] })
    expect(metresOf(alone)).toEqual([9000])
    expect(alone).toMatchObject({ objective: 500, bound: 500, proved: true })
    expect(alone.sites[0]).toMatchObject({ isMust: true, countyCode: '370826' })
    const two = await solve({ add: 2, must: [placeAt(9000)] })
    expect(two).toMatchObject({ objective: 1200, bound: 1200, peopleInTimeChecked: 1300 })
    const present = await solve({ add: 1, must: [{ stationId: 'S-6' }] })
    expect(present.sites).toMatchObject([{ kind: 'longer-hours', stationId: 'S-6', isMust: true }])
  })

  test('a site that is ruled out is not, and what else would do is', async () => {
    const answer = await solve({ add: 1, forbid: [placeAt(3000)] })
    expect(metresOf(answer)).toEqual([3900])
    expect(answer.leftOut).toEqual([{ reason: 'forbidden', cells: 1, people: 400 }])
  })

  test('counties get no fewer and no more than they are promised', async () => {
    const most = await solve({ add: 1, quotas: [{ countyCode: '370811', most: 0 }] })
    expect(most).toMatchObject({ objective: 500, bound: 500, proved: true })
    const least = await solve({ add: 2, quotas: [{ countyCode: '370811', least: 2 }] })
    expect(least).toMatchObject({ objective: 900, bound: 900, proved: true })
  })

  test('each phase is the best given those before, and what that loses is told', async () => {
    // One in the middle serves 3,000 and 3,900; the best two stand where the others are served, too.
    const points = [3450, 2550, 4800].map((metres) => ({ ...placeAt(metres), name: `${metres}` }))
    const asked = {
      candidates: { settlements: false, points },
      standards: { urban: 180, rural: 125 },
    }
    const together = await solve({ ...asked, add: 2 })
    const phases = [
      { name: '一期', most: 1 },
      { name: '二期', most: 1 },
    ]
    const inTurn = await solve({ ...asked, add: 2, phases })
    expect(together.objective).toBe(inTurn.objective + inTurn.phaseLoss!)
    expect(inTurn.sites.map(({ phase }) => phase)).toEqual([0, 1].slice(0, inTurn.sites.length))
    expect(inTurn.phases.map(({ proved }) => proved)).toEqual([true, true])
  })

  test('what a county must have is had by the last phase, and earlier ones leave room for it', async () => {
    const inPhases = (count: number, least: number) =>
      solve({
        add: count,
        phases: Array.from({ length: count }, (_, index) => ({ name: `${index + 1}`, most: 1 })),
        quotas: [{ countyCode: '370811', least }],
      })
    const wonIn = ({ phases }: SitingAnswer) => phases.map(({ peopleWon }) => peopleWon)
    // 3,000 and 3,900 m are won together (700 people), 9,000 m in the other county (500), then 6,000 m (200).
    const free = await inPhases(3, 2)
    expect(wonIn(free)).toEqual([700, 500, 200])
    expect(free.phases.map(({ proved }) => proved)).toEqual([true, true, true])
    // The second of two is the last that the county can get.
    const bound = await inPhases(2, 2)
    expect(wonIn(bound)).toEqual([700, 200])
    expect(bound.sites.map(({ countyCode }) => countyCode)).toEqual(['370811', '370811'])
    expect(bound).toMatchObject({ objective: 900, phaseLoss: 0 })
  })
})

test('what is stopped between two phases keeps the sites without phases, and is no error', async () => {
  const phases = [1, 1, 1].map((most, index) => ({ name: `${index + 1}`, most }))
  const asked = { problem: 'mclp', at: NIGHT, standards: STANDARDS, add: 3, phases }
  const response = await app.post('/api/siting', asked)
  const { jobId } = (await response.json()) as SitingAnswer
  await app.send('DELETE', `/api/siting/${jobId}`)
  let answer: SitingAnswer
  do {
    await new Promise((resolve) => setTimeout(resolve, 5))
    answer = sitingAnswerSchema.parse(await app.json(`/api/siting/${jobId}`))
  } while (answer.state === 'running')
  expect([0, 3]).toContain(answer.phases.length)
  expect(answer.peopleInTimeChecked).toBe(answer.peopleInTime)
})

describe('a least share of each county', () => {
  test('is paid for in people: the larger county gives way to the one with nobody in time', async () => {
    const asked = { add: 1, leastCountyPercent: 10 }
    const answer = await solve(asked)
    expect(answer).toMatchObject({
      ...{ objective: 500, proved: false, state: 'stopped' },
      fairnessPrice: {
        ...{ isKept: true, isProvedImpossible: false, people: 200, atMost: 200 },
        worstWithout: { code: '370826', share: 0 },
      },
    })
    // With a person of 370826 counting p more: max(700, 500 + 500 p) − 50 p, least at p = 0.4.
    expect(answer.bound).toBeGreaterThanOrEqual(680)
    expect(answer.bound).toBeLessThan(685)
    expect(answer.fairnessPrice!.atLeast).toBeCloseTo(700 - answer.bound, 6)
    expect(metresOf(answer)).toEqual([9000])
    expect(answer.fairness!.after.worstCounty).toEqual({ code: '370811', share: 0.1 })
    // A site that must be is counted among them.
    const both = await solve({ ...asked, add: 2, must: [placeAt(6000)] })
    expect(metresOf(both).sort()).toEqual([6000, 9000])
    expect(both.fairnessPrice).toMatchObject({ isKept: true, people: 200 })
  })

  test('costs nothing where the best set has it anyway', async () => {
    const answer = await solve({ add: 2, leastCountyPercent: 80 })
    expect(answer).toMatchObject({ objective: 1200, proved: true, remarks: [] })
    expect(answer.fairnessPrice).toMatchObject({ isKept: true, people: 0, atMost: 0 })
  })

  test('is not claimed where it is not had, and impossible only where that is proved', async () => {
    // 100 more in one county and 100 in the other: no single site wins both.
    const answer = await solve({ add: 1, leastCountyPercent: 20 })
    expect(answer).toMatchObject({ objective: 700, proved: false, state: 'stopped' })
    expect(answer.fairnessPrice).toMatchObject({ isKept: false, isProvedImpossible: false })
    expect(answer.remarks[0]!.en).toContain('is not proved')
    // 700 and 400 more are beyond the 700 that one site wins at most.
    const more = await solve({ add: 1, leastCountyPercent: 80 })
    expect(more.fairnessPrice).toMatchObject({ isKept: false, isProvedImpossible: true })
    expect(more.remarks[0]!.en).toMatch(/^Proved/)
  })

  test('that no candidates can bring is refused with the county and what they can', async () => {
    const asked = { problem: 'mclp', at: NIGHT, standards: STANDARDS, forbid: [placeAt(9000)] }
    const body = { ...asked, leastCountyPercent: 5 }
    const refused = await app.post('/api/siting', body)
    const problem = await problemOf(refused, 422)
    expect(problem.errors).toMatchObject([{ parameter: 'leastCountyPercent' }])
    expect(JSON.stringify(problem)).toContain('微山县的达标率也只有 0.0%')
    const phases = [{ name: '2026', most: 1 }]
    const beside = { ...asked, forbid: [], add: 1, phases, leastCountyPercent: 5 }
    expect(await refusedAt(await app.post('/api/siting', beside))).toEqual(['phases'])
  })
})

describe('speeds and turnouts that are off', () => {
  const asked = { add: 1, band: { speedPercent: 10, turnoutSeconds: 10 } }

  test('the slow case is the worst: 160 s are 70 of turnout and 810 m', async () => {
    const answer = await solve({ ...asked, robust: 'worst' })
    // No site serves both 3,000 and 3,900 then; at 9,000 m there are most people.
    expect(metresOf(answer)).toEqual([9000])
    expect(answer).toMatchObject({ objective: 500, bound: 500, proved: true })
    expect(answer.band).toEqual({
      slow: { before: 100, after: 600 },
      nominal: { before: 100, after: 600 },
      fast: { before: 100, after: 600 },
    })
  })

  test('the average of three, and in how many of them the site stays', async () => {
    const answer = await solve({ ...asked, robust: 'average' })
    expect(metresOf(answer)).toEqual([3000])
    expect(answer.objective).toBeCloseTo((400 + 700 + 700) / 3, 4)
    expect(answer.band).toMatchObject({ slow: { after: 500 }, nominal: { after: 800 } })
    expect(answer.stability).toEqual({ cases: 3, chosen: [2] })
  })
})

test('stations that are out half of the time: expected people, level by level', async () => {
  const worth = async (add: number) => (await solve({ add, busyPercent: 50 })).objective
  // 700 at a half; then 500 at a half; then a second one for the 700, at a quarter.
  expect([await worth(1), await worth(2), await worth(3)]).toEqual([350, 600, 775])
})

test('how evenly people are served, before and after', async () => {
  const { fairness } = await solve({ add: 2 })
  // Before: 60 s, then 10 s a block from the west end: 360, 450, 660 and 960 s.
  const before = [
    [100, 60],
    [400, 360],
    [300, 450],
    [200, 660],
    [500, 960],
  ] as const
  let difference = 0
  let [people, sum] = [0, 0]
  for (const [count, seconds] of before) {
    people += count
    sum += count * seconds
    for (const [other, otherSeconds] of before)
      difference += count * other * Math.abs(seconds - otherSeconds)
  }
  expect(fairness?.before.gini).toBeCloseTo(difference / (2 * people * sum), 6)
  expect(fairness?.before).toMatchObject({
    p90Seconds: 960,
    worstCounty: { code: '370826', share: 0 },
  })
  expect(fairness?.after.worstCounty).toEqual({ code: '370811', share: 0.8 })
})

describe('what cannot be asked', () => {
  const refusals: [string, object][] = [
    ['budget', { problem: 'lscp', budget: { most: 10 } }],
    ['robust', { problem: 'p-median', robust: 'worst' }],
    ['busyPercent', { busyPercent: 10, backupPercent: 10 }],
    ['phases', { add: 3, phases: [{ name: '一期', most: 2 }] }],
    [
      'phases',
      {
        add: 1.0,
        phases: [
          { name: '一期', most: 0.5 },
          { name: '二期', most: 0.5 },
        ],
      },
    ],
    [
      'phases',
      {
        ...{ budget: { most: 240 }, phases: [{ name: '一期', most: 240 }] },
        quotas: [{ countyCode: '370811', least: 1 }],
      },
    ],
    ['quotas.0.countyCode', { quotas: [{ countyCode: '370899' }] }],
    ['quotas.0.least', { quotas: [{ countyCode: '370811', least: 3, most: 2 }] }],
    ['quotas', { add: 1, quotas: [{ countyCode: '370811', least: 2 }] }],
    // its only candidate is the one that must be
    ['quotas', { add: 2, quotas: [{ countyCode: '370826', least: 2 }], must: [placeAt(9000)] }],
    ['must.0', { must: [{ stationId: 'S-0' }] }],
    ['forbid.0', { must: [placeAt(3000)], forbid: [placeAt(3000)] }],
    // both sites that must be stand from the first phase on
    [
      'phases.0.most',
      {
        ...{ add: 3, must: [placeAt(9000), placeAt(3000)] },
        phases: [
          { name: '一期', most: 1 },
          { name: '二期', most: 2 },
        ],
      },
    ],
    [
      'phases.0.most',
      {
        ...{ budget: { most: 240 }, must: [placeAt(3000)] },
        phases: [
          { name: '一期', most: 60 },
          { name: '二期', most: 180 },
        ],
      },
    ],
    ['budget.most', { budget: { most: 10.05 } }],
    ['candidates', { forbid: VILLAGES.map(([metres]) => placeAt(metres)) }],
    ['must', { add: 1, must: [placeAt(9000), placeAt(3000)] }],
  ]
  test.each(refusals)('%s: %j', async (parameter, body) => {
    const asked = { problem: 'mclp', at: NIGHT, standards: STANDARDS, ...body }
    expect(await refusedAt(await app.post('/api/siting', asked))).toEqual([parameter])
  })
})

describe('what is answered with less than was asked for says why', () => {
  const english = ({ remarks }: Pick<SitingAnswer, 'remarks'>): string[] =>
    remarks.map(({ en }) => en)
  /** A new station there comes too late to anybody else. */
  const onlyAt = (metres: number) => ({ settlements: false, points: [placeAt(metres)] })

  test('more sites than win anything', async () => {
    const most = await solve({ add: 50 })
    expect(most.sites).toHaveLength(3)
    expect(english(most)).toEqual(['Of 50 sites 3 will do: more make the objective no better.'])
    const none = await solve({
      add: 2,
      quotas: ['370811', '370826'].map((countyCode) => ({ countyCode, most: 0 })),
    })
    expect(english(none)).toEqual([
      'No candidate within the numbers of the counties makes the objective better, so no site is proposed.',
    ])
  })

  test('a target that no number of sites meets', async () => {
    const answer = await solve({ problem: 'lscp', add: 3, candidates: onlyAt(3000) })
    expect(answer.objective).toBe(1)
    // 100 people have a station, 700 could have one in time, of 1,500.
    expect(english(answer)[0]).toBe(
      'The target of 95% cannot be had: all candidates together bring 53.3%. The sites below are the fewest found that bring in time whomever the candidates can reach.',
    )
    const hopeless = await solve({ problem: 'lscp', turnoutSeconds: 3600 })
    expect(hopeless.sites).toEqual([])
    expect(english(hopeless)[0]).toBe(
      'The target of 95% cannot be had: all candidates together bring 6.6%.',
    )
  })

  test('a longest time that one site makes as short as it can be', async () => {
    const answer = await solve({ problem: 'p-center', add: 3, candidates: onlyAt(3000) })
    expect(english(answer)[0]).toBe(
      'With 1 new station the longest time is 11.0 minutes, and no number of new stations makes it shorter; more would shorten the time of nobody.',
    )
    const hopeless = await solve({ problem: 'p-center', add: 2, turnoutSeconds: 3600 })
    expect(english(hopeless)).toEqual([
      'No candidate makes the objective better, so no site is proposed.',
    ])
  })

  test('every village may be one that must be, wherever its cell has its middle', async () => {
    const must = VILLAGES.map(([metres]) => placeAt(metres))
    const answer = await solve({ add: 5, must })
    expect(answer.sites.every(({ isMust }) => isMust)).toBe(true)
    expect(answer.sites).toHaveLength(5)
  })

  test('a least share that is proved impossible has no price', async () => {
    const { fairnessPrice } = await solve({ add: 1, leastCountyPercent: 100 })
    expect(fairnessPrice).toMatchObject({
      ...{ isKept: false, isProvedImpossible: true },
      ...{ people: 0, atLeast: 0, atMost: 0 },
    })
  })
})
