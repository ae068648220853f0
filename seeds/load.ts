/** Fills an empty database with the demonstration data, and writes the road network beside it. */
import { RESOURCE_IDS } from '../data/collections.ts'
import { buildGraph } from '../server/network/build.ts'
import { orderedAlongCurve } from '../server/network/draft-order.ts'
import { decodeGraph, encodeGraph } from '../server/network/file.ts'
import { replaceNetworkFile } from '../server/store/network-file.ts'
import type { Store } from '../server/store/store.ts'
import { dryPlaces } from './build/lake/dry-places.ts'
import { dryRoads } from './build/lake/dry-roads.ts'
import { readShownWater } from './build/lake/shown-water.ts'
import { waterFeatures } from './build/resources/background.ts'
import {
  generateFeatures,
  generateRoadsAndPeople,
  type Progress,
} from './build/resources/default-data.ts'
import { splitIntoParts } from './build/resources/feature.ts'
import { readRegion } from './build/resources/region.ts'
import { generateStock } from './build/stockpiles/batches.ts'
import { KITS } from './kits.ts'
import {
  BY,
  contentDigest,
  META,
  nameRegion,
  SEEDED_BY_FILE,
  seedCollections,
} from './seed-state.ts'

/** How the demonstration's first inventory is written in its ledger. */
const OPENING = { at: BY.at, actor: BY.who, reason: '演示数据期初库存', document: '期初' } as const

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
  const { draft: laidOut, settlements, demands } = generateRoadsAndPeople(onProgress)
  const placed = generateFeatures(laidOut, settlements, demands, onProgress)
  const ground = { region: readRegion(), settlements: placed.settlements }
  const shown = readShownWater()
  const draft = dryRoads(laidOut, shown)
  const features = dryPlaces(
    {
      ...placed,
      ...(await seedCollections(SEEDED_BY_FILE, ground)),
      ...splitIntoParts('water', waterFeatures(shown.region)),
    },
    draft,
    shown,
  )
  onProgress({ zh: '写入数据库…', en: 'Writing the database …' })
  const { stockpiles = [], ...others } = features
  // The stockpiles begin empty: the ledger's receipts fill them.
  const empty = stockpiles.map((feature) => ({
    ...feature,
    properties: { ...feature.properties, stock: {} },
  }))
  await store.write(async (transaction) => {
    await transaction.features.replace({ ...others, stockpiles: empty }, BY)
    await transaction.ledger.open(generateStock(stockpiles), OPENING)
    for (const { name, ...content } of KITS) {
      await transaction.kits.create({ name, content, at: BY.at })
    }
  })
  onProgress({ zh: '计算并写入道路网…', en: 'Laying out and writing the road network …' })
  const network = encodeGraph(buildGraph(orderedAlongCurve(draft)))
  await replaceNetworkFile(networkPath, network)
  await store.write(async (transaction) => {
    const movements = await transaction.ledger.countMovements()
    await transaction.setMeta(META.digest, await contentDigest(transaction))
    await transaction.setMeta(META.collections, JSON.stringify(RESOURCE_IDS))
    await transaction.setMeta(META.movements, String(movements))
    await nameRegion(transaction)
    await transaction.setMeta(META.networkId, decodeGraph(network.buffer).id)
  })
}
