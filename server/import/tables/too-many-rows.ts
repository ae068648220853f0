/** Texts that hold more rows than are read, found by a count before a parser takes seconds to notice. */
import { FileRefused } from './file-refused.ts'

/** More are refused, and not left out: of each sheet. */
export const MOST_ROWS = 200_000

export const tooManyRows = (): FileRefused =>
  new FileRefused('file-too-large', {
    zh: `表格超过 ${MOST_ROWS} 行，未读取。请分成几个文件导入。`,
    en: `The table has more than ${MOST_ROWS} rows and was not read. Import it in several files.`,
  })

/** No register says as much in one place: a cell of a workbook holds 32,767 characters at most. */
const MOST_CHARACTERS_AT_ONCE = 1_000_000

const textTooLong = (): FileRefused =>
  new FileRefused('file-too-large', {
    zh: `文件中有一处文字或图形超过 ${MOST_CHARACTERS_AT_ONCE} 个字符，不是登记表的内容，未读取。请检查是否选错了文件。`,
    en: `One text or shape of the file has more than ${MOST_CHARACTERS_AT_ONCE} characters, which is nothing that registers hold; it was not read. See whether it is the right file.`,
  })

/**
 * Refuses mark-up in which nothing begins or ends for twice as many characters; what is shorter than once as many
 * stays. Asked only once for each stretch, so that long files cost no more than their length by it. @throws FileRefused
 */
export const refuseLongTexts = (markUp: string | Buffer): void => {
  for (let at = 0; at + MOST_CHARACTERS_AT_ONCE < markUp.length; ) {
    const found = markUp.indexOf('<', at)
    const next = found < 0 ? markUp.length : found
    if (next - at > MOST_CHARACTERS_AT_ONCE) throw textTooLong()
    at = Math.max(next, at + MOST_CHARACTERS_AT_ONCE)
  }
}

/** What a row of a text of mark-up has once, if it holds anything. */
const ROWS = {
  'XML 2003': /<(?:ss:)?Row\b[^>]*>\s*<(?:ss:)?Cell\b[^>]*>\s*<(?:ss:)?Data\b[^>]*>[^<]/g,
  HTML: /<tr\b[^>]*>\s*<t[dh]\b[^>]*>\s*(?:<(?!\/?t[dhr]\b)[^>]*>\s*)*[^<\s]/gi,
  KML: /<Placemark\b/g,
  GPX: /<(?:wpt|rte|trk)\b/g,
} as const

/**
 * @param format as it shows at the beginning of the text. Rows whose first cell is blank are not counted: those
 *   that are not refused here are by their reader. @throws FileRefused
 */
export const refuseManyRows = (text: string, format: keyof typeof ROWS | 'GeoJSON'): void => {
  if (format === 'GeoJSON') {
    refuseManyFeatures(text)
    return
  }
  refuseLongTexts(text)
  const row = new RegExp(ROWS[format])
  for (let count = 0; row.test(text); count++) if (count >= MOST_ROWS) throw tooManyRows()
}

const [OPENING_BRACKET, BACKSLASH, CLOSING_BRACKET] = [91, 92, 93]
const [OPENING_BRACE, CLOSING_BRACE] = [123, 125]
/** A shoreline of half a million positions. */
const MOST_CHARACTERS_OF_FEATURE = 20_000_000
/** Of what stands in the object of the whole, and in one of its arrays. */
const [DEPTH_OF_MEMBERS, DEPTH_OF_FEATURES] = [1, 2]

/** Properties, texts and other members of GeoJSON may be called as those of features are: what counts is where it stands. */
const refuseManyFeatures = (text: string): void => {
  let [depth, count, name, areFeatures, beginning] = [0, 0, '', false, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at)
      if (end < 0) return
      if (depth === DEPTH_OF_MEMBERS) name = text.slice(at + 1, end)
      at = end
    } else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      if (depth === DEPTH_OF_MEMBERS) areFeatures = name === 'features'
      if (depth === DEPTH_OF_FEATURES && areFeatures) count += 1
      if (count > MOST_ROWS) throw tooManyRows()
      if (depth <= DEPTH_OF_FEATURES) beginning = at
      else if (at - beginning > MOST_CHARACTERS_OF_FEATURE) throw textTooLong()
      depth += 1
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth -= 1
  }
}

/** Where a text of JSON ends: at a quote that is not escaped; below nought where it does not. */
const endOfString = (text: string, opening: number): number => {
  for (let at = text.indexOf('"', opening + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (at - opening > MOST_CHARACTERS_AT_ONCE) throw textTooLong()
    let before = at - 1
    while (text.charCodeAt(before) === BACKSLASH) before -= 1
    if ((at - before) % 2 === 1) return at
  }
  return -1
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
  let [count, isFilled, isFieldBegun, beginning] = [0, false, false, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // The parser says of a record without end where it begins.
    if (at - beginning > MOST_CHARACTERS_AT_ONCE) return
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      beginning = at
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
      isFilled ||= code > SPACE && !idle.has(code)
    }
  }
}

/** Where a quoted field ends; below nought where it does not. */
const closingQuote = (text: string, opening: number): number => {
  let at = text.indexOf('"', opening + 1)
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) {
    if (at - opening > MOST_CHARACTERS_AT_ONCE) return -1
    at = text.indexOf('"', at + 2)
  }
  return at
}
