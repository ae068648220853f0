/** What the kinds of documents that people keep by name have in common. */
import { beforeEach, describe, expect, test } from 'vitest'
import { CENSUS_FORM_ID } from '../../data/census-form.ts'
import { EXAMPLE_NORM_ID } from '../../data/reserve-norm.ts'
import { NO_CHANGES } from '../../data/scenario.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { point, polygon, rectangle } from '../fixtures/shapes.ts'
import { keptAnswer, sealAsHere } from '../fixtures/siting-answer.ts'

/** They stand first in their lists. */
const BUILT_IN: readonly string[] = [EXAMPLE_NORM_ID, CENSUS_FORM_ID]

interface Kept {
  id: string
  version: number
}

const from = '2026-11-23T00:00:00.000Z'
const area = polygon(rectangle(116.5, 35.3, 116.7, 35.5))
/** Something to keep of each kind, and something else to change it into. */
const KINDS: [kind: string, input: object, changes: object][] = [
  ['scenarios', { note: '夜间', changes: { ...NO_CHANGES, remove: ['S-3'] } }, { note: '' }],
  [
    'standards',
    { standards: { urban: 240, rural: 900 } },
    { standards: { urban: 300, rural: 900 } },
  ],
  [
    'closures',
    { kind: 'road', area: point(116.6, 35.4), from, until: null, note: '' },
    { note: '积水' },
  ],
  ['warnings', { kind: 'flood', level: 'orange', area, from }, { level: 'blue' }],
  ['reserve-norms', { source: '本局', perKilometre: { sandbag: 10 } }, { source: '市局' }],
  [
    'export-forms',
    {
      sheets: [
        {
          ...{ name: '站点', collection: 'stations', itemsOf: null },
          columns: [{ heading: '名称', value: { kind: 'field', field: 'name' } }],
        },
      ],
    },
    { source: '市局' },
  ],
  ['siting-runs', { answer: keptAnswer() }, {}],
]

const LISTED: Readonly<Record<string, (changed: { name: string }) => object>> = {
  scenarios: ({ name }) => ({ name, note: '' }),
  'siting-runs': ({ name }) => ({ name, problem: 'mclp', siteCount: 2 }),
}

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
  await sealAsHere(app.store)
})

describe.each(KINDS)('%s', (kind, content, changes) => {
  const path = `/api/${kind}`
  const input = { name: '汛期', ...content }
  const changed = { ...input, ...changes, name: '汛期（二）' }
  /** A list of scenarios says how many changes each has, and not which; one of runs, a few figures. */
  const shown = LISTED[kind]?.(changed) ?? changed
  const create = (name = '汛期'): Promise<Kept> => answered(app.post(path, { ...input, name }), 201)
  /** The norm that the program comes with is no document of anybody's. */
  const list = async (): Promise<Kept[]> =>
    (await app.json<Kept[]>(path)).filter(({ id }) => !BUILT_IN.includes(id))
  const statusOf = async (method: string, address: string, version?: string, body?: object) => {
    const headers = version === undefined ? {} : { 'If-Match': version }
    return (await app.send(method, address, body, headers)).status
  }

  test('are answered with their address when they are made, found there, and listed', async () => {
    const response = await app.post(path, input)
    const kept = await answered<Kept>(response, 201)
    expect(kept).toMatchObject({ ...input, version: 1 })
    expect(response.headers.get('Location')).toBe(`${path}/${kept.id}`)
    const again = await app.get(`${path}/${kept.id}`)
    expect(again.headers.get('ETag')).toBe('"1"')
    expect(await again.json()).toEqual(kept)
    expect(await list()).toEqual([expect.objectContaining({ id: kept.id, name: '汛期' })])
  })

  test('are changed and deleted only by who has read the last version', async () => {
    const kept = await create()
    const address = `${path}/${kept.id}`
    const put = (version?: string) => statusOf('PUT', address, version, changed)
    expect([await put(), await put('x'), await put('"7"')]).toEqual([428, 400, 412])
    expect(await app.json(address)).toEqual(kept)
    expect(await put('"1"')).toBe(200)
    expect(await put('"1"')).toBe(412)
    expect(await app.json(address)).toMatchObject({ ...changed, version: 2 })
    expect(await list()).toMatchObject([{ ...shown, version: 2 }])
    expect(await statusOf('DELETE', address, '"1"')).toBe(412)
    expect(await statusOf('DELETE', address, '"2"')).toBe(204)
    expect(await list()).toEqual([])
    expect((await app.get(address)).status).toBe(404)
    expect([await put('*'), await put('"2"'), await statusOf('DELETE', address)]).toEqual([
      404, 404, 404,
    ])
  })

  test('are known by the version of a compressed answer too, and deleted without one', async () => {
    const address = `${path}/${(await create()).id}`
    const version = (await app.get(address, { 'Accept-Encoding': 'gzip' })).headers.get('ETag')
    expect(version).toBe('W/"1"')
    expect(await statusOf('PUT', address, String(version), input)).toBe(200)
    expect(await statusOf('DELETE', address)).toBe(204)
  })

  test('that are not there cannot be read, changed or deleted', async () => {
    const address = `${path}/none`
    expect((await app.get(address)).status).toBe(404)
    for (const version of ['*', '"1"'])
      expect(await statusOf('PUT', address, version, input)).toBe(404)
    expect(await statusOf('DELETE', address)).toBe(404)
  })

  test('have one name each, whatever its case', async () => {
    await create('Été 1')
    expect(await refusedAt(app.post(path, { ...input, name: 'ÉTÉ 1' }), 409)).toEqual(['name'])
    const { id } = await create('Été 2')
    const renamed = { ...input, name: 'été 1' }
    const refused = app.send('PUT', `${path}/${id}`, renamed, { 'If-Match': '"1"' })
    expect(await refusedAt(refused, 409)).toEqual(['name'])
    expect(await app.json(`${path}/${id}`)).toMatchObject({ name: 'Été 2', version: 1 })
    expect(await list()).toHaveLength(2)
  })

  test('leave the revision of the data alone', async () => {
    const before = await app.store.read((snapshot) => snapshot.revision())
    const { id } = await create()
    expect(await statusOf('PUT', `${path}/${id}`, '"1"', changed)).toBe(200)
    expect(await statusOf('DELETE', `${path}/${id}`)).toBe(204)
    expect(await app.store.read((snapshot) => snapshot.revision())).toBe(before)
  })
})

