/**
 * Promised once, attacked as it will be: many dispatchers confirm plans for the same goods as fast
 * as they can, others move the orders on, count, send back and undo, keepers count the stock and lend
 * of it, the item and the stockpile are retired and brought back, every request sent again until it
 * is answered, while the service is killed and started again and again
 * over the database as it ships.
 */
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ItemSheetContent } from '../../data/item-sheet.ts'
import type { StockAnswer } from '../../data/stock.ts'
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
let sheetId = ''

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
  const content: ItemSheetContent = {
    item: 'tent',
    own: null,
    weighs: null,
    packages: [],
    isRetired: false,
    note: '',
  }
  const kept = await store.write(({ itemSheets }) =>
    itemSheets.create({ name: '帐篷', content, at: AT }),
  )
  sheetId = kept.id
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

/** Of each dozen clients these do something else than confirm. */
const MOVERS = [3, 7]
const LENDER = 9
const REGISTRAR = 10
const KEEPER = 11

interface Tally {
  readonly confirmed: Map<string, { number: string; plan: TransferInput }>
  conflicts: number
  /** Steps of orders and counts of stock that were taken, by name. */
  readonly taken: Map<string, number>
  resent: number
  strange: number[]
}

/** Sends a request until it is answered, with its key. */
const sendOnce = async (
  tally: Tally,
  address: string,
  body: object,
  key: string,
): Promise<Response> => {
  const url = `http://127.0.0.1:${port}/api/${address}`
  for (;;) {
    try {
      const response = await fetch(url, withJson('POST', body, { 'Idempotency-Key': key }))
      // An answer that breaks off is none.
      return new Response(await response.arrayBuffer(), response)
    } catch {
      tally.resent++
      await pause(MILLISECONDS_BEFORE_RESENDING)
    }
  }
}

/** One dispatcher: confirms plan after plan. */
const dispatcher = async (client: number, tally: Tally, isOver: () => boolean): Promise<void> => {
  for (let turn = 0; !isOver(); turn++) {
    const plan = clientsPlan(client, turn)
    const key = `client-${client}-${turn}`
    const response = await sendOnce(tally, 'transfers', plan, key)
    if (response.status === 201) {
      const { number } = (await response.json()) as TransferOrder
      tally.confirmed.set(key, { number, plan })
    } else if (response.status === 409) {
      const { changes } = (await response.json()) as { changes: { reason: string }[] }
      if (changes.some(({ reason }) => reason !== 'retired')) tally.conflicts++
      else took(tally, 'retired')
    } else tally.strange.push(response.status)
  }
}

/** Notes that something was done once. */
const took = ({ taken }: Tally, what: string): void =>
  void taken.set(what, (taken.get(what) ?? 0) + 1)

/** The steps of a load, one of them taken back and taken again; what is left goes home, or is used. */
const stepsOf = (turn: number) => [
  ...(['approve', 'load', 'depart', 'receive', 'undo', 'receive'] as const),
  ...(turn % 2 === 0 ? (['return'] as const) : (['use', 'close'] as const)),
]

/** Moves orders on that dispatchers have made, several people at one order. */
const mover = async (client: number, tally: Tally, isOver: () => boolean): Promise<void> => {
  for (let turn = 0; !isOver(); turn++) {
    const orders = [...tally.confirmed.values()]
    const order = orders[(turn * 5 + (client % 4)) % Math.max(1, orders.length)]
    if (!order) {
      await pause(MILLISECONDS_BEFORE_RESENDING)
      continue
    }
    const address = `transfers/${encodeURIComponent(order.number)}/events`
    for (const [index, step] of stepsOf(turn).entries()) {
      const body = { step, actor: `司机 ${client}`, note: '演示' }
      const response = await sendOnce(tally, address, body, `move-${client}-${turn}-${index}`)
      if (response.ok) took(tally, step)
      else if (![409, 422].includes(response.status)) tally.strange.push(response.status)
    }
  }
}

/** Counts a batch again and again: what moves meanwhile is a conflict, not a difference. */
const keeper = async (client: number, tally: Tally, isOver: () => boolean): Promise<void> => {
  for (let turn = 0; !isOver(); turn++) {
    const found = await fetch(`http://127.0.0.1:${port}/api/stock?stockpile=P-1&item=tent`)
      .then(async (response) => (await response.json()) as StockAnswer)
      .catch(() => null)
    const batches = found?.stockpiles?.[0]?.holdings[0]?.batches ?? []
    const batch = batches[(client + turn) % Math.max(1, batches.length)]
    if (!batch) {
      await pause(MILLISECONDS_BEFORE_RESENDING)
      continue
    }
    const counted = batch.available > 0 ? batch.onHand - 1 : batch.onHand
    const counts = [{ batchId: batch.id, expectedOnHand: batch.onHand, counted }]
    const body = { stockpileId: 'P-1', counts, actor: `保管员 ${client}`, reason: '盘点' }
    const response = await sendOnce(tally, 'stocktakes', body, `count-${client}-${turn}`)
    if (response.ok) took(tally, 'stocktake')
    else if (response.status !== 409) tally.strange.push(response.status)
  }
}

