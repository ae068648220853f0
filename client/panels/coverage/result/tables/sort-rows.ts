/** Order and choice of the rows of a table. */
import type { Language } from '../../../../../data/bilingual.ts'

export type SortValue = string | number | null

export interface SortOrder {
  readonly column: string
  readonly descending: boolean
}

/** Where nobody comes at all is later than any arrival. */
const compare = (a: SortValue, b: SortValue, collator: Intl.Collator): number => {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(`${a}`, `${b}`)
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
  const collator = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en-GB', { numeric: true })
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => sign * compare(sortValueOf(a), sortValueOf(b), collator))
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
