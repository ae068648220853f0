/** Tables of figures, declared once for paper and for workbook. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { Cell, CellKind } from '../../../../../data/sheet-xml.ts'
import { numberText } from '../../../../../data/wording.ts'
import type { PrintColumn, PrintTableProps } from '../../../../print/print-pages.tsx'

export interface FigureColumn {
  readonly label: string
  /** Of numbers; left out for words. */
  readonly kind?: Exclude<CellKind, 'day' | 'time' | 'sum'>
  /** Left out: on both. What a workbook reckons with may be words on paper. */
  readonly on?: 'paper' | 'workbook'
  /** Words that stay in one line on paper. */
  readonly isWhole?: boolean
}

export interface FiguresTable {
  readonly id: string
  readonly title: string
  readonly note?: string
  readonly columns: readonly FigureColumn[]
  readonly rows: readonly (readonly Cell[])[]
  /** Below the rows, of all of them. */
  readonly total?: readonly Cell[]
}

const DEGREE_DECIMALS = 5
const DECIMALS = { tenth: 1, hundredth: 2 } as const

/** As it is read on paper. */
const cellText = (cell: Cell, kind: FigureColumn['kind'], language: Language): string => {
  if (typeof cell !== 'number') return cell ?? ''
  if (kind === 'degrees') return cell.toFixed(DEGREE_DECIMALS)
  if (kind === 'share') return `${(100 * cell).toFixed(1)}%`
  if (kind === 'tenth' || kind === 'hundredth') {
    return numberText(Number(cell.toFixed(DECIMALS[kind])), language)
  }
  return numberText(cell, language)
}

const columnOnPaper = ({ label, kind, isWhole = false }: FigureColumn): PrintColumn => {
  if (kind !== undefined) return { label, kind: 'figure' }
  return isWhole ? { label, kind: 'whole' } : { label }
}

export const onPaper = (
  { title, note, columns, rows, total }: FiguresTable,
  language: Language,
): PrintTableProps => {
  const shown = columns.flatMap(({ on }, at) => (on === 'workbook' ? [] : [at]))
  const texts = (cells: readonly Cell[]): string[] =>
    shown.map((at) => cellText(cells[at] ?? null, columns[at]?.kind, language))
  return {
    title,
    ...(note !== undefined && { note }),
    columns: shown.flatMap((at) => (columns[at] ? [columnOnPaper(columns[at])] : [])),
    rows: rows.map(texts),
    total: total ? texts(total) : null,
  }
}

/** The columns of a workbook, and cells in their order. */
export const inWorkbook = ({ columns, rows, total }: FiguresTable) => {
  const shown = columns.flatMap(({ on }, at) => (on === 'paper' ? [] : [at]))
  const pick = (cells: readonly Cell[]): Cell[] => shown.map((at) => cells[at] ?? null)
  return {
    header: shown.map((at) => columns[at]?.label ?? ''),
    kinds: shown.map((at) => columns[at]?.kind ?? null),
    rows: rows.map(pick),
    total: total ? pick(total) : null,
  }
}
