/** What a file is, by its bytes and not by its name, and its sheets. */
import { readGeopackage } from '../gis/geopackage.ts'
import { readGeoJson, readGpx, readKml, readKmz } from '../gis/markup.ts'
import { readShapefile } from '../gis/shapefile.ts'
import { checkedDirectory, isArchive } from './archive.ts'
import { readDelimited } from './delimited.ts'
import { FileRefused } from './file-refused.ts'
import { type FileNote, isBlank, type Sheet, type TableFile } from './table-file.ts'
import { type DecodedText, decodeText } from './text-encoding.ts'
import { MOST_ROWS, refuseManyRows, tooManyRows } from './too-many-rows.ts'
import {
  encrypted,
  readBinaryWorkbook,
  readWorkbookText,
  readZippedWorkbook,
  type Workbook,
} from './workbook.ts'

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

const isSqlite = (bytes: Uint8Array): boolean =>
  startsWith(bytes, ...Buffer.from('SQLite format 3'))
const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

/** Names of streams stand in a compound file in UTF-16. */
const holdsStream = (bytes: Uint8Array, name: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from(name, 'utf16le'),
  )

/** Files that people take for tables, and that none of our readers reads. */
const OTHERS: readonly (readonly [start: readonly number[], zh: string, en: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF 文档', 'a PDF document'],
  [[0xff, 0xd8, 0xff], '照片', 'a picture'],
  [[0x89, 0x50, 0x4e, 0x47], '图片', 'a picture'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR 压缩包', 'a RAR archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z 压缩包', 'a 7z archive'],
]

const notATable = (zh: string, en: string): FileRefused =>
  new FileRefused('not-a-table', {
    zh: `文件是${zh}，不是表格。请导入 Excel、WPS、CSV 或地理数据文件。`,
    en: `The file is ${en} and no table. Import a workbook, a text table or a geographic file.`,
  })

const PLAIN = { isFrom1904: false, text: null, declaredEpsg: null, notes: [] } as const

const ofWorkbook = (
  format: string,
  { sheets, isFrom1904 }: Workbook,
  text: TableFile['text'] = null,
): TableFile => ({ ...PLAIN, format, sheets, isFrom1904, text })

const readArchive = (bytes: Uint8Array): TableFile => {
  const names = checkedDirectory(bytes).map(({ name }) => name.toLowerCase())
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  if (has(/^xl\//) || has(/^content\.xml$/)) {
    return ofWorkbook(has(/^xl\//) ? 'XLSX' : 'ODS', readZippedWorkbook(bytes))
  }
  if (has(/\.shp$/)) return readShapefile(bytes)
  if (has(/\.kml$/)) return readKmz(bytes)
  if (has(/^word\//)) throw notATable('Word 文档', 'a text document')
  throw notATable('不含表格的压缩包', 'an archive without a table')
}

const readCompound = (bytes: Uint8Array): TableFile => {
  if (holdsStream(bytes, 'EncryptedPackage')) throw encrypted()
  if (holdsStream(bytes, 'WordDocument')) throw notATable('Word 文档', 'a text document')
  return ofWorkbook('BIFF8', readBinaryWorkbook(bytes))
}

/** Pages say what they are written in, and mean the larger set: gb2312 holds too few characters. */
const textOf = ({ encoding, byteOrderMark }: DecodedText): NonNullable<TableFile['text']> => ({
  encoding,
  byteOrderMark,
  delimiter: null,
  lineEnd: null,
})

const FEATURES = { KML: readKml, GPX: readGpx, GeoJSON: readGeoJson } as const

const readText = (bytes: Uint8Array): TableFile => {
  const decoded = decodeText(bytes)
  const { text, encoding, byteOrderMark } = decoded
  const start = text.slice(0, 4096).trimStart()
  if (/^<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:ss:)?Workbook\b/.test(start)) {
    refuseManyRows(text, 'XML 2003')
    return ofWorkbook('XML 2003', readWorkbookText(text), textOf(decoded))
  }
  if (/^<(?:!doctype html|html|meta|head|body|table|div|style|!--)/i.test(start)) {
    if (!/<table\b/i.test(text)) throw notATable('没有表格的网页', 'a web page without a table')
    refuseManyRows(text, 'HTML')
    return ofWorkbook('HTML', readWorkbookText(text), textOf(decoded))
  }
  const [, root = ''] = /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(\w+)/.exec(start) ?? []
  const features = root === 'kml' ? 'KML' : root === 'gpx' ? 'GPX' : /^\{/.test(start) && 'GeoJSON'
  if (features) {
    refuseManyRows(text, features)
    return FEATURES[features](text)
  }
  if (/^<\?xml|^<\w/.test(start)) throw notATable('其他 XML 文件', 'some other XML file')
  if (start === '') throw noRows()
  const { sheet, delimiter, lineEnd } = readDelimited(text)
  return {
    ...PLAIN,
    format: 'CSV',
    sheets: [sheet],
    text: { encoding, byteOrderMark, delimiter, lineEnd },
  }
}

/** A file in which no row of data was found. */
export const noRows = (): FileRefused =>
  new FileRefused('no-rows', {
    zh: '所有工作表都没有内容，找不到表格。请检查是否选错了文件。',
    en: 'No sheet holds a table. See whether it is the right file.',
  })

export const isFilled = ({ rows }: Sheet): boolean => rows.some((row) => !row.every(isBlank))

/** Endings that go with what a file is; a wrong one is said. */
const ENDINGS: Readonly<Record<string, RegExp>> = {
  XLSX: /\.(xlsx|xlsm|xltx|et)$/i,
  ODS: /\.ods$/i,
  BIFF8: /\.(xls|et|xlt)$/i,
  'XML 2003': /\.xml$/i,
  HTML: /\.html?$/i,
  'Shapefile in zip': /\.zip$/i,
  GeoPackage: /\.gpkg$/i,
  KML: /\.kml$/i,
  KMZ: /\.kmz$/i,
  GPX: /\.gpx$/i,
  GeoJSON: /\.(geo)?json$/i,
  CSV: /\.(csv|tsv|txt|tab|prn)$/i,
}

const wrongEnding = (name: string, format: string): FileNote[] =>
  !/\.\w+$/.test(name) || ENDINGS[format]?.test(name) !== false
    ? []
    : [{ code: 'extension-wrong', detail: `${format}: ${/\.\w+$/.exec(name)![0]}` }]

/** Readers stop one row beyond the most; formatted rows that hold nothing may go on below. */
const refuseRest = ({ sheets }: TableFile): void => {
  const hasMore = ({ rows }: Sheet): boolean =>
    rows.length > MOST_ROWS && rows.slice(MOST_ROWS).some((row) => !row.every(isBlank))
  if (sheets.some(hasMore)) throw tooManyRows()
}

/**
 * Reads a file's sheets. @param name only to say where its ending is wrong.
 * @throws FileRefused with the reason and what to do about it.
 */
export const readTableFile = async (bytes: Uint8Array, name: string): Promise<TableFile> => {
  if (bytes.length === 0) throw noRows()
  const other = OTHERS.find(([start]) => startsWith(bytes, ...start))
  if (other) throw notATable(other[1], other[2])
  const file = isSqlite(bytes)
    ? await readGeopackage(bytes)
    : isArchive(bytes)
      ? readArchive(bytes)
      : isCompound(bytes)
        ? readCompound(bytes)
        : readText(bytes)
  refuseRest(file)
  // Before anything is fetched to judge it by.
  if (!file.sheets.some(isFilled)) throw noRows()
  return { ...file, notes: [...file.notes, ...wrongEnding(name, file.format)] }
}
