/**
 * An OpenStreetMap extract, as XML (xml-extract.ts) or as a PBF file: a row of blobs, each preceded by the length of its header
 * (4 bytes, big-endian) and a header with the blob's kind and size; the blobs hold a header block,
 * then blocks of elements (wiki.openstreetmap.org/wiki/PBF_Format).
 */

import { type FileHandle, open } from 'node:fs/promises'
import { inflateSync, zstdDecompressSync } from 'node:zlib'
import { PbfReader } from 'pbf'
import type { ElementKind, OsmElement } from './elements.ts'
import { cutOff, ImportFailure } from './import-failure.ts'
import { formOf } from './other-forms.ts'
import { type BlockElements, elementsOfBlock } from './pbf-block.ts'
import { xmlExtract } from './xml-extract.ts'

/** Limits that the format itself sets. */
const MAX_HEADER_BYTES = 64 * 1024
const MAX_BLOB_BYTES = 32 * 1024 * 1024
const LENGTH_BYTES = 4

interface BlobFrame {
  type: string
  offset: number
  size: number
}

const notPbf = (): ImportFailure =>
  new ImportFailure(
    '这个文件不是 OpenStreetMap PBF 文件（.osm.pbf），也不是 OpenStreetMap XML（.osm、.osm.gz），未作任何更改。',
    'This is not an OpenStreetMap PBF file (.osm.pbf), nor OpenStreetMap XML (.osm, .osm.gz); nothing was changed.',
  )

const damaged = (cause?: unknown): ImportFailure =>
  new ImportFailure(
    '文件已损坏，无法读取其中的数据块；未作任何更改。',
    'The file is damaged: a block in it cannot be read. Nothing was changed.',
    { cause },
  )

const readExactly = async (file: FileHandle, offset: number, size: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(size)
  let done = 0
  while (done < size) {
    const { bytesRead } = await file.read(buffer, done, size - done, offset + done)
    if (bytesRead === 0) throw cutOff()
    done += bytesRead
  }
  return buffer
}

/** @throws ImportFailure as `wrong` makes it, where these bytes are no header. */
const readFrameHeader = (
  bytes: Uint8Array,
  wrong: () => ImportFailure,
): { type: string; size: number } => {
  try {
    return new PbfReader(bytes).readFields(
      (tag, header, reader) => {
        if (tag === 1) header.type = reader.readString()
        else if (tag === 3) header.size = reader.readVarint()
      },
      { type: '', size: -1 },
    )
  } catch {
    throw wrong()
  }
}

/**
 * Where each blob lies, from a walk over the headers alone, so that a file that is cut off inside
 * a header or a blob is known before anything is parsed. A file cut exactly between two blobs looks
 * complete: the format carries no count and no end mark.
 * @throws ImportFailure when the file is empty, cut off or something else.
 */
const readFrames = async (file: FileHandle): Promise<BlobFrame[]> => {
  const { size: fileSize } = await file.stat()
  if (fileSize === 0) {
    throw new ImportFailure('文件是空的，未作任何更改。', 'The file is empty; nothing was changed.')
  }
  const frames: BlobFrame[] = []
  let offset = 0
  while (offset < fileSize) {
    const wrong = (): ImportFailure => (frames.length === 0 ? notPbf() : damaged())
    if (fileSize - offset < LENGTH_BYTES) throw frames.length === 0 ? notPbf() : cutOff()
    const headerSize = (await readExactly(file, offset, LENGTH_BYTES)).readUInt32BE(0)
    if (headerSize === 0 || headerSize > MAX_HEADER_BYTES) throw wrong()
    offset += LENGTH_BYTES
    if (offset + headerSize > fileSize) throw cutOff()
    const header = readFrameHeader(await readExactly(file, offset, headerSize), wrong)
    offset += headerSize
    if (header.size < 0 || header.size > MAX_BLOB_BYTES) throw wrong()
    if (frames.length === 0 && header.type !== 'OSMHeader') throw notPbf()
    if (offset + header.size > fileSize) throw cutOff()
    frames.push({ ...header, offset })
    offset += header.size
  }
  return frames
}

interface Blob {
  raw: Uint8Array | null
  zlib: Uint8Array | null
  zstd: Uint8Array | null
}

const unpack = (blob: Blob): Uint8Array | null => {
  const limit = { maxOutputLength: MAX_BLOB_BYTES }
  if (blob.zlib) return inflateSync(blob.zlib, limit)
  if (blob.zstd) return zstdDecompressSync(blob.zstd, limit)
  return blob.raw
}

/**
 * The contents of a blob, decompressed.
 * @throws ImportFailure when they are damaged or compressed by a method other than zlib and zstd.
 */
