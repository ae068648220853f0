/** Migrations lose nothing: what would be lost is found, and all is as it was before. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { COLLECTIONS, RESOURCE_IDS } from '../../../data/collections.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { DatabaseProblem } from '../../../server/store/problems.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { connect, loadDriver, type SqliteConnection } from '../../../server/store/sqlite/driver.ts'
import { MIGRATIONS_FOLDER, migrateSafely } from '../../../server/store/sqlite/migrate.ts'
import { tableName } from '../../../server/store/table-name.ts'
import { SMALL_DATA_SET } from '../../fixtures/app-features.ts'
import { migrationsWith } from '../../fixtures/migrations-with.ts'
import {
  emptyDatabase,
  inDatabase,
  openShortStore,
  temporaryPath,
  withStore,
} from '../../fixtures/stores.ts'

let path: string
let migrations: string

/** How drizzle-kit changes a table: a new one is filled, the old one dropped, the new one renamed. */
const rebuildTowns = (condition: string): string[] => [
  'CREATE TABLE __new_towns AS SELECT * FROM towns WHERE 0',
  `INSERT INTO __new_towns SELECT * FROM towns ${condition}`,
  'DROP TABLE towns',
  'ALTER TABLE __new_towns RENAME TO towns',
]

const backups = (): string[] => readdirSync(dirname(path)).filter((name) => name.includes('before'))

const open = async (migrationsFolder = migrations): Promise<SqliteConnection> =>
  (await openDatabase(path, { migrationsFolder })).writer()
const openAndClose = async (): Promise<void> => (await open()).close()

/** The SQL of a migration of this program, by the end of its name. */
const migration = (name: string): string => {
  const file = readdirSync(MIGRATIONS_FOLDER).find((each) => each.endsWith(`_${name}.sql`))
  return readFileSync(join(MIGRATIONS_FOLDER, file!), 'utf8')
}

const idsOfTowns = async (): Promise<string[]> => {
  const database = await open()
  const rows = await database.all<{ id: string }>('SELECT id FROM towns')
  await database.close()
  return rows.map(({ id }) => id)
}

