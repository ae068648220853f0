/** Names and numbers of people: whole in their columns and for the one reading, masked everywhere else. */
import { beforeEach, describe, expect, test } from 'vitest'
import { COLLECTIONS, RESOURCE_IDS } from '../../../data/collections.ts'
import { maskedFields } from '../../../data/personal.ts'
import { type ResourceDeclaration, withoutNulls } from '../../../data/resource.ts'
import { InvalidFeature } from '../../../server/store/check-feature.ts'
import { levee, station } from '../../fixtures/app-features.ts'
import { sampleDataSet } from '../../fixtures/sample-feature.ts'
import {
  emptyDatabase,
  inDatabase,
  openShortStore,
  type ShortStore,
} from '../../fixtures/stores.ts'

const BY = { who: '甲', at: '2026-11-29T00:00:00.000Z' }
const WHOLE = { patrolPerson: '张三丰', patrolPhone: '13800001234' }
const MASKED = { patrolPerson: '张**', patrolPhone: '138****1234' }
const work = (changes: object = {}) =>
  levee(
    'F-1',
    [
      [116.5, 35.3],
      [116.55, 35.31],
    ],
    { ...WHOLE, ...changes },
  )

let path: string
let store: ShortStore
beforeEach(async () => {
  path = emptyDatabase()
  store = await openShortStore(path)
  return () => store.close()
})

describe('names and numbers of people', () => {
  beforeEach(() => store.features.replace({ levees: [work()] }))

  test('are masked in whatever is read, and whole where that is asked for', async () => {
    const everything = { box: null, verified: null, filter: {}, limit: 9, after: null, offset: 0 }
    for (const id of ['levees', 'flood-works'] as const) {
      const [told] = await store.features.all(id)
      expect(told?.properties).toMatchObject(MASKED)
      const served = { ...told, properties: withoutNulls(told!.properties) }
      expect(JSON.parse(String(await store.features.json(id, 'F-1')))).toEqual(served)
      expect(JSON.parse(String((await store.features.page(id, everything)).features))).toEqual(
        served,
      )
      expect((await store.features.unmasked(id))[0]?.properties).toMatchObject(WHOLE)
      expect((await store.features.unmasked(id, 'F-1'))[0]?.properties).toMatchObject(WHOLE)
      expect(await store.features.unmasked(id, 'nowhere')).toEqual([])
    }
  })

  test('stay whole where something else is changed; the history tells them masked', async () => {
    const { properties } = await store.features.patch(
      'levees',
      'F-1',
      { properties: { name: '左堤' } },
      BY,
    )
    expect(properties).toMatchObject({ ...MASKED, name: '左堤' })
    expect((await store.features.unmasked('levees', 'F-1'))[0]?.properties).toMatchObject(WHOLE)
    await store.features.remove('levees', 'F-1', BY)
    const changes = await store.features.changes({ featureId: 'F-1', after: null, limit: 9 })
    expect(changes.map(({ kind }) => kind)).toEqual(['update', 'delete'])
    for (const { before } of changes) expect(before).toMatchObject({ properties: MASKED })
    expect(JSON.stringify(changes)).not.toMatch(/张三丰|13800001234/)
    const rows = await inDatabase(path, (database) =>
      database.all<{ before: string }>('SELECT "before" FROM feature_changes WHERE featureId = ?', [
        'F-1',
      ]),
    )
    for (const { before } of rows) expect(JSON.parse(before).properties).toMatchObject(WHOLE)
  })

  test('are not taken masked, and a refusal changes nothing', async () => {
    const { features } = store
    const masked = { properties: { patrolPhone: MASKED.patrolPhone } }
    const writings = [
      () => features.patch('levees', 'F-1', masked, BY),
      () => features.put('levees', work(MASKED), BY),
      () => features.put('levees', work({ patrolPhone: '138＊＊＊＊1234' }), BY),
      () => features.put('stations', station('S-9', [116.6, 35.4], { phone: '138****1234' }), BY),
      () => features.replace({ levees: [work(MASKED)] }),
    ]
    for (const write of writings) {
      await expect(write()).rejects.toThrow(/(?:[pP]hone|patrolPerson): is masked/)
      await expect(write()).rejects.toThrow(InvalidFeature)
    }
    expect((await features.unmasked('levees', 'F-1'))[0]).toEqual(work())
    expect(await features.all('stations')).toEqual([])
  })
})

test('a database of before is masked when it is opened, once, and again when the rules change', async () => {
  await store.features.replace(sampleDataSet(2))
  await store.close()
  const asBefore = () =>
    inDatabase(path, async (database) => {
      await database.exec(`UPDATE levees SET featureJson = json_set(featureJson,
          '$.properties.patrolPerson', patrolPerson, '$.properties.patrolPhone', patrolPhone);
        UPDATE stations SET featureJson = json_set(featureJson, '$.properties.phone', phone)`)
      await database.exec(`UPDATE meta SET value = '[0]' WHERE key = 'told-by'`)
    })
  const numbersTold = async (): Promise<number> => {
    const told = await Promise.all(RESOURCE_IDS.map((id) => store.features.all(id)))
    return JSON.stringify(told).match(/1380000\d{4}/g)?.length ?? 0
  }
  await asBefore()
  store = await openShortStore(path)
  expect(await numbersTold()).toBe(0)
  const revision = await store.revision()
  await store.close()
  store = await openShortStore(path)
  expect(await store.revision()).toBe(revision)
})

test('no field with a person’s name or number is what the search box or a filter looks in', () => {
  for (const id of RESOURCE_IDS) {
    const { fields }: ResourceDeclaration = COLLECTIONS[id]
    for (const name of maskedFields(fields)) expect(fields[name]).not.toHaveProperty('searchable')
  }
})
