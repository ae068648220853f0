/** The collection that came last: what its seed makes, and how an older database gets it. */
import { beforeEach, describe, expect, it } from 'vitest'
import { RESOURCE_IDS } from '../../../data/collections.ts'
import { shelterResource } from '../../../data/resources/shelter.ts'
import { featureSchema } from '../../../data/schema.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import { seed } from '../../../seeds/collections/shelters.ts'
import {
  contentDigest,
  isUntouchedSeed,
  META,
  SEEDED_BY_FILE,
  seedNewCollections,
} from '../../../seeds/seed-state.ts'
import type { FeatureOf } from '../../../server/store/store.ts'
import { sampleFeature } from '../../fixtures/sample-feature.ts'
import { openTemporaryStore, type ShortStore } from '../../fixtures/stores.ts'

const region = readRegion()

/** A settlement of 70,000 people at each town's seat. */
const settlements = region.towns.map((town, i): FeatureOf<'settlements'> => {
  const sample = sampleFeature('settlements', `V-${i}`)
  const { code: townCode, countyCode } = town
  return {
    ...sample,
    geometry: { type: 'Point', coordinates: [...town.seat] },
    properties: { ...sample.properties, townCode, countyCode, people: 70_000 },
  }
})

describe('the shelters of the demonstration', () => {
  const shelters = seed({ region, settlements })

  it('fit their declaration, say that they are generated, and stand in their county', () => {
    const schema = featureSchema(shelterResource)
    for (const shelter of shelters) {
      schema.parse(shelter)
      expect(shelter.properties.provenance).toBe('generated')
      const { coordinates } = shelter.geometry as { coordinates: [number, number] }
      expect(region.countyAt(coordinates)?.code).toBe(shelter.properties.countyCode)
    }
  })

  it('are more where more people live, one to a town at least, and have names of their own', () => {
    expect(seed({ region, settlements: [] })).toHaveLength(region.towns.length)
    // 70,000 people, one for every 28,000
    expect(shelters).toHaveLength(3 * region.towns.length)
    for (const field of ['name', 'code', 'keeperPhone'] as const) {
      expect(new Set(shelters.map(({ properties }) => properties[field])).size).toBe(
        shelters.length,
      )
    }
  })

  it('are the same on every run', () => {
    expect(seed({ region, settlements })).toEqual(shelters)
  })
})

describe('a database of an earlier version', () => {
  let store: ShortStore
  /** As a seed left it, but for the list of collections that seeds write now. */
  const asSeeded = (): Promise<void> =>
    store.write(async (transaction) => {
      await transaction.setMeta(META.digest, await contentDigest(transaction))
      await transaction.setMeta(META.movements, '0')
    })
  const isUntouched = (): Promise<boolean> => store.read(isUntouchedSeed)
  const countShelters = async (): Promise<number> => (await store.features.counts()).shelters
  beforeEach(async () => {
    store = await openTemporaryStore()
    await store.features.replace({ settlements: settlements.slice(0, 10) })
  })

  it('gets what is new where it is a demonstration, once, and is untouched as before', async () => {
    await asSeeded()
    expect(await seedNewCollections(store)).toEqual(SEEDED_BY_FILE)
    const count = await countShelters()
    expect(count).toBeGreaterThan(region.towns.length)
    expect(await isUntouched()).toBe(true)
    expect(await seedNewCollections(store)).toEqual([])
    await store.features.replace({ shelters: [] })
    expect(await seedNewCollections(store)).toEqual([])
    expect(await countShelters()).toBe(0)
  })

  it('that somebody changed stays a changed one', async () => {
    await asSeeded()
    await store.features.replace({ settlements: settlements.slice(0, 9) })
    expect(await seedNewCollections(store)).toEqual(SEEDED_BY_FILE)
    expect(await isUntouched()).toBe(false)
  })

  it('is left alone where it was not seeded, or holds a register of its own', async () => {
    expect(await seedNewCollections(store)).toEqual([])
    await asSeeded()
    const own = sampleFeature('stations', 'S-1')
    await store.features.replace({
      stations: [{ ...own, properties: { ...own.properties, provenance: 'imported' } }],
    })
    expect(await seedNewCollections(store)).toEqual([])
    expect(await countShelters()).toBe(0)
  })

  it('is not filled again with what its seed has written', async () => {
    await asSeeded()
    await store.setMeta(META.collections, JSON.stringify(RESOURCE_IDS))
    expect(await seedNewCollections(store)).toEqual([])
  })
})
