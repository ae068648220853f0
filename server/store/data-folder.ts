/** What lies where in DATA_DIR. Imports nothing heavy: start-up reads it before anything is loaded. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bilingual } from '../../data/bilingual.ts'
import { toLocalIso } from '../../data/local-time.ts'

export const databasePath = (dataFolder: string): string => join(dataFolder, 'emergency-map.sqlite')

export const networkPath = (dataFolder: string): string => join(dataFolder, 'roads.network')

/** All files of a database: they belong together wherever it goes. */
export const filesOfDatabase = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`]

/** Says that a folder holds, or once held, data of a bureau's own. */
const ownDataPath = (dataFolder: string): string => join(dataFolder, 'own-data')

/** From now on a missing database is a loss. */
export const markOwnData = (dataFolder: string, now: Date): void => {
  if (!existsSync(ownDataPath(dataFolder))) {
    writeFileSync(ownDataPath(dataFolder), `${toLocalIso(now)}\n`)
  }
}

/**
 * Why nothing may be made in a folder without a database; null where it may.
 * @param isWanted whether somebody said what is to be made there.
 */
export const whyNothingIsMade = (
  folder: string,
  { isNamed, isWanted }: Readonly<Record<'isNamed' | 'isWanted', boolean>>,
): Bilingual | null => {
  if (existsSync(databasePath(folder))) return null
  if (existsSync(ownDataPath(folder))) return lostData(folder)
  return isNamed && !isWanted ? noDatabase(folder) : null
}

const lostData = (folder: string): Bilingual => {
  const since = readFileSync(ownDataPath(folder), 'utf8').trim()
  return {
    zh: `${folder} 自 ${since} 起存有本单位的数据，而数据库已不在其中。请从备份恢复：npm run restore -- 备份文件夹。确实不再需要这些数据时，删除文件 ${ownDataPath(folder)} 后再启动。`,
    en: `${folder} has held data of the bureau's own since ${since}, and its database is gone. Restore it from a backup: npm run restore -- FOLDER. If those data are wanted no more, remove the file ${ownDataPath(folder)} and start again.`,
  }
}

/** Of a folder that was named and has none: whoever named it expects to find something there. */
const noDatabase = (folder: string): Bilingual => {
  const fact = existsSync(folder)
    ? { zh: `${folder} 中没有数据库。`, en: `There is no database in ${folder}.` }
    : { zh: `没有文件夹 ${folder}。`, en: `There is no folder ${folder}.` }
  return {
    zh: `${fact.zh}如果其中应有数据，请检查路径是否写对、磁盘是否已挂载；否则请说明要建立什么：npm start -- --demo（演示数据）或 npm start -- --new（空库）。`,
    en: `${fact.en} If there should be data, see whether the path is right and its disk is mounted; otherwise say what is to be made there: npm start -- --demo (the demonstration) or npm start -- --new (nothing yet).`,
  }
}
