/** A filled table as a file: one entry per format. */
import type { Context } from 'hono'
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { csvText, csvTextCell } from '../../data/csv.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import type { Cell, FilledTable } from './filled-table.ts'

export interface TableFile {
  readonly table: FilledTable
  /** What the figures rest on: notice, time, revision. Each a line below the table. */
  readonly remarks: readonly string[]
}

interface Format {
  readonly mediaType: string
  readonly write: (file: TableFile) => Promise<Uint8Array<ArrayBuffer> | string>
}

const csvCell = (cell: Cell): string =>
  typeof cell === 'number' ? String(cell) : csvTextCell(cell ?? '')

const csv = async ({ table, remarks }: TableFile): Promise<string> =>
  csvText(
    [table.header.map(csvTextCell), ...table.rows.map((row) => row.map(csvCell))],
    remarks.join(' '),
  )

/** Excel allows 31 characters and none of these in the name of a sheet. */
const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)

const HEADER_COLUMN_WIDTH = 18

const xlsx = async ({ table, remarks }: TableFile): Promise<Uint8Array<ArrayBuffer>> => {
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
const geojson = async ({ table, remarks }: TableFile): Promise<string> =>
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
  geojson: { mediaType: MEDIA_TYPES.geojson, write: geojson },
} as const satisfies Record<string, Format>

export type TableFormat = keyof typeof TABLE_FORMATS
export const TABLE_FORMAT_NAMES = Object.keys(TABLE_FORMATS) as [TableFormat, ...TableFormat[]]

const REMARKS = {
  computed: { zh: '计算时刻', en: 'Computed for' },
  revision: { zh: '数据版本', en: 'Data revision' },
} as const satisfies Record<string, Bilingual>

export const remarksOf = (
  answer: { revision: number; query: { at: string }; notice: Bilingual | null },
  language: Language,
): string[] => [
  `${REMARKS.computed[language]} ${answer.query.at}`,
  `${REMARKS.revision[language]} ${answer.revision}`,
  ...(answer.notice ? [answer.notice[language]] : []),
]

/** A table as a download. @param name of the file, without its ending. */
export const tableResponse = async (
  context: Context,
  table: FilledTable,
  format: TableFormat,
  name: string,
  remarks: readonly string[],
): Promise<Response> => {
  const { mediaType, write } = TABLE_FORMATS[format]
  return context.body(await write({ table, remarks }), 200, {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
    'Cache-Control': 'no-store',
  })
}
