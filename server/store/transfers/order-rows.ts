/** Reading transfer orders as they are shown. */
import { LINE_NUMBERS } from '../../../data/order-lines.ts'
import {
  type Approval,
  type LoadState,
  type OrderState,
  possibleSteps,
} from '../../../data/order-steps.ts'
import { masked } from '../../../data/personal.ts'
import {
  type OrderEvent,
  type OrderLine,
  type OrderLoad,
  type OrderPersons,
  type OrderSite,
  TRANSFER_LIMITS,
  type TransferListEntry,
  type TransferOrder,
} from '../../../data/transfer-order.ts'
import { type Condition, oneOf, type Statements, whereAll } from '../statements.ts'
import { readChanges } from './event-changes.ts'
import { readPhotos } from './load-photos.ts'
import { undoableStep } from './undo-step.ts'

export interface OrderRow {
  id: number
  number: string
  year: number
  yearSequence: number
  state: OrderState
  version: number
  isEmergency: number
  requestedBy: string
  reason: string
  sites: string
  createdAt: string
  updatedAt: string
  approval: Approval | null
  approvedBy: string | null
  approvedAt: string | null
  papersDueAt: string | null
  papersAt: string | null
}

export interface LoadRow {
  id: number
  transferId: number
  load: number
  state: LoadState
  stockpileId: string
  site: number
  lorries: number
  hired: string | null
  round: number
  /** JSON */
  pickup: string | null
  /** JSON */
  kits: string
  leavesAt: string
  arrivesAt: string
  departedAt: string | null
  arrivedAt: string | null
  receivedAt: string | null
  routedAt: string | null
  featureJson: string
}

export interface OrderFilter {
  /** Of the order, or of one of its loads: a lorry on the road counts, though others still wait. */
  readonly states?: readonly string[]
  /** Only orders by phone whose papers are overdue at this ISO instant. */
  readonly overdueAt?: string
  /** Only orders with a load from this stockpile. */
  readonly stockpileId?: string
  /** Only orders that have not ended and have goods at their sites. */
  readonly atSite?: boolean
  /** False: no ways, not even of what is in transit. */
  readonly withRoutes?: boolean
  /** Only orders before this one, newest first; null begins with the newest. */
  readonly before: number | null
  readonly limit: number
}

export type LineRow = OrderLine & { readonly loadId: number }

/** Loads of these orders. Without their ways, which are long and seldom asked for. */
export const readLoads = async (
  statements: Statements,
  orderIds: readonly number[],
): Promise<LoadRow[]> => {
  const { sql, values } = oneOf('transferId', orderIds)
  return statements.all<LoadRow>(
    `SELECT l.id, transferId, load, l.state, l.stockpileId, site, lorries, hired, round, pickup,
       kits, leavesAt, arrivesAt, departedAt, arrivedAt, receivedAt, routedAt, s.featureJson
     FROM transfer_loads l JOIN stockpiles s ON s.id = l.stockpileId
     WHERE ${sql} ORDER BY transferId, load`,
    values,
  )
}

/** Lines of these loads. */
export const readLines = async (
  statements: Statements,
  loadIds: readonly number[],
): Promise<LineRow[]> => {
  const { sql, values } = oneOf('loadId', loadIds)
  return statements.all<LineRow>(
    `SELECT l.id, loadId, batchId, batch, expiresOn, item, quantity, l.reserved,
       ${LINE_NUMBERS.join(', ')}
     FROM transfer_lines l JOIN stock_batches b ON b.id = l.batchId
     WHERE ${sql} ORDER BY l.id`,
    values,
  )
}

/** Ways of these loads, by load. */
const readRoutes = async (
  statements: Statements,
  loadIds: readonly number[],
): Promise<ReadonlyMap<number, OrderLoad['route']>> => {
  const { sql, values } = oneOf('id', loadIds)
  const rows = await statements.all<{ id: number; route: string }>(
    `SELECT id, route FROM transfer_loads WHERE ${sql}`,
    values,
  )
  return new Map(rows.map(({ id, route }) => [id, JSON.parse(route)]))
}

/** Fewer positions of a way: evenly chosen, both ends stay. @param most at least 2. */
export const thinRoute = <T>(route: readonly T[], most: number): T[] => {
  if (route.length <= most) return [...route]
  const step = (route.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => route[Math.round(index * step)] as T)
}

/** When the goods are expected: planned, or departure as it was plus the planned way. */
const expectedAt = ({ leavesAt, arrivesAt, departedAt }: LoadRow): string => {
  if (!departedAt) return arrivesAt
  const planned = Date.parse(arrivesAt) - Date.parse(leavesAt)
  return new Date(Date.parse(departedAt) + planned).toISOString()
}

