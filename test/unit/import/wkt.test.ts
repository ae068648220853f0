/** Shapes that tables hold as text. */
import { describe, expect, test } from 'vitest'
import { leveeResource } from '../../../data/resources/flood-work.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { geometryInCrs } from '../../../server/features/crs.ts'
import { isWellKnownText, shapeOfText } from '../../../server/import/gis/wkt.ts'
import { dryRun } from '../../../server/import/registers/dry-run.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { HEADINGS, KNOWN, station, workbook } from '../../fixtures/made-registers.ts'

const RING = [
  [116, 35],
  [116.1, 35],
  [116.1, 35.1],
  [116, 35],
]

describe('well-known text', () => {
  test.each([
    ['POINT (116 35)', { type: 'Point', coordinates: [116, 35] }],
    ['SRID=4490;Point Z(116 35 50)', { type: 'Point', coordinates: [116, 35] }],
    ['LINESTRING(116 35,1.161e2 35.0)', { type: 'LineString', coordinates: RING.slice(0, 2) }],
    ['POLYGON ((116 35, 116.1 35, 116.1 35.1, 116 35))', { type: 'Polygon', coordinates: [RING] }],
    [
      'multipolygon (((116 35, 116.1 35, 116.1 35.1, 116 35)), ((116 35, 116.1 35, 116.1 35.1, 116 35)))',
      { type: 'MultiPolygon', coordinates: [[RING], [RING]] },
    ],
    ['MULTILINESTRING ((116 35, 116.1 35))', { type: 'LineString', coordinates: RING.slice(0, 2) }],
  ])('%s', (text, geometry) => {
    expect(shapeOfText(text, null).geometry).toEqual(geometry)
    expect(isWellKnownText(text)).toBe(true)
  })
  test.each(['POLYGON ((116 35', 'LINESTRING (116 a)', 'LINESTRING (]116 35[)', 'CIRCLE (1 2)'])(
    '%s is none, and says what stands there',
    (text) => {
      expect(shapeOfText(text, null)).toEqual({ geometry: null, problem: text })
    },
  )
  test('nothing is no shape, and neither is what is empty', () => {
    expect(shapeOfText(' ', null)).toEqual({ geometry: null })
    expect(shapeOfText('POLYGON EMPTY', null)).toEqual({ geometry: null })
  })
})

const run = async (resource: typeof leveeResource | typeof stationResource, rows: unknown[][]) =>
  dryRun(await readTableFile(workbook(rows), 'a.xlsx'), KNOWN, {
    ...{ resources: [resource], system: null, fileName: 'a.xlsx' },
  })

describe('a column of shapes', () => {
  const line = { type: 'LineString', coordinates: RING.slice(0, 2) } as never
  const ZONE = 'http://www.opengis.net/def/crs/EPSG/0/4549'
  const text = (crs: string): string => {
    const { coordinates } = geometryInCrs(line, crs, 'east-first') as { coordinates: number[][] }
    return `LINESTRING (${coordinates.map((each) => each.join(' ')).join(', ')})`
  }
  test.each([
    ['几何（WKT）', 'LINESTRING (116 35, 116.1 35)'],
    ['几何WKT（EPSG:4549）', text(ZONE)],
    ['几何WKT（GCJ-02）', text('/api/crs/gcj-02')],
  ])('under %s is where the rows lie', async (heading, shape) => {
    const { rows, coordinates } = await run(leveeResource, [
      ['名称', '编号', heading],
      ['甲堤', 'D-1', shape],
      ['乙堤', 'D-2', ''],
    ])
    const { coordinates: read } = rows[0]!.geometry as { coordinates: number[][] }
    for (const [index, place] of read.entries()) {
      for (const axis of [0, 1]) expect(place[axis]).toBeCloseTo(RING[index]![axis]!, 6)
    }
    expect(rows[1]!.status).toBe('unplaced')
    expect(coordinates.system).toBe(heading.includes('GCJ') ? 'gcj-02' : 'wgs-84')
  })
  test('of points too', async () => {
    const { rows } = await run(stationResource, [
      [...HEADINGS.filter((each) => !/[经纬]度/.test(each)), 'geom'],
      [
        ...station(1, [116, 35]).filter((_, column) => column !== 3 && column !== 4),
        'POINT(116 35)',
      ],
    ])
    expect(rows[0]).toMatchObject({ status: 'add', lonLat: [116, 35] })
  })
})

test('metres under a heading that names their zone are of that zone', async () => {
  const place = geometryInCrs(
    { type: 'Point', coordinates: [116.5, 35.25] },
    'http://www.opengis.net/def/crs/EPSG/0/4547',
    'east-first',
  ).coordinates as number[]
  const { rows } = await run(stationResource, [
    [
      ...HEADINGS.slice(0, 3),
      '东坐标（米，EPSG:4547）',
      '北坐标（米，EPSG:4547）',
      ...HEADINGS.slice(5),
    ],
    station(1, [116.5, 35.25]).map((cell, column) => place[column - 3]?.toFixed(2) ?? cell),
  ])
  const [longitude, latitude] = rows[0]!.lonLat!
  expect(longitude).toBeCloseTo(116.5, 6)
  expect(latitude).toBeCloseTo(35.25, 6)
})
