/** What lies where in DATA_DIR. Imports nothing heavy: start-up reads it before anything is loaded. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Bilingual } from '../../data/bilingual.ts'

export const databasePath = (dataFolder: string): string => join(dataFolder, 'emergency-map.sqlite')

export const networkPath = (dataFolder: string): string => join(dataFolder, 'roads.network')

/** All files of a database: they belong together wherever it goes. */
export const filesOfDatabase = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`]

/** Whether a program has the database open: SQLite removes this file with the last connection. */
export const isDatabaseInUse = (path: string): boolean => existsSync(`${path}-wal`)

/** Of a folder that was named and has none: whoever named it expects to find something there. */
export const noDatabase = (folder: string): Bilingual => ({
  zh: `${folder} 中没有数据库。如果其中应有数据，请检查磁盘是否已挂载；否则请说明要建立什么：npm start -- --demo（演示数据）或 npm start -- --new（空库）。`,
  en: `There is no database in ${folder}. If there should be one, see whether its disk is mounted; otherwise say what is to be made there: npm start -- --demo (the demonstration) or npm start -- --new (nothing yet).`,
})
