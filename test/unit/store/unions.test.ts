/** Collections that gather others: read as if they were kept, never written; and how they came. */
import { beforeEach, describe, expect, test } from 'vitest'
import { COLLECTIONS, UNION_IDS } from '../../../data/collections.ts'
import { type UnionDeclaration, withoutNulls } from '../../../data/resource.ts'
import { InvalidFeature } from '../../../server/store/check-feature.ts'
import { DatabaseProblem } from '../../../server/store/problems.ts'
import type { SqliteConnection } from '../../../server/store/sqlite/driver.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import {
  insertOld,
  makeOldDatabase,
  OLD_COLLECTIONS,
  oldFeatures,
} from '../../fixtures/old-database.ts'
import { sampleFeature } from '../../fixtures/sample-feature.ts'
import {
  inDatabase,
  openShortStore,
  openTemporaryStore,
  type ShortStore,
  temporaryPath,
} from '../../fixtures/stores.ts'

const everything = { box: null, verified: null, filter: {}, limit: 100, after: null, offset: 0 }
const idsIn = (features: Buffer): string[] =>
  (JSON.parse(`[${features}]`) as { id: string }[]).map(({ id }) => id)

test.each(UNION_IDS)('a union declares every field of the parts of %s, and no other', (id) => {
  const { fields, parts, geometryTypes }: UnionDeclaration = COLLECTIONS[id]
  for (const [name, { kind, required }] of Object.entries(fields)) {
    const inParts = parts.map(({ resource, constants = {} }) => {
      const field = resource.fields[name]
      const constant = constants[name]
      return field ?? (constant ? { kind, required: true, options: { [constant]: {} } } : null)
    })
    expect(inParts.some((field) => field?.kind === kind)).toBe(true)
    expect(required).toBe(inParts.every((field) => field?.required) || undefined)
    const union = fields[name]
    if (union?.kind !== 'choice') continue
    const options = inParts.flatMap((field) =>
      field && 'options' in field ? Object.keys(field.options) : [],
    )
    expect(new Set(Object.keys(union.options))).toEqual(new Set(options))
  }
  for (const { resource } of parts) {
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(resource.fields)))
  }
  // each geometry type in one part, or a feature would not know where it belongs
  expect(geometryTypes).toHaveLength(new Set(geometryTypes).size)
})

describe('a union', () => {
  let store: ShortStore
  const dam = sampleFeature('hydraulic-structures', 'D-1')
  const sluice = sampleFeature('hydraulic-structures', 'D-2')
  const area = sampleFeature('flood-areas', 'A-1')
  beforeEach(async () => {
    store = await openTemporaryStore()
    await store.features.replace({
      ...SMALL_DATA_SET,
      'hydraulic-structures': [dam, sluice],
      'flood-areas': [area],
    })
  })

  test('has the features of its parts, with what a part lacks as null', async () => {
    const works = await store.features.unmasked('flood-works')
    expect(works.map(({ id }) => id).sort()).toEqual(['A-1', 'D-1', 'D-2', 'F-1'])
    const [levee] = SMALL_DATA_SET.levees
    expect(works.find(({ id }) => id === 'F-1')).toEqual({
      ...levee,
      properties: {
        ...levee!.properties,
        scale: null,
        capacityTenThousandCubicMetres: null,
        floodLimitLevelMetres: null,
      },
    })
    const [forest] = await store.features.all('forests')
    expect(forest?.properties).toMatchObject({ kind: 'area', areaHectares: 512.5 })
    const told = await store.features.all('flood-works')
    const found = told.find(({ id }) => id === 'D-2')!
    expect(JSON.parse(String(await store.features.json('flood-works', 'D-2')))).toEqual({
      ...found,
      properties: withoutNulls(found.properties),
    })
    expect(await store.features.json('flood-works', 'S-1')).toBeNull()
  })

  test('is paged by key to its end, filtered and counted', async () => {
    const found: string[] = []
    let after: number | null = null
    do {
      const { features, returned, matched, next } = await store.features.page('flood-works', {
        ...everything,
        limit: 1,
        after,
      })
      expect([returned, matched]).toEqual([1, 4])
      found.push(...idsIn(features))
      after = next
    } while (after !== null)
    expect(found.sort()).toEqual(['A-1', 'D-1', 'D-2', 'F-1'])
    const query = { ...everything, filter: { kind: ['levee'], leveeGrade: [2] } }
    expect(idsIn((await store.features.page('flood-works', query)).features)).toEqual(['F-1'])
    const towers = { ...everything, filter: { kind: ['watchtower'] } }
    expect((await store.features.page('forests', towers)).matched).toBe(0)
    expect(await store.features.counts()).toMatchObject({ 'flood-works': 4, levees: 1, forests: 1 })
  })

  test('changes with its parts and with nothing else', async () => {
    const before = await store.revision(['flood-works'])
    await store.features.replace({ stations: [station('S-9', [116.6, 35.4])] })
    expect(await store.revision(['flood-works'])).toBe(before)
    await store.features.replace({ 'flood-areas': [] })
    expect(await store.revision(['flood-works'])).toBeGreaterThan(before)
    expect(await store.features.all('flood-works')).toHaveLength(3)
  })

  test('is not written, and no id comes twice in it', async () => {
    const written = { 'flood-works': SMALL_DATA_SET.levees } as never
    await expect(store.features.replace(written)).rejects.toThrow(/flood-works.*read only.*levees/)
    const again = { ...area, id: 'D-1' }
    await expect(store.features.replace({ 'flood-areas': [again] })).rejects.toThrow(InvalidFeature)
    expect(await store.features.all('flood-works')).toHaveLength(4)
  })
})

