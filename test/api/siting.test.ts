/** Siting over HTTP, on a street whose travel times are arithmetic: 10 s per block of 100 m. */
import { afterAll, describe, expect, test } from 'vitest'
import { type SitingAnswer, sitingAnswerSchema } from '../../data/siting-answer.ts'
import { NO_RULES } from '../../server/analysis/siting/site-rules.ts'
import { type Siting, SitingRun, threadSiting } from '../../server/worker/siting-run.ts'
import { createTestApp, refusedAt } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { coverInstance } from '../fixtures/siting-instances.ts'

/** Villages along one street, by metres from its west end, with their people. */
const VILLAGES = [
  [0, 100],
  [3000, 400],
  [3900, 300],
  [9000, 500],
] as const
const BLOCKS = 101
/** Turnout of a minute and 1,000 m of street: 160 s. By night streets are driven at full speed. */
const NIGHT = '2026-11-23T23:00:00+08:00'
const STANDARDS = { urban: 180, rural: 160 }

const siting = threadSiting()
const network = loadedNetwork(gridDraft(BLOCKS, 1))
let app = await createTestApp(
  {
    stations: [station('S-0', gridLonLat(0, 0))],
    settlements: VILLAGES.map(([metres, people]) =>
      settlement(`V-${metres}`, gridLonLat(metres, 0), { people }),
    ),
  },
  { network: () => network, siting },
)
afterAll(() => siting.close())

const post = (body: unknown): Promise<Response> => app.post('/api/siting', body)
const ignore = (): void => {}
const DONE = ['optimal', 'within-gap', 'stopped', 'failed']

/** Asks, and waits until the proof is finished. */
const solve = async (body: object): Promise<SitingAnswer> => {
  const response = await post({ at: NIGHT, standards: STANDARDS, ...body })
  let answer = sitingAnswerSchema.parse(await response.json())
  const { jobId } = answer
  while (!DONE.includes(answer.state)) {
    // Asking without a pause keeps this thread from hearing of the ones that compute.
    await new Promise((resolve) => setTimeout(resolve, 5))
    answer = await app.json<SitingAnswer>(`/api/siting/${jobId}`)
  }
  return answer
}
const metresOf = ({ sites }: SitingAnswer): number[] => {
  const [west] = gridLonLat(0, 0)
  const [kilometre] = gridLonLat(1000, 0)
  return sites.map(({ lon }) => Math.round(((lon - west) / (kilometre - west)) * 1000))
}

