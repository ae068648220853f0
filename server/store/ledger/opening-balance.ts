/** Counts that came with a register become the ledger's first entries. */
import type Database from 'better-sqlite3'
import { batchFinder, movementWriter, refreshStock } from './write-movement.ts'

const OPENING_BATCH = '期初'
const WRITTEN = { actor: '系统', reason: '期初库存（来自登记表）', document: '期初' } as const

interface Register {
  id: string
  stock: string
  verifiedAt: string | null
}

/**
 * Every stockpile that the ledger does not know yet gets its counts as opening receipts; one that
 * it knows keeps the ledger's balances, whatever the register says. Within a transaction.
 * @param at ISO instant.
 */
export const enterOpeningBalances = (database: Database.Database, at: string): void => {
  const registers = database
    .prepare<[], Register>('SELECT id, stock, verifiedAt FROM stockpiles')
    .all()
  const isKnown = database
    .prepare<[string], 1>('SELECT 1 FROM stock_batches WHERE stockpileId = ? LIMIT 1')
    .pluck()
  const write = movementWriter(database, { at, ...WRITTEN })
  const batchOf = batchFinder(database)
  for (const { id, stock, verifiedAt } of registers) {
    if (isKnown.get(id) === 1) continue
    const receivedOn = verifiedAt ?? at.slice(0, 10)
    for (const [item, quantity] of Object.entries<number>(JSON.parse(stock))) {
      if (quantity <= 0) continue
      const batch = { stockpileId: id, item, batch: OPENING_BATCH, receivedOn, expiresOn: null }
      write({ kind: 'receipt', batchId: batchOf(batch), quantity, lineId: null })
    }
  }
  refreshStock(
    database,
    registers.map(({ id }) => id),
  )
}
