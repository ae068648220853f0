/** Imports that are being read, committed or undone: one file is read at a time. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { ProblemError } from '../../http/problem-error.ts'
import type { KeptImport } from '../../store/imports/import-store.ts'
import type { ServiceContext } from '../service-context.ts'
import type { CommitJob, JobResult, Progress } from './import-jobs.ts'
import { type RunningJob, startJob } from './import-threads.ts'

type Needed = Pick<ServiceContext, 'store' | 'network' | 'logger' | 'now' | 'ending'>
type Kind = 'read' | 'commit' | 'undo'

const FAILED = {
  code: 'failed',
  sentence: {
    zh: '读取时程序出错，已记录日志，未写入任何数据。',
    en: 'The program failed while reading it; that was logged, and nothing was written.',
  },
} as const

/** The sentences about what stands in the way, joined to one text. */
const joined = (sentences: readonly Bilingual[]): Bilingual => ({
  zh: sentences.map(({ zh }) => zh).join(''),
  en: sentences.map(({ en }) => en).join(' '),
})

export const conflict = (
  sentence: Bilingual,
  standing: readonly Bilingual[] = [sentence],
): ProblemError => new ProblemError('conflict', sentence, [], { standing })

export const isCommitting = (): ProblemError =>
  conflict({
    en: 'The import is just being committed or undone; wait a moment.',
    zh: '该导入正在提交或撤销，请稍候。',
  })

export class ImportsUnderWay {
  readonly #context: Needed
  readonly #running = new Map<number, RunningJob & { readonly kind: Kind }>()
  /** Settles when the file before has been read: each takes a core and much memory. */
  #lastReading: Promise<unknown> = Promise.resolve()

  constructor(context: Needed) {
    this.#context = context
    context.ending.addEventListener('abort', () => {
      for (const { cancel, kind } of this.#running.values()) if (kind === 'read') void cancel()
    })
  }

  /** What is done with an import just now; null: nothing. */
  kindOf(id: number): Kind | null {
    return this.#running.get(id)?.kind ?? null
  }

  progressOf(id: number): Progress | null {
    return this.#running.get(id)?.progress() ?? null
  }

  /** Reads a file once those before it are read. */
  read(kept: KeptImport, file: string): void {
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
        file,
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

  async settled(id: number): Promise<void> {
    await this.#running.get(id)?.result.catch(() => undefined)
    await this.#lastReading
  }

  /** @throws ProblemError where it is not read but written. */
  async cancelReading(id: number): Promise<void> {
    const running = this.#running.get(id)
    if (running && running.kind !== 'read') throw isCommitting()
    await running?.cancel()
    await running?.result.catch(() => undefined)
  }

  /** Commits an import or undoes it. @throws ProblemError with what stands in the way. */
  async carryOut(job: Omit<CommitJob, 'path' | 'at'>): Promise<void> {
    const { store, now } = this.#context
    const { importId, kind } = job
    if (this.#running.has(importId)) throw isCommitting()
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
}
