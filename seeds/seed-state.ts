/** What a seeded database remembers of its seed, what has become of it since, and what it lacks of a later one. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { COLLECTIONS, GROUP_IDS, RESOURCE_IDS, type ResourceId } from '../data/collections.ts'
import type { FeatureOf, Replacements } from '../server/store/features.ts'
import type { Snapshot, Store, Transaction } from '../server/store/store.ts'
import { REFERENCE_DATE } from './build/resources/feature.ts'
import type { Region } from './build/resources/region.ts'
import { REGION } from './region.ts'

/** Keys of the store's meta table under which a seeded database remembers what it was given. */
export const META = {
  digest: 'seed-digest',
  networkId: 'seed-network',
  /** Ids of the collections that were filled, as JSON; not in databases of earlier versions. */
  collections: 'seed-collections',
  movements: 'seed-movements',
} as const

/** Who has written what a seed wrote, and on which day. */
export const BY = { who: '演示数据', at: `${REFERENCE_DATE}T00:00:00.000Z` } as const

/** Keeps the region that the demonstration is about. */
export const nameRegion = (transaction: Transaction): Promise<void> =>
  transaction.setMeta('region', JSON.stringify(REGION))

/** A demonstration of before regions had names gets its own; what people have written stays. */
export const nameRegionOfDemonstration = (store: Store): Promise<void> =>
  store.write(async (transaction) => {
    const isSeeded = (await transaction.meta(META.digest)) !== null
    if (isSeeded && (await transaction.meta('region')) === null) await nameRegion(transaction)
  })

/** Fields that came with a later version: an older database has nothing in them. */
const LATER_FIELDS: readonly string[] = ['lorryCount', 'lorryKilograms', 'lorryCubicMetres']

const withoutLaterFields = (name: string, value: unknown): unknown =>
  value === null && LATER_FIELDS.includes(name) ? undefined : value

/** A digest of every feature in the store: what a seed made, or what became of it. */
export const contentDigest = async ({ features }: Snapshot): Promise<string> => {
  const hash = createHash('sha256')
  // Unions in place of their parts: before these were collections of their own, the digest was the same.
  for (const collection of GROUP_IDS) {
    const all = await features.unmasked(collection)
    // A collection that came with a later version is empty in an older database: no one changed it.
    if (all.length > 0) hash.update(collection)
    const names = Object.keys(COLLECTIONS[collection].fields)
    for (const { properties, ...feature } of all) {
      const values: Readonly<Record<string, unknown>> = properties
      const ordered = Object.fromEntries(names.map((name) => [name, values[name]]))
      hash.update(JSON.stringify({ ...feature, properties: ordered }, withoutLaterFields))
    }
  }
  return hash.digest('hex')
}

/** Whether the store holds just what a seed put there: no row more, none changed. */
export const isUntouchedSeed = async (snapshot: Snapshot): Promise<boolean> => {
  const seeded = await snapshot.meta(META.movements)
  const movements = await snapshot.ledger.countMovements()
  // A database that was seeded before there was a ledger has nothing but opening entries in it.
  const isLedgerTouched = seeded !== null && Number(seeded) !== movements
  return !isLedgerTouched && (await snapshot.meta(META.digest)) === (await contentDigest(snapshot))
}

/** Id of the network that was written with the seed, null where there was none. */
export const seededNetworkId = (snapshot: Snapshot): Promise<string | null> =>
  snapshot.meta(META.networkId)

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
