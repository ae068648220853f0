/**
 * `npm run seed`: makes the default database and road network in DATA_DIR (var/ by default).
 *
 *   --if-missing          only where there is no database, or what an older demonstration lacks
 *                         (what `npm start` asks for)
 *   --demo, --new         what an empty folder named by DATA_DIR shall become: the demonstration, or
 *                         nothing yet; a disk that is not mounted must not become invented stations
 *   --discard-user-data   also over imported or changed data; a backup is kept in any case
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bilingual } from '../data/bilingual.ts'
import { COLLECTIONS } from '../data/collections.ts'
import { databasePath, whyNothingIsMade } from '../server/store/data-folder.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))
const EXIT = { failed: 1, usage: 2 } as const

const say = ({ zh, en }: Bilingual): void => console.log(`${zh} / ${en}`)
const complain = ({ zh, en }: Bilingual): void => console.error(`${zh}\n${en}`)

interface Options {
  readonly ifMissing: boolean
  readonly discardUserData: boolean
  readonly isDemo: boolean
  readonly isNew: boolean
}

const readOptions = (): Options | null => {
  const option = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      options: { 'if-missing': option, 'discard-user-data': option, demo: option, new: option },
    })
    return {
      ifMissing: values['if-missing'],
      discardUserData: values['discard-user-data'],
      isDemo: values.demo,
      isNew: values.new,
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    complain({
      zh: `参数无效，可用参数：--if-missing、--demo、--new、--discard-user-data。`,
      en: `${reason}. Options: --if-missing, --demo, --new, --discard-user-data.`,
    })
    return null
  }
}

const seed = async (dataFolder: string, options: Options): Promise<number> => {
  const { rebuild, SeedRefused } = await import('./rebuild.ts')
  try {
    say({
      zh: `正在生成演示数据（${dataFolder}）…`,
      en: `Making the demonstration data (${dataFolder}) …`,
    })
    const backups = await rebuild({
      dataFolder,
      onlyIfMissing: options.ifMissing,
      discardUserData: options.discardUserData,
      now: new Date(),
      onProgress: say,
    })
    for (const path of backups)
      say({ zh: `原文件已另存为 ${path}`, en: `Old file kept as ${path}` })
    say({ zh: '演示数据已就绪', en: 'The demonstration data are ready' })
    return 0
  } catch (error) {
    if (error instanceof SeedRefused) complain(error.sentence)
    else {
      const reason = error instanceof Error ? error.message : String(error)
      complain({
        zh: `生成演示数据失败：${reason}`,
        en: `Making the demonstration data failed: ${reason}`,
      })
    }
    return EXIT.failed
  }
}

/** Adds to a demonstration of an earlier version what has come since. */
const seedNew = async (dataFolder: string): Promise<void> => {
  const { openStore } = await import('../server/store/store.ts')
  const { takeFolder } = await import('../server/store/folder-lock.ts')
  const { nameRegionOfDemonstration, seedNewCollections } = await import('./seed-state.ts')
  // Why a database cannot be opened is said by the server, which is started next.
  const lock = await takeFolder(dataFolder, 'seed', { alone: true }).catch(() => null)
  const store = lock && (await openStore(databasePath(dataFolder)).catch(() => null))
  if (!store) {
    lock?.release()
    return
  }
  try {
    await nameRegionOfDemonstration(store)
    for (const id of await seedNewCollections(store)) {
      const { zh, en } = COLLECTIONS[id].title
      say({ zh: `演示数据已加入：${zh}`, en: `Added to the demonstration data: ${en}` })
    }
  } finally {
    await store.close()
    lock.release()
  }
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (!options) return EXIT.usage
  const dataFolder = resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var')
  if (options.ifMissing && existsSync(databasePath(dataFolder))) {
    await seedNew(dataFolder)
    return 0
  }
  if (options.isNew) return 0
  const refused = whyNothingIsMade(dataFolder, {
    isNamed: options.ifMissing && Boolean(process.env.DATA_DIR),
    isWanted: options.isDemo,
  })
  if (refused && !options.discardUserData) {
    complain(refused)
    return EXIT.usage
  }
  return seed(dataFolder, options)
}

process.exitCode = await main()
