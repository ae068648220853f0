/** Imports: files that come in, are read in a thread, and wait for somebody to commit them. */
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebReadable } from 'node:stream/web'
import type { Language } from '../../../data/bilingual.ts'
import {
  IMPORT_LIMITS,
  type Import,
  type ImportChoices,
  type ImportChoicesInput,
  type ImportCommit,
  type ImportList,
  type ImportMap,
  type ImportPlace,
  type ImportRow,
  type ImportRows,
  type ImportTarget,
  type ROW_FILTERS,
} from '../../../data/imports.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { markOwnData } from '../../store/data-folder.ts'
import type { KeptImport } from '../../store/imports/import-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { filledSheet, type TableSheet } from '../tables/table-files.ts'
import { conflict, ImportsUnderWay, isCommitting } from './imports-under-way.ts'
import { placeRow } from './place-row.ts'
import type { JudgedRow } from './prepare-rows.ts'
import { rejectedTable } from './rejected-rows.ts'
import { reportOf, rowTeller, summaryOf } from './tell-import.ts'

type Needed = Pick<ServiceContext, 'store' | 'network' | 'tables' | 'logger' | 'now' | 'ending'>

const MILLISECONDS_PER_DAY = 86_400_000
/** Removed in one transaction of a few milliseconds. */
const ROWS_AT_ONCE = 1000
/** In one workbook, so that the answer is bounded. */
const MOST_REJECTED = 100_000

const noSuchImport = (id: number): ProblemError =>
  new ProblemError('not-found', {
    en: `There is no import ${id}`,
    zh: `没有编号为 ${id} 的导入`,
  })

const tooLarge = (): ProblemError =>
  new ProblemError('too-large', {
    en: 'The file has more than 100 MB and was not read. Import it in several files.',
    zh: '文件超过 100 MB，未读取。请分成几个文件导入。',
  })

const INTERRUPTED = {
  code: 'interrupted',
  sentence: {
    zh: '读取时服务中断。请重新读取或放弃该导入。',
    en: 'The service ended while it was read. Read it again, or discard it.',
  },
} as const

export class Imports {
  readonly #context: Needed
  readonly #under: ImportsUnderWay

  constructor(context: Needed) {
    this.#context = context
    this.#under = new ImportsUnderWay(context)
  }

