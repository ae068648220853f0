/** A file over HTTP: read, looked at, committed, undone. */
import { expect, test } from 'vitest'
import type { Import, ImportMap, ImportRows } from '../../data/imports.ts'
import { answered, createTestApp, type Page, type TestApp } from '../fixtures/app.ts'

const upload = (app: TestApp, content: BodyInit, query: string, type = 'text/plain') =>
  app.request(`/api/imports?${query}`, {
    method: 'POST',
    body: content,
    headers: { 'Content-Type': type },
  })

/** The import once nothing goes on any more. */
const settled = async (app: TestApp, id: number): Promise<Import> => {
  for (;;) {
    const now = await app.json<Import>(`/api/imports/${id}`)
    if (now.progress === null) return now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const staged = async (app: TestApp, content: BodyInit, query: string): Promise<Import> => {
  const { id } = await answered<Import>(upload(app, content, query), 202)
  return settled(app, id)
}

const TOWERS = `编号,名称,区县,经度,纬度,火险等级
W-甲,甲塔,任城区,116.607740,35.354954,高火险
W-乙,乙塔,任城区,116.617740,35.364954,高火险
W-丙,丙塔,任城区,,,高火险
W-丁,丁塔,任城区,116.627740,35.374954,九级
`
const ITEMS = '/api/collections/watchtowers/items'
const idsOf = async (app: TestApp): Promise<string[]> =>
  (await app.json<Page>(`${ITEMS}?limit=100`)).features.map(({ id }) => id).sort()

const commit = (app: TestApp, id: number) =>
  app.post(`/api/imports/${id}/commit`, { name: '瞭望台 2026', by: '甲' })
const undo = (app: TestApp, id: number) => app.post(`/api/imports/${id}/undo`, { by: '乙' })

test('goes from a file to features and back', async () => {
  const app = await createTestApp()
  const before = await app.json(`${ITEMS}?limit=100`)
  const read = await staged(app, TOWERS, 'name=a.csv&collection=forests&by=甲')
  expect(read).toMatchObject({
    ...{ state: 'staged', name: 'a.csv', by: '甲', committed: null, refusal: null },
    report: { resource: 'forests', counts: { rowsRead: 4, add: 2, unplaced: 1, reject: 1 } },
  })
  const of = `/api/imports/${read.id}`
  const { rows } = await app.json<ImportRows>(`${of}/rows?status=reject`)
  expect(rows).toMatchObject([
    { row: 5, status: 'reject', issues: [{ code: 'choice-unknown', value: '九级' }] },
  ])
  expect(rows[0]!.issues![0]!.sentence.en).toBe('is no option of this field')
  const map = await app.json<ImportMap>(`${of}/map`)
  expect(map.features.map(({ properties: { row, name } }) => [row, name])).toEqual([
    [2, '甲塔'],
    [3, '乙塔'],
  ])
  expect(await app.json(`${ITEMS}?limit=100`)).toMatchObject(before)

  const place = { lon: 116.6, lat: 35.4, by: '甲' }
  await answered(app.post(`${of}/rows/4/place`, place))
  const committed = await answered<Import>(commit(app, read.id))
  expect(committed).toMatchObject({ state: 'committed', committed: { by: '甲' } })
  expect(await idsOf(app)).toEqual(expect.arrayContaining(['W-甲', 'W-乙', 'W-丙']))
  expect(await app.json(`${ITEMS}/W-${encodeURIComponent('丙')}`)).toMatchObject({
    geometry: { type: 'Point', coordinates: [116.6, 35.4] },
    properties: { name: '丙塔', provenance: 'imported', source: 'a.csv', dangerClass: 'high' },
  })
  expect(await app.store.features.changes({ after: null, limit: 1000 })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...{ featureId: 'W-丙', kind: 'create', who: '甲', importId: read.id },
        reason: '瞭望台 2026',
      }),
    ]),
  )
  expect(await answered<Import>(undo(app, read.id))).toMatchObject({ state: 'undone' })
  const { features } = await app.json(`${ITEMS}?limit=100`)
  expect(features).toEqual((before as Page).features)
  expect(await app.store.damages()).toEqual([])
})
