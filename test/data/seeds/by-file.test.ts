/** Collections with a seed of their own: what it makes, and how an older database gets it. */
import { beforeEach, describe, expect, it, test } from 'vitest'
import { COLLECTIONS, RESOURCE_IDS } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { featureSchema } from '../../../data/schema.ts'
import { readRegion } from '../../../seeds/build/resources/region.ts'
import { seed } from '../../../seeds/collections/shelters.ts'
import {
  contentDigest,
  isUntouchedSeed,
  META,
  SEEDED_BY_FILE,
  seedCollections,
  seedNewCollections,
} from '../../../seeds/seed-state.ts'
import type { FeatureOf } from '../../../server/store/features.ts'
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

const GENERATED = SEEDED_BY_FILE.filter((id) => id !== 'landmarks')

describe.each(GENERATED)('the demonstration of %s', async (id) => {
  const { [id]: features = [] } = await seedCollections([id], { region, settlements })

  it('fits its declaration, says that it is generated, and lies in the county it says', () => {
    const schema = featureSchema(COLLECTIONS[id])
    for (const feature of features) {
      schema.parse(feature)
      expect(feature.properties.provenance).toBe('generated')
      const { coordinates } = feature.geometry as { coordinates: [number, number] }
      const { countyCode } = feature.properties as { countyCode: string }
      expect(region.countyAt(coordinates)?.code).toBe(countyCode)
    }
  })

  it('has something in every town, and names, codes and numbers of their own', () => {
    const towns = features.map(({ properties }) => (properties as { townCode: string }).townCode)
    for (const { code } of region.towns) expect(towns).toContain(code)
    const phones = Object.entries<Field>(COLLECTIONS[id].fields).flatMap(([name, field]) =>
      field.kind === 'text' && field.format === 'phone' ? [name] : [],
    )
    for (const field of ['name', 'code', ...phones]) {
      const values = features.map(
        ({ properties }) => (properties as Readonly<Record<string, unknown>>)[field],
      )
      expect(new Set(values).size, field).toBe(features.length)
    }
  })

  it('is the same on every run', async () => {
    expect((await seedCollections([id], { region, settlements }))[id]).toEqual(features)
  })
})

test('shelters are more where more people live', () => {
  expect(seed({ region, settlements: [] })).toHaveLength(region.towns.length)
  // 70,000 people, one for every 28,000
  expect(seed({ region, settlements })).toHaveLength(3 * region.towns.length)
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
