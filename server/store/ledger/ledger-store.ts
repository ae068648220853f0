/** The ledger as the rest of the server sees it. */
import type Database from 'better-sqlite3'
import type {
  Batch,
  KeeperMovement,
  Minimum,
  Movement,
  StocktakeInput,
} from '../../../data/ledger.ts'
import { documentOfKey, keepKey, type RequestKey } from '../transfers/idempotency.ts'
import { checkLedger, countMovements, type LedgerCheck } from './ledger-check.ts'
import { LedgerRefused } from './ledger-refused.ts'
import {
  type MovementFilter,
  readBatches,
  readMinimums,
  readMovements,
  type StockFilter,
} from './stock-rows.ts'
import { takeStock } from './stocktake.ts'
import {
  batchFinder,
  movementWriter,
  type NewBatch,
  refreshStock,
  type Written,
} from './write-movement.ts'

export interface OpeningStock {
  readonly batches: readonly (NewBatch & { readonly quantity: number })[]
  readonly minimums: readonly Minimum[]
}

export interface LedgerStore {
  batches(filter: StockFilter): Promise<Batch[]>
  minimums(filter: StockFilter): Promise<Minimum[]>
  movements(filter: MovementFilter): Promise<{ movements: Movement[]; next: number | null }>
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

type Received = Extract<KeeperMovement, { kind: 'receipt' }>

const receive = (database: Database.Database, movement: Received, index: number): number => {
  const { stockpileId, item, batch, receivedOn, expiresOn } = movement
  const isThere = database.prepare('SELECT 1 FROM stockpiles WHERE id = ?').get(stockpileId)
  if (!isThere) throw new LedgerRefused({ reason: 'no-such-stockpile', index, stockpileId })
  const batchId = batchFinder(database)({ stockpileId, item, batch, receivedOn, expiresOn })
  const known = database
    .prepare<[number], { receivedOn: string; expiresOn: string | null }>(
      'SELECT receivedOn, expiresOn FROM stock_batches WHERE id = ?',
    )
    .get(batchId)
  if (known?.expiresOn !== expiresOn) {
    throw new LedgerRefused({ reason: 'other-dates', index, batch })
  }
  return batchId
}

interface Balance {
  stockpileId: string
  onHand: number
  reserved: number
}

const balanceOf = (database: Database.Database, batchId: number): Balance | undefined =>
  database
    .prepare<[number], Balance>(
      'SELECT stockpileId, onHand, reserved FROM stock_batches WHERE id = ?',
    )
    .get(batchId)

const take = (
  database: Database.Database,
  { batchId, quantity }: Exclude<KeeperMovement, Received>,
  index: number,
): number => {
  const balance = balanceOf(database, batchId)
  if (!balance) throw new LedgerRefused({ reason: 'no-such-batch', index, batchId })
  const available = balance.onHand - balance.reserved
  if (quantity > available) throw new LedgerRefused({ reason: 'not-enough', index, available })
  return batchId
}

export const ledgerStore = (database: Database.Database): LedgerStore => {
  const record = database.transaction(
    (
      movements: readonly KeeperMovement[],
      written: Written,
      request: RequestKey | null,
    ): number[] => {
      const earlier = documentOfKey(database, request)
      if (earlier !== null) return JSON.parse(earlier)
      const write = movementWriter(database, written)
      const touched = new Set<string>()
      const sequences = movements.map((movement, index) => {
        const batchId =
          movement.kind === 'receipt'
            ? receive(database, movement, index)
            : take(database, movement, index)
        touched.add(balanceOf(database, batchId)?.stockpileId ?? '')
        return write({ kind: movement.kind, batchId, quantity: movement.quantity, lineId: null })
      })
      refreshStock(database, touched)
      keepKey(database, request, JSON.stringify(sequences), written.at)
      return sequences
    },
  )
  const setMinimums = database.transaction((minimums: readonly Minimum[]): void => {
    const remove = database.prepare(
      'DELETE FROM stock_minimums WHERE stockpileId = @stockpileId AND item = @item',
    )
    const set = database.prepare(
      `INSERT INTO stock_minimums (stockpileId, item, minimum) VALUES (@stockpileId, @item, @minimum)
       ON CONFLICT (stockpileId, item) DO UPDATE SET minimum = excluded.minimum`,
    )
    for (const minimum of minimums) (minimum.minimum === 0 ? remove : set).run(minimum)
  })
  const open = database.transaction(({ batches, minimums }: OpeningStock, written: Written) => {
    const write = movementWriter(database, written)
    const batchOf = batchFinder(database)
    for (const { quantity, ...batch } of batches) {
      write({ kind: 'receipt', batchId: batchOf(batch), quantity, lineId: null })
    }
    setMinimums(minimums)
    refreshStock(
      database,
      batches.map(({ stockpileId }) => stockpileId),
    )
  })
  return {
    async batches(filter) {
      return readBatches(database, filter)
    },
    async minimums(filter) {
      return readMinimums(database, filter)
    },
    async movements(filter) {
      return readMovements(database, filter)
    },
    async record(movements, written, request = null) {
      return record.immediate(movements, written, request)
    },
    async stocktake(input, at, request = null) {
      return takeStock(database, input, at, request)
    },
    async setMinimums(minimums) {
      setMinimums.immediate(minimums)
    },
    async open(stock, written) {
      open.immediate(stock, written)
    },
    async countMovements() {
      return countMovements(database)
    },
    async check() {
      return checkLedger(database)
    },
  }
}
