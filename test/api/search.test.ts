import { describe, expect, test } from 'vitest'
import { type SearchAnswer, searchAnswerSchema } from '../../data/search.ts'
import { createTestApp, problemOf } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'

const app = await createTestApp({
  ...SMALL_DATA_SET,
  stations: [
    ...SMALL_DATA_SET.stations,
    station('S-5', [116.7, 35.4], { name: '任城', address: '百分之100%路' }),
    station('S-6', [116.7, 35.4], { name: '北任城站' }),
  ],
})

const search = async (q: string, more = ''): Promise<SearchAnswer> => {
  const response = await app.get(`/api/search?q=${encodeURIComponent(q)}${more}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/geo+json')
  return searchAnswerSchema.parse(await response.json())
}
const idsOf = async (q: string): Promise<string[]> => (await search(q)).features.map(({ id }) => id)

describe('what staff type', () => {
  test.each([
    ['characters', '古槐街道', '370811001'],
    ['two characters, too few for a trigram', '物资', 'P-1'],
    ['one character', '泗', '370831'],
    ['pinyin', 'sishui', '370831'],
    ['pinyin of a few syllables', 'guhuai', '370811001'],
    ['pinyin with spaces', 'si shui xian', '370831'],
    ['capitals', 'SiShui', '370831'],
    ['initials', 'ssx', '370831'],
    ['full-width letters', 'ＳＳＸ', '370831'],
    ['English', 'north lake', 'L-1'],
    ['an address', '古槐路1号', 'S-1'],
    ['a code', 'F-1', 'F-1'],
    ['a river', '梁济运河', 'F-1'],
    ['the beginning and another word', '古槐 微型', 'S-1'],
  ])('%s: %s', async (_what, q, id) => {
    expect((await idsOf(q))[0]).toBe(id)
  })

  test('a percent sign or an underscore means itself', async () => {
    expect(await idsOf('100%')).toEqual(['S-5'])
    expect(await idsOf('_')).toEqual([])
    expect(await idsOf('"')).toEqual([])
  })

  test('a control character parts words and finds nothing by itself', async () => {
    expect(await idsOf('\u0000')).toEqual([])
    expect((await idsOf('古槐\u0000微型'))[0]).toBe('S-1')
    expect(await idsOf('古槐\u0000没有')).toEqual([])
  })

  test('persons are not found by their names or numbers', async () => {
    expect(await idsOf('责任人甲')).toEqual([])
    expect(await idsOf('0537-0000001')).toEqual([])
  })

  test('nothing found is an empty answer', async () => {
    expect((await search('没有这个地方')).features).toEqual([])
  })
})

test('best first: the whole name, its beginning, its inside; places before resources', async () => {
  // 任城 is S-5's whole name, the beginning of 任城区 and of the stockpile, inside S-6
  expect((await idsOf('任城')).slice(0, 4)).toEqual(['S-5', '370811', 'P-1', 'S-6'])
  // by address only: after those whose name has it
  expect(await idsOf('古槐')).toEqual(['370811001', 'S-1'])
})

test('a hit says what it is, where it belongs and how to fly to it', async () => {
  const { features, query, revision } = await search('fangxun')
  expect(query).toBe('fangxun')
  expect(revision).toBe(await app.store.revision())
  expect(features).toEqual([
    {
      type: 'Feature',
      id: 'P-1',
      geometry: { type: 'Point', coordinates: [116.61, 35.41] },
      properties: {
        collection: 'stockpiles',
        name: '任城区防汛物资储备库',
        nameEn: null,
        context: '物资储备点 · 任城区 · 古槐街道',
        contextEn: 'Stockpiles · Rencheng · Guhuai Subdistrict',
        bbox: [116.61, 35.41, 116.61, 35.41],
      },
    },
  ])
})

test('limit bounds the answer', async () => {
  expect((await search('站')).features.length).toBeGreaterThan(2)
  expect((await search('站', '&limit=2')).features).toHaveLength(2)
})

test('finds what has been written, and no more what has been replaced', async () => {
  const { store, json } = await createTestApp()
  const found = async (q: string) =>
    (await json<SearchAnswer>(`/api/search?q=${encodeURIComponent(q)}`)).features.length
  expect(await found('梁济运河左堤')).toBe(1)
  await store.features.replace({ levees: [] })
  expect(await found('梁济运河左堤')).toBe(0)
  await store.features.replace({ stations: [station('X', [116, 35], { name: '新建站' })] })
  expect(await found('xinjian')).toBe(1)
})

describe('coordinates', () => {
  test.each([
    '116.587,35.415',
    '35.415 116.587',
    '35°24′54″N 116°35′13.2″E',
    '北纬35°24′54″ 东经116°35′13.2″',
    '１１６．５８７，３５．４１５',
  ])('%s', async (q) => {
    const { features } = await search(q)
    expect(features).toHaveLength(1)
    const [{ geometry, properties }] = features as [SearchAnswer['features'][number]]
    expect(properties.collection).toBe('coordinates')
    expect(properties.context).toContain('解读')
    expect(properties.contextEn).toContain('Read')
    expect(properties.pasted?.readings.map(({ system }) => system)).toEqual([
      'wgs84',
      'gcj02',
      'bd09',
    ])
    if (geometry.type !== 'Point') throw new Error(geometry.type)
    expect(geometry.coordinates[0]).toBeCloseTo(116.587, 6)
    expect(geometry.coordinates[1]).toBeCloseTo(35.415, 6)
  })

  test.each([
    ['200,100', '200, 100'],
    ['95N 116E', '95, 116'],
  ])('%s lies nowhere on Earth, and that is said', async (q, numbers) => {
    const response = app.get(`/api/search?q=${encodeURIComponent(q)}`)
    const { detail, detailZh } = await problemOf(response, 400)
    expect(detail).toContain(`${numbers} is no place on Earth`)
    expect(detailZh).toContain(`${numbers} 超出范围`)
  })

  test('in a message with a link, and of several places each once', async () => {
    const link = 'https://uri.amap.com/marker?position=116.592291,35.414552&name=a'
    const message = `${'收到请回复。'.repeat(60)}${link} ${link} https://osm.org/?mlat=35.5&mlon=116.6`
    const { features } = await search(message)
    expect(features.map(({ id }) => id)).toEqual([
      'coordinates:116.587000, 35.415000',
      'coordinates:116.600000, 35.500000',
    ])
    expect(features[0]!.properties.pasted).toMatchObject({ system: 'gcj02', certainty: 'told' })
  })

  test.each([
    ['https://surl.amap.com/1aBcD', 'a short link of Amap', '高德短链接'],
    ['东经116.587', 'one longitude and one latitude', '经度和纬度各一个'],
    ['长'.repeat(201), 'at most 200 characters', '不超过 200 字'],
  ])('%s gets a sentence', async (q, en, zh) => {
    const response = app.get(`/api/search?q=${encodeURIComponent(q)}`)
    const { detail, detailZh } = await problemOf(response, 400)
    expect(detail).toContain(en)
    expect(detailZh).toContain(zh)
  })

  test('what something is called is no half of a pair', async () => {
    const { json, store } = await createTestApp()
    await store.features.replace({ stations: [station('X', [116, 35], { name: '115.123 高地' })] })
    const { features } = await json<SearchAnswer>('/api/search?q=115.123')
    expect(features.map(({ id }) => id)).toEqual(['X'])
  })
})