describe('a migration', () => {
  beforeEach(async () => {
    path = emptyDatabase()
    await withStore(path, ({ features }) => features.replace(SMALL_DATA_SET))
  })

  test('that rebuilds a table keeps its rows, its triggers, its boxes, and a backup', async () => {
    migrations = migrationsWith(rebuildTowns(''))
    const database = await open()
    const one = (sql: string): Promise<unknown> => database.value(sql)
    expect(await one('SELECT count(*) FROM towns')).toBe(1)
    expect(
      await one("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'towns'"),
    ).toBe(6)
    expect(await one('PRAGMA foreign_keys')).toBe(1)
    const clock = await one('SELECT value FROM revision WHERE id = 2')
    await database.exec('DELETE FROM towns')
    expect(await one('SELECT value FROM revision')).toBe(Number(clock) + 1)
    expect(await one('SELECT count(*) FROM towns_box')).toBe(0)
    await database.close()
    expect(backups()).toHaveLength(1)
  })

  test('that rebuilds a table which triggers of other tables name keeps them as well', async () => {
    const triggers = () =>
      inDatabase(path, (database) =>
        database.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"),
      )
    const own = `CREATE TRIGGER of_another_version AFTER UPDATE ON stock_batches
      BEGIN SELECT count(*) FROM stock_movements; END`
    await inDatabase(path, (database) => database.exec(own))
    const before = await triggers()
    const made = await inDatabase(path, (database) =>
      database.value<string>("SELECT sql FROM sqlite_schema WHERE name = 'stock_movements'"),
    )
    const columns = 'sequence, batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at'
    const all = `${columns}, actor, reason, document`
    migrations = migrationsWith([
      made!.replace('stock_movements', '__new_stock_movements'),
      `INSERT INTO __new_stock_movements (${all}) SELECT ${all} FROM stock_movements`,
      'DROP TABLE stock_movements',
      'ALTER TABLE __new_stock_movements RENAME TO stock_movements',
    ])
    await openAndClose()
    expect(await triggers()).toEqual(before)
    const store = await openShortStore(path, { migrationsFolder: migrations })
    expect(await store.damages()).toEqual([])
    await store.close()
  })

  test('that adds the roster leaves stations as they were, without one', async () => {
    const stations = () => withStore(path, ({ features }) => features.all('stations'))
    const before = await stations()
    await inDatabase(path, async (database) => {
      for (const event of ['inserted', 'updated', 'deleted'])
        await database.exec(`DROP TRIGGER digest_of_stations_${event}`)
      await database.exec('ALTER TABLE stations DROP COLUMN roster')
      await database.exec(migration('rosters'))
      expect(await database.value('SELECT count(roster) FROM stations')).toBe(0)
    })
    expect(await stations()).toEqual(before)
  })

  test('that adds reasons to the history keeps what it told before', async () => {
    const changes = () =>
      withStore(path, ({ features }) => features.changes({ after: null, limit: 99 }))
    const by = { who: '甲', at: '2026-11-29T00:00:00.000Z' }
    const { id } = SMALL_DATA_SET.towns[0]!
    const properties = { nameEn: 'Renamed' }
    await withStore(path, ({ features }) => features.patch('towns', id, { properties }, by))
    const before = await changes()
    await inDatabase(path, async (database) => {
      for (const event of ['inserted', 'updated', 'deleted'])
        await database.exec(`DROP TRIGGER digest_of_feature_changes_${event}`)
      const [table = ''] = migration('feature_changes').split('--> statement-breakpoint')
      await database.exec(`CREATE TABLE told AS SELECT * FROM feature_changes;
        DROP TABLE feature_changes; ${table};
        INSERT INTO feature_changes
          SELECT sequence, revision, collection, featureId, kind, who, at, "before", "after" FROM told;
        DROP TABLE told;`)
      await database.exec(migration('reasons_of_changes'))
    })
    expect(before.at(-1)).toMatchObject({ kind: 'update', ...by, reason: null, guarded: true })
    expect(await changes()).toEqual(before)
  })

  test('that would lose rows is undone', async () => {
    migrations = migrationsWith(rebuildTowns('WHERE 0'))
    await expect(open()).rejects.toThrow(DatabaseProblem)
    // the program before the upgrade finds everything
    migrations = MIGRATIONS_FOLDER
    expect(await idsOfTowns()).toEqual([SMALL_DATA_SET.towns[0]!.id])
    expect(existsSync(`${path}-wal`)).toBe(false)
  })

  test('that fails in the middle changes nothing', async () => {
    migrations = migrationsWith(['DELETE FROM towns', 'SELECT * FROM no_such_table'])
    await expect(open()).rejects.toThrow(/no_such_table/)
    migrations = MIGRATIONS_FOLDER
    expect(await idsOfTowns()).toEqual([SMALL_DATA_SET.towns[0]!.id])
  })

  test('whose program dies before it has looked for losses is looked at again', async () => {
    migrations = migrationsWith(rebuildTowns('WHERE 0'))
    const connection = await connect(await loadDriver(), path, 'write')
    const dying = migrateSafely(connection, path, migrations, () => {
      throw new Error('killed')
    })
    await expect(dying).rejects.toThrow('killed')
    await connection.close()
    await expect(open()).rejects.toThrow(DatabaseProblem)
    migrations = MIGRATIONS_FOLDER
    expect(await idsOfTowns()).toEqual([SMALL_DATA_SET.towns[0]!.id])
  })

  test('of another day keeps a backup of its own', async () => {
    migrations = migrationsWith(rebuildTowns('WHERE 0'))
    writeFileSync(`${path}.before-migration-2`, 'an older backup')
    await expect(open()).rejects.toThrow(DatabaseProblem)
    expect(readFileSync(`${path}.before-migration-2`, 'utf8')).toBe('an older backup')
    migrations = MIGRATIONS_FOLDER
    expect(await idsOfTowns()).toHaveLength(1)
  })

  test('is not repeated: the next opening neither copies nor changes anything', async () => {
    migrations = migrationsWith(rebuildTowns(''))
    await openAndClose()
    const once = backups()
    await openAndClose()
    expect(backups()).toEqual(once)
  })

  test('that this program does not know leaves it out, with a sentence in both languages', async () => {
    migrations = migrationsWith(['CREATE TABLE later (id integer)'])
    await openAndClose()
    const error = await openDatabase(path).catch((problem: unknown) => problem)
    expect(error).toBeInstanceOf(DatabaseProblem)
    const { sentence } = error as DatabaseProblem
    expect(sentence.en).toContain('newer version')
    expect(sentence.zh).toContain('更新版本')
  })
})

describe('the committed migrations make what the declarations say', () => {
  const SHARED = ['sequence', 'id', 'geometry', 'west', 'south', 'east', 'north', 'featureJson']

  let database: SqliteConnection
  beforeAll(async () => {
    database = await (await openDatabase(temporaryPath())).writer()
  })
  afterAll(() => database.close())

  test.each(RESOURCE_IDS)('%s', async (id) => {
    const { fields }: ResourceDeclaration = COLLECTIONS[id]
    const columns = await database.all<{ name: string; notnull: number }>(
      `PRAGMA table_info(${tableName(id)})`,
    )
    const nullable = columns.filter(({ notnull }) => notnull === 0).map(({ name }) => name)
    const definition = await database.value<string>(
      'SELECT sql FROM sqlite_schema WHERE name = ?',
      [tableName(id)],
    )
    // A field that came later stands last in the table, wherever it stands in the declaration.
    const names = columns.map(({ name }) => name)
    expect(new Set(names)).toEqual(new Set([...SHARED, ...Object.keys(fields)]))
    expect(names).toHaveLength(new Set(names).size)
    const optional = Object.keys(fields).filter((name) => !fields[name]?.required)
    expect(new Set(nullable)).toEqual(new Set(optional))
    for (const [name, field] of Object.entries(fields)) {
      if (field.kind !== 'choice') continue
      const options = Object.keys(field.options).map((option) => `'${option}'`)
      expect(definition).toContain(`"${name}" IN (${options.join(', ')})`)
    }
  })
})
