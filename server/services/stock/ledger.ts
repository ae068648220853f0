/** The ledger: movements, keepers' entries, stocktakes, minimum reserves, what expires; as files too. */
import type { z } from 'zod'
import type {
  keeperMovementsSchema,
  LedgerAnswer,
  LoansAnswer,
  Minimum,
  StocktakeInput,
} from '../../../data/ledger.ts'
import { localDayOf, toLocalIso } from '../../../data/local-time.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import type { ExpiringAnswer, WrittenAnswer } from '../../../data/stock.ts'
import { invalidParameter } from '../../http/problem-error.ts'
import type { Snapshot } from '../../store/store.ts'
import type { RequestKey } from '../../store/transfers/idempotency.ts'
import { noSuchStockpile, type Registers } from '../registers.ts'
import { Service } from '../service-context.ts'
import type { StoredQuery } from '../tables/stored-tables.ts'
import { storedSheet, type TableSheet } from '../tables/table-files.ts'
import { expiringBatches } from './batch-tables.ts'
import { refuseRetired, refuseUnknown } from './item-sheets.ts'
import { withLedgerProblems, withTransferProblems } from './ledger-problems.ts'

/** Of which stock: left out, all. */
interface StockFilter {
  readonly item?: readonly MaterialKey[] | undefined
  readonly stockpile?: string | undefined
}

interface MovementQuery extends StockFilter {
  readonly document?: string | undefined
  readonly before?: number | undefined
  readonly limit: number
}

export type LedgerTable = 'balances' | 'count' | 'movements' | 'expiring' | 'loans' | 'turnover'

interface TableQuery extends StockFilter {
  /** Of movements. */
  readonly document?: string | undefined
  /** Of expiring batches. */
  readonly days: number
  /**
   * Of the turnover and of movements: local days, both part of it. Left out, the month of `to` so far,
   * and today; of movements all where neither is there.
   */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const filterOf = ({ item, stockpile }: StockFilter) => ({
  ...(item && { items: item }),
  ...(stockpile !== undefined && { stockpileIds: [stockpile] }),
})

/** @throws ProblemError for a stockpile or an item that there is none of. */
const expectStock = async (
  registers: Registers,
  snapshot: Snapshot,
  { item = [], stockpile }: StockFilter,
): Promise<void> => {
  refuseUnknown(
    'invalid-parameter',
    item.map((each) => ({ item: each, parameter: 'item' })),
  )
  await registers.expectStockpile(snapshot, stockpile)
}

export class Ledger extends Service {
  #standing: { balanced: boolean; movements: number } | null = null

  /** Newest first. @throws ProblemError for a stockpile that is not there. */
  async movements(query: MovementQuery): Promise<LedgerAnswer> {
    const { store, registers, now } = this.context
    const { document, before, limit } = query
    return store.read(async (snapshot) => {
      await expectStock(registers, snapshot, query)
      const found = await snapshot.ledger.movements({
        ...filterOf(query),
        ...(document !== undefined && { document }),
        before: before ?? null,
        limit,
      })
      const revision = await snapshot.revision()
      return { ...found, revision, timeStamp: now().toISOString() }
    })
  }

  /** Keepers' entries, all of them or none. @throws ProblemError */
  async record(
    { movements, ...written }: z.output<typeof keeperMovementsSchema>,
    request: RequestKey | null,
  ): Promise<WrittenAnswer> {
    const { store, now } = this.context
    const at = now().toISOString()
    const taken = movements.flatMap((movement, index) =>
      'item' in movement ? [{ item: movement.item, parameter: `movements.${index}.item` }] : [],
    )
    const recording = store.write(async (transaction) => {
      await refuseRetired(transaction, taken)
      return transaction.ledger.record(movements, { ...written, at }, request)
    })
    const sequences = await withTransferProblems(withLedgerProblems('movements', recording))
    return { document: written.document, sequences }
  }

