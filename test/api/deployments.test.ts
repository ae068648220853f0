/** Stations that are sent out: every desk passes them over, and two cannot send the same one. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { CoverageAnswer } from '../../data/coverage.ts'
import type { Deployment, DeploymentList } from '../../data/deployment.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { Problem } from '../../data/problem.ts'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import { openStore } from '../../server/store/store.ts'
import { answered, createTestApp, problemOf, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { inDatabase, temporaryPath } from '../fixtures/stores.ts'

/** 03:07:20 on a Monday; blocks of 100 m take 10 s by night. */
const NIGHT = Date.parse('2026-11-23T03:07:20+08:00')
const MINUTE = 60_000
const [LON, LAT] = gridLonLat(0, 0)
const network = loadedNetwork(gridDraft(41, 1))
/** Two on the street: A is there first, in 60 s of turnout. */
const DATA = {
  ...SMALL_DATA_SET,
  stations: [station('A', gridLonLat(0, 0)), station('B', gridLonLat(1000, 0))],
  settlements: [settlement('V', gridLonLat(0, 0), { people: 100 })],
}
const PLACE = { lon: LON, lat: LAT, label: '洸河路与建设路' }
const DESK = '值班台一'
const sending = (changes: object = {}) => ({ stationId: 'A', by: DESK, ...PLACE, ...changes })

let now = NIGHT
let app: TestApp
beforeEach(async () => {
  now = NIGHT
  app = await createTestApp(DATA, { network: () => network, now: () => new Date(now) })
})

const DEPLOYMENTS = '/api/deployments'
const send = (changes: object = {}, headers = {}): Promise<Response> =>
  app.post(DEPLOYMENTS, sending(changes), headers)
const sent = (changes: object = {}): Promise<Deployment> => answered(send(changes), 201)
const end = (id: number, how = 'back', by = DESK): Promise<Response> =>
  app.post(`${DEPLOYMENTS}/${id}/end`, { how, by })
const standing = async (query = ''): Promise<Deployment[]> =>
  (await app.json<DeploymentList>(DEPLOYMENTS + query)).deployments
const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const nearest = (query = '', k = 1, headers: Record<string, string> = OWN_PAGE) =>
  answered<NearestAnswer>(app.get(`/api/nearest?lon=${LON}&lat=${LAT}&k=${k}${query}`, headers))
/** Its sentences have names in them, which are Chinese in both languages. */
type Refusal = Problem & { standing?: Deployment }
const idsOf = ({ features }: NearestAnswer): string[] => features.map(({ id }) => id)

