/** Tables for spreadsheets and maps: what is in a file, and who writes it. */
import type { Logger } from 'pino'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import type { ExportForm } from '../../../data/export-form.ts'
import type { TextEncoding } from '../../../data/text-encoding.ts'
import { CRS84, type Crs, OWN_CRS } from '../../features/crs.ts'
import { type ByteStreams, threadStreams } from '../../worker/byte-streams.ts'
import type { FeaturesQuery } from '../collections/feature-tables.ts'
import type { Reporting, Selection } from '../export-forms/export-forms.ts'
import { type FilledRow, fillRow, type Heading, headingOf, type Layout } from './columns.ts'
import { STORED_TABLES, type StoredQuery } from './stored-tables.ts'

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

/** What tables come in, those of features and those of answers: for spreadsheets, and to make maps of. */
export const TABLE_FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8', ending: 'csv' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  geojson: { mediaType: 'application/geo+json', ending: 'geojson' },
  gpkg: { mediaType: 'application/geopackage+sqlite3', ending: 'gpkg' },
  shp: { mediaType: 'application/zip', ending: 'zip' },
  kml: { mediaType: 'application/vnd.google-earth.kml+xml', ending: 'kml' },
} as const

export type TableFormat = keyof typeof TABLE_FORMATS

/** Who files a workbook: it stands above the table, with room to write where it is empty. */
export interface Filing {
  /** 填报单位 */
  readonly unit: string
  /** 制表人 */
  readonly maker: string
}

/** How a file is wanted. */
export interface FileForm<Format extends TableFormat = TableFormat> {
  readonly format: Format
  readonly language: Language
  /** Of shapes and places; columns of coordinates have it by their table. */
  readonly crs: Crs
  /** Of the table of a Shapefile. */
  readonly encoding: TextEncoding
  readonly filing?: Filing
}

/** What the rows rest on: it goes into the file with the revision of the moment that is read. */
export interface Circumstances {
  /** The time that the figures are for, as it is written. */
  readonly at: string
  readonly notice: Bilingual | null
}

/** What the thread that writes files is given. */
export type TableJob = FileForm & {
  /** Of the file, without its ending. */
  readonly name: string
  readonly contents:
    | {
        readonly table: FilledTable
        readonly remarks: readonly Bilingual[]
        readonly at: string | null
      }
    | { readonly query: StoredQuery; readonly circumstances: Circumstances }
    /** Values as programs receive them, not in words. */
    | { readonly features: FeaturesQuery; readonly circumstances: Circumstances }
    /** Several tables of a workbook. */
    | {
        readonly form: ExportForm
        readonly reporting: Reporting
        readonly selection: Selection
        readonly circumstances: Circumstances
      }
}

export type TableStreams = ByteStreams<TableJob>

/** @param path of the database, which the thread reads by itself. */
export const threadTables = (path: string, logger: Logger): TableStreams =>
  threadStreams(new URL('./table-thread.ts', import.meta.url), path, logger)

/** A table to be downloaded, before anybody has said how. */
export interface TableSheet {
  /** Of the file, without its ending. */
  readonly name: string
  /** Its title in the language of the form, and its bytes. */
  readonly write: (form: FileForm) => {
    readonly title: string
    readonly bytes: ReadableStream<Uint8Array<ArrayBuffer>>
  }
}

/**
 * @param remarks what the figures rest on: notice, time, revision. Each a line below the table.
 * @param at the time that the figures are for, as it is written: a workbook of them is a paper with its
 * head. `null`: rows for programs, which find the headings first.
 */
export const filledSheet = (
  streams: TableStreams,
  name: string,
  fill: (language: Language) => FilledTable,
  remarks: readonly Bilingual[],
  at: string | null,
): TableSheet => ({
  name,
  write: (form) => {
    const table = fill(form.language)
    const bytes = streams.open({ ...form, name, contents: { table, remarks, at } })
    return { title: table.title, bytes }
  },
})

/** One whose rows, of which there may be any number, are read while they are written. */
export const storedSheet = (
  streams: TableStreams,
  name: string,
  query: StoredQuery,
  circumstances: Circumstances,
): TableSheet => ({
  name,
  write: (form) => ({
    title: STORED_TABLES[query.table].heading(form.language, query.of as never).title,
    bytes: streams.open({ ...form, name, contents: { query, circumstances } }),
  }),
})

/** How each form gives the shape of a feature: a cell of a workbook holds 32,767 characters, too few for some. */
const GEOMETRY_IN = { csv: 'whole', xlsx: 'point', shp: 'apart', kml: 'apart' } as const

/** Features of a collection: in words for people, in the words of programs for those that keep both. */
export const featuresSheet = (
  streams: TableStreams,
  features: FeaturesQuery,
  circumstances: Circumstances,
): TableSheet => ({
  name: features.collection,
  write: (form) => {
    const asked = { ...form, crs: features.crs, name: features.collection }
    const title = COLLECTIONS[features.collection].title[form.language]
    const { format } = form
    if (format === 'gpkg' || format === 'geojson') {
      return { title, bytes: streams.open({ ...asked, contents: { features, circumstances } }) }
    }
    const of = { ...features, geometry: GEOMETRY_IN[format] }
    const query = { table: 'features', of } as const
    return { title, bytes: streams.open({ ...asked, contents: { query, circumstances } }) }
  },
})

/** Said where positions are not in WGS-84: who lays them beside such would be off. */
export const crsRemarks = (crs: Crs): Bilingual[] => {
  if (crs === CRS84) return []
  if (Object.hasOwn(OWN_CRS, crs)) return [OWN_CRS[crs as keyof typeof OWN_CRS]]
  return [labelled(REMARKS.system, `EPSG:${/\d+$/.exec(crs)?.[0]}`)]
}

const REMARKS = {
  system: { zh: '坐标系', en: 'Coordinate system' },
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
