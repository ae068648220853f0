/** Rows that came with the demonstration, how many there are, and how they leave. */
import { setImmediate } from 'node:timers/promises'
import { RESOURCE_IDS, type ResourceId } from '../../data/collections.ts'
import { type ChangedBy, writeChange } from './feature-changes.ts'
import { readMeta } from './revisions.ts'
import { DEFER_REFERENCES } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
import { tableName } from './table-name.ts'

/** The key under which a seed keeps the digest of what it has written. */
const SEEDED = 'seed-digest'

/** What a collection has, in rows. */
export interface RowShares {
  readonly all: number
  /** Came with the demonstration and has not become a user's own since. */
  readonly demonstration: number
  /** Of all, made up or placed by hand: what answers warn of. */
  readonly madeUp: number
}

/** What keeps the books of the demonstration from being taken out: then nothing was written. */
export type BooksReason = 'books-stand' | 'shared-orders'

export class BooksStand extends Error {
  readonly reason: BooksReason
  /** Movements, or numbers of orders. */
  readonly standing: readonly string[]

  constructor(reason: BooksReason, standing: readonly string[]) {
    super(reason)
    this.reason = reason
    this.standing = standing
  }
}

export interface DemonstrationStore {
  /** @param collections left out: all */
  shares(collections?: readonly ResourceId[]): Promise<Record<string, RowShares>>
  /** Movements of goods that the books of the demonstration's stockpiles have. */
  countMovements(): Promise<number>
  /**
   * Removes the rows that came with the demonstration. The history says of each collection how many
   * there were and are left.
   * @param withBooks also what the ledger has of its stockpiles, orders included; the movements that
   *   stay are numbered anew.
   * @returns how many rows were removed. @throws BooksStand
   */
  remove(
    collections: readonly ResourceId[],
    withBooks: boolean,
    by: ChangedBy,
  ): Promise<Partial<Record<ResourceId, number>>>
}

const MADE_UP = `provenance IN ('generated', 'approximate')`

/** An index with all that rows are counted by: the count after each change does not read their table. */
export const ownerIndex = (collection: ResourceId): string => {
  const table = tableName(collection)
  return `CREATE INDEX IF NOT EXISTS ${table}_owner ON ${table} (provenance, id)`
}

/**
 * Of a row of a seeded database: it was not entered by anyone since, and it is either still made up or
 * has never been changed.
 */
const cameWithSeed = (collection: ResourceId): string => {
  const table = tableName(collection)
  const changed = (more: string): string =>
    `EXISTS (SELECT 1 FROM feature_changes c
      WHERE c.collection = '${collection}' AND c.featureId = ${table}.id ${more})`
  return `EXISTS (SELECT 1 FROM meta WHERE key = '${SEEDED}')
    AND NOT ${changed(`AND c.kind = 'create'`)} AND (${MADE_UP} OR NOT ${changed('')})`
}

/** Rows that are counted before others get their turn. */
const SLICE_ROWS = 5000

/** The order of the index that rows are counted by. */
const afterRow = (columns: string, collection: ResourceId, limit: string): string =>
  `SELECT ${columns} FROM ${tableName(collection)} WHERE (provenance, id) > (@provenance, @id)
   ORDER BY provenance, id LIMIT ${limit}`

/** SQL of `RowShares` of the rows after one, at most a slice. */
export const sharesAfter = (collection: ResourceId, isSeeded: boolean): string =>
  `SELECT count(*) AS "all", coalesce(sum(${MADE_UP}), 0) AS madeUp,
     ${isSeeded ? `coalesce(sum(${cameWithSeed(collection)}), 0)` : '0'} AS demonstration
   FROM (${afterRow('provenance, id', collection, String(SLICE_ROWS))}) AS ${tableName(collection)}`

const countShares = async (
  statements: Statements,
  collection: ResourceId,
  isSeeded: boolean,
): Promise<RowShares> => {
  const total = { all: 0, madeUp: 0, demonstration: 0 }
  let after: Record<string, string> | undefined = { provenance: '', id: '' }
  for (;;) {
    const slice = (await statements.get<RowShares>(sharesAfter(collection, isSeeded), after))!
    total.all += slice.all
    total.madeUp += slice.madeUp
    total.demonstration += slice.demonstration
    const last = afterRow('provenance, id', collection, `1 OFFSET ${SLICE_ROWS - 1}`)
    after = await statements.get(last, after)
    if (!after) return total
    await setImmediate()
  }
}

const THEIRS = `SELECT id FROM stockpiles WHERE ${cameWithSeed('stockpiles')}`
const THEIR_BATCHES = `SELECT id FROM stock_batches WHERE stockpileId IN (${THEIRS})`

/** Orders with what they touch: stockpiles that load, that receive, and whose batches moved. */
const TOUCHED = `SELECT t.id, t.number, o.stockpileId FROM transfers t
    JOIN transfer_loads o ON o.transferId = t.id
  UNION SELECT t.id, t.number, s.value ->> 'stockpileId' FROM transfers t, json_each(t.sites) s
    WHERE s.value ->> 'stockpileId' IS NOT NULL
  UNION SELECT t.id, t.number, b.stockpileId FROM stock_movements m
    JOIN stock_batches b ON b.id = m.batchId
    JOIN transfer_lines l ON l.id = m.lineId
    JOIN transfer_loads o ON o.id = l.loadId
    JOIN transfers t ON t.id = o.transferId`

/** Tables of the books, those first that refer to others. */
const BOOKS = [
  'stock_movements',
  'transfer_events',
  'transfer_lines',
  'transfer_loads',
  'transfers',
  'stocktakes',
  'stock_minimums',
  'stock_batches',
  'idempotency_keys',
] as const