/** Lends a unit, and takes it back in most turns. */
const lender = async (client: number, tally: Tally, isOver: () => boolean): Promise<void> => {
  const written = { actor: `保管员 ${client}`, reason: '借用', document: `借 ${client}` }
  const enter = (movement: object, key: string): Promise<Response> =>
    sendOnce(tally, 'stock/movements', { movements: [movement], ...written }, key)
  for (let turn = 0; !isOver(); turn++) {
    const batchId = batchIds[(client * 5 + turn) % BATCHES]!
    const lent = { kind: 'loan-out', batchId, quantity: 1, party: '邻县', dueOn: '2030-01-01' }
    const response = await enter(lent, `lend-${client}-${turn}`)
    if (response.ok) {
      took(tally, 'loan-out')
      const { sequences } = (await response.json()) as { sequences: number[] }
      if (turn % 3 === 0) continue
      const back = { kind: 'loan-out-back', loan: sequences[0], quantity: 1 }
      const returned = await enter(back, `back-${client}-${turn}`)
      if (returned.ok) took(tally, 'loan-out-back')
      else tally.strange.push(returned.status)
    } else if (response.status !== 409) tally.strange.push(response.status)
    await pause(MILLISECONDS_BEFORE_RESENDING / 4)
  }
}

/** Retires the item, tries to retire the stockpile, and brings both back. */
const registrar = async (_: number, tally: Tally, isOver: () => boolean): Promise<void> => {
  const change = async (method: string, address: string, body: object, isIn: string) => {
    const headers = method === 'PUT' ? { 'If-Match': '*' } : {}
    for (;;) {
      try {
        const url = `http://127.0.0.1:${port}/api/${address}`
        const response = await fetch(url, withJson(method, body, headers))
        if (response.ok) took(tally, isIn)
        else if (![409, 412, 422].includes(response.status)) tally.strange.push(response.status)
        return
      } catch {
        await pause(MILLISECONDS_BEFORE_RESENDING)
      }
    }
  }
  while (!isOver()) {
    for (const isRetired of [true, false]) {
      const sheet = { name: '帐篷', item: 'tent', isRetired }
      await change('PUT', `item-sheets/${sheetId}`, sheet, `item retired: ${isRetired}`)
      await pause(20)
    }
    for (const retiredOn of ['2026-01-01', null]) {
      const patch = { properties: { retiredOn } }
      const isIn = `stockpile retired: ${retiredOn !== null}`
      await change('PATCH', 'collections/stockpiles/items/P-1', patch, isIn)
    }
    await pause(MILLISECONDS_BETWEEN_KILLS)
  }
  // Whoever comes last leaves both in use.
  await change('PUT', `item-sheets/${sheetId}`, { name: '帐篷', item: 'tent' }, 'left in use')
}

const roleOf = (client: number) => {
  if (client % 12 === KEEPER) return keeper
  if (client % 12 === LENDER) return lender
  if (client % 12 === REGISTRAR) return registrar
  return MOVERS.includes(client % 12) ? mover : dispatcher
}

test('no item oversold, no reservation without its order, every answer still true', async () => {
  const tally: Tally = {
    ...{ confirmed: new Map(), taken: new Map(), conflicts: 0, resent: 0, strange: [] },
  }
  let isOver = false
  server = await start()
  const clients = Array.from({ length: CLIENTS }, (_, client) =>
    roleOf(client)(client, tally, () => isOver),
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
    `${CLIENTS} clients, ${KILLS} kills: ${tally.confirmed.size} confirmed, ${tally.conflicts} conflicts, ${tally.resent} sent again, ${orders} orders, ${reserved} of ${BATCHES * UNITS_PER_BATCH} units reserved, ${check.movements} movements; ${JSON.stringify([...tally.taken])}`,
  )
  expect(check.problems).toEqual([])
  expect(tally.strange).toEqual([])
  for (const batch of batches) expect(batch.reserved).toBeLessThanOrEqual(UNITS_PER_BATCH)
  const numbers = [...tally.confirmed.values()].map(({ number }) => number)
  // No one got another's order, and no order was made without being asked for.
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
    for (const line of lines) {
      expect(line.reserved + line.shipped).toBeLessThanOrEqual(line.quantity)
      const { underWay, atSite, damaged, missing, returned, used, handedOver } = line
      const places = underWay + atSite + damaged + missing + returned + used + handedOver
      expect(places).toBe(line.shipped)
    }
    units += lines.reduce((sum, line) => sum + line.reserved, 0)
  }
  expect(units).toBe(reserved)
  expect(tally.confirmed.size).toBeGreaterThan(CLIENTS)
  const steps = ['receive', 'return', 'undo', 'stocktake', 'loan-out', 'loan-out-back'] as const
  for (const step of [...steps, 'item retired: true', 'retired']) {
    expect(tally.taken.get(step), step).toBeGreaterThan(0)
  }
  // What was answered is in the books, once each, however often it was sent.
  const { movements } = await store.ledger.movements({ before: null, limit: 1_000_000 })
  for (const kind of ['loan-out', 'loan-out-back'] as const) {
    const entered = movements.filter((movement) => movement.kind === kind)
    expect(entered.length, kind).toBe(tally.taken.get(kind))
  }
  await store.close()
})
