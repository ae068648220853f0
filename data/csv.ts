/** Comma-separated text that spreadsheets open as it is meant (RFC 4180). */

/** Spreadsheets take a text file for UTF-8 only with this mark; without it Chinese is garbled. */
const BYTE_ORDER_MARK = '\uFEFF'
const LINE_END = '\r\n'

/** A cell that begins so, in full width too, would be run as a formula by the spreadsheet that opens the file. */
const FORMULA_START = /^[=+\-@＝＋－＠\t\r]/

export const csvTextCell = (text: string): string => {
  const safe = FORMULA_START.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Numbers as they are, nothing where there is none. */
export const csvCell = (cell: string | number | null): string =>
  typeof cell === 'number' ? String(cell) : csvTextCell(cell ?? '')

const csvLine = (cells: readonly string[]): string => cells.join(',') + LINE_END

/** What is written one after the other: the start, rows any number of times, the end. */
export const csvParts = {
  start: BYTE_ORDER_MARK,
  /** Of cells that are ready, through `csvCell` or `csvTextCell`. */
  rows: (rows: readonly (readonly string[])[]): string => rows.map(csvLine).join(''),
  /** A notice stands below the table, after an empty line, so that sorting leaves it alone. */
  end: (notice: string | null): string =>
    notice === null ? '' : LINE_END + csvLine([csvTextCell(notice)]),
} as const