const loadOf = (row: LoadRow, lines: OrderLine[]): Omit<OrderLoad, 'route'> => {
  const { id: _, transferId: _order, featureJson, pickup, kits, ...load } = row
  const { geometry, properties } = JSON.parse(featureJson)
  const [lon, lat] = geometry.coordinates
  return {
    ...load,
    pickup: pickup === null ? null : JSON.parse(pickup),
    kits: JSON.parse(kits),
    stockpileName: properties.name,
    stockpileNameEn: properties.nameEn ?? null,
    stockpilePhone: properties.phone ?? null,
    lon,
    lat,
    expectedAt: expectedAt(row),
    lines,
  }
}

type ReadLoad = Omit<OrderLoad, 'route'> & Partial<OrderLoad>

/**
 * What lies on one lorry is there when the lorry is: of the stores that it has left, that counts by
 * which it comes last. Several stops are often entered as left in one step.
 */
const asLorriesCome = (loads: readonly ReadLoad[]): ReadLoad[] => {
  const left = loads.filter(({ departedAt, state }) => departedAt && state !== 'cancelled')
  const byLorry = Map.groupBy(left, ({ pickup }) => pickup?.lorry)
  return loads.map((load) => {
    const together = load.pickup ? (byLorry.get(load.pickup.lorry) ?? []) : []
    const last = together.map(({ expectedAt }) => Date.parse(expectedAt))
    return last.length > 0
      ? { ...load, expectedAt: new Date(Math.max(...last)).toISOString() }
      : load
  })
}

/** Loads of these orders, by order: three statements, however many orders there are. */
const loadsByOrder = async (
  statements: Statements,
  orderIds: readonly number[],
  hasRoute: (load: LoadRow) => boolean,
  mostPositions: number,
): Promise<(orderId: number) => ReadLoad[]> => {
  const rows = await readLoads(statements, orderIds)
  const idsOf = (loads: readonly LoadRow[]) => loads.map(({ id }) => id)
  const lines = Map.groupBy(await readLines(statements, idsOf(rows)), ({ loadId }) => loadId)
  const routes = await readRoutes(statements, idsOf(rows.filter(hasRoute)))
  const byOrder = Map.groupBy(rows, ({ transferId }) => transferId)
  return (orderId) =>
    asLorriesCome(
      (byOrder.get(orderId) ?? []).map((row) => {
        const own = (lines.get(row.id) ?? []).map(({ loadId: _, ...line }) => line)
        const load = loadOf(row, own)
        const route = routes.get(row.id)
        return route ? { ...load, route: thinRoute(route, mostPositions) } : load
      }),
    )
}

const toldSite = (site: OrderSite): OrderSite => ({
  ...site,
  receiver: site.receiver && masked(site.receiver),
  contact: site.contact && masked(site.contact),
})

type WithoutLoads = Omit<TransferListEntry, 'loads'>

/** @param now ISO instant by which papers are overdue or not. */
const entryOf = <Load extends Pick<OrderLoad, 'state' | 'arrivedAt' | 'lines'>>(
  row: OrderRow,
  loads: Load[],
  now: string,
): WithoutLoads & { loads: Load[] } => {
  const { id: _, year: _year, yearSequence: _sequence, isEmergency, sites, ...order } = row
  const { papersDueAt, papersAt, approval, state } = order
  return {
    ...order,
    emergency: isEmergency === 1,
    isOverdue:
      papersDueAt !== null && papersAt === null && state !== 'cancelled' && papersDueAt < now,
    sites: (JSON.parse(sites) as OrderSite[]).map(toldSite),
    loads,
    steps: possibleSteps({ state, approval, papersAt, loads }),
  }
}

const readEvents = async (statements: Statements, orderId: number): Promise<OrderEvent[]> => {
  type EventRow = Omit<OrderEvent, 'loads' | 'lines'> & { loads: string; changes: string }
  const events = await statements.all<EventRow>(
    `SELECT id, step, at, actor, note, loads, state, undoes, changes FROM transfer_events
     WHERE transferId = ? ORDER BY id`,
    [orderId],
  )
  return events.map(({ changes, loads, ...event }) => {
    return { ...event, loads: JSON.parse(loads), lines: readChanges(changes)?.lines ?? [] }
  })
}

export const findOrder = (statements: Statements, number: string): Promise<OrderRow | undefined> =>
  statements.get<OrderRow>('SELECT * FROM transfers WHERE number = ?', [number])

