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

/**
 * @param rows cells that are ready: text through `csvTextCell`, numbers as they are.
 * @param notice stands below the table, after an empty line, so that sorting leaves it alone.
 */
export const csvText = (rows: readonly (readonly string[])[], notice: string | null): string => {
  const lines = rows.map((cells) => cells.join(','))
  const footer = notice === null ? [] : ['', csvTextCell(notice)]
  return BYTE_ORDER_MARK + [...lines, ...footer, ''].join(LINE_END)
}
