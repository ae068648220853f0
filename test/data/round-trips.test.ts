/** What goes out as a file comes in again and changes nothing: every collection, every form. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../../data/bilingual.ts'
import { COLLECTIONS, LAYER_IDS, RESOURCE_IDS, type ResourceId } from '../../data/collections.ts'
import type { TextEncoding } from '../../data/text-encoding.ts'
import { CRS84, GCJ02 } from '../../server/features/crs.ts'
import type { Known } from '../../server/import/registers/known.ts'
import type { Imported } from '../../server/import/registers/report.ts'
import { runRegister } from '../../server/import/registers/run-register.ts'
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
    ...RESOURCE_IDS,
  ])
})
afterAll(() => store?.close())

const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/'
const FORMATS = Object.keys(TABLE_FORMATS) as TableFormat[]
const ALL = { box: null, verified: null, filter: {}, after: null, offset: 0, limit: null }
const AT = '2026-11-23T10:00:00+08:00'

const importedAgain = async (
  id: ResourceId,
  format: TableFormat,
  language: Language,
  crs = CRS84,
  encoding: TextEncoding = 'utf-8',
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
  for await (const piece of sheet.write({ format, language, crs, encoding })) pieces.push(piece)
  const fileName = `${id}.${TABLE_FORMATS[format].ending}`
  const file = await readTableFile(Buffer.concat(pieces), fileName)
  return runRegister(file, known, {
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

/** In words of the language and codes of the table; of a point, what the file says of its system. */
const OTHERWISE: readonly (readonly [TableFormat, Language, string, TextEncoding])[] = [
  ['xlsx', 'en', CRS84, 'utf-8'],
  ['csv', 'zh', GCJ02, 'utf-8'],
  ['csv', 'zh', `${EPSG}4490`, 'utf-8'],
  ['csv', 'zh', `${EPSG}4527`, 'utf-8'],
  ['shp', 'zh', CRS84, 'gbk'],
  ['shp', 'en', `${EPSG}4527`, 'utf-8'],
]

describe.each(LAYER_IDS)('%s', (id) => {
  const count = async () => (await store.read(({ features }) => features.counts()))[id]

  test.each(FORMATS)('comes again from %s and changes nothing', async (format) => {
    const imported = await importedAgain(id, format, 'zh')
    expect(changedBy(imported)).toEqual([])
    expect(imported.rows).toHaveLength(await count())
    // Lists of goods are longer than a Shapefile has room for: its note says so.
    if (format !== 'shp') expect(imported.defaultsToAskFor).toEqual([])
  })

  test.each(OTHERWISE)('comes again from %s in %s, %s, %s', async (...form) => {
    const imported = await importedAgain(id, ...form)
    expect(changedBy(imported)).toEqual([])
    expect(imported.rows).toHaveLength(await count())
  })
})
