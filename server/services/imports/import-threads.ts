/** Threads that read and commit imports: of bounded memory, one turn to write at a time. */
import { Worker } from 'node:worker_threads'
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Store } from '../../store/store.ts'
import { THREAD_MEMORY } from '../../worker/thread-settings.ts'
import type { FromThread, ImportJob, JobResult, Progress } from './import-jobs.ts'

/** What a hundred thousand rows take, and room for the reader's own. */
const MOST_HEAP_MEBIBYTES = 700
/** Without a word for so long a thread has lost itself in what it reads. */
const MOST_SILENT_SECONDS = 60

const OUT_OF_MEMORY: Bilingual = {
  zh: '文件内容过多，超出可用内存，未导入。请分成几个文件导入。',
  en: 'The file holds more than there is memory for; nothing was imported. Import it in several files.',
}
const TOOK_TOO_LONG: Bilingual = {
  zh: `处理 ${MOST_SILENT_SECONDS} 秒没有进展，已停止。请检查文件是否损坏，或分成几个文件导入。`,
  en: `Nothing came of it for ${MOST_SILENT_SECONDS} seconds, so it was given up. See whether the file is damaged, or import it in several files.`,
}

export interface RunningJob {
  readonly result: Promise<JobResult>
  /** Null before its first word. */
  progress(): Progress | null
  /** Ends it; what it was writing is rolled back. */
  cancel(): Promise<void>
}

/** Starts a thread; while it writes, this program's other writers wait. */
export const startJob = (store: Store, job: ImportJob): RunningJob => {
  const thread = new Worker(new URL('./import-thread.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { ...THREAD_MEMORY, maxOldGenerationSizeMb: MOST_HEAP_MEBIBYTES },
  })
  let progress: Progress | null = null
  let hasEnded = false
  let endTurn = (): void => {}
  const giveTurn = (): void => {
    const turn = store.writeElsewhere(async () => {
      if (hasEnded) return
      const written = new Promise<void>((resolve) => {
        endTurn = resolve
      })
      thread.postMessage('turn')
      await written
    }, result)
    // A folder that another program holds: the thread would wait for ever.
    turn.catch((error: unknown) => thread.emit('error', error))
  }
  const result = new Promise<JobResult>((resolve, reject) => {
    const giveUp = (): void => {
      resolve({ outcome: 'refused', code: 'took-too-long', sentence: TOOK_TOO_LONG })
    }
    let silence = setTimeout(giveUp, MOST_SILENT_SECONDS * 1000)
    thread.on('message', (message: FromThread) => {
      clearTimeout(silence)
      if ('ended' in message) return resolve(message.ended)
      silence = setTimeout(giveUp, MOST_SILENT_SECONDS * 1000)
      if ('progress' in message) progress = message.progress
      else if (message.turn === 'wanted') giveTurn()
      else endTurn()
    })
    thread.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(silence)
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error)
      resolve({ outcome: 'refused', code: 'unpacks-too-large', sentence: OUT_OF_MEMORY })
    })
    thread.on('exit', () => {
      clearTimeout(silence)
      hasEnded = true
      endTurn()
      resolve({ outcome: 'failed', failure: 'the thread has ended' })
    })
  })
  const ended = result.finally(() => thread.terminate())
  return {
    result: ended,
    progress: () => progress,
    cancel: async () => {
      await thread.terminate()
    },
  }
}
