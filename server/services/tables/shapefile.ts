/**
 * Shapefiles (Esri, July 1998) in a zip archive: one for each type of geometry, the table in dBASE III
 * with its encoding named twice, and a note of what the format has no room for.
 */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { positionsOf } from '../../../data/geometry.ts'
import { shortNames } from '../../../data/short-names.ts'
import { encodedText, type TextEncoding } from '../../../data/text-encoding.ts'
import type { FilledRow } from './columns.ts'
import { CODE_PAGES, columnOf, MOST_TEXT_BYTES, recordBytes, tableHead } from './dbase.ts'
import {
  type Extent,
  extentOf,
  fileHead,
  HEAD_BYTES,
  kindOf,
  numbersBE,
  RECORD_HEAD,
  SHAPES,
  type ShapeKind,
  shapeBytes,
  WORD,
} from './shape-records.ts'
import { type SpooledRows, spoolRows } from './spooled-rows.ts'
import type { WrittenTable } from './write-table.ts'
import { type ZippedFile, zipStream } from './zip-stream.ts'

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
