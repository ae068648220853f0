/** Imports: files that come in, are read in a thread, and wait for somebody to commit them. */
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebReadable } from 'node:stream/web'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, isCollectionId } from '../../../data/collections.ts'
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
  type ImportSummary,
  type ImportTarget,
  type ROW_FILTERS,
} from '../../../data/imports.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { holdsMobile, masked, maskedFields, withMasks } from '../../../data/personal.ts'
import type { Fields } from '../../../data/resource.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { type Issue, issueSentence } from '../../import/registers/issues.ts'
import { type Imported, rowKey } from '../../import/registers/report.ts'
import { markOwnData } from '../../store/data-folder.ts'
import type { KeptImport } from '../../store/imports/import-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { filledSheet, type TableSheet } from '../tables/table-files.ts'
import type { CommitJob, JobResult, Progress } from './import-jobs.ts'
import { type RunningJob, startJob } from './import-threads.ts'
import { knownData } from './known-data.ts'
import { type JudgedRow, RowPreparation, stagedRow } from './prepare-rows.ts'
import { comparedWith, readAs } from './read-import.ts'
import { rejectedTable } from './rejected-rows.ts'

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

const conflict = (sentence: Bilingual, standing: readonly Bilingual[] = [sentence]): ProblemError =>
  new ProblemError('conflict', sentence, [], { standing })

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

const FAILED = {
  code: 'failed',
  sentence: {
    zh: '读取时程序出错，已记录日志，未写入任何数据。',
    en: 'The program failed while reading it; that was logged, and nothing was written.',
  },
} as const

/** How the sentences of what stands in the way are told as one. */
const joined = (sentences: readonly Bilingual[]): Bilingual => ({
  zh: sentences.map(({ zh }) => zh).join(''),
  en: sentences.map(({ en }) => en).join(' '),
})

/** The fields by which a file's values may be personal. */
const fieldsOf = (resource: string): Fields =>
  isCollectionId(resource) ? COLLECTIONS[resource].fields : COLLECTIONS.stations.fields

type KeptReport = Omit<Imported, 'rows' | 'roster'> & {
  /** Of the columns, by position. */
  readonly headings: readonly string[]
}

const reportOf = ({ report }: KeptImport) => report as KeptReport | null

type Told = Pick<KeptReport, 'resource' | 'mapping' | 'unmapped'>

/** Of a column that fills nothing: no declaration says that people stand in it. */
const PERSON_HEADING =
  /^(?!.*(?:单位|职务)).*(?:姓名|(?:负责|责任|联系|联络|值班|经办|保管|管理|管护|填报|申请)人|[保看管]护?员|站长|队长|院长|主任|电话|手机|联系方式|person|contact|phone)/i

/** What stands in a file's columns of names and numbers is told masked, as they are everywhere. */
const textTeller = ({ resource, mapping, unmapped }: Told) => {
  const hidden = new Set([...maskedFields(fieldsOf(resource)), 'person'])
  const ofPersons = new Set(
    unmapped.filter(({ heading }) => PERSON_HEADING.test(heading)).map(({ column }) => column),
  )
  return (column: string, value: string): string =>
    hidden.has(mapping[column]?.field ?? '') || ofPersons.has(column) || holdsMobile(value)
      ? masked(value)
      : value
}

const issueTeller = (report: Told) => {
  const textIn = textTeller(report)
  return ({ value, ...issue }: Issue) => {
    return {
      ...issue,
      ...(value === undefined ? {} : { value: textIn(issue.column ?? '', value) }),
      sentence: issueSentence(issue.code),
    }
  }
}

const summaryOf = (report: KeptReport): ImportSummary => {
  const told = issueTeller(report)
  // What was kept is what is told, but for what is said of issues.
  const {
    rejected: _rejected,
    warnings: _warnings,
    headings: _headings,
    ...rest
  } = report as unknown as ImportSummary & Pick<KeptReport, 'headings'>
  const textIn = textTeller(report)
  const withSamples = <C extends { samples: string[] }>(name: string, column: C): C => ({
    ...column,
    samples: column.samples.map((sample) => textIn(name, sample)),
  })
  return {
    ...rest,
    mapping: Object.fromEntries(
      Object.entries(rest.mapping).map(([name, each]) => [name, withSamples(name, each)]),
    ),
    unmapped: rest.unmapped.map((each) => withSamples(each.column, each)),
    rejected: report.rejected
      .slice(0, IMPORT_LIMITS.mostRejectedTold)
      .map(({ row, ...issue }) => ({ ...told(issue), row })),
    warnings: report.warnings.map(({ rows, sheets, ...warning }) => ({
      ...warning,
      ...(rows && { rows: [...rows] }),
      ...(sheets && { sheets: [...sheets] }),
      sentence: issueSentence(warning.code),
    })),
  }
}

