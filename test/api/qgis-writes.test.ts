/**
 * What QGIS sends when a layer of it is edited, request by request, as its provider of OGC API – Features
 * puts them together (src/providers/wfs/oapif, from version 3.32 on; before, it only reads): first OPTIONS,
 * then a POST for each new feature, a PATCH for values and one for the geometry, DELETE; never If-Match.
 */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Change } from '../../data/change.ts'
import { answered, createTestApp, type Page, type TestApp } from '../fixtures/app.ts'
import { station } from '../fixtures/app-features.ts'

const ITEMS = '/api/collections/stations/items'
const PLACE: [number, number] = [116.6, 35.4]

let app: TestApp
beforeEach(async () => {
  app = await createTestApp({ stations: [station('S-1', PLACE)] })
  return () => app.store.close()
})

type Told = Page['features'][number]

const send = (method: string, address: string, type?: string, body?: unknown, crs?: string) =>
  app.request(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { ...(type && { 'Content-Type': type }), ...(crs && { 'Content-Crs': crs }) },
  })
const stored = () => app.json<Told>(`${ITEMS}/S-1`)
const lastChange = async () =>
  (await app.json<{ changes: Change[] }>('/api/changes?limit=1')).changes[0]!

test('OPTIONS tell it that features can be added, changed in part and deleted', async () => {
  const allowed = async (address: string) =>
    (await send('OPTIONS', address)).headers.get('Allow')!.split(', ')
  expect(await allowed(ITEMS)).toContain('POST')
  // Of a layer without features it asks for one that is not there.
  for (const id of ['S-1', 'unknown_id']) {
    expect(await allowed(`${ITEMS}/${id}`)).toEqual(
      expect.arrayContaining(['PUT', 'PATCH', 'DELETE']),
    )
  }
})

describe('a new feature', () => {
  /** Every field of the layer, null where nothing was typed; no id. */
  const { id: _, ...created } = station('NEW', [116.62, 35.42], { name: '新站', nameEn: null })

  test('is taken with nulls, and its id is read from Location', async () => {
    const response = await send('POST', ITEMS, 'application/geo+json', created)
    expect(response.status).toBe(201)
    const id = response.headers.get('Location')!.split('/items/')[1]!
    const told = await app.json<Told>(`${ITEMS}/${id}`)
    expect(told.geometry).toEqual({ type: 'Point', coordinates: [116.62, 35.42] })
    expect(told.properties).toMatchObject({ name: '新站' })
  })

  test('in another system names it bare, its axes as the system has them', async () => {
    const feature = { ...created, geometry: { type: 'Point', coordinates: [35.42, 116.62] } }
    const uri = 'http://www.opengis.net/def/crs/EPSG/0/4490'
    const response = await send('POST', ITEMS, 'application/geo+json', feature, uri)
    const id = response.headers.get('Location')!.split('/items/')[1]!
    expect((await app.json<Told>(`${ITEMS}/${id}`)).geometry).toEqual({
      ...{ type: 'Point', coordinates: [116.62, 35.42] },
    })
  })
})

describe('a changed feature', () => {
  const MERGE = 'application/merge-patch+json'

  test('is sent as its changed values alone, and the history says that no version was named', async () => {
    const before = await stored()
    const properties = { crewOnDuty: 9, nameEn: null }
    await answered(send('PATCH', `${ITEMS}/S-1`, MERGE, { properties }))
    const { nameEn: _, ...rest } = before.properties
    const after = await stored()
    expect(after.properties).toEqual({ ...rest, crewOnDuty: 9 })
    expect(after.geometry).toEqual(before.geometry)
    expect(await lastChange()).toMatchObject({ kind: 'update', guarded: false })
  })

  test('is sent as its geometry alone', async () => {
    const before = await stored()
    const geometry = { type: 'Point', coordinates: [116.63, 35.43] }
    await answered(send('PATCH', `${ITEMS}/S-1`, MERGE, { geometry }))
    expect(await stored()).toMatchObject({ geometry, properties: before.properties })
  })

  test('would be lost as a whole one without a version: 428, and nothing is written', async () => {
    const { id, geometry, properties } = await stored()
    const whole = { type: 'Feature', id, geometry, properties: { ...properties, crewOnDuty: 9 } }
    const response = await send('PUT', `${ITEMS}/S-1`, 'application/geo+json', whole)
    expect(response.status).toBe(428)
    expect((await stored()).properties).toEqual(properties)
  })
})

test('a deleted feature goes into the bin, and the history says that no version was named', async () => {
  expect((await send('DELETE', `${ITEMS}/S-1`)).status).toBe(204)
  expect((await app.get(`${ITEMS}/S-1`)).status).toBe(404)
  expect(await lastChange()).toMatchObject({ kind: 'delete', guarded: false, featureId: 'S-1' })
  expect((await app.json<{ entries: object[] }>('/api/bin')).entries).toHaveLength(1)
})
