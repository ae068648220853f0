/** Reading transfer orders as they are told. */
import type Database from 'better-sqlite3'
import {
  type Approval,
  type LoadState,
  type OrderState,
  possibleSteps,
} from '../../../data/order-steps.ts'
import {
  type OrderEvent,
  type OrderLine,
  type OrderLoad,
  TRANSFER_LIMITS,
  type TransferListEntry,
  type TransferOrder,
} from '../../../data/transfer-order.ts'
import { thinRoute } from './thin-route.ts'

export interface OrderRow {
  id: number
  number: string
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
  load: number
  state: LoadState
  stockpileId: string
  site: number
  lorries: number
  leavesAt: string
  arrivesAt: string
  departedAt: string | null
  receivedAt: string | null
  featureJson: string
}

export interface OrderFilter {
  /** Of the order, or of one of its loads: a lorry on the road counts, though others still wait. */
  readonly states?: readonly string[]
  /** Only orders by phone whose papers are overdue at this ISO instant. */
  readonly overdueAt?: string
  /** Only orders with a load from this stockpile. */
  readonly stockpileId?: string
  /** False: no ways, not even of what is in transit. */
  readonly withRoutes?: boolean
  /** Only orders before this one, newest first; null begins with the newest. */
  readonly before: number | null
  readonly limit: number
}

/** Without their ways, which are long and seldom asked for. */
export const readLoads = (database: Database.Database, orderId: number): LoadRow[] =>
  database
    .prepare<[number], LoadRow>(
      `SELECT l.id, load, l.state, l.stockpileId, site, lorries, leavesAt, arrivesAt, departedAt,
         receivedAt, s.featureJson
       FROM transfer_loads l JOIN stockpiles s ON s.id = l.stockpileId
       WHERE transferId = ? ORDER BY load`,
    )
    .all(orderId)

const readRoute = (database: Database.Database, loadId: number): OrderLoad['route'] =>
  JSON.parse(
    database
      .prepare<[number], string>('SELECT route FROM transfer_loads WHERE id = ?')
      .pluck()
      .get(loadId) ?? '[]',
  )

export const readLines = (database: Database.Database, loadId: number): OrderLine[] =>
  database
    .prepare<[number], OrderLine>(
      `SELECT l.id, batchId, batch, expiresOn, item, quantity, l.reserved, shipped, received,
         damaged, missing, returned
       FROM transfer_lines l JOIN stock_batches b ON b.id = l.batchId
       WHERE loadId = ? ORDER BY l.id`,
    )
    .all(loadId)

/** When the goods are expected: planned, or departure as it was plus the planned way. */
const expectedAt = ({ leavesAt, arrivesAt, departedAt }: LoadRow): string => {
  if (!departedAt) return arrivesAt
  const planned = Date.parse(arrivesAt) - Date.parse(leavesAt)
  return new Date(Date.parse(departedAt) + planned).toISOString()
}

const loadOf = (database: Database.Database, row: LoadRow): Omit<OrderLoad, 'route'> => {
  const { id, featureJson, ...load } = row
  const { geometry, properties } = JSON.parse(featureJson)
  const [lon, lat] = geometry.coordinates
  return {
    load: load.load,
    state: load.state,
    stockpileId: load.stockpileId,
    stockpileName: properties.name,
    stockpileNameEn: properties.nameEn,
    stockpilePhone: properties.phone,
    lon,
    lat,
    site: load.site,
    lorries: load.lorries,
    leavesAt: load.leavesAt,
    arrivesAt: load.arrivesAt,
    departedAt: load.departedAt,
    expectedAt: expectedAt(row),
    receivedAt: load.receivedAt,
    lines: readLines(database, id),
  }
}

type WithoutLoads = Omit<TransferListEntry, 'loads'>

