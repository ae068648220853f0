/** Fills an empty database with the demonstration data, and writes the road network beside it. */
import { createHash } from 'node:crypto'
import { COLLECTION_IDS } from '../data/collections.ts'
import { buildGraph } from '../server/network/build.ts'
import { decodeGraph, encodeGraph } from '../server/network/file.ts'
import { replaceNetworkFile } from '../server/store/network-file.ts'
import type { Store } from '../server/store/store.ts'
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

/** How the demonstration's first inventory is written in its books. */
const OPENING = {
  at: `${REFERENCE_DATE}T00:00:00.000Z`,
  actor: '演示数据',
  reason: '演示数据期初库存',
  document: '期初',
} as const

/** Fields that came with a later version: an older database has nothing in them. */
const LATER_FIELDS: readonly string[] = ['lorryCount', 'lorryKilograms', 'lorryCubicMetres']

const withoutLaterFields = (name: string, value: unknown): unknown =>
  value === null && LATER_FIELDS.includes(name) ? undefined : value

/** A digest of every feature in the store: what a seed made, or what became of it. */
const contentDigest = async (store: Store): Promise<string> => {
  const hash = createHash('sha256')
  for (const collection of COLLECTION_IDS) {
    const features = await store.features(collection)
    // A collection that came with a later version is empty in an older database: nobody changed it.
    if (features.length > 0) hash.update(collection)
    for (const feature of features) hash.update(JSON.stringify(feature, withoutLaterFields))
  }
  return hash.digest('hex')
}

/** Whether the store holds just what a seed put there: no row more, none changed. */
export const isUntouchedSeed = async (store: Store): Promise<boolean> => {
  const seeded = await store.meta(META.movements)
  // A database that was seeded before there were books has nothing but opening entries in them.
  const isBookTouched = seeded !== null && Number(seeded) !== (await store.ledger.countMovements())
  return !isBookTouched && (await store.meta(META.digest)) === (await contentDigest(store))
}

/** Id of the network that was written with the seed, null where there was none. */
export const seededNetworkId = (store: Store): Promise<string | null> => store.meta(META.networkId)

/**
 * Loads all collections in one transaction and then writes the network file.
 * @throws Error with a sentence when the database holds rows already; nothing is changed then.
 */
export const loadSeeds = async (
  store: Store,
  networkPath: string,
  onProgress: Progress,
): Promise<void> => {
  const counts = Object.values(await store.counts())
  if (counts.some((count) => count > 0)) {
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
  await store.replace({ ...others, stockpiles: empty })
  await store.ledger.open(generateStock(stockpiles), OPENING)
  onProgress({ zh: '计算并写入道路网…', en: 'Laying out and writing the road network …' })
  const network = encodeGraph(buildGraph(draft))
  await replaceNetworkFile(networkPath, network)
  await store.setMeta(META.digest, await contentDigest(store))
  await store.setMeta(META.movements, String(await store.ledger.countMovements()))
  await store.setMeta(META.networkId, decodeGraph(network.buffer).id)
}
