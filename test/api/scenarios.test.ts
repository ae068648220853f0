/** Scenarios over HTTP: nothing lost, nothing let in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  NO_CHANGES,
  type Scenario,
  type ScenarioInput,
  scenarioInputSchema,
} from '../../data/scenario.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { createTestApp, type TestApp } from '../fixtures/app-fixture.ts'
import { runs } from '../fixtures/runs.ts'
import { anyScenario } from '../fixtures/scenario-arbitrary.ts'
import { openShortStore } from '../fixtures/short-store.ts'

const INPUT: ScenarioInput = {
  name: '汛期加强',
  note: '夜间延长值班',
  changes: {
    ...NO_CHANGES,
    add: [{ id: 'new-1', lon: 116.61, lat: 35.41, turnoutSeconds: 45, equipment: { pump: 1 } }],
    remove: ['S-3'],
    change: [{ id: 'S-2', dutyPattern: 'around-the-clock', dutyFrom: null, dutyUntil: null }],
    close: [{ type: 'Point', coordinates: [116.6, 35.4] }],
  },
}

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})

const send = (
  method: string,
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  app.request(address, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
/** What somebody would send to have the scenario that is at this address. */
const inputOf = async (address: string): Promise<ScenarioInput> => {
  const { name, note, changes } = await app.json<Scenario>(address)
  return { name, note, changes }
}
const create = async (input: unknown = INPUT): Promise<Scenario> =>
  (await send('POST', '/api/scenarios', input)).json() as Promise<Scenario>
const parametersOf = async (response: Response): Promise<string[]> => {
  const { errors = [] } = (await response.json()) as { errors?: { parameter: string }[] }
  return errors.map(({ parameter }) => parameter)
}

describe('keeping a scenario', () => {
  test('answers it with its address, and finds it again', async () => {
    const response = await send('POST', '/api/scenarios', INPUT)
    expect(response.status).toBe(201)
    const scenario = (await response.json()) as Scenario
    expect(response.headers.get('Location')).toBe(`/api/scenarios/${scenario.id}`)
    expect(scenario).toMatchObject({ ...INPUT, version: 1, isStale: false })
    const again = await app.get(`/api/scenarios/${scenario.id}`)
    expect(again.headers.get('ETag')).toBe('"1"')
    expect(await again.json()).toEqual(scenario)
    expect(await app.json('/api/scenarios')).toEqual([
      expect.objectContaining({ id: scenario.id, name: INPUT.name, changeCount: 4 }),
    ])
  })

  test('survives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
    try {
      const store = await openShortStore(join(folder, 'map.sqlite'))
      await store.features.replace(SMALL_DATA_SET)
      app = await createTestApp({}, { store })
      const { id } = await create()
      await store.close()
      app = await createTestApp({}, { store: await openShortStore(join(folder, 'map.sqlite')) })
      expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ ...INPUT, isStale: false })
      await app.store.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('says so when the data below it have changed since', async () => {
    const { id } = await create()
    await app.store.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
    expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ isStale: true })
    const kept = await send('PUT', `/api/scenarios/${id}`, INPUT, { 'If-Match': '"1"' })
    expect(await kept.json()).toMatchObject({ isStale: false, version: 2 })
  })

  test('leaves the revision of the data alone', async () => {
    const before = await app.store.revision()
    const { id } = await create()
    await send('PUT', `/api/scenarios/${id}`, INPUT, { 'If-Match': '"1"' })
    await send('DELETE', `/api/scenarios/${id}`)
    expect(await app.store.revision()).toBe(before)
  })

  test('keeps whatever fits, when it is made as when it is changed', async () => {
    const property = fc.asyncProperty(anyScenario, anyScenario, async (first, second) => {
      expect(scenarioInputSchema.parse(first)).toEqual(first)
      const { id } = await create(first)
      const address = `/api/scenarios/${id}`
      expect(await inputOf(address)).toEqual(first)
      const put = await send('PUT', address, second, { 'If-Match': '"1"' })
      expect(put.status).toBe(200)
      expect(await inputOf(address)).toEqual(second)
      const { add, remove, move, change, close } = second.changes
      expect(await app.json('/api/scenarios')).toEqual([
        expect.objectContaining({
          note: second.note,
          changeCount: add.length + remove.length + move.length + change.length + close.length,
        }),
      ])
      expect((await send('DELETE', address)).status).toBe(204)
    })
    await fc.assert(property, { numRuns: runs(60) })
  })

  test('lists what was changed last first', async () => {
    let minute = 0
    app = await createTestApp({}, { now: () => new Date(Date.UTC(2026, 10, 23, 2, minute++)) })
    const [first] = [await create({ ...INPUT, name: 'a' }), await create({ ...INPUT, name: 'b' })]
    const names = async () => (await app.json<Scenario[]>('/api/scenarios')).map(({ name }) => name)
    expect(await names()).toEqual(['b', 'a'])
    await send('PUT', `/api/scenarios/${first.id}`, { ...INPUT, name: 'a' }, { 'If-Match': '"1"' })
    expect(await names()).toEqual(['a', 'b'])
  })
})

