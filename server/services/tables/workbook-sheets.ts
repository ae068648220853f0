/** Workbooks of several sheets, at hand or still coming, made as a stream. */
import {
  BOLD,
  type Cell,
  COLUMN_WIDTH,
  DECLARATION,
  letterOf,
  rowXml,
  SHEET_END,
  sheetStart,
  workbookFiles,
  xmlText,
} from '../../../data/sheet-xml.ts'
import { type ZippedFile, zipStream } from './zip-stream.ts'

/** A sheet that is at hand. */
export interface ReadySheet {
  readonly name: string
  /** The first is the heading. */
  readonly rows: readonly (readonly Cell[])[]
  /** What cells of the columns may hold, and what is said beside them. */
  readonly checks?: readonly ColumnCheck[]
}

/** What a column below the heading may hold; a program that opens the workbook asks for it. */
export interface ColumnCheck {
  /** From 0. */
  readonly column: number
  readonly title: string
  readonly prompt: string
  /** One of the values of a column of another sheet, or a number from a least one on. */
  readonly of:
    | { readonly sheet: string; readonly column: number; readonly count: number }
    | { readonly kind: 'whole' | 'decimal'; readonly minimum: number }
    | null
}

/** Excel shows so much of a title and of a prompt. */
const PROMPT_TITLE = 32
const PROMPT = 255
const CHECKED_ROWS = 10_000

const attribute = (text: string): string => xmlText(text).replaceAll('"', '&quot;')

const checkXml = ({ column, title, prompt, of }: ColumnCheck): string => {
  const letter = letterOf(column)
  const told = `allowBlank="1" showInputMessage="1" showErrorMessage="1" \
promptTitle="${attribute(title.slice(0, PROMPT_TITLE))}" prompt="${attribute(prompt.slice(0, PROMPT))}" \
sqref="${letter}2:${letter}${CHECKED_ROWS}"`
  if (of === null) return `<dataValidation ${told}/>`
  if ('kind' in of) {
    return `<dataValidation type="${of.kind}" operator="greaterThanOrEqual" ${told}>\
<formula1>${of.minimum}</formula1></dataValidation>`
  }
  const from = letterOf(of.column)
  return `<dataValidation type="list" ${told}>\
<formula1>'${xmlText(of.sheet)}'!$${from}$2:$${from}$${of.count + 1}</formula1></dataValidation>`
}

const readySheetXml = ({ rows, checks = [] }: ReadySheet): string => {
  const width = Math.max(...rows.map(({ length }) => length))
  const letters = Array.from({ length: width }, (_, index) => letterOf(index))
  const widths = letters.map(() => COLUMN_WIDTH)
  const cells = rows.map((row, index) => rowXml(row, index + 1, letters, index === 0 ? BOLD : ''))
  const validations =
    checks.length === 0
      ? ''
      : `<dataValidations count="${checks.length}">${checks.map(checkXml).join('')}</dataValidations>`
  return `${DECLARATION}${sheetStart(widths)}${cells.join('')}</sheetData>${validations}${SHEET_END}`
}

/** A workbook of sheets that are at hand. */
export const workbookOf = (
  sheets: readonly ReadySheet[],
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> =>
  zipStream(
    (async function* (): AsyncGenerator<ZippedFile> {
      for (const [index, sheet] of sheets.entries()) {
        const name = `xl/worksheets/sheet${index + 1}.xml`
        yield { name, contents: () => [readySheetXml(sheet)] }
      }
      for (const [name, xml] of Object.entries(workbookFiles(sheets.map(({ name }) => name)))) {
        yield { name, contents: () => [DECLARATION + xml] }
      }
    })(),
  )

/** A sheet whose rows come while it is written. */
export interface ComingSheet {
  readonly name: string
  readonly width: number
  /** The first rows, which are bold and stay in sight. */
  readonly headRows: number
  readonly pages: () =>
    | AsyncIterable<readonly (readonly Cell[])[]>
    | Iterable<readonly (readonly Cell[])[]>
}

async function* comingSheetXml({ width, headRows, pages }: ComingSheet): AsyncGenerator<string> {
  yield DECLARATION + sheetStart(Array(width).fill(COLUMN_WIDTH), headRows)
  const letters = Array.from({ length: width }, (_, index) => letterOf(index))
  let row = 0
  for await (const rows of pages()) {
    yield rows.map((cells) => rowXml(cells, ++row, letters, row <= headRows ? BOLD : '')).join('')
  }
  yield `</sheetData>${SHEET_END}`
}

/** @param order in which the sheets are written, by position: what one says may follow from others. */
export const workbookOfComing = (
  sheets: readonly ComingSheet[],
  order: readonly number[],
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> =>
  zipStream(
    (async function* (): AsyncGenerator<ZippedFile> {
      for (const index of order) {
        const sheet = sheets[index]!
        const name = `xl/worksheets/sheet${index + 1}.xml`
        yield { name, contents: () => comingSheetXml(sheet) }
      }
      for (const [name, xml] of Object.entries(workbookFiles(sheets.map(({ name }) => name)))) {
        yield { name, contents: () => [DECLARATION + xml] }
      }
    })(),
  )
