/** The stream of events: what has changed, by revision, to everybody who listens. */
import { expect, test } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { OTHER_SUBJECTS, revisionsEventSchema } from '../../data/events.ts'
import { openStore } from '../../server/store/store.ts'
import { closedRoad, createTestApp, problemOf } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'
import { openTemporaryStore, temporaryPath } from '../fixtures/stores.ts'
import { toldBy } from '../fixtures/told-events.ts'

const EVENTS = '/api/events'
const CLOSURE = closedRoad(gridLonLat(150, 0))

test('tells everything at first, then what has changed and nothing else', async () => {
  const app = await createTestApp({}, { network: () => STREET })
  const response = await app.get(EVENTS, { 'Accept-Encoding': 'gzip' })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
  })
  expect(response.headers.get('content-encoding')).toBeNull()
  const told = toldBy(response)
  const first = revisionsEventSchema.parse(await told.revisions())
  expect(Object.keys(first.revisions).sort()).toEqual([...COLLECTION_IDS, ...OTHER_SUBJECTS].sort())
  expect(first.network).toBe(STREET.graph.id)
  await app.post('/api/closures', CLOSURE)
  const second = await told.revisions()
  expect(Object.keys(second.revisions)).toEqual(['closures'])
  expect(second.revisions.closures).toBeGreaterThan(first.revisions.closures!)
  expect(second.start).toBe(first.start)
  await app.store.features.replace({ stations: [station('S-9', gridLonLat(0, 0))] })
  expect(Object.keys((await told.revisions()).revisions)).toEqual(['stations'])
  await told.hangUp()
})

test('tells of another network', async () => {
  let network: typeof STREET | null = null
  const app = await createTestApp({}, { network: () => network })
  const told = toldBy(await app.get(EVENTS))
  expect((await told.revisions()).network).toBeNull()
  network = STREET
  expect(await told.revisions()).toMatchObject({ network: STREET.graph.id, revisions: {} })
  await told.hangUp()
})

test('tells what another server on the same folder writes', async () => {
  const path = temporaryPath()
  const stores = [await openStore(path), await openStore(path)] as const
  await stores[0].write(({ features }) => features.replace(SMALL_DATA_SET))
  const [first, second] = [
    await createTestApp({}, { store: stores[0] }),
    await createTestApp({}, { store: stores[1] }),
  ]
  const told = toldBy(await second.get(EVENTS))
  await told.revisions()
  await first.post('/api/closures', CLOSURE)
  expect(Object.keys((await told.revisions()).revisions)).toEqual(['closures'])
  await told.hangUp()
  for (const store of stores) await store.close()
})

test('asks the database only while anybody listens', async () => {
  const store = await openTemporaryStore()
  let asked = 0
  const subjectRevisions = () => {
    asked++
    return store.subjectRevisions()
  }
  const app = await createTestApp({}, { store: { ...store, subjectRevisions } })
  const told = [toldBy(await app.get(EVENTS)), toldBy(await app.get(EVENTS))]
  await Promise.all(told.map((each) => each.revisions()))
  const asNow = asked
  await expect.poll(() => asked, { timeout: 3000 }).toBeGreaterThan(asNow)
  await Promise.all(told.map((each) => each.hangUp()))
  const atEnd = asked
  await new Promise((done) => setTimeout(done, 1200))
  expect(asked).toBe(atEnd)
})

test('opens so many streams and refuses the next with a sentence, until one is closed', async () => {
  const app = await createTestApp({})
  const open = await Promise.all(Array.from({ length: 300 }, () => app.get(EVENTS)))
  expect(open.every(({ status }) => status === 200)).toBe(true)
  const problem = await problemOf(app.get(EVENTS), 503)
  expect(problem.detail).toContain('300')
  await open[0]!.body!.cancel()
  expect((await app.get(EVENTS)).status).toBe(200)
})

test('what asks for the headers alone takes no place', async () => {
  const app = await createTestApp({})
  for (let times = 0; times < 301; times++) {
    const head = await app.request(EVENTS, { method: 'HEAD' })
    expect(head.status).toBe(200)
  }
  expect((await app.get(EVENTS)).status).toBe(200)
})

test('ends with the service', async () => {
  const ending = new AbortController()
  const app = await createTestApp({}, { ending: ending.signal })
  const told = toldBy(await app.get(EVENTS))
  await told.revisions()
  ending.abort()
  expect(await told.next()).toBeNull()
})

test('refuses what it does not know', async () => {
  const app = await createTestApp({})
  await problemOf(app.get(`${EVENTS}?since=4`), 400)
})