  /** The differences of a count become movements. @throws ProblemError */
  async takeStock(input: StocktakeInput, request: RequestKey | null): Promise<WrittenAnswer> {
    const { store, now } = this.context
    const at = now().toISOString()
    const taking = store.write(({ ledger }) => ledger.stocktake(input, at, request))
    const taken = withTransferProblems(withLedgerProblems('counts', taking))
    const { number, sequences } = await taken
    return { document: number, sequences }
  }

  /** Sets minimum reserves; 0 removes one. @throws ProblemError */
  setMinimums(minimums: readonly Minimum[]): Promise<void> {
    const { store, registers } = this.context
    return store.write(async (transaction) => {
      const known = new Set((await registers.stockpiles(transaction)).map(({ id }) => id))
      const stray = minimums.findIndex(({ stockpileId }) => !known.has(stockpileId))
      if (stray >= 0) {
        const { stockpileId } = minimums[stray]!
        throw noSuchStockpile('invalid-body', `minimums.${stray}.stockpileId`, stockpileId)
      }
      refuseUnknown(
        'invalid-body',
        minimums.map(({ item }, index) => ({ item, parameter: `minimums.${index}.item` })),
      )
      await transaction.ledger.setMinimums(minimums)
    })
  }

  /** Batches past their date, and those that will be within some days; first expired first. */
  async expiring(filter: StockFilter, days: number): Promise<ExpiringAnswer> {
    const { store, registers, now } = this.context
    return store.read(async (snapshot) => {
      await expectStock(registers, snapshot, filter)
      const today = this.#today()
      return {
        days,
        today,
        batches: await expiringBatches(snapshot, filterOf(filter), today, days),
        revision: await snapshot.revision(),
        timeStamp: now().toISOString(),
      }
    })
  }

  /** Loans that have not come back whole, due first first. @throws ProblemError */
  async loans(filter: StockFilter): Promise<LoansAnswer> {
    const { store, registers, now } = this.context
    return store.read(async (snapshot) => {
      await expectStock(registers, snapshot, filter)
      const today = this.#today()
      const loans = await snapshot.ledger.loans(filterOf(filter), today)
      return {
        ...{ today, loans, overdue: loans.filter(({ isOverdue }) => isOverdue).length },
        dueSoon: loans.filter(({ isDueSoon }) => isDueSoon).length,
        revision: await snapshot.revision(),
        timeStamp: now().toISOString(),
      }
    })
  }

  /** A table, of any length. @throws ProblemError for a stockpile that is not there. */
  async table(
    table: LedgerTable,
    { document, days, from, to, ...which }: TableQuery,
  ): Promise<TableSheet> {
    const { store, registers, tables, now } = this.context
    const [stockpiles, { notice }] = await store.read(async (snapshot) => {
      await expectStock(registers, snapshot, which)
      return [
        await registers.stockpiles(snapshot),
        await registers.stamp(snapshot, ['stockpiles']),
      ] as const
    })
    const places = stockpiles.map(({ id, name, nameEn, position }) => {
      return { id, name, nameEn, position }
    })
    const today = this.#today()
    const last = to ?? today
    const period = { from: from ?? `${last.slice(0, 8)}01`, to: last }
    if (period.from > period.to)
      throw invalidParameter('to', {
        en: `lies before the first day, ${period.from}`,
        zh: `早于起始日期 ${period.from}`,
      })
    const isNarrowed = from !== undefined || to !== undefined
    const of = { ...filterOf(which), places, document, days, today, ...period }
    const query: StoredQuery = { table, of: { ...of, ...(isNarrowed && { period }) } }
    return storedSheet(tables, `stock-${table}`, query, { at: toLocalIso(now()), notice })
  }

  /** Whether the ledger balances: proved once per state of it; asking again costs a count. */
  async standing(snapshot: Snapshot): Promise<{ balanced: boolean; movements: number }> {
    const movements = await snapshot.ledger.countMovements()
    if (this.#standing?.movements !== movements) {
      const { balanced } = await snapshot.ledger.check()
      this.#standing = { balanced, movements }
    }
    return this.#standing
  }

  #today(): string {
    return localDayOf(this.context.now())
  }
}
