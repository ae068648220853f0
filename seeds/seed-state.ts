/** What a seeded database remembers of its seed, and what has become of it since. */
import { createHash } from 'node:crypto'
import { COLLECTIONS, GROUP_IDS } from '../data/collections.ts'
import type { Snapshot } from '../server/store/store.ts'
import { REFERENCE_DATE } from './build/resources/feature.ts'

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

/** Fields that came with a later version: an older database has nothing in them. */
const LATER_FIELDS: readonly string[] = ['lorryCount', 'lorryKilograms', 'lorryCubicMetres']

const withoutLaterFields = (name: string, value: unknown): unknown =>
  value === null && LATER_FIELDS.includes(name) ? undefined : value

/** A digest of every feature in the store: what a seed made, or what became of it. */
export const contentDigest = async ({ features }: Snapshot): Promise<string> => {
  const hash = createHash('sha256')
  // Unions in place of their parts: before these were collections of their own, the digest was the same.
  for (const collection of GROUP_IDS) {
    const all = await features.all(collection)
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
