/**
 * Shapefiles (Esri, July 1998) in a zip archive: one for each type of geometry, the table in dBASE III
 * with its encoding told twice, and a note of what the format has no room for.
 */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import {
  type Geometry,
  linesOf,
  polygonsOf,
  positionsOf,
  twiceSignedArea,
} from '../../../data/geometry.ts'
import { shortNames } from '../../../data/short-names.ts'
import { encodedText, type TextEncoding } from '../../../data/text-encoding.ts'
import type { Cell, FilledRow } from './columns.ts'
import { type ColumnMeasure, type SpooledRows, spoolRows } from './spooled-rows.ts'
import type { WrittenTable } from './write-table.ts'
import { type ZippedFile, zipStream } from './zip-stream.ts'

const SHAPES = { points: 1, lines: 3, areas: 5 } as const
type ShapeKind = keyof typeof SHAPES

const kindOf = (geometry: Geometry | null): ShapeKind => {
  if (geometry === null || geometry.type === 'Point') return 'points'
  return geometry.type === 'LineString' ? 'lines' : 'areas'
}

type Ring = ReturnType<typeof linesOf>[number]

/** Outlines run clockwise here and holes the other way, against RFC 7946. */
const wound = (ring: Ring, isHole: boolean): Ring =>
  twiceSignedArea(ring) > 0 === isHole ? ring : [...ring].reverse()

const partsOf = (geometry: Geometry): readonly Ring[] =>
  kindOf(geometry) === 'lines'
    ? linesOf(geometry)
    : polygonsOf(geometry).flatMap((rings) => rings.map((ring, index) => wound(ring, index > 0)))

type Extent = readonly [minX: number, minY: number, maxX: number, maxY: number]

const extentOf = (positions: readonly (readonly [number, number])[]): Extent =>
  positions.reduce<Extent>(
    ([minX, minY, maxX, maxY], [x, y]) => [
      Math.min(minX, x),
      Math.min(minY, y),
      Math.max(maxX, x),
      Math.max(maxY, y),
    ],
    [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ],
  )

const WORD = 2
const RECORD_HEAD = 8
const NULL_SHAPE = 0

/** Contents of a record, little-endian. */
const shapeBytes = (geometry: Geometry | null): Buffer => {
  if (geometry === null) return Buffer.alloc(4, NULL_SHAPE)
  const doubles = (bytes: Buffer, at: number, values: readonly number[]): void =>
    values.forEach((value, index) => void bytes.writeDoubleLE(value, at + index * 8))
  if (geometry.type === 'Point') {
    const bytes = Buffer.alloc(20)
    bytes.writeInt32LE(SHAPES.points)
    doubles(bytes, 4, geometry.coordinates)
    return bytes
  }
  const parts = partsOf(geometry)
  const places = parts.flat()
  const bytes = Buffer.alloc(44 + parts.length * 4 + places.length * 16)
  bytes.writeInt32LE(SHAPES[kindOf(geometry)])
  doubles(bytes, 4, extentOf(places))
  bytes.writeInt32LE(parts.length, 36)
  bytes.writeInt32LE(places.length, 40)
  let start = 0
  for (const [index, part] of parts.entries()) {
    bytes.writeInt32LE(start, 44 + index * 4)
    start += part.length
  }
  doubles(bytes, 44 + parts.length * 4, places.flat())
  return bytes
}

const FILE_CODE = 9994
const VERSION = 1000
const HEAD_BYTES = 100

/** Of `.shp` and `.shx` alike. */
const fileHead = (bytes: number, shape: number, extent: Extent): Buffer => {
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeInt32BE(FILE_CODE)
  head.writeInt32BE(bytes / WORD, 24)
  head.writeInt32LE(VERSION, 28)
  head.writeInt32LE(shape, 32)
  for (const [index, value] of extent.entries()) {
    head.writeDoubleLE(Number.isFinite(value) ? value : 0, 36 + index * 8)
  }
  return head
}

const numbersBE = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, index * 4)
  return bytes
}

/** The most that one column of dBASE III has room for. */
const MOST_TEXT_BYTES = 254
const MOST_DIGITS = 20
const MOST_DECIMALS = 15
const DAY_BYTES = 8

interface DbfColumn {
  readonly at: number
  readonly name: string
  readonly type: 'C' | 'N' | 'D'
  readonly bytes: number
  readonly decimals: number
}

const isWidely = ({ whole, decimals }: ColumnMeasure): boolean =>
  whole + (decimals > 0 ? decimals + 1 : 0) <= MOST_DIGITS && decimals <= MOST_DECIMALS