const readBlob = async (file: FileHandle, frame: BlobFrame): Promise<Buffer> => {
  const bytes = await readExactly(file, frame.offset, frame.size)
  let blob: Blob
  let contents: Uint8Array | null
  try {
    blob = new PbfReader(bytes).readFields<Blob>(
      (tag, fields, reader) => {
        if (tag === 1) fields.raw = reader.readBytes()
        else if (tag === 3) fields.zlib = reader.readBytes()
        else if (tag === 7) fields.zstd = reader.readBytes()
      },
      { raw: null, zlib: null, zstd: null },
    )
    contents = unpack(blob)
  } catch (error) {
    throw damaged(error)
  }
  if (!contents) {
    throw new ImportFailure(
      '文件采用了本程序不支持的压缩方式（支持 zlib、zstd 和不压缩），未作任何更改。',
      'The file is compressed by a method that this program cannot read (zlib, zstd and none are supported); nothing was changed.',
    )
  }
  return Buffer.from(contents.buffer, contents.byteOffset, contents.length)
}

const HISTORY_FEATURE = 'HistoricalInformation'
/** Features that a reader must know; an extract that requires another cannot be read rightly. */
const KNOWN_FEATURES: ReadonlySet<string> = new Set(['OsmSchema-V0.6', 'DenseNodes'])

const MILLISECONDS_PER_SECOND = 1000
export interface Extract {
  /** When the data were taken from OpenStreetMap; null when the file does not say. */
  readonly takenAt: Date | null
  /**
   * The elements of that kind, block by block in file order; may be called again and again.
   */
  blocks(
    kind: ElementKind,
    onProgress: (share: number) => void,
  ): AsyncGenerator<readonly OsmElement[]>
  close(): Promise<void>
}

const openForReading = async (path: string): Promise<FileHandle> => {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw isMissing
      ? new ImportFailure(
          `找不到文件 ${path}，未作任何更改。`,
          `There is no file ${path}; nothing was changed.`,
          { cause },
        )
      : new ImportFailure(
          `无法打开文件 ${path}，未作任何更改。`,
          `The file ${path} cannot be opened; nothing was changed.`,
          { cause },
        )
  }
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw new ImportFailure(
    `${path} 不是文件，未作任何更改。`,
    `${path} is not a file; nothing was changed.`,
  )
}

interface HeaderBlock {
  required: string[]
  takenAtSeconds: number
}

const readHeaderBlock = (bytes: Uint8Array): HeaderBlock => {
  try {
    return new PbfReader(bytes).readFields<HeaderBlock>(
      (tag, header, reader) => {
        if (tag === 4) header.required.push(reader.readString())
        else if (tag === 32) header.takenAtSeconds = reader.readVarint()
      },
      { required: [], takenAtSeconds: 0 },
    )
  } catch (error) {
    throw damaged(error)
  }
}

/** @throws ImportFailure */
const readElements = (block: Buffer, kind: ElementKind): BlockElements => {
  try {
    return elementsOfBlock(block, kind)
  } catch (error) {
    throw damaged(error)
  }
}

/** @throws ImportFailure where a feature is required that this reader lacks. */
const checkFeatures = ({ required }: HeaderBlock): void => {
  if (required.includes(HISTORY_FEATURE)) {
    throw new ImportFailure(
      '这是带历史版本的文件（含已删除的对象），不能直接导入。请先取出当前状态：osmium time-filter 文件.osh.pbf -o 输出.osm.pbf；未作任何更改。',
      'This is a history or change file (HistoricalInformation: old versions and deleted objects) and is not imported. Take the present state out of a history first: osmium time-filter FILE.osh.pbf -o OUT.osm.pbf. Nothing was changed.',
    )
  }
  const unknown = required.filter((feature) => !KNOWN_FEATURES.has(feature))
  if (unknown.length > 0) {
    throw new ImportFailure(
      `文件要求本程序不支持的特性（${unknown.join('、')}），未作任何更改。`,
      `The file requires features that this program does not know (${unknown.join(', ')}); nothing was changed.`,
    )
  }
}

/** @throws ImportFailure when it is not a complete PBF file. */
const pbfExtract = async (file: FileHandle): Promise<Extract> => {
  const frames = await readFrames(file)
  const first = frames[0]
  if (!first) throw notPbf()
  const header = readHeaderBlock(await readBlob(file, first))
  checkFeatures(header)
  const holdsOf = new Map<BlobFrame, BlockElements['holds']>()
  return {
    takenAt:
      header.takenAtSeconds > 0 ? new Date(header.takenAtSeconds * MILLISECONDS_PER_SECOND) : null,
    async *blocks(kind, onProgress) {
      const last = frames.at(-1)
      const size = last ? last.offset + last.size : 1
      for (const frame of frames) {
        onProgress(frame.offset / size)
        // The format asks readers to pass over kinds of blob that they do not know.
        if (frame.type !== 'OSMData' || holdsOf.get(frame)?.[kind] === false) continue
        const { elements, holds } = readElements(await readBlob(file, frame), kind)
        holdsOf.set(frame, holds)
        if (holds[kind]) yield elements
      }
      onProgress(1)
    },
    close: () => file.close(),
  }
}

/**
 * Opens an extract in PBF or XML and looks at its frame and header.
 * @throws ImportFailure when there is no such file, or it is none that can be read: the sentence says
 *   what it is and how to convert it.
 */
export const openExtract = async (path: string): Promise<Extract> => {
  const file = await openForReading(path)
  try {
    const form = await formOf(file)
    if (form === 'pbf') return await pbfExtract(file)
    return await xmlExtract(path, file, form)
  } catch (error) {
    await file.close()
    throw error
  }
}