describe('a station that was sent', () => {
  test('is out for everybody: who, when and whither', async () => {
    const deployment = await sent()
    expect(deployment).toEqual({
      ...{ id: deployment.id, stationId: 'A', name: '测试站 A', nameEn: null, ...PLACE },
      ...{ incident: null, by: DESK, at: '2026-11-22T19:07:20.000Z', ended: null, askBack: false },
    })
    expect(await standing()).toEqual([deployment])
    const list = await app.get(DEPLOYMENTS)
    expect(list.headers.get('Cache-Control')).toBe('no-store')
    expect(list.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test('is passed over by the ranking, which says whither and when', async () => {
    expect(idsOf(await nearest())).toEqual(['A'])
    await sent()
    const answer = await nearest()
    expect(idsOf(answer)).toEqual(['B'])
    expect(answer.query.withoutSent).toBe(true)
    expect(answer.passedOver).toMatchObject([
      {
        id: 'A',
        reasons: [{ code: 'sent', detailZh: '已派往洸河路与建设路（03:07）' }],
      },
    ])
    now += 24 * 60 * MINUTE
    const tomorrow = (await nearest()).passedOver[0]!.reasons[0]!
    expect(tomorrow.detail).toBe('Sent to 洸河路与建设路 (2026-11-23 03:07)')
  })

  test.each([
    ['a program', {}],
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://example.org' }],
    ['one over plain http', { Origin: 'http://example.org' }],
  ])('is told to %s as out alone', async (_, headers) => {
    await sent()
    const [told] = (await nearest('', 1, headers)).passedOver
    expect(told?.reasons).toEqual([{ code: 'sent', detail: 'Sent out', detailZh: '已出动' }])
    const { headers: answer } = await app.get(`/api/nearest?lon=${LON}&lat=${LAT}`, headers)
    expect(answer.get('Vary')).toContain('Sec-Fetch-Site, Origin, Referer')
    expect(answer.get('Cache-Control')).toBe('no-store')
  })

  test('stays in answers for another hour, unless these are asked to leave it out', async () => {
    await sent()
    const at = `&at=${encodeURIComponent('2026-11-24T03:00:00+08:00')}`
    expect(idsOf(await nearest(at))).toEqual(['A'])
    expect(idsOf(await nearest(`${at}&withoutSent=true`))).toEqual(['B'])
    expect(idsOf(await nearest('&withoutSent=false'))).toEqual(['A'])
  })

  test('is out in an answer that is asked for again later, and only for its time', async () => {
    const { id } = await sent()
    const { query } = await nearest()
    now += 30 * MINUTE
    await answered(end(id))
    expect(idsOf(await nearest())).toEqual(['A'])
    const again = `&withoutSent=${query.withoutSent}&at=${encodeURIComponent(query.at)}`
    expect(idsOf(await nearest(again))).toEqual(['B'])
  })

  test('tells no number that somebody wrote beside the place', async () => {
    await sent({ label: '建设路 13800001000 张先生' })
    const [reason] = (await nearest()).passedOver[0]!.reasons
    expect(reason).toMatchObject({ detailZh: '已出动（03:07）', detail: 'Sent out (03:07)' })
  })

  test('is not counted by coverage and siting now, and they say so', async () => {
    const standards = { urban: 100, rural: 100 }
    const coverage = (more = {}): Promise<CoverageAnswer> =>
      answered(app.post('/api/coverage', { standards, parts: ['areas'], ...more }))
    expect((await coverage()).summary).toMatchObject({ peopleInTime: 100, stationsCounted: 2 })
    await sent()
    const without = await coverage()
    expect(without.summary).toMatchObject({ peopleInTime: 0, stationsCounted: 1 })
    expect(without.sent).toEqual([{ id: 'A', name: '测试站 A', nameEn: null }])
    const planned = await coverage({ withoutSent: false })
    expect(planned.summary.peopleInTime).toBe(100)
    expect(planned.sent).toEqual([])
    const atNoon = await coverage({ at: '2026-11-23T12:00:00+08:00' })
    expect(atNoon.query.withoutSent).toBe(false)
    expect(atNoon.sent).toEqual([])
    const body = { standards, problem: 'mclp', add: 1 }
    const siting = await answered<SitingAnswer>(app.post('/api/siting', body))
    expect(siting).toMatchObject({ peopleInTimeBefore: 0, sent: without.sent })
    const table = await app.post('/api/coverage/tables/counties?f=csv', { standards })
    expect(await table.text()).toContain('未计入已出动的 1 个站：测试站 A')
  })
})

describe('two desks', () => {
  test('cannot send the same station without being told', async () => {
    const first = await sent()
    now += 5 * MINUTE
    const problem = await answered<Refusal>(send({ by: '值班台二', label: '南门' }), 409)
    expect(problem).toMatchObject({
      standing: first,
      detailZh: expect.stringContaining('值班台一 于 2026-11-23 03:07 派往洸河路与建设路'),
    })
    expect(problem.detailZh).toMatch(/请确认改派。$/)
    expect(problem.detail).toContain(`despite: ${first.id}`)
    expect(await standing()).toEqual([first])
    const second = await sent({ by: '值班台二', label: '南门', despite: first.id })
    expect(await standing()).toEqual([second])
    expect(await standing('?all=true')).toMatchObject([
      { id: second.id, ended: null },
      { id: first.id, ended: { how: 'redirected', by: '值班台二', at: second.at } },
    ])
    // A desk that knows of the first alone has not been shown the second.
    expect(await answered<Refusal>(send({ despite: first.id }), 409)).toMatchObject({
      standing: second,
    })
  })

  test.each([1, 2])('that mark it at once: exactly one wins, with %i servers', async (servers) => {
    const path = temporaryPath()
    const stores = [await openStore(path), await openStore(path)]
    await stores[0]!.write(({ features }) => features.replace(DATA))
    const apps = await Promise.all(stores.map((store) => createTestApp({}, { store })))
    const attempts = Array.from({ length: 20 }, (_, desk) =>
      apps[desk % servers]!.post(DEPLOYMENTS, sending({ by: `值班台 ${desk}` })),
    )
    const statuses = (await Promise.all(attempts)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(19)
    for (const store of stores) await store.close()
  })

  test('the database itself refuses a second one that stands', async () => {
    const path = temporaryPath()
    const store = await openStore(path)
    await store.close()
    const insert = `INSERT INTO deployments (stationId, name, lon, lat, label, sentBy, sentAt)
      VALUES ('A', '甲', 116, 35, '', '台', '2026-11-23T00:00:00.000Z')`
    await inDatabase(path, async (database) => {
      await database.exec(insert)
      await expect(database.exec(insert)).rejects.toThrow(/UNIQUE|unique/)
      await expect(
        database.exec(`UPDATE deployments SET endedAt = '2026-11-22T00:00:00.000Z',
          ending = 'back', endedBy = '台'`),
      ).rejects.toThrow(/CHECK/)
      await expect(database.exec("UPDATE deployments SET ending = 'back'")).rejects.toThrow(/CHECK/)
    })
  })
})

describe('a request', () => {
  test('that comes again with its key sends once', async () => {
    const headers = { 'Idempotency-Key': 'desk-1' }
    const first = await answered<Deployment>(send({}, headers), 201)
    expect(await answered(send({}, headers), 201)).toEqual(first)
    expect(await standing('?all=true')).toHaveLength(1)
    expect(await refusedAt(send({ stationId: 'B' }, headers))).toEqual(['Idempotency-Key'])
  })

  test.each([
    [{ stationId: 'no such' }, 'stationId'],
    [{ by: ' ' }, 'by'],
    [{ lon: 200 }, 'lon'],
    [{ label: '字'.repeat(121) }, 'label'],
    [{ despite: 0 }, 'despite'],
    [{ incident: '' }, 'incident'],
    [{ note: 'x' }, 'note'],
  ])('with %o is refused and sends nobody', async (changes, parameter) => {
    expect(await refusedAt(send(changes))).toEqual([parameter])
    expect(await standing('?all=true')).toEqual([])
  })

  test('of another site is refused', async () => {
    await problemOf(send({}, { Origin: 'http://elsewhere.test' }), 403)
  })
})

describe('the end', () => {
  test('back: the station is ranked again; said twice it stays as it was', async () => {
    const { id } = await sent()
    now += 90 * MINUTE
    const back = await answered<Deployment>(end(id))
    expect(back.ended).toEqual({ how: 'back', by: DESK, at: '2026-11-22T20:37:20.000Z' })
    now += MINUTE
    expect(await answered(end(id, 'back', '值班台二'))).toEqual(back)
    expect(await standing()).toEqual([])
    expect(idsOf(await nearest())).toEqual(['A'])
    const problem = await answered<Refusal>(end(id, 'undone'), 409)
    expect(problem.detailZh).toContain('值班台一 于 2026-11-23 04:37 归队')
  })

  test('undone: within ten minutes', async () => {
    const first = await sent()
    now += 10 * MINUTE
    expect((await answered<Deployment>(end(first.id, 'undone'))).ended?.how).toBe('undone')
    const second = await sent()
    now += 10 * MINUTE + 1000
    expect((await problemOf(end(second.id, 'undone'), 409)).detail).toContain('10 minutes')
    expect(await standing()).toMatchObject([{ id: second.id, ended: null }])
  })

  test('is asked for after two hours, and never comes by itself', async () => {
    await sent()
    now += 120 * MINUTE - 1000
    expect(await standing()).toMatchObject([{ askBack: false }])
    now += 1000
    expect(await standing()).toMatchObject([{ askBack: true, ended: null }])
    now += 30 * 24 * 60 * MINUTE
    expect(await standing()).toMatchObject([{ askBack: true, ended: null }])
    expect(idsOf(await nearest())).toEqual(['B'])
  })

  test('of what there is not', async () => {
    await problemOf(end(99), 404)
    await problemOf(app.post(`${DEPLOYMENTS}/x/end`, { how: 'back', by: DESK }), 400)
    const { id } = await sent()
    expect(await refusedAt(end(id, 'redirected'))).toEqual(['how'])
  })
})

test('the history comes page by page, the last first', async () => {
  for (let times = 0; times < 5; times++) await end((await sent()).id)
  const first = await app.json<DeploymentList>(`${DEPLOYMENTS}?all=true&limit=3`)
  expect(first.deployments.map(({ id }) => id)).toEqual([5, 4, 3])
  const second = await app.json<DeploymentList>(
    `${DEPLOYMENTS}?all=true&limit=3&before=${first.next}`,
  )
  expect(second.deployments.map(({ id }) => id)).toEqual([2, 1])
  expect(second.next).toBeNull()
})

test('at most ten that are nearer are told, and how many more there are', async () => {
  const suspended = Array.from({ length: 14 }, (_, index) =>
    station(`X-${index}`, gridLonLat(100 * index, 0), { buildStatus: 'suspended' }),
  )
  const far = station('far', gridLonLat(3000, 0))
  app = await createTestApp({ stations: [...suspended, far] }, { network: () => network })
  const answer = await nearest()
  expect(answer.passedOver.map(({ id }) => id)).toEqual(suspended.slice(0, 10).map(({ id }) => id))
  expect(answer.passedOverMore).toBe(4)
  const unfilled = await nearest('', 2)
  expect(unfilled.passedOver).toHaveLength(10)
  expect(unfilled.passedOverMore).toBeNull()
})
