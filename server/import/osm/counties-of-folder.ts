/** Where the counties of a data folder lie, for whoever replaces its roads. */
import { existsSync } from 'node:fs'
import { regionNameSchema } from '../../../data/region.ts'
import { databasePath } from '../../store/data-folder.ts'
import { openToRead } from '../../store/store.ts'
import type { CountiesOfFolder } from './import-roads.ts'

/** Null where there is no database, or none in it. @throws DatabaseProblem */
export const countiesOfFolder = async (dataFolder: string): Promise<CountiesOfFolder | null> => {
  const path = databasePath(dataFolder)
  if (!existsSync(path)) return null
  const store = await openToRead(path)
  try {
    return await store.read(async ({ features, meta }) => {
      const { bbox } = await features.extent('counties')
      const kept = await meta('region')
      const region = kept === null ? null : regionNameSchema.parse(JSON.parse(kept))
      return bbox && { name: region && { zh: region.name, en: region.nameEn ?? region.name }, bbox }
    })
  } finally {
    await store.close()
  }
}
