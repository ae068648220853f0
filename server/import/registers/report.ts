/** What an import would do, as `--json` prints it, and the parts that every kind of register has. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Geometry } from '../../../data/geometry.ts'
import type { RefusalCode } from '../tables/file-refused.ts'
import { isFilled, noRows } from '../tables/read-table-file.ts'
import { cellText, columnName, type Sheet, type TableFile } from '../tables/table-file.ts'
import type { Choices } from './choices.ts'
import type { DutySign } from './duty-signs.ts'
import { firstAndLast, type Table } from './find-table.ts'
import type { FileWarning, Issue } from './issues.ts'
import type { Medians, RegisterSystem } from './judge-system.ts'
import { headingText, type Match } from './match-headings.ts'
import type { Bank } from './read-stakes.ts'
import type { Assignment } from './roster-text.ts'

export type RowStatus = 'add' | 'update' | 'unchanged' | 'unplaced' | 'reject' | 'skip'

export interface RowReport {
  /** As a spreadsheet shows it; in text files the record, from 1. */
  readonly row: number
  /** Of a text file: the line on which the record begins. */
  readonly line?: number
  /** Of a file of several layers. */
  readonly layer?: string
  /** The code that the row is known by. */
  readonly key?: string
  readonly status: RowStatus
  /** The feature that is there already and that the row is about. */
  readonly featureId?: string
  /** Where the register's collection gathers others: the one that such a row belongs to, where that is clear. */
  readonly collection?: string
  /** WGS-84 degrees. */
  readonly lonLat?: readonly [number, number]
  readonly geometry?: Geometry
  /** The system that the row's degrees were read in, where rows differ. */
  readonly system?: RegisterSystem
  /** What has no value is left out. */
  readonly properties: Readonly<Record<string, unknown>>
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
  readonly issues?: readonly Issue[]
  /** Of a section of a river that is given by its bank and its stakes, in metres from the river's zero. */
  readonly stakes?: {
    readonly bank?: Bank
    readonly fromMetres?: number
    readonly toMetres?: number
  }
  /** Of a row without a place: the address that the file gives, to place it by. */
  readonly address?: string
  /** Of a row without a place: what stands in columns that fill nothing, by their headings. */
  readonly others?: Readonly<Record<string, string>>
}

/** What a row is called among those of its file, whose layers each count from 1. */
export const rowKey = ({ layer, row }: Pick<RowReport, 'layer' | 'row'>): string =>
  layer === undefined ? String(row) : `${layer}:${row}`

export interface ColumnReport {
  readonly heading: string
  readonly field: string
  /** 0 … 1. */
  readonly certainty: number
  /** What stands in the column, as `samplesOf` takes it. */
  readonly samples: readonly string[]
  /** Said of an earlier file of this shape. */
  readonly remembered?: true
}

export interface Imported {
  readonly outcome: 'imported'
  readonly resource: string
  /** The same for files of one shape: what was said of one file's columns is true of the next. */
  readonly signature: string
  /** All that a column may be said to fill. */
  readonly targets: readonly { readonly path: string; readonly label: Bilingual }[]
  readonly layout: Readonly<Record<string, unknown>>
  readonly mapping: Readonly<Record<string, ColumnReport>>
  /** Of a stock list: what it calls goods that no item is called, with their units there. */
  readonly unknownItems?: readonly { readonly name: string; readonly unit: string }[]
  readonly unmapped: readonly {
    readonly column: string
    readonly heading: string
    readonly samples: readonly string[]
  }[]
  /** Required fields that the file has no column for: to be asked once for all rows. */
  readonly defaultsToAskFor: readonly string[]
  readonly coordinates: {
    /** `null` where the file has no coordinates. */
    readonly system: RegisterSystem | 'mixed' | 'projected' | 'geographic' | null
    readonly epsg?: number
    readonly axes?: string
    readonly sourceCrs?: RegisterSystem | 'cgcs-2000'
    readonly declared?: string | null
    readonly isSure?: boolean
    readonly medianRoadMetres?: Medians
    readonly groupedBy?: string
    readonly groups?: Readonly<Record<string, RegisterSystem>>
    readonly rows?: Readonly<Record<string, number>>
  }
  readonly counts: Readonly<Record<string, number>>
  readonly rejected: readonly (Issue & { readonly row: number })[]
  readonly warnings: readonly FileWarning[]
  readonly rows: readonly RowReport[]
  /** Of a duty roster: who is on duty when. */
  readonly roster?: {
    /** YYYY-MM; empty where it is the same every week. */
    readonly month: string
    /**
     * Of all together, as data/roster.ts reads it, without those on standby; `null` where it is too long or
     * hours lack. Left out where rows are stations, each with its own.
     */
    readonly text?: string | null
    readonly legend: Readonly<Record<string, DutySign>>
    readonly assignments: readonly Assignment[]
  }
}

