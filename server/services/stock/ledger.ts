/** The ledger: movements, keepers' entries, stocktakes, minimum reserves, what expires; as files too. */
import type { z } from 'zod'
import type {
  Batch,
  keeperMovementsSchema,
  LedgerAnswer,
  Minimum,
  StocktakeInput,
} from '../../../data/ledger.ts'
import { localDayOf, toLocalIso } from '../../../data/local-time.ts'
import type { ExpiringAnswer, WrittenAnswer } from '../../../data/stock.ts'
import { dayAfter, isExpired } from '../../analysis/transfer/batches.ts'
import type { Snapshot } from '../../store/store.ts'
import type { RequestKey } from '../../store/transfers/idempotency.ts'
import { noSuchStockpile } from '../registers.ts'
import { Service } from '../service-context.ts'
import { fillTable, remarksOf, type TableSheet } from '../tables/table-files.ts'
import { withLedgerProblems, withTransferProblems } from './ledger-problems.ts'
import { BALANCE_COLUMNS, MOVEMENT_COLUMNS } from './stock-tables.ts'

const MOST_TABLE_ROWS = 100_000

/** Of which stock: left out, all. */
interface StockFilter {
  readonly item?: readonly string[] | undefined
  readonly stockpile?: string | undefined
}

interface MovementQuery extends StockFilter {
  readonly document?: string | undefined
  readonly before?: number | undefined
  readonly limit: number
}

export type LedgerTable = 'balances' | 'movements' | 'expiring'

interface TableQuery extends StockFilter {
  /** Of movements. */
  readonly document?: string | undefined
  /** Of expiring batches. */
  readonly days: number
}

const filterOf = ({ item, stockpile }: StockFilter) => ({
  ...(item && { items: item }),
  ...(stockpile !== undefined && { stockpileIds: [stockpile] }),
})

const expiringBatches = async (
  { ledger }: Snapshot,
  filter: StockFilter,
  today: string,
  days: number,
): Promise<Batch[]> => {
  const until = dayAfter(today, days)
  const batches = await ledger.batches(filterOf(filter))
  return batches
    .filter((batch) => batch.onHand > 0 && isExpired(batch, dayAfter(until, 1)))
    .sort((a, b) => (a.expiresOn ?? '').localeCompare(b.expiresOn ?? '') || a.id - b.id)
}

export class Ledger extends Service {
  #standing: { balanced: boolean; movements: number } | null = null

  /** Newest first. @throws ProblemError for a stockpile that is not there. */
  async movements(query: MovementQuery): Promise<LedgerAnswer> {
    const { store, registers, now } = this.context
    const { document, before, limit } = query
    return store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, query.stockpile)
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
    const recording = store.write(({ ledger }) =>
      ledger.record(movements, { ...written, at }, request),
    )
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
      await transaction.ledger.setMinimums(minimums)
    })
  }

  /** Batches past their date, and those that will be within some days; first expired first. */
  async expiring(filter: StockFilter, days: number): Promise<ExpiringAnswer> {
    const { store, registers, now } = this.context
    return store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, filter.stockpile)
      const today = this.#today()
      return {
        days,
        today,
        batches: await expiringBatches(snapshot, filter, today, days),
        revision: await snapshot.revision(),
        timeStamp: now().toISOString(),
      }
    })
  }

  /** A table. @throws ProblemError for a stockpile that is not there. */
  async table(name: LedgerTable, query: TableQuery): Promise<TableSheet> {
    const { store, registers, now } = this.context
    return store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, query.stockpile)
      const fill = await this.#filled(snapshot, name, query)
      const stamp = await registers.stamp(snapshot, ['stockpiles'])
      return { name: `stock-${name}`, fill, remarks: remarksOf(toLocalIso(now()), stamp) }
    })
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

  async #filled(snapshot: Snapshot, name: LedgerTable, query: TableQuery) {
    const { document, days } = query
    const filter = filterOf(query)
    const stockpiles = await this.context.registers.stockpiles(snapshot)
    const placeOf = new Map(stockpiles.map((place) => [place.id, place]))
    if (name === 'movements') {
      const { movements } = await snapshot.ledger.movements({
        ...filter,
        ...(document !== undefined && { document }),
        before: null,
        limit: MOST_TABLE_ROWS,
      })
      const rows = movements.map((movement) => ({
        movement,
        place: placeOf.get(movement.stockpileId),
      }))
      return fillTable({ title: { zh: '物资台账', en: 'Ledger' }, columns: MOVEMENT_COLUMNS, rows })
    }
    const minimums = new Map(
      (await snapshot.ledger.minimums(filter)).map((minimum) => [
        `${minimum.stockpileId} ${minimum.item}`,
        minimum,
      ]),
    )
    const isExpiring = name === 'expiring'
    const batches = isExpiring
      ? await expiringBatches(snapshot, query, this.#today(), days)
      : await snapshot.ledger.batches(filter)
    const rows = batches.map((batch) => ({
      batch: isExpired(batch, this.#today()) ? { ...batch, available: 0 } : batch,
      place: placeOf.get(batch.stockpileId),
      minimum: minimums.get(`${batch.stockpileId} ${batch.item}`),
    }))
    return fillTable({
      title: isExpiring
        ? { zh: '临期与过期物资', en: 'Expiring goods' }
        : { zh: '物资库存', en: 'Stock' },
      columns: BALANCE_COLUMNS,
      rows,
      position: ({ place }) => place?.position ?? null,
    })
  }

  #today(): string {
    return localDayOf(this.context.now())
  }
}