describe('on a street with villages', () => {
  test('one site serves the two that lie together, two serve all', async () => {
    const one = await solve({ problem: 'mclp', add: 1 })
    expect(one).toMatchObject({
      objective: 700,
      bound: 700,
      proved: true,
      people: 1300,
      peopleInTimeBefore: 100,
      peopleInTime: 800,
      candidateCount: 4,
    })
    expect([3000, 3900]).toContain(metresOf(one)[0])
    const two = await solve({ problem: 'mclp', add: 2 })
    expect(two.sites.map(({ peopleWon }) => peopleWon)).toEqual([700, 500])
    expect(two).toMatchObject({ objective: 1200, proved: true, peopleInTime: 1300 })
    expect(two.curve.slice(0, 4).map(({ people }) => people)).toEqual([0, 700, 1200, 1200])
  })

  test('two sites are the fewest for everybody, one for nine tenths of two thirds', async () => {
    const all = await solve({ problem: 'lscp', targetPercent: 100 })
    expect(all).toMatchObject({ objective: 2, bound: 2, proved: true, peopleUnreachable: 0 })
    const some = await solve({ problem: 'lscp', targetPercent: 60 })
    expect(some).toMatchObject({ objective: 1, proved: true, peopleInTime: 800 })
    const enough = await solve({ problem: 'lscp', targetPercent: 5 })
    expect(enough).toMatchObject({ objective: 0, proved: true, sites: [] })
    // 100 of 1,300 people
    expect(enough.remarks[0]?.zh).toBe('现状达标率 7.7%，已达到目标 5%，不需要新站。')
  })

  test('least people-minutes and least worst time, by arithmetic', async () => {
    // Without a new site: 60 s at once, then 10 s a block: 100 × 60, 400 × 360, 300 × 450, 500 × 960.
    // At 9,000 m the last village waits 60 s: 500 × 900 s are saved, more than anywhere else.
    const median = await solve({ problem: 'p-median', add: 1 })
    expect(metresOf(median)).toEqual([9000])
    const seconds = 100 * 60 + 400 * 360 + 300 * 450 + 500 * 60
    expect(median.objective).toBeCloseTo(seconds / 60, 4)
    expect(median.bound).toBeCloseTo(seconds / 60, 4)
    expect(median.proved).toBe(true)
    expect(median.sites[0]?.gain).toBe((500 * 900) / 60)
    // A site at 9,000 m leaves the village at 3,900 m as the last, 450 s from the station.
    const center = await solve({ problem: 'p-center', add: 1 })
    expect(center).toMatchObject({ objective: 7.5, bound: 7.5, objectiveBefore: 16, proved: true })
    expect(metresOf(center)).toEqual([9000])
  })

  test('proposes no more sites for a target than are offered, and says how many it takes', async () => {
    const answer = await solve({ problem: 'lscp', targetPercent: 100, add: 1 })
    expect(answer.enough).toEqual({ sites: 2, atLeast: 2, proved: true })
    // The best single site serves the two villages that lie together.
    expect(answer).toMatchObject({ objective: 700, bound: 700, proved: true, peopleInTime: 800 })
    expect(answer.unit).toEqual({ zh: '人', en: 'people' })
    expect(answer.sites).toHaveLength(1)
    expect(answer.remarks.map(({ zh }) => zh)).toEqual([
      '1 个新站不能使达标率达到 100%：最少需要 2 个。以下 1 个站址按达标人口最多选出。',
    ])
  })

  test('sites that the longest time does not take save people-minutes', async () => {
    const points = [3000, 3900, 6000].map((metres) => {
      const [lon, lat] = gridLonLat(metres, 0)
      return { lon, lat }
    })
    const candidates = { settlements: false, points }
    const answer = await solve({ problem: 'p-center', add: 3, candidates })
    // From 6,000 m the last village is reached after 60 + 300 s, and from nowhere sooner.
    expect(answer).toMatchObject({ objective: 6, bound: 6, objectiveBefore: 16, proved: true })
    expect(metresOf(answer)).toEqual([6000, 3000, 3900])
    expect(answer.sites.map(({ isSpare }) => isSpare)).toEqual([false, true, true])
    // 16 minutes were the longest of the places it serves, 6 are.
    expect(answer.sites[0]?.gain).toBe(10)
    // 400 people wait 300 s less, and 300 people 210 s.
    const saved = (400 * 300 + 300 * 210) / 60
    expect(answer.spare).toEqual({ sites: 2, saved, mostSaved: saved, proved: true })
    expect(answer.remarks[0]?.zh).toBe(
      '1 个新站已使最长到达时间降到 6.0 分钟，再多的新站也不能更短；其余 2 个用于缩短全体居民的到达时间总和。',
    )
  })

  test('names who is out of every candidate’s reach', async () => {
    const [lon, lat] = gridLonLat(3500, 0)
    const candidates = { settlements: false, points: [{ lon, lat, name: '候选甲' }] }
    const answer = await solve({ problem: 'lscp', targetPercent: 100, candidates })
    expect(answer).toMatchObject({ objective: 1, peopleUnreachable: 500, peopleInTime: 800 })
    expect(answer.unreachableCells).toHaveLength(1)
    expect(answer.sites[0]).toMatchObject({ name: '候选甲', kind: 'new-site', peopleWon: 700 })
  })

  test('a target beyond every candidate’s reach is whom they can reach', async () => {
    const points = [3500, 9000].map((metres) => {
      const [lon, lat] = gridLonLat(metres, 0)
      return { lon, lat }
    })
    const most = {
      ...{ problem: 'lscp', add: 1, targetPercent: 100 },
      candidates: { settlements: false, points },
      // Without its station the first village's 100 people are out of reach.
      scenario: { remove: ['S-0'] },
    }
    const everybody = await solve(most)
    expect(everybody).toMatchObject({ peopleUnreachable: 100, objective: 700 })
    expect(everybody.remarks[0]?.zh).toContain('候选地点能及时到达的人全部达标：最少需要 2 个')
    // Of 1,300 people 1,200 can be reached, which are more than 90 %.
    const share = await solve({ ...most, targetPercent: 90 })
    expect(share.remarks[0]?.zh).toContain('1 个新站不能使达标率达到 90%：最少需要 2 个')
  })

  test('counts a second station as backup where that is asked for', async () => {
    const [lon, lat] = gridLonLat(500, 0)
    const near = { lon, lat }
    const [farLon, farLat] = gridLonLat(9500, 0)
    const candidates = { settlements: false, points: [near, { lon: farLon, lat: farLat }] }
    const plain = await solve({ problem: 'mclp', add: 2, candidates })
    expect(plain).toMatchObject({ objective: 500, peopleInTime: 600 })
    // The first village has its station; half of its 100 people count for having another.
    const backup = await solve({ problem: 'mclp', add: 2, candidates, backupPercent: 50 })
    expect(backup).toMatchObject({ objective: 550, bound: 550, proved: true, peopleInTime: 600 })
  })
})

