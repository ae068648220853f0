/** Two servers on one folder: the one that only reads reports what the other writes; both end soon. */
import { expect, test } from 'vitest'
import { databasePath } from '../../server/store/data-folder.ts'
import { closedRoad, withJson } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { toldBy } from '../fixtures/told-events.ts'

/** Open answers are to follow within a second; the machine of a test may be busy. */
const SOON_MILLISECONDS = 3000
/** Less than the longest answer, for which a server that ends waits. */
const END_MILLISECONDS = 10_000

test('what is written through one server is told by the other', async () => {
  const folder = temporaryFolder()
  await withStore(databasePath(folder), ({ features }) => features.replace(SMALL_DATA_SET))
  const writing = await serveProduct(folder, ['server/main.ts'])
  const reading = await serveProduct(folder, ['server/main.ts'])
  try {
    const told = toldBy(await fetch(`${reading.origin}/api/events`))
    await told.revisions()
    const body = closedRoad([116.6, 35.4])
    const refused = await fetch(`${reading.origin}/api/closures`, withJson('POST', body))
    expect(refused.status).toBe(503)
    const closed = await fetch(`${writing.origin}/api/closures`, withJson('POST', body))
    expect(closed.status).toBe(201)
    const from = performance.now()
    expect(Object.keys((await told.revisions()).revisions)).toEqual(['closures'])
    const milliseconds = performance.now() - from
    console.log(`told by the other server after ${Math.round(milliseconds)} ms`)
    expect(milliseconds).toBeLessThan(SOON_MILLISECONDS)
    const before = performance.now()
    await reading.stop('SIGTERM')
    const ended = performance.now() - before
    console.log(`ended after ${Math.round(ended)} ms`)
    expect(ended).toBeLessThan(END_MILLISECONDS)
    expect(await told.next()).toBeNull()
  } finally {
    await reading.stop('SIGKILL')
    await writing.stop('SIGKILL')
  }
})
