/**
 * Collections that are seeded by a file of their own, `collections/{id}.ts`: a new database has
 * them from the first, a demonstration of an earlier version gets them at its next start.
 */
import { readdirSync } from 'node:fs'
import { RESOURCE_IDS, type ResourceId } from '../data/collections.ts'
import type { FeatureOf, Replacements, Store } from '../server/store/store.ts'
import type { Region } from './build/resources/region.ts'
import { BY, contentDigest, isUntouchedSeed, META } from './seed-state.ts'

/** What such a seed starts from. */
export interface SeedGround {
  readonly region: Region
  readonly settlements: readonly FeatureOf<'settlements'>[]
}

/** Makes the features of one collection. Same input, same output. */
export type SeedOf<Id extends ResourceId> = (ground: SeedGround) => readonly FeatureOf<Id>[]

const FOLDER = new URL('./collections/', import.meta.url)

/** The collections that have such a file. */
export const SEEDED_BY_FILE = readdirSync(FOLDER)
  .map((file) => file.replace(/\.ts$/, '') as ResourceId)
  .sort()

/** Features of the collections named, by their files. */
export const seedCollections = async (
  ids: readonly ResourceId[],
  ground: SeedGround,
): Promise<Replacements> => {
  const made = ids.map(async (id) => {
    const { seed } = (await import(new URL(`${id}.ts`, FOLDER).href)) as { seed: SeedOf<typeof id> }
    return [id, seed(ground)] as const
  })
  return Object.fromEntries(await Promise.all(made))
}

/**
 * Gives a demonstration of an earlier version the collections that have come since. A database that
 * was not seeded, or holds imported data, is left alone, and so is a collection that was emptied.
 * @returns the collections that were filled.
 */
export const seedNewCollections = async (store: Store): Promise<readonly ResourceId[]> => {
  const missing = await store.read(async ({ meta, features }) => {
    if ((await meta(META.digest)) === null || (await features.hasImportedRows())) return []
    const filled: readonly string[] = JSON.parse((await meta(META.collections)) ?? '[]')
    const counts = await features.counts()
    return SEEDED_BY_FILE.filter((id) => counts[id] === 0 && !filled.includes(id))
  })
  if (missing.length === 0) return []
  const { readRegion } = await import('./build/resources/region.ts')
  const settlements = await store.read(({ features }) => features.all('settlements'))
  const made = await seedCollections(missing, { region: readRegion(), settlements })
  await store.write(async (transaction) => {
    const isUntouched = await isUntouchedSeed(transaction)
    await transaction.features.replace(made, BY)
    await transaction.setMeta(META.collections, JSON.stringify(RESOURCE_IDS))
    if (isUntouched) await transaction.setMeta(META.digest, await contentDigest(transaction))
  })
  return missing
}
