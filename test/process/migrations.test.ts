/** The committed migrations and the declarations say the same. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { MIGRATIONS_FOLDER } from '../../server/store/sqlite/migrate.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url))

test('what `npm run migration` would generate is there already', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  try {
    cpSync(MIGRATIONS_FOLDER, folder, { recursive: true })
    const files = readdirSync(folder, { recursive: true })
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        'node_modules/drizzle-kit/bin.cjs',
        'generate',
        '--dialect=sqlite',
        '--schema=server/store/sqlite/{schema.ts,resource-schema.cjs}',
        `--out=${relative(PROJECT_FOLDER, folder)}`,
      ],
      { cwd: PROJECT_FOLDER, encoding: 'utf8' },
    )
    expect(status).toBe(0)
    expect(stdout).toContain('hydraulic_structures')
    expect(stdout).toContain('No schema changes')
    expect(readdirSync(folder, { recursive: true })).toEqual(files)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
