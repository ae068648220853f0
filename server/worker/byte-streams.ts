/**
 * Bytes that a thread makes while they are sent. It makes the next piece of a stream only when that
 * is asked for, so that nothing piles up before a slow client, and streams take turns.
 */
import { type MessagePort, Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { collector, stepBack } from './thread-settings.ts'

/** What made a piece is of no use after it: with more room V8 lets twice as much of it lie. */
const STREAM_MEMORY = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 96 } as const

type ToThread<Job> = { readonly id: number } & (
  | { readonly kind: 'begin'; readonly job: Job }
  | { readonly kind: 'go-on' }
  | { readonly kind: 'stop' }
)

/** An answer to `begin` and to `go-on`. */
type FromThread = { readonly id: number } & (
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly message: string }
)

export interface ByteStreams<Job> {
  /**
   * Nothing is done before it is read. It fails where the job does, or where its thread ends: who
   * reads it must not take what came until then for the whole.
   */
  open(job: Job): ReadableStream<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

interface Waiting {
  readonly take: (answer: FromThread) => void
  readonly fail: (error: Error) => void
}

const COLLECTED_BYTES = 8 * 2 ** 20

/**
 * Lets go of pieces that are sent. V8 waits until 64 MiB of such memory lie about; looking through
 * the young objects after every eighth of that takes a millisecond (docs/measured.md).
 */
const sentPieces = (): ((bytes: number) => void) => {
  const collect = collector()
  let waiting = 0
  return (bytes) => {
    waiting += bytes
    if (waiting < COLLECTED_BYTES) return
    waiting = 0
    collect({ type: 'minor' })
  }
}

/** One thread for all streams; it starts with the first and again after a crash. */
class StreamThread<Job> implements ByteStreams<Job> {
  readonly #start: () => Worker
  readonly #logger: Logger
  #worker: Worker | null = null
  readonly #countSent = sentPieces()
  #lastId = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(start: () => Worker, logger: Logger) {
    this.#start = start
    this.#logger = logger
  }

  open(job: Job): ReadableStream<Uint8Array<ArrayBuffer>> {
    const id = ++this.#lastId
    /** The one that has begun with it: another knows nothing of it. */
    let worker: Worker | null = null
    const next = async (): Promise<FromThread> => {
      const kind = worker ? 'go-on' : 'begin'
      worker ??= this.#thread()
      if (worker !== this.#worker) throw new Error('the thread of this stream has ended')
      const message: ToThread<Job> = kind === 'begin' ? { id, kind, job } : { id, kind }
      worker.postMessage(message)
      return new Promise((take, fail) => this.#waiting.set(id, { take, fail }))
    }
    const countSent = this.#countSent
    return new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        async pull(controller) {
          const answer = await next()
          if (answer.kind === 'piece') {
            countSent(answer.bytes.byteLength)
            controller.enqueue(answer.bytes as Uint8Array<ArrayBuffer>)
          } else if (answer.kind === 'end') controller.close()
          else throw new Error(answer.message)
        },
        cancel() {
          worker?.postMessage({ id, kind: 'stop' } satisfies ToThread<Job>)
        },
      },
      { highWaterMark: 0 },
    )
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = this.#start()
    this.#worker = worker
    worker.unref()
    worker.on('message', (answer: FromThread) => {
      if (answer.kind === 'failed') this.#logger.error(answer, 'a stream has failed')
      this.#waiting.get(answer.id)?.take(answer)
      this.#waiting.delete(answer.id)
    })
    worker.on('error', (error: unknown) => {
      this.#logger.error({ err: error }, 'a thread of streams has failed')
    })
    worker.on('exit', () => {
      this.#worker = null
      for (const { fail } of this.#waiting.values()) fail(new Error('the thread has ended'))
      this.#waiting.clear()
    })
    return worker
  }
}

/** @param file of a thread that calls `serveByteStreams`. @param workerData given to it. */
export const threadStreams = <Job>(
  file: URL,
  workerData: unknown,
  logger: Logger,
): ByteStreams<Job> =>
  new StreamThread<Job>(
    () =>
      new Worker(file, {
        workerData,
        resourceLimits: STREAM_MEMORY,
      }),
    logger,
  )

/**
 * The thread's side.
 * @param make a job's pieces, each over memory of its own: it is handed on, not copied.
 */
export const serveByteStreams = <Job>(
  port: MessagePort,
  make: (job: Job) => AsyncGenerator<Uint8Array<ArrayBuffer>, void>,
): void => {
  stepBack()
  const streams = new Map<number, ReturnType<typeof make>>()
  const answer = (message: FromThread, transferred: ArrayBuffer[] = []): void =>
    port.postMessage(message, transferred)
  const goOn = async (id: number): Promise<void> => {
    const stream = streams.get(id)
    try {
      const next = await stream?.next()
      if (next && !next.done) {
        answer({ id, kind: 'piece', bytes: next.value }, [next.value.buffer])
        return
      }
      answer({ id, kind: 'end' })
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
      answer({ id, kind: 'failed', message })
    }
    streams.delete(id)
  }
  port.on('message', async (message: ToThread<Job>) => {
    const { id } = message
    if (message.kind === 'stop') {
      const stream = streams.get(id)
      streams.delete(id)
      // The stream is no longer wanted: what goes wrong from here on is not reported.
      await stream?.return().catch(() => undefined)
      return
    }
    if (message.kind === 'begin') streams.set(id, make(message.job))
    await goOn(id)
  })
}