describe('a database in which lines, points and areas were one collection', () => {
  let path: string
  beforeEach(async () => {
    path = temporaryPath()
    await makeOldDatabase(path)
  })

  test('has every feature, number, id and reference afterwards', async () => {
    for (let opening = 0; opening < 2; opening++) {
      const store = await openShortStore(path)
      for (const id of OLD_COLLECTIONS) {
        const old = oldFeatures(id)
        expect(await store.features.unmasked(id)).toEqual(old)
        const half = await store.features.page(id, { ...everything, limit: 12 })
        const rest = await store.features.page(id, { ...everything, after: half.next })
        expect([...idsIn(half.features), ...idsIn(rest.features)]).toEqual(old.map((f) => f.id))
        for (const { resource } of COLLECTIONS[id].parts) {
          const features = await store.features.all(resource.id)
          expect(features.length).toBeGreaterThan(7)
          for (const { geometry, properties } of features) {
            expect(resource.geometryTypes).toContain(geometry.type)
            expect(Object.keys(properties)).toEqual(Object.keys(resource.fields))
          }
        }
      }
      await store.close()
    }
    const store = await openShortStore(path)
    await store.features.replace({ watchtowers: [] })
    expect(await store.features.all('forests')).toHaveLength(12)
    await store.close()
    await inDatabase(path, async (database) => {
      const sites = await database.value<string>('SELECT sites FROM transfers')
      expect(sites).toContain('flood-works-1')
      const kept = await database.all(
        `SELECT name FROM sqlite_schema WHERE type <> 'view' AND
         (name LIKE 'flood!_works%' ESCAPE '!' OR name LIKE 'forests%' OR name LIKE 'water!_%' ESCAPE '!')
         AND name NOT LIKE 'water!_sources%' ESCAPE '!'`,
      )
      expect(kept).toEqual([])
    })
  })

  test.each([
    ['a work whose kind its new collection does not know', { kind: 'levee' }, /kind/],
    ['a value for which there is no field any more', { leveeGrade: 3 }, DatabaseProblem],
  ])('is left as it was for %s', async (_what, changes, problem) => {
    const [point] = oldFeatures('flood-works')
    const odd = { ...point, id: 'odd', properties: { ...point!.properties, ...changes } }
    await inDatabase(path, (database) => insertOld(database, 'flood-works', odd))
    await expect(openShortStore(path)).rejects.toThrow(problem)
    const count = (database: SqliteConnection) => database.value('SELECT count(*) FROM flood_works')
    expect(await inDatabase(path, count)).toBe(25)
  })
})
