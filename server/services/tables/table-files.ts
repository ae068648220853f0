/** Tables for spreadsheets and maps: what is in a file, and who writes it. */
import type { Logger } from 'pino'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { type ByteStreams, threadStreams } from '../../worker/byte-streams.ts'
import type { FeaturesQuery } from '../collections/feature-tables.ts'
import { type FilledRow, fillRow, type Heading, headingOf, type Layout } from './columns.ts'
import type { StoredQuery } from './stored-tables.ts'

/** A table with its rows as cells, in one language. */
export interface FilledTable extends Heading {
  readonly rows: readonly FilledRow[]
}

/** Fills a table whose rows are at hand, once somebody has said in which language. */
export const fillTable =
  <Row>(layout: Layout<Row>, rows: readonly Row[]) =>
  (language: Language): FilledTable => ({
    ...headingOf(layout, language),
    rows: rows.map((row) => fillRow(layout, row, language)),
  })

export const TABLE_FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  geojson: { mediaType: 'application/geo+json' },
} as const

export type TableFormat = keyof typeof TABLE_FORMATS

/** What features come in, too: for programs that make maps. */
export const FILE_FORMATS = {
  ...TABLE_FORMATS,
  gpkg: { mediaType: 'application/geopackage+sqlite3' },
} as const

export type FileFormat = keyof typeof FILE_FORMATS

/** What the rows rest on: it goes into the file with the revision of the moment that is read. */
export interface Circumstances {
  /** The time that the figures are for, as it is written. */
  readonly at: string
  readonly notice: Bilingual | null
}

/** What the thread that writes files is told. */
export type TableJob = { readonly language: Language } & (
  | {
      readonly format: TableFormat
      readonly contents:
        | { readonly table: FilledTable; readonly remarks: readonly Bilingual[] }
        | { readonly query: StoredQuery; readonly circumstances: Circumstances }
    }
  | {
      readonly format: 'gpkg'
      readonly features: FeaturesQuery
      readonly circumstances: Circumstances
    }
)

export type TableStreams = ByteStreams<TableJob>

/** @param path of the database, which the thread reads by itself. */
export const threadTables = (path: string, logger: Logger): TableStreams =>
  threadStreams(new URL('./table-thread.ts', import.meta.url), path, logger)

/** A table to be downloaded, before anybody has said in which language and format. */
export interface TableSheet<Format extends FileFormat = TableFormat> {
  /** Of the file, without its ending. */
  readonly name: string
  readonly write: (format: Format, language: Language) => ReadableStream<Uint8Array<ArrayBuffer>>
}

/** @param remarks what the figures rest on: notice, time, revision. Each a line below the table. */
export const filledSheet = (
  streams: TableStreams,
  name: string,
  fill: (language: Language) => FilledTable,
  remarks: readonly Bilingual[],
): TableSheet => ({
  name,
  write: (format, language) =>
    streams.open({ format, language, contents: { table: fill(language), remarks } }),
})

/** One whose rows, of which there may be any number, are read while they are written. */
export const storedSheet = (
  streams: TableStreams,
  name: string,
  query: StoredQuery,
  circumstances: Circumstances,
): TableSheet => ({
  name,
  write: (format, language) =>
    streams.open({ format, language, contents: { query, circumstances } }),
})

/** Features of a collection, also for programs that make maps. */
export const featuresSheet = (
  streams: TableStreams,
  features: FeaturesQuery,
  circumstances: Circumstances,
): TableSheet<'csv' | 'xlsx' | 'gpkg'> => ({
  name: features.collection,
  write: (format, language) => {
    if (format === 'gpkg') return streams.open({ format, language, features, circumstances })
    // A cell of a workbook ends after 32,767 characters, which few corners of a shape fit into.
    const geometry = format === 'csv' ? 'whole' : 'point'
    const query: StoredQuery = { table: 'features', of: { ...features, geometry } }
    return streams.open({ format, language, contents: { query, circumstances } })
  },
})

const REMARKS = {
  computed: { zh: '计算时刻', en: 'Computed for' },
  revision: { zh: '数据版本', en: 'Data revision' },
} as const satisfies Record<string, Bilingual>

/** A label with what it is about, such as a time. */
export const labelled = ({ zh, en }: Bilingual, text: string | number): Bilingual => ({
  zh: `${zh} ${text}`,
  en: `${en} ${text}`,
})

/** @param at the time that the figures are for, as it is written. */
export const remarksOf = (
  at: string,
  { revision, notice }: { readonly revision: number; readonly notice: Bilingual | null },
): Bilingual[] => [
  labelled(REMARKS.computed, at),
  labelled(REMARKS.revision, revision),
  ...(notice ? [notice] : []),
]
