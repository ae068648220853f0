/** Makes the default database and network, and puts them in place without losing what was there. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Bilingual } from '../data/bilingual.ts'
import { databasePath, networkPath } from '../server/store/data-folder.ts'
import { takeFolder } from '../server/store/folder-lock.ts'
import { readNetwork } from '../server/store/network-file.ts'
import { FolderHeld } from '../server/store/problems.ts'
import { foldLog, replaceData } from '../server/store/replace-data.ts'
import { DOCUMENT_TABLES } from '../server/store/revisions.ts'
import { openStore, type Snapshot } from '../server/store/store.ts'
import type { Progress } from './build/resources/default-data.ts'
import { loadSeeds } from './load.ts'
import { BY, isUntouchedSeed, seededNetworkId } from './seed-state.ts'

const UNFINISHED = 'seed-unfinished-'
const WAIT_MILLISECONDS = 500

/** Why a rebuild is refused; its sentences are for the person at the terminal. */
export class SeedRefused extends Error {
  readonly sentence: Bilingual
  constructor(sentence: Bilingual) {
    super(sentence.en)
    this.sentence = sentence
  }
}

const DISCARD_HINT = {
  zh: '如确需重建，请加 --discard-user-data（原数据仍会另存备份）。',
  en: 'To rebuild all the same, add --discard-user-data (the old data are still kept as a backup).',
}

const refusal = ({ zh, en }: Bilingual): SeedRefused =>
  new SeedRefused({ zh: `${zh}${DISCARD_HINT.zh}`, en: `${en} ${DISCARD_HINT.en}` })

const readable = async <T>(what: Bilingual, read: () => Promise<T>): Promise<T> => {
  try {
    return await read()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw refusal({
      zh: `无法读取现有${what.zh}（${reason}），不能确认其中没有用户数据。`,
      en: `The present ${what.en} cannot be read (${reason}), so it may hold user data.`,
    })
  }
}

/** What people have kept by name. */
const countDocuments = async (snapshot: Snapshot): Promise<number> => {
  const kinds = Object.keys(DOCUMENT_TABLES) as (keyof typeof DOCUMENT_TABLES)[]
  const counts = await Promise.all(kinds.map((kind) => snapshot[kind].count()))
  // The demonstration's own kits, as they were made.
  const made = (await snapshot.kits.list()).filter(({ updatedAt }) => updatedAt === BY.at)
  return counts.reduce((sum, count) => sum + count, 0) - made.length
}

/** @throws SeedRefused where the database or the network holds anything that a seed did not make. */
const refuseOverUserData = async (dataFolder: string): Promise<void> => {
  const database = { zh: '数据库', en: 'database' }
  const state = await readable(database, async () => {
    const store = await openStore(databasePath(dataFolder))
    try {
      return await store.read(async (snapshot) => ({
        hasImportedRows: await snapshot.features.hasImportedRows(),
        isUntouched: await isUntouchedSeed(snapshot),
        networkId: await seededNetworkId(snapshot),
        documents: await countDocuments(snapshot),
        orders: await snapshot.transfers.count(),
      }))
    } finally {
      await store.close()
    }
  })
  const refusals: readonly [isTrue: boolean, zh: string, en: string][] = [
    [state.hasImportedRows, '数据库中有用户导入的数据', 'The database holds imported data'],
    [
      state.documents > 0,
      '数据库中有用户保存的方案、标准、道路封闭、预警、储备定额、卸货点或上报表式',
      'The database holds scenarios, standards, closures, warnings, reserve norms, unloading places or export forms that somebody saved',
    ],
    [state.orders > 0, '数据库中有调拨单', 'The database holds transfer orders'],
    [
      !state.isUntouched,
      '数据库内容与演示数据不同（有人修改过）',
      'The database differs from the demonstration data (someone changed it)',
    ],
  ]
  for (const [isTrue, zh, en] of refusals) {
    if (isTrue) throw refusal({ zh: `${zh}，未作任何改动。`, en: `${en}; nothing was changed.` })
  }
  const network = await readable({ zh: '道路网', en: 'road network' }, async () =>
    readNetwork(networkPath(dataFolder)),
  )
  if (network && network.id !== state.networkId) {
    throw refusal({
      zh: '道路网是用户导入的，未作任何改动。',
      en: 'The road network was imported; nothing was changed.',
    })
  }
}

/** Removes what seeds that were killed left behind; none runs beside one that is alone. */
const removeAbandoned = (dataFolder: string): void => {
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith(UNFINISHED)) {
      rmSync(join(dataFolder, name), { recursive: true, force: true })
    }
  }
}

/** True where roads were imported before there ever was a database. */
const hasImportedNetwork = (dataFolder: string): boolean => {
  try {
    return readNetwork(networkPath(dataFolder))?.provenance === 'imported'
  } catch {
    // A damaged file is no network to keep; it is moved aside like any other.
    return false
  }
}

export interface RebuildRequest {
  dataFolder: string
  /** Build only where there is no database, also when one appears meanwhile. */
  onlyIfMissing: boolean
  discardUserData: boolean
  now: Date
  onProgress: Progress
}

const build = async (folder: string, onProgress: Progress): Promise<void> => {
  mkdirSync(folder)
  const store = await openStore(databasePath(folder))
  try {
    await loadSeeds(store, networkPath(folder), onProgress)
  } finally {
    await store.close()
  }
}

/** Alone in the folder; for one that is missing it waits until whoever makes it has ended. */
const aloneIn = async ({ dataFolder, onlyIfMissing, onProgress }: RebuildRequest) => {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await takeFolder(dataFolder, 'seed', { alone: true })
    } catch (error) {
      if (!(error instanceof FolderHeld)) throw error
      if (!onlyIfMissing) throw inUse(error)
      if (isFirst) onProgress(error.sentence)
      await setTimeout(WAIT_MILLISECONDS)
    }
  }
}

const inUse = ({ sentence: { zh, en } }: FolderHeld): SeedRefused =>
  new SeedRefused({ zh: `${zh}请先停止服务再重建。`, en: `${en} Stop it before rebuilding.` })

/**
 * Builds database and network in a folder of their own and moves them into place when both are
 * whole; what was there before is kept as a backup, whose paths are answered.
 * @throws SeedRefused with sentences for the user; the present data are as they were then.
 */
export const rebuild = async (request: RebuildRequest): Promise<string[]> => {
  const lock = await aloneIn(request)
  try {
    return await rebuildAlone(request)
  } catch (error) {
    throw error instanceof FolderHeld ? inUse(error) : error
  } finally {
    lock.release()
  }
}

const rebuildAlone = async (request: RebuildRequest): Promise<string[]> => {
  const { dataFolder, onlyIfMissing, discardUserData, now, onProgress } = request
  removeAbandoned(dataFolder)
  const hasDatabase = existsSync(databasePath(dataFolder))
  if (hasDatabase && onlyIfMissing) return []
  if (hasDatabase && !discardUserData) await refuseOverUserData(dataFolder)
  // Known before anything is built, which takes its time.
  await foldLog(databasePath(dataFolder))
  const keepsNetwork = !discardUserData && !hasDatabase && hasImportedNetwork(dataFolder)
  if (keepsNetwork) {
    onProgress({ zh: '保留已导入的道路网', en: 'The imported road network is kept' })
  }
  const unfinished = join(dataFolder, UNFINISHED + process.pid)
  try {
    await build(unfinished, onProgress)
    if (keepsNetwork) rmSync(networkPath(unfinished))
    const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-')
    return await replaceData(dataFolder, unfinished, join(dataFolder, `backup-${stamp}`))
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