/** @param now ISO instant. @returns null where there is no order of this number. */
export const readOrder = async (
  statements: Statements,
  number: string,
  now: string,
): Promise<TransferOrder | null> => {
  const row = await findOrder(statements, number)
  if (!row) return null
  const loadsOf = await loadsByOrder(statements, [row.id], () => true, Number.POSITIVE_INFINITY)
  const loads = loadsOf(row.id).map((load) => ({ route: [], ...load }))
  const undoable = await undoableStep(statements, row.id, now)
  return {
    ...entryOf(row, loads, now),
    events: await readEvents(statements, row.id),
    photos: await readPhotos(statements, row.id),
    undoable: undoable && { event: undoable.event, step: undoable.step, until: undoable.until },
  }
}

/** What is masked in an order, whole. @returns null where there is no order of this number. */
export const readPersons = async (
  statements: Statements,
  number: string,
): Promise<OrderPersons | null> => {
  const row = await findOrder(statements, number)
  if (!row) return null
  const sites = JSON.parse(row.sites) as OrderSite[]
  const phones = await statements.all<{ phone: string | null }>(
    `SELECT s.phone FROM transfer_loads l JOIN stockpiles s ON s.id = l.stockpileId
     WHERE transferId = ? ORDER BY load`,
    [row.id],
  )
  return {
    sites: sites.map(({ receiver, contact }) => ({ receiver, contact })),
    stockpilePhones: phones.map(({ phone }) => phone),
  }
}

const AT_SITE = `transfers.state NOT IN ('closed', 'cancelled') AND id IN (
  SELECT transferId FROM transfer_lines l JOIN transfer_loads o ON o.id = l.loadId WHERE atSite > 0)`

/** Orders that have not ended and have goods at their sites. */
export const countAtSite = async (statements: Statements): Promise<number> =>
  (await statements.value<number>(`SELECT count(*) FROM transfers WHERE ${AT_SITE}`)) ?? 0

const OVERDUE = "papersAt IS NULL AND state <> 'cancelled' AND papersDueAt < ?"

/** @param now ISO instant. */
export const countOverdue = async (statements: Statements, now: string): Promise<number> =>
  (await statements.value<number>(`SELECT count(*) FROM transfers WHERE ${OVERDUE}`, [now])) ?? 0

/** States of loads that count for an order that has not ended. */
const ON_THE_WAY = ['loading', 'in-transit']

/** An order that has ended is found by its own state alone: its loads stay what they came to be. */
const inStates = (states: readonly string[]): Condition => {
  const own = oneOf('transfers.state', states)
  const going = states.filter((state) => ON_THE_WAY.includes(state))
  const ofLoad = oneOf('transfer_loads.state', going)
  return {
    sql: `(${own.sql} OR (transfers.state NOT IN ('closed', 'cancelled') AND EXISTS (
      SELECT 1 FROM transfer_loads WHERE transferId = transfers.id AND ${ofLoad.sql})))`,
    values: [...own.values, ...ofLoad.values],
  }
}

/** Newest first. `next` is for the following page's `before`, null on the last page. */
export const listOrders = async (
  statements: Statements,
  { states, overdueAt, stockpileId, atSite = false, withRoutes = true, before, limit }: OrderFilter,
  now: string,
): Promise<{ orders: TransferListEntry[]; next: number | null }> => {
  const ofStockpile = 'id IN (SELECT transferId FROM transfer_loads WHERE stockpileId = ?)'
  const { sql, values } = whereAll([
    ...(states ? [inStates(states)] : []),
    ...(overdueAt ? [{ sql: OVERDUE, values: [overdueAt] }] : []),
    ...(atSite ? [{ sql: AT_SITE, values: [] }] : []),
    ...(stockpileId ? [{ sql: ofStockpile, values: [stockpileId] }] : []),
    ...(before === null ? [] : [{ sql: 'id < ?', values: [before] }]),
  ])
  const rows = await statements.all<OrderRow>(
    `SELECT * FROM transfers ${sql} ORDER BY id DESC LIMIT ?`,
    [...values, limit + 1],
  )
  const page = rows.slice(0, limit)
  const loadsOf = await loadsByOrder(
    statements,
    page.map(({ id }) => id),
    // The way of a load in transit, for a map; the others are on none.
    ({ state }) => withRoutes && state === 'in-transit',
    TRANSFER_LIMITS.mostRoutePositionsListed,
  )
  return {
    orders: page.map((row) => entryOf(row, loadsOf(row.id), now)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
