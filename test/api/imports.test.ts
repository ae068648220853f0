/** A file over HTTP: read, looked at, committed, undone. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Bilingual } from '../../data/bilingual.ts'
import { COLLECTIONS, RESOURCE_IDS } from '../../data/collections.ts'
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import {
  IMPORT_LIMITS,
  type Import,
  type ImportList,
  type ImportMap,
  type ImportRow,
  type ImportRows,
} from '../../data/imports.ts'
import {
  answered,
  createTestApp,
  type Page,
  problemOf,
  receipts,
  type TestApp,
} from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../fixtures/grid-network.ts'
import { sampleFeature } from '../fixtures/sample-feature.ts'

const upload = (app: TestApp, content: BodyInit, query: string, type = 'text/plain') =>
  app.request(`/api/imports?${query}`, {
    method: 'POST',
    body: content,
    headers: { 'Content-Type': type },
  })

/** The import once nothing goes on any more. */
const settled = async (app: TestApp, id: number): Promise<Import> => {
  for (;;) {
    const now = await app.json<Import>(`/api/imports/${id}`)
    if (now.progress === null) return now
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const staged = async (app: TestApp, content: BodyInit, query: string): Promise<Import> => {
  const { id } = await answered<Import>(upload(app, content, query), 202)
  return settled(app, id)
}

const TOWERS = `编号,名称,区县,经度,纬度,火险等级
W-甲,甲塔,任城区,116.607740,35.354954,高火险
W-乙,乙塔,任城区,116.617740,35.364954,高火险
W-丙,丙塔,任城区,,,高火险
W-丁,丁塔,任城区,116.627740,35.374954,九级
`
const ITEMS = '/api/collections/watchtowers/items'
const idsOf = async (app: TestApp): Promise<string[]> =>
  (await app.json<Page>(`${ITEMS}?limit=100`)).features.map(({ id }) => id).sort()

const commit = (app: TestApp, id: number) =>
  app.post(`/api/imports/${id}/commit`, { name: '瞭望台 2026', by: '甲' })
const undo = (app: TestApp, id: number) => app.post(`/api/imports/${id}/undo`, { by: '乙' })

test('goes from a file to features and back', async () => {
  const app = await createTestApp()
  const before = await app.json(`${ITEMS}?limit=100`)
  const read = await staged(app, TOWERS, 'name=a.csv&collection=forests&by=甲')
  expect(read).toMatchObject({
    ...{ state: 'staged', name: 'a.csv', by: '甲', committed: null, refusal: null },
    report: { resource: 'forests', counts: { rowsRead: 4, add: 2, unplaced: 1, reject: 1 } },
  })
  const of = `/api/imports/${read.id}`
  const { rows } = await app.json<ImportRows>(`${of}/rows?status=reject`)
  expect(rows).toMatchObject([
    { row: 5, status: 'reject', issues: [{ code: 'choice-unknown', value: '九级' }] },
  ])
  expect(rows[0]!.issues![0]!.sentence.en).toBe(
    'is no option of this field: it may be I (high), II (medium), III (low)',
  )
  const map = await app.json<ImportMap>(`${of}/map`)
  expect(map.features.map(({ properties: { row, name } }) => [row, name])).toEqual([
    [2, '甲塔'],
    [3, '乙塔'],
  ])
  expect(await app.json(`${ITEMS}?limit=100`)).toMatchObject(before)

  const place = { lon: 116.6, lat: 35.4, by: '甲' }
  await answered(app.post(`${of}/rows/4/place`, place))
  const committed = await answered<Import>(commit(app, read.id))
  expect(committed).toMatchObject({ state: 'committed', committed: { by: '甲' } })
  expect(await idsOf(app)).toEqual(expect.arrayContaining(['W-甲', 'W-乙', 'W-丙']))
  expect(await app.json(`${ITEMS}/W-${encodeURIComponent('丙')}`)).toMatchObject({
    geometry: { type: 'Point', coordinates: [116.6, 35.4] },
    properties: { name: '丙塔', provenance: 'imported', source: 'a.csv', dangerClass: 'high' },
  })
  expect(await app.store.features.changes({ after: null, limit: 1000 })).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...{ featureId: 'W-丙', kind: 'create', who: '甲', importId: read.id },
        reason: '瞭望台 2026',
      }),
    ]),
  )
  expect(await answered<Import>(undo(app, read.id))).toMatchObject({ state: 'undone' })
  const { features } = await app.json(`${ITEMS}?limit=100`)
  expect(features).toEqual((before as Page).features)
  expect(await app.store.damages()).toEqual([])
})

