/** The committed migrations say the same as the declarations, and outlive the process that applies them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { expect, test } from 'vitest'
import { DatabaseProblem } from '../../server/store/problems.ts'
import { MIGRATIONS_FOLDER } from '../../server/store/sqlite/migrate.ts'
import { migrationsWith } from '../fixtures/migrations-with.ts'
import { makeOldDatabase, OLD_COLLECTIONS, oldFeatures } from '../fixtures/old-database.ts'
import { PROJECT_FOLDER, runProgram } from '../fixtures/served-product.ts'
import { inDatabase, openShortStore, temporaryPath } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

test('what `npm run migration` would generate is there already', () => {
  const folder = temporaryFolder()
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true })
  const files = readdirSync(folder, { recursive: true })
  const { status, stdout } = runProgram([
    'node_modules/drizzle-kit/bin.cjs',
    'generate',
    '--dialect=sqlite',
    '--schema=server/store/sqlite/{schema.ts,resource-schema.cjs}',
    `--out=${relative(PROJECT_FOLDER, folder)}`,
  ])
  expect(status).toBe(0)
  expect(stdout).toContain('hydraulic_structures')
  expect(stdout).toContain('No schema changes')
  expect(readdirSync(folder, { recursive: true })).toEqual(files)
})

/** Opens a database as the program does at its start. */
const START = `import { openDatabase } from './server/store/sqlite/database.ts'
  await openDatabase(process.env.DATABASE, { migrationsFolder: process.env.MIGRATIONS })`

test('a process that is killed in the middle leaves the old state; the next start looks for losses', async () => {
  const path = temporaryPath()
  await makeOldDatabase(path)
  const endless = migrationsWith([
    // More than is kept in memory: half of the migration lies in the journal when the process ends.
    `CREATE TABLE ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 40000)
       SELECT randomblob(1000) AS bytes FROM n`,
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n',
  ])
  const child = spawn(process.execPath, ['--input-type=module', '--eval', START], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, DATABASE: path, MIGRATIONS: endless },
  })
  const journal = `${path}-wal`
  const written = (): number => (existsSync(journal) ? statSync(journal).size : 0)
  await expect.poll(written, { timeout: 30_000, interval: 20 }).toBeGreaterThan(10_000_000)
  child.kill('SIGKILL')
  await once(child, 'exit')

  const [applied, works, ballast] = await inDatabase(path, (database) =>
    Promise.all([
      database.value('SELECT count(*) FROM __drizzle_migrations'),
      database.value("SELECT type FROM sqlite_schema WHERE name = 'flood_works'"),
      database.value("SELECT 1 FROM sqlite_schema WHERE name = 'ballast'"),
    ]),
  )
  expect([applied, works, ballast]).toEqual([6, 'table', undefined])
  const migrationsFolder = migrationsWith(['DELETE FROM watchtowers'])
  await expect(openShortStore(path, { migrationsFolder })).rejects.toThrow(DatabaseProblem)

  const store = await openShortStore(path)
  for (const id of OLD_COLLECTIONS)
    expect(await store.features.unmasked(id)).toEqual(oldFeatures(id))
  expect(await store.ledger.check()).toMatchObject({ movements: 0 })
  await store.close()
})
