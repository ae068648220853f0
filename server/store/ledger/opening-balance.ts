/** Counts that came with a register become the ledger's first entries. */
import { localDayOf } from '../../../data/local-time.ts'
import type { Statements } from '../statements.ts'
import { ledgerTransaction } from './ledger-transaction.ts'

const OPENING_BATCH = '期初'
/** Of the entries by which a stockpile's books begin. */
export const OPENING_DOCUMENT = '期初'
const WRITTEN = {
  ...{ actor: '系统', reason: '期初库存（来自登记表）', document: OPENING_DOCUMENT },
} as const

interface Register {
  id: string
  stock: string
  verifiedAt: string | null
}

/**
 * Every stockpile that the ledger does not know yet gets its counts as opening receipts; one that
 * it knows keeps the ledger's balances, whatever the register says. Within a transaction.
 * @param at ISO instant. @param only of one stockpile; left out: all.
 */
export const enterOpeningBalances = async (
  statements: Statements,
  at: string,
  only?: string,
): Promise<void> => {
  const ledger = ledgerTransaction(statements)
  const ids = only === undefined ? [] : [only]
  const registers = await statements.all<Register>(
    `SELECT id, stock, verifiedAt FROM stockpiles ${only === undefined ? '' : 'WHERE id = ?'}`,
    ids,
  )
  const known = await statements.all<{ stockpileId: string }>(
    'SELECT DISTINCT stockpileId FROM stock_batches',
  )
  const isKnown = new Set(known.map(({ stockpileId }) => stockpileId))
  for (const { id, stock, verifiedAt } of registers) {
    if (isKnown.has(id)) continue
    const today = localDayOf(new Date(at))
    // What was seen on a day to come is there today.
    const receivedOn = verifiedAt && verifiedAt < today ? verifiedAt : today
    for (const [item, quantity] of Object.entries<number>(JSON.parse(stock))) {
      if (quantity <= 0) continue
      const batch = { stockpileId: id, item, batch: OPENING_BATCH, receivedOn, expiresOn: null }
      const batchId = await ledger.batchId(batch)
      await ledger.move({ kind: 'receipt', batchId, quantity, lineId: null }, { at, ...WRITTEN })
    }
  }
  await ledger.refreshStock(registers.map(({ id }) => id))
}
