/** Writes a table as a file, page by page: what a thread does for everybody who downloads one. */
import { setImmediate } from 'node:timers/promises'
import { csvCell, csvParts, csvTextCell } from '../../../data/csv.ts'
import type { Moment } from '../../store/moment.ts'
import type { FilledRow, Heading } from './columns.ts'
import { inPages, type StoredTable } from './stored-table.ts'
import { STORED_TABLES } from './stored-tables.ts'
import { remarksOf, type TableFormat, type TableJob } from './table-files.ts'

/** A table in one language, whose rows come while it is written. */
export interface WrittenTable extends Heading {
  readonly pages: AsyncIterable<readonly FilledRow[]>
  /** Lines below the table. */
  readonly remarks: readonly string[]
}

type Writer = (table: WrittenTable) => AsyncGenerator<Uint8Array<ArrayBuffer>, void>

const encoder = new TextEncoder()
/** Small pieces are handed on together: each wakes the thread that answers. */
const PIECE_CHARACTERS = 32_768

const asBytes = (write: (table: WrittenTable) => AsyncIterable<string>): Writer =>
  async function* (table) {
    let waiting = ''
    for await (const text of write(table)) {
      waiting += text
      if (waiting.length < PIECE_CHARACTERS) continue
      yield encoder.encode(waiting)
      waiting = ''
    }
    yield encoder.encode(waiting)
  }

const csv = asBytes(async function* ({ header, pages, remarks }) {
  yield csvParts.start + csvParts.rows([header.map(csvTextCell)])
  for await (const rows of pages) yield csvParts.rows(rows.map(({ cells }) => cells.map(csvCell)))
  yield csvParts.end(remarks.join(' '))
})

/** Rows as features; a row that lies nowhere has no geometry (RFC 7946, section 3.2). */
const geojson = asBytes(async function* ({ title, keys, pages, remarks }) {
  const head = JSON.stringify({ type: 'FeatureCollection', title, remarks })
  yield `${head.slice(0, -1)},"features":[`
  let separator = ''
  for await (const rows of pages) {
    const features = rows.map(({ cells, position }) =>
      JSON.stringify({
        type: 'Feature',
        geometry: position ? { type: 'Point', coordinates: position } : null,
        properties: Object.fromEntries(cells.map((cell, at) => [keys[at] ?? at, cell])),
      }),
    )
    if (features.length === 0) continue
    yield separator + features.join(',')
    separator = ','
  }
  yield ']}'
})

/** Only who downloads a workbook pays for the archiver. */
const xlsx: Writer = async function* (table) {
  const { workbook } = await import('./workbook.ts')
  yield* workbook(table)
}

const WRITERS: Record<TableFormat, Writer> = { csv, xlsx, geojson }

/** Between two pages the thread hears who has gone, and serves others. */
async function* inTurns<Page>(
  pages: Iterable<Page> | AsyncIterable<Page>,
): AsyncGenerator<Page, void> {
  for await (const page of pages) {
    yield page
    await setImmediate()
  }
}

/** @param openMoment of the database, for a table that is read while it is written. */
export async function* writeTable(
  job: TableJob,
  openMoment: () => Promise<Moment>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { language } = job
  if (job.format === 'gpkg') {
    const { geopackageFile } = await import('../collections/geopackage-file.ts')
    yield* geopackageFile(job.features, language, job.circumstances, openMoment)
    return
  }
  const { format, contents } = job
  const write = WRITERS[format]
  if ('table' in contents) {
    const { rows, ...heading } = contents.table
    const remarks = contents.remarks.map((each) => each[language])
    yield* write({ ...heading, pages: inTurns(inPages(rows)), remarks })
    return
  }
  const { query, circumstances } = contents
  const { heading, pages } = STORED_TABLES[query.table] as StoredTable<unknown>
  const moment = await openMoment()
  try {
    const stamp = { revision: await moment.revision(), notice: circumstances.notice }
    yield* write({
      ...heading(language, query.of),
      pages: inTurns(pages(moment, query.of, language)),
      remarks: remarksOf(circumstances.at, stamp).map((each) => each[language]),
    })
  } finally {
    await moment.end()
  }
}
