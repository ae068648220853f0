/** Another database, and its roads, in the place of those that a data folder has. */
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { databasePath, filesOfDatabase, networkPath } from './data-folder.ts'
import { syncToDisk } from './network-file.ts'
import { FolderHeld } from './problems.ts'
import { connect, loadDriver } from './sqlite/driver.ts'

/** What is kept holds names and numbers whole. */
export const FOR_OWNER_ALONE = 0o700

/** A second name for a file, or a copy where the disk knows no second names. */
export const linkOrCopy = (from: string, to: string): void => {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/**
 * Writes what stands in the log of a database into its file; SQLite then removes the log, unless a
 * program that knows nothing of our lock has it open. A database that cannot be opened stays as it is.
 * @throws FolderHeld
 */
export const foldLog = async (path: string): Promise<void> => {
  if (!existsSync(path)) return
  try {
    const connection = await connect(await loadDriver(), path, 'write')
    await connection.value('PRAGMA wal_checkpoint(TRUNCATE)')
    await connection.close()
  } catch {
    return
  }
  if (!existsSync(`${path}-wal`)) return
  throw new FolderHeld({
    zh: `数据库 ${path} 正被其他程序打开，请先停止服务和其他打开它的程序。`,
    en: `Another program has the database ${path} open. Stop the server and whatever else has opened it.`,
  })
}

/**
 * Moves database and network from one folder into the data folder, which is held alone. A kill at any
 * moment leaves the old database or the new one whole; the network comes first, because it is the
 * database without which a start builds everything anew.
 * @param keptIn a folder that is made for what was there, if anything was.
 * @returns the paths of what was kept. @throws FolderHeld
 */
export const replaceData = async (
  dataFolder: string,
  from: string,
  keptIn: string,
): Promise<string[]> => {
  const path = databasePath(dataFolder)
  await foldLog(path)
  const hasNetwork = existsSync(networkPath(from))
  for (const each of [databasePath(from), ...(hasNetwork ? [networkPath(from)] : [])]) {
    await syncToDisk(each)
  }
  const files = filesOfDatabase(path)
  const present = [...files, ...(hasNetwork ? [networkPath(dataFolder)] : [])].filter(existsSync)
  if (present.length > 0) mkdirSync(keptIn, { mode: FOR_OWNER_ALONE })
  const kept = present.map((each) => {
    const name = join(keptIn, basename(each))
    linkOrCopy(each, name)
    return name
  })
  if (hasNetwork) renameSync(networkPath(from), networkPath(dataFolder))
  // Beside another database an old log would be taken for its own.
  for (const log of files.slice(1)) rmSync(log, { force: true })
  renameSync(databasePath(from), path)
  await syncToDisk(dataFolder)
  return kept
}