test('a row that is put on the map by hand has the county that it then lies in, and says so', async () => {
  const app = await createTestApp()
  const towers =
    '编号,名称,经度,纬度,火险等级\nK-8,高岭塔,116.60774,35.354954,高火险\nK-9,低岭塔,,,高火险\n'
  const read = await staged(app, towers, 'name=a.csv&collection=forests&crs=wgs-84&by=甲')
  expect(read.report?.counts).toMatchObject({ add: 1, unplaced: 1 })
  // The rectangle of Sishui in the fixture, far from the other.
  const place = { lon: 117.3, lat: 35.7, by: '甲' }
  const placed = await answered<ImportRow>(app.post(`/api/imports/${read.id}/rows/3/place`, place))
  expect(placed.issues?.map(({ code }) => code)).toContain('county-from-point')
  await answered<Import>(commit(app, read.id))
  const { features } = await app.json<Page>(`${ITEMS}?limit=100`)
  const counties = features.map(({ properties: { name, countyCode } }) => [name, countyCode])
  expect(counties).toEqual(
    expect.arrayContaining([
      ['高岭塔', '370811'],
      ['低岭塔', '370831'],
    ]),
  )
})

test('what all rows lack is told by the labels of the fields', async () => {
  const app = await createTestApp()
  const stations = '编号,名称,经度,纬度,值班,人数\nX-1,甲站,116.60774,35.354954,24小时,3\n'
  const read = await staged(app, stations, 'name=a.csv&collection=stations&by=甲')
  expect(read.report?.defaultsToAskFor).toContain('grade')
  const { standing } = await answered<{ standing: Bilingual[] }>(commit(app, read.id), 409)
  const { grade } = COLLECTIONS.stations.fields
  expect(standing[0]!.zh).toContain(grade.label.zh)
  expect(standing[0]!.en).toContain(grade.label.en)
  expect(standing[0]!.en).not.toMatch(/[a-z][A-Z]/)
})

test('a zip bomb is refused by its directory: nothing of it is unpacked', async () => {
  const app = await createTestApp()
  const name = 'xl/workbook.xml'
  const bomb = zipSync({ [name]: new Uint8Array(64 * 1_048_576) })
  // What would be unpacked is no deflated data any more.
  bomb.fill(0xff, 30 + name.length, 30 + name.length + 1000)
  for (const fileName of ['a.xlsx', 'a.zip', 'a.kmz']) {
    const type = 'application/octet-stream'
    const response = await upload(app, bomb, `name=${fileName}&collection=auto`, type)
    const { id } = await answered<Import>(response, 202)
    const { state, refusal } = await settled(app, id)
    expect([fileName, state, refusal?.code]).toEqual([fileName, 'refused', 'unpacks-too-large'])
    expect(refusal?.sentence.zh).toContain('64.0 MB')
  }
  // One that hides its size is not taken for one: it is damaged.
  const small = zipSync({ [name]: new Uint8Array(1000) })
  small.fill(0xff, 30 + name.length, 30 + name.length + 8)
  const response = await upload(
    app,
    small,
    'name=a.xlsx&collection=auto',
    'application/octet-stream',
  )
  const { id } = await answered<Import>(response, 202)
  expect((await settled(app, id)).refusal?.code).toBe('broken')
})

/** Everything of the features, names and numbers of people whole. */
const contents = (app: TestApp) =>
  app.store.read(async ({ features }) =>
    Object.fromEntries(
      await Promise.all(RESOURCE_IDS.map(async (id) => [id, await features.unmasked(id)] as const)),
    ),
  )

test('people in a column that fills nothing are told masked', async () => {
  const app = await createTestApp()
  const people = TOWERS.replaceAll(/\n/g, ',护林甲子\n').replace(',护林甲子\n', ',护林员姓名\n')
  const { report } = await staged(app, people, 'name=a.csv&collection=watchtowers')
  expect(report?.unmapped).toContainEqual({
    column: '7',
    heading: '护林员姓名',
    samples: ['护***'],
  })
})

test('rows without codes are known again by what they are', async () => {
  const app = await createTestApp()
  const content = '名称,区县,经度,纬度,火险等级\n甲塔,任城区,116.607740,35.354954,高火险\n'
  const first = await staged(app, content, 'name=c.csv&collection=watchtowers')
  await answered(commit(app, first.id))
  const second = await staged(app, content, 'name=c.csv&collection=watchtowers')
  expect(second.report!.counts).toMatchObject({ rowsRead: 1, unchanged: 1 })
})

