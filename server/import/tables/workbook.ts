/** Workbooks of every kind, through one reader: XLSX, XLSM, XLS and .et (BIFF8), XML 2003, HTML, ODS. */
import xlsx from '@e965/xlsx'
import { strFromU8, strToU8, zipSync } from 'fflate'
import { unpack } from './archive.ts'
import { MOST_ROWS } from './delimited.ts'
import { FileRefused } from './file-refused.ts'
import type { Cell, Merge, Sheet, Visibility } from './table-file.ts'

type Worksheet = xlsx.WorkSheet & { '!data'?: (xlsx.CellObject | undefined)[][] }

const VISIBILITIES: readonly Visibility[] = ['shown', 'hidden', 'very-hidden']

const kindOf = (format: unknown): Cell['kind'] => {
  if (typeof format !== 'string' || !xlsx.SSF.is_date(format)) return 'plain'
  const code = format.replace(/"[^"]*"|\[[^\]]*\]/g, '')
  return /[yd]/i.test(code) ? 'date' : 'time'
}

const cellOf = (cell: xlsx.CellObject | undefined): Cell | null => {
  if (!cell || cell.v === undefined || cell.t === 'e' || cell.t === 'z') return null
  if (typeof cell.v === 'number') return { value: cell.v, kind: kindOf(cell.z) }
  // Asked not to, the reader makes no dates; a text is a text even where it looks like one.
  if (cell.v instanceof Date) return { value: cell.v.toISOString().slice(0, 10), kind: 'plain' }
  return cell.v === '' ? null : { value: cell.v, kind: 'plain' }
}

const positionsWhere = (list: readonly ({ hidden?: boolean } | undefined)[] = []): number[] =>
  [...list].flatMap((each, position) => (each?.hidden ? [position] : []))

const mergeOf = ({ s, e }: xlsx.Range): Merge => ({
  top: s.r,
  left: s.c,
  bottom: e.r,
  right: e.c,
})

/** No register is as wide; a slip of the hand reaches the last of 16,384, and every row would be as long. */
const MOST_COLUMNS = 1000

const isBlankRow = (row: readonly (Cell | null)[]): boolean => row.every((cell) => cell === null)

/** Rows up to the last that holds something: formats alone go on for thousands. */
const withoutBlankEnd = (rows: (Cell | null)[][]): (Cell | null)[][] => {
  const last = rows.findLastIndex((row) => !isBlankRow(row))
  return rows.slice(0, last + 1)
}

const sheetOf = (name: string, sheet: Worksheet, hidden: number): Sheet => ({
  name,
  visibility: VISIBILITIES[hidden] ?? 'hidden',
  rows: withoutBlankEnd(
    Array.from(sheet['!data'] ?? [], (row) =>
      Array.from((row ?? []).slice(0, MOST_COLUMNS), (cell) => cellOf(cell)),
    ),
  ),
  merges: (sheet['!merges'] ?? []).map(mergeOf),
  hiddenRows: positionsWhere(sheet['!rows']),
  hiddenColumns: positionsWhere(sheet['!cols']),
  lines: null,
  columns: 'letters',
  shapes: null,
})

const OPTIONS: xlsx.ParsingOptions = {
  dense: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellStyles: true,
  bookVBA: false,
  sheetRows: MOST_ROWS + 1,
}

export const encrypted = (): FileRefused =>
  new FileRefused('encrypted', {
    zh: '文件设有打开密码，无法读取。请在 Excel 或 WPS 中去掉密码、另存后再导入。',
    en: 'The file has a password to open it and cannot be read. Save it without a password and import that.',
  })

const unreadable = (): FileRefused =>
  new FileRefused('broken', {
    zh: '工作簿已损坏或不是表格文件，无法读取。请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入。',
    en: 'The workbook is damaged or no table. Open it in a spreadsheet, save it as .xlsx and import that.',
  })

export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly isFrom1904: boolean
}

const readBook = (read: () => xlsx.WorkBook): Workbook => {
  try {
    const book = read()
    const about = book.Workbook?.Sheets ?? []
    return {
      isFrom1904: book.Workbook?.WBProps?.date1904 === true,
      sheets: book.SheetNames.flatMap((name, index) => {
        // A damaged workbook may name sheets that it does not have.
        const sheet = book.Sheets[name] as Worksheet | undefined
        return sheet ? [sheetOf(name, sheet, Number(about[index]?.Hidden ?? 0))] : []
      }),
    }
  } catch (error) {
    throw /password|encrypt/i.test(String(error)) ? encrypted() : unreadable()
  }
}

/** Macros, pictures and whatever else is no table stay packed. */
const isPartOfTable = (name: string): boolean => /\.(xml|rels)$/i.test(name)

/** Rows that have their number and cells without a value: formatted to the end of the sheet, a million of them. */
const BLANK_ROWS = /<row [^>]*\br="\d+"[^>]*(?:\/>|>(?:<c [^>]*\/>)*<\/row>)/g
/** Below this the reader is quick enough. */
const MANY_BYTES = 4_000_000

/** A sheet's part without the rows that hold nothing, which the reader would take seconds for. */
const withoutBlankRows = (name: string, part: Uint8Array): Uint8Array => {
  if (!/worksheets\/[^/]+\.xml$/i.test(name) || part.length < MANY_BYTES) return part
  // Byte by byte: whatever the texts are, they stay as they are.
  return strToU8(strFromU8(part, true).replace(BLANK_ROWS, ''), true)
}

/** A workbook that is an archive. @throws FileRefused */
export const readZippedWorkbook = (bytes: Uint8Array): Workbook => {
  const wanted = Object.entries(unpack(bytes, isPartOfTable))
  const filled = wanted.map(([name, part]) => [name, withoutBlankRows(name, part)] as const)
  // Packed anew without compression, so that the reader finds no more than was checked.
  const parts = zipSync(Object.fromEntries(filled), { level: 0 })
  return readBook(() => xlsx.read(parts, { ...OPTIONS, type: 'array' }))
}

/** A workbook of Excel 97 or WPS. @throws FileRefused */
export const readBinaryWorkbook = (bytes: Uint8Array): Workbook =>
  readBook(() => xlsx.read(bytes, { ...OPTIONS, type: 'array' }))

/** Pages that a script made of a table repeat each cell in an attribute, line breaks as tags in it. */
const REPEATED_CELL = / data-v="[^"]*[<>][^"]*"/g

/** A web page or XML 2003; texts stay texts: leading zeros of codes count. @throws FileRefused */
export const readWorkbookText = (text: string): Workbook =>
  readBook(() =>
    xlsx.read(text.replace(REPEATED_CELL, ''), { ...OPTIONS, type: 'string', raw: true }),
  )
