/** Stocktake (盘点): counted quantities become surpluses and shortages, each a movement. */
import type { StocktakeInput } from '../../../data/ledger.ts'
import type { Statements } from '../statements.ts'
import { documentOfKey, keepKey, type RequestKey } from '../transfers/idempotency.ts'
import { LedgerRefused } from './ledger-refused.ts'
import { ledgerTransaction } from './ledger-transaction.ts'

const PREFIX = '盘点'

/**
 * Writes nothing for a request whose key has come before. @param at ISO instant.
 * @throws LedgerRefused where the stock has moved since the list was made, or where less was
 *   counted than is promised to orders.
 */
export const takeStock = async (
  statements: Statements,
  input: StocktakeInput,
  at: string,
  request: RequestKey | null,
): Promise<{ number: string; sequences: number[] }> => {
  const { stockpileId, counts, actor, reason } = input
  const ledger = ledgerTransaction(statements)
  if (!(await ledger.hasStockpile(stockpileId))) {
    throw new LedgerRefused({ reason: 'no-such-stockpile', index: 0, stockpileId })
  }
  const earlier = await documentOfKey(statements, request)
  if (earlier !== null) return JSON.parse(earlier)
  const id = await statements.value<number>(
    `INSERT INTO stocktakes (stockpileId, at, actor, reason, counts) VALUES (?, ?, ?, ?, ?)
     RETURNING id`,
    [stockpileId, at, actor, reason, JSON.stringify(counts)],
  )
  const number = `${PREFIX}${String(id).padStart(4, '0')}`
  const sequences: number[] = []
  for (const [index, { batchId, expectedOnHand, counted }] of counts.entries()) {
    const batch = await ledger.batch(batchId)
    if (batch?.stockpileId !== stockpileId) {
      throw new LedgerRefused({ reason: 'no-such-batch', index, batchId })
    }
    if (batch.onHand !== expectedOnHand) {
      throw new LedgerRefused({ reason: 'changed-meanwhile', index, onHand: batch.onHand })
    }
    if (counted < batch.reserved) {
      throw new LedgerRefused({ reason: 'promised', index, reserved: batch.reserved })
    }
    const difference = counted - batch.onHand
    if (difference === 0) continue
    const kind = difference > 0 ? 'stocktake-surplus' : 'stocktake-shortage'
    const movement = { kind, batchId, quantity: Math.abs(difference), lineId: null } as const
    sequences.push(await ledger.move(movement, { at, actor, reason, document: number }))
  }
  await ledger.refreshStock([stockpileId])
  await keepKey(statements, request, JSON.stringify({ number, sequences }), at)
  return { number, sequences }
}