test('says what stands in the way of a commit and of undoing, and writes nothing then', async () => {
  const app = await createTestApp()
  const read = await staged(app, TOWERS, 'name=a.csv&collection=watchtowers')
  const feature = sampleFeature('watchtowers', 'W-甲')
  await app.store.features.put('watchtowers', feature, { who: '丙', at: '2026-11-23T02:00:00Z' })
  const refused = await answered<{ standing: Bilingual[] }>(commit(app, read.id), 409)
  expect(refused.standing).toEqual([
    {
      zh: '瞭望台 W-甲 于 2026-11-23 10:00 由 丙 改动。',
      en: 'Watchtowers W-甲 was changed by 丙 at 2026-11-23 10:00.',
    },
  ])
  await answered(app.send('PATCH', `/api/imports/${read.id}`, { rows: {} }), 202)
  expect((await settled(app, read.id)).report!.counts).toMatchObject({ add: 1, update: 1 })
  await answered(commit(app, read.id))
  await app.store.features.patch(
    'watchtowers',
    'W-乙',
    { properties: { name: '新名' } },
    { who: '丁', at: '2026-11-23T03:00:00Z' },
  )
  const state = await contents(app)
  const standing = await answered<{ standing: Bilingual[] }>(undo(app, read.id), 409)
  expect(standing.standing).toHaveLength(1)
  expect(standing.standing[0]!.en).toContain('W-乙 was changed by 丁')
  expect(await contents(app)).toEqual(state)
})

test('kilometre posts come in, and the search finds places by them', async () => {
  const road = street(0, 1, { name: '太白楼路', ref: 'G327' })
  const network = loadedNetwork(draftOf(metres([0, 0], [1000, 0]), [road]))
  const app = await createTestApp(SMALL_DATA_SET, { network: () => network })
  const [first, second] = [gridLonLat(0, 0), gridLonLat(1000, 0)]
  const posts = `路线编号,里程,经度,纬度\nG327,K12,${first}\nG327,12+999.9,${second}\nG327,K12+300-500,${first}\n`
  const ask = () =>
    app.json<{ features: { geometry: { coordinates: LonLat } }[]; remark: Bilingual | null }>(
      `/api/search?q=${encodeURIComponent('G327 K12+300')}`,
    )
  // The road itself is found, and said to have no posts.
  expect((await ask()).remark?.en).toContain('There are no kilometre posts')
  const read = await staged(app, posts, 'name=posts.csv&collection=distance-posts')
  expect(read.report!.counts).toMatchObject({ rowsRead: 3, add: 2, reject: 1 })
  await answered(commit(app, read.id))
  const kept = await app.store.features.all('distance-posts')
  expect(kept.map(({ properties }) => properties.kilometre)).toEqual([12, 12.9999])
  const {
    features: [found],
    remark,
  } = await ask()
  expect(remark).toBeNull()
  const [lon, lat] = gridLonLat(300, 0)
  expect(haversineMetres(...found!.geometry.coordinates, lon, lat)).toBeLessThan(5)
})

test('a stock list enters the books as receipts or as a count, and entries take it back', async () => {
  const app = await createTestApp()
  const [stockpile] = await app.store.features.all('stockpiles')
  const list = `储备点,物资名称,单位,数量,入库日期\n${stockpile!.properties.name},抽水泵,台,7,2026-05-01\n`
  const before = await app.store.features.all('stockpiles')
  const pumps = async (): Promise<number> =>
    (await app.store.features.all('stockpiles')).find(({ id }) => id === stockpile!.id)!.properties
      .stock.pump ?? 0
  const had = await pumps()
  for (const [stockAs, now] of [
    ['receipts', had + 7],
    ['stocktake', 7],
  ] as const) {
    const read = await staged(app, list, 'name=s.csv&collection=stock')
    expect(read.report).toMatchObject({ resource: 'stock', counts: { add: 1 } })
    await answered(app.send('PATCH', `/api/imports/${read.id}`, { stockAs }), 202)
    await settled(app, read.id)
    await answered(commit(app, read.id))
    expect(await pumps()).toBe(now)
    await answered(undo(app, read.id))
    expect(await app.store.features.all('stockpiles')).toEqual(before)
  }
  expect(await app.store.damages()).toEqual([])
}, 180_000)

const SHEET = 'xl/worksheets/sheet1.xml'

/** A number in a column of a row, as one types it into a workbook. */
const typedInto = (
  workbook: Uint8Array,
  cells: Readonly<Record<string, number>>,
): Uint8Array<ArrayBuffer> => {
  const files = unzipSync(workbook)
  let sheet = strFromU8(files[SHEET]!)
  for (const [at, number] of Object.entries(cells)) {
    const row = new RegExp(`(<row r="${at.slice(1)}">.*?)</row>`)
    sheet = sheet.replace(row, `$1<c r="${at}"><v>${number}</v></c></row>`)
  }
  return new Uint8Array(zipSync({ ...files, [SHEET]: strToU8(sheet) }))
}

