/**
 * Workbooks (ISO/IEC 29500, SpreadsheetML) of one table, made as a stream: no more than a page of rows
 * is held, so texts stand in their cells, not in a table of texts that all cells share.
 */
import { pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import type { Cell, FilledRow } from './columns.ts'
import type { WrittenTable } from './write-table.ts'

/** Excel ends a sheet after 1,048,576 rows; heading and remarks are some of them. */
const MOST_ROWS = 1_000_000
/** A file in the archive ends at 4 GiB. */
const MOST_SHEET_BYTES = 0xf000_0000
const MOST_ARCHIVE_BYTES = 0xffff_ffff
const DEFLATE = 8
/** Characters. */
const COLUMN_WIDTH = 18
/** Small pieces are handed on together. */
const PIECE_BYTES = 65_536

const encoder = new TextEncoder()

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
): string => {
  let xml = `<row r="${row}">`
  for (let at = 0; at < cells.length; at++) {
    xml += cellXml(cells[at] ?? null, `${letters[at]}${row}`, style)
  }
  return `${xml}</row>`
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OOXML = 'http://schemas.openxmlformats.org'
const MAIN = `xmlns="${OOXML}/spreadsheetml/2006/main"`
const RELATIONS = `${OOXML}/officeDocument/2006/relationships`
const PACKAGE_RELATIONS = `xmlns="${OOXML}/package/2006/relationships"`
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The second style is that of the heading. */
const STYLES = `<styleSheet ${MAIN}>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>`

const sheetStart = (columns: number): string => `<worksheet ${MAIN}>\
<sheetViews><sheetView workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
</sheetView></sheetViews>\
<cols><col min="1" max="${columns}" width="${COLUMN_WIDTH}" customWidth="1"/></cols>\
<sheetData>`

const LONGEST_SHEET_NAME = 31

/** Excel allows 31 characters and none of these in the name of a sheet. */
const sheetName = (title: string, sheet: number): string => {
  const number = sheet === 1 ? '' : ` ${sheet}`
  const name = title.replaceAll(/[\\/?*[\]:]/g, ' ')
  return xmlText(name.slice(0, LONGEST_SHEET_NAME - number.length) + number)
}

/** What says of which sheets the workbook consists. */
const workbookFiles = (title: string, count: number): Record<string, string> => {
  const sheets = Array.from({ length: count }, (_, index) => index + 1)
  const each = (xml: (sheet: number) => string): string => sheets.map(xml).join('')
  return {
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>\
${each((n) => `<sheet name="${sheetName(title, n)}" sheetId="${n}" r:id="rId${n}"/>`)}\
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

/** A file of the archive: its name, and what is written into it. @param size its bytes so far. */
interface Part {
  readonly name: string
  readonly xml: (size: () => number) => AsyncIterable<string> | Iterable<string>
}

/** The file as it lies in the archive, deflated by zlib beside this thread. */
async function* deflated(
  file: ZipInputFile,
  { xml }: Part,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read = async function* (): AsyncGenerator<Uint8Array> {
    for await (const text of xml(() => file.size)) {
      const bytes = encoder.encode(text)
      file.size += bytes.length
      file.crc = crc32(bytes, file.crc)
      yield bytes
    }
  }
  // What goes wrong is thrown by the stream that is read.
  yield* pipeline(read, createDeflateRaw(), () => undefined)
}

async function* zipped(parts: AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let size = 0
  const zip = new Zip((error: Error | null, bytes) => {
    if (error) throw error
    size += bytes.length
    if (size > MOST_ARCHIVE_BYTES) throw new RangeError('a workbook ends at 4 GiB')
    ready.push(bytes)
  })
  for await (const part of parts) {
    const file: ZipInputFile = { filename: part.name, size: 0, crc: 0, compression: DEFLATE }
    zip.add(file)
    for await (const bytes of deflated(file, part)) {
      file.ondata?.(null, bytes, false)
      yield* ready.splice(0)
    }
    file.ondata?.(null, new Uint8Array(0), true)
    yield* ready.splice(0)
  }
  zip.end()
  yield* ready
}

/** The same bytes in larger pieces. */
async function* gathered(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let waiting: Uint8Array[] = []
  let size = 0
  const together = (): Uint8Array<ArrayBuffer> => {
    const whole = new Uint8Array(size)
    let at = 0
    for (const piece of waiting) {
      whole.set(piece, at)
      at += piece.length
    }
    waiting = []
    size = 0
    return whole
  }
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    if (size >= PIECE_BYTES) yield together()
  }
  yield together()
}

async function* partsOf(
  { title, header, pages, remarks }: WrittenTable,
  mostRows: number,
): AsyncGenerator<Part> {
  const letters = header.map((_, index) => letterOf(index))
  const reading = pages[Symbol.asyncIterator]()
  let page: readonly FilledRow[] = []
  let isRead = false
  let sheets = 0

  const isMore = async (): Promise<boolean> => {
    while (page.length === 0 && !isRead) {
      const { done, value } = await reading.next()
      if (done) isRead = true
      else page = value
    }
    return !isRead
  }

  async function* sheet(size: () => number): AsyncGenerator<string> {
    yield DECLARATION + sheetStart(header.length) + rowXml(header, 1, letters, BOLD)
    let row = 1
    while ((await isMore()) && row <= mostRows && size() < MOST_SHEET_BYTES) {
      const rows = page.slice(0, mostRows + 1 - row)
      page = page.slice(rows.length)
      yield rows.map(({ cells }) => rowXml(cells, ++row, letters)).join('')
    }
    if (isRead) {
      // An empty row keeps the remarks apart from what is sorted and filtered.
      yield remarks.map((remark, index) => rowXml([remark], row + 2 + index, letters)).join('')
    }
    yield '</sheetData></worksheet>'
  }

  try {
    do {
      sheets++
      yield { name: `xl/worksheets/sheet${sheets}.xml`, xml: sheet }
    } while (!isRead)
    for (const [name, xml] of Object.entries(workbookFiles(title, sheets))) {
      yield { name, xml: () => [DECLARATION + xml] }
    }
  } finally {
    await reading.return?.()
  }
}

/** @param mostRows of the table on one sheet; what does not fit goes on further ones. */
export const workbook = (
  table: WrittenTable,
  mostRows = MOST_ROWS,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> => gathered(zipped(partsOf(table, mostRows)))
