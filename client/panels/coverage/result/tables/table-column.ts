/** What a table of the result shows in a column, and how it is sorted by it. */
import type { ReactNode } from 'react'
import type { SortValue } from './sort-rows.ts'

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
}

/** Lines of the table that one thing takes. */
export const linesPerRow = <Row>({ detail }: TableDescription<Row>): number => (detail ? 2 : 1)
