/** Tables, declared once: their columns, and what a row has in each, in either language. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import type { Geometry, LonLat } from '../../../data/geometry.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import type { Cell, CellKind } from '../../../data/sheet-xml.ts'

export type { Cell }

export interface Column<Row> {
  readonly key: string
  readonly label: Bilingual
  readonly value: (row: Row, language: Language) => Cell
  readonly kind?: CellKind
  /** Of lists in a cell, which would say something else with their end cut off. */
  readonly isUncut?: true
}

/** A table, whatever its rows. */
export interface Layout<Row> {
  readonly title: Bilingual
  readonly columns: readonly Column<Row>[]
  /** The days that it covers; left out: it shows the moment at which it was made. */
  readonly period?: Bilingual
  /** Who signs it, below the table. */
  readonly signatures?: readonly Bilingual[]
  /** Where a row lies; left out for rows that lie nowhere. */
  readonly position?: (row: Row) => LonLat | null
  /** Its whole shape, in its place. */
  readonly geometry?: (row: Row) => Geometry | null
}

/** What a table is called and has in its first row, in one language. */
export interface Heading {
  readonly title: string
  readonly period: string | null
  readonly signatures: readonly string[]
  readonly keys: readonly string[]
  readonly header: readonly string[]
  readonly kinds: readonly (CellKind | null)[]
  /** Keys of the columns that are left out where they would have to be cut. */
  readonly uncut: readonly string[]
}

/** A row as it is written. */
export interface FilledRow {
  readonly cells: readonly Cell[]
  /** WGS-84. */
  readonly geometry: Geometry | null
}

export const headingOf = <Row>(
  { title, columns, period, signatures = [] }: Layout<Row>,
  language: Language,
): Heading => ({
  title: title[language],
  period: period?.[language] ?? null,
  signatures: signatures.map((each) => each[language]),
  keys: columns.map(({ key }) => key),
  header: columns.map(({ label }) => label[language]),
  kinds: columns.map(({ kind }) => kind ?? null),
  uncut: columns.filter(({ isUncut }) => isUncut).map(({ key }) => key),
})

const pointAt = (place: LonLat | null): Geometry | null =>
  place && { type: 'Point', coordinates: [...place] }

export const fillRow = <Row>(
  { columns, position = () => null, geometry = (row) => pointAt(position(row)) }: Layout<Row>,
  row: Row,
  language: Language,
): FilledRow => ({
  cells: columns.map(({ value }) => value(row, language)),
  geometry: geometry(row),
})

export const column = <Row>(
  key: string,
  zh: string,
  en: string,
  value: Column<Row>['value'],
  kind?: Column<Row>['kind'],
): Column<Row> => ({ key, label: { zh, en }, value, ...(kind && { kind }) })

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
