/** Fills an empty database with the demonstration data, and writes the road network beside it. */
import { createHash } from 'node:crypto'
import { COLLECTIONS, GROUP_IDS } from '../data/collections.ts'
import { buildGraph } from '../server/network/build.ts'
import { decodeGraph, encodeGraph } from '../server/network/file.ts'
import { replaceNetworkFile } from '../server/store/network-file.ts'
import type { Snapshot, Store } from '../server/store/store.ts'
import {
  generateFeatures,
  generateRoadsAndPeople,
  type Progress,
} from './build/resources/default-data.ts'
import { REFERENCE_DATE } from './build/resources/feature.ts'
import { generateStock } from './build/stockpiles/batches.ts'

/** Keys of the store's meta table under which a seeded database remembers what it was given. */
const META = {
  digest: 'seed-digest',
  networkId: 'seed-network',
  movements: 'seed-movements',
} as const

const BY = { who: '演示数据', at: `${REFERENCE_DATE}T00:00:00.000Z` } as const

/** How the demonstration's first inventory is written in its ledger. */
const OPENING = {
  at: BY.at,
  actor: BY.who,
  reason: '演示数据期初库存',
  document: '期初',
} as const

/** Fields that came with a later version: an older database has nothing in them. */
const LATER_FIELDS: readonly string[] = ['lorryCount', 'lorryKilograms', 'lorryCubicMetres']

const withoutLaterFields = (name: string, value: unknown): unknown =>
  value === null && LATER_FIELDS.includes(name) ? undefined : value

/** A digest of every feature in the store: what a seed made, or what became of it. */
const contentDigest = async ({ features }: Snapshot): Promise<string> => {
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

/**
 * Loads all collections in one transaction and then writes the network file.
 * @throws Error with a sentence when the database holds rows already; nothing is changed then.
 */
export const loadSeeds = async (
  store: Store,
  networkPath: string,
  onProgress: Progress,
): Promise<void> => {
  const counts = await store.read((snapshot) => snapshot.features.counts())
  if (Object.values(counts).some((count) => count > 0)) {
    throw new Error(
      '数据库中已有数据，演示数据只能写入空数据库。 The database holds rows already; demonstration data go into an empty one only.',
    )
  }
  const { draft, settlements, demands } = generateRoadsAndPeople(onProgress)
  const features = generateFeatures(draft, settlements, demands, onProgress)
  onProgress({ zh: '写入数据库…', en: 'Writing the database …' })
  const { stockpiles, ...others } = features
  // The stockpiles begin empty: the ledger's receipts fill them.
  const empty = stockpiles.map((feature) => ({
    ...feature,
    properties: { ...feature.properties, stock: {} },
  }))
  await store.write(async (transaction) => {
    await transaction.features.replace({ ...others, stockpiles: empty }, BY)
    await transaction.ledger.open(generateStock(stockpiles), OPENING)
  })
  onProgress({ zh: '计算并写入道路网…', en: 'Laying out and writing the road network …' })
  const network = encodeGraph(buildGraph(draft))
  await replaceNetworkFile(networkPath, network)
  await store.write(async (transaction) => {
    const movements = await transaction.ledger.countMovements()
    await transaction.setMeta(META.digest, await contentDigest(transaction))
    await transaction.setMeta(META.movements, String(movements))
    await transaction.setMeta(META.networkId, decodeGraph(network.buffer).id)
  })
}
