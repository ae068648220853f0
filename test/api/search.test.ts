import { describe, expect, test } from 'vitest'
import { haversineMetres } from '../../data/geometry.ts'
import { type SearchAnswer, searchAnswerSchema } from '../../data/search.ts'
import { createTestApp, problemOf } from '../fixtures/app.ts'
import { levee, SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { sampleFeature } from '../fixtures/sample-feature.ts'

const app = await createTestApp({
  ...SMALL_DATA_SET,
  stations: [
    ...SMALL_DATA_SET.stations,
    station('S-5', [116.7, 35.4], { name: '任城', address: '百分之100%路' }),
    station('S-6', [116.7, 35.4], { name: '北任城站', phone: '0537-0000666' }),
  ],
})
const REGION = { name: '济宁市', nameEn: 'Jining', source: null }
await app.store.setMeta('region', JSON.stringify(REGION))

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
    ['the code of a county', '370831', '370831'],
    ['the code of a town', '370811001', '370811001'],
    ['a code', 'F-1', 'F-1'],
    ['a river', '梁济运河', 'F-1'],
    ['the beginning and another word', '古槐 微型', 'S-1'],
    ['words the other way round', '微型 古槐', 'S-1'],
    ['the county before the name', '泗水测试站', 'S-4'],
    ['the county and the town before the address', '济宁市任城区古槐街道古槐路1号', 'S-1'],
    ['what people say of a station', '古槐一站', 'S-1'],
    ['the same with a digit', '古槐1站', 'S-1'],
    ['a number instead of 第', '古槐一号站', 'S-1'],
    ['the same with a digit', '古槐街道1号微型站', 'S-1'],
    ['traditional characters', '古槐街道第一微型應急救援站', 'S-1'],
    ['a mixture', 'gu槐jd', '370811001'],
    ['a settlement', '测试村 V-1', 'V-1'],
    ['a telephone number that everybody reads', '0537-0000666', 'S-6'],
    ['the same without its area code', '0000666', 'S-6'],
    ['the same from abroad', '+86 537 0000666', 'S-6'],
    ['the same with a dash and a word before it', '电话：0537—0000666', 'S-6'],
    ['a town behind its county', '任城区古槐街道', '370811001'],
    ['the office of a subdistrict', '古槐街道办事处', '370811001'],
    ['the same as it is said', '任城区古槐街办', '370811001'],
    ['the seat of a county', '泗水县城', '370831'],
  ])('%s: %s', async (_what, q, id) => {
    expect((await idsOf(q))[0]).toBe(id)
  })

  test('what is said beside a name is not counted in, and that is told', async () => {
    const { features, remark } = await search('古槐一站往北200米')
    expect(features[0]?.id).toBe('S-1')
    expect(remark?.zh).toBe('“往北200米”没有计入位置：列出的是“古槐一站”本身。')
    expect(remark?.en).toContain('is not counted in')
  })

  test('the characters among others, at another end, are no name', async () => {
    const { features, remark, suggestions } = await search('北城')
    expect(features[0]).toMatchObject({ id: 'S-6', properties: { isNearestSpelling: true } })
    expect(remark?.zh).toContain('没有叫“北城”的地点')
    expect(suggestions).toContain('北任城站')
    // What people say of a station ends as its name does.
    const said = await search('北站')
    expect(said.features[0]).toMatchObject({ id: 'S-6', properties: { isNearestSpelling: false } })
    expect(said.remark).toBeNull()
  })

  test('a fire station that is none is answered by what is there, and that is told', async () => {
    const { features, remark } = await search('古槐街道消防站')
    expect(features[0]?.id).toBe('S-1')
    expect(remark?.zh).toBe('没有叫“古槐街道消防站”的消防站；以下是其他救援站。')
    expect((await idsOf('古槐1号微型消防站'))[0]).toBe('S-1')
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

  test('persons are not found by their names or numbers, nor any number by a part of it', async () => {
    expect(await idsOf('责任人甲')).toEqual([])
    expect(await idsOf('0537-0000001')).toEqual([])
    expect(await idsOf('13800001111')).toEqual([])
    expect(await idsOf('000000')).toEqual([])
  })

  test('nothing found is an empty answer that says what could be tried', async () => {
    const { features, remark, suggestions } = await search('没有这个地方')
    expect([features, suggestions]).toEqual([[], []])
    expect(remark?.zh).toContain('没有找到“没有这个地方”')
    expect(remark?.en).toContain('was not found')
  })

  test.each([
    ['one character wrong', '古怀街道', '古槐街道'],
    ['all that sounds the same', '骨怀接道', '古槐街道'],
    ['one too many', '古槐街街道', '古槐街道'],
    ['a letter missing', 'guhuajiedao', '古槐街道'],
    ['a letter of an English name', 'north lakz', '北湖'],
  ])('%s: the nearest spelling', async (_what, q, name) => {
    const { features, remark, suggestions } = await search(q)
    expect(features[0]!.properties).toMatchObject({ name, isNearestSpelling: true })
    expect(suggestions[0]).toBe(name)
    expect(remark?.en).toContain(q)
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
        kind: { zh: '物资储备点', en: 'Stockpiles' },
        county: { name: '任城区', nameEn: 'Rencheng' },
        town: { name: '古槐街道', nameEn: 'Guhuai Subdistrict' },
        context: '物资储备点 · 任城区 · 古槐街道',
        contextEn: 'Stockpiles · Rencheng · Guhuai Subdistrict',
        isPlace: true,
        isNearestSpelling: false,
        bbox: [116.61, 35.41, 116.61, 35.41],
      },
    },
  ])
})

