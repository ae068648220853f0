/** What lies where in DATA_DIR. Imports nothing heavy: start-up reads it before anything is loaded. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const databasePath = (dataFolder: string): string => join(dataFolder, 'emergency-map.sqlite')

export const networkPath = (dataFolder: string): string => join(dataFolder, 'roads.network')

/** All files of a database: they belong together wherever it goes. */
export const filesOfDatabase = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`]

/** Whether a program has the database open: SQLite removes this file with the last connection. */
export const isDatabaseInUse = (path: string): boolean => existsSync(`${path}-wal`)