/** @param textBytes of the longest text. */
const columnOf = (
  at: number,
  name: string,
  measure: ColumnMeasure,
  textBytes: number,
): DbfColumn => {
  const { kind, whole, decimals } = measure
  if ((kind === 'integer' || kind === 'number') && isWidely(measure)) {
    const bytes = whole + (decimals > 0 ? decimals + 1 : 0)
    return { at, name, type: 'N', bytes: Math.max(1, bytes), decimals }
  }
  if (kind === 'day') return { at, name, type: 'D', bytes: DAY_BYTES, decimals: 0 }
  return { at, name, type: 'C', bytes: Math.max(1, textBytes), decimals: 0 }
}

const LANGUAGE_DRIVERS = { 'utf-8': 0, gbk: 0x4d } as const satisfies Record<TextEncoding, number>
const CODE_PAGES = { 'utf-8': 'UTF-8', gbk: '936' } as const satisfies Record<TextEncoding, string>
const SPACE = 0x20

/** As much of a text as there is room for, whole characters only. */
const cutTo = (text: string, most: number, encoding: TextEncoding): string => {
  const characters = Array.from(text)
  while (encodedText(characters.join(''), encoding).bytes.length > most) characters.pop()
  return characters.join('')
}

const cellText = (cell: Cell, { type, decimals }: DbfColumn): string => {
  if (cell === null) return ''
  if (type === 'D') return String(cell).replaceAll('-', '')
  return type === 'N' && typeof cell === 'number' ? cell.toFixed(decimals) : String(cell)
}

const tableHead = (
  columns: readonly DbfColumn[],
  count: number,
  encoding: TextEncoding,
): Buffer => {
  const head = Buffer.alloc(32 + columns.length * 32 + 1)
  head[0] = 3
  // A day must stand there; what was exported when is said in the note.
  head.set([100, 1, 1], 1)
  head.writeUInt32LE(count, 4)
  head.writeUInt16LE(head.length, 8)
  head.writeUInt16LE(1 + columns.reduce((sum, { bytes }) => sum + bytes, 0), 10)
  head[29] = LANGUAGE_DRIVERS[encoding]
  for (const [index, { name, type, bytes, decimals }] of columns.entries()) {
    const at = 32 + index * 32
    head.write(name, at, 'latin1')
    head.write(type, at + 11, 'latin1')
    head[at + 16] = bytes
    head[at + 17] = decimals
  }
  head[head.length - 1] = 0x0d
  return head
}

const recordBytes = (
  cells: readonly Cell[],
  columns: readonly DbfColumn[],
  encoding: TextEncoding,
): Buffer => {
  const record = Buffer.alloc(1 + columns.reduce((sum, { bytes }) => sum + bytes, 0), SPACE)
  let at = 1
  for (const column of columns) {
    const text = cellText(cells[column.at] ?? null, column)
    const { bytes } = encodedText(cutTo(text, column.bytes, encoding), encoding)
    record.set(bytes, column.type === 'N' ? at + column.bytes - bytes.length : at)
    at += column.bytes
  }
  return record
}

/** What the rows of one type of geometry come to. */
interface LayerMeasure {
  count: number
  extent: Extent
  shapeBytes: number
  readonly offsets: number[]
}

interface Texts {
  /** Longest of each column. */
  readonly longest: number[]
  /** Of each column how many were cut. */
  readonly cut: number[]
  lost: number
}

export interface ShapefileOptions {
  readonly encoding: TextEncoding
  /** In well-known text as Esri writes it; `null` for a system that no register defines. */
  readonly projection: string | null
}

const NOTE = {
  file: { zh: '说明.txt', en: 'note.txt' },
  names: {
    zh: '字段名最多 10 个字节，对应关系如下（字段名：名称，说明）：',
    en: 'Names of fields have at most 10 bytes; what they stand for (name: field, heading):',
  },
  left: {
    zh: '含有超过 254 字节的内容，Shapefile 容纳不下，未写入：',
    en: 'Left out, for a Shapefile has no room for their values of more than 254 bytes:',
  },
  cut: {
    zh: '超过 254 字节的文字已截断：',
    en: 'Texts of more than 254 bytes are cut off:',
  },
  lost: {
    zh: 'GBK 中没有、写为“?”的字符数：',
    en: 'Characters that GBK lacks, written as “?”:',
  },
} as const satisfies Record<string, Bilingual>

