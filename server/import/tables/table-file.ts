/** What every reader makes of a file: sheets of raw cells, as they stand there and nothing more. */
import type { Geometry } from '../../../data/geometry.ts'

/** A day or time of day is a number whose format says so: days since the date system's day zero. */
export interface Cell {
  readonly value: string | number | boolean
  /** What the format makes of a number. */
  readonly kind: 'plain' | 'date' | 'time'
}

/** Positions count from 0, both ends within. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export type Visibility = 'shown' | 'hidden' | 'very-hidden'

export interface Sheet {
  readonly name: string
  readonly visibility: Visibility
  /** Cells of each row by column; a row may be shorter than others, `null` and `undefined` are blank. */
  readonly rows: readonly (readonly (Cell | null | undefined)[])[]
  readonly merges: readonly Merge[]
  readonly hiddenRows: readonly number[]
  readonly hiddenColumns: readonly number[]
  /** Line of a text file on which each record begins, from 1; `null` where rows are lines. */
  readonly lines: readonly number[] | null
  /** How columns are called: by letters as spreadsheets do, by number, or each by its own name. */
  readonly columns: 'letters' | 'numbers' | readonly string[]
  /** Shapes of the rows of a geographic file, and what their column is called; `null` for a table. */
  readonly shapes: { readonly column: string; readonly rows: readonly RowShape[] } | null
}

/** A row's shape, or why there is none; projected systems are converted to degrees by their readers. */
export interface RowShape {
  readonly geometry: Geometry | null
  /** A type that no collection has, by the name that its file gives it. */
  readonly foreignType?: string
  readonly problem?: string
  readonly hadHeights?: true
}

export interface TableFile {
  /** As users call it: XLSX, BIFF8, HTML, CSV … */
  readonly format: string
  readonly sheets: readonly Sheet[]
  /** Days count from 1904-01-01, as on old Apple computers; else from 1899-12-30. */
  readonly isFrom1904: boolean
  /** Of text: how its bytes were read. */
  readonly text: {
    readonly encoding: string
    readonly byteOrderMark: boolean
    readonly delimiter: string | null
    readonly lineEnd: 'CRLF' | 'LF' | 'CR' | null
  } | null
  /** The system that a geographic file declares, as an EPSG number. */
  readonly declaredEpsg: number | null
  /** What a geographic file says of itself in words; systems without a number are named there. */
  readonly remarks?: string
  readonly notes: readonly FileNote[]
}

/** What is said of a file that is read all the same. */
export interface FileNote {
  readonly code: 'extension-wrong' | 'encoding-guessed' | 'heights-dropped'
  readonly detail: string
}

const LETTERS = 26
const CODE_OF_A = 65

/** 0 → A, 26 → AA. */
export const columnLetters = (column: number): string => {
  const last = String.fromCharCode(CODE_OF_A + (column % LETTERS))
  return column < LETTERS ? last : columnLetters(Math.floor(column / LETTERS) - 1) + last
}

/** What a sheet's users call a column, counted from 0. */
export const columnName = ({ columns }: Pick<Sheet, 'columns'>, column: number): string => {
  if (columns === 'letters') return columnLetters(column)
  return columns === 'numbers' ? String(column + 1) : (columns[column] ?? String(column + 1))
}

/** A cell as text, for headings and for whatever is no number. */
export const cellText = (cell: Cell | null | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell.value)

export const isBlank = (cell: Cell | null | undefined): boolean => cellText(cell).trim() === ''

/** Text in letters of one width and without spaces, for comparing. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** Columns of the widest row. */
export const widthOf = ({ rows }: Pick<Sheet, 'rows'>): number =>
  rows.reduce((most, row) => Math.max(most, row.length), 0)

/** In their order, hidden ones last. */
export const shownFirst = (sheets: readonly Sheet[]): Sheet[] =>
  [...sheets].sort((a, b) => Number(a.visibility !== 'shown') - Number(b.visibility !== 'shown'))