test('what is called so in brackets, and what ends so, come before what begins or goes on so', async () => {
  const lake = sampleFeature('lakes', 'L-9')
  const { json } = await createTestApp({
    ...SMALL_DATA_SET,
    lakes: [{ ...lake, properties: { ...lake.properties, name: '南湖下级（小微湖）水面' } }],
    stations: [
      station('S-8', [116.6, 35.4], { name: '小微湖大道站' }),
      station('S-9', [116.6, 35.4], { name: '甲镇第八哨物资点' }),
      station('S-10', [116.6, 35.4], { name: '乙镇某某街道第八哨' }),
    ],
  })
  const ask = (q: string) => json<SearchAnswer>(`/api/search?q=${encodeURIComponent(q)}`)
  const ids = async (q: string) => (await ask(q)).features.map(({ id }) => id)
  expect((await ids('小微湖')).slice(0, 2)).toEqual(['L-9', 'S-8'])
  expect((await ids('第八哨')).slice(0, 2)).toEqual(['S-10', 'S-9'])
  const dam = await ask('小微湖大坝')
  expect(dam.features[0]?.id).toBe('L-9')
  expect(dam.remark?.zh).toBe('“大坝”没有计入位置：列出的是“小微湖”本身。')
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

test('names that fit alike come in natural order', async () => {
  const numerals = ['十', '二', '一', '十一']
  const { json } = await createTestApp({
    stations: numerals.map((each, i) => station(`N-${i}`, [116.6, 35.4], { name: `第${each}站` })),
  })
  const { features } = await json<SearchAnswer>(`/api/search?q=${encodeURIComponent('第')}`)
  expect(features.map(({ properties }) => properties.name)).toEqual([
    '第一站',
    '第二站',
    '第十站',
    '第十一站',
  ])
})

test('a county, a town, a levee are too large to be asked about; a station is a place', async () => {
  const isPlace = async (q: string) => (await search(q)).features[0]?.properties.isPlace
  expect(await isPlace('泗水县')).toBe(false)
  expect(await isPlace('古槐街道')).toBe(false)
  expect(await isPlace('梁济运河左堤')).toBe(false)
  expect(await isPlace('古槐街道第一微型应急救援站')).toBe(true)
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

  test('a name beside a link that cannot be followed is found, and both are told', async () => {
    const { features, remark } = await search('古槐一站 https://surl.amap.com/1aBcD')
    expect(features[0]?.id).toBe('S-1')
    expect(remark?.zh).toContain('列出的是“古槐一站”。高德短链接里没有坐标')
    expect(remark?.en).toContain('a short link of Amap')
    const unknown = app.get(
      `/api/search?q=${encodeURIComponent('古怀街道 https://surl.amap.com/1aBcD')}`,
    )
    expect((await problemOf(unknown, 400)).detailZh).toContain('高德短链接')
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

describe('a stake on a levee', () => {
  test.each([
    '梁济运河左堤 K0+500',
    '梁济运河 桩号0+500',
    '梁济运河左岸K0+500处',
    'liangji k0+500',
  ])('%s', async (q) => {
    const { features } = await search(q)
    expect(features[0]?.properties).toMatchObject({ collection: 'stakes', isPlace: true })
    expect(features[0]?.properties.name).toMatch(/K0\+500$/)
    const levees = await app.store.features.all('levees')
    const levee = levees.find(({ id }) => features[0]!.id === `stakes:${id}:K0+500`)!
    expect(features[0]!.properties.onWork).toEqual({
      ...{ workId: levee.id, name: levee.properties.name, stake: 'K0+500' },
    })
    const { geometry } = levee
    if (geometry.type !== 'LineString') throw new Error('a levee is a line')
    const [lon, lat] = (features[0]!.geometry as { coordinates: [number, number] }).coordinates
    expect(haversineMetres(...geometry.coordinates[0]!, lon, lat)).toBeCloseTo(500, -1)
  })

  test('that it does not have is told with where its stakes run', async () => {
    const { features, remark } = await search('梁济运河左堤 K900+000')
    expect(features).toEqual([])
    expect(remark?.zh).toMatch(/没有桩号 K900\+000：.*K0\+000～K/)
  })
})

describe('a river or lake by its name', () => {
  const water = SMALL_DATA_SET.lakes[0]!
  const named = (id: 'rivers' | 'lakes', name: string) => ({
    ...sampleFeature(id, name, 0),
    properties: { ...sampleFeature(id, name, 0).properties, name },
  })
  const course: [number, number][] = [
    [116.5, 35.3],
    [116.52, 35.32],
  ]
  const leveeOf = (id: string, name: string, river: string) => levee(id, course, { name, river })

  test('comes with its levees, before what is only called like it', async () => {
    const stations = Array.from({ length: 12 }, (_, at) =>
      station(`R-${at}`, [116.7, 35.4], { name: `清河街道第${at + 1}站` }),
    )
    const other = await createTestApp({
      ...SMALL_DATA_SET,
      stations,
      rivers: [named('rivers', '清河'), named('rivers', '大清河')],
      lakes: [water, named('lakes', '镜湖下级湖（月湖）')],
      levees: [
        leveeOf('L2', '圣源堤第二段', '清河'),
        leveeOf('L1', '圣源堤第一段', '清河'),
        levee('L0', course, { name: '圣源堤险段', river: '清河', kind: 'danger-section' }),
        leveeOf('L3', '大堤', '大清河'),
        leveeOf('L4', '湖东堤', '镜湖'),
      ],
    } as never)
    const found = async (q: string) =>
      (await other.json<SearchAnswer>(`/api/search?q=${encodeURIComponent(q)}&limit=10`)).features
    const ofRiver = await found('清河')
    expect(ofRiver.slice(0, 4).map(({ properties: { name, kind } }) => [name, kind.zh])).toEqual([
      ['清河', expect.any(String)],
      ['圣源堤第一段', '堤防'],
      ['圣源堤第二段', '堤防'],
      ['圣源堤险段', '险工险段'],
    ])
    expect(ofRiver).toHaveLength(10)
    expect(new Set(ofRiver.map(({ id }) => id)).size).toBe(10)
    expect(ofRiver.map(({ properties }) => properties.name)).not.toContain('大堤')
    expect((await found('月湖')).map(({ properties }) => properties.name)).toContain('湖东堤')
    const few = await other.json<SearchAnswer>(
      `/api/search?q=${encodeURIComponent('清河')}&limit=4`,
    )
    expect(few.features).toHaveLength(4)
    expect(few.remark?.zh).toContain('3 处，这里列出 2 处')
  })
})
