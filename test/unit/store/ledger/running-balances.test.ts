/** Balances stand beside movements: right, in old databases too, and no slower in thick books. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RESOURCE_IDS, UNION_IDS } from '../../../../data/collections.ts'
import type { SqliteConnection } from '../../../../server/store/sqlite/driver.ts'
import { MIGRATIONS_FOLDER } from '../../../../server/store/sqlite/migrate.ts'
import { boxTable, tableName } from '../../../../server/store/table-name.ts'
import {
  type Books,
  openBooks,
  planOf,
  receiptOf,
  takeSteps,
  WRITTEN,
} from '../../../fixtures/ledger-books.ts'
import { inDatabase, withStore } from '../../../fixtures/stores.ts'

const BLOCK = 2000
const BLOCKS = 10
/** Migrations before the one that put balances beside movements. */
const EARLIER = ['0000_resources', '0001_settlements', '0002_planning', '0003_materials']
const EARLIER_TABLES = EARLIER.map((name) =>
  readFileSync(join(MIGRATIONS_FOLDER, `${name}.sql`), 'utf8'),
).join('\n')

let books: Books
beforeEach(async () => {
  books = await openBooks()
})
afterEach(() => books.store.close())

const issues = (batchId: number) =>
  Array.from({ length: BLOCK }, () => ({ kind: 'issue' as const, batchId, quantity: 1 }))

/** Of the processor, milliseconds: what other programs take of the clock is no matter. */
const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

test('a book of 20,000 movements of one batch takes the last as fast as the first, and is read at once', async () => {
  const { ledger } = books.store
  await ledger.record([receiptOf({ item: 'wire', quantity: 100_000 })], WRITTEN)
  const { id } = (await ledger.batches({ items: ['wire'] }))[0]!
  const took: number[] = []
  for (let block = 0; block < BLOCKS; block++) {
    const began = spent()
    await ledger.record(issues(id), WRITTEN)
    took.push(spent() - began)
  }
  // Sums over the batch made the tenth block take fifteen times as long as the first.
  expect(took.at(-1)!).toBeLessThan(5 * took[0]! + 100)

  const began = spent()
  const { movements } = await ledger.movements({ before: null, limit: BLOCK * BLOCKS })
  // Two sums per row took half a minute.
  expect(spent() - began).toBeLessThan(3000)
  expect(movements[0]?.onHandAfter).toBe(100_000 - BLOCK * BLOCKS)
  expect(movements.at(-1)?.onHandAfter).toBe(99_999)
  expect(await ledger.check()).toMatchObject({ balanced: true, problems: [] })
})

/** Collections as they were then: none that came later, empty tables where views gather parts now. */
const takeBackCollections = async (database: SqliteConnection): Promise<void> => {
  for (const id of UNION_IDS) {
    await database.exec(`DROP VIEW ${tableName(id)}; DROP VIEW ${boxTable(id)}`)
  }
  for (const id of RESOURCE_IDS) {
    if (EARLIER_TABLES.includes(`CREATE TABLE \`${tableName(id)}\``)) continue
    for (const table of [tableName(id), boxTable(id)]) {
      await database.exec(`DROP TABLE ${table}`)
    }
  }
  for (const id of UNION_IDS) {
    const definition = new RegExp(`CREATE TABLE \`${tableName(id)}\` [^;]+;`).exec(EARLIER_TABLES)
    await database.exec(definition?.[0] ?? '')
  }
}

/** Puts a database back to how it was before balances stood beside movements. */
const withoutBalances = async (database: SqliteConnection): Promise<void> => {
  const triggers = await database.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'stockpiles%'
       AND (name LIKE 'stock_%' OR name LIKE 'transfer%' OR name LIKE 'digest_of_%')`,
  )
  for (const { name } of triggers) await database.exec(`DROP TRIGGER ${name}`)
  await database.exec(
    `ALTER TABLE stock_movements DROP COLUMN onHandAfter;
     ALTER TABLE stock_movements DROP COLUMN reservedAfter;
     CREATE TRIGGER stock_movements_fixed BEFORE UPDATE ON stock_movements
       BEGIN SELECT RAISE(ABORT, 'a movement is never changed'); END;
     DROP TABLE closed_roads;
     DROP TABLE hazard_changes;
     DROP TABLE feature_changes;
     DROP TABLE deployments;
     DROP TABLE unloading_points;
     DROP TABLE export_forms;
     DROP TABLE load_photos;
     DROP TABLE item_sheets;
     DROP TABLE kits;
     DROP TABLE siting_runs;
     DROP TABLE imports;
     DROP TABLE import_rows;
     DROP TABLE import_mappings;
     ALTER TABLE stations DROP COLUMN roster;
     ALTER TABLE stockpiles DROP COLUMN retiredOn;
     ALTER TABLE transfer_loads DROP COLUMN routedAt;
     ALTER TABLE transfer_loads DROP COLUMN hired;
     ALTER TABLE stock_batches DROP COLUMN lender;
     ALTER TABLE transfer_loads DROP COLUMN arrivedAt;
     ALTER TABLE transfer_loads DROP COLUMN round;
     ALTER TABLE transfer_loads DROP COLUMN pickup;
     ALTER TABLE transfer_loads DROP COLUMN kits;
     DROP INDEX idempotency_keys_at;
     DELETE FROM __drizzle_migrations WHERE created_at NOT IN
       (SELECT created_at FROM __drizzle_migrations ORDER BY created_at LIMIT ${EARLIER.length})`,
  )
  await takeBackCollections(database)
}

test('books of the version before get their balances, and are as they were otherwise', async () => {
  const { ledger, transfers } = books.store
  const [pump, sandbag] = await ledger.batches({ stockpileIds: ['P-1'] })
  const plan = planOf([
    { batchId: sandbag!.id, item: 'sandbag', quantity: 500 },
    { batchId: pump!.id, item: 'pump', quantity: 1 },
  ])
  const { number } = await transfers.confirm(plan, WRITTEN.at, null)
  await takeSteps(books.store, number, ['approve', 'load', 'depart'])
  const before = await ledger.movements({ before: null, limit: 100 })
  expect(before.movements.map(({ onHandAfter }) => onHandAfter)).toContain(7500)

  await inDatabase(books.path, withoutBalances)
  await withStore(books.path, async (upgraded) => {
    expect(await upgraded.ledger.movements({ before: null, limit: 100 })).toEqual(before)
    expect(await upgraded.ledger.check()).toMatchObject({ balanced: true, problems: [] })
    await takeSteps(upgraded, number, ['receive', 'use', 'close'])
  })
})
