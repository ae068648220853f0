/** Scenarios over HTTP: nothing lost, nothing let in. */
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  NO_CHANGES,
  type Scenario,
  type ScenarioInput,
  scenarioInputSchema,
} from '../../data/scenario.ts'
import { answered, createTestApp, problemOf, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { runs } from '../fixtures/runs.ts'
import { anyScenario } from '../fixtures/scenario-arbitrary.ts'
import { openShortStore, temporaryPath } from '../fixtures/stores.ts'

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

/** What somebody would send to have the scenario that is at this address. */
const inputOf = async (address: string): Promise<ScenarioInput> => {
  const { name, note, changes, origin } = await app.json<Scenario>(address)
  return { name, note, changes, origin }
}
const create = (input: unknown = INPUT): Promise<Scenario> =>
  answered(app.post('/api/scenarios', input), 201)

describe('keeping a scenario', () => {
  test('answers what it changes, and how much that is', async () => {
    const scenario = await create()
    expect(scenario).toMatchObject({ ...INPUT, version: 1, isStale: false })
    expect(await app.json('/api/scenarios')).toEqual([
      expect.objectContaining({ id: scenario.id, name: INPUT.name, changeCount: 4 }),
    ])
  })

  test('says which siting run it came from, until something else is said', async () => {
    const origin = { runId: 'run-1', name: '40 处 · 最大覆盖 · 2026-11-30' }
    const { id } = await create({ ...INPUT, origin })
    const address = `/api/scenarios/${id}`
    const put = async (input: object): Promise<Scenario> =>
      answered(app.send('PUT', address, input, { 'If-Match': '*' }))
    expect(await app.json(address)).toMatchObject({ origin })
    expect(await put({ ...INPUT, name: '改名' })).toMatchObject({ origin })
    expect(await app.json('/api/scenarios')).toMatchObject([{ origin }])
    const copy: Scenario = await answered(app.post(`${address}/copy`), 201)
    expect(copy.origin).toEqual(origin)
    expect(await put({ ...INPUT, origin: null })).toMatchObject({ origin: null })
    const refused = app.post('/api/scenarios', { ...INPUT, origin: { runId: '', name: '' } })
    expect(await refusedAt(refused)).toEqual(['origin.runId', 'origin.name'])
  })

  test('a scenario of before there were origins has none', async () => {
    const content = { note: '', changes: INPUT.changes }
    const { id } = await app.store.write(({ scenarios }) =>
      scenarios.create({ name: '旧方案', content, at: '2026-01-01T00:00:00Z' }),
    )
    expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ name: '旧方案', origin: null })
    expect(await app.json('/api/scenarios')).toMatchObject([{ name: '旧方案', origin: null }])
  })

  test('survives a restart', async () => {
    const path = temporaryPath()
    const store = await openShortStore(path)
    await store.features.replace(SMALL_DATA_SET)
    app = await createTestApp({}, { store })
    const { id } = await create()
    await store.close()
    app = await createTestApp({}, { store: await openShortStore(path) })
    expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ ...INPUT, isStale: false })
    await app.store.close()
  })

  test('says so when the data below it have changed since', async () => {
    const { id } = await create()
    await app.store.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
    expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ isStale: true })
    const kept = await app.send('PUT', `/api/scenarios/${id}`, INPUT, { 'If-Match': '"1"' })
    expect(await kept.json()).toMatchObject({ isStale: false, version: 2 })
  })

  test('keeps whatever fits, when it is made as when it is changed', async () => {
    const property = fc.asyncProperty(anyScenario, anyScenario, async (first, second) => {
      expect(scenarioInputSchema.parse(first)).toEqual(first)
      const { id } = await create(first)
      const address = `/api/scenarios/${id}`
      expect(await inputOf(address)).toEqual(first)
      const put = await app.send('PUT', address, second, { 'If-Match': '"1"' })
      expect(put.status).toBe(200)
      expect(await inputOf(address)).toEqual(second)
      const { add, remove, move, change, close } = second.changes
      expect(await app.json('/api/scenarios')).toEqual([
        expect.objectContaining({
          note: second.note,
          changeCount: add.length + remove.length + move.length + change.length + close.length,
        }),
      ])
      expect((await app.send('DELETE', address)).status).toBe(204)
    })
    await fc.assert(property, { numRuns: runs(60) })
  })

  test('lists what was changed last first', async () => {
    let minute = 0
    app = await createTestApp({}, { now: () => new Date(Date.UTC(2026, 10, 23, 2, minute++)) })
    const [first] = [await create({ ...INPUT, name: 'a' }), await create({ ...INPUT, name: 'b' })]
    const names = async () => (await app.json<Scenario[]>('/api/scenarios')).map(({ name }) => name)
    expect(await names()).toEqual(['b', 'a'])
    await app.send(
      'PUT',
      `/api/scenarios/${first.id}`,
      { ...INPUT, name: 'a' },
      { 'If-Match': '"1"' },
    )
    expect(await names()).toEqual(['a', 'b'])
  })
})

describe('a copy of a scenario', () => {
  test('has a name that is free', async () => {
    const { id } = await create()
    const names: string[] = []
    for (const lang of ['zh', 'zh', 'en']) {
      const copy = app.post(`/api/scenarios/${id}/copy?lang=${lang}`)
      const scenario = await answered<Scenario>(copy, 201)
      expect(scenario.changes).toEqual(INPUT.changes)
      names.push(scenario.name)
    }
    expect(names).toEqual(['汛期加强 副本', '汛期加强 副本 2', '汛期加强 copy'])
  })

  test('is made for each of those who ask at once', async () => {
    const { id } = await create()
    const copies = [1, 2, 3].map(() => app.post(`/api/scenarios/${id}/copy`))
    const statuses = (await Promise.all(copies)).map(({ status }) => status)
    expect(statuses).toEqual([201, 201, 201])
    expect(await app.json('/api/scenarios')).toHaveLength(4)
  })

  test('of what is not there is not made', async () => {
    expect((await app.post('/api/scenarios/none/copy')).status).toBe(404)
  })
})

describe('a body that does not fit', () => {
  test('is refused in both languages', async () => {
    const response = app.post('/api/scenarios', { ...INPUT, name: 7, colour: 'red' })
    const { detail, detailZh } = await problemOf(response, 422)
    expect(detail).toMatch(/name .*colour /)
    expect(detailZh).toMatch(/name .*\p{Script=Han}.*colour .*\p{Script=Han}/u)
  })

  test.each(['{"name":', '', '{"name":"a"}}'])('as %j is no JSON', async (body) => {
    expect(await problemOf(app.post('/api/scenarios', body), 400)).toMatchObject({
      type: '/problems/malformed-body',
      detailZh: '请求内容不是有效的 JSON。',
    })
  })

  test('because it has more than a mebibyte', async () => {
    const response = await app.post('/api/scenarios', { ...INPUT, note: ' '.repeat(2 ** 20) })
    expect(response.status).toBe(413)
  })
})
