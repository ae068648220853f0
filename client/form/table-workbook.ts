/** A workbook of tables that the page has at hand, as the server writes those of its own. */
import { strToU8, zipSync } from 'fflate'
import {
  BOLD,
  type Cell,
  type CellKind,
  columnWidths,
  DECLARATION,
  letterOf,
  rowXml,
  SHEET_END,
  sheetStart,
  TITLE,
  workbookFiles,
} from '../../data/sheet-xml.ts'

export interface TableSheet {
  /** Excel allows 31 characters and none of `\ / ? * [ ] :`. */
  readonly name: string
  readonly title: string
  /** Under the title: of when, of which data. */
  readonly facts: string
  readonly header: readonly string[]
  readonly kinds: readonly (CellKind | null)[]
  readonly rows: readonly (readonly Cell[])[]
  /** Below the rows, out of the filter. */
  readonly total: readonly Cell[] | null
  /** Lines below all. */
  readonly remarks: readonly string[]
}

/** Title, facts and heading stay in sight. */
const HEAD_ROWS = 3
const LONGEST_NAME = 31

const sheetName = (name: string): string =>
  name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, LONGEST_NAME)

const sheetXml = ({ title, facts, header, kinds, rows, total, remarks }: TableSheet): string => {
  const letters = header.map((_, index) => letterOf(index))
  const end = HEAD_ROWS + rows.length
  let row = 0
  const line = (cells: readonly Cell[], style = '', of: TableSheet['kinds'] = []): string =>
    rowXml(cells, ++row, letters, style, of)
  const head = line([title], TITLE) + line([facts]) + line(header, BOLD)
  const body = rows.map((cells) => line(cells, '', kinds)).join('')
  // An empty row keeps what stands below apart from what is sorted and filtered.
  row++
  const below = total ? line(total, BOLD, kinds) : ''
  row++
  const said = remarks.map((remark) => line([remark])).join('')
  return `${DECLARATION}${sheetStart(columnWidths([header, ...rows], kinds), HEAD_ROWS)}${head}${body}${below}${said}</sheetData>\
<autoFilter ref="A${HEAD_ROWS}:${letters.at(-1)}${end}"/>${SHEET_END}`
}

export const workbookBytes = (sheets: readonly TableSheet[]): Uint8Array<ArrayBuffer> => {
  const files = {
    ...Object.fromEntries(
      sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]),
    ),
    ...Object.fromEntries(
      Object.entries(workbookFiles(sheets.map(({ name }) => sheetName(name)))).map(
        ([name, xml]) => [name, DECLARATION + xml],
      ),
    ),
  }
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])),
  )
}
