/**
 * `npm run restore -- BACKUP`: puts a backup in the place of what DATA_DIR has, which is kept beside
 * it. Refused while a server or another program is in the folder.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databasePath, networkPath } from '../store/data-folder.ts'
import { takeFolder } from '../store/folder-lock.ts'
import { DatabaseProblem } from '../store/problems.ts'
import { replaceData } from '../store/replace-data.ts'
import { openStore } from '../store/store.ts'
import { expectWhole, reasonOf, stampOf } from './backups.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url))
const UNFINISHED = 'restore-unfinished-'
const FAILED = 1
const USAGE = 2

/** Copies a backup's folder, or its database file alone. @throws DatabaseProblem where it is none. */
const copyBackup = (backup: string, folder: string): void => {
  const isFile = statSync(backup, { throwIfNoEntry: false })?.isFile()
  const database = isFile ? backup : databasePath(backup)
  if (!existsSync(database)) {
    throw new DatabaseProblem({
      zh: `${backup} 不是备份：其中没有数据库。请指定其中一个名为 backup-… 的文件夹。`,
      en: `${backup} is no backup: there is no database in it. Name one of the folders backup-….`,
    })
  }
  mkdirSync(folder)
  cpSync(database, databasePath(folder))
  if (!isFile && existsSync(networkPath(backup))) cpSync(networkPath(backup), networkPath(folder))
}

/** @returns what was there before, by its paths. */
const restore = async (dataFolder: string, backup: string, now: Date): Promise<string[]> => {
  const lock = await takeFolder(dataFolder, 'restore', { alone: true })
  try {
    for (const name of readdirSync(dataFolder)) {
      if (name.startsWith(UNFINISHED)) rmSync(join(dataFolder, name), { recursive: true })
    }
    const unfinished = join(dataFolder, UNFINISHED + process.pid)
    try {
      copyBackup(backup, unfinished)
      // One of an earlier version is brought up to this one's tables before it is looked at.
      await (await openStore(databasePath(unfinished))).close()
      await expectWhole(unfinished)
      const keptIn = join(dataFolder, `before-restore-${stampOf(now)}`)
      return await replaceData(dataFolder, unfinished, keptIn)
    } finally {
      rmSync(unfinished, { recursive: true, force: true })
    }
  } finally {
    lock.release()
  }
}

const main = async (): Promise<number> => {
  const [backup, ...more] = process.argv.slice(2)
  if (!backup || more.length > 0) {
    console.error('用法：npm run restore -- 备份文件夹\nUsage: npm run restore -- BACKUP')
    return USAGE
  }
  try {
    const dataFolder = resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var')
    const kept = await restore(dataFolder, resolve(backup), new Date())
    for (const path of kept) console.log(`原文件已另存为 ${path} / Old file kept as ${path}`)
    console.log(
      `✓ 已恢复并核验：${backup}；此后写入的内容只在另存的文件中。\n  Restored and verified: ${backup}. What was written after it stands only in the files that were kept.`,
    )
    return 0
  } catch (error) {
    const { zh, en } = reasonOf(error)
    console.error(
      `✗ 恢复失败，数据未改动：${zh}\n  The restore failed, the data are as they were: ${en}`,
    )
    return FAILED
  }
}

process.exitCode = await main()