const STANDARD = { name: '夜间标准', standards: { urban: 240, rural: 900 } }
const SCENARIO = { name: '汛期加强', note: '', changes: NO_CHANGES }
const changing = (changes: object) => ({ ...SCENARIO, changes: { ...NO_CHANGES, ...changes } })
const changingStation = (changes: object) => changing({ change: [{ id: 'S-1', ...changes }] })

test.each<[kind: string, parameter: string, input: unknown]>([
  ['standards', 'standards.urban', { ...STANDARD, standards: { urban: 29, rural: 900 } }],
  ['standards', 'standards.rural', { ...STANDARD, standards: { urban: 240 } }],
  ['standards', 'standards.urban', { ...STANDARD, standards: { urban: 240.5, rural: 900 } }],
  ['standards', 'standards.rural', { ...STANDARD, standards: { urban: 240, rural: 7201 } }],
  [
    'standards',
    'standards.forest',
    { ...STANDARD, standards: { ...STANDARD.standards, forest: 9 } },
  ],
  ['standards', 'name', { ...STANDARD, name: '' }],
  ['standards', 'name', { ...STANDARD, name: '长'.repeat(61) }],
  ['standards', 'source', { ...STANDARD, source: 'here' }],
  ['warnings', 'level', { name: '洪水', kind: 'flood', level: 'purple', area, from }],
  ['scenarios', 'name', { ...SCENARIO, name: ' ' }],
  ['scenarios', 'name', { ...SCENARIO, name: '\0' }],
  // Half a character.
  ['scenarios', 'name', { ...SCENARIO, name: '\ud83d' }],
  ['scenarios', 'name', { ...SCENARIO, name: '长'.repeat(81) }],
  ['scenarios', 'body', [SCENARIO]],
  ['scenarios', 'changes', { name: SCENARIO.name }],
  ['scenarios', 'note', { ...SCENARIO, note: '长'.repeat(2001) }],
  ['scenarios', 'colour', { ...SCENARIO, colour: 'red' }],
  ['scenarios', 'changes.paint', changing({ paint: [] })],
  ['scenarios', 'changes.remove', changing({ remove: Array(501).fill('S-1') })],
  [
    'scenarios',
    'changes.close.0.type',
    changing({ close: [{ type: 'LineString', coordinates: [] }] }),
  ],
  ['scenarios', 'changes.add.0.lat', changing({ add: [{ lon: 1, lat: 91 }] })],
  ['scenarios', 'changes.change.0.equipment.tank', changingStation({ equipment: { tank: 1 } })],
  ['scenarios', 'changes.change.0.dutyFrom', changingStation({ dutyFrom: '25:00' })],
])('what does not fit is refused by its name: %s: %s, case %#', async (kind, parameter, input) => {
  expect(await refusedAt(app.post(`/api/${kind}`, input))).toEqual([parameter])
  expect(await app.json(`/api/${kind}`)).toEqual([])
})
