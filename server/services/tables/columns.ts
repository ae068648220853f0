/** Tables, declared once: their columns, and what a row has in each, in either language. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'

export type Cell = string | number | null

export interface Column<Row> {
  readonly key: string
  readonly label: Bilingual
  readonly value: (row: Row, language: Language) => Cell
}

/** A table, whatever its rows. */
export interface Layout<Row> {
  readonly title: Bilingual
  readonly columns: readonly Column<Row>[]
  /** Where a row lies; left out for rows that lie nowhere. */
  readonly position?: (row: Row) => LonLat | null
}

/** What a table is called and has in its first row, in one language. */
export interface Heading {
  readonly title: string
  readonly keys: readonly string[]
  readonly header: readonly string[]
}

/** A row as it is written. */
export interface FilledRow {
  readonly cells: readonly Cell[]
  readonly position: LonLat | null
}

export const headingOf = <Row>({ title, columns }: Layout<Row>, language: Language): Heading => ({
  title: title[language],
  keys: columns.map(({ key }) => key),
  header: columns.map(({ label }) => label[language]),
})

export const fillRow = <Row>(
  { columns, position = () => null }: Layout<Row>,
  row: Row,
  language: Language,
): FilledRow => ({
  cells: columns.map(({ value }) => value(row, language)),
  position: position(row),
})

export const column = <Row>(
  key: string,
  zh: string,
  en: string,
  value: Column<Row>['value'],
): Column<Row> => ({ key, label: { zh, en }, value })

interface Named {
  readonly name: string
  readonly nameEn: string | null
}

export const nameIn = ({ name, nameEn }: Named, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name

/** Columns of what an item is called, what it is exactly, and what it is counted in. */
export const goodsColumns = <Row>(itemOf: (row: Row) => MaterialKey): Column<Row>[] => {
  const text =
    (kind: 'label' | 'specification' | 'unit'): Column<Row>['value'] =>
    (row, language) =>
      MATERIALS[itemOf(row)][kind][language]
  return [
    column('item', '物资', 'Item', text('label')),
    column('specification', '规格', 'Specification', text('specification')),
    column('unit', '单位', 'Unit', text('unit')),
  ]
}

/** The same without the specification. */
export const itemColumns = <Row>(itemOf: (row: Row) => MaterialKey): Column<Row>[] =>
  goodsColumns(itemOf).filter(({ key }) => key !== 'specification')
