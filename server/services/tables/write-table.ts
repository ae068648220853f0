/** Writes a table as a file, page by page: what a thread does for everybody who downloads one. */
import { setImmediate } from 'node:timers/promises'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { csvCell, csvParts, csvTextCell } from '../../../data/csv.ts'
import { isSummed } from '../../../data/sheet-xml.ts'
import { type Crs, geometryInCrs } from '../../features/crs.ts'
import type { Moment } from '../../store/moment.ts'
import type { FilledRow, Heading } from './columns.ts'
import { inPages, type StoredTable } from './stored-table.ts'
import { STORED_TABLES } from './stored-tables.ts'
import {
  crsRemarks,
  type FileForm,
  type Filing,
  remarksOf,
  type TableFormat,
  type TableJob,
} from './table-files.ts'

/** A table in one language, whose rows come while it is written. */
export interface WrittenTable extends Heading {
  /** Of the file, without its ending. */
  readonly name: string
  readonly language: Language
  /** Shapes in the system that was asked for. */
  readonly pages: AsyncIterable<readonly FilledRow[]>
  /** Lines below the table. */
  readonly remarks: readonly string[]
  /** Of what is filed: who reports, of which days, who made it when. Empty where rows are for programs. */
  readonly facts: readonly string[]
}

type Writer = (table: WrittenTable, form: FileForm) => AsyncGenerator<Uint8Array<ArrayBuffer>, void>

const encoder = new TextEncoder()
/** Small pieces are handed on together: each wakes the thread that answers. */
const PIECE_CHARACTERS = 32_768

const asBytes = (write: (table: WrittenTable) => AsyncIterable<string>) =>
  async function* (table: WrittenTable): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
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
const geojson = asBytes(async function* (table) {
  const { title, facts, keys, header, kinds, signatures, pages, remarks } = table
  const columns = keys.map((key, at) => ({
    ...{ key, label: header[at], isSummed: isSummed(kinds[at]) },
  }))
  const about = { title, facts, columns, signatures, remarks }
  const head = JSON.stringify({ type: 'FeatureCollection', ...about })
  yield `${head.slice(0, -1)},"features":[`
  let separator = ''
  for await (const rows of pages) {
    const features = rows.map(({ cells, geometry }) =>
      JSON.stringify({
        type: 'Feature',
        geometry,
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

const gpkg: Writer = async function* (table, { crs }) {
  const { tableGeopackage } = await import('./table-geopackage.ts')
  yield* tableGeopackage(table, crs)
}

const shp: Writer = async function* (table, { crs, encoding }) {
  const { shapefile } = await import('./shapefile.ts')
  const { esriProjection } = await import('./esri-projection.ts')
  yield* shapefile(table, { encoding, projection: esriProjection(crs) })
}

const kml: Writer = async function* (table) {
  const { kmlText } = await import('./kml.ts')
  yield* asBytes(kmlText)(table)
}

const FILED = {
  unit: { zh: '填报单位：', en: 'Reported by: ' },
  period: { zh: '期间：', en: 'Period: ' },
  until: { zh: '截至 ', en: 'as of ' },
  maker: { zh: '制表人：', en: 'Made by: ' },
  at: { zh: '制表时间：', en: 'Made at: ' },
} as const satisfies Record<string, Bilingual>

/** Room for a name that is written by hand. */
const BLANK = '　'.repeat(8)
const MINUTE = 16

/** @param at the time that the figures are for, as it is written: 2026-11-30T14:00:00+08:00 */
const factsOf = (
  { period }: Heading,
  at: string,
  { unit, maker }: Filing,
  language: Language,
): string[] => {
  const minute = at.slice(0, MINUTE).replace('T', ' ')
  const facts = {
    unit: unit || BLANK,
    period: period ?? FILED.until[language] + minute,
    maker: maker || BLANK,
    at: minute,
  }
  return Object.entries(facts).map(
    ([name, text]) => FILED[name as keyof typeof facts][language] + text,
  )
}

const WRITERS: Record<TableFormat, Writer> = { csv, xlsx, geojson, gpkg, shp, kml }

/** Between two pages the thread hears who has gone, and serves others. */
async function* inTurns<Page>(
  pages: Iterable<Page> | AsyncIterable<Page>,
): AsyncGenerator<Page, void> {
  for await (const page of pages) {
    yield page
    await setImmediate()
  }
}

async function* inSystem(
  pages: AsyncIterable<readonly FilledRow[]>,
  crs: Crs,
): AsyncGenerator<readonly FilledRow[], void> {
  for await (const rows of pages) {
    yield rows.map(({ cells, geometry }) => ({
      cells,
      geometry: geometry && geometryInCrs(geometry, crs, 'east-first'),
    }))
  }
}

const NOBODY: Filing = { unit: '', maker: '' }

/** @param openMoment of the database, for a table that is read while it is written. */
export async function* writeTable(
  job: TableJob,
  openMoment: () => Promise<Moment>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { format, language, crs, name, contents, filing = NOBODY } = job
  if ('form' in contents) {
    const { formWorkbook } = await import('../export-forms/form-workbook.ts')
    const { form, reporting, selection, circumstances } = contents
    yield* formWorkbook(form, { reporting, selection }, language, circumstances, openMoment)
    return
  }
  if ('features' in contents) {
    const { features, circumstances } = contents
    if (format === 'gpkg') {
      const { geopackageFile } = await import('../collections/geopackage-file.ts')
      yield* geopackageFile(features, language, circumstances, openMoment)
      return
    }
    const { featuresGeoJson } = await import('../collections/geojson-file.ts')
    const moment = await openMoment()
    try {
      yield* asBytes(() => featuresGeoJson(features, language, circumstances, moment))({} as never)
    } finally {
      await moment.end()
    }
    return
  }
  const write = (
    heading: Heading,
    pages: AsyncIterable<readonly FilledRow[]>,
    remarks: readonly Bilingual[],
    at: string | null,
  ) =>
    WRITERS[format](
      {
        ...heading,
        ...{ name, language },
        facts: at === null ? [] : factsOf(heading, at, filing, language),
        pages: inSystem(pages, crs),
        remarks: [...remarks, ...crsRemarks(crs)].map((each) => each[language]),
      },
      job,
    )
  if ('table' in contents) {
    const { rows, ...heading } = contents.table
    yield* write(heading, inTurns(inPages(rows)), contents.remarks, contents.at)
    return
  }
  const { query, circumstances } = contents
  const {
    heading,
    pages,
    remarks: own = () => [],
  } = STORED_TABLES[query.table] as StoredTable<unknown>
  const moment = await openMoment()
  try {
    const stamp = { revision: await moment.revision(), notice: circumstances.notice }
    const remarks = [...own(query.of), ...remarksOf(circumstances.at, stamp)]
    const rows = inTurns(pages(moment, query.of, language))
    // Features are taken over by programs, and come back by an import.
    const at = query.table === 'features' ? null : circumstances.at
    yield* write(heading(language, query.of), rows, remarks, at)
  } finally {
    await moment.end()
  }
}
