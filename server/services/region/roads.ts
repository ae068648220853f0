/** The roads in use, and an extract that is to replace them while the service runs. */
import type { Roads as RoadsAnswer } from '../../../data/roads.ts'
import { ROADS_LIMITS } from '../../../data/roads-limits.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { FolderHeld, StorageFull } from '../../store/problems.ts'
import { Service, type ServiceDependencies } from '../service-context.ts'

const MEBIBYTE = 1024 * 1024

const tooLarge = (): ProblemError =>
  new ProblemError('too-large', {
    zh: `道路文件不能超过 ${ROADS_LIMITS.mostBytes / MEBIBYTE} MiB；更大的文件请用 npm run import:roads 导入，或先裁剪到本地区。`,
    en: `An extract may have ${ROADS_LIMITS.mostBytes / MEBIBYTE} MiB; import a larger one by npm run import:roads, or cut it to the region first.`,
  })

const conflict = (zh: string, en: string): ProblemError => new ProblemError('conflict', { zh, en })

/** A name that is a file's and nothing else, whatever it was called there. */
const fileName = (name: string): string =>
  name
    .replace(/^.*[/\\]/u, '')
    .replace(/[^\p{L}\p{N}._-]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-ROADS_LIMITS.mostNameCharacters) || 'roads.osm.pbf'

export interface Piece {
  readonly name: string
  /** Of the first of its bytes in the file. */
  readonly offset: number
  /** Bytes of the whole file. */
  readonly total: number
}

export class RoadsInUse extends Service {
  get(): RoadsAnswer {
    const { network, roadImports } = this.context
    const graph = network()?.graph
    return {
      network: graph ? { id: graph.id, provenance: graph.provenance, source: graph.source } : null,
      hasDemonstration: roadImports?.hasDemonstration() ?? false,
      import: roadImports?.current() ?? null,
    }
  }

  /** Takes a piece of a file; the first one puts it in the place of whatever came before. @throws ProblemError */
  async take({ name, offset, total }: Piece, bytes: Uint8Array): Promise<RoadsAnswer> {
    const imports = this.#imports()
    if (total > ROADS_LIMITS.mostBytes) throw tooLarge()
    if (imports.current()?.state === 'building') throw this.#building()
    if (offset === 0) await imports.begin(fileName(name), total)
    const current = imports.current()
    if (current?.state !== 'uploading' || current.total !== total || current.received !== offset) {
      throw conflict(
        '文件的各段没有衔接上，请从头上传。',
        'The pieces of the file do not follow each other; begin anew with the first one.',
      )
    }
    if (offset + bytes.length > total || bytes.length === 0) {
      throw conflict('文件的长度与所说的不符，请从头上传。', 'The file is not as long as was said.')
    }
    try {
      await imports.append(bytes)
    } catch (error) {
      await imports.cancel()
      const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
      throw isFull ? new StorageFull(error.message) : error
    }
    return this.get()
  }

  /** Builds anew what was refused. @param force also where the roads lie elsewhere. @throws ProblemError */
  build(force: boolean): RoadsAnswer {
    const imports = this.#imports()
    if (imports.current()?.state === 'building') throw this.#building()
    if (!imports.current()?.isElsewhere) {
      throw conflict(
        '没有可导入的道路文件，请先上传。',
        'There is no file to be built; send one first.',
      )
    }
    imports.build(force)
    return this.get()
  }

  /** Calls off whatever is under way; the roads in use stay. */
  async cancel(): Promise<RoadsAnswer> {
    await this.#imports().cancel()
    return this.get()
  }

  /** @throws ProblemError where none were put aside. */
  async takeBack(): Promise<RoadsAnswer> {
    const imports = this.#imports()
    if (!imports.hasDemonstration()) {
      throw conflict('没有另存的演示道路。', 'No roads of the demonstration were put aside.')
    }
    await imports.takeBack()
    return this.get()
  }

  #building(): ProblemError {
    return conflict(
      '正在生成道路网，请等它完成，或先取消。',
      'Roads are being built; wait for them, or call them off first.',
    )
  }

  #imports(): NonNullable<ServiceDependencies['roadImports']> {
    const { store, roadImports } = this.context
    const held = store.heldBy()
    if (held) throw new FolderHeld(held)
    if (roadImports) return roadImports
    throw conflict(
      '本服务不能更换道路，请用 npm run import:roads。',
      'This service does not replace roads; use npm run import:roads.',
    )
  }
}
