import { expect, test } from 'vitest'
import type { SavedStandard } from '../../data/standards.ts'
import { createTestApp } from '../fixtures/app-fixture.ts'

const INPUT = { name: '夜间标准', standards: { urban: 240, rural: 900 } }

const post = (input: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(input),
})

test('a standard is kept, changed, listed and deleted', async () => {
  const app = await createTestApp()
  const response = await app.request('/api/standards', post(INPUT))
  expect(response.status).toBe(201)
  const standard = (await response.json()) as SavedStandard
  expect(standard).toMatchObject({ ...INPUT, version: 1 })
  const address = `/api/standards/${standard.id}`
  expect(response.headers.get('Location')).toBe(address)
  const read = await app.get(address)
  expect(read.headers.get('ETag')).toBe('"1"')
  expect(await read.json()).toEqual(standard)
  const changed = { ...INPUT, standards: { urban: 300, rural: 900 } }
  const put = (version: string): Promise<Response> =>
    app.request(address, {
      ...post(changed),
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-Match': version },
    })
  expect((await put('"7"')).status).toBe(412)
  expect((await put('seven')).status).toBe(400)
  expect((await app.request(address, { ...post(changed), method: 'PUT' })).status).toBe(428)
  expect(await app.json(address)).toEqual(standard)
  expect((await put('"1"')).status).toBe(200)
  expect(await app.json('/api/standards')).toEqual([
    expect.objectContaining({ ...changed, version: 2 }),
  ])
  expect((await app.request(address, { method: 'DELETE' })).status).toBe(204)
  expect(await app.json('/api/standards')).toEqual([])
  for (const gone of [app.get(address), put('*'), put('"2"')]) {
    expect((await gone).status).toBe(404)
  }
})

test.each([
  [{ ...INPUT, standards: { urban: 29, rural: 900 } }, 'standards.urban'],
  [{ ...INPUT, standards: { urban: 240 } }, 'standards.rural'],
  [{ ...INPUT, standards: { urban: 240.5, rural: 900 } }, 'standards.urban'],
  [{ ...INPUT, standards: { urban: 240, rural: 7201 } }, 'standards.rural'],
  [{ ...INPUT, standards: { ...INPUT.standards, forest: 900 } }, 'standards.forest'],
  [{ ...INPUT, name: '' }, 'name'],
  [{ ...INPUT, name: '长'.repeat(61) }, 'name'],
  [{ ...INPUT, source: 'here' }, 'source'],
])('%o is refused', async (input, parameter) => {
  const app = await createTestApp()
  const response = await app.request('/api/standards', post(input))
  expect(response.status).toBe(422)
  const { errors } = (await response.json()) as { errors: { parameter: string }[] }
  expect(errors.map((each) => each.parameter)).toEqual([parameter])
})

test('two standards cannot have one name, whatever its case', async () => {
  const app = await createTestApp()
  const named = (name: string) => app.request('/api/standards', post({ ...INPUT, name }))
  expect((await named('Été')).status).toBe(201)
  expect((await named('ÉTÉ')).status).toBe(409)
  expect(await app.json('/api/standards')).toHaveLength(1)
})

test('standards leave the revision of the data alone', async () => {
  const app = await createTestApp()
  const before = await app.store.revision()
  await app.request('/api/standards', post(INPUT))
  expect(await app.store.revision()).toBe(before)
})