describe('changing a scenario', () => {
  test('needs the version that was read, and refuses an older one', async () => {
    const { id } = await create()
    const address = `/api/scenarios/${id}`
    const renamed = { ...INPUT, name: '汛期加强（二）' }
    expect((await send('PUT', address, renamed)).status).toBe(428)
    expect((await send('PUT', address, renamed, { 'If-Match': 'x' })).status).toBe(400)
    expect((await send('PUT', address, renamed, { 'If-Match': '"1"' })).status).toBe(200)
    const late = await send('PUT', address, { ...INPUT, note: '迟到' }, { 'If-Match': '"1"' })
    expect(late.status).toBe(412)
    expect(await app.json(address)).toMatchObject({ ...renamed, version: 2 })
    expect((await send('DELETE', address, undefined, { 'If-Match': '"1"' })).status).toBe(412)
    expect((await send('DELETE', address, undefined, { 'If-Match': '"2"' })).status).toBe(204)
    expect((await app.get(address)).status).toBe(404)
    expect((await send('DELETE', address)).status).toBe(404)
  })

  test('refuses a name that is taken, whatever its case', async () => {
    await create({ ...INPUT, name: 'Flood season' })
    const { id } = await create()
    const taken = { ...INPUT, name: 'FLOOD SEASON' }
    const second = await send('POST', '/api/scenarios', taken)
    expect([second.status, await parametersOf(second)]).toEqual([409, ['name']])
    const renamed = await send('PUT', `/api/scenarios/${id}`, taken, { 'If-Match': '"1"' })
    expect(renamed.status).toBe(409)
    expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ name: INPUT.name, version: 1 })
  })

  test('copies under a name that is free', async () => {
    const { id } = await create()
    const names: string[] = []
    for (const lang of ['zh', 'zh', 'en']) {
      const copy = await send('POST', `/api/scenarios/${id}/copy?lang=${lang}`)
      expect(copy.status).toBe(201)
      const scenario = (await copy.json()) as Scenario
      expect(scenario.changes).toEqual(INPUT.changes)
      names.push(scenario.name)
    }
    expect(names).toEqual(['汛期加强 副本', '汛期加强 副本 2', '汛期加强 copy'])
  })

  test('makes every copy that is asked for at once', async () => {
    const { id } = await create()
    const copies = [1, 2, 3].map(() => send('POST', `/api/scenarios/${id}/copy`))
    const statuses = (await Promise.all(copies)).map(({ status }) => status)
    expect(statuses).toEqual([201, 201, 201])
    expect(await app.json('/api/scenarios')).toHaveLength(4)
  })

  test('a scenario that is not there cannot be read, changed, copied or deleted', async () => {
    const address = '/api/scenarios/none'
    const answers = [
      app.get(address),
      send('PUT', address, INPUT, { 'If-Match': '*' }),
      send('PUT', address, INPUT, { 'If-Match': '"1"' }),
      send('POST', `${address}/copy`),
      send('DELETE', address),
    ]
    for (const { status } of await Promise.all(answers)) expect(status).toBe(404)
  })

  test('takes the version of a compressed answer too', async () => {
    const { id } = await create()
    const address = `/api/scenarios/${id}`
    const version = (await app.get(address, { 'Accept-Encoding': 'gzip' })).headers.get('ETag')
    expect(version).toBe('W/"1"')
    const changed = await send('PUT', address, INPUT, { 'If-Match': String(version) })
    expect(changed.status).toBe(200)
  })
})

describe('what does not fit is refused by its name', () => {
  test.each([
    ['no name', { ...INPUT, name: ' ' }, ['name']],
    ['a name of a control character', { ...INPUT, name: '\0' }, ['name']],
    ['a name of half a character', { ...INPUT, name: '\ud83d' }, ['name']],
    ['no object', [INPUT], ['body']],
    ['no changes', { name: INPUT.name }, ['changes']],
    ['a long note', { ...INPUT, note: '长'.repeat(2001) }, ['note']],
    [
      'too many changes',
      { ...INPUT, changes: { remove: Array(501).fill('S-1') } },
      ['changes.remove'],
    ],
    [
      'a road that is closed along a line',
      { ...INPUT, changes: { close: [{ type: 'LineString', coordinates: [] }] } },
      ['changes.close.0.type'],
    ],
    ['a long name', { ...INPUT, name: '长'.repeat(81) }, ['name']],
    ['an unknown key', { ...INPUT, colour: 'red' }, ['colour']],
    ['an unknown change', { ...INPUT, changes: { paint: [] } }, ['changes.paint']],
    ['a latitude', { ...INPUT, changes: { add: [{ lon: 1, lat: 91 }] } }, ['changes.add.0.lat']],
    [
      'a gear',
      { ...INPUT, changes: { change: [{ id: 'S-1', equipment: { tank: 1 } }] } },
      ['changes.change.0.equipment.tank'],
    ],
    [
      'an hour',
      { ...INPUT, changes: { change: [{ id: 'S-1', dutyFrom: '25:00' }] } },
      ['changes.change.0.dutyFrom'],
    ],
  ])('%s', async (_, input, parameters) => {
    const response = await send('POST', '/api/scenarios', input)
    expect(response.status).toBe(422)
    expect(await parametersOf(response)).toEqual(parameters)
    expect(await app.json('/api/scenarios')).toEqual([])
  })

  test('in both languages', async () => {
    const response = await send('POST', '/api/scenarios', { ...INPUT, name: 7, colour: 'red' })
    const { detail, detailZh } = (await response.json()) as Record<string, string>
    expect(detail).toMatch(/name .*colour /)
    expect(detail).not.toMatch(/\p{Script=Han}/u)
    expect(detailZh).toMatch(/name .*\p{Script=Han}.*colour .*\p{Script=Han}/u)
  })

  test.each(['{"name":', '', '{"name":"a"}}'])('%j is no JSON', async (body) => {
    const response = await send('POST', '/api/scenarios', body)
    expect(response.status).toBe(400)
    const problem = await response.json()
    expect(problem).toMatchObject({ type: '/problems/malformed-body' })
    expect(problem).toHaveProperty('detailZh', '请求内容不是有效的 JSON。')
  })

  test('a body of more than a mebibyte', async () => {
    const response = await send('POST', '/api/scenarios', { ...INPUT, note: ' '.repeat(2 ** 20) })
    expect(response.status).toBe(413)
  })
})
