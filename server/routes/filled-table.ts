/** Tables for spreadsheets and maps: columns declared once, rows as cells in one language. */
import type { Bilingual, Language } from '../../data/bilingual.ts'
import type { LonLat } from '../../data/geometry.ts'

export type Cell = string | number | null

export interface Column<Row> {
  readonly key: string
  readonly label: Bilingual
  readonly value: (row: Row, language: Language) => Cell
}

/** A table with its rows as cells, in one language. */
export interface FilledTable {
  readonly title: string
  readonly keys: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  readonly positions: readonly (LonLat | null)[]
}

export const column = <Row>(
  key: string,
  zh: string,
  en: string,
  value: Column<Row>['value'],
): Column<Row> => ({ key, label: { zh, en }, value })

export const nowhere = (): null => null

/** @param position where a row lies; null for rows that lie nowhere. */
export const fillTable = <Row>(
  title: Bilingual,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  language: Language,
  position: (row: Row) => LonLat | null = nowhere,
): FilledTable => ({
  title: title[language],
  keys: columns.map(({ key }) => key),
  header: columns.map(({ label }) => label[language]),
  rows: rows.map((row) => columns.map(({ value }) => value(row, language))),
  positions: rows.map(position),
})
