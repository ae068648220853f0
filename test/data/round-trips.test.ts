/** What goes out as a file comes in again and changes nothing: every collection, every form. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../data/bilingual.ts'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  isUnionId,
  RESOURCE_IDS,
  type ResourceId,
} from '../../data/collections.ts'
import { haversineMetres, linesOf } from '../../data/geometry.ts'
import type { TextEncoding } from '../../data/text-encoding.ts'
import { CRS84, GCJ02 } from '../../server/features/crs.ts'
import type { Known } from '../../server/import/registers/known.ts'
import type { Imported } from '../../server/import/registers/report.ts'
import { runRegister } from '../../server/import/registers/run-register.ts'
import { importedFields } from '../../server/import/registers/targets.ts'
import { readTableFile } from '../../server/import/tables/read-table-file.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { knownData } from '../../server/services/imports/known-data.ts'
import {
  featuresSheet,
  TABLE_FORMATS,
  type TableFormat,
} from '../../server/services/tables/table-files.ts'
import { writeTable } from '../../server/services/tables/write-table.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { openMoment } from '../../server/store/moment.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { openToRead, type Store } from '../../server/store/store.ts'
import { defaultDataFolder } from '../fixtures/default-data.ts'

const path = databasePath(defaultDataFolder())
let store: Store
let known: Known

beforeAll(async () => {
  store = await openToRead(path)
  known = await knownData(store, new RoadNetwork(readNetwork(networkPath(defaultDataFolder()))!), [
    ...COLLECTION_IDS,
  ])
})
afterAll(() => store?.close())

const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/'
const FORMATS = Object.keys(TABLE_FORMATS) as TableFormat[]
const ALL = { box: null, verified: null, filter: {}, after: null, offset: 0, limit: null }
const AT = '2026-11-23T10:00:00+08:00'

const importedAgain = async (
  id: CollectionId,
  format: TableFormat,
  language: Language,
  crs = CRS84,
  encoding: TextEncoding = 'utf-8',
  against = known,
): Promise<Imported> => {
  const pieces: Uint8Array[] = []
  const streams = {
    open: (job: Parameters<typeof writeTable>[0]) => {
      const written = writeTable(job, () => openMoment(path))
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          const { done, value } = await written.next()
          if (done) controller.close()
          else controller.enqueue(value)
        },
      })
    },
    close: () => Promise.resolve(),
  }
  const sheet = featuresSheet(
    streams,
    { collection: id, query: ALL, crs },
    { at: AT, notice: null },
  )
  for await (const piece of sheet.write({ format, language, crs, encoding }).bytes)
    pieces.push(piece)
  const fileName = `${id}.${TABLE_FORMATS[format].ending}`
  const file = await readTableFile(Buffer.concat(pieces), fileName)
  return runRegister(file, against, {
    resources: [COLLECTIONS[id]],
    system: null,
    fileName,
    stock: 'no',
    today: '2026-11-28',
  })
}

/** Rows that would change something, and what they would change. */
const changedBy = ({ rows }: Imported) =>
  rows
    .filter(({ status }) => status !== 'unchanged')
    .map(({ row, status, changes }) => ({ row, status, changes }))

/** Choices that a row says otherwise than its feature has them, or not at all: what is not said changes nothing. */
const misreadChoices = (id: CollectionId, { rows }: Imported) => {
  const byId = new Map(known.existing(id).map((feature) => [feature.id, feature]))
  const choices = importedFields(COLLECTIONS[id].fields).filter(([, { kind }]) => kind === 'choice')
  return rows.flatMap(({ featureId, properties }) =>
    choices.flatMap(([name]) => {
      const [kept, read] = [
        byId.get(featureId!)?.properties[name] ?? null,
        properties[name] ?? null,
      ]
      return kept === read ? [] : [{ featureId, name, kept, read }]
    }),
  )
}

