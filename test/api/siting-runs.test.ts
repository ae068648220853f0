/** Siting runs over HTTP: an answer that is kept stays what it was, and goes out as a file. */
import { parse } from 'csv-parse/sync'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import {
  keptAnswerSchema,
  SITING_RUN_LIMITS,
  type SitingRun,
  sitingRunEntrySchema,
  sitingRunSchema,
} from '../../data/siting-run.ts'
import { threadSiting } from '../../server/worker/siting-run.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { keptAnswer, sealAsHere, siteOf } from '../fixtures/siting-answer.ts'

const RUNS = '/api/siting-runs'
const siting = threadSiting()
afterAll(() => siting.close())
/** The network that an operator has replaced last. */
let network = loadedNetwork(gridDraft(20, 1))
let app: TestApp
beforeEach(async () => {
  const { counties = [] } = SMALL_DATA_SET
  app = await createTestApp({ counties }, { network: () => network, siting })
  await sealAsHere(app.store)
})

const keep = (answer: unknown = keptAnswer(), name = '明年两处'): Promise<SitingRun> =>
  answered(app.post(RUNS, { name, answer }), 201)
const rename = (id: string, body: object) =>
  app.send('PUT', `${RUNS}/${id}`, body, { 'If-Match': '*' })

describe('keeping a run', () => {
  test('what the siting analysis answers can be kept, and comes back word for word', async () => {
    await app.store.features.replace({
      stations: [station('S-1', gridLonLat(0, 0))],
      settlements: [settlement('V-1', gridLonLat(1900, 0), { people: 900 })],
    })
    const asked = { problem: 'mclp', add: 1, gapPercent: 50 }
    let found = await app
      .post('/api/siting', asked)
      .then((response) => answered<SitingAnswer>(response, 200))
    if (found.jobId) {
      found = (await (
        await app.send('DELETE', `/api/siting/${found.jobId}`)
      ).json()) as SitingAnswer
    }
    expect(found.network.id).toBe(network.graph.id)
    const run = await keep(found)
    const { jobId: _, ...answer } = found
    expect(run.answer).toEqual(answer)
    const again = sitingRunSchema.parse(await app.json(`${RUNS}/${run.id}`))
    expect(again).toEqual(run)
    expect(run.changedSince).toEqual([])
  })

  test('is what was found, in whatever order its parts are sent, and of this service only', async () => {
    const answer = keptAnswer()
    const turned = Object.fromEntries(Object.entries(answer).reverse())
    expect((await keep(turned)).answer).toEqual(answer)
    const { counties = [] } = SMALL_DATA_SET
    const other = await createTestApp({ counties }, { network: () => network })
    const sent = other.post(RUNS, { name: '别处的', answer })
    expect(await refusedAt(sent)).toEqual(['answer'])
  })

  test('a list tells the figures by which runs are told apart, and not their answers', async () => {
    const { id } = await keep()
    const [entry] = await app.json<unknown[]>(RUNS)
    expect(sitingRunEntrySchema.strict().parse(entry)).toMatchObject({
      ...{ id, name: '明年两处', problem: 'mclp', siteCount: 2, proved: false, gapPercent: 0.121 },
      ...{ people: 5000, peopleInTimeBefore: 2000, peopleInTime: 3334, revision: 7, network: 'n' },
      // An answer of before there was a choice of what counts.
      demand: null,
      timeStamp: '2026-12-01T02:00:00.000Z',
    })
  })

  test('a kept answer is never changed: a run is renamed with or without it', async () => {
    const { id, answer } = await keep()
    expect(
      await refusedAt(rename(id, { name: '改过', answer: keptAnswer({ bound: 1334 }) })),
    ).toEqual(['answer'])
    expect(await app.json(`${RUNS}/${id}`)).toMatchObject({ name: '明年两处', answer, version: 1 })
    expect((await rename(id, { name: '改名' })).status).toBe(200)
    expect((await rename(id, { name: '再改名', answer })).status).toBe(200)
    expect(await app.json(`${RUNS}/${id}`)).toMatchObject({ name: '再改名', answer, version: 3 })
    expect(await refusedAt(app.post(RUNS, { name: '没有结果' }))).toEqual(['answer'])
  })

  test('says whether data or roads have changed since it was computed', async () => {
    const revision = await app.store.read((snapshot) => snapshot.revision())
    const { id } = await keep(
      keptAnswer({ revision, network: { id: network.graph.id, provenance: 'imported' } }),
    )
    const since = async () => (await app.json<SitingRun>(`${RUNS}/${id}`)).changedSince
    expect(await since()).toEqual([])
    // Stockpiles are nothing to where stations stand.
    await app.store.features.replace({ stockpiles: SMALL_DATA_SET.stockpiles ?? [] })
    expect(await since()).toEqual([])
    await app.store.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
    expect(await since()).toEqual(['data'])
    network = loadedNetwork(gridDraft(21, 1))
    expect(await since()).toEqual(['data', 'roads'])
    expect(await app.json(RUNS)).toMatchObject([{ changedSince: ['data', 'roads'] }])
    // To rename it computes nothing anew.
    await rename(id, { name: '改名' })
    expect(await since()).toEqual(['data', 'roads'])
  })

  test.each<[string, object]>([
    ['a search that goes on', { ...keptAnswer(), state: 'running' }],
    ['no network', { ...keptAnswer(), network: undefined }],
    ['an answer without its seal', { ...keptAnswer(), seal: undefined }],
    ['another seal', { ...keptAnswer(), seal: keptAnswer({ revision: 8 }).seal }],
    ['people who were not found', { ...keptAnswer(), peopleInTime: 3335 }],
    ['a proof that was not made', { ...keptAnswer(), proved: true }],
    ['a site that was not chosen', { ...keptAnswer(), sites: [siteOf({}), siteOf({ rank: 2 })] }],
    [
      'a question that was not asked',
      { ...keptAnswer(), query: { ...keptAnswer().query, add: 6 } },
    ],
  ])('refuses %s, as a run and as a file', async (_, answer) => {
    for (const address of [RUNS, '/api/siting/tables/sites?f=csv']) {
      const [parameter] = await refusedAt(app.post(address, { name: '明年', answer }))
      expect(parameter).toMatch(/^answer/)
    }
    expect(await app.json(RUNS)).toEqual([])
  })

  test('refuses an answer too long to keep, in schema and database', async () => {
    const places = Array.from({ length: 60 }, () => ({ zh: '长'.repeat(20_000), en: '' }))
    const long = keptAnswer({ remarks: places })
    expect(JSON.stringify(long).length).toBeGreaterThan(SITING_RUN_LIMITS.mostAnswerCharacters)
    expect(keptAnswerSchema.safeParse(long).error?.issues[0]?.message).toMatch(/at the most/)
    const create = app.store.write(({ sitingRuns }) =>
      sitingRuns.create({ name: '长', content: { answer: long }, at: '2026-12-01T00:00:00Z' }),
    )
    await expect(create).rejects.toThrow()
  })
})