/** The triggers that keep the books as they are stand aside for one act; digests go on being kept. */
const withoutGuards = async (statements: Statements, act: () => Promise<void>): Promise<void> => {
  const guards = await statements.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema
     WHERE type = 'trigger' AND tbl_name IN (${BOOKS.map((table) => `'${table}'`).join(', ')})
       AND name NOT GLOB 'digest_of_*' AND name NOT GLOB '*_raises'`,
  )
  for (const { name } of guards) await statements.run(`DROP TRIGGER ${name}`)
  await act()
  for (const { sql } of guards) await statements.run(sql)
}

/**
 * Orders that touch the demonstration's stockpiles alone, and whether any other is there.
 * @throws BooksStand where one touches both, or a number would be missing.
 */
const ordersOfDemonstration = async (statements: Statements): Promise<number[]> => {
  const theirs = new Set((await statements.all<{ id: string }>(THEIRS)).map(({ id }) => id))
  const rows = await statements.all<{ id: number; number: string; stockpileId: string }>(TOUCHED)
  const orders = Map.groupBy(rows, ({ id }) => id)
  const touching = [...orders.values()].filter((each) =>
    each.some(({ stockpileId }) => theirs.has(stockpileId)),
  )
  const shared = touching.filter(
    (each) => !each.every(({ stockpileId }) => theirs.has(stockpileId)),
  )
  // Orders are numbered without gaps: with some taken out, the others would look as if orders had been lost.
  const staying = touching.length > 0 && orders.size > touching.length
  const inTheWay = shared.length > 0 ? shared : staying ? touching : []
  if (inTheWay.length > 0) {
    throw new BooksStand(
      'shared-orders',
      inTheWay.map(([first]) => first!.number),
    )
  }
  return touching.map(([first]) => first!.id)
}

const removeBooks = async (statements: Statements): Promise<void> => {
  const orders = (await ordersOfDemonstration(statements)).join(', ')
  await statements.run(DEFER_REFERENCES)
  await withoutGuards(statements, async () => {
    const loads = `SELECT id FROM transfer_loads WHERE transferId IN (${orders})`
    for (const [table, condition] of [
      ['stock_movements', `batchId IN (${THEIR_BATCHES})`],
      ['transfer_events', `transferId IN (${orders})`],
      ['transfer_lines', `loadId IN (${loads})`],
      ['transfer_loads', `transferId IN (${orders})`],
      ['transfers', `id IN (${orders})`],
      ['stocktakes', `stockpileId IN (${THEIRS})`],
      ['stock_minimums', `stockpileId IN (${THEIRS})`],
      ['stock_batches', `stockpileId IN (${THEIRS})`],
      // They name movements and orders by numbers that are others now.
      ['idempotency_keys', '1'],
    ]) {
      await statements.run(`DELETE FROM ${table} WHERE ${condition}`)
    }
    // Numbered without gaps, in their order; out of each other's way first.
    await statements.run('UPDATE stock_movements SET sequence = -sequence')
    await statements.run(
      `UPDATE stock_movements SET sequence = n.number
       FROM (SELECT sequence AS old, row_number() OVER (ORDER BY sequence DESC) AS number
             FROM stock_movements) n
       WHERE stock_movements.sequence = n.old`,
    )
    await statements.run(
      `UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(sequence), 0) FROM stock_movements)
       WHERE name = 'stock_movements'`,
    )
  })
  await statements.run('UPDATE revision SET value = value + 1 WHERE id = 2')
  await statements.run(
    `UPDATE collection_revisions SET value = (SELECT value FROM revision WHERE id = 2)
     WHERE collection IN ('ledger', 'transfers')`,
  )
}

const removeRows = async (
  statements: Statements,
  collection: ResourceId,
  by: ChangedBy,
): Promise<number> => {
  const table = tableName(collection)
  await statements.run(DEFER_REFERENCES)
  const removed = await statements.run(`DELETE FROM ${table} WHERE ${cameWithSeed(collection)}`)
  const left = (await statements.value<number>(`SELECT count(*) FROM ${table}`)) ?? 0
  if (removed === 0) return 0
  await writeChange(statements, {
    ...by,
    ...{ collection, featureId: null, kind: 'replace' },
    ...{ before: String(removed + left), after: String(left) },
  })
  return removed
}

export const demonstrationStore = (statements: Statements): DemonstrationStore => {
  const countMovements = async (): Promise<number> =>
    (await statements.value<number>(
      `SELECT count(*) FROM stock_movements WHERE batchId IN (${THEIR_BATCHES})`,
    )) ?? 0
  return {
    countMovements,
    async shares(collections = RESOURCE_IDS) {
      const isSeeded = (await readMeta(statements, SEEDED)) !== null
      const shares = collections.map(async (id) => {
        return [id, await countShares(statements, id, isSeeded)] as const
      })
      return Object.fromEntries(await Promise.all(shares))
    },
    async remove(collections, withBooks, by) {
      if (collections.includes('stockpiles')) {
        const movements = await countMovements()
        const isKnown =
          movements > 0 ||
          (await statements.value(
            `SELECT 1 FROM stock_batches WHERE stockpileId IN (${THEIRS}) LIMIT 1`,
          )) !== undefined
        if (isKnown && !withBooks) throw new BooksStand('books-stand', [String(movements)])
        await removeBooks(statements)
      }
      const removed: Partial<Record<ResourceId, number>> = {}
      for (const id of collections) removed[id] = await removeRows(statements, id, by)
      return removed
    },
  }
}