/** In words of the language and codes of the table; of a point, what the file says of its system. */
const OTHERWISE: readonly (readonly [TableFormat, Language, string, TextEncoding])[] = [
  ['xlsx', 'en', CRS84, 'utf-8'],
  ['csv', 'zh', GCJ02, 'utf-8'],
  ['csv', 'zh', `${EPSG}4490`, 'utf-8'],
  ['csv', 'zh', `${EPSG}4527`, 'utf-8'],
  // By its heading: without a number six digits would be of the region's own meridian.
  ['csv', 'en', `${EPSG}4549`, 'utf-8'],
  ['geojson', 'zh', `${EPSG}4527`, 'utf-8'],
  // No register has a number for it: named in a sentence that comes with the file.
  ['geojson', 'en', GCJ02, 'utf-8'],
  ['gpkg', 'zh', GCJ02, 'utf-8'],
  ['shp', 'zh', GCJ02, 'gbk'],
  ['gpkg', 'en', `${EPSG}4549`, 'utf-8'],
  ['shp', 'zh', CRS84, 'gbk'],
  ['shp', 'en', `${EPSG}4527`, 'utf-8'],
]

/** The demonstration has none of these, and a file without rows is refused. */
const EMPTY: readonly ResourceId[] = ['distance-posts']

const FILLED = RESOURCE_IDS.filter((id) => !EMPTY.includes(id))
/** Those that gather others come in as one register, too. */
const ASKED: readonly CollectionId[] = [...FILLED, ...COLLECTION_IDS.filter(isUnionId)]

describe.each(ASKED)('%s', (id) => {
  const count = async () => (await store.read(({ features }) => features.counts()))[id]

  test.each(FORMATS)('comes again from %s and changes nothing', async (format) => {
    const imported = await importedAgain(id, format, 'zh')
    expect(changedBy(imported)).toEqual([])
    expect(misreadChoices(id, imported)).toEqual([])
    expect(imported.rows).toHaveLength(await count())
    // Lists of goods are longer than a Shapefile has room for: its note says so.
    if (format !== 'shp') expect(imported.defaultsToAskFor).toEqual([])
  })

  // Eight thousand settlements differ from other points in number alone.
  test.skipIf(id === 'settlements').each(OTHERWISE)(
    'comes again from %s in %s, %s, %s',
    async (...form) => {
      const imported = await importedAgain(id, ...form)
      expect(changedBy(imported)).toEqual([])
      expect(misreadChoices(id, imported)).toEqual([])
      expect(imported.rows).toHaveLength(await count())
    },
  )
})

/** About five metres: more than any format rounds. */
const STEP_DEGREES = 0.00005
/** A cell of a workbook is too small for shapes, and its remark says so. */
const SHAPED: readonly (readonly [TableFormat, string])[] = [
  ...FORMATS.filter((format) => format !== 'xlsx').map((format) => [format, CRS84] as const),
  ...([GCJ02, `${EPSG}4527`] as const).map((crs) => ['csv', crs] as const),
]
const LINES_AND_AREAS = FILLED.filter((id) =>
  COLLECTIONS[id].geometryTypes.every((type) => type !== 'Point'),
)

/** What is known, but that one corner of one feature lies elsewhere. */
const withCornerMoved = (id: ResourceId, at: number): Known => ({
  ...known,
  existing: (collection) =>
    known.existing(collection).map((feature, index) => {
      if (collection !== id || index !== at) return feature
      const geometry = structuredClone(feature.geometry)
      const [line] = linesOf(geometry)
      line![1]![1] += STEP_DEGREES
      return { ...feature, geometry }
    }),
})

describe.each(LINES_AND_AREAS)('%s', (id) => {
  test.each(SHAPED)(
    'a corner that was moved comes again from %s in %s as one change',
    async (format, crs) => {
      const features = known.existing(id)
      const { id: featureId, geometry } = features.at(-1)!
      const against = withCornerMoved(id, features.length - 1)
      const { rows } = await importedAgain(id, format, 'zh', crs, 'utf-8', against)
      const [changed, ...others] = rows.filter(({ status }) => status !== 'unchanged')
      expect(others).toEqual([])
      expect(changed).toMatchObject({ status: 'update', featureId })
      expect(Object.keys(changed!.changes!)).toEqual(['geometry'])
      // Each ring may begin at another of its corners; a line is given as it is kept.
      if (geometry.type !== 'LineString') return
      const to = changed!.changes!.geometry!.to as number[][]
      for (const [index, place] of geometry.coordinates.entries()) {
        expect(haversineMetres(...place, to[index]![0]!, to[index]![1]!)).toBeLessThan(0.01)
      }
    },
  )
})
