/**
 * Workbooks (ISO/IEC 29500, SpreadsheetML) of one table, made as a stream: no more than a page of rows
 * is held, so texts stand in their cells, not in a table of texts that all cells share.
 */
import {
  BOLD,
  type Cell,
  columnWidths,
  DECLARATION,
  isSummed,
  letterOf,
  rowXml,
  SHEET_END,
  sheetStart,
  TITLE,
  workbookFiles,
} from '../../../data/sheet-xml.ts'
import type { FilledRow } from './columns.ts'
import type { WrittenTable } from './write-table.ts'
import { type ZippedFile, zipStream } from './zip-stream.ts'

/** Excel ends a sheet after 1,048,576 rows; heading and remarks are some of them. */
const MOST_ROWS = 1_000_000
/** A file in the archive ends at 4 GiB. */
const MOST_SHEET_BYTES = 0xf000_0000
const LONGEST_SHEET_NAME = 31

/** Excel allows 31 characters and none of these in the name of a sheet. */
const sheetName = (title: string, sheet: number): string => {
  const number = sheet === 1 ? '' : ` ${sheet}`
  const name = title.replaceAll(/[\\/?*[\]:]/g, ' ')
  return name.slice(0, LONGEST_SHEET_NAME - number.length) + number
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
    this.#kinds = kinds.some(isSummed) ? kinds : []
  }

  add(cells: readonly Cell[]): void {
    if (this.#kinds.length === 0) return
    const unit = cells[this.#unitAt] ?? null
    const sums = this.#sums.get(unit) ?? this.#kinds.map(() => 0)
    for (const [at, kind] of this.#kinds.entries()) {
      const cell = cells[at]
      if (isSummed(kind) && typeof cell === 'number') sums[at]! += cell
    }
    this.#sums.set(unit, sums)
  }

  /** One for each unit, in the order in which they came. @param label stands in the first column. */
  rows(label: string): Cell[][] {
    return [...this.#sums].map(([unit, sums]) =>
      sums.map((sum, at) => {
        if (isSummed(this.#kinds[at])) return sum
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
    await isMore()
    const widths = columnWidths([header, ...page.map(({ cells }) => cells)], kinds)
    yield DECLARATION + sheetStart(widths, headings)
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
      const told = signatures.length > 0 ? [[signatures.join(SIGNED)]] : []
      for (const [style, lines, of] of [
        [BOLD, sums, kinds],
        ['', told, []],
        ['', remarks.map((remark) => [remark]), []],
      ] as const) {
        if (lines.length === 0) continue
        row++
        yield lines.map((cells) => rowXml(cells, ++row, letters, style, of)).join('')
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
