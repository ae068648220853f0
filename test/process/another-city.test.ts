/** Another city than that of the demonstration, from an empty folder to its answers: the region is data. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { CoverageAnswer } from '../../data/coverage.ts'
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import type { Import, ImportRows } from '../../data/imports.ts'
import type { NearestFeature } from '../../data/nearest.ts'
import type { Roads } from '../../data/roads.ts'
import { GCJ02, geometryInCrs } from '../../server/features/crs.ts'
import { nodePlace } from '../../server/network/graph.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { workbook } from '../fixtures/made-registers.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

/** A part of Haidian around Tsinghua University; © OpenStreetMap contributors, ODbL 1.0. */
const EXTRACT = join(
  process.env.SHARED_OSM ?? fileURLToPath(new URL('../../../shared/osm/', import.meta.url)),
  'beijing_tsinghua.osm.pbf',
)

/**
 * Words, codes, area code and coordinates of the demonstration's city. A figure alone is none: what a search took in
 * milliseconds may be 35.41.
 */
const DEMONSTRATION =
  /济宁|Jining|任城|曲阜|南四湖|(?<![.\d])3708\d\d(?:\d{3})?\b|\b0537-|\b11[67]\.\d+\D{1,14}3[45]\.\d/i
/** Where the published standards of arrival are from is said with them, whoever uses them. */
const CITATION = /济宁市，2024 年 2 月|Jining, February 2024/g

/** Real names and codes; outlines made up, side by side over all of the extract. */
const WEST = { code: '110108', name: '海淀区', town: '110108012', townName: '中关村街道' } as const
const EAST = { code: '110114', name: '昌平区', town: '110114006', townName: '回龙观街道' } as const
const BORDER_LONGITUDE = 116.32
const areaOf = ([longitude]: LonLat) => (longitude < BORDER_LONGITUDE ? WEST : EAST)

const outline = ({ code, name }: typeof WEST | typeof EAST, west: number, east: number) => ({
  type: 'Feature',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 39.9],
        [east, 39.9],
        [east, 40.1],
        [west, 40.1],
        [west, 39.9],
      ],
    ],
  },
  properties: { 名称: name, 区划代码: code, '2023 年常住人口': 3_000_000 },
})
const COUNTIES = {
  type: 'FeatureCollection',
  features: [outline(WEST, 116.2, BORDER_LONGITUDE), outline(EAST, BORDER_LONGITUDE, 116.45)],
}
const TOWNS = `名称,区划代码,区县,类别,经度,纬度
${WEST.townName},${WEST.town},${WEST.name},街道,116.3110,39.9790
${EAST.townName},${EAST.town},${EAST.name},街道,116.3280,40.0030
`

const folder = temporaryFolder()
let product: ServedProduct | null = null
afterAll(() => product?.stop())

/** All that the service has said, for what must not be in it. */
const said: string[] = []

const ask = async <T>(method: string, path: string, body?: BodyInit): Promise<T> => {
  const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream'
  const response = await fetch(`${product!.origin}${path}`, {
    method,
    ...(body !== undefined && { body, headers: { 'Content-Type': type } }),
  })
  const text = await response.text()
  said.push(`${method} ${path}: ${text}`)
  expect(response.ok, text).toBe(true)
  return JSON.parse(text) as T
}

