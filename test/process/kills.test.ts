/**
 * Two servers on one folder, clients that write everything that can be written through whichever
 * answers, and the one that writes killed again and again: the other takes over each time, and
 * every write that was acknowledged is there once.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TransferOrder } from '../../data/transfer-order.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { LOCK_FOLDER } from '../../server/store/folder-lock.ts'
import { withJson } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { AT, planOf, receiptOf, WRITTEN } from '../fixtures/ledger-books.ts'
import { runs } from '../fixtures/runs.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { square } from '../fixtures/shapes.ts'
import { openShortStore, type ShortStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const KILLS = runs(4, 200)
const CLIENTS = 8
/** By the one that took over, before the next kill. */
const WRITES_AFTER_A_KILL = 50
const MOST_MILLISECONDS_BETWEEN_KILLS = 300
const MILLISECONDS_BEFORE_RESENDING = 50
const UNITS_OF_A_CLIENT = 1_000_000
vi.setConfig({ testTimeout: runs(240_000, 3_600_000) })

const folder = temporaryFolder()
const servers: ServedProduct[] = []
const start = async (): Promise<void> => {
  servers.push(await serveProduct(folder, ['server/main.ts']))
}

beforeAll(async () => {
  const store = await openShortStore(databasePath(folder))
  await store.features.replace(SMALL_DATA_SET)
  await store.ledger.record(
    Array.from({ length: CLIENTS }, (_, client) =>
      receiptOf({ item: 'tent', batch: `B-${client}`, quantity: UNITS_OF_A_CLIENT }),
    ),
    WRITTEN,
  )
  await store.close()
  await start()
  await start()
}, 60_000)

afterAll(() => Promise.all(servers.map((server) => server.stop('SIGKILL'))))

interface Answered {
  readonly status: number
  readonly body: unknown
  /** Whether an earlier attempt may have been carried out without an answer. */
  readonly isAgain: boolean
}

const tally = { acknowledged: 0, resent: 0, readOnly: 0 }
let isOver = false

/** Asks whichever server answers until one has carried it out or refused it. */
const ask = async (path: string, init: RequestInit): Promise<Answered> => {
  let isAgain = false
  for (;;) {
    const { origin } = servers[Math.floor(Math.random() * servers.length)]!
    try {
      const response = await fetch(`${origin}/api${path}`, init)
      const text = await response.text()
      if (response.status !== 503) {
        tally.acknowledged++
        return { status: response.status, body: text && JSON.parse(text), isAgain }
      }
      tally.readOnly++
    } catch {
      tally.resent++
      isAgain = true
    }
    await setTimeout(MILLISECONDS_BEFORE_RESENDING)
  }
}

/**
 * One that is carried out, or has been by an attempt that was not answered.
 * @param already what is answered in that case.
 */
