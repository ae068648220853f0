/** Workbooks of every kind, through one reader: XLSX, XLSM, XLS and .et (BIFF8), XML 2003, HTML, ODS. */
import xlsx from '@e965/xlsx'
import { zipSync } from 'fflate'
import { unpack } from './archive.ts'
import { FileRefused } from './file-refused.ts'
import type { Cell, Merge, Sheet, Visibility } from './table-file.ts'
import { MOST_ROWS, refuseLongTexts, tooManyRows } from './too-many-rows.ts'

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

const sheetOf = (name: string, sheet: Worksheet, hidden: number): Sheet => {
  const rows = withoutBlankEnd(
    Array.from(sheet['!data'] ?? [], (row) =>
      Array.from((row ?? []).slice(0, MOST_COLUMNS), (cell) => cellOf(cell)),
    ),
  )
  return {
    name,
    visibility: VISIBILITIES[hidden] ?? 'hidden',
    rows,
    // Formats go on below the table with their merges, two hundred thousand of them.
    merges: (sheet['!merges'] ?? []).map(mergeOf).filter(({ top }) => top < rows.length),
    hiddenRows: positionsWhere(sheet['!rows']),
    hiddenColumns: positionsWhere(sheet['!cols']),
    lines: null,
    columns: 'letters',
    shapes: null,
  }
}

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

/** Below this the reader is quick enough. */
const MANY_BYTES = 4_000_000
const ROW = Buffer.from('<row ')
const VALUES = [Buffer.from('<v'), Buffer.from('<is')]
const END_OF_ROWS = Buffer.from('</sheetData>')
/** Where the attribute that numbers a row stands, as spreadsheets write it. */
const NUMBERED = Buffer.from('<row r=')

/**
 * A sheet's part without the rows that hold no value, which may be formatted to the end of the sheet, a million
 * of them, and which the reader would take seconds for. Rows without a number stay: they count by where they stand.
 * @throws FileRefused where more rows than the most hold a value; no reader need find that out.
 */
const withoutBlankRows = (name: string, part: Uint8Array): Uint8Array => {
  if (!/worksheets\/[^/]+\.xml$/i.test(name) || part.length < MANY_BYTES) return part
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  const end = bytes.lastIndexOf(END_OF_ROWS)
  const nextValues = VALUES.map(() => -1)
  const kept: Buffer[] = []
  let [keptUntil, filledRows] = [0, 0]
  let row = bytes.indexOf(ROW)
  while (row >= 0 && row < end) {
    const found = bytes.indexOf(ROW, row + 1)
    const next = found >= 0 && found < end ? found : end
    const isFilled = VALUES.some((value, index) => {
      if (nextValues[index]! < row) {
        const at = bytes.indexOf(value, row)
        nextValues[index] = at < 0 ? bytes.length : at
      }
      return nextValues[index]! < next
    })
    if (isFilled) filledRows += 1
    else if (bytes.compare(NUMBERED, 0, NUMBERED.length, row, row + NUMBERED.length) === 0) {
      if (keptUntil < row) kept.push(bytes.subarray(keptUntil, row))
      keptUntil = next
    }
    if (filledRows > MOST_ROWS) throw tooManyRows()
    row = next < end ? next : -1
  }
  kept.push(bytes.subarray(keptUntil))
  return kept.length === 1 ? part : new Uint8Array(Buffer.concat(kept))
}

/** A workbook that is an archive. @throws FileRefused */
export const readZippedWorkbook = (bytes: Uint8Array): Workbook => {
  const wanted = Object.entries(unpack(bytes, isPartOfTable))
  for (const [, part] of wanted) {
    refuseLongTexts(Buffer.from(part.buffer, part.byteOffset, part.byteLength))
  }
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
