/** Writing movements: the only way in which stock changes. Called within a transaction. */
import type Database from 'better-sqlite3'
import { MOVEMENT_KINDS, type MovementKind } from '../../../data/ledger.ts'

/** Who changed stock, when, why, and by which paper. */
export interface Written {
  readonly at: string
  readonly actor: string
  readonly reason: string
  readonly document: string
}

export interface NewMovement {
  readonly kind: MovementKind
  readonly batchId: number
  readonly quantity: number
  /** Line of a transfer order; null for what keepers write. */
  readonly lineId: number | null
}

/** Writes movements one by one; answers their sequence numbers. */
export const movementWriter = (database: Database.Database, written: Written) => {
  // The balances after it stand beside each movement, so that nobody has to add up a whole book.
  const insert = database.prepare(
    `INSERT INTO stock_movements
       (batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at, actor, reason, document)
     SELECT id, @kind, @quantity, onHand + @onHand * @quantity, reserved + @reserved * @quantity,
       @lineId, @at, @actor, @reason, @document
     FROM stock_batches WHERE id = @batchId`,
  )
  return (movement: NewMovement): number => {
    const { onHand, reserved } = MOVEMENT_KINDS[movement.kind]
    const { changes, lastInsertRowid } = insert.run({ ...movement, ...written, onHand, reserved })
    if (changes !== 1) throw new Error(`there is no batch ${movement.batchId}`)
    return Number(lastInsertRowid)
  }
}

export interface NewBatch {
  readonly stockpileId: string
  readonly item: string
  readonly batch: string
  readonly receivedOn: string
  readonly expiresOn: string | null
}

/** Id of the batch of this name, made where there is none; its dates stay what they were. */
export const batchFinder = (database: Database.Database) => {
  const find = database
    .prepare<[string, string, string], number>(
      'SELECT id FROM stock_batches WHERE stockpileId = ? AND item = ? AND batch = ?',
    )
    .pluck()
  const insert = database.prepare(
    `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn, expiresOn)
     VALUES (@stockpileId, @item, @batch, @receivedOn, @expiresOn)`,
  )
  return (batch: NewBatch): number =>
    find.get(batch.stockpileId, batch.item, batch.batch) ??
    Number(insert.run(batch).lastInsertRowid)
}

/**
 * Tells the stockpiles' features what is available now, so that maps, searches and downloads say
 * what the ledger says. Part of every transaction that writes movements.
 */
export const refreshStock = (database: Database.Database, stockpileIds: Iterable<string>): void => {
  const available = database.prepare<[string], { item: string; quantity: number }>(
    `SELECT item, sum(onHand - reserved) AS quantity FROM stock_batches
     WHERE stockpileId = ? GROUP BY item HAVING quantity > 0 ORDER BY item`,
  )
  const feature = database
    .prepare<[string], string>('SELECT featureJson FROM stockpiles WHERE id = ?')
    .pluck()
  const update = database.prepare('UPDATE stockpiles SET stock = ?, featureJson = ? WHERE id = ?')
  for (const id of new Set(stockpileIds)) {
    const json = feature.get(id)
    if (json === undefined) continue
    const parsed = JSON.parse(json)
    const items = available.all(id)
    const shown: Record<string, number> = parsed.properties.stock
    const isSame =
      Object.keys(shown).length === items.length &&
      items.every(({ item, quantity }) => shown[item] === quantity)
    if (isSame) continue
    const stock = Object.fromEntries(items.map(({ item, quantity }) => [item, quantity]))
    const properties = { ...parsed.properties, stock }
    update.run(JSON.stringify(stock), JSON.stringify({ ...parsed, properties }), id)
  }
}
