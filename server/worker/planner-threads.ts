/** Planners' questions in threads of their own, one per lane. */
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import { Cancelled } from '../analysis/cancellation.ts'
import { UnknownStation } from '../analysis/coverage/stations.ts'
import {
  type AnalysisContext,
  type Failure,
  type FromThread,
  LANES,
  type Lane,
  type LoadMessage,
  type Planner,
  type RunMessage,
  ThreadEnded,
} from './planner.ts'
import type { JobInput, JobName, JobOutput } from './planner-jobs.ts'
import { THREAD_MEMORY, type Thread } from './thread-settings.ts'

/**
 * How long a given-up job may take to stop by itself. Within a library or a solver nothing asks
 * whether to stop: then the thread is ended and another takes the next question. What follows the
 * hand is given up all the time and has short steps only; its thread is spared on slow machines.
 */
const stoppingMilliseconds = (lane: Lane): number => (lane === 'quick' ? 1000 : 50)

/**
 * A thread that nothing was asked of for so long gives its memory back, some 50 MiB; the next question starts
 * another. The duty officer's question waits for the lane of closures, which stays.
 */
const IDLE_MILLISECONDS: Readonly<Record<Lane, number | null>> = {
  ...{ quick: 600_000, long: 600_000, dispatch: 600_000, 'dispatch-proof': 600_000 },
  closures: null,
}

interface Waiting {
  readonly message: RunMessage
  readonly context: AnalysisContext
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
}

const errorOf = (failure: Failure): Error => {
  switch (failure.kind) {
    case 'cancelled':
      return new Cancelled()
    case 'unknown-station':
      return new UnknownStation(failure.parameter, failure.stationId, failure.isDuplicate)
    case 'other':
      return new Error(`in a planner's thread: ${failure.message}\n${failure.stack}`)
  }
}

const startPlannerThread = (lane: Lane): Thread =>
  new Worker(new URL('./planner-thread.ts', import.meta.url), {
    name: `planner ${lane}`,
    workerData: lane,
    resourceLimits: THREAD_MEMORY,
  })

/** One thread with its queue. The thread starts at the first job and again after a crash. */
class LaneThread {
  readonly #lane: Lane
  readonly #logger: Logger
  readonly #startThread: typeof startPlannerThread
  #worker: Thread | null = null
  #loaded = ''
  #running: Waiting | null = null
  #idle: NodeJS.Timeout | undefined
  readonly #queue: Waiting[] = []

  constructor(lane: Lane, startThread: typeof startPlannerThread, logger: Logger) {
    this.#lane = lane
    this.#startThread = startThread
    this.#logger = logger
  }

  add(waiting: Waiting): void {
    this.#queue.push(waiting)
    this.#next()
  }

  /** No one waits for this answer any more. */
  drop(message: RunMessage): void {
    Atomics.store(message.stop, 0, 1)
    if (this.#running?.message === message) this.#endUnlessStopped(message)
    const index = this.#queue.findIndex((waiting) => waiting.message === message)
    const [waiting] = index < 0 ? [] : this.#queue.splice(index, 1)
    waiting?.reject(new Cancelled())
  }

  async close(): Promise<void> {
    for (const { message } of [...this.#queue]) this.drop(message)
    if (this.#running) Atomics.store(this.#running.message.stop, 0, 1)
    await this.#worker?.terminate()
  }

  #endUnlessStopped(message: RunMessage): void {
    const worker = this.#worker
    setTimeout(() => {
      if (this.#running?.message === message && this.#worker === worker) void worker?.terminate()
    }, stoppingMilliseconds(this.#lane)).unref()
  }

  #next(): void {
    if (this.#running) return
    clearTimeout(this.#idle)
    const waiting = this.#queue.shift()
    if (!waiting) {
      this.#endWhenIdle()
      return
    }
    this.#running = waiting
    try {
      this.#send(waiting)
    } catch (error) {
      // What cannot be sent is refused; the lane goes on.
      this.#running = null
      waiting.reject(error instanceof Error ? error : new Error(String(error)))
      this.#next()
    }
  }

  #endWhenIdle(): void {
    const milliseconds = IDLE_MILLISECONDS[this.#lane]
    if (milliseconds === null) return
    this.#idle = setTimeout(() => {
      const worker = this.#worker
      this.#worker = null
      void worker?.terminate()
    }, milliseconds).unref()
  }

  #send({ context, message }: Waiting): void {
    const worker = this.#thread()
    const { network, data } = context
    const wanted = `${network.graph.id} ${data.revision}`
    if (this.#loaded !== wanted) {
      const { waters } = network.graph
      const graph = { ...network.graph, places: [], distancePosts: [], waters }
      worker.postMessage({ kind: 'load', graph, data } satisfies LoadMessage)
      this.#loaded = wanted
    }
    worker.postMessage(message)
  }

  #thread(): Thread {
    if (this.#worker) return this.#worker
    const worker = this.#startThread(this.#lane)
    this.#worker = worker
    this.#loaded = ''
    worker.unref()
    worker.on('message', (answer: FromThread) => this.#settle(answer))
    worker.on('error', (error: unknown) => {
      this.#logger.error({ err: error }, "a planner's thread has failed")
    })
    worker.on('exit', () => {
      // Ended because it was idle; another may be at work.
      if (this.#worker !== worker) return
      this.#worker = null
      const lost = this.#running
      this.#running = null
      const isGivenUp = lost !== null && Atomics.load(lost.message.stop, 0) === 1
      lost?.reject(isGivenUp ? new Cancelled() : new ThreadEnded("a planner's thread has ended"))
      this.#next()
    })
    return worker
  }

  #settle(answer: FromThread): void {
    const waiting = this.#running
    if (waiting?.message.id !== answer.id) return
    this.#running = null
    // A job that was too quick to notice has been given up all the same.
    if (Atomics.load(waiting.message.stop, 0) === 1) waiting.reject(new Cancelled())
    else if ('failure' in answer) waiting.reject(errorOf(answer.failure))
    else waiting.resolve(answer.output)
    this.#next()
  }
}

/** @param startThread tests put something else in place of a worker. */
export const threadPlanner = (logger: Logger, startThread = startPlannerThread): Planner => {
  const lanes = new Map<Lane, LaneThread>(
    LANES.map((lane) => [lane, new LaneThread(lane, startThread, logger)]),
  )
  let lastId = 0
  return {
    run<Name extends JobName>(
      lane: Lane,
      context: AnalysisContext,
      name: Name,
      input: JobInput<Name>,
      signal: AbortSignal,
    ) {
      return new Promise<JobOutput<Name>>((resolve, reject) => {
        if (signal.aborted) {
          reject(new Cancelled())
          return
        }
        const thread = lanes.get(lane)
        if (!thread) throw new RangeError(`there is no lane ${lane}`)
        const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
        const message: RunMessage = { kind: 'run', id: ++lastId, name, input, stop }
        const onAbort = (): void => thread.drop(message)
        signal.addEventListener('abort', onAbort, { once: true })
        const settled = (): void => signal.removeEventListener('abort', onAbort)
        thread.add({
          message,
          context,
          resolve: (output) => {
            settled()
            resolve(output as JobOutput<Name>)
          },
          reject: (error) => {
            settled()
            reject(error)
          },
        })
      })
    },
    async close() {
      await Promise.all([...lanes.values()].map((thread) => thread.close()))
    },
  }
}
