/** Opening the database where the disk is full: said clearly, and nothing is lost. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DatabaseProblem, StorageFull } from '../../server/store/problems.ts'
import { storeError } from '../../server/store/sqlite/errors.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { openShortStore } from '../fixtures/short-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'no-room-'))
/** A disk of its own, small enough to be filled; needs the right to mount one. */
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).status === 0

afterAll(() => {
  if (isMounted) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

test('the file beside the database that cannot grow is a full disk', () => {
  const error = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' })
  expect(storeError(error)).toBeInstanceOf(StorageFull)
})

test.skipIf(!isMounted)('a full disk is named in both languages; later all is there', async () => {
  const path = join(folder, 'test.sqlite')
  const store = await openShortStore(path)
  await store.features.replace(SMALL_DATA_SET)
  await store.close()
  const ballast = join(folder, 'ballast')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(ballast, Buffer.alloc(bavail * bsize))
  let problem: unknown
  try {
    await openShortStore(path)
  } catch (error) {
    problem = error
  }
  expect(problem).toBeInstanceOf(DatabaseProblem)
  const { zh, en } = (problem as DatabaseProblem).sentence
  expect(zh).toContain('磁盘空间不足')
  expect(en).toContain('disk is full')

  rmSync(ballast)
  const again = await openShortStore(path)
  expect((await again.features.counts()).stockpiles).toBe(1)
  expect(await again.ledger.check()).toMatchObject({ balanced: true })
  await again.close()
})