const until = async <T>(look: () => Promise<T>, isDone: (seen: T) => boolean): Promise<T> => {
  for (;;) {
    const seen = await look()
    if (isDone(seen)) return seen
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Takes in a register as the page does. @returns what the dry run said of it */
const takeIn = async (
  name: string,
  content: string | Uint8Array,
  collection: string,
  defaults: Readonly<Record<string, unknown>> = {},
): Promise<Import> => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const query = new URLSearchParams({ name, collection })
  const { id } = await ask<Import>('POST', `/api/imports?${query}`, bytes as BodyInit)
  const look = () => ask<Import>('GET', `/api/imports/${id}`)
  const isRead = ({ state }: Import): boolean => state !== 'reading'
  let read = await until(look, isRead)
  if (Object.keys(defaults).length > 0) {
    await ask('PATCH', `/api/imports/${id}`, JSON.stringify({ defaults }))
    read = await until(look, isRead)
  }
  expect(read.state, JSON.stringify(read)).toBe('staged')
  await ask('POST', `/api/imports/${id}/commit`, JSON.stringify({ by: '甲' }))
  return read
}

const takeInRoads = async (bytes: Uint8Array): Promise<Roads> => {
  const query = new URLSearchParams({
    ...{ name: 'beijing.osm.pbf', offset: '0', total: `${bytes.length}` },
  })
  await ask('POST', `/api/roads/pieces?${query}`, bytes as BodyInit)
  const isBuilt = (roads: Roads): boolean => roads.import?.state !== 'building'
  return until(() => ask<Roads>('GET', '/api/roads'), isBuilt)
}

/** Some ten metres beside the middles of roads, far from each other. */
const besideRoads = (count: number): LonLat[] => {
  const graph = readNetwork(networkPath(folder))!
  const step = Math.floor(graph.nodeCount / count)
  return Array.from({ length: count }, (_, i) => {
    const [longitude, latitude] = nodePlace(graph, i * step)
    return [longitude + 0.0001, latitude]
  })
}

/** What else is said of the region, with what is offered where nothing is found. */
const PAGES = [
  ...['/api', '/api/openapi.json', '/api/collections', '/api/first-run', '/api/crs/gcj-02'],
  ...['清华', '1,'].map((text) => `/api/search?q=${encodeURIComponent(text)}`),
]

/** As a phone's map has it. */
const shifted = (place: LonLat): LonLat =>
  geometryInCrs({ type: 'Point', coordinates: [...place] }, GCJ02).coordinates as LonLat

const STATIONS = 16

/** As a district keeps it: a title, a note, two rows of headings, words for all things, a total. */
const register = (places: readonly LonLat[]): Uint8Array =>
  workbook([
    ['微型消防应急站点台账（2026年）'],
    ['填表说明：坐标由手机地图拾取'],
    [
      '序号',
      '站 点 名 称',
      '所属区',
      '街镇',
      '位置',
      '',
      '站点等级',
      '值守情况',
      '值守人数（人）',
      '联系方式',
    ],
    ['', '', '', '', 'X（经度）', 'Y（纬度）', '', '', '', ''],
    ...places.map((place, i) => {
      const [x, y] = shifted(place)
      const { name, townName } = areaOf(place)
      return [
        ...[
          i + 1,
          `第${i + 1}微型应急救援站`,
          name.slice(0, 2),
          townName.replace('街道', '街道办'),
        ],
        ...[x.toFixed(6), y.toFixed(6), 'Ⅱ级', i % 2 ? '全天候' : '24小时', `${3 + (i % 3)}人`],
        `010-0000${1000 + i}`,
      ]
    }),
    ['合计', '', '', '', '', '', '', '', '', ''],
    ['填表人：甲', '', '', '', '', '', '审核人：乙', '', '', ''],
  ])

test('Beijing, from an empty folder to who arrives first by road', async (context) => {
  if (!existsSync(EXTRACT)) {
    const reason = `not run: ${EXTRACT} is not present`
    console.warn(reason)
    return context.skip(reason)
  }
  product = await serveProduct(folder, ['server/main.ts', '--new'])
  const name = { name: '北京市', nameEn: 'Beijing', source: null }
  await ask('PUT', '/api/region', JSON.stringify(name))

  await takeIn('区县.geojson', JSON.stringify(COUNTIES), 'counties')
  await takeIn('街道.csv', TOWNS, 'towns')
  expect((await takeInRoads(await readFile(EXTRACT))).import).toMatchObject({ state: 'done' })
  const places = besideRoads(STATIONS)
  const people = places.map((_, i) => 500 + i)
  const settlements = places.map((place, i) => {
    const { name, townName } = areaOf(place)
    return [`居民点${i + 1}`, name, townName, '城市片区', '城市社区', people[i], ...place].join(',')
  })
  const headings = '名称,区县,街道,类别,响应标准类别,常住人口,经度,纬度'
  await takeIn('居民点.csv', [headings, ...settlements].join('\n'), 'settlements')

  const { report, id } = await takeIn('站点台账.xlsx', register(places), 'auto', {
    ...{ buildStatus: 'operating', turnoutSeconds: 60, equipment: '灭火器 2 具' },
  })
  expect(report).toMatchObject({
    resource: 'stations',
    coordinates: { system: 'gcj-02', isSure: true },
    counts: { rowsRead: STATIONS, add: STATIONS },
  })
  const { rows } = await ask<ImportRows>('GET', `/api/imports/${id}/rows?limit=100`)
  expect(new Set(places.map((place) => areaOf(place).code)).size).toBe(2)
  for (const [i, { lonLat, properties }] of rows.entries()) {
    const { code, town } = areaOf(places[i]!)
    expect(haversineMetres(...lonLat!, ...places[i]!)).toBeLessThan(1)
    expect(properties).toMatchObject({
      ...{ grade: 'second', dutyPattern: 'around-the-clock', crewOnDuty: 3 + (i % 3) },
      ...{ countyCode: code, townCode: town, phone: `010-0000${1000 + i}` },
    })
  }

  // Where the last one stands it is there first; no way to the others is shorter than a straight line.
  const [lon, lat] = places.at(-1)!
  const path = `/api/nearest?lon=${lon}&lat=${lat}&k=5`
  const { features } = await ask<{ features: Pick<NearestFeature, 'properties'>[] }>('GET', path)
  const found = features.map(({ properties }) => properties)
  expect(found.map(({ name }) => name)[0]).toBe(`第${STATIONS}微型应急救援站`)
  expect(found).toHaveLength(5)
  for (const [i, each] of found.entries()) {
    const place = places[Number(/\d+/.exec(each.name)![0]) - 1]!
    const straightMetres = haversineMetres(lon, lat, ...place)
    expect(each.distanceMetres + each.walkMetres).toBeGreaterThan(straightMetres * 0.999 - 1)
    expect(each.arrivalSeconds).toBeGreaterThanOrEqual(found[i - 1]?.arrivalSeconds ?? 60)
  }
  const { summary, byCounty } = await ask<CoverageAnswer>('POST', '/api/coverage', '{}')
  const sumOf = (area: typeof WEST | typeof EAST | null): number =>
    places.reduce((sum, place, i) => sum + (!area || areaOf(place) === area ? people[i]! : 0), 0)
  expect(summary).toMatchObject({ people: sumOf(null), stationsCounted: STATIONS })
  const told = Object.fromEntries(byCounty.map((each) => [each.code, each.people]))
  expect(told).toEqual({ [WEST.code]: sumOf(WEST), [EAST.code]: sumOf(EAST) })

  for (const path of PAGES) await ask('GET', path)
  expect(said.flatMap((text) => DEMONSTRATION.exec(text.replace(CITATION, '')) ?? [])).toEqual([])
}, 120_000)
