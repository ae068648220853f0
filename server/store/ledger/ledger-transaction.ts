/**
 * The few statements by which goods move: everything that changes stock (entries, stocktakes,
 * orders, opening balances) is written with these, within one transaction.
 */
import { MOVEMENT_KINDS, type MovementKind } from '../../../data/ledger.ts'
import type { Statements } from '../statements.ts'

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
  readonly party?: string
  /** Local day by which a loan is due. */
  readonly dueOn?: string
  /** The movement by which the loan went that this is part of. */
  readonly loan?: number
}

/** What a batch is identified by. */
interface BatchName {
  readonly stockpileId: string
  readonly item: string
  readonly batch: string
}

export interface NewBatch extends BatchName {
  readonly receivedOn: string
  readonly expiresOn: string | null
  /** Whose goods they are, where they are borrowed. */
  readonly lender?: string | null
}

export interface BatchRow extends NewBatch {
  readonly id: number
  readonly lender: string | null
  readonly onHand: number
  readonly reserved: number
}

/**
 * When something is entered in the books: now, or with the entry before it where the clock has been
 * set back meanwhile. @param now ISO instant.
 */
export const entryTime = async (statements: Statements, now: string): Promise<string> => {
  const last = await statements.value<string>(
    `SELECT max(at) FROM (
       SELECT * FROM (SELECT at FROM stock_movements ORDER BY sequence DESC LIMIT 1)
       UNION ALL SELECT * FROM (SELECT at FROM transfer_events ORDER BY id DESC LIMIT 1))`,
  )
  return last && last > now ? last : now
}

export interface LedgerTransaction {
  hasStockpile(id: string): Promise<boolean>
  /** The day on which a stockpile was retired; null while it is in use. @param today local day. */
  retiredOn(stockpileId: string, today: string): Promise<string | null>
  isRetiredItem(item: string): Promise<boolean>
  batch(id: number): Promise<BatchRow | undefined>
  /** The batch of this name. */
  namedBatch(name: BatchName): Promise<BatchRow | undefined>
  /** Id of the batch of this name, made where there is none; its dates and lender stay. */
  batchId(batch: NewBatch): Promise<number>
  /**
   * Of an item in a stockpile: what may go without touching the minimum reserve. What is past its
   * date, or still to come, counts neither way. @param today local day.
   */
  spare(stockpileId: string, item: string, today: string): Promise<number>
  /** The only way in which stock changes. @returns the movement's sequence number. */
  move(movement: NewMovement, written: Written): Promise<number>
  /**
   * Brings the stockpiles' features up to what is available now, so that maps, searches and
   * downloads say what the ledger says. Part of every transaction that moves goods.
   */
  refreshStock(stockpileIds: Iterable<string>): Promise<void>
}

const BATCH = `SELECT id, stockpileId, item, batch, receivedOn, expiresOn, lender, onHand,
    reserved FROM stock_batches`

export const ledgerTransaction = (statements: Statements): LedgerTransaction => {
  const ofName = `${BATCH} WHERE stockpileId = @stockpileId AND item = @item AND batch = @batch`
  const namedBatch = ({ stockpileId, item, batch }: BatchName) =>
    statements.get<BatchRow>(ofName, { stockpileId, item, batch })
  return {
    async hasStockpile(id) {
      return (await statements.value('SELECT 1 FROM stockpiles WHERE id = ?', [id])) !== undefined
    },
    async retiredOn(stockpileId, today) {
      const sql = 'SELECT retiredOn FROM stockpiles WHERE id = ? AND retiredOn <= ?'
      return (await statements.value<string>(sql, [stockpileId, today])) ?? null
    },
    async isRetiredItem(item) {
      const sql = `SELECT 1 FROM item_sheets
        WHERE content ->> '$.item' = ? AND content ->> '$.isRetired' = 1`
      return (await statements.value(sql, [item])) !== undefined
    },
    batch: (id) => statements.get<BatchRow>(`${BATCH} WHERE id = ?`, [id]),
    namedBatch,
    async batchId(wanted) {
      const known = await namedBatch(wanted)
      if (known) return known.id
      const id = await statements.value<number>(
        `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn, expiresOn, lender)
       VALUES (@stockpileId, @item, @batch, @receivedOn, @expiresOn, @lender) RETURNING id`,
        { lender: null, ...wanted },
      )
      return id!
    },
    async spare(stockpileId, item, today) {
      const spare = await statements.value<number>(
        `SELECT sum(onHand - reserved) - coalesce((SELECT minimum FROM stock_minimums m
         WHERE m.stockpileId = b.stockpileId AND m.item = b.item), 0)
       FROM stock_batches b WHERE stockpileId = ? AND item = ?
         AND receivedOn <= ? AND (expiresOn IS NULL OR expiresOn >= ?)`,
        [stockpileId, item, today, today],
      )
      return spare ?? 0
    },
    async move(movement, written) {
      const { onHand, reserved } = MOVEMENT_KINDS[movement.kind]
      // The balances after it stand beside each movement, so that no reader adds up a whole ledger.
      const sequence = await statements.value<number>(
        `INSERT INTO stock_movements
         (batchId, kind, quantity, onHandAfter, reservedAfter, lineId, party, dueOn, loan, at, actor,
          reason, document)
       SELECT id, @kind, @quantity, onHand + @onHand * @quantity, reserved + @reserved * @quantity,
         @lineId, @party, @dueOn, @loan, @at, @actor, @reason, @document
       FROM stock_batches WHERE id = @batchId RETURNING sequence`,
        { party: null, dueOn: null, loan: null, ...movement, ...written, onHand, reserved },
      )
      if (sequence === undefined) throw new Error(`there is no batch ${movement.batchId}`)
      return sequence
    },
    async refreshStock(stockpileIds) {
      for (const id of new Set(stockpileIds)) await refreshOne(statements, id)
    },
  }
}

const refreshOne = async (statements: Statements, id: string): Promise<void> => {
  const query = 'SELECT featureJson FROM stockpiles WHERE id = ?'
  const json = await statements.value<string>(query, [id])
  if (json === undefined) return
  const parsed = JSON.parse(json)
  const items = await statements.all<{ item: string; quantity: number }>(
    `SELECT item, sum(onHand - reserved) AS quantity FROM stock_batches
     WHERE stockpileId = ? GROUP BY item HAVING sum(onHand - reserved) > 0 ORDER BY item`,
    [id],
  )
  const shown: Record<string, number> = parsed.properties.stock
  const isSame =
    Object.keys(shown).length === items.length &&
    items.every(({ item, quantity }) => shown[item] === quantity)
  if (isSame) return
  const stock = Object.fromEntries(items.map(({ item, quantity }) => [item, quantity]))
  const properties = { ...parsed.properties, stock }
  await statements.run('UPDATE stockpiles SET stock = ?, featureJson = ? WHERE id = ?', [
    JSON.stringify(stock),
    JSON.stringify({ ...parsed, properties }),
    id,
  ])
}
