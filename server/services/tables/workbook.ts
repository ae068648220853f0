/**
 * Workbooks (ISO/IEC 29500, SpreadsheetML) of one table, made as a stream: no more than a page of rows
 * is held, so texts stand in their cells, not in a table of texts that all cells share.
 */
import type { Cell, FilledRow } from './columns.ts'
import type { WrittenTable } from './write-table.ts'
import { type ZippedFile, zipStream } from './zip-stream.ts'

/** Excel ends a sheet after 1,048,576 rows; heading and remarks are some of them. */
const MOST_ROWS = 1_000_000
/** A file in the archive ends at 4 GiB. */
const MOST_SHEET_BYTES = 0xf000_0000
/** Characters. */
const COLUMN_WIDTH = 18

/** What XML 1.0 cannot say, and what a reader of workbooks would take for such a thing. */
const UNSPEAKABLE = /[^\P{Cc}\t\n]|[\ufffe\uffff]|_(?=x[\da-f]{4}_)/giu
const NEEDS_ESCAPE = /[&<>\ufffe\uffff]|[^\P{Cc}\t\n]|_x/iu
const HEXADECIMAL = 16

/** Text of a cell (ST_Xstring): `_x0007_` stands for the character U+0007. */
const xmlText = (text: string): string => {
  if (!NEEDS_ESCAPE.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(UNSPEAKABLE, (character) => {
      const code = character.charCodeAt(0).toString(HEXADECIMAL).padStart(4, '0').toUpperCase()
      return `_x${code}_`
    })
}

const LETTERS = 26
const CODE_OF_A = 65

/** A, B, … Z, AA, … @param index from 0. */
const letterOf = (index: number): string =>
  (index >= LETTERS ? letterOf(Math.floor(index / LETTERS) - 1) : '') +
  String.fromCharCode(CODE_OF_A + (index % LETTERS))

const BOLD = ' s="1"'
const TITLE = ' s="4"'

const STYLE_OF = { day: ' s="2"', time: ' s="3"' } as const

const LOCAL_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?(?:\+08:00)?$/
const MILLISECONDS_PER_DAY = 86_400_000
/** 1970 in days since 1899-12-30, from which workbooks count (ISO/IEC 29500-1, 18.17.4.1). */
const DAYS_TO_1970 = 25_569

/** A local day or time as a workbook reckons with it; null for any other text. */
const serialOf = (text: string): number | null => {
  const [, day, time = '00:00'] = LOCAL_TIME.exec(text) ?? []
  const milliseconds = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(milliseconds) ? null : milliseconds / MILLISECONDS_PER_DAY + DAYS_TO_1970
}

const cellXml = (cell: Cell, at: string, style = ''): string => {
  if (typeof cell === 'number') {
    return Number.isFinite(cell) ? `<c r="${at}"${style}><v>${cell}</v></c>` : ''
  }
  if (cell === null || cell === '') return ''
  const space = /^\s|\s$|\n/.test(cell) ? ' xml:space="preserve"' : ''
  return `<c r="${at}"${style} t="inlineStr"><is><t${space}>${xmlText(cell)}</t></is></c>`
}

const rowXml = (
  cells: readonly Cell[],
  row: number,
  letters: readonly string[],
  style = '',
  kinds: WrittenTable['kinds'] = [],
): string => {
  let xml = `<row r="${row}">`
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? null
    const kind = kinds[at]
    const isDay = kind === 'day' || kind === 'time'
    const serial = isDay && typeof cell === 'string' ? serialOf(cell) : null
    const own = isDay && serial !== null ? STYLE_OF[kind] : style
    xml += cellXml(serial ?? cell, `${letters[at]}${row}`, own)
  }
  return `${xml}</row>`
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OOXML = 'http://schemas.openxmlformats.org'
const MAIN = `xmlns="${OOXML}/spreadsheetml/2006/main"`
const RELATIONS = `${OOXML}/officeDocument/2006/relationships`
const PACKAGE_RELATIONS = `xmlns="${OOXML}/package/2006/relationships"`
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The second style is that of headings and totals, the next are those of days and times, the last of titles. */
const STYLES = `<styleSheet ${MAIN}>\
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="16"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>`

/** @param headRows that stay in sight. */
const sheetStart = (columns: number, headRows = 1): string => `<worksheet ${MAIN}>\
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
<sheetViews><sheetView workbookViewId="0">\
<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/>\
</sheetView></sheetViews>\
<cols><col min="1" max="${columns}" width="${COLUMN_WIDTH}" customWidth="1"/></cols>\
<sheetData>`

/** Printed on A4 lying, as wide as the sheet. */
const SHEET_END = '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'

const LONGEST_SHEET_NAME = 31

/** Excel allows 31 characters and none of these in the name of a sheet. */
const sheetName = (title: string, sheet: number): string => {
  const number = sheet === 1 ? '' : ` ${sheet}`
  const name = title.replaceAll(/[\\/?*[\]:]/g, ' ')
  return name.slice(0, LONGEST_SHEET_NAME - number.length) + number
}

/** What says of which sheets the workbook consists. @param names of them, in their order. */
const workbookFiles = (names: readonly string[]): Record<string, string> => {
  const count = names.length
  const sheets = names.map((_, index) => index + 1)
  const each = (xml: (sheet: number) => string): string => sheets.map(xml).join('')
  return {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>\
${each((n) => `<sheet name="${xmlText(names[n - 1]!)}" sheetId="${n}" r:id="rId${n}"/>`)}\
</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${PACKAGE_RELATIONS}>\
${each((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}\
<Relationship Id="rId${count + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/>\
</Relationships>`,
    'xl/styles.xml': STYLES,
    '_rels/.rels': `<Relationships ${PACKAGE_RELATIONS}>\
<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>`,
    '[Content_Types].xml': `<Types xmlns="${OOXML}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>\
${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}\
</Types>`,
  }
}

const TOTAL = { zh: '合计', en: 'Total' } as const
const BETWEEN_FACTS = '　　'
/** Between those who sign: room for a name. */
const SIGNED = '　'.repeat(8)

/** Sums of columns, by the unit that stands in each row: what is counted in another is another thing. */
class Totals {
  readonly #unitAt: number
  readonly #kinds: WrittenTable['kinds']
  readonly #sums = new Map<Cell, number[]>()

  constructor(keys: WrittenTable['keys'], kinds: WrittenTable['kinds']) {
    this.#unitAt = keys.indexOf('unit')
    this.#kinds = kinds.includes('sum') ? kinds : []
  }

  add(cells: readonly Cell[]): void {
    if (this.#kinds.length === 0) return
    const unit = cells[this.#unitAt] ?? null
    const sums = this.#sums.get(unit) ?? this.#kinds.map(() => 0)
    for (const [at, kind] of this.#kinds.entries()) {
      const cell = cells[at]
      if (kind === 'sum' && typeof cell === 'number') sums[at]! += cell
    }
    this.#sums.set(unit, sums)
  }

  /** One for each unit, in the order in which they came. @param label stands in the first column. */
  rows(label: string): Cell[][] {
    return [...this.#sums].map(([unit, sums]) =>
      sums.map((sum, at) => {
        if (this.#kinds[at] === 'sum') return sum
        return at === this.#unitAt ? unit : at === 0 ? label : null
      }),
    )
  }
}

async function* partsOf(
  { title, facts, header, keys, kinds, pages, remarks, signatures, language }: WrittenTable,
  mostRows: number,
): AsyncGenerator<ZippedFile> {
  const letters = header.map((_, index) => letterOf(index))
  const reading = pages[Symbol.asyncIterator]()
  let page: readonly FilledRow[] = []
  let isRead = false
  let sheets = 0
  const totals = new Totals(keys, kinds)
  const head = facts.length > 0 ? [title, facts.join(BETWEEN_FACTS)] : []
  const headings = head.length + 1

  const isMore = async (): Promise<boolean> => {
    while (page.length === 0 && !isRead) {
      const { done, value } = await reading.next()
      if (done) isRead = true
      else page = value
    }
    return !isRead
  }

  async function* sheet(size: () => number): AsyncGenerator<string> {
    yield DECLARATION + sheetStart(header.length, headings)
    yield head.map((line, at) => rowXml([line], at + 1, letters, at === 0 ? TITLE : '')).join('')
    yield rowXml(header, headings, letters, BOLD)
    let row = headings
    while ((await isMore()) && row < headings + mostRows && size() < MOST_SHEET_BYTES) {
      const rows = page.slice(0, headings + mostRows - row)
      page = page.slice(rows.length)
      for (const { cells } of rows) totals.add(cells)
      yield rows.map(({ cells }) => rowXml(cells, ++row, letters, '', kinds)).join('')
    }
    const filtered = `A${headings}:${letters.at(-1)}${row}`
    if (isRead) {
      // Empty rows keep what stands below apart from what is sorted and filtered.
      const sums = head.length > 0 ? totals.rows(TOTAL[language]) : []
      const told = [...(signatures.length > 0 ? [[signatures.join(SIGNED)]] : [])]
      for (const [style, lines] of [
        [BOLD, sums],
        ['', told],
        ['', remarks.map((remark) => [remark])],
      ] as const) {
        if (lines.length === 0) continue
        row++
        yield lines.map((cells) => rowXml(cells, ++row, letters, style)).join('')
      }
    }
    yield `</sheetData><autoFilter ref="${filtered}"/>${SHEET_END}`
  }

  try {
    do {
      sheets++
      yield { name: `xl/worksheets/sheet${sheets}.xml`, contents: sheet }
    } while (!isRead)
    const names = Array.from({ length: sheets }, (_, index) => sheetName(title, index + 1))
    for (const [name, xml] of Object.entries(workbookFiles(names))) {
      yield { name, contents: () => [DECLARATION + xml] }
    }
  } finally {
    await reading.return?.()
  }
}

/** @param mostRows of the table on one sheet; what does not fit goes on further ones. */
export const workbook = (
  table: WrittenTable,
  mostRows = MOST_ROWS,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> => zipStream(partsOf(table, mostRows))

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
  const cells = rows.map((row, index) => rowXml(row, index + 1, letters, index === 0 ? BOLD : ''))
  const validations =
    checks.length === 0
      ? ''
      : `<dataValidations count="${checks.length}">${checks.map(checkXml).join('')}</dataValidations>`
  return `${DECLARATION}${sheetStart(width)}${cells.join('')}</sheetData>${validations}${SHEET_END}`
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
  yield DECLARATION + sheetStart(width, headRows)
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