/** @param now ISO instant by which papers are overdue or not. */
const entryOf = <Load extends { readonly state: LoadState }>(
  row: OrderRow,
  loads: Load[],
  now: string,
): WithoutLoads & { loads: Load[] } => {
  const { papersDueAt, papersAt, approval, state } = row
  return {
    number: row.number,
    state,
    version: row.version,
    emergency: row.isEmergency === 1,
    requestedBy: row.requestedBy,
    reason: row.reason,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    approval,
    approvedBy: row.approvedBy,
    approvedAt: row.approvedAt,
    papersDueAt,
    papersAt,
    isOverdue:
      papersDueAt !== null && papersAt === null && state !== 'cancelled' && papersDueAt < now,
    sites: JSON.parse(row.sites),
    loads,
    steps: possibleSteps({ state, approval, papersAt, loads }),
  }
}

const readEvents = (database: Database.Database, orderId: number): OrderEvent[] =>
  database
    .prepare<[number], Omit<OrderEvent, 'loads'> & { loads: string }>(
      `SELECT step, at, actor, note, loads, state FROM transfer_events
       WHERE transferId = ? ORDER BY id`,
    )
    .all(orderId)
    .map((event) => ({ ...event, loads: JSON.parse(event.loads) }))

export const findOrder = (database: Database.Database, number: string): OrderRow | undefined =>
  database.prepare<[string], OrderRow>('SELECT * FROM transfers WHERE number = ?').get(number)

/** @param now ISO instant. @returns null where there is no order of this number. */
export const readOrder = (
  database: Database.Database,
  number: string,
  now: string,
): TransferOrder | null => {
  const row = findOrder(database, number)
  if (!row) return null
  const loads = readLoads(database, row.id).map((load) => ({
    ...loadOf(database, load),
    route: readRoute(database, load.id),
  }))
  return { ...entryOf(row, loads, now), events: readEvents(database, row.id) }
}

const OVERDUE = "papersAt IS NULL AND state <> 'cancelled' AND papersDueAt < ?"

/** @param now ISO instant. */
export const countOverdue = (database: Database.Database, now: string): number =>
  database
    .prepare<[string], number>(`SELECT count(*) FROM transfers WHERE ${OVERDUE}`)
    .pluck()
    .get(now) ?? 0

/** The way of a load in transit, for a map; the others are on none. */
const listedLoad = (database: Database.Database, load: LoadRow, withRoutes: boolean) => {
  const told = loadOf(database, load)
  if (!withRoutes || load.state !== 'in-transit') return told
  const route = readRoute(database, load.id)
  return { ...told, route: thinRoute(route, TRANSFER_LIMITS.mostRoutePositionsListed) }
}

/** An order that has ended is told by its own state alone: its loads stay what they came to be. */
const IN_STATES = `EXISTS (SELECT 1 FROM json_each(?) asked WHERE asked.value = transfers.state
  OR (transfers.state NOT IN ('closed', 'cancelled') AND asked.value IN ('loading', 'in-transit')
    AND EXISTS (SELECT 1 FROM transfer_loads
      WHERE transferId = transfers.id AND transfer_loads.state = asked.value)))`

/** Newest first. `next` is for the following page's `before`, null on the last page. */
export const listOrders = (
  database: Database.Database,
  { states, overdueAt, stockpileId, withRoutes = true, before, limit }: OrderFilter,
  now: string,
): { orders: TransferListEntry[]; next: number | null } => {
  const conditions: { sql: string; value: string | number }[] = [
    ...(states ? [{ sql: IN_STATES, value: JSON.stringify(states) }] : []),
    ...(overdueAt ? [{ sql: OVERDUE, value: overdueAt }] : []),
    ...(stockpileId
      ? [
          {
            sql: 'id IN (SELECT transferId FROM transfer_loads WHERE stockpileId = ?)',
            value: stockpileId,
          },
        ]
      : []),
    ...(before === null ? [] : [{ sql: 'id < ?', value: before }]),
  ]
  const where =
    conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : ''
  const rows = database
    .prepare<unknown[], OrderRow>(`SELECT * FROM transfers ${where} ORDER BY id DESC LIMIT ?`)
    .all([...conditions.map(({ value }) => value), limit + 1])
  const page = rows.slice(0, limit)
  return {
    orders: page.map((row) => {
      const loads = readLoads(database, row.id)
      return entryOf(
        row,
        loads.map((load) => listedLoad(database, load, withRoutes)),
        now,
      )
    }),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}
