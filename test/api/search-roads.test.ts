/** What people say of places on roads: crossings, kilometres, house numbers, numbers of roads. */
import { expect, test } from 'vitest'
import { haversineMetres } from '../../data/geometry.ts'
import { type SearchAnswer, searchAnswerSchema } from '../../data/search.ts'
import { createTestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../fixtures/grid-network.ts'
import { sampleFeature } from '../fixtures/sample-feature.ts'
import { point } from '../fixtures/shapes.ts'

const post = (kilometre: number, east: number) => ({
  ...sampleFeature('distance-posts', `K${kilometre}`),
  geometry: point(...gridLonLat(east, 0)),
  properties: {
    ...sampleFeature('distance-posts', `K${kilometre}`).properties,
    ...{ roadRef: 'G327', roadName: null, kilometre, direction: null },
  },
})
const network = loadedNetwork(
  draftOf(metres([0, 0], [500, 0], [1000, 0], [500, -300], [500, 300], [800, -300], [800, 300]), [
    street(0, 1, { name: '太白楼路', ref: 'G327' }),
    street(1, 2, { name: '太白楼路', ref: 'G327' }),
    street(3, 1, { name: '建设路' }),
    street(1, 4, { name: '建设路' }),
    // over 太白楼路, without a node in common
    street(5, 6, { name: '高架路' }),
    street(0, 3, { name: '古槐路' }),
    // 300村道, which is no road of K12+300
    street(4, 6, { name: '北路', ref: 'C300' }),
  ]),
)
const roads = await createTestApp(
  { ...SMALL_DATA_SET, 'distance-posts': [post(12, 0), post(13, 1000)] },
  { network: () => network },
)
await roads.store.setMeta(
  'region',
  JSON.stringify({ name: '济宁市', nameEn: 'Jining', source: null }),
)
const ask = async (q: string): Promise<SearchAnswer> =>
  searchAnswerSchema.parse(await roads.json(`/api/search?q=${encodeURIComponent(q)}`))
const metresFrom = ({ geometry }: SearchAnswer['features'][number], east: number): number => {
  if (geometry.type !== 'Point') throw new Error(geometry.type)
  const [longitude, latitude] = gridLonLat(east, 0)
  return haversineMetres(...geometry.coordinates, longitude, latitude)
}

test.each([
  '太白楼路与建设路',
  '建设路/太白楼路',
  'tbllu 建设路 路口',
  '太白樓路建設路交叉口',
  'G327和建设路',
  '任城区太白楼路与建设路',
  'Taibailou Road and Jianshe Road',
  'Taibailou Road, Jianshe Road',
  'tbll jsl',
  'tblljsl',
  '请到太白楼路与建設路交匯處',
  '山东济宁太白楼路与建设路',
  '太白楼路与建设路 任城',
  'G327国道与建设路',
  '太白楼路（建设路口）',
])('%s: the crossing', async (q) => {
  const { features, remark } = await ask(q)
  expect(remark).toBeNull()
  expect(features.map(({ properties }) => properties.collection)).toEqual(['crossings'])
  const [crossing] = features as [SearchAnswer['features'][number]]
  expect(metresFrom(crossing, 500)).toBeLessThan(1)
  expect(crossing.properties).toMatchObject({ isPlace: true, county: { name: '任城区' } })
})

test('a road after its county, though a town is called as it begins', async () => {
  const { features } = await ask('任城区古槐路')
  expect(features[0]!.properties).toMatchObject({ collection: 'roads', name: '古槐路' })
})

test('two that never meet: where each of them is, and a sentence', async () => {
  const { features, remark } = await ask('古槐路与高架路')
  expect(features.map(({ properties }) => [properties.name, properties.isPlace])).toEqual([
    ['古槐路', false],
    ['高架路', false],
  ])
  expect(remark?.zh).toContain('不相交')
  expect(remark?.en).toContain('do not cross')
})

test('two of which one leads over the other: that place, and what it is', async () => {
  const { features, remark } = await ask('太白楼路与高架路')
  expect(features).toHaveLength(1)
  expect(features[0]!.properties).toMatchObject({
    ...{ collection: 'interchanges', name: '太白楼路与高架路立交', isPlace: true },
    kind: { zh: '立交', en: 'Interchange' },
  })
  expect(remark?.zh).toContain('在此立体交叉，路网中没有匝道相连')
  expect(remark?.en).toContain('cross here on two levels')
})

test.each([
  ['太白楼路与建设路附近', '“附近”没有计入位置：列出的是“太白楼路与建设路”本身。'],
  ['太白楼路建设路路口往北200米', '“往北200米”没有计入位置'],
  ['太白楼东路与建设北路', '列出的是“太白楼路与建设路”，东西南北等方位字没有计入。'],
  ['太白楼路与建设北路对面', '列出的是“太白楼路与建设路”，东西南北等方位字没有计入。“对面”'],
])('%s: the crossing, with what is not counted in', async (q, zh) => {
  const { features, remark } = await ask(q)
  expect(metresFrom(features[0]!, 500)).toBeLessThan(1)
  expect(features[0]!.properties.isNearestSpelling).toBe(false)
  expect(remark?.zh).toContain(zh)
})

test.each(['太白楼路88号', '太白楼路 21-3号院2号楼附近'])(
  '%s: the road, where no house is known by its number',
  async (q) => {
    const { features, remark } = await ask(q)
    expect(features[0]!.properties).toMatchObject({ name: '太白楼路', isNearestSpelling: false })
    expect(remark?.zh).toMatch(/^“(88号|21-3号院2号楼附近)”没有计入位置：列出的是“太白楼路”本身。$/)
  },
)

test('a road with itself', async () => {
  const { features, remark } = await ask('建设路与建设路')
  expect(features.map(({ properties }) => properties.name)).toEqual(['建设路'])
  expect(remark?.zh).toContain('是同一条路“建设路”')
  expect(remark?.en).toContain('are of one road, “建设路”')
})

test.each(['G327 太白楼路', 'G327太白楼路', '太白楼路（G327）', '太白楼路 G327'])(
  '%s: the road by its number and its name, which is no crossing',
  async (q) => {
    const { features, remark } = await ask(q)
    expect(features.map(({ properties: { collection, name } }) => [collection, name])).toEqual([
      ['roads', '太白楼路'],
    ])
    expect(remark).toBeNull()
  },
)

test('a number and another road are two roads; a road and its own number are one', async () => {
  const { features } = await ask('G327 建设路')
  expect(features.map(({ properties }) => properties.name)).toEqual(['太白楼路与建设路交叉口'])
  const one = await ask('G327与太白楼路')
  expect(one.remark?.zh).toContain('是同一条路')
  expect(one.features.map(({ properties }) => properties.collection)).toEqual(['roads'])
})

test.each(['任城路', '古槐南路', '古槐大道', '任城医院', '泗水站'])(
  '%s: an area and a bare kind tell no road or place of the area',
  async (q) => {
    const { features, remark } = await ask(q)
    const { isNearestSpelling, name } = features[0]?.properties ?? {}
    if (q === '古槐南路') {
      expect([name, isNearestSpelling]).toEqual(['古槐路', false])
      expect(remark?.zh).toContain('没有找到“古槐南路”')
    } else {
      expect(features.filter(({ properties }) => !properties.isNearestSpelling)).toEqual([])
      expect(remark?.zh).toContain(`“${q}”`)
    }
  },
)

test('one that is not known: the crossing that is spelled nearly so, and the other', async () => {
  const { features, remark, suggestions } = await ask('太白楼路与建社路')
  expect(
    features.map(({ properties: { name, isNearestSpelling } }) => [name, isNearestSpelling]),
  ).toEqual([
    ['太白楼路与建设路交叉口', true],
    ['太白楼路', false],
  ])
  expect(metresFrom(features[0]!, 500)).toBeLessThan(1)
  expect(remark?.zh).toContain('没有找到“建社路”')
  expect(suggestions).toEqual(['太白楼路与建设路'])
})

test.each(['G327 K12+300', '327国道12.3公里', '太白楼路 12公里300米'])('%s', async (q) => {
  const { features } = await ask(q)
  const [place] = features as [SearchAnswer['features'][number]]
  expect(metresFrom(place, 300)).toBeLessThan(5)
  expect(place.properties).toMatchObject({
    ...{
      collection: 'road-kilometres',
      name: '太白楼路 K12+300',
      isPlace: true,
      errorMetres: 30,
    },
    context: expect.stringContaining('K12+000 与 K13+000'),
  })
})

test('a kilometre beyond the posts is a sentence, never a guess', async () => {
  const { features, remark } = await ask('G327 K430')
  expect(features.map(({ properties }) => properties.collection)).toEqual(['roads'])
  expect(remark?.zh).toContain('K12+000–K13+000')
  expect((await ask('建设路3公里')).remark?.en).toContain('no kilometre posts')
})

test('a direction that no post tells is said to be open', async () => {
  expect((await ask('G327 K12+300 往东')).remark?.zh).toContain('往东')
})
