/** Scenarios over HTTP: nothing lost, nothing let in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { NO_CHANGES, type Scenario, type ScenarioInput } from '../../data/scenario.ts'
import { openStore } from '../../server/store/store.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { createTestApp, type TestApp } from '../fixtures/app-fixture.ts'

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
      const store = openStore(join(folder, 'map.sqlite'))
      await store.replace(SMALL_DATA_SET)
      app = await createTestApp({}, { store })
      const { id } = await create()
      await store.close()
      app = await createTestApp({}, { store: openStore(join(folder, 'map.sqlite')) })
      expect(await app.json(`/api/scenarios/${id}`)).toMatchObject({ ...INPUT, isStale: false })
      await app.store.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('says so when the data below it have changed since', async () => {
    const { id } = await create()
    await app.store.replace({ stations: [station('S-1', [116.6, 35.4])] })
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

  test('keeps whatever fits', async () => {
    const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })
    const changes = fc.record({
      add: fc.array(fc.record({ id: fc.uuid(), lon: degrees(180), lat: degrees(90) })),
      remove: fc.array(fc.string({ minLength: 1, maxLength: 200 })),
      move: fc.array(fc.record({ id: fc.uuid(), lon: degrees(180), lat: degrees(90) })),
      change: fc.array(fc.record({ id: fc.uuid(), crewOnDuty: fc.nat(1000) })),
      close: fc.constant([]),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.uuid(),
        fc.string({ maxLength: 50 }),
        changes,
        async (name, note, each) => {
          const scenario = await create({ name, note, changes: each })
          // −0 is written as 0, which is the same place.
          const expected = JSON.parse(JSON.stringify({ name, note: note.trim(), changes: each }))
          expect(await app.json(`/api/scenarios/${scenario.id}`)).toMatchObject(expected)
        },
      ),
      { numRuns: 50 },
    )
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
})

describe('what does not fit is refused by its name', () => {
  test.each([
    ['no name', { ...INPUT, name: ' ' }, ['name']],
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

  test('a body that is no JSON, another type of body, another site', async () => {
    const refused = async (body: string, headers: Record<string, string>) => {
      const response = await send('POST', '/api/scenarios', body, headers)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      return response.status
    }
    expect(await refused('{"name":', {})).toBe(400)
    expect(await refused(JSON.stringify(INPUT), { 'Content-Type': 'text/plain' })).toBe(415)
    expect(await refused(JSON.stringify(INPUT), { 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    const foreign = { Origin: 'https://elsewhere.test', Host: 'map.test' }
    expect(await refused(JSON.stringify(INPUT), foreign)).toBe(403)
    expect(await app.json('/api/scenarios')).toEqual([])
    const own = { Origin: 'http://map.test', Host: 'map.test', 'Sec-Fetch-Site': 'same-origin' }
    expect((await send('POST', '/api/scenarios', INPUT, own)).status).toBe(201)
  })
})
