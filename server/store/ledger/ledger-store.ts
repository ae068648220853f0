/** The ledger as the rest of the server sees it. */
import {
  type Batch,
  isLoan,
  type KeeperMovement,
  LOANS,
  type Loan,
  type Minimum,
  MOVEMENT_KINDS,
  type Movement,
  type MovementKind,
  type StocktakeInput,
} from '../../../data/ledger.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { LedgerRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { documentOfKey, keepKey, type RequestKey } from '../transfers/idempotency.ts'
import { checkLedger, countMovements, type LedgerCheck } from './ledger-check.ts'
import {
  type BatchRow,
  entryTime,
  type LedgerTransaction,
  ledgerTransaction,
  type NewBatch,
  type Written,
} from './ledger-transaction.ts'
import {
  type MovementFilter,
  type Period,
  readBatches,
  readLoans,
  readMinimums,
  readMovements,
  readTurnover,
  type StockFilter,
  type Turnover,
} from './stock-rows.ts'

export interface OpeningStock {
  readonly batches: readonly (NewBatch & { readonly quantity: number })[]
  readonly minimums: readonly Minimum[]
}

export interface LedgerStore {
  batches(filter: StockFilter): Promise<Batch[]>
  minimums(filter: StockFilter): Promise<Minimum[]>
  /** Loans that have not come back whole, due first first. @param today local day. */
  loans(filter: StockFilter, today: string): Promise<Loan[]>
  movements(filter: MovementFilter): Promise<{ movements: Movement[]; next: number | null }>
  /** What came, went and was there of each item in each stockpile, in a period. */
  turnover(filter: StockFilter, period: Period): Promise<Turnover[]>
  /**
   * All or nothing. @returns sequence numbers; of a request whose key has come before, those of
   * then. @throws LedgerRefused, TransferRefused
   */
  record(
    movements: readonly KeeperMovement[],
    written: Written,
    request?: RequestKey | null,
  ): Promise<number[]>
  /** Writes the differences of a count, once for one key. @throws LedgerRefused, TransferRefused */
  stocktake(
    input: StocktakeInput,
    at: string,
    request?: RequestKey | null,
  ): Promise<{ number: string; sequences: number[] }>
  /** Sets minimum reserves; 0 removes one. */
  setMinimums(minimums: readonly Minimum[]): Promise<void>
  /** Receipts of a first inventory. */
  open(stock: OpeningStock, written: Written): Promise<void>
  countMovements(): Promise<number>
  check(): Promise<LedgerCheck>
}

type Received = Extract<KeeperMovement, { stockpileId: string }>
type OfBatch = Extract<KeeperMovement, { batchId: number }>
type LoanBack = Extract<KeeperMovement, { loan: number }>

/** @throws LedgerRefused */
const refuseRetired = async (
  ledger: LedgerTransaction,
  stockpileId: string,
  index: number,
  today: string,
): Promise<void> => {
  const retiredOn = await ledger.retiredOn(stockpileId, today)
  if (retiredOn === null) return
  throw new LedgerRefused({ reason: 'retired-stockpile', index, stockpileId, retiredOn })
}

/** The batch that a receipt goes to. @param today local day. @throws LedgerRefused */
const receivingBatch = async (
  ledger: LedgerTransaction,
  movement: Received,
  index: number,
  today: string,
): Promise<BatchRow> => {
  const { stockpileId, item, batch, receivedOn, expiresOn } = movement
  const lender = movement.kind === 'loan-in' ? movement.party : null
  // Goods that are still to come are no stock, whatever their paper says.
  if (receivedOn > today) throw new LedgerRefused({ reason: 'to-come', index, today })
  if (!(await ledger.hasStockpile(stockpileId))) {
    throw new LedgerRefused({ reason: 'no-such-stockpile', index, stockpileId })
  }
  await refuseRetired(ledger, stockpileId, index, today)
  const id = await ledger.batchId({ stockpileId, item, batch, receivedOn, expiresOn, lender })
  const known = await ledger.batch(id)
  if (known?.expiresOn !== expiresOn) {
    throw new LedgerRefused({ reason: 'other-dates', index, batch })
  }
  if (known.lender !== lender) {
    throw new LedgerRefused({ reason: 'other-owner', index, batch, lender: known.lender })
  }
  return known
}

/** A batch that has what a movement of it takes. @throws LedgerRefused */
const namedBatch = async (
  ledger: LedgerTransaction,
  { kind, batchId, quantity }: Pick<OfBatch, 'batchId' | 'quantity'> & { kind: MovementKind },
  index: number,
): Promise<BatchRow> => {
  const batch = await ledger.batch(batchId)
  if (!batch) throw new LedgerRefused({ reason: 'no-such-batch', index, batchId })
  if (kind === 'loan-out' && batch.lender !== null) {
    throw new LedgerRefused({ reason: 'not-ours', index, lender: batch.lender })
  }
  const available = batch.onHand - batch.reserved
  if (MOVEMENT_KINDS[kind].onHand < 0 && quantity > available) {
    throw new LedgerRefused({ reason: 'not-enough', index, available })
  }
  return batch
}

