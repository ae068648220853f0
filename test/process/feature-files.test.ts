/** Collections as CSV, workbooks and GeoPackages, read by other programs and compared with the rows of SQLite. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { representativePoint } from '../../data/feature-place.ts'
import type { Field } from '../../data/field.ts'
import { fieldCell, fieldHeading } from '../../data/field-text.ts'
import { type Geometry, twiceSignedArea } from '../../data/geometry.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { shortNames } from '../../data/short-names.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import type { Page } from '../fixtures/app.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { type ReadFeature, storedRows } from '../fixtures/gis-reading.ts'
import { ranToEnd, type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let folder: string
let temporary: string
let product: ServedProduct
beforeAll(async () => {
  folder = copyOfDefaultData()
  temporary = temporaryFolder()
  // Where the server makes the files that it sends.
  const environment = { TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  product = await serveProduct(folder, ['server/main.ts'], { environment })
})
afterAll(() => product?.stop())

const rowsRead = new Map<CollectionId, Promise<ReadFeature[]>>()

/** The rows of SQLite, which no test here changes. */
const rowsOf = (id: CollectionId): Promise<ReadFeature[]> => {
  const rows = rowsRead.get(id) ?? storedRows(databasePath(folder), id)
  rowsRead.set(id, rows)
  return rows
}

