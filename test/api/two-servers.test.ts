/** Two servers on one folder: what is closed through one is closed in the other's next answer. */
import { expect, test } from 'vitest'
import { openStore } from '../../server/store/store.ts'
import { closedRoad, createTestApp, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'
import { temporaryPath } from '../fixtures/stores.ts'

const [LON, LAT] = gridLonLat(0, 0)
const AT = '2026-11-23T10:00:00+08:00'

/** Names of the closures that each kind of answer obeyed. */
const obeyedBy = async (app: TestApp): Promise<string[][]> => {
  type Obeying = { obeyed?: { name: string }[]; closures?: { name: string }[] }
  const site = { lon: LON, lat: LAT, demands: [{ item: 'sandbag', quantity: 1 }] }
  const answers = [
    await app.get(`/api/nearest?lon=${LON}&lat=${LAT}&at=${encodeURIComponent(AT)}`),
    await app.post('/api/coverage', { parts: ['areas'], at: AT }),
    await app.post('/api/transfer-plans', { sites: [site], startAt: AT }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<Obeying>))
  return bodies.map(({ obeyed, closures }) => (obeyed ?? closures ?? []).map(({ name }) => name))
}

test('a road closed through one server is closed in the next answers of the other', async () => {
  const path = temporaryPath()
  const servers: TestApp[] = []
  for (const _ of [1, 2]) {
    const store = await openStore(path)
    servers.push(await createTestApp({}, { store, network: () => STREET }))
  }
  const [first, second] = servers as [TestApp, TestApp]
  await first.store.write(({ features }) =>
    features.replace({ ...SMALL_DATA_SET, stations: [station('S-1', gridLonLat(300, 0))] }),
  )
  expect(await obeyedBy(second)).toEqual([[], [], []])
  const closure = closedRoad(gridLonLat(150, 0), { name: '断路', note: '', until: null })
  const closed = await first.post('/api/closures', closure)
  expect(closed.status).toBe(201)
  expect(await obeyedBy(second)).toEqual([['断路'], ['断路'], ['断路']])
  const removed = await second.send('DELETE', closed.headers.get('Location')!)
  expect(removed.status).toBe(204)
  expect(await obeyedBy(first)).toEqual([[], [], []])
  for (const { store } of servers) await store.close()
})