/** The files of the archive, once all rows are known. */
async function* filesOf(
  table: WrittenTable,
  spool: SpooledRows,
  layers: ReadonlyMap<ShapeKind, LayerMeasure>,
  texts: Texts,
  { encoding, projection }: ShapefileOptions,
  language: Language,
): AsyncGenerator<ZippedFile> {
  const names = shortNames(table.keys)
  const isLeftOut = (at: number): boolean =>
    table.uncut.includes(table.keys[at]!) && texts.longest[at]! > MOST_TEXT_BYTES
  const columns = table.keys.flatMap((key, at) =>
    isLeftOut(at)
      ? []
      : [
          columnOf(
            at,
            names.get(key)!,
            spool.columns[at]!,
            Math.min(MOST_TEXT_BYTES, texts.longest[at]!),
          ),
        ],
  )
  const only = async function* (kind: ShapeKind): AsyncGenerator<FilledRow> {
    for await (const row of spool.rows()) if (kindOf(row.geometry) === kind) yield row
  }
  for (const [kind, { count, extent, shapeBytes: bytes, offsets }] of layers) {
    const base = layers.size === 1 ? table.name : `${table.name}-${kind}`
    const shape = SHAPES[kind]
    yield {
      name: `${base}.shp`,
      async *contents() {
        yield fileHead(HEAD_BYTES + bytes, shape, extent)
        let number = 0
        for await (const { geometry } of only(kind)) {
          const record = shapeBytes(geometry)
          yield Buffer.concat([numbersBE(++number, record.length / WORD), record])
        }
      },
    }
    yield {
      name: `${base}.shx`,
      *contents() {
        yield fileHead(HEAD_BYTES + count * 8, shape, extent)
        for (const [index, offset] of offsets.entries()) {
          const end = offsets[index + 1] ?? HEAD_BYTES + bytes
          yield numbersBE(offset / WORD, (end - offset - RECORD_HEAD) / WORD)
        }
      },
    }
    yield {
      name: `${base}.dbf`,
      async *contents() {
        yield tableHead(columns, count, encoding)
        for await (const { cells } of only(kind)) yield recordBytes(cells, columns, encoding)
        yield Uint8Array.of(0x1a)
      },
    }
    yield { name: `${base}.cpg`, contents: () => [CODE_PAGES[encoding]] }
    if (projection) yield { name: `${base}.prj`, contents: () => [projection] }
  }
  const told = (at: number): string =>
    `${names.get(table.keys[at]!)}: ${table.keys[at]}, ${table.header[at]}`
  const all = table.keys.map((_, at) => at)
  const left = all.filter(isLeftOut)
  const cut = all.filter((at) => !isLeftOut(at) && texts.cut[at]! > 0)
  const note = [
    table.title,
    ...table.remarks,
    '',
    NOTE.names[language],
    ...columns.map(({ at }) => told(at)),
    ...(left.length > 0 ? ['', NOTE.left[language], ...left.map(told)] : []),
    ...(cut.length > 0
      ? ['', NOTE.cut[language], ...cut.map((at) => `${told(at)} (${texts.cut[at]})`)]
      : []),
    ...(texts.lost > 0 ? ['', `${NOTE.lost[language]} ${texts.lost}`] : []),
    '',
  ]
  yield { name: NOTE.file[language], contents: () => [`\ufeff${note.join('\r\n')}`] }
}

/**
 * The bytes of the archive. While rows are read, pieces without bytes come: who has hung up asks for no
 * further one, and then nothing more is read.
 */
export async function* shapefile(
  table: WrittenTable,
  options: ShapefileOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { length } = table.keys
  const spool = await spoolRows(length)
  try {
    const layers = new Map<ShapeKind, LayerMeasure>()
    const texts: Texts = { longest: Array(length).fill(0), cut: Array(length).fill(0), lost: 0 }
    for await (const rows of table.pages) {
      await spool.add(rows)
      for (const { cells, geometry } of rows) {
        const kind = kindOf(geometry)
        const layer = layers.get(kind) ?? {
          ...{ count: 0, extent: extentOf([]), shapeBytes: 0, offsets: [] },
        }
        layers.set(kind, layer)
        layer.offsets.push(HEAD_BYTES + layer.shapeBytes)
        layer.count++
        layer.shapeBytes += RECORD_HEAD + shapeBytes(geometry).length
        const corners = geometry ? positionsOf(geometry) : []
        const [minX, minY, maxX, maxY] = layer.extent
        if (corners.length > 0) {
          layer.extent = extentOf([[minX, minY], [maxX, maxY], ...corners])
        }
        for (const [at, cell] of cells.entries()) {
          if (cell === null) continue
          const { bytes, lost } = encodedText(String(cell), options.encoding)
          texts.longest[at] = Math.max(texts.longest[at]!, bytes.length)
          if (bytes.length > MOST_TEXT_BYTES) texts.cut[at]!++
          texts.lost += lost
        }
      }
      yield new Uint8Array(0)
    }
    if (layers.size === 0) {
      layers.set('points', { count: 0, extent: extentOf([]), shapeBytes: 0, offsets: [] })
    }
    yield* zipStream(filesOf(table, spool, layers, texts, options, table.language))
  } finally {
    await spool.remove()
  }
}
