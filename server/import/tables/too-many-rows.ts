/** Texts that hold more rows than are read, found by a count before a parser takes seconds to notice. */
import { FileRefused } from './file-refused.ts'

/** More are refused, and not left out: of each sheet. */
export const MOST_ROWS = 200_000

export const tooManyRows = (): FileRefused =>
  new FileRefused('file-too-large', {
    zh: `表格超过 ${MOST_ROWS} 行，未读取。请分成几个文件导入。`,
    en: `The table has more than ${MOST_ROWS} rows and was not read. Import it in several files.`,
  })

/**
 * What a row of a text of mark-up, or of features, has once, if it holds anything. In GeoJSON no text can hold the
 * name of a member in plain quotes, and a feature has one geometry (RFC 7946, section 3.2).
 */
const ROWS = {
  'XML 2003': /<(?:ss:)?Row\b[^>]*>\s*<(?:ss:)?Cell\b[^>]*>\s*<(?:ss:)?Data\b[^>]*>[^<]/g,
  HTML: /<tr\b[^>]*>\s*<t[dh]\b[^>]*>\s*(?:<(?!\/?t[dhr]\b)[^>]*>\s*)*[^<\s]/gi,
  KML: /<Placemark\b/g,
  GPX: /<(?:wpt|rte|trk)\b/g,
  GeoJSON: /"geometry"\s*:/g,
} as const

/**
 * @param format as it shows at the beginning of the text. Rows whose first cell is blank are not counted: those
 *   that are not refused here are by their reader. @throws FileRefused
 */
export const refuseManyRows = (text: string, format: keyof typeof ROWS): void => {
  const row = new RegExp(ROWS[format])
  for (let count = 0; row.test(text); count++) if (count >= MOST_ROWS) throw tooManyRows()
}

const SPACE = 32
const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [34, 10, 13]

/**
 * The same of records, whose quoted fields may hold line breaks: quotes open at the beginning of a field and
 * close at one that is not doubled. @param delimiter the code of what parts them.
 * @param idle codes that say nothing where they stand alone. @throws FileRefused
 */
export const refuseManyRecords = (
  text: string,
  delimiter: number,
  idle: ReadonlySet<number>,
): void => {
  let [count, isFilled, isFieldBegun] = [0, false, false]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      if (isFilled) count += 1
      if (count > MOST_ROWS) throw tooManyRows()
      isFilled = false
      isFieldBegun = false
    } else if (code === delimiter) isFieldBegun = false
    else if (code === QUOTE && !isFieldBegun) {
      const end = closingQuote(text, at)
      if (end < 0) return
      isFilled ||= end > at + 1
      isFieldBegun = true
      at = end
    } else {
      isFieldBegun = true
      if (code > SPACE && !idle.has(code)) isFilled = true
    }
  }
}

/** Where a quoted field ends; below nought where it does not. */
const closingQuote = (text: string, opening: number): number => {
  let at = text.indexOf('"', opening + 1)
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2)
  return at
}