describe('as a file', () => {
  const COLUMNS = [
    ...['序', '地点', '办法', '区县', '乡镇', '经度', '纬度', '站点编号', '新增达标（人）'],
    ...['费用（万元）', '期次', '稳定性（9 种情形中）'],
  ]
  const sites = '/tables/sites?f='

  test('each site has its place, gain, cost, phase and stability; conditions and proof stand below', async () => {
    const sites_ = [siteOf({ name: '=甲镇' }), keptAnswer().sites[1]!]
    const answer = keptAnswer({ sites: sites_ })
    const { id } = await keep(answer)
    const text = await (await app.get(`${RUNS}/${id}${sites}csv`)).text()
    // The same of an answer that is not kept.
    const unkept = await app.post('/api/siting/tables/sites?f=csv', { name: '明年两处', answer })
    expect(await unkept.text()).toBe(text)
    const [header, first, second, ...below] = parse(text, { bom: true, relax_column_count: true })
    expect(header).toEqual(COLUMNS)
    const [county, town] = ['任城区', '370811001']
    // what a spreadsheet would run as a formula is text
    expect(first).toEqual([
      '1',
      "'=甲镇",
      '新建',
      county,
      town,
      '116.5',
      '35.4',
      '',
      '1234',
      '120',
      '一期',
      '9',
    ])
    expect(second).toEqual([
      '2',
      '乙站',
      '延长值班',
      county,
      town,
      '116.6',
      '35.4',
      'S-1',
      '100',
      '44',
      '二期',
      '5',
    ])
    const told = below.flat().join('\n')
    for (const line of [
      '问题：最大覆盖：达标的人最多',
      '预算（万元）：1,000',
      '已用（万元）：164',
      '单价：延长值班（假设）：一次性 0 万元，每年 44 万元',
      '时刻：2026-12-01 10:00',
      '步行 5 公里/小时',
      '标准：接警后 城市社区 3 分、镇村 10 分内到达',
      '封路：避开当时生效的 0 处 道路网',
      '车速与出动的浮动（假设）：车速 ±10%，出动 ±10 秒',
      `${county}站址数：1 至 200 处`,
      '分期：一期：500',
      '理论界限：1,335.5 人',
      '证明：与最优相差不超过 0.13%',
      '计算时间：2026-12-01 10:00',
      '数据版本：7',
      '坐标系：WGS-84 经纬度',
    ]) {
      expect(told).toContain(line)
    }
  })

  test('a file of an answer that is not kept says the same, under the name that is sent', async () => {
    const { id, name, answer } = await keep()
    for (const query of ['csv', 'geojson&lang=en', 'kml']) {
      const kept = await app.get(`${RUNS}/${id}${sites}${query}`)
      const posted = await app.post(`/api/siting${sites}${query}`, { name, answer })
      expect(await posted.text()).toBe(await kept.text())
      expect(kept.headers.get('Content-Disposition')).toContain(encodeURIComponent('明年两处'))
    }
  })

  test('GeoJSON has the places and the columns, in English too', async () => {
    const { id } = await keep()
    const file = await app.json<{ features: unknown[]; remarks: string[]; title: string }>(
      `${RUNS}/${id}${sites}geojson&lang=en`,
    )
    expect(file.title).toBe('明年两处')
    expect(file.features).toMatchObject([
      {
        geometry: { type: 'Point', coordinates: [116.5, 35.4] },
        properties: { rank: 1, kind: 'new station', cost: 120, phase: '一期', chosenInCases: 9 },
      },
      { properties: { rank: 2, station: 'S-1', peopleWon: 100 } },
    ])
    expect(file.remarks).toContain('Proof: within 0.13% of the best possible')
    expect(file.remarks).toContain(
      'Standard, from the call: Urban community 3 min, Town and village 10 min',
    )
  })

  test('what a least share of every county costs stands below, where it is had', async () => {
    const fairnessPrice = {
      ...{ isKept: true, isProvedImpossible: false, people: 120.4, atLeast: 0, atMost: 130 },
      worstWithout: { code: '370811', share: 0.4 },
    }
    const linesOf = async (price: object) => {
      const answer = keptAnswer({ fairnessPrice: { ...fairnessPrice, ...price } })
      return (await app.post(`/api/siting${sites}csv`, { name: '公平', answer })).text()
    }
    const line = '比不要求各区县最低达标率少（人）：120'
    expect(await linesOf({})).toContain(line)
    expect(await linesOf({ isKept: false })).not.toContain('比不要求')
  })

  test('coordinates are told in the system that is asked for', async () => {
    const { id } = await keep()
    const crs = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4548')
    const text = await (await app.get(`${RUNS}/${id}${sites}csv&crs=${crs}`)).text()
    const [header, first, , ...below] = parse(text, { bom: true, relax_column_count: true })
    expect(header?.slice(5, 7)).toEqual(['东坐标（米，EPSG:4548）', '北坐标（米，EPSG:4548）'])
    // Central meridian 117°: half a degree west of it at 35.4° N is 45,4 km west of 500,000 m.
    expect(Number(first?.[5])).toBeCloseTo(500_000 - 45_426, -3)
    expect(below.flat().join()).toContain('坐标系 EPSG:4548')
    expect(below.flat().join()).not.toContain('WGS-84')
  })

  test('refuses a run that is not there and a form that is not made', async () => {
    expect((await app.get(`${RUNS}/none${sites}csv`)).status).toBe(404)
    const { id } = await keep()
    expect((await app.get(`${RUNS}/${id}${sites}pdf`)).status).toBe(400)
    expect(await refusedAt(app.post(`/api/siting${sites}csv`, { answer: keptAnswer() }))).toEqual([
      'name',
    ])
  })
})
