/** What a table of the result shows, and the order and choice of its rows. */
import type { ReactNode } from 'react'
import type { Language } from '../../../../../data/bilingual.ts'
import { compareNames } from '../../../../../data/natural-order.ts'
import { localisedName } from '../../../../../data/wording.ts'
import { arrivalText } from '../figure-text.ts'

export interface TableColumn<Row> {
  readonly key: string
  readonly label: string
  readonly sortValue: (row: Row) => SortValue
  readonly cell: (row: Row) => ReactNode
  /** Figures stand at the end of their column, and the largest comes first. */
  readonly isFigure?: boolean
  /** What the last line says of all rows together. */
  readonly total?: (rows: readonly Row[]) => ReactNode
}

/** One table: how its rows are known, named, shown and found. */
export interface TableDescription<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly keyOf: (row: Row) => string
  /** Name of the row in the language of the page. */
  readonly nameOf: (row: Row) => string
  /** Texts that the filter looks into, besides the name. */
  readonly textsOf: (row: Row) => readonly (string | null)[]
  /** A word below the name. */
  readonly note?: (row: Row) => ReactNode
  /** More about a row, in a line of its own. */
  readonly detail?: (row: Row) => ReactNode
  readonly onChoose: (row: Row) => void
  /** Key of the chosen row, where it can be chosen elsewhere too; it is scrolled to. */
  readonly chosenKey?: string | null
  /** The order until another one is chosen. */
  readonly firstOrder: SortOrder
}

/** The column that names the row. */
export const NAME_COLUMN = 'name'

/** A column of words, sorted as they read. */
export const wordColumn = <Row>(
  key: string,
  label: string,
  textOf: (row: Row) => string,
  total?: (rows: readonly Row[]) => string,
): TableColumn<Row> => ({ key, label, sortValue: textOf, cell: textOf, ...(total && { total }) })

/** A column of figures that may be wanting, such as the latest arrival; it has no total. */
export const figureColumn = <Row>(
  key: string,
  label: string,
  figureOf: (row: Row) => number | null,
  textOf: (value: number | null) => string,
): TableColumn<Row> => ({
  key,
  label,
  isFigure: true,
  sortValue: figureOf,
  cell: (row) => textOf(figureOf(row)),
})

/** How long it takes until the last are reached; null where somebody never is. */
export const worstColumn = <Row extends { readonly worstSeconds: number | null }>(
  label: string,
  language: Language,
  unreachable: string,
): TableColumn<Row> =>
  figureColumn(
    'worst',
    label,
    ({ worstSeconds }) => worstSeconds,
    (seconds) => arrivalText(seconds, language, unreachable),
  )

/** The place in a ranking. */
export const rankColumn = <Row extends { readonly rank: number }>(
  label: string,
): TableColumn<Row> => ({
  key: 'rank',
  label,
  sortValue: ({ rank }) => rank,
  cell: ({ rank }) => rank,
})

/** Names by code, in the language. */
export const namesByCode = (
  areas: readonly {
    readonly code: string
    readonly name: string
    readonly nameEn: string | null
  }[],
  language: Language,
): ReadonlyMap<string, string> =>
  new Map(areas.map((area) => [area.code, localisedName(area, language)]))

export const sumOf = <Row>(rows: readonly Row[], figureOf: (row: Row) => number): number =>
  rows.reduce((total, row) => total + figureOf(row), 0)

/** A column of figures with their sum in the last line. */
export const sumColumn = <Row>(
  key: string,
  label: string,
  figureOf: (row: Row) => number,
  textOf: (value: number) => string,
  cell: (row: Row) => ReactNode = (row) => textOf(figureOf(row)),
): TableColumn<Row> => ({
  key,
  label,
  isFigure: true,
  sortValue: figureOf,
  cell,
  total: (rows) => textOf(sumOf(rows, figureOf)),
})

/** How rows with a name in both languages are named and found. */
export const namedIn = (language: Language) => ({
  nameOf: (row: { readonly name?: unknown; readonly nameEn?: unknown }) =>
    localisedName(row, language),
  textsOf: ({ nameEn }: { readonly nameEn: string | null }) => [nameEn],
})

/** Lines of the table that one thing takes. */
export const linesPerRow = <Row>({ detail }: TableDescription<Row>): number => (detail ? 2 : 1)

export type SortValue = string | number | null

export interface SortOrder {
  readonly column: string
  readonly descending: boolean
}

/** `null` (unreachable) sorts after any arrival. */
const compare = (a: SortValue, b: SortValue, language: Language): number => {
  if (typeof a === 'string' || typeof b === 'string') return compareNames(`${a}`, `${b}`, language)
  if (a === b) return 0
  if (a === null) return 1
  return b === null ? -1 : a - b
}

/** Sorted copy, `null` as the largest; equal rows stay in the order they came in. */
export const sortRows = <Row>(
  rows: readonly Row[],
  sortValueOf: (row: Row) => SortValue,
  descending: boolean,
  language: Language,
): Row[] => {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => sign * compare(sortValueOf(a), sortValueOf(b), language))
}

/** The order after a click on a column: its usual way first, the other way the second time. */
export const nextOrder = (
  order: SortOrder,
  column: string,
  startsDescending: boolean,
): SortOrder => ({
  column,
  descending: order.column === column ? !order.descending : startsDescending,
})

const folded = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, '')

/** Rows one of whose texts contains what was typed; case and blanks do not matter. */
export const matchingRows = <Row>(
  rows: readonly Row[],
  textsOf: (row: Row) => readonly (string | null)[],
  typed: string,
): readonly Row[] => {
  const wanted = folded(typed)
  if (wanted === '') return rows
  return rows.filter((row) => textsOf(row).some((text) => folded(text ?? '').includes(wanted)))
}

/** Formats in which a table of the result can be had. */
export const TABLE_FORMATS = {
  csv: { label: 'CSV', mediaType: 'text/csv;charset=utf-8' },
  xlsx: {
    label: 'Excel',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  geojson: { label: 'GeoJSON', mediaType: 'application/geo+json' },
} as const

export type TableFormat = keyof typeof TABLE_FORMATS