const bytesOf = async (id: CollectionId, query: string): Promise<Buffer> => {
  const response = await fetch(`${product.origin}/api/collections/${id}/items?${query}`)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

/** The path of what was downloaded. */
const fileOf = async (id: CollectionId, format: string, query = ''): Promise<string> => {
  const path = join(folder, `${id}.${format}`)
  writeFileSync(path, await bytesOf(id, `f=${format}&${query}`))
  return path
}

const fieldsOf = (id: CollectionId): [string, Field][] =>
  Object.entries((COLLECTIONS[id] as ResourceDeclaration).fields)

describe.each(COLLECTION_IDS)('%s', (id) => {
  test('comes whole as CSV, in words', async () => {
    const rows = await rowsOf(id)
    const text = (await bytesOf(id, 'f=csv&lang=en')).toString()
    const [header, ...lines] = parse(text, { bom: true, relax_column_count: true }) as string[][]
    const fields = fieldsOf(id)
    expect(header!.slice(0, fields.length + 1)).toEqual([
      'Identifier',
      ...fields.map(([, field]) => fieldHeading(field, 'en')),
    ])
    const wanted = rows.map(({ properties }) => [
      String(properties.id),
      ...fields.map(([name, field]) => {
        const cell = String(fieldCell(field, properties[name], 'en'))
        // A source of the lakes is a package whose name a spreadsheet would take for a formula.
        return cell.startsWith('@') ? `'${cell}` : cell
      }),
    ])
    expect(lines.slice(0, rows.length).map((line) => line.slice(0, fields.length + 1))).toEqual(
      wanted,
    )
    // Below them an empty line and the remarks.
    expect(lines.length - rows.length).toBeLessThan(3)
    expect(lines.at(-1)![0]).toContain('Data revision')
  })
})

const GDAL = { info: 'ogrinfo', convert: 'ogr2ogr' } as const
const hasGdal = spawnSync(GDAL.info, ['--version']).status === 0
if (!hasGdal) console.warn('ogrinfo is not installed (gdal-bin), so reading by GDAL is not tested')

/** What a command prints; fails with what it complains about. */
const run = async (command: string, ...args: string[]): Promise<string> => {
  const { status, stdout, stderr } = await ranToEnd(command, args, { LC_ALL: 'C.UTF-8' })
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

const PRECISELY = ['-lco', 'COORDINATE_PRECISION=15']

const featuresIn = async (...source: string[]): Promise<Page['features']> => {
  const text = await run(GDAL.convert, '-f', 'GeoJSON', ...PRECISELY, '/vsistdout/', ...source)
  return (JSON.parse(text) as Page).features
}

const typeInGdal = ({ kind }: Field): string => {
  if (kind === 'integer') return 'Integer64'
  if (kind === 'number') return 'Real'
  if (kind === 'date') return 'Date'
  return kind === 'counts' ? 'String(JSON)' : 'String'
}

/** Where a layer has such of several parts, a polygon is one of one part. */
const inParts = (geometry: Geometry, areInParts: boolean): Geometry =>
  areInParts && geometry.type === 'Polygon'
    ? { type: 'MultiPolygon', coordinates: [geometry.coordinates] }
    : geometry

/** GDAL writes fifteen digits. */
const toldByGdal = (degrees: unknown): string => Number(degrees).toFixed(10)

describe.skipIf(!hasGdal).each(COLLECTION_IDS)('%s through GDAL', (id) => {
  test('has every value, type and geometry in its GeoPackage', async () => {
    const file = await fileOf(id, 'gpkg')
    const report = await run(GDAL.info, '-ro', '-so', '-al', file)
    const types = [...report.matchAll(/^(\w+): (\w+(?:\(JSON\))?) \(\d/gm)]
    expect(types.map(([, name, type]) => [name, type])).toEqual([
      ['id', 'String'],
      ...fieldsOf(id).map(([name, field]) => [name, typeInGdal(field)]),
    ])
    expect(report).toContain('ID["EPSG",4326]')
    const rows = await rowsOf(id)
    const areInParts = report.includes('Geometry: Multi Polygon')
    const read = (await featuresIn(file)).map(({ geometry, properties }) => ({
      geometry,
      properties,
    }))
    expect(read).toEqual(
      rows.map(({ geometry, properties }) => ({
        geometry: inParts(geometry, areInParts),
        properties,
      })),
    )
    const { geometryTypes }: ResourceDeclaration = COLLECTIONS[id]
    const kinds = new Set(geometryTypes.map((type) => type.replace('Multi', '')))
    if (kinds.size === 1) expect(report).not.toContain('Geometry: Unknown')
  })

  test('has every shape in its CSV, and a point for each in its workbook', async () => {
    const rows = await rowsOf(id)
    const arePoints = rows.every(({ geometry }) => geometry.type === 'Point')
    const place = arePoints
      ? ['X_POSSIBLE_NAMES=Longitude', 'Y_POSSIBLE_NAMES=Latitude']
      : ['GEOM_POSSIBLE_NAMES=Geometry (WKT)']
    const options = place.flatMap((option) => ['-oo', option])
    const shapes = await featuresIn(await fileOf(id, 'csv', 'lang=en'), ...options)
    expect(shapes.slice(0, rows.length).map(({ geometry }) => geometry)).toEqual(
      rows.map(({ geometry }) => geometry),
    )
    const workbook = await fileOf(id, 'xlsx', 'lang=en')
    const text = await run(
      GDAL.convert,
      ...['-f', 'CSV', '/vsistdout/', workbook, '-oo', 'HEADERS=FORCE'],
    )
    const read = parse(text, { columns: true }) as Record<string, string>[]
    const [east, north] = Object.keys(read[0]!).slice(-2)
    expect(
      read
        .slice(0, rows.length)
        .map((row) => [row.Identifier, ...[row[east!], row[north!]].map(toldByGdal)]),
    ).toEqual(
      rows.map(({ geometry, properties }) => [
        properties.id,
        ...representativePoint(geometry).map(toldByGdal),
      ]),
    )
  })
})

/** Rings begin where they did and run as RFC 7946 has them, whichever way the format does. */
const rewound = (geometry: Geometry): Geometry => {
  const ring = (positions: [number, number][], index: number) =>
    twiceSignedArea(positions) > 0 === (index === 0) ? positions : positions.toReversed()
  if (geometry.type === 'Polygon') {
    return { ...geometry, coordinates: geometry.coordinates.map(ring) as never }
  }
  if (geometry.type !== 'MultiPolygon') return geometry
  const coordinates = geometry.coordinates.map((part) => part.map(ring))
  const [only] = coordinates
  if (coordinates.length === 1) return { type: 'Polygon', coordinates: only as never }
  return { ...geometry, coordinates: coordinates as never }
}

/** The characters of the demonstration that GBK lacks. */
const asInGbk = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/[²©]/g, '?') : value

const MOST_TEXT_BYTES = 254

/** Lists that are longer than a Shapefile has room for are left out of it, and its note says so. */
const LEFT_OUT: readonly string[] = ['equipment', 'stock', 'roster']

/** What a Shapefile is to have of a value, where this was found: in one comparison of all of them. */
const inShapefile = (name: string, value: unknown, found: unknown): unknown => {
  // GDAL leaves out days that there are none of.
  if (found === undefined && (value === null || LEFT_OUT.includes(name))) return found
  // A longer text is cut off, and the note says so.
  const isCut =
    Buffer.byteLength(String(value)) > MOST_TEXT_BYTES && String(value).startsWith(String(found))
  return isCut ? found : value
}

describe.skipIf(!hasGdal).each(COLLECTION_IDS)('%s through GDAL', (id) => {
  const wordsOf = (properties: Readonly<Record<string, unknown>>) =>
    fieldsOf(id).map(([name, field]): [string, unknown] => {
      const cell = fieldCell(field, properties[name] ?? null, 'zh')
      return [name, cell === '' ? null : cell]
    })

  test.each(['utf-8', 'gbk'])(
    'has every value and shape in its Shapefile in %s',
    async (encoding) => {
      const rows = await rowsOf(id)
      const path = join(folder, `${id}.zip`)
      writeFileSync(path, await bytesOf(id, `f=shp&encoding=${encoding}`))
      const shapes = unzipSync(readFileSync(path), { filter: ({ name }) => name.endsWith('.shp') })
      const layers = Object.keys(shapes).map((name) => name.slice(0, -'.shp'.length))
      const read = []
      for (const layer of layers) read.push(...(await featuresIn(`/vsizip/${path}`, layer)))
      const short = shortNames(['id', ...fieldsOf(id).map(([name]) => name)])
      const told = new Map(read.map((feature) => [String(feature.properties.id), feature]))
      expect(told.size).toBe(rows.length)
      const both = rows.map(({ geometry, properties }) => {
        const feature = told.get(String(properties.id))
        const cells = wordsOf(properties).map(([name, value]) => {
          const found = feature?.properties[short.get(name)!]
          return [found, inShapefile(name, encoding === 'gbk' ? asInGbk(value) : value, found)]
        })
        return {
          found: [feature && rewound(feature.geometry), ...cells.map(([found]) => found)],
          wanted: [rewound(geometry), ...cells.map(([, wanted]) => wanted)],
        }
      })
      expect(both.map(({ found }) => found)).toEqual(both.map(({ wanted }) => wanted))
    },
  )

  test('has every value and shape in its KML', async () => {
    const rows = await rowsOf(id)
    // GDAL finds no layer in a document without marks.
    if (rows.length === 0) return
    const read = await featuresIn(await fileOf(id, 'kml'))
    const textOf = (value: unknown): string | null => (value == null ? null : String(value))
    expect(
      read.map(({ geometry, properties }) => [
        rewound(geometry),
        ...fieldsOf(id).map(([name]) => textOf(properties[name === 'name' ? 'Name' : name])),
      ]),
    ).toEqual(
      rows.map(({ geometry, properties }) => [
        rewound(geometry),
        ...wordsOf(properties).map(([, value]) => textOf(value)),
      ]),
    )
  })

  test('has all of it in one GeoJSON file', async () => {
    const rows = await rowsOf(id)
    const text = (await bytesOf(id, 'f=geojson-file')).toString()
    const read = JSON.parse(text) as Page & { remarks: string[] }
    expect(read.remarks.join()).toContain('数据版本')
    expect(read.features.map((each) => [each.id, each.geometry])).toEqual(
      rows.map(({ geometry, properties }) => [properties.id, geometry]),
    )
  })
})

describe.skipIf(!hasGdal)('a GeoPackage', () => {
  test.each([
    ['gpkg', 4527],
    ['gpkg', 4549],
    ['gpkg', 4497],
    ['shp', 4526],
    ['shp', 4550],
    ['shp', 4509],
  ])('lies in %s of zone %i where GDAL would put it', async (form, code) => {
    const crs = `http://www.opengis.net/def/crs/EPSG/0/${code}`
    const file = await fileOf('counties', form, `crs=${crs}&limit=1`)
    if (form === 'gpkg') {
      expect(await run(GDAL.info, '-ro', '-so', '-al', file)).toContain(`ID["EPSG",${code}]`)
    }
    const source = form === 'shp' ? `/vsizip/{${file}}` : file
    const ours = await featuresIn(source, '-t_srs', 'OGC:CRS84')
    const [stored] = await rowsOf('counties')
    const theirs = ours.map(({ geometry }) => representativePoint(geometry))
    expect(theirs).toHaveLength(1)
    const wanted = representativePoint(stored!.geometry)
    for (const axis of [0, 1] as const) expect(theirs[0]![axis]).toBeCloseTo(wanted[axis], 6)
  })

  test('holds what a query has, names of people masked, and nothing of it is left behind', async () => {
    const file = await fileOf('levees', 'gpkg', 'bbox=116.5,35.0,117,35.5')
    const asked = await fetch(
      `${product.origin}/api/collections/levees/items?bbox=116.5,35.0,117,35.5`,
    )
    const { features } = (await asked.json()) as Page
    const read = await featuresIn(file)
    expect(features.length).toBeGreaterThan(1)
    expect(read.map(({ properties }) => properties.id)).toEqual(features.map((each) => each.id))
    expect(read.map(({ properties }) => properties.administrativePerson)).toEqual(
      features.map(({ properties }) => properties.administrativePerson ?? null),
    )
    expect(readdirSync(temporary)).toEqual([])
  })

  test('leaves nothing behind where its reader hangs up', async () => {
    const client = new AbortController()
    const { signal } = client
    const address = `${product.origin}/api/collections/settlements/items?f=gpkg`
    const response = await fetch(address, { signal })
    await response.body!.getReader().read()
    client.abort()
    await expect.poll(() => readdirSync(temporary)).toEqual([])
  })
})

test.skipIf(!hasGdal)(
  'the routes of a nearest answer are one layer of lines for GDAL',
  async () => {
    const query = 'lon=116.587&lat=35.415&k=5&at=2026-11-24T10:00:00%2B08:00'
    const address = `${product.origin}/api/nearest/routes?${query}`
    const answer = (await (await fetch(address)).json()) as Page
    expect(answer.features).toHaveLength(5)
    const report = await run(GDAL.info, '-ro', '-so', '-al', address)
    expect(report).toContain('Geometry: Line String')
    const read = await featuresIn(address)
    expect(read.map(({ geometry }) => geometry)).toEqual(
      answer.features.map((each) => each.geometry),
    )
    for (const name of ['rank', 'featureId', 'name', 'arrivalSeconds', 'toLongitude', 'roads']) {
      expect(read.map(({ properties }) => properties[name])).toEqual(
        answer.features.map(({ properties }) => properties[name]),
      )
    }
  },
)