  get #folder(): string {
    return join(dirname(this.#context.store.path), 'imports')
  }

  #file(id: number): string {
    return join(this.#folder, String(id))
  }

  async list(): Promise<ImportList> {
    const kept = await this.#context.store.read(({ imports }) => imports.list())
    return { imports: kept.map((each) => this.#told(each)) }
  }

  /** @throws ProblemError where there is none. */
  async get(id: number): Promise<Import> {
    return this.#told(await this.#kept(id))
  }

  /**
   * Takes a file in, and has it read. @throws ProblemError where it is too large.
   * @param body its bytes.
   */
  async start(
    file: {
      readonly name: string
      readonly collection: ImportTarget
      readonly crs?: ImportChoices['system'] | undefined
      readonly by: string
    },
    body: WebReadable<Uint8Array>,
  ): Promise<Import> {
    const { store, now } = this.#context
    await this.#clearOld()
    const choices: ImportChoices = {
      collection: file.collection,
      sheet: null,
      system: file.crs ?? null,
      ...{ mapping: {}, defaults: {}, rows: {}, places: {} },
      items: {},
      stockAs: 'receipts',
    }
    const id = await store.write(({ imports }) =>
      imports.create({
        name: file.name,
        fileName: file.name,
        by: file.by,
        at: now().toISOString(),
        choices,
      }),
    )
    try {
      await this.#receive(id, body)
    } catch (error) {
      await store.write(({ imports }) => imports.remove(id))
      throw error
    }
    this.#under.read(await this.#kept(id), this.#file(id))
    return this.get(id)
  }

  async #receive(id: number, body: WebReadable<Uint8Array>): Promise<void> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    let bytes = 0
    const counted = new Transform({
      transform(chunk: Uint8Array, _, done) {
        bytes += chunk.length
        if (bytes > IMPORT_LIMITS.mostFileBytes) done(tooLarge())
        else done(null, chunk)
      },
    })
    try {
      await pipeline(Readable.fromWeb(body), counted, createWriteStream(this.#file(id)))
    } catch (error) {
      rmSync(this.#file(id), { force: true })
      throw error
    }
  }

  /** Waits until what is under way of an import has ended. */
  async settled(id: number): Promise<Import> {
    await this.#under.settled(id)
    return this.get(id)
  }

  /** Cancels a reading, or discards what was staged. @throws ProblemError once it is committed. */
  async remove(id: number): Promise<void> {
    const kept = await this.#kept(id)
    if (kept.state === 'committed' || kept.state === 'undone') {
      throw conflict({
        en: 'The import is committed: undo it instead; what was imported when stays in the list.',
        zh: '该导入已提交：请改用撤销；导入记录会保留。',
      })
    }
    await this.#discard(id)
  }

  async #discard(id: number): Promise<void> {
    await this.#under.cancelReading(id)
    await this.#removeRows(id)
    await this.#context.store.write(({ imports }) => imports.remove(id))
    rmSync(this.#file(id), { force: true })
  }

  async #removeRows(id: number, which?: { readonly exceptUnplaced: boolean }): Promise<void> {
    const { store } = this.#context
    const some = (): Promise<number> =>
      store.write(({ imports }) => imports.removeRows(id, ROWS_AT_ONCE, which))
    while ((await some()) > 0);
  }

  /** Reads the file anew with other choices. @throws ProblemError once it is committed. */
  async choose(id: number, { sheet, ...chosen }: ImportChoicesInput): Promise<Import> {
    const { store } = this.#context
    const kept = await this.#kept(id)
    if (kept.state === 'committed' || kept.state === 'undone') {
      throw conflict({
        en: 'The import is committed: undo it, then import the file again.',
        zh: '该导入已提交：请先撤销，再重新导入。',
      })
    }
    if (!existsSync(this.#file(id))) {
      throw conflict({
        en: 'The file is no longer here: import it again.',
        zh: '文件已不在：请重新导入。',
      })
    }
    await this.#under.cancelReading(id)
    const given = Object.fromEntries(
      Object.entries({ sheet, ...chosen }).filter(([, value]) => value !== undefined),
    )
    const choices = { ...kept.choices, ...given } as ImportChoices
    await store.write(({ imports }) =>
      imports.change(id, { state: 'reading', choices, refusal: null }),
    )
    this.#under.read({ ...kept, choices }, this.#file(id))
    return this.get(id)
  }

  /** Rows in the order of the file. @throws ProblemError where there is no such import. */
  async rows(
    id: number,
    {
      status,
      row,
      after,
      limit,
    }: {
      readonly status?: keyof typeof ROW_FILTERS | undefined
      readonly row?: number | undefined
      readonly after: number
      readonly limit: number
    },
  ): Promise<ImportRows> {
    const kept = await this.#kept(id)
    const rows = await this.#context.store.read(({ imports }) =>
      imports.rows(id, {
        ...(status === 'look-alike' ? { isAlike: true } : status && { status: [status] }),
        ...(row !== undefined && { row }),
        after,
        limit,
      }),
    )
    const tell = rowTeller(kept)
    const last = rows.at(-1)
    return {
      rows: rows.map(({ report }) => tell(JSON.parse(report))),
      next: rows.length === limit && last ? last.position : null,
    }
  }

  /** Where the rows are to lie. @throws ProblemError where there is no such import. */
  async map(id: number): Promise<ImportMap> {
    await this.#kept(id)
    return this.#context.store.read(({ imports }) =>
      imports.map(id, IMPORT_LIMITS.mostPlacesAnswered),
    )
  }

  /** Rows that stay out, as a file to be put right. @throws ProblemError where there is no such import. */
  async rejected(id: number): Promise<TableSheet> {
    const { store, tables } = this.#context
    const kept = await this.#kept(id)
    const rows = await store.read(({ imports }) =>
      imports.rows(id, { status: ['reject'], after: 0, limit: MOST_REJECTED }),
    )
    const headings = reportOf(kept)?.headings ?? []
    const judged = rows.map(({ report }): JudgedRow => JSON.parse(report))
    const fill = (language: Language) => rejectedTable(judged, headings, language)
    return filledSheet(tables, `rejected-${id}`, fill, [], null)
  }

  /** @throws ProblemError with what has changed since the dry run, or lacks. */
  async commit(id: number, { name, by }: ImportCommit): Promise<Import> {
    const kept = await this.#kept(id)
    await this.#under.carryOut({ kind: 'commit', importId: id, name: name ?? kept.name, by })
    rmSync(this.#file(id), { force: true })
    markOwnData(dirname(this.#context.store.path), this.#context.now())
    return this.get(id)
  }

  /** @throws ProblemError with what stands on it. */
  async undo(id: number, by: string): Promise<Import> {
    const { name } = await this.#kept(id)
    await this.#under.carryOut({ kind: 'undo', importId: id, name, by })
    return this.get(id)
  }

  /**
   * Gives a row its place: of a staged import for the commit, of a committed one at once.
   * @throws ProblemError where no such row is without a place, or it cannot be written.
   */
  async place(id: number, row: number, place: ImportPlace): Promise<ImportRow> {
    const kept = await this.#kept(id)
    if (this.#under.kindOf(id)) throw isCommitting()
    return rowTeller(kept)(await placeRow(this.#context, kept, row, place))
  }

  async #kept(id: number): Promise<KeptImport> {
    const kept = await this.#context.store.read(({ imports }) => imports.get(id))
    if (!kept) throw noSuchImport(id)
    return kept
  }

  #told(kept: KeptImport): Import {
    const { id, name, fileName, by, at, committed, undone, choices } = kept
    const running = this.#under.kindOf(id)
    const isLost = kept.state === 'reading' && !running && this.#context.store.heldBy() === null
    const report = reportOf(kept)
    const stateNow = isLost ? 'failed' : kept.state
    return {
      ...{ id, name, fileName, by, at, committed, undone, choices },
      collection: choices.collection,
      // What has been read can be committed once its thread has ended, which is a moment later.
      state: running ? (running === 'read' ? 'reading' : 'committing') : stateNow,
      progress: this.#under.progressOf(id),
      report: report && summaryOf(report),
      refusal: isLost ? INTERRUPTED : kept.refusal,
    }
  }

  /** What was neither committed nor discarded for a month goes; of the others, the rows. */
  async #clearOld(): Promise<void> {
    const { store, now } = this.#context
    const before = new Date(now().getTime() - IMPORT_LIMITS.keptDays * MILLISECONDS_PER_DAY)
    const kept = await store.read(({ imports }) => imports.list())
    for (const { id, at, committed } of kept) {
      const last = committed?.at ?? at
      if (last > before.toISOString() || this.#under.kindOf(id)) continue
      if (committed) await this.#removeRows(id, { exceptUnplaced: true })
      else await this.#discard(id)
    }
  }
}
