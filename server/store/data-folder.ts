/** What lies where in DATA_DIR. Imports nothing heavy: start-up asks it before anything is loaded. */
import { join } from 'node:path'

export const databasePath = (dataFolder: string): string => join(dataFolder, 'emergency-map.sqlite')

export const networkPath = (dataFolder: string): string => join(dataFolder, 'roads.network')
