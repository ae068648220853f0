/** What takes long holds up no one else: others are answered while it goes on. */
import { afterAll, expect, test } from 'vitest'
import { databasePath } from '../../server/store/data-folder.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { closeAreas, scribbles } from '../fixtures/scribble.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'

const CLOSURES = 80
const PLACE = '/api/nearest?lon=116.587&lat=35.415'

let product: ServedProduct | null = null
afterAll(() => product?.stop())

test('what eighty scribbled areas close is found while everything else is answered', async () => {
  const folder = copyOfDefaultData()
  await withStore(databasePath(folder), (store) => closeAreas(store, scribbles(CLOSURES)))
  product = await serveProduct(folder, ['server/main.ts'])
  const ask = (address: string): Promise<Response> => fetch(`${product?.origin}${address}`)
  await ask(`${PLACE}&at=2026-11-22T08:00:00Z`)

  let isAnswered = false
  const obeying = ask(PLACE).finally(() => {
    isAnswered = true
  })
  let others = 0
  while (!isAnswered) {
    expect((await ask('/api/collections/stations/items?limit=1')).status).toBe(200)
    others++
  }
  const answer = (await (await obeying).json()) as { obeyed: unknown[] }
  expect(answer.obeyed).toHaveLength(CLOSURES)
  // Where the thread that answers computes, one is answered, and that afterwards.
  expect(others).toBeGreaterThan(5)
})