test.each(['zh', 'en'])(
  'a form for a count comes back filled in, batch by batch (%s)',
  async (lang) => {
    const app = await createTestApp()
    const boats = { stockpileId: 'P-1', item: 'boat' }
    const batches = Object.entries({ 甲: 10, 乙: 5, 丙: 3 }).map(([batch, quantity]) => ({
      ...{ ...boats, batch, quantity, expiresOn: null },
    }))
    await answered(app.post('/api/stock/movements', receipts(...batches)), 201)
    const there = async () =>
      Object.fromEntries(
        (await app.store.ledger.batches({ items: ['boat'], stockpileIds: ['P-1'] })).map(
          ({ batch, onHand }) => [batch, onHand],
        ),
      )
    const before = await there()
    const download = async (table: string): Promise<Uint8Array<ArrayBuffer>> => {
      const query = `f=xlsx&lang=${lang}&stockpile=P-1&item=boat&unit=某局`
      return new Uint8Array(
        await (await app.get(`/api/stock/tables/${table}?${query}`)).arrayBuffer(),
      )
    }
    const takenIn = async (content: Uint8Array<ArrayBuffer>): Promise<Import> => {
      const type = 'application/octet-stream'
      const { id } = await answered<Import>(upload(app, content, 'name=盘点.xlsx', type), 202)
      const read = await settled(app, id)
      await answered(app.send('PATCH', `/api/imports/${id}`, { stockAs: 'stocktake' }), 202)
      await settled(app, id)
      await answered(commit(app, id))
      return read
    }
    const form = await download('count')
    const rowOf = (batch: string): string => {
      const sheet = strFromU8(unzipSync(form)[SHEET]!)
      return new RegExp(`<c r="F(\\d+)"[^>]*><is><t>${batch}<`).exec(sheet)![1]!
    }
    const filled = typedInto(form, { [`J${rowOf('甲')}`]: 8, [`J${rowOf('丙')}`]: 0 })
    const read = await takenIn(filled)
    // Nothing is received of what there is none, but it may be counted.
    expect(read.report).toMatchObject({ resource: 'stock', counts: { add: 1, skip: 2 } })
    // What was counted is what there is; the books of what was not counted go on as they were.
    expect(await there()).toEqual({ ...before, 甲: 8, 丙: 0 })
    const entries = await app.store.ledger.countMovements()
    await takenIn(await download('balances'))
    expect(await app.store.ledger.countMovements()).toBe(entries)
    expect(await app.store.damages()).toEqual([])
  },
  180_000,
)

test('half a thing in a register is told and left out, one in a cell of several and one in a column', async () => {
  const app = await createTestApp()
  const store = '任城区,116.60774,35.354954,市级,水务局,200'
  const listed = `编号,名称,区县,经度,纬度,储备层级,保管单位,库房面积,可用库存\nK-1,甲库,${store},排水泵2.5台；冲锋舟3艘\n`
  const crossed = `编号,名称,区县,经度,纬度,储备层级,保管单位,库房面积,排水泵,冲锋舟\nK-2,乙库,${store},2.5,3\n`
  for (const [id, content] of Object.entries({ 'K-1': listed, 'K-2': crossed })) {
    const read = await staged(app, content, 'name=k.csv&collection=stockpiles')
    const { rows } = await app.json<ImportRows>(`/api/imports/${read.id}/rows`)
    expect(rows[0]?.issues?.map(({ code, value }) => [code, value])).toContainEqual([
      'number-not-whole',
      expect.stringContaining('2.5'),
    ])
    await answered(commit(app, read.id))
    const { properties } = await app.json<Page['features'][number]>(
      `/api/collections/stockpiles/items/${id}`,
    )
    expect(properties).toMatchObject({ stock: { boat: 3 } })
  }
  expect(await app.store.damages()).toEqual([])
})

test('refuses what is no register, what is too large, and what comes from elsewhere, in a sentence', async () => {
  const app = await createTestApp()
  const bad = await staged(app, '今天天气很好', 'name=a.txt')
  expect(bad).toMatchObject({ state: 'refused', report: null })
  expect(bad.refusal!.sentence.zh).toMatch(/[\u4e00-\u9fff]/)
  const type = 'application/octet-stream'
  const large = new Uint8Array(IMPORT_LIMITS.mostFileBytes + 1)
  await problemOf(upload(app, large, 'name=l.csv', type), 413)
  const elsewhere = app.request('/api/imports?name=a.csv', {
    method: 'POST',
    body: TOWERS,
    headers: { 'Content-Type': 'text/plain', Origin: 'http://elsewhere.test' },
  })
  await problemOf(elsewhere, 403)
  await problemOf(app.get(`/api/imports/${bad.id}/rejected`), 403)
  expect((await app.json<ImportList>('/api/imports')).imports).toHaveLength(1)
})
