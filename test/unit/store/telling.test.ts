/** Features as they are given out: without what has no value, and with rings wound as RFC 7946 asks. */
import { expect, test } from 'vitest'
import type { Geometry } from '../../../data/geometry.ts'
import { SMALL_DATA_SET } from '../../fixtures/app-features.ts'
import { sampleFeature } from '../../fixtures/sample-feature.ts'
import {
  emptyDatabase,
  inDatabase,
  openShortStore,
  openTemporaryStore,
  type ShortStore,
  withStore,
} from '../../fixtures/stores.ts'

type Ring = [number, number][]
const OUTER: Ring = [
  [116.4, 35.2],
  [116.6, 35.2],
  [116.6, 35.4],
  [116.4, 35.4],
  [116.4, 35.2],
]
const HOLE: Ring = [
  [116.45, 35.25],
  [116.45, 35.3],
  [116.5, 35.3],
  [116.45, 35.25],
]
const reversed = (ring: Ring): Ring => [...ring].reverse()
const WOUND = [OUTER, HOLE]

const lake = (geometry: Geometry) => ({ ...sampleFeature('lakes', 'L-9'), geometry })
const everything = {
  box: null,
  verified: null,
  filter: {},
  limit: 99,
  after: null,
  offset: 0,
}

test.each<[string, Ring[]]>([
  ['rightly', WOUND],
  ['both wrongly', WOUND.map(reversed)],
  ['the outer one wrongly', [reversed(OUTER), HOLE]],
  ['the hole wrongly', [OUTER, reversed(HOLE)]],
])(
  'rings that come %s wound are kept counterclockwise outside, clockwise inside',
  async (_, rings) => {
    const store = await openTemporaryStore()
    const geometries: Geometry[] = [
      { type: 'Polygon', coordinates: rings },
      { type: 'MultiPolygon', coordinates: [WOUND, rings] },
    ]
    const right: Geometry[] = [
      { type: 'Polygon', coordinates: WOUND },
      { type: 'MultiPolygon', coordinates: [WOUND, WOUND] },
    ]
    for (const [index, geometry] of geometries.entries()) {
      await store.features.replace({ lakes: [lake(geometry)] })
      expect((await store.features.all('lakes'))[0]?.geometry).toEqual(right[index])
      const put = await store.features.put('lakes', lake(geometry), { who: '甲', at: '2026-11-29' })
      expect(put.geometry).toEqual(right[index])
    }
    await store.close()
  },
)

test('a database of before is told by the rules of now when it is opened, and only then', async () => {
  const path = emptyDatabase()
  await withStore(path, (store) =>
    store.features.replace({
      ...SMALL_DATA_SET,
      lakes: [lake({ type: 'Polygon', coordinates: WOUND })],
    }),
  )
  const wrong = JSON.stringify({ type: 'Polygon', coordinates: WOUND.map(reversed) })
  await inDatabase(path, async (database) => {
    await database.exec(`UPDATE lakes SET geometry = '${wrong}',
        featureJson = json_set(featureJson, '$.geometry', json('${wrong}'));
      UPDATE stations SET featureJson = json_set(featureJson, '$.properties.nameEn', NULL)
        WHERE nameEn IS NULL;
      UPDATE meta SET value = '[1]' WHERE key = 'told-by'`)
  })
  const read = async () => {
    const store = await openShortStore(path)
    const page = async (id: 'lakes' | 'stations' | 'water') =>
      String((await store.features.page(id, everything)).features)
    const told = {
      lakes: await page('lakes'),
      water: await page('water'),
      stations: await page('stations'),
      whole: (await store.features.all('stations')).map(({ properties }) => properties.nameEn),
      revision: await store.revision(),
    }
    await store.close()
    return told
  }
  const told = await read()
  for (const lakes of [told.lakes, told.water]) {
    expect(lakes).toContain(JSON.stringify({ type: 'Polygon', coordinates: WOUND }))
  }
  expect(told.stations).not.toContain('null')
  // this program goes on reading null where there is no value
  expect(told.whole).toEqual(['Guhuai Station 1', null, null, null])
  const kept = await inDatabase(path, (database) =>
    database.value<string>('SELECT geometry FROM lakes'),
  )
  expect(kept).toBe(JSON.stringify({ type: 'Polygon', coordinates: WOUND }))
  expect((await read()).revision).toBe(told.revision)
})

test('the first ten features show every field that has values, in a database of before too', async () => {
  const path = emptyDatabase()
  const bare = SMALL_DATA_SET.levees[0]!
  const BROKEN = 7
  const levees = Array.from({ length: 40 }, (_, index) => ({
    ...bare,
    id: `F-${index}`,
    properties: {
      ...bare.properties,
      code: `F-${index}`,
      name: `堤${index}`,
      river: null,
      guaranteedLevelMetres: index === 30 ? BROKEN : null,
      warningLevelMetres: index === 20 ? BROKEN + 0.5 : BROKEN,
      patrolPhone: index === 39 ? '0537-0000009' : null,
    },
  }))
  const wanted = ['F-20', 'F-30', 'F-39', 'F-0', 'F-1']
  const beginning = (store: ShortStore) => store.features.all('levees')
  await withStore(path, async (store) => {
    await store.features.replace({ levees })
    const ids = (await beginning(store)).map(({ id }) => id)
    expect(ids.slice(0, wanted.length)).toEqual(wanted)
    expect(ids.toSorted()).toEqual(levees.map(({ id }) => id).toSorted())
  })
  await inDatabase(path, async (database) => {
    // as they had come: by their numbers
    await database.exec(`UPDATE levees SET sequence = -1 - CAST(substr(id, 3) AS INTEGER);
      UPDATE levees SET sequence = -sequence;
      UPDATE meta SET value = '[1]' WHERE key = 'told-by'`)
  })
  await withStore(path, async (store) => {
    const ids = (await beginning(store)).map(({ id }) => id)
    expect(ids.slice(0, wanted.length)).toEqual(wanted)
    expect(ids).toHaveLength(levees.length)
    const box = { bbox: [116, 35, 117, 36] as const, inner: null, outline: null }
    const everywhere = { ...everything, box }
    expect((await store.features.page('levees', everywhere)).matched).toBe(levees.length)
  })
})
