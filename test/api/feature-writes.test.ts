/**
 * Writing features over HTTP: the abstract tests of OGC API – Features Part 4 by their identifiers,
 * versions, systems of coordinates, what does not fit, and masks.
 */
import { beforeEach, describe, expect, test } from 'vitest'
import { crsOfRegion, geometryInCrs } from '../../server/features/crs.ts'
import {
  answered,
  createTestApp,
  ORIGIN,
  problemOf,
  refusedAt,
  type TestApp,
} from '../fixtures/app.ts'
import { BEFORE, levee, SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { sampleFeature } from '../fixtures/sample-feature.ts'

const ITEMS = '/api/collections/stations/items'
const GEOJSON = { 'Content-Type': 'application/geo+json' }
const PLACE: [number, number] = [116.6, 35.4]

let app: TestApp
beforeEach(async () => {
  app = await createTestApp({
    stations: [station('S-1', PLACE), station('S-2', [116.61, 35.41])],
    levees: [
      levee(
        'L-1',
        [
          [116.5, 35.3],
          [116.55, 35.31],
        ],
        { patrolPerson: '张三丰', patrolPhone: '13800001234' },
      ),
    ],
  })
  return () => app.store.close()
})

interface Told {
  id: string
  geometry: { coordinates: unknown }
  properties: Record<string, unknown>
}

const { id: _, ...SENT } = station('NEW', [116.62, 35.42], { name: '新站' })
const write = (method: string, address: string, body: unknown, headers: object = {}) =>
  app.request(address, {
    method,
    body: JSON.stringify(body),
    headers: { ...GEOJSON, ...headers },
  })
const read = async (address: string) => {
  const response = await app.get(address)
  return { etag: response.headers.get('ETag')!, feature: await answered<Told>(response) }
}
const withETag = async (address: string) => ({ 'If-Match': (await read(address)).etag })
const versionOf = (etag: string | null): number => Number(/^"(\d+)/.exec(etag ?? '')?.[1])

test('a county that is not sent is the one that the place lies in; the history says so', async () => {
  await app.store.features.replace({ counties: SMALL_DATA_SET.counties }, BEFORE)
  const { countyCode, ...rest } = SENT.properties
  const sent = { ...SENT, id: 'NEW', properties: rest }
  const away = { ...sent, id: 'AWAY', geometry: { type: 'Point', coordinates: [10, 50] } }
  expect(await refusedAt(write('POST', ITEMS, away), 422)).toEqual(['properties.countyCode'])
  const made = await answered<Told>(write('POST', ITEMS, sent), 201)
  expect(made.properties.countyCode).toBe('370811')
  const [change] = await app.store.features.changes({ featureId: 'NEW', limit: 1 })
  expect(change?.reason).toBe('区县按位置得出')
  const other = { ...sent, id: 'SAID', properties: { ...rest, countyCode: '370831' } }
  const said = await answered<Told>(write('POST', ITEMS, other), 201)
  expect(said.properties.countyCode).toBe('370831')
})

describe('/conf/create-replace-delete', () => {
  test('options: what may be written where, and as what', async () => {
    const options = async (address: string) => {
      const { status, headers } = await app.request(address, { method: 'OPTIONS' })
      const named = ['Allow', 'Accept-Post', 'Accept-Patch'].map((name) => headers.get(name))
      return [status, ...named]
    }
    const json = 'application/geo+json, application/json'
    expect(await options(ITEMS)).toEqual([200, 'GET, HEAD, POST, OPTIONS', json, null])
    expect(await options(`${ITEMS}/S-1`)).toEqual([
      200,
      'GET, HEAD, PUT, PATCH, DELETE, OPTIONS',
      null,
      `application/merge-patch+json, ${json}`,
    ])
    expect((await options('/api/collections/flood-works/items'))[1]).toBe('GET, HEAD, OPTIONS')
  })

  test('create: with an id and without', async () => {
    for (const id of ['S-3', undefined]) {
      const response = await write('POST', ITEMS, { ...SENT, id })
      const address = response.headers.get('Location')!
      const told = await answered<Told>(response, 201)
      expect(address).toBe(`${ORIGIN}${ITEMS}/${told.id}`)
      if (id) expect(told.id).toBe(id)
      const { feature, etag } = await read(address.slice(ORIGIN.length))
      expect(feature).toMatchObject({ id: told.id, geometry: SENT.geometry })
      expect(feature.properties).toEqual(told.properties)
      expect(versionOf(etag)).toBe(versionOf(response.headers.get('ETag')))
    }
    await problemOf(write('POST', ITEMS, { ...SENT, id: 'S-1' }), 409)
  })

  test('create-content-type, replace-content-type: a type must be said', async () => {
    const body = new TextEncoder().encode(JSON.stringify(SENT))
    await problemOf(app.request(ITEMS, { method: 'POST', body }), 400)
    await problemOf(app.request(`${ITEMS}/S-1`, { method: 'PUT', body }), 400)
    const headers = { 'Content-Type': 'application/gml+xml' }
    await problemOf(app.request(ITEMS, { method: 'POST', body, headers }), 415)
  })

  test('replace, replace-rid, replace-exceptions', async () => {
    const address = `${ITEMS}/S-1`
    const response = await write('PUT', address, SENT, await withETag(address))
    const told = await answered<Told>(response)
    const { feature } = await read(address)
    expect(feature).toMatchObject({ id: 'S-1', geometry: SENT.geometry })
    expect(feature.properties.name).toBe('新站')
    expect(told.properties).toEqual(feature.properties)
    const other = { ...SENT, id: 'S-2' }
    expect(await refusedAt(write('PUT', address, other, await withETag(address)))).toEqual(['id'])
    await problemOf(write('PUT', `${ITEMS}/nowhere`, SENT), 404)
    await problemOf(write('PUT', `${ITEMS}/nowhere`, SENT, { 'If-Match': '"xyz"' }), 404)
  })

  test('delete: into the bin, and out of it again', async () => {
    const before = await read(`${ITEMS}/S-1`)
    const response = await app.send('DELETE', `${ITEMS}/S-1`)
    expect(response.status).toBe(204)
    await problemOf(app.get(`${ITEMS}/S-1`), 404)
    const restored = await app.post(`${response.headers.get('Location')}/restore`)
    expect(restored.status).toBe(201)
    expect((await read(`${ITEMS}/S-1`)).feature).toEqual(before.feature)
    await problemOf(app.post(`${response.headers.get('Location')}/restore`), 404)
  })
})

describe('/conf/optimistic-locking-etags', () => {
  const address = `${ITEMS}/S-1`
  const WRITES: [string, () => Promise<Response>, (headers: object) => Promise<Response>][] = [
    ['PUT', () => write('PUT', address, SENT), (headers) => write('PUT', address, SENT, headers)],
    [
      'PATCH',
      () => write('PATCH', address, { properties: { crewOnDuty: 3 } }),
      (headers) => write('PATCH', address, { properties: { crewOnDuty: 3 } }, headers),
    ],
    [
      'DELETE',
      () => app.send('DELETE', address),
      (headers) => app.send('DELETE', address, undefined, headers as Record<string, string>),
    ],
  ]

  test.each(WRITES)('%s', async (method, withoutVersion, withVersion) => {
    const before = await read(address)
    const refused = await withVersion({ 'If-Match': '"0"' })
    const problem = await answered<{ current: Told; version: number; changes: object[] }>(
      refused,
      412,
    )
    const { id, geometry, properties } = before.feature
    expect(problem.current).toEqual({ type: 'Feature', id, geometry, properties })
    expect(problem.version).toBe(versionOf(before.etag))
    expect((await read(address)).feature).toEqual(before.feature)
    const done = await withVersion({ 'If-Match': before.etag })
    expect([200, 204]).toContain(done.status)
    if (method === 'DELETE') {
      await problemOf(app.get(address), 404)
      await app.post(`${done.headers.get('Location')}/restore`)
    } else expect(versionOf(done.headers.get('ETag'))).toBeGreaterThan(versionOf(before.etag))
    const unguarded = await withoutVersion()
    expect(unguarded.status).toBe(method === 'PUT' ? 428 : method === 'DELETE' ? 204 : 200)
  })

  test('what was changed since is told, and what nobody looked at before is marked', async () => {
    const { etag } = await read(address)
    const who = {
      'Desk-Name': encodeURIComponent('甲'),
      'Change-Reason': encodeURIComponent('换岗'),
    }
    await write('PATCH', address, { properties: { crewOnDuty: 7 } }, who)
    const refused = await write('PUT', address, SENT, { 'If-Match': etag })
    const { changes } = await answered<{ changes: object[] }>(refused, 412)
    expect(changes).toMatchObject([
      {
        ...{ who: '甲', reason: '换岗', guarded: false, kind: 'update' },
        after: { properties: { crewOnDuty: 7 } },
      },
    ])
  })

  test('the same again is no change', async () => {
    const { etag, feature } = await read(address)
    const again = await write('PUT', address, feature, { 'If-Match': etag })
    expect([again.status, versionOf(again.headers.get('ETag'))]).toEqual([200, versionOf(etag)])
  })

  test('a 304 stands only for the same bytes', async () => {
    const { etag } = await read(address)
    expect((await app.get(address, { 'If-None-Match': etag })).status).toBe(304)
    await write('PATCH', address, { properties: { crewOnDuty: 9 } })
    expect((await app.get(address, { 'If-None-Match': etag })).status).toBe(200)
  })
})

describe('/conf/update, /conf/features', () => {
  test('json-merge-patch: named members alone, null removes, a geometry is replaced', async () => {
    const address = `${ITEMS}/S-1`
    const before = (await read(address)).feature
    const patch = {
      properties: { crewOnDuty: 12, nameEn: null, equipment: { boat: 2, pump: null } },
      geometry: { type: 'Point', coordinates: [116.7, 35.5] },
    }
    const type = { 'Content-Type': 'application/merge-patch+json' }
    await write('PATCH', address, { properties: { equipment: { pump: 1, hose: 5 } } }, type)
    const told = await answered<Told>(write('PATCH', address, patch, type))
    const { nameEn: _gone, ...rest } = before.properties
    const equipment = { ...(before.properties.equipment as object), hose: 5, boat: 2 }
    delete (equipment as { pump?: number }).pump
    expect(told.properties).toEqual({ ...rest, crewOnDuty: 12, equipment })
    expect(told.geometry).toEqual(patch.geometry)
    expect((await read(address)).feature.properties).toEqual(told.properties)
    expect(await refusedAt(write('PATCH', address, { id: 'S-9' }, type))).toEqual(['id'])
  })

  test.each(crsOfRegion([113, 34, 120, 36]))('crs: %s', async (crs) => {
    const uri = crs.startsWith('/') ? `${ORIGIN}${crs}` : crs
    const geometry = geometryInCrs({ type: 'Point', coordinates: [116.62, 35.42] }, crs)
    const response = await write(
      'POST',
      ITEMS,
      { ...SENT, geometry },
      { 'Content-Crs': `<${uri}>` },
    )
    expect(response.headers.get('Content-Crs')).toBe(`<${uri}>`)
    const { id, geometry: told } = await answered<Told>(response, 201)
    expect(told).toEqual(geometry)
    const again = await read(`${ITEMS}/${id}?crs=${encodeURIComponent(uri)}`)
    expect(again.feature.geometry).toEqual(geometry)
    const [longitude, latitude] = (await read(`${ITEMS}/${id}`)).feature.geometry.coordinates as [
      number,
      number,
    ]
    expect(longitude).toBeCloseTo(116.62, 6)
    expect(latitude).toBeCloseTo(35.42, 6)
  })

  test('crs: another is refused, and a place outside of it', async () => {
    const at = (crs: string, geometry: object = SENT.geometry) =>
      write('POST', ITEMS, { ...SENT, geometry }, { 'Content-Crs': crs })
    expect(await refusedAt(at('<http://www.opengis.net/def/crs/EPSG/0/1>'), 400)).toEqual([
      'Content-Crs',
    ])
    const far = { type: 'Point', coordinates: [9e6, 9e7] }
    const zone = '<http://www.opengis.net/def/crs/EPSG/0/4527>'
    expect(await refusedAt(at(zone, far))).toEqual(['geometry'])
  })

  test('schema: every fault by its field, and nothing is written', async () => {
    const page = () => app.json(ITEMS)
    const before = (await page()).features
    const { name: _name, ...unnamed } = SENT.properties
    const properties = { ...unnamed, crewOnDuty: -1, phone: 5, colour: 'red' }
    const wrong = { ...SENT, geometry: { type: 'Point', coordinates: ['a', 1] }, properties }
    const problem = await problemOf(write('POST', ITEMS, wrong), 422)
    expect(problem.type).toBe('/problems/invalid-feature')
    expect(problem.errors?.map(({ parameter }) => parameter).sort()).toEqual([
      'geometry.coordinates.0',
      ...['properties.colour', 'properties.crewOnDuty', 'properties.name', 'properties.phone'],
    ])
    const patch = { properties: { crewOnDuty: -1 } }
    expect(await refusedAt(write('PATCH', `${ITEMS}/S-1`, patch))).toEqual([
      'properties.crewOnDuty',
    ])
    for (const id of ['', '.', '..', 'a/b', 'a b', 'a\u0000', '\ud800', 'x'.repeat(201)]) {
      expect(await refusedAt(write('POST', ITEMS, { ...SENT, id }))).toEqual(['id'])
    }
    expect((await page()).features).toEqual(before)
  })

  test('things are counted whole, however they are sent', async () => {
    const stores = '/api/collections/stockpiles/items'
    const { id: _id, ...store } = sampleFeature('stockpiles', 'WZK-1')
    await answered(write('POST', stores, { ...store, id: 'WZK-1' }), 201)
    const before = await read(`${stores}/WZK-1`)
    for (const count of [0.5, 6.34, -1, 1e12 + 1, 1e300]) {
      const stock = { 'steel-pipe-pile': count }
      const sent = { ...store, properties: { ...store.properties, stock } }
      const patch = { id: 'WZK-1', properties: { stock } }
      const bulk = { changes: [{ ...patch, version: versionOf(before.etag) }], reason: '盘点' }
      const refusals = [
        write('POST', stores, sent),
        write('PUT', `${stores}/WZK-1`, { ...sent, id: 'WZK-1' }),
        write('PATCH', `${stores}/WZK-1`, { properties: { stock } }),
        app.post('/api/collections/stockpiles/changes', bulk),
      ]
      for (const refused of refusals) {
        for (const name of await refusedAt(refused)) {
          expect(name).toMatch(/^(changes\.0\.)?properties\.stock\.steel-pipe-pile$/)
        }
      }
      expect(
        await refusedAt(
          write('PATCH', `${ITEMS}/S-1`, { properties: { equipment: { pump: 0.5 } } }),
        ),
      ).toEqual(['properties.equipment.pump'])
    }
    expect(await read(`${stores}/WZK-1`)).toEqual(before)
    expect(await app.store.damages()).toEqual([])
  })

  test('what is not said of its origin is filled in', async () => {
    const { provenance, source, sourceCrs, verifiedAt, ...properties } = SENT.properties
    const geometry = geometryInCrs(
      { type: 'Point', coordinates: [116.62, 35.42] },
      '/api/crs/gcj-02',
    )
    const headers = { 'Content-Crs': `<${ORIGIN}/api/crs/gcj-02>` }
    const told = write('POST', ITEMS, { ...SENT, properties, geometry }, headers)
    expect((await answered<Told>(told, 201)).properties).toMatchObject({
      provenance: 'surveyed',
      ...{ source: '手工录入', sourceCrs: 'gcj-02', verifiedAt: '2026-11-23' },
    })
  })
})

describe('several at once', () => {
  const address = '/api/collections/stations/changes'
  const version = async (id: string) => versionOf((await read(`${ITEMS}/${id}`)).etag)
  const history = async () =>
    (await app.json<{ changes: Record<string, unknown>[] }>('/api/changes?collection=stations'))
      .changes

  test('are written together, each with its version and its entry in the history', async () => {
    const changes = [
      { id: 'S-1', version: await version('S-1'), properties: { crewOnDuty: 3, nameEn: null } },
      { id: 'S-2', version: await version('S-2'), delete: true },
    ]
    const response = app.post(address, { changes, reason: '换季' }, { 'Desk-Name': 'desk-1' })
    const { features } = await answered<{ features: { id: string; version: number }[] }>(response)
    const [first, second] = await history()
    const entry = { who: 'desk-1', reason: '换季', guarded: true }
    expect(first).toMatchObject({ ...entry, featureId: 'S-2', kind: 'delete' })
    expect(second).toMatchObject({ ...entry, featureId: 'S-1', kind: 'update' })
    expect(features).toEqual([
      { id: 'S-1', version: second!.sequence },
      { id: 'S-2', version: first!.sequence },
    ])
    const { etag, feature } = await read(`${ITEMS}/S-1`)
    expect([versionOf(etag), feature.properties.crewOnDuty]).toEqual([features[0]!.version, 3])
    expect(feature.properties).not.toHaveProperty('nameEn')
    expect((await app.get(`${ITEMS}/S-2`)).status).toBe(404)
  })

  test('none is written where one was changed meanwhile or is gone; each such one is told', async () => {
    const changes = await Promise.all(
      ['S-1', 'S-2'].map(async (id) => ({
        ...{ id, version: await version(id), properties: { crewOnDuty: 3 } },
      })),
    )
    await write('PATCH', `${ITEMS}/S-2`, { properties: { crewOnDuty: 8 } })
    const before = await history()
    const gone = { id: 'S-9', version: 1, delete: true }
    const told = await answered<{ conflicts: object[] }>(
      app.post(address, { changes: [...changes, gone] }),
      412,
    )
    expect(told.conflicts).toMatchObject([
      { id: 'S-2', version: before[0]!.sequence, current: { properties: { crewOnDuty: 8 } } },
      { id: 'S-9', current: null },
    ])
    expect(await history()).toEqual(before)
  })

  test('none is written where one does not fit; each fault is told by its row and field', async () => {
    const before = await history()
    const changes = [
      { id: 'S-1', version: await version('S-1'), properties: { crewOnDuty: 3 } },
      {
        ...{ id: 'S-2', version: await version('S-2') },
        ...{ properties: { crewOnDuty: -1, colour: 'red' } },
      },
    ]
    expect((await refusedAt(app.post(address, { changes }))).sort()).toEqual([
      'changes.1.properties.colour',
      'changes.1.properties.crewOnDuty',
    ])
    expect(await history()).toEqual(before)
  })

  test('a feature that is named twice is refused: the second change would lose the first', async () => {
    const named = { id: 'S-1', version: await version('S-1') }
    const changes = [
      { ...named, properties: { crewOnDuty: 3 } },
      { ...named, properties: { nameEn: 'Other' } },
    ]
    expect(await refusedAt(app.post(address, { changes }))).toEqual(['changes.1'])
    expect((await read(`${ITEMS}/S-1`)).feature.properties.crewOnDuty).not.toBe(3)
  })
})

test('a union says where to write', async () => {
  const response = await write('POST', '/api/collections/flood-works/items', SENT)
  expect((await problemOf(response, 405)).detail).toContain('levees')
})

describe('names and numbers of people', () => {
  const address = '/api/collections/levees/items/L-1'
  const whole = async () => (await app.store.features.unmasked('levees', 'L-1'))[0]?.properties

  test('that come back masked as they were told stay whole; any other mask is refused', async () => {
    const { feature, etag } = await read(address)
    const properties = { ...feature.properties, name: '改名堤' }
    expect(properties).toMatchObject({ patrolPerson: '张**', patrolPhone: '138****1234' })
    const put = await write('PUT', address, { ...feature, properties }, { 'If-Match': etag })
    expect((await answered<Told>(put)).properties).toEqual(properties)
    expect(await whole()).toMatchObject({ name: '改名堤', patrolPerson: '张三丰' })
    const other = { properties: { patrolPhone: '138****9999' } }
    expect(await refusedAt(write('PATCH', address, other))).toEqual(['properties.patrolPhone'])
    expect(await whole()).toMatchObject({ patrolPhone: '13800001234' })
  })

  test('come whole out of the bin and out of the history, which tells them masked', async () => {
    await write('PATCH', address, { properties: { patrolPerson: '李四' } })
    const { etag } = await read(address)
    const history = await app.json<{ changes: { sequence: number }[] }>(`${address}/history`)
    expect(JSON.stringify(history)).not.toMatch(/张三丰|13800001234/)
    const [{ sequence }] = history.changes as [{ sequence: number }]
    const revert = { sequence, fields: ['patrolPerson'], to: 'before' }
    await answered(app.post(`${address}/revert`, revert, { 'If-Match': etag }))
    expect(await whole()).toMatchObject({ patrolPerson: '张三丰' })
    const bin = (await app.send('DELETE', address)).headers.get('Location')
    await answered(app.post(`${bin}/restore`), 201)
    expect(await whole()).toMatchObject({ patrolPerson: '张三丰', patrolPhone: '13800001234' })
  })
})
