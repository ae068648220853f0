/**
 * The outer layer of an OpenStreetMap PBF file: a row of blobs, each preceded by the length of its
 * header (4 bytes, big-endian) and a header that tells the blob's kind and size
 * (wiki.openstreetmap.org/wiki/PBF_Format).
 */
import type { FileHandle } from 'node:fs/promises'
import { inflateSync, zstdDecompressSync } from 'node:zlib'
import { PbfReader } from 'pbf'
import { ImportFailure } from './failure.ts'

/** Limits that the format itself sets. */
const MAX_HEADER_BYTES = 64 * 1024
const MAX_BLOB_BYTES = 32 * 1024 * 1024
const LENGTH_BYTES = 4

export interface BlobFrame {
  type: string
  offset: number
  size: number
}

export const notPbf = (): ImportFailure =>
  new ImportFailure({
    zh: '这个文件不是 OpenStreetMap PBF 文件（.osm.pbf），未作任何更改。',
    en: 'This is not an OpenStreetMap PBF file (.osm.pbf); nothing was changed.',
  })

const cutOff = (): ImportFailure =>
  new ImportFailure({
    zh: '文件不完整（中途截断），请重新下载；未作任何更改。',
    en: 'The file is cut off before its end; please download it again. Nothing was changed.',
  })

export const damaged = (cause?: unknown): ImportFailure =>
  new ImportFailure(
    {
      zh: '文件已损坏，无法读取其中的数据块；未作任何更改。',
      en: 'The file is damaged: a block in it cannot be read. Nothing was changed.',
    },
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

const readFrameHeader = (bytes: Uint8Array): { type: string; size: number } =>
  new PbfReader(bytes).readFields(
    (tag, header, reader) => {
      if (tag === 1) header.type = reader.readString()
      else if (tag === 3) header.size = reader.readVarint()
    },
    { type: '', size: -1 },
  )

/**
 * Where each blob lies, from a walk over the headers alone, so that a file that is cut off inside
 * a header or a blob is known before anything is parsed. A file cut exactly between two blobs looks
 * complete: the format carries no count and no end mark.
 * @throws ImportFailure when the file is empty, cut off or something else.
 */
export const readFrames = async (file: FileHandle): Promise<BlobFrame[]> => {
  const { size: fileSize } = await file.stat()
  if (fileSize === 0) {
    throw new ImportFailure({
      zh: '文件是空的，未作任何更改。',
      en: 'The file is empty; nothing was changed.',
    })
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
    const header = parsedHeader(await readExactly(file, offset, headerSize), wrong)
    offset += headerSize
    if (header.size < 0 || header.size > MAX_BLOB_BYTES) throw wrong()
    if (frames.length === 0 && header.type !== 'OSMHeader') throw notPbf()
    if (offset + header.size > fileSize) throw cutOff()
    frames.push({ ...header, offset })
    offset += header.size
  }
  return frames
}

const parsedHeader = (
  bytes: Uint8Array,
  wrong: () => ImportFailure,
): { type: string; size: number } => {
  try {
    return readFrameHeader(bytes)
  } catch {
    throw wrong()
  }
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
export const readBlob = async (file: FileHandle, frame: BlobFrame): Promise<Buffer> => {
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
    throw new ImportFailure({
      zh: '文件采用了本程序不支持的压缩方式（支持 zlib、zstd 和不压缩），未作任何更改。',
      en: 'The file is compressed by a method that this program cannot read (zlib, zstd and none are supported); nothing was changed.',
    })
  }
  return Buffer.from(contents.buffer, contents.byteOffset, contents.length)
}
