/** What a step of an order does to one of its loads: movements, and what became of its lines. */
import type Database from 'better-sqlite3'
import type { OrderEventInput, OrderLine, OrderSite } from '../../../data/transfer-order.ts'
import { batchFinder, type movementWriter, type NewBatch } from '../ledger/write-movement.ts'
import type { LoadRow } from './order-rows.ts'
import { TransferRefused } from './transfer-refused.ts'

type Write = ReturnType<typeof movementWriter>
export type Counts = ReadonlyMap<number, { readonly received: number; readonly damaged: number }>

/** Everything that a step does to one load. */
export interface LoadStep {
  readonly database: Database.Database
  readonly load: LoadRow
  /** Number of the order. */
  readonly number: string
  readonly lines: readonly OrderLine[]
  readonly site: OrderSite | undefined
  readonly counts: Counts
  readonly write: Write
  /** Told of every stockpile whose stock has moved. */
  readonly touch: (stockpileId: string) => void
  readonly at: string
}

const release = ({ load, lines, write, touch }: LoadStep): void => {
  for (const { id, batchId, reserved } of lines) {
    if (reserved > 0) write({ kind: 'release', batchId, quantity: reserved, lineId: id })
  }
  touch(load.stockpileId)
}

const depart = ({ database, load, lines, write, touch, at }: LoadStep): void => {
  for (const { id, batchId, reserved } of lines) {
    if (reserved > 0) write({ kind: 'transfer-out', batchId, quantity: reserved, lineId: id })
  }
  database.prepare('UPDATE transfer_loads SET departedAt = ? WHERE id = ?').run(at, load.id)
  touch(load.stockpileId)
}

const tooMany = (lineId: number, most: number): TransferRefused =>
  new TransferRefused({ reason: 'too-many-counted', lineId, most })

/**
 * Name for goods that enter a stockpile's books: their own, unless the books know a batch of that
 * name with another expiry date. Then the order's number tells the two apart, because goods that
 * lose their date are never thrown away.
 */
const arrivingName = (
  database: Database.Database,
  { stockpileId, item, batch, expiresOn }: NewBatch,
  number: string,
): string => {
  const isOther = database
    .prepare<[string, string, string, string | null], 1>(
      `SELECT 1 FROM stock_batches
       WHERE stockpileId = ? AND item = ? AND batch = ? AND expiresOn IS NOT ?`,
    )
    .pluck()
  let name = batch
  for (let copy = 1; isOther.get(stockpileId, item, name, expiresOn); copy++) {
    name = `${batch} · ${number}${copy === 1 ? '' : ` · ${copy}`}`
  }
  return name
}

/** What was not counted as received or damaged is missing. */
const receive = (step: LoadStep): void => {
  const { database, load, number, lines, site, counts, write, touch, at } = step
  const arrived = database.prepare(
    'UPDATE transfer_lines SET received = ?, damaged = ?, missing = ? WHERE id = ?',
  )
  const describe = database.prepare<[number], NewBatch>(
    'SELECT item, batch, receivedOn, expiresOn FROM stock_batches WHERE id = ?',
  )
  for (const { id, batchId, shipped } of lines) {
    const { received, damaged } = counts.get(id) ?? { received: shipped, damaged: 0 }
    if (received + damaged > shipped) throw tooMany(id, shipped)
    arrived.run(received, damaged, shipped - received - damaged, id)
    const batch = describe.get(batchId)
    const stockpileId = site?.stockpileId ?? null
    if (!stockpileId || !batch || received === 0) continue
    const arriving = { ...batch, stockpileId }
    const name = arrivingName(database, arriving, number)
    const arrivedBatch = batchFinder(database)({ ...arriving, batch: name })
    write({ kind: 'transfer-in', batchId: arrivedBatch, quantity: received, lineId: id })
    touch(stockpileId)
  }
  database.prepare('UPDATE transfer_loads SET receivedAt = ? WHERE id = ?').run(at, load.id)
}

/**
 * What comes back: on the way all that was shipped, afterwards what was received whole. A load that
 * turns round on its way was never counted at its site, so damaged and missing are counted here;
 * what does not come back afterwards was used.
 */
const giveBack = (step: LoadStep): void => {
  const { database, load, lines, site, counts, write, touch } = step
  const isArrived = load.state === 'received'
  if (isArrived && site?.stockpileId) {
    throw new TransferRefused({ reason: 'in-other-books', load: load.load })
  }
  const update = database.prepare(
    'UPDATE transfer_lines SET returned = ?, damaged = ?, missing = ? WHERE id = ?',
  )
  for (const { id, batchId, shipped, received, ...line } of lines) {
    const most = isArrived ? received : shipped
    const { received: returned, damaged } = counts.get(id) ?? { received: most, damaged: 0 }
    if (isArrived && damaged > 0) {
      throw new TransferRefused({ reason: 'damaged-after-receipt', lineId: id })
    }
    if (returned + damaged > most) throw tooMany(id, most)
    if (isArrived) update.run(returned, line.damaged, line.missing, id)
    else update.run(returned, damaged, shipped - returned - damaged, id)
    if (returned > 0) write({ kind: 'transfer-in', batchId, quantity: returned, lineId: id })
  }
  touch(load.stockpileId)
}

/** By step; a step that is not here moves no goods. @throws TransferRefused */
export const LOAD_ACTIONS: Partial<Record<OrderEventInput['step'], (step: LoadStep) => void>> = {
  depart,
  receive,
  return: giveBack,
  cancel: release,
}