const write = async (
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  already = 0,
): Promise<unknown> => {
  const answer = await ask(path, withJson(method, body, headers))
  const isDone = answer.status < 300 || (answer.isAgain && answer.status === already)
  if (!isDone) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

const WARNING = { kind: 'flood', level: 'orange', from: AT, area: square(116.5, 35.3, 0.1) }
/** Of each kind that people keep by name, what there is besides the name. */
const KEPT = {
  scenarios: { changes: { remove: ['S-1'] } },
  standards: { standards: { urban: 240, rural: 900 } },
  closures: { kind: 'road', area: { type: 'Point', coordinates: [116.6, 35.4] }, from: AT },
  warnings: WARNING,
  'reserve-norms': { perKilometre: { sandbag: 10 } },
} as const
type Kind = keyof typeof KEPT
const KINDS = Object.keys(KEPT) as Kind[]

const capOf = (identifier: string): string =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier>
  <sender>bureau@example.org</sender><sent>2026-07-01T08:00:00+08:00</sent><status>Actual</status>
  <msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category>
  <event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
  <headline>${identifier}</headline><area><areaDesc>任城区</areaDesc><circle>35.4,116.6 10</circle></area></info></alert>`

interface Document {
  readonly id: string
  readonly name: string
  readonly version: number
}

/** What must be there at the end, by the answers that each client got. */
interface Expected {
  readonly documents: Map<string, number>
  readonly receipts: Set<string>
  readonly orders: Map<string, { readonly number: string; readonly state: string }>
  onHand: number
  reserved: number
  minimum: number
}

const client = async (name: number, batchId: number): Promise<Expected> => {
  const expected: Expected = {
    ...{ documents: new Map(), receipts: new Set(), orders: new Map() },
    ...{ onHand: UNITS_OF_A_CLIENT, reserved: 0, minimum: 0 },
  }
  const listed = async (path: string, wanted: string): Promise<Document | undefined> =>
    ((await ask(path, {})).body as Document[]).find((each) => each.name === wanted)

  /** Created in one turn, changed in the next, deleted in the third. */
  const keep = async (kind: Kind, turn: number): Promise<void> => {
    const wanted = `${name}-${Math.floor(turn / 3)}`
    const key = `${kind} ${wanted}`
    const body = { ...KEPT[kind], name: wanted }
    if (turn % 3 === 0) {
      await write('POST', `/${kind}`, body, {}, 409)
      expected.documents.set(key, 1)
      return
    }
    const document = await listed(`/${kind}`, wanted)
    if (!document) throw new Error(`${key} is not there`)
    const [path, headers] = [`/${kind}/${document.id}`, { 'If-Match': `"${document.version}"` }]
    if (turn % 3 === 1) {
      await write('PUT', path, body, headers, 412)
      expected.documents.set(key, 2)
    } else {
      await write('DELETE', path, undefined, headers, 404)
      expected.documents.delete(key)
    }
  }

  const receive = async (key: string): Promise<void> => {
    const body = { movements: [receiptOf({ item: 'tent', batch: `B-${name}`, quantity: 3 })] }
    const signed = { ...body, actor: '甲', reason: '入库', document: key }
    await write('POST', '/stock/movements', signed, { 'Idempotency-Key': key })
    expected.receipts.add(key)
    expected.onHand += 3
  }

  const count = async (key: string): Promise<void> => {
    const counts = [{ batchId, expectedOnHand: expected.onHand, counted: expected.onHand - 1 }]
    const body = { stockpileId: 'P-1', counts, actor: '甲', reason: '盘点' }
    await write('POST', '/stocktakes', body, { 'Idempotency-Key': key })
    expected.onHand--
  }

  /** Confirms a plan, and takes some or all of the steps of its order. */
  const order = async (key: string, turn: number): Promise<void> => {
    const plan = planOf([{ batchId, item: 'tent', quantity: 2 }], { requestedBy: key })
    const made = await write('POST', '/transfers', plan, { 'Idempotency-Key': key })
    const { number, loads } = made as TransferOrder
    expected.orders.set(key, { number, state: 'draft' })
    expected.reserved += 2
    const lineId = loads[0]!.lines[0]!.id
    const counts: Record<string, object[]> = {
      receive: [{ lineId, received: 2 }],
      use: [{ lineId, used: 2 }],
    }
    const whole = ['approve', 'load', 'depart', 'receive', 'use', 'close']
    const steps = turn % 2 === 0 ? whole : ['cancel']
    for (const [index, step] of steps
      .slice(0, 1 + (Math.floor(turn / 2) % whole.length))
      .entries()) {
      const event = { step, actor: '乙', ...(step in counts && { counts: counts[step] }) }
      const headers = { 'Idempotency-Key': `${key}-${index}` }
      const path = `/transfers/${encodeURIComponent(number)}/events`
      const { state } = (await write('POST', path, event, headers)) as TransferOrder
      expected.orders.set(key, { number, state })
      if (step === 'cancel' || step === 'depart') expected.reserved -= 2
      if (step === 'depart') expected.onHand -= 2
    }
  }

  const setMinimum = async (turn: number): Promise<void> => {
    const item = ['sandbag', 'pump', 'food', 'boat', 'hose', 'torch', 'water', 'mask'][name]!
    await write('PUT', '/stock/minimums', {
      minimums: [{ stockpileId: 'P-1', item, minimum: turn }],
    })
    expected.minimum = turn
  }

  const warn = async (identifier: string): Promise<void> => {
    const headers = { 'Content-Type': 'application/cap+xml' }
    const init = { method: 'POST', headers, body: capOf(identifier) }
    const { status, body } = await ask('/warnings/cap', init)
    if (status !== 201) throw new Error(`a message: ${status} ${JSON.stringify(body)}`)
    const [{ name: wanted }] = body as [Document]
    expected.documents.set(`warnings ${wanted}`, 1)
  }

  for (let turn = 0; !isOver; turn++) {
    const key = `client-${name}-${turn}`
    await receive(key)
    await count(`${key}-count`)
    await order(`${key}-order`, turn)
    await setMinimum(turn)
    for (const kind of KINDS) await keep(kind, turn)
    // They stay: some hundred of them, which is fewer than there may be.
    if (turn % 40 === 0) await warn(`${key}-warning`)
  }
  return expected
}

const writerOf = (): number =>
  JSON.parse(readFileSync(join(folder, LOCK_FOLDER, 'holder.json'), 'utf8')).processId

/** Kills the one that writes; another is started only once the second has written in its place. */
const killWriter = async (): Promise<void> => {
  const writer = servers.findIndex(({ processId }) => processId === writerOf())
  expect(writer).toBeGreaterThanOrEqual(0)
  const [killed] = servers.splice(writer, 1)
  await killed!.stop('SIGKILL')
  const [before, began] = [tally.acknowledged, performance.now()]
  const isPast = (writes: number) =>
    expect.poll(() => tally.acknowledged - before, { timeout: 30_000 }).toBeGreaterThan(writes)
  await isPast(CLIENTS)
  expect(writerOf()).toBe(servers[0]!.processId)
  withoutWriter.push(performance.now() - began)
  await start()
  await isPast(WRITES_AFTER_A_KILL)
}
const withoutWriter: number[] = []

const expectDocuments = async (store: ShortStore, all: readonly Expected[]): Promise<void> => {
  const expected = new Map(all.flatMap(({ documents }) => [...documents]))
  const found: [string, number][] = []
  for (const kind of KINDS) {
    const capability = kind === 'reserve-norms' ? store.norms : store[kind]
    for (const { name, version } of await capability.list()) {
      found.push([`${kind} ${name}`, version])
    }
  }
  expect(found.sort()).toEqual([...expected].sort())
}

test(`${KILLS} kills of the one that writes, while everything is written`, async () => {
  const probe = await openShortStore(databasePath(folder))
  const batches = await probe.ledger.batches({ items: ['tent'] })
  await probe.close()
  const batchOf = (name: number) => batches.find(({ batch }) => batch === `B-${name}`)!.id
  const clients = Promise.all(
    Array.from({ length: CLIENTS }, (_, name) => client(name, batchOf(name))),
  )
  const kills = async (): Promise<void> => {
    for (let kill = 0; kill < KILLS; kill++) {
      await setTimeout(Math.random() * MOST_MILLISECONDS_BETWEEN_KILLS)
      await killWriter()
    }
    isOver = true
  }
  // A client that got a wrong answer ends the test.
  await Promise.race([kills(), clients])
  const all = await clients
  for (const server of servers.splice(0)) await server.stop()

  const store = await openShortStore(databasePath(folder))
  const check = await store.ledger.check()
  const orders = await store.transfers.count()
  withoutWriter.sort((a, b) => a - b)
  console.log(
    `${KILLS} kills: ${tally.acknowledged} requests answered, ${tally.resent} sent again, ${tally.readOnly} told to wait; ${orders} orders, ${check.movements} movements; from kill to ${CLIENTS} answers of the second p50 ${Math.round(withoutWriter[Math.floor(KILLS / 2)]!)}, longest ${Math.round(withoutWriter.at(-1)!)} ms`,
  )
  expect(check.problems).toEqual([])
  await expectDocuments(store, all)
  const asked = all.flatMap((each) => [...each.orders])
  expect(orders).toBe(asked.length)
  for (const [requestedBy, { number, state }] of asked) {
    expect(await store.transfers.get(number, AT)).toMatchObject({ requestedBy, state })
  }
  const minimums = await store.ledger.minimums({})
  for (const [name, each] of all.entries()) {
    const [batch] = (await store.ledger.batches({ items: ['tent'] })).filter(
      ({ id }) => id === batchOf(name),
    )
    expect(batch).toMatchObject({ onHand: each.onHand, reserved: each.reserved })
    const last = [...each.receipts].at(-1)!
    for (const document of each.receipts) {
      const { movements } = await store.ledger.movements({ document, before: null, limit: 10 })
      expect(movements, last).toHaveLength(1)
    }
  }
  expect(minimums.map(({ minimum }) => minimum).sort()).toEqual(
    all.map(({ minimum }) => minimum).sort(),
  )
  await store.close()
})
