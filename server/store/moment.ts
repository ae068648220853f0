/**
 * One moment of the database for as long as its rows are written out, beside the store that has the
 * database open. It loads no more of the store than it reads by: a thread pays for every module.
 */
import type { CollectionId } from '../../data/collections.ts'
import type { Batch, Loan, Minimum } from '../../data/ledger.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { type AllItemsQuery, readAllItems } from './items.ts'
import { putItemsInForce } from './items-in-force.ts'
import {
  type MovementFilter,
  type MovementPage,
  type Period,
  readBatches,
  readLoans,
  readMinimums,
  readMovements,
  readTurnover,
  type StockFilter,
  type Turnover,
} from './ledger/stock-rows.ts'
import { latestOf, readRevisions } from './revisions.ts'
import { connect, loadDriver } from './sqlite/driver.ts'
import { listOrders, readOrder } from './transfers/order-rows.ts'
import type { TransferStore } from './transfers/transfer-store.ts'

export interface Moment {
  /** Of all collections. */
  revision(): Promise<number>
  /** So many features at a time, names and numbers of people masked. */
  features(
    collection: CollectionId,
    query: AllItemsQuery,
    atATime: number,
  ): AsyncIterable<readonly ResourceFeature<ResourceDeclaration>[]>
  readonly ledger: {
    batches(filter: StockFilter): Promise<Batch[]>
    minimums(filter: StockFilter): Promise<Minimum[]>
    /** @param today local day. */
    loans(filter: StockFilter, today: string): Promise<Loan[]>
    movements(filter: MovementFilter): Promise<MovementPage>
    turnover(filter: StockFilter, period: Period): Promise<Turnover[]>
  }
  readonly transfers: Pick<TransferStore, 'get' | 'list'>
  /** What is read from now on may be of a later moment. */
  release(): Promise<void>
  end(): Promise<void>
}

/** While a moment is held, the database cannot tidy up behind it. */
const MOST_MOMENT_MILLISECONDS = 600_000

/**
 * A moment over a connection of its own. One that is held for more than ten minutes is closed, and
 * what reads it then throws. @param path of a database that this program's store has opened.
 */
export const openMoment = async (path: string): Promise<Moment> => {
  const connection = await connect(await loadDriver(), path, 'read')
  let isOpen = true
  const end = async (): Promise<void> => {
    clearTimeout(limit)
    if (isOpen) await connection.close()
    isOpen = false
  }
  const limit = setTimeout(end, MOST_MOMENT_MILLISECONDS)
  await connection.begin('read')
  await putItemsInForce(connection, path)
  return {
    revision: async () => latestOf(await readRevisions(connection)),
    features: (collection, query, atATime) => readAllItems(connection, collection, query, atATime),
    ledger: {
      batches: (filter) => readBatches(connection, filter),
      minimums: (filter) => readMinimums(connection, filter),
      loans: (filter, today) => readLoans(connection, filter, today),
      turnover: (filter, period) => readTurnover(connection, filter, period),
      movements: (filter) => readMovements(connection, filter),
    },
    transfers: {
      get: (number, at) => readOrder(connection, number, at),
      list: (filter, at) => listOrders(connection, filter, at),
    },
    async release() {
      clearTimeout(limit)
      await connection.commit()
    },
    end,
  }
}
