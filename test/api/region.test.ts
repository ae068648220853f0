/** What the installation is about is data: its name is kept, its box follows from what there is. */
import { expect, test } from 'vitest'
import type { Region } from '../../data/region.ts'
import type { SearchAnswer } from '../../data/search.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const COUNTIES_BOX = [116.4, 35.2, 117.5, 35.9]
const ELSEWHERE = {
  ...STREET,
  graph: { ...STREET.graph, region: [9.4, 47, 9.7, 47.3] },
} as unknown as typeof STREET

const regionOf = (app: TestApp) => app.json<Region>('/api/region')

test('the box is that of the counties, of the roads without any or elsewhere, else of the features', async () => {
  const { counties: _counties, ...others } = SMALL_DATA_SET
  const known = await createTestApp(SMALL_DATA_SET, { network: () => STREET })
  expect(await regionOf(known)).toEqual({ region: null, bbox: COUNTIES_BOX, bboxFrom: 'counties' })
  const moved = await createTestApp(SMALL_DATA_SET, { network: () => ELSEWHERE })
  expect(await regionOf(moved)).toMatchObject({ bbox: [9.4, 47, 9.7, 47.3], bboxFrom: 'roads' })
  const without = await createTestApp(others, { network: () => STREET })
  expect(await regionOf(without)).toMatchObject({ bbox: STREET.graph.region, bboxFrom: 'roads' })
  const [lon, lat] = gridLonLat(0, 0)
  const alone = await createTestApp({ stations: [station('S', [lon, lat])] })
  expect(await regionOf(alone)).toMatchObject({ bbox: [lon, lat, lon, lat], bboxFrom: 'features' })
  const empty = await createTestApp({})
  expect(await regionOf(empty)).toEqual({ region: null, bbox: null, bboxFrom: null })
})

test('a name is kept, told, and taken for what stands before an address', async () => {
  const app = await createTestApp({
    stations: [station('S-1', gridLonLat(0, 0), { name: '红园路站' })],
  })
  const found = async (): Promise<unknown> =>
    (await app.json<SearchAnswer>('/api/search?q=甘肃临夏红园路站')).features[0]?.properties
  expect(await found()).toBeUndefined()
  const name = { name: '临夏州', nameEn: null, source: null }
  expect(await answered<Region>(app.send('PUT', '/api/region', name))).toMatchObject({
    region: name,
  })
  expect((await regionOf(app)).region).toEqual({ ...name, orderMark: null })
  expect(await found()).toMatchObject({ name: '红园路站', isNearestSpelling: false })
  expect(await refusedAt(app.send('PUT', '/api/region', { ...name, name: '' }))).toEqual(['name'])
})