/** What was borrowed may be entered late, its day of receipt says so; lent is what goes today. */
const refusePastDue = (movement: KeeperMovement, index: number, today: string): void => {
  if (movement.kind !== 'loan-out' || movement.dueOn >= today) return
  throw new LedgerRefused({ reason: 'due-before', index, today })
}

interface LentRow {
  readonly batchId: number
  readonly item: string
  readonly kind: MovementKind
  readonly party: string
  readonly left: number
}

/** The batch that a loan comes back to, or is given back from. @throws LedgerRefused */
const lentBatch = async (
  statements: Statements,
  ledger: LedgerTransaction,
  movement: LoanBack,
  index: number,
): Promise<BatchRow> => {
  const { kind, loan, quantity } = movement
  const lent = await statements.get<LentRow>(
    `SELECT batchId, item, kind, party, quantity - coalesce((SELECT sum(quantity) FROM stock_movements
       WHERE loan = m.sequence), 0) AS "left"
     FROM stock_movements m JOIN stock_batches b ON b.id = m.batchId WHERE sequence = ?`,
    [loan],
  )
  if (!lent || !isLoan(lent.kind) || LOANS[lent.kind] !== kind) {
    throw new LedgerRefused({ reason: 'no-such-loan', index, loan })
  }
  const { left } = lent
  if (quantity > left) throw new LedgerRefused({ reason: 'more-than-lent', index, left })
  const batchId = ('batchId' in movement ? movement.batchId : undefined) ?? lent.batchId
  const batch = await namedBatch(ledger, { kind, batchId, quantity }, index)
  const isGiven = batch.lender === null || batch.lender === lent.party
  if (batchId !== lent.batchId && !(batch.item === lent.item && isGiven)) {
    throw new LedgerRefused({ reason: 'other-goods', index, batch: batch.batch })
  }
  return batch
}

const STOCKTAKE_PREFIX = '盘点'

/**
 * Stocktake (盘点): counted quantities become surpluses and shortages, each a movement. Writes
 * nothing for a request whose key has come before. @param at ISO instant.
 * @throws LedgerRefused where the stock has moved since the list was made, or where less was
 *   counted than is promised to orders.
 */
const takeStock = async (
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
  const number = `${STOCKTAKE_PREFIX}${String(id).padStart(4, '0')}`
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

export const ledgerStore = (statements: Statements): LedgerStore => {
  const ledger = ledgerTransaction(statements)
  return {
    batches: (filter) => readBatches(statements, filter),
    minimums: (filter) => readMinimums(statements, filter),
    loans: (filter, today) => readLoans(statements, filter, today),
    turnover: (filter, period) => readTurnover(statements, filter, period),
    movements: (filter) => readMovements(statements, filter),
    async record(movements, { at: now, ...by }, request = null) {
      const earlier = await documentOfKey(statements, request)
      if (earlier !== null) return JSON.parse(earlier)
      const written = { at: await entryTime(statements, now), ...by }
      const today = localDayOf(new Date(written.at))
      const touched = new Set<string>()
      const sequences: number[] = []
      for (const [index, movement] of movements.entries()) {
        refusePastDue(movement, index, today)
        const batch = await ('stockpileId' in movement
          ? receivingBatch(ledger, movement, index, today)
          : 'loan' in movement
            ? lentBatch(statements, ledger, movement, index)
            : namedBatch(ledger, movement, index))
        touched.add(batch.stockpileId)
        const { kind, quantity } = movement
        if (kind === 'put-back') await refuseRetired(ledger, batch.stockpileId, index, today)
        const moved = {
          ...{ kind, batchId: batch.id, quantity, lineId: null },
          ...('party' in movement && { party: movement.party, dueOn: movement.dueOn }),
          ...('loan' in movement && { loan: movement.loan }),
        }
        sequences.push(await ledger.move(moved, written))
      }
      await ledger.refreshStock(touched)
      await keepKey(statements, request, JSON.stringify(sequences), written.at)
      return sequences
    },
    stocktake: async (input, now, request = null) =>
      takeStock(statements, input, await entryTime(statements, now), request),
    async setMinimums(minimums) {
      for (const { stockpileId, item, minimum } of minimums) {
        await (minimum === 0
          ? statements.run('DELETE FROM stock_minimums WHERE stockpileId = ? AND item = ?', [
              stockpileId,
              item,
            ])
          : statements.run(
              `INSERT INTO stock_minimums (stockpileId, item, minimum) VALUES (?, ?, ?)
               ON CONFLICT (stockpileId, item) DO UPDATE SET minimum = excluded.minimum`,
              [stockpileId, item, minimum],
            ))
      }
    },
    async open({ batches, minimums }, written) {
      for (const { quantity, ...batch } of batches) {
        const batchId = await ledger.batchId(batch)
        await ledger.move({ kind: 'receipt', batchId, quantity, lineId: null }, written)
      }
      await this.setMinimums(minimums)
      await ledger.refreshStock(batches.map(({ stockpileId }) => stockpileId))
    },
    countMovements: () => countMovements(statements),
    check: () => checkLedger(statements),
  }
}
