/** Text files of records: whatever parts their fields. */
import { CsvError, parse } from 'csv-parse/sync'
import { FileRefused } from './file-refused.ts'
import type { Cell, Sheet } from './table-file.ts'
import { MOST_ROWS, refuseManyRecords } from './too-many-rows.ts'

/** In the order in which they are believed where several would do. */
const DELIMITERS = ['\t', ',', ';', '|', '，', '；'] as const
const SAMPLE_RECORDS = 50
const SAMPLE_CHARACTERS = 65_536
/** No register has as much in one row; a quote that does not close, or no end of line, goes on to the end of the file. */
const MOST_ROW_CHARACTERS = 1_000_000

const rowTooLong = (line: number): FileRefused =>
  new FileRefused('broken', {
    zh: `文本表格无法读取：第 ${line} 行起一行超过 ${MOST_ROW_CHARACTERS} 个字符，多半是引号不成对或缺少换行。`,
    en: `The table cannot be read: from line ${line} on one row has more than ${MOST_ROW_CHARACTERS} characters; most likely a quote does not close or line breaks lack.`,
  })

interface Record {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

const parsed = (text: string, delimiter: string, most: number): Record[] =>
  parse(text, {
    delimiter,
    to: most,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MOST_ROW_CHARACTERS,
    record_delimiter: ['\r\n', '\n', '\r'],
  }) as unknown as Record[]

/** The number of fields that most records have, and how many have it. */
const commonWidth = (records: readonly Record[]): { width: number; count: number } => {
  const counts = new Map<number, number>()
  for (const { record } of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
  const [width = 0, count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  return { width, count }
}

const evenness = (text: string, delimiter: string): number => {
  try {
    const records = parsed(text, delimiter, SAMPLE_RECORDS)
    const { width, count } = commonWidth(records)
    return width < 2 ? 0 : (count / records.length) * Math.log2(width + 1)
  } catch {
    return 0
  }
}

/** Whole lines only, so that no record of the sample is cut. */
const sampleOf = (text: string): string => {
  if (text.length <= SAMPLE_CHARACTERS) return text
  const cut = text.slice(0, SAMPLE_CHARACTERS)
  return cut.slice(0, Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf('\r')) + 1)
}

/** What parts the fields: what makes most records equally wide; `null` where nothing parts them. */
const delimiterOf = (text: string): string | null => {
  const sample = sampleOf(text)
  const [best] = DELIMITERS.map((delimiter) => ({
    delimiter,
    fit: evenness(sample, delimiter),
  })).sort((a, b) => b.fit - a.fit)
  return best && best.fit > 0 ? best.delimiter : null
}

const lineEndOf = (text: string): 'CRLF' | 'LF' | 'CR' | null => {
  const [end] = /\r\n|\n|\r/.exec(text) ?? []
  if (end === undefined) return null
  return end === '\r\n' ? 'CRLF' : end === '\n' ? 'LF' : 'CR'
}

const cellOf = (text: string): Cell | null => (text === '' ? null : { value: text, kind: 'plain' })

const BLANK_CODES = new Set(DELIMITERS.map((each) => each.charCodeAt(0)))

/** @throws FileRefused where quotes do not close or nothing parts the fields. */
export const readDelimited = (text: string) => {
  const delimiter = delimiterOf(text)
  if (delimiter === null) {
    throw new FileRefused('not-a-table', {
      zh: '文本中找不到分隔符（逗号、制表符、分号等），不是表格。',
      en: 'Nothing parts the text into columns (commas, tabs, semicolons): it is no table.',
    })
  }
  refuseManyRecords(text, delimiter.charCodeAt(0), BLANK_CODES)
  try {
    const records = parsed(text, delimiter, MOST_ROWS + 1)
    let line = 1
    const lines = records.map(({ info }) => {
      const begins = line
      line = info.lines + 1
      return begins
    })
    const sheet: Sheet = {
      name: '',
      visibility: 'shown',
      rows: records.map(({ record }) => record.map(cellOf)),
      merges: [],
      hiddenRows: [],
      hiddenColumns: [],
      lines,
      columns: 'numbers',
      shapes: null,
    }
    return { sheet, delimiter, lineEnd: lineEndOf(text) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw rowTooLong(Number(error.lines ?? 1))
    throw new FileRefused('broken', {
      zh: `文本表格无法读取：第 ${Number(error.lines ?? 0)} 行附近的引号不成对。`,
      en: `The table cannot be read: quotes do not close near line ${Number(error.lines ?? 0)}.`,
    })
  }
}
