/** The stream of events: what has changed, by revision, to everybody who listens. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { EVENTS_ID, OTHER_SUBJECTS, revisionsEventSchema } from '../../data/events.ts'
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

/** Reads a stream up to its first event of revisions, and hangs up. */
const firstOf = async (answer: Response) => {
  const told = toldBy(answer)
  for (let event = await told.next(); event; event = await told.next()) {
    if (event.event !== 'revisions') continue
    await told.hangUp()
    return { id: event.id, ...revisionsEventSchema.parse(event.data) }
  }
  throw new Error('the stream has ended')
}

test('goes on after the last event that was heard, whoever wrote meanwhile', async () => {
  const path = temporaryPath()
  const [ours, theirs] = [await openStore(path), await openStore(path)]
  const app = await createTestApp({}, { store: ours })
  const resume = (id: string) => app.get(EVENTS, { 'Last-Event-ID': id }).then(firstOf)
  const first = await firstOf(await app.get(EVENTS))
  expect((await resume(first.id)).revisions).toEqual({})
  await app.post('/api/closures', CLOSURE)
  const second = await resume(first.id)
  expect(Object.keys(second.revisions)).toEqual(['closures'])
  await theirs.write(({ features }) =>
    features.replace({ stations: [station('S-9', gridLonLat(0, 0))] }),
  )
  expect(Object.keys((await resume(second.id)).revisions)).toEqual(['stations'])
  const both = await resume(first.id)
  expect(Object.keys(both.revisions).sort()).toEqual(['closures', 'stations'])
  expect((await resume(both.id)).revisions).toEqual({})
  const others = [randomUUID(), `${randomUUID()}.${both.id.split('.')[1]}`, 'x', `${first.start}.x`]
  for (const id of others) {
    expect(Object.keys((await resume(id)).revisions)).toEqual(Object.keys(first.revisions))
  }
  await Promise.all([ours.close(), theirs.close()])
})

test('a listener that goes and comes again misses nothing, however writes and looks fall together', async () => {
  const path = temporaryPath()
  const [ours, theirs] = [await openStore(path), await openStore(path)]
  const app = await createTestApp({}, { store: ours })
  let { id, revisions: known } = await firstOf(await app.get(EVENTS))
  let written = 0
  const writing = (async () => {
    for (; written < 30; written++) {
      const stations = [station(`S-${written}`, gridLonLat(0, 0))]
      await theirs.write(({ features }) => features.replace({ stations }))
      await new Promise((settle) => setImmediate(settle))
    }
  })()
  for (let times = 0; times < 60 || written < 30; times++) {
    const told = await firstOf(await app.get(EVENTS, { 'Last-Event-ID': id }))
    known = { ...known, ...told.revisions }
    id = told.id
    await new Promise((settle) => setImmediate(settle))
  }
  await writing
  known = { ...known, ...(await firstOf(await app.get(EVENTS, { 'Last-Event-ID': id }))).revisions }
  expect(known).toEqual(await theirs.subjectRevisions())
  await Promise.all([ours.close(), theirs.close()])
})

test('an answer names the event that it knows of, whichever answer it is', async () => {
  const app = await createTestApp({})
  const address = '/api/collections/stations/items'
  const idOf = async (headers = {}) => (await app.get(address, headers)).headers.get(EVENTS_ID)
  const first = await firstOf(await app.get(EVENTS))
  expect(await idOf()).toBe(first.id)
  await app.post('/api/closures', CLOSURE)
  const second = await firstOf(await app.get(EVENTS))
  const { headers } = await app.get(address)
  expect(headers.get(EVENTS_ID)).toBe(second.id)
  expect(await idOf({ 'If-None-Match': headers.get('ETag')! })).toBe(second.id)
  expect(second.id).not.toBe(first.id)
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
  await expect.poll(() => asked).toBeGreaterThan(asNow)
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