test('every cell with a road is a candidate unless a limit leaves it out, and who lives there is said', async () => {
  const [town] = SMALL_DATA_SET.towns
  const [, FAR_NORTH] = gridLonLat(0, 60_000)
  const country = await createTestApp(
    {
      stations: [station('S-0', gridLonLat(0, 0))],
      settlements: [
        settlement('V-3', gridLonLat(3000, 0), { people: 400 }),
        settlement('V-9', gridLonLat(9000, 0), { people: 500 }),
        settlement('V-far', [gridLonLat(0, 0)[0], FAR_NORTH], { people: 20 }),
      ],
      towns: [{ ...town!, geometry: { type: 'Point', coordinates: gridLonLat(9400, 0) } }],
    },
    { network: () => network, siting },
  )
  const leftOut = async (candidates: object) => {
    const body = { at: NIGHT, problem: 'mclp', add: 1, candidates }
    const response = await country.post('/api/siting', body)
    const answer = sitingAnswerSchema.parse(await response.json())
    return { ...answer, leftOut: answer.leftOut.map(({ reason, people }) => [reason, people]) }
  }
  const noRoad = ['no-road', 20]
  expect(await leftOut({})).toMatchObject({ candidateCount: 2, leftOut: [noRoad] })
  // 3,000 m from the station are too near.
  const away = await leftOut({ awayFromStationsMetres: 3100 })
  expect(away).toMatchObject({ candidateCount: 1, leftOut: [['near-stations', 400], noRoad] })
  expect(away.remarks[0]).toEqual({
    zh: '1 个需求单元（400 人）不作候选：离现有站点过近。',
    en: 'Demand cells that are no candidates: 1 (400 people), too near a present station.',
  })
  const near = await leftOut({ nearTownsMetres: 500 })
  expect(near).toMatchObject({ candidateCount: 1, leftOut: [['far-from-towns', 420]] })
  const seats = await leftOut({ settlements: false, towns: true })
  expect(seats).toMatchObject({ candidateCount: 1, leftOut: [['not-offered', 920]] })
})

describe('what makes no sense', () => {
  test.each([
    [{ problem: 'mclp', add: 0 }, 'add'],
    [{ problem: 'best' }, 'problem'],
    [{ problem: 'mclp', filter: { due: 2 } }, 'filter.due'],
    [{ problem: 'mclp', candidates: { settlements: false } }, 'candidates'],
    [
      { problem: 'mclp', candidates: { points: [{ lon: 200, lat: 35 }] } },
      'candidates.points.0.lon',
    ],
    [{ problem: 'mclp', colour: 'red' }, 'colour'],
  ])('%o is refused', async (body, parameter) => {
    expect(await refusedAt(post(body))).toEqual([parameter])
  })

  test('a job that there is not', async () => {
    for (const address of ['/api/siting/none', '/api/siting/none/events']) {
      const response = await app.get(address)
      expect([address, response.status]).toEqual([address, 404])
    }
  })
})

test('tells its progress as events until it is done', async () => {
  const runs: SitingRun[] = []
  const byHand: Siting = {
    start: (task, gapPercent) => {
      const run = new SitingRun(task, gapPercent, ignore, ignore)
      runs.push(run)
      // What the two threads would report: a site that wins something, and that 700 is the most.
      run.take({ kind: 'best', job: 1, chosen: [], objective: 0 }, 0)
      run.take({ kind: 'bound', job: 1, bound: 700 }, 1)
      return run
    },
    close: async () => {},
  }
  const { store } = app
  app = await createTestApp({}, { store, network: () => network, siting: byHand })
  const response = await post({ at: NIGHT, standards: STANDARDS, problem: 'mclp', add: 1 })
  const first = sitingAnswerSchema.parse(await response.json())
  expect(first).toMatchObject({ state: 'running', objective: 0, bound: 700, proved: false })
  const events = app.get(`/api/siting/${first.jobId}/events`).then((each) => each.text())
  await new Promise((resolve) => setTimeout(resolve, 50))
  runs[0]?.take({ kind: 'bound', job: 1, bound: 0 }, 1)
  const told = [...(await events).matchAll(/event: (\w+)\ndata: (.*)\n/g)]
  expect(told.map(([, event]) => event)).toEqual(['progress', 'done'])
  const last = sitingAnswerSchema.parse(JSON.parse(told[1]?.[2] ?? ''))
  expect(last).toMatchObject({ state: 'optimal', bound: 0, proved: true })
  const stopped = await app.send('DELETE', `/api/siting/${first.jobId}`)
  expect(await stopped.json()).toMatchObject({ state: 'optimal' })
})

test('stops when it is told to, and keeps what it has found', () => {
  const instance = coverInstance([1, 2], [[0], [1]])
  const sent: string[] = []
  const task = { kind: 'cover', siteCount: 1, instance, rules: NO_RULES, isQuick: false } as const
  const run = new SitingRun(task, 0, (_, { kind }) => sent.push(kind), ignore)
  run.take({ kind: 'best', job: 1, chosen: [0], objective: 1 }, 0)
  run.stop()
  run.take({ kind: 'best', job: 1, chosen: [1], objective: 2 }, 0)
  expect(run.findings).toMatchObject({ state: 'stopped', best: { objective: 1 } })
  expect(sent).toEqual(['best', 'stop', 'stop'])
})
