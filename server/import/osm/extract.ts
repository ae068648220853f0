/** An open OpenStreetMap extract: its header, and its elements streamed block by block. */
import { type FileHandle, open } from 'node:fs/promises'
import { parse } from 'osm-pbf-parser-node'
import { PbfReader } from 'pbf'
import { type BlobFrame, damaged, notPbf, readBlob, readFrames } from './blob-file.ts'
import type { OsmElement } from './elements.ts'
import { ImportFailure } from './failure.ts'

/** Features that a reader must know; an extract that requires another cannot be read rightly. */
const KNOWN_FEATURES: ReadonlySet<string> = new Set(['OsmSchema-V0.6', 'DenseNodes'])

const MILLISECONDS_PER_SECOND = 1000
/** Field numbers in PrimitiveGroup. */
const NODE_FIELDS: ReadonlySet<number> = new Set([1, 2])

export interface Extract {
  /** When the data were taken from OpenStreetMap; null when the file does not say. */
  readonly takenAt: Date | null
  /**
   * The blocks that hold elements of that kind, in file order; may be called again and again. A
   * block may hold elements of the other kind as well.
   */
  blocks(
    kind: 'nodes' | 'waysAndRelations',
    onProgress: (share: number) => void,
  ): AsyncGenerator<readonly OsmElement[]>
  close(): Promise<void>
}

const openForReading = async (path: string): Promise<FileHandle> => {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new ImportFailure(
      missing
        ? {
            zh: `找不到文件 ${path}，未作任何更改。`,
            en: `There is no file ${path}; nothing was changed.`,
          }
        : {
            zh: `无法打开文件 ${path}，未作任何更改。`,
            en: `The file ${path} cannot be opened; nothing was changed.`,
          },
      { cause: error },
    )
  }
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw new ImportFailure({
    zh: `${path} 不是文件，未作任何更改。`,
    en: `${path} is not a file; nothing was changed.`,
  })
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

/** Whether a block holds nodes; each group in a block holds one kind of element, told by its first field. */
const blockKinds = (block: Uint8Array): { nodes: boolean; others: boolean } =>
  new PbfReader(block).readFields<{ nodes: boolean; others: boolean }>(
    (tag, kinds, reader) => {
      if (tag !== 2) return
      const end = reader.readVarint() + reader.pos
      if (reader.pos < end) {
        if (NODE_FIELDS.has(reader.readVarint() >> 3)) kinds.nodes = true
        else kinds.others = true
      }
      reader.pos = end
    },
    { nodes: false, others: false },
  )

/**
 * Opens an extract and checks its frame and header.
 * @throws ImportFailure when there is no such file or it is not a complete PBF file.
 */
export const openExtract = async (path: string): Promise<Extract> => {
  const file = await openForReading(path)
  try {
    const frames = await readFrames(file)
    const first = frames[0]
    if (!first) throw notPbf()
    const header = readHeaderBlock(await readBlob(file, first))
    const unknown = header.required.filter((feature) => !KNOWN_FEATURES.has(feature))
    if (unknown.length > 0) {
      throw new ImportFailure({
        zh: `文件要求本程序不支持的特性（${unknown.join('、')}），未作任何更改。`,
        en: `The file requires features that this program does not know (${unknown.join(', ')}); nothing was changed.`,
      })
    }
    return {
      takenAt:
        header.takenAtSeconds > 0
          ? new Date(header.takenAtSeconds * MILLISECONDS_PER_SECOND)
          : null,
      blocks: (kind, onProgress) => blocksOf(file, frames, kind, onProgress),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function* blocksOf(
  file: FileHandle,
  frames: readonly BlobFrame[],
  kind: 'nodes' | 'waysAndRelations',
  onProgress: (share: number) => void,
): AsyncGenerator<readonly OsmElement[]> {
  const last = frames.at(-1)
  const size = last ? last.offset + last.size : 1
  for (const frame of frames) {
    onProgress(frame.offset / size)
    // The format asks readers to pass over kinds of blob that they do not know.
    if (frame.type !== 'OSMData') continue
    const block = await readBlob(file, frame)
    let elements: OsmElement[]
    try {
      const { nodes, others } = blockKinds(block)
      if (kind === 'nodes' ? !nodes : !others) continue
      elements = parse(block, {}) as OsmElement[]
    } catch (error) {
      throw damaged(error)
    }
    yield elements
  }
  onProgress(1)
}