export interface Refused {
  readonly outcome: 'refused'
  readonly refusal: { readonly code: RefusalCode; readonly sentence: Bilingual }
}

export type ImportReport = Imported | Refused

/** Rows as a spreadsheet counts them. */
export const fromOne = (positions: readonly number[]): number[] =>
  positions.map((position) => position + 1)

/** Parts of a layout that say something. */
export const nonEmpty = (layout: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(layout).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )

/** Where in the file what was found. */
export const layoutOf = (file: TableFile, table: Table): Record<string, unknown> => {
  const { sheet } = table
  const [first, last] = firstAndLast(table)
  const isInside = (row: number): boolean => row >= first && row <= last
  return nonEmpty({
    format: file.format,
    sheet: sheet.name === '' ? null : sheet.name,
    sheets: file.sheets.length > 1 ? file.sheets.map(({ name }) => name) : null,
    ...(file.text ?? {}),
    isTransposed: table.isTransposed || null,
    titleRows: fromOne(table.titleRows),
    headingRows: fromOne(table.headingRows),
    noteRows: fromOne(table.noteRows),
    firstDataRow: first + 1,
    lastDataRow: last + 1,
    totalRows: fromOne(table.totalRows),
    blankRows: fromOne(table.blankRows),
    footerRows: fromOne(table.footerRows),
    mergedDownColumns: table.mergedDownColumns.map((column) => columnName(sheet, column)),
    hiddenRows: fromOne(sheet.hiddenRows.filter(isInside)),
    hiddenColumns: sheet.hiddenColumns.map((column) => columnName(sheet, column)),
  })
}

const MOST_SAMPLES = 3
const MOST_SAMPLE_CHARACTERS = 60

/** The first three different values of a column, as they stand in the file; long ones are cut. */
const samplesOf = ({ rows }: Table, column: number): string[] => {
  const samples = new Set<string>()
  for (const { cells } of rows) {
    const text = cellText(cells[column]).trim()
    if (text !== '') samples.add(text.slice(0, MOST_SAMPLE_CHARACTERS))
    if (samples.size === MOST_SAMPLES) break
  }
  return [...samples]
}

/** The headings, by column, what each fills, and samples of what stands below. */
export const mappingOfColumns = (
  table: Table,
  matches: readonly Match[],
  fieldOf: (match: Match) => string,
): Imported['mapping'] =>
  Object.fromEntries(
    matches.map((match) => [
      columnName(table.sheet, match.heading.column),
      {
        heading: headingText(match.heading),
        field: fieldOf(match),
        certainty: Number(match.certainty.toFixed(2)),
        samples: samplesOf(table, match.heading.column),
        ...(match.isRemembered ? { remembered: true as const } : {}),
      },
    ]),
  )

/** Columns that fill nothing. */
export const unmappedColumns = (table: Table, matches: readonly Match[]): Imported['unmapped'] => {
  const taken = new Set(matches.map(({ heading }) => heading.column))
  return table.headings
    .filter(({ column }) => !taken.has(column))
    .map((heading) => ({
      column: columnName(table.sheet, heading.column),
      heading: headingText(heading),
      samples: samplesOf(table, heading.column),
    }))
}

/** How many rows there are of each status. */
export const countsOf = (rows: readonly RowReport[]): Record<string, number> => {
  const counts: Record<string, number> = { rowsRead: rows.length }
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** Every reason for which a row stays out. */
export const rejectedOf = (rows: readonly RowReport[]): Imported['rejected'] =>
  rows.flatMap(({ row, issues = [] }) =>
    issues.filter(({ severity }) => severity === 'error').map((issue) => ({ row, ...issue })),
  )

/** The sheets that are to be read. @throws FileRefused where none has a value in it. */
export const sheetsToRead = (
  sheets: readonly Sheet[],
  { sheet: wanted }: Choices,
): readonly Sheet[] => {
  const chosen = wanted === undefined ? sheets : sheets.filter(({ name }) => name === wanted)
  if (!chosen.some(isFilled)) throw noRows()
  return chosen
}
