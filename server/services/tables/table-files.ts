/** Tables for spreadsheets and maps: rows as cells in one language, files. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { csvText, csvTextCell } from '../../../data/csv.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { Cell, Column } from './columns.ts'

/** A table with its rows as cells, in one language. */
export interface FilledTable {
  readonly title: string
  readonly keys: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly positions: readonly (LonLat | null)[]
}

export interface Table<Row> {
  readonly title: Bilingual
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Where a row lies; left out for rows that lie nowhere. */
  readonly position?: (row: Row) => LonLat | null
}

/** A table to be downloaded, before anybody has said in which language and format. */
export interface TableSheet {
  /** Of the file, without its ending. */
  readonly name: string
  readonly fill: (language: Language) => FilledTable
  /** What the figures rest on: notice, time, revision. Each a line below the table. */
  readonly remarks: readonly Bilingual[]
}

export const fillTable =
  <Row>({ title, columns, rows, position = () => null }: Table<Row>): TableSheet['fill'] =>
  (language) => ({
    title: title[language],
    keys: columns.map(({ key }) => key),
    header: columns.map(({ label }) => label[language]),
    rows: rows.map((row) => columns.map(({ value }) => value(row, language))),
    positions: rows.map(position),
  })

type Writer<Body> = (table: FilledTable, remarks: readonly string[]) => Promise<Body>

interface Format {
  readonly mediaType: string
  readonly write: Writer<Uint8Array<ArrayBuffer> | string>
}

const csvCell = (cell: Cell): string =>
  typeof cell === 'number' ? String(cell) : csvTextCell(cell ?? '')

const csv: Writer<string> = async (table, remarks) =>
  csvText(
    [table.header.map(csvTextCell), ...table.rows.map((row) => row.map(csvCell))],
    remarks.join(' '),
  )

/** Excel allows 31 characters and none of these in the name of a sheet. */
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)

const HEADER_COLUMN_WIDTH = 18

const xlsx: Writer<Uint8Array<ArrayBuffer>> = async (table, remarks) => {
  // Only who downloads a workbook waits for the library.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const header = table.header.map((value) => ({ value, fontWeight: 'bold' as const }))
  const rows = table.rows.map((row) => row.map((value) => (value === null ? null : { value })))
  const footer = ['', ...remarks].map((value) => [{ value }])
  const file = writeXlsxFile([header, ...rows, ...footer], {
    sheet: sheetName(table.title),
    columns: table.header.map(() => ({ width: HEADER_COLUMN_WIDTH })),
    stickyRowsCount: 1,
  })
  return new Uint8Array(await file.toBuffer())
}

/** Rows as features; a row that lies nowhere has no geometry (RFC 7946, section 3.2). */
const geojson: Writer<string> = async (table, remarks) =>
  JSON.stringify({
    type: 'FeatureCollection',
    title: table.title,
    remarks,
    features: table.rows.map((row, index) => {
      const position = table.positions[index]
      return {
        type: 'Feature',
        geometry: position ? { type: 'Point', coordinates: position } : null,
        properties: Object.fromEntries(row.map((cell, at) => [table.keys[at] ?? at, cell])),
      }
    }),
  })

export const TABLE_FORMATS = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: csv },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: xlsx,
  },
  geojson: { mediaType: 'application/geo+json', write: geojson },
} as const satisfies Record<string, Format>

export type TableFormat = keyof typeof TABLE_FORMATS

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
