/**
 * Promised once, attacked as it will be: many dispatchers confirm plans for the same goods as fast
 * as they can, every request sent again until it is answered, while the service is killed and
 * started again and again over the database as it ships.
 */
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TransferInput, TransferOrder } from '../../data/transfer-order.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { withJson } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { AT, planOf, receiptOf, WRITTEN } from '../fixtures/ledger-books.ts'
import { runs } from '../fixtures/runs.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { openShortStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const CLIENTS = 64
const KILLS = runs(8)
const BATCHES = 24
/** Some hundred orders: enough for the kills, and soon gone afterwards. */
const UNITS_PER_BATCH = runs(400)
const GONE = { timeout: runs(60_000) }
const MILLISECONDS_BETWEEN_KILLS = 700
const MILLISECONDS_BEFORE_RESENDING = 200
vi.setConfig({ testTimeout: runs(240_000) })

let folder = ''
let port = 0
let server: ServedProduct | null = null
let batchIds: number[] = []

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const found = typeof address === 'object' && address ? address.port : 0
      probe.close(() => done(found))
    })
  })

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds))

/** Waits for an answer that had to stand in line with those of the clients. */
const start = async (): Promise<ServedProduct> => {
  const product = await serveProduct(folder, ['server/main.ts'], { port })
  expect((await fetch(`${product.origin}/api/health`)).ok).toBe(true)
  return product
}

beforeAll(async () => {
  folder = temporaryFolder()
  port = await freePort()
  const store = await openShortStore(databasePath(folder))
  await store.features.replace(SMALL_DATA_SET)
  await store.ledger.record(
    Array.from({ length: BATCHES }, (_, index) =>
      receiptOf({ item: 'tent', batch: `B${index}`, quantity: UNITS_PER_BATCH }),
    ),
    WRITTEN,
  )
  batchIds = (await store.ledger.batches({ items: ['tent'] })).map(({ id }) => id)
  await store.close()
}, 30_000)

afterAll(() => server?.stop('SIGKILL'))

/** Plans of two or three lines over the same few batches, the same for the same numbers. */
const clientsPlan = (client: number, turn: number): TransferInput => {
  const lines = [0, 1, 2].slice(0, 2 + (turn % 2)).map((line) => ({
    batchId: batchIds[(client * 7 + turn * 3 + line * 5) % BATCHES]!,
    item: 'tent' as const,
    quantity: 1 + ((client + turn * 11 + line) % 9),
  }))
  return planOf(lines, { emergency: true, requestedBy: `客户端 ${client}` })
}

interface Tally {
  readonly confirmed: Map<string, { number: string; plan: TransferInput }>
  conflicts: number
  resent: number
  strange: number[]
}

/** One dispatcher: confirms plan after plan; what is not answered is sent again with its key. */
const dispatcher = async (client: number, tally: Tally, isOver: () => boolean): Promise<void> => {
  for (let turn = 0; !isOver(); turn++) {
    const plan = clientsPlan(client, turn)
    const address = `http://127.0.0.1:${port}/api/transfers`
    const key = `client-${client}-${turn}`
    for (;;) {
      let response: Response
      try {
        response = await fetch(address, withJson('POST', plan, { 'Idempotency-Key': key }))
        if (response.status === 201) {
          const { number } = (await response.json()) as TransferOrder
          tally.confirmed.set(key, { number, plan })
        } else {
          await response.arrayBuffer()
          if (response.status === 409) tally.conflicts++
          else tally.strange.push(response.status)
        }
        break
      } catch {
        tally.resent++
        await pause(MILLISECONDS_BEFORE_RESENDING)
      }
    }
  }
}

test('no item oversold, no reservation without its order, every answer still true', async () => {
  const tally: Tally = { confirmed: new Map(), conflicts: 0, resent: 0, strange: [] }
  let isOver = false
  server = await start()
  const clients = Array.from({ length: CLIENTS }, (_, client) =>
    dispatcher(client, tally, () => isOver),
  )
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(MILLISECONDS_BETWEEN_KILLS)
    await server.stop('SIGKILL')
    server = await start()
  }
  // Only when goods are short can they be promised twice.
  await expect.poll(() => tally.conflicts, GONE).toBeGreaterThan(CLIENTS)
  isOver = true
  await Promise.all(clients)
  await server.stop()
  server = null

  const store = await openShortStore(databasePath(folder))
  const check = await store.ledger.check()
  const batches = await store.ledger.batches({ items: ['tent'] })
  const reserved = batches.reduce((sum, batch) => sum + batch.reserved, 0)
  const orders = await store.transfers.count()
  console.log(
    `${CLIENTS} clients, ${KILLS} kills: ${tally.confirmed.size} confirmed, ${tally.conflicts} conflicts, ${tally.resent} sent again, ${orders} orders, ${reserved} of ${BATCHES * UNITS_PER_BATCH} units reserved, ${check.movements} movements`,
  )
  expect(check.problems).toEqual([])
  expect(tally.strange).toEqual([])
  for (const batch of batches) expect(batch.reserved).toBeLessThanOrEqual(UNITS_PER_BATCH)
  const numbers = [...tally.confirmed.values()].map(({ number }) => number)
  // Nobody got another's order, and no order was made that nobody asked for.
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(orders).toBe(numbers.length)
  let units = 0
  for (const { number, plan } of tally.confirmed.values()) {
    const order = await store.transfers.get(number, AT)
    const lines = order?.loads.flatMap((load) => load.lines) ?? []
    expect(order?.requestedBy).toBe(plan.requestedBy)
    expect(lines.map(({ batchId, quantity }) => ({ batchId, quantity }))).toEqual(
      plan.loads[0]!.lines.map(({ batchId, quantity }) => ({ batchId, quantity })),
    )
    expect(lines.every((line) => line.reserved === line.quantity)).toBe(true)
    units += lines.reduce((sum, { quantity }) => sum + quantity, 0)
  }
  expect(units).toBe(reserved)
  expect(tally.confirmed.size).toBeGreaterThan(CLIENTS)
  await store.close()
})
