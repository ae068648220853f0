/** Columns of tables, declared once: what a row has in each, in either language. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'

export type Cell = string | number | null

export interface Column<Row> {
  readonly key: string
  readonly label: Bilingual
  readonly value: (row: Row, language: Language) => Cell
}

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
