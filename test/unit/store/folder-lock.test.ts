/** Who writes in a data folder, and what happens to its database when another takes its place. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { databasePath, filesOfDatabase } from '../../../server/store/data-folder.ts'
import { type FolderLock, LOCK_FOLDER, takeFolder } from '../../../server/store/folder-lock.ts'
import { FolderHeld } from '../../../server/store/problems.ts'
import { replaceData } from '../../../server/store/replace-data.ts'
import { openStore } from '../../../server/store/store.ts'
import { inDatabase, openShortStore, withStore } from '../../fixtures/stores.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const serve = (folder: string): Promise<FolderLock> =>
  takeFolder(folder, 'server', { alone: false })
const replace = (folder: string): Promise<FolderLock> => takeFolder(folder, 'seed', { alone: true })

const named = (program: string): unknown =>
  expect.objectContaining({
    sentence: {
      zh: expect.stringContaining(`进程 ${process.pid}`),
      en: expect.stringContaining(program),
    },
  })

test('several serve, one of them writes, and the next takes over when it has gone', async () => {
  const folder = temporaryFolder()
  const first = await serve(folder)
  await first.own()
  await first.own()
  const second = await serve(folder)
  await expect(second.own()).rejects.toThrow(FolderHeld)
  await expect(second.own()).rejects.toEqual(named('a server'))
  first.release()
  await second.own()
  await expect((await serve(folder)).own()).rejects.toThrow(FolderHeld)
})

test('who replaces the database is alone, from the first moment to the last', async () => {
  const folder = temporaryFolder()
  const reading = await serve(folder)
  await expect(replace(folder)).rejects.toThrow(FolderHeld)
  reading.release()
  const alone = await replace(folder)
  await expect(serve(folder)).rejects.toEqual(named('the seed'))
  await expect(replace(folder)).rejects.toThrow(FolderHeld)
  await alone.own()
  alone.release()
  await (await serve(folder)).own()
})

test('a second store reads what the first writes, writes nothing, and takes over', async () => {
  const folder = temporaryFolder()
  const opened = async () => {
    const lock = await serve(folder)
    return { lock, store: await openStore(databasePath(folder), { expectToWrite: lock.own }) }
  }
  type Opened = Awaited<ReturnType<typeof opened>>
  const first = await opened()
  const second = await opened()
  expect(first.store.heldBy()).toBeNull()
  expect(second.store.heldBy()?.zh).toContain(`进程 ${process.pid}`)
  const write = (each: Opened, value: string): Promise<void> =>
    each.store.write((transaction) => transaction.setMeta('who', value))
  const read = (each: Opened): Promise<string | null> =>
    each.store.read((snapshot) => snapshot.meta('who'))
  await write(first, 'the first')
  await expect(write(second, 'the second')).rejects.toThrow(FolderHeld)
  expect(await read(second)).toBe('the first')
  await first.store.close()
  first.lock.release()
  // Without anybody writing: it asks by itself.
  await expect.poll(() => second.store.heldBy()).toBeNull()
  await write(second, 'the second')
  expect(await read(second)).toBe('the second')
  await second.store.close()
})

test('a store that may not write leaves a database of an older version as it is', async () => {
  const folder = temporaryFolder()
  await withStore(databasePath(folder), (store) => store.setMeta('who', 'somebody'))
  await inDatabase(databasePath(folder), (database) =>
    database.exec(
      'DELETE FROM __drizzle_migrations WHERE hash = (SELECT max(hash) FROM __drizzle_migrations)',
    ),
  )
  await (await serve(folder)).own()
  const { own } = await serve(folder)
  await expect(openStore(databasePath(folder), { expectToWrite: own })).rejects.toThrow(
    /older version/,
  )
})

/** A folder with a database that says who made it. */
const folderOf = async (who: string): Promise<string> => {
  const folder = temporaryFolder()
  await withStore(databasePath(folder), (store) => store.setMeta('who', who))
  return folder
}

const whoIn = (folder: string): Promise<string | null> =>
  withStore(databasePath(folder), (store) => store.meta('who'))

test('what a killed server left in its log is kept, and never read into another database', async () => {
  const [alive, fresh] = [await folderOf('the first'), await folderOf('the new one')]
  const store = await openShortStore(databasePath(alive))
  await store.setMeta('who', 'the last write')
  const killed = temporaryFolder()
  for (const path of filesOfDatabase(databasePath(alive)))
    copyFileSync(path, join(killed, basename(path)))
  await store.close()
  expect(existsSync(`${databasePath(killed)}-wal`)).toBe(true)

  const kept = join(killed, 'kept')
  expect(await replaceData(killed, fresh, kept)).toEqual([databasePath(kept)])
  expect(
    readdirSync(killed)
      .filter((name) => name !== LOCK_FOLDER)
      .sort(),
  ).toEqual([basename(databasePath(killed)), 'kept'])
  expect([await whoIn(killed), await whoIn(kept)]).toEqual(['the new one', 'the last write'])
})

test('a database that a program without our lock has open is not replaced', async () => {
  const [open, fresh] = [await folderOf('open'), await folderOf('new')]
  const store = await openShortStore(databasePath(open))
  await store.setMeta('who', 'still open')
  await expect(replaceData(open, fresh, join(open, 'kept'))).rejects.toThrow(FolderHeld)
  await store.close()
  expect(await whoIn(open)).toBe('still open')
})
