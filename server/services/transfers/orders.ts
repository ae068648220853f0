/** Transfer orders: confirming a plan, the list, one order, its next step, tables as files. */
import { toLocalIso } from '../../../data/local-time.ts'
import type { OrderEventInput } from '../../../data/order-event.ts'
import type {
  OrderPersons,
  PlanConfirmation,
  TransferInput,
  TransferList,
  TransferOrder,
} from '../../../data/transfer-order.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { TransferConflict } from '../../store/refusals.ts'
import type { RequestKey } from '../../store/transfers/idempotency.ts'
import type { OrderFilter } from '../../store/transfers/order-rows.ts'
import { Service, type ServiceContext } from '../service-context.ts'
import { transferProblem, withTransferProblems } from '../stock/ledger-problems.ts'
import type { StoredQuery } from '../tables/stored-tables.ts'
import { storedSheet, type TableSheet } from '../tables/table-files.ts'
import type { Plans } from './plans.ts'

export const ORDER_TABLES = ['orders', 'lines'] as const
type OrderTable = (typeof ORDER_TABLES)[number]

/** Which orders; left out: all of them. */
interface OrderQuery {
  readonly state?: readonly string[] | undefined
  /** Only orders by phone whose papers are overdue. */
  readonly overdue?: boolean | undefined
  /** Only orders with a load from this stockpile. */
  readonly stockpile?: string | undefined
  /** Only orders that have not ended and have goods at their sites. */
  readonly atSite?: boolean | undefined
}

/** @param at ISO instant by which papers are overdue or not. */
const filterOf = ({ state, overdue, stockpile, atSite }: OrderQuery, at: string) => ({
  ...(state && { states: state }),
  ...(overdue && { overdueAt: at }),
  ...(atSite && { atSite }),
  ...(stockpile !== undefined && { stockpileId: stockpile }),
})

/** A 409 that says which lines have changed, and how to plan again. */
const conflictProblem = ({ changes }: TransferConflict, body: unknown): ProblemError =>
  new ProblemError(
    'conflict',
    {
      en: `${changes.length} lines cannot be promised any more: others were quicker, a minimum reserve would be broken, or goods are past their date or still to come. Nothing was reserved; plan again.`,
      zh: `有 ${changes.length} 条明细已不能满足：已被他人预留、将突破最低储备，已过有效期或尚未到货。未作任何预留，请重新计划。`,
    },
    [],
    { changes, replan: { method: 'POST', href: '/api/transfer-plans', body } },
  )

export class Orders extends Service {
  readonly #plans: Plans

  constructor(context: ServiceContext, plans: Plans) {
    super(context)
    this.#plans = plans
  }

  /** Reserves every line of a plan, or nothing. @throws ProblemError */
  async confirm(
    input: TransferInput | PlanConfirmation,
    request: RequestKey | null,
  ): Promise<TransferOrder> {
    const { store } = this.context
    const at = this.#instant()
    const confirming = store.write(async ({ transfers }) => {
      // The plan may be gone by the time that a request comes again.
      const earlier = await transfers.confirmedBefore(request)
      if (earlier !== null) return this.#found(await transfers.get(earlier, at))
      const order = 'planId' in input ? this.#plans.orderOf(input) : input
      const { number } = await transfers.confirm(order, at, request)
      return this.#found(await transfers.get(number, at))
    })
    try {
      return await withTransferProblems(confirming)
    } catch (error) {
      if (!(error instanceof TransferConflict)) throw error
      const body = 'planId' in input ? this.#plans.requestOf(input.planId) : null
      throw conflictProblem(error, body)
    }
  }

  /** Newest first. @throws ProblemError for a stockpile that is not there. */
  async list(query: OrderQuery & Pick<OrderFilter, 'before' | 'limit'>): Promise<TransferList> {
    const { store, registers } = this.context
    const at = this.#instant()
    return store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, query.stockpile)
      const { before, limit } = query
      const filter = { ...filterOf(query, at), before, limit }
      const { orders, next } = await snapshot.transfers.list(filter, at)
      const overdue = await snapshot.transfers.countOverdue(at)
      return { orders, next, overdue, atSite: await snapshot.transfers.countAtSite() }
    })
  }

  /** @throws ProblemError where there is no order of this number. */
  async get(number: string): Promise<TransferOrder> {
    const at = this.#instant()
    return this.context.store.read(async ({ transfers }) =>
      this.#found(await transfers.get(number, at)),
    )
  }

  /** Receivers and numbers of an order, whole. @throws ProblemError where there is none. */
  async persons(number: string): Promise<OrderPersons> {
    return this.context.store.read(async ({ transfers }) =>
      this.#found(await transfers.persons(number)),
    )
  }

  /** The next step of an order, with the movements that belong to it. @throws ProblemError */
  async step(
    number: string,
    event: OrderEventInput,
    request: RequestKey | null,
  ): Promise<TransferOrder> {
    const at = this.#instant()
    return withTransferProblems(
      this.context.store.write(async ({ transfers }) => {
        await transfers.step(number, event, at, request)
        return this.#found(await transfers.get(number, at))
      }),
    )
  }

  /** Orders, or their lines, of one number or by the filters of the list. */
  async table(
    table: OrderTable,
    { number, ...query }: OrderQuery & { readonly number?: string | undefined },
  ): Promise<TableSheet> {
    const { store, registers, tables, now } = this.context
    const at = this.#instant()
    const { notice } = await store.read(async (snapshot) => {
      await registers.expectStockpile(snapshot, query.stockpile)
      if (number !== undefined) this.#found(await snapshot.transfers.get(number, at))
      return registers.stamp(snapshot, ['stockpiles'])
    })
    const stored: StoredQuery = { table, of: { number, at, filter: filterOf(query, at) } }
    return storedSheet(tables, `transfer-${table}`, stored, { at: toLocalIso(now()), notice })
  }

  #instant(): string {
    return this.context.now().toISOString()
  }

  #found<Found>(order: Found | null): Found {
    if (!order) throw transferProblem({ reason: 'no-such-order' })
    return order
  }
}
