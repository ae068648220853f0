/** Backups in a folder: each in a folder of its own, whole or not there at all, the old ones thinned. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bilingual } from '../../data/bilingual.ts'
import { toLocalIso } from '../../data/local-time.ts'
import { databasePath, networkPath } from '../store/data-folder.ts'
import { readNetwork, syncToDisk } from '../store/network-file.ts'
import { DatabaseProblem } from '../store/problems.ts'
import { FOR_OWNER_ALONE, linkOrCopy } from '../store/replace-data.ts'
import { copyDatabase } from '../store/sqlite/driver.ts'
import { openToRead } from '../store/store.ts'

export interface Backup {
  readonly folder: string
  readonly at: Date
}

const UNFINISHED = 'unfinished-'
/** Such as `backup-2026-11-29T09-50-00-000Z`: no system takes colons in a name. */
const NAME = /^backup-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)$/

/** An instant in the name of a folder. */
export const stampOf = (at: Date): string => at.toISOString().replaceAll(/[:.]/g, '-')

/** Oldest first; none where there is no such folder. */
export const listBackups = (folder: string): Backup[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const [, hour, minute, second, rest] = NAME.exec(name) ?? []
      const at = new Date(`${hour}:${minute}:${second}.${rest}`)
      return Number.isNaN(at.getTime()) ? [] : [{ folder: join(folder, name), at }]
    })
}

/** @throws DatabaseProblem where the database or the roads of a folder are not whole. */
export const expectWhole = async (folder: string): Promise<void> => {
  const store = await openToRead(databasePath(folder))
  try {
    const [first] = await store.damages()
    if (first) throw new DatabaseProblem(first)
  } finally {
    await store.close()
  }
  // Reading verifies its digest.
  readNetwork(networkPath(folder))
}

/** Null where there is none, or none that can be read: the service itself reports that. */
const idOfNetwork = (folder: string): string | null => {
  try {
    return readNetwork(networkPath(folder))?.id ?? null
  } catch {
    return null
  }
}

/** The roads are large and seldom new: a backup that has the same shares them with the one before. */
const keepNetwork = async (
  dataFolder: string,
  last: Backup | undefined,
  folder: string,
): Promise<void> => {
  const [present, before] = [idOfNetwork(dataFolder), last ? idOfNetwork(last.folder) : null]
  const copy = networkPath(folder)
  // Damaged ones are not copied over good ones.
  if (last && before && (present === before || present === null)) {
    linkOrCopy(networkPath(last.folder), copy)
  } else if (present) {
    copyFileSync(networkPath(dataFolder), copy)
    await syncToDisk(copy)
  }
}

/**
 * Copies database and roads of a data folder, which may be in use, and verifies the copy.
 * @returns the backup's folder. @throws DatabaseProblem, StorageFull, or what the disk says; nothing
 *   is left behind then.
 */
export const backUp = async (dataFolder: string, folder: string, now: Date): Promise<string> => {
  if (!existsSync(databasePath(dataFolder))) {
    throw new DatabaseProblem({
      zh: `${dataFolder} 中没有数据库，无可备份。`,
      en: `There is no database in ${dataFolder} to be backed up.`,
    })
  }
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true })
  }
  const unfinished = join(folder, UNFINISHED + process.pid)
  try {
    mkdirSync(unfinished, { mode: FOR_OWNER_ALONE })
    await copyDatabase(databasePath(dataFolder), databasePath(unfinished))
    await keepNetwork(dataFolder, listBackups(folder).at(-1), unfinished)
    await expectWhole(unfinished)
    await syncToDisk(unfinished)
    const backup = join(folder, `backup-${stampOf(now)}`)
    await rename(unfinished, backup)
    await syncToDisk(folder)
    return backup
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

const HOUR_CHARACTERS = 'YYYY-MM-DDTHH'.length
const DAY_CHARACTERS = 'YYYY-MM-DD'.length
const MILLISECONDS_PER_WEEK = 7 * 86_400_000
/** 1970-01-05, the first Monday, at midnight local time. */
const A_MONDAY = Date.parse('1970-01-05T00:00:00+08:00')

/** How many hours, days and weeks keep the last of their backups, and which one each belongs to. */
const KEPT: readonly (readonly [count: number, periodOf: (at: Date) => string | number])[] = [
  [24, (at) => toLocalIso(at).slice(0, HOUR_CHARACTERS)],
  [7, (at) => toLocalIso(at).slice(0, DAY_CHARACTERS)],
  [4, (at) => Math.floor((at.getTime() - A_MONDAY) / MILLISECONDS_PER_WEEK)],
]

/** Those that are kept: the last of each of the last 24 hours, 7 days and 4 weeks that have one. */
export const kept = <Taken extends { readonly at: Date }>(
  backups: readonly Taken[],
): Set<Taken> => {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime())
  return new Set(
    KEPT.flatMap(([count, periodOf]) => {
      const lastOf = new Map<string | number, Taken>()
      for (const backup of newestFirst) {
        const period = periodOf(backup.at)
        if (!lastOf.has(period)) lastOf.set(period, backup)
      }
      return [...lastOf.values()].slice(0, count)
    }),
  )
}

/** Removes those that are not kept. */
export const thinOut = (folder: string): void => {
  const backups = listBackups(folder)
  const staying = kept(backups)
  for (const backup of backups) {
    if (!staying.has(backup)) rmSync(backup.folder, { recursive: true, force: true })
  }
}

/** Why a backup or a restore went wrong, for the person at the terminal. */
export const reasonOf = (error: unknown): Bilingual => {
  if (error instanceof Error && 'sentence' in error) return error.sentence as Bilingual
  const reason = error instanceof Error ? error.message : String(error)
  return { zh: reason, en: reason }
}