/** Of a duty roster, whose rows are people. */
const hiddenPerson = (properties: Readonly<Record<string, unknown>>) =>
  typeof properties.person === 'string'
    ? { ...properties, person: masked(properties.person) }
    : properties

export class Imports {
  readonly #context: Needed
  readonly #running = new Map<number, RunningJob & { readonly kind: 'read' | 'commit' | 'undo' }>()
  /** Settles when the file before has been read: each takes a core and much memory. */
  #lastReading: Promise<unknown> = Promise.resolve()

  constructor(context: Needed) {
    this.#context = context
    context.ending.addEventListener('abort', () => {
      for (const { cancel, kind } of this.#running.values()) if (kind === 'read') void cancel()
    })
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
    this.#read(await this.#kept(id))
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

  #read(kept: KeptImport): void {
    const { store, network, now, logger } = this.#context
    const { id, fileName, choices } = kept
    let isCancelled = false
    let running: RunningJob | null = null
    const waiting: Progress = { phase: 'waiting', done: 0, total: 0 }
    const result = this.#lastReading.then((): Promise<JobResult> | JobResult => {
      if (isCancelled) return { outcome: 'failed', failure: 'cancelled' }
      running = startJob(store, {
        kind: 'read',
        importId: id,
        path: store.path,
        file: this.#file(id),
        fileName,
        choices,
        graph: network()?.graph ?? null,
        today: localDayOf(now()),
      })
      return running.result
    })
    this.#running.set(id, {
      kind: 'read',
      result,
      progress: () => running?.progress() ?? waiting,
      cancel: async () => {
        isCancelled = true
        await running?.cancel()
      },
    })
    const ended = result.then(
      async (answer) => {
        this.#running.delete(id)
        if (isCancelled || answer.outcome === 'done') return
        if (answer.outcome === 'failed') logger.error({ failure: answer.failure }, 'import failed')
        const isRefused = answer.outcome === 'refused'
        const { code, sentence } = isRefused ? answer : FAILED
        await store.write(({ imports }) =>
          imports.change(id, {
            state: isRefused ? 'refused' : 'failed',
            refusal: { code, sentence },
            report: null,
          }),
        )
      },
      async (error: unknown) => {
        this.#running.delete(id)
        logger.error({ err: error }, 'import failed')
      },
    )
    this.#lastReading = ended.catch((error: unknown) => {
      logger.error({ err: error }, 'an import could not be written')
    })
  }

  /** Waits until what is under way of an import has ended. */
  async settled(id: number): Promise<Import> {
    await this.#running.get(id)?.result.catch(() => undefined)
    await this.#lastReading
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
    const running = this.#running.get(id)
    if (running && running.kind !== 'read') throw this.#isCommitting()
    await running?.cancel()
    await running?.result.catch(() => undefined)
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
    const running = this.#running.get(id)
    if (running && running.kind !== 'read') throw this.#isCommitting()
    await running?.cancel()
    await running?.result.catch(() => undefined)
    const given = Object.fromEntries(
      Object.entries({ sheet, ...chosen }).filter(([, value]) => value !== undefined),
    )
    const choices = { ...kept.choices, ...given } as ImportChoices
    await store.write(({ imports }) =>
      imports.change(id, { state: 'reading', choices, refusal: null }),
    )
    this.#read({ ...kept, choices })
    return this.get(id)
  }

  #isCommitting(): ProblemError {
    return conflict({
      en: 'The import is just being committed or undone; wait a moment.',
      zh: '该导入正在提交或撤销，请稍候。',
    })
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
    const tell = this.#rowTeller(kept)
    const last = rows.at(-1)
    return {
      rows: rows.map(({ report }) => tell(JSON.parse(report))),
      next: rows.length === limit && last ? last.position : null,
    }
  }

  #rowTeller(kept: KeptImport): (row: JudgedRow) => ImportRow {
    const report = reportOf(kept) ?? { resource: '', mapping: {}, unmapped: [] }
    const fields = fieldsOf(report.resource)
    const tellIssue = issueTeller(report)
    const textIn = textTeller(report)
    return ({ cells, geometry, system, collection, issues, changes, address, others, ...row }) => {
      const hidden = (of: 'from' | 'to') =>
        withMasks(
          fields,
          Object.fromEntries(Object.entries(changes ?? {}).map(([name, each]) => [name, each[of]])),
        )
      const [from, to] = [hidden('from'), hidden('to')]
      return {
        ...row,
        properties: hiddenPerson(withMasks(fields, row.properties)),
        ...(address !== undefined && { address: textIn('', address) }),
        ...(others && {
          others: Object.fromEntries(
            Object.entries(others).map(([name, text]) => [name, textIn('', text)]),
          ),
        }),
        ...(changes && {
          changes: Object.fromEntries(
            Object.keys(changes).map((name) => [name, { from: from[name], to: to[name] }]),
          ),
        }),
        ...(issues && { issues: issues.map(tellIssue) }),
      } as ImportRow
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
    return filledSheet(tables, `rejected-${id}`, fill, [])
  }

  /** @throws ProblemError with what has changed since the dry run, or lacks. */
  async commit(id: number, { name, by }: ImportCommit): Promise<Import> {
    const kept = await this.#kept(id)
    await this.#carryOut({ kind: 'commit', importId: id, name: name ?? kept.name, by })
    rmSync(this.#file(id), { force: true })
    markOwnData(dirname(this.#context.store.path), this.#context.now())
    return this.get(id)
  }

  /** @throws ProblemError with what stands on it. */
  async undo(id: number, by: string): Promise<Import> {
    const { name } = await this.#kept(id)
    await this.#carryOut({ kind: 'undo', importId: id, name, by })
    return this.get(id)
  }

  async #carryOut(job: Omit<CommitJob, 'path' | 'at'>): Promise<void> {
    const { store, now } = this.#context
    const { importId, kind } = job
    if (this.#running.has(importId)) throw this.#isCommitting()
    const running = startJob(store, { ...job, path: store.path, at: now().toISOString() })
    const committing: Progress = { phase: 'committing', done: 0, total: 0 }
    this.#running.set(importId, { ...running, kind, progress: () => committing })
    try {
      const result = await running.result
      if (result.outcome === 'standing') throw conflict(joined(result.standing), result.standing)
      if (result.outcome === 'refused') throw conflict(result.sentence)
      if (result.outcome === 'failed') throw new Error(result.failure)
    } finally {
      this.#running.delete(importId)
    }
  }

  /**
   * Gives a row its place: of a staged import for the commit, of a committed one at once.
   * @throws ProblemError where no such row is without a place, or it cannot be written.
   */
  async place(id: number, row: number, { lon, lat, by, layer }: ImportPlace): Promise<ImportRow> {
    const { store, network, now } = this.#context
    const kept = await this.#kept(id)
    const report = reportOf(kept)
    const found = await store.read(({ imports }) => imports.unplacedRow(id, row, layer))
    if (this.#running.has(id)) throw this.#isCommitting()
    if (!found || !report || (kept.state !== 'staged' && kept.state !== 'committed')) {
      throw new ProblemError('not-found', {
        en: `Import ${id} has no row ${row} without a place`,
        zh: `导入 ${id} 没有待定位的第 ${row} 行`,
      })
    }
    const judged: JudgedRow = JSON.parse(found.report)
    const places = { ...kept.choices.places, [rowKey(judged)]: [lon, lat] as [number, number] }
    const choices = { ...kept.choices, places }
    const { collections } = readAs(report.resource as ImportTarget)
    const known = await knownData(store, network(), comparedWith(collections))
    const preparation = new RowPreparation({ report, known, choices, source: kept.fileName })
    const prepared = preparation.prepare(judged)
    if (!prepared.written) {
      throw new ProblemError('invalid-body', {
        en: 'The row cannot be written with this place: see what it lacks.',
        zh: '该行不能以此位置写入：请查看缺少的内容。',
      })
    }
    const staged = stagedRow(found.position, prepared)
    await store.write(async (transaction) => {
      const { imports } = transaction
      const counts = { ...report.counts }
      counts.unplaced = (counts.unplaced ?? 1) - 1
      counts[staged.status] = (counts[staged.status] ?? 0) + 1
      await imports.restage(id, staged)
      await imports.change(id, { choices, report: { ...report, counts } })
      if (kept.state !== 'committed') return
      const { collection, after } = staged.written!
      await transaction.features.put(collection, JSON.parse(after), {
        who: by,
        at: now().toISOString(),
        reason: kept.name,
        importId: id,
      })
    })
    return this.#rowTeller(kept)(prepared.row)
  }

  async #kept(id: number): Promise<KeptImport> {
    const kept = await this.#context.store.read(({ imports }) => imports.get(id))
    if (!kept) throw noSuchImport(id)
    return kept
  }

  #told(kept: KeptImport): Import {
    const { id, name, fileName, by, at, committed, undone, choices } = kept
    const running = this.#running.get(id)
    const isLost = kept.state === 'reading' && !running && this.#context.store.heldBy() === null
    const report = reportOf(kept)
    const stateNow = isLost ? 'failed' : kept.state
    return {
      ...{ id, name, fileName, by, at, committed, undone, choices },
      collection: choices.collection,
      // What has been read can be committed once its thread has ended, which is a moment later.
      state: running ? (running.kind === 'read' ? 'reading' : 'committing') : stateNow,
      progress: running?.progress() ?? null,
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
      if (last > before.toISOString() || this.#running.has(id)) continue
      if (committed) await this.#removeRows(id, { exceptUnplaced: true })
      else await this.#discard(id)
    }
  }
}
