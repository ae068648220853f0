/** One siting job: two threads that search and prove, their messages, and what is found so far. */
import { EventEmitter } from 'node:events'
import { Worker } from 'node:worker_threads'
import { isDecided, type SitingTask, senseOf } from '../analysis/siting/siting-task.ts'
import type { SiteSolution } from '../analysis/siting/solver.ts'
import { THREAD_MEMORY, type Thread } from './thread-settings.ts'

export const SITING_ROLES = ['search', 'bound'] as const
export type SitingRole = (typeof SITING_ROLES)[number]

interface Start {
  readonly kind: 'start'
  readonly job: number
  readonly role: SitingRole
  readonly task: SitingTask
}
type Best = SiteSolution & { readonly kind: 'best' }

/** `best` is a solution that the other thread has found. */
export type ToSitingThread = Start | Best | { readonly kind: 'stop' }

/** Each with the number of the job that it belongs to. */
export type FromSitingThread = { readonly job: number } & (
  | Best
  | { readonly kind: 'bound'; readonly bound: number }
  | { readonly kind: 'failed'; readonly message: string }
  /** It has heard that it shall stop. */
  | { readonly kind: 'stopped' }
)

export type RunState = 'running' | 'optimal' | 'within-gap' | 'stopped' | 'failed'

export interface RunFindings {
  readonly best: SiteSolution | null
  /** No solution is better; infinite as long as nothing is proved. */
  readonly bound: number
  readonly state: RunState
  /** Why it failed, for the log. */
  readonly failure: string | null
}

export interface Siting {
  start(task: SitingTask, gapPercent: number): SitingRun
  close(): Promise<void>
}

const PERCENT = 100

/** How far a solution is from the bound at most, in percent of the bound; Infinity without one. */
export const gapPercentOf = (objective: number, bound: number): number => {
  if (objective === bound) return 0
  if (!Number.isFinite(bound) || !Number.isFinite(objective)) return Number.POSITIVE_INFINITY
  return (PERCENT * Math.abs(bound - objective)) / Math.max(1, Math.abs(bound))
}

/** Emits `changed` whenever the findings do. */
export class SitingRun extends EventEmitter<{ changed: [] }> {
  readonly #task: SitingTask
  readonly #gapPercent: number
  readonly #send: (role: number, message: ToSitingThread) => void
  readonly #release: () => void
  #findings: RunFindings

  constructor(
    task: SitingTask,
    gapPercent: number,
    send: (role: number, message: ToSitingThread) => void,
    release: () => void,
  ) {
    super()
    this.#task = task
    this.#gapPercent = gapPercent
    this.#send = send
    this.#release = release
    const bound = this.#isMaximising ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    this.#findings = { best: null, bound, state: 'running', failure: null }
  }

  get findings(): RunFindings {
    return this.#findings
  }

  /** Ends the proof; what was found stays. */
  stop(): void {
    this.#end('stopped')
  }

  /** Resolves once there is a solution with a bound and `enough` has passed, or nothing is left to do. */
  async first(enough: Promise<unknown>): Promise<void> {
    await new Promise<void>((resolve) => {
      let isEnough = false
      const look = (): void => {
        const { best, bound, state } = this.#findings
        const isAnswer = best !== null && Number.isFinite(bound)
        if (state === 'running' && !(isAnswer && isEnough)) return
        this.off('changed', look)
        resolve()
      }
      this.on('changed', look)
      void enough.then(() => {
        isEnough = true
        look()
      })
      look()
    })
  }

  /** What a thread answers. */
  take(message: Exclude<FromSitingThread, { kind: 'stopped' }>, from: number): void {
    if (this.#findings.state !== 'running') return
    if (message.kind === 'failed') {
      this.#end('failed', message.message)
      return
    }
    if (message.kind === 'bound') this.#findings = { ...this.#findings, bound: message.bound }
    if (message.kind === 'best' && this.#isBetter(message.objective)) {
      const { chosen, objective } = message
      this.#findings = { ...this.#findings, best: { chosen, objective } }
      for (const role of SITING_ROLES.keys()) {
        if (role !== from) this.#send(role, { kind: 'best', chosen, objective })
      }
    }
    this.#settle()
  }

  /** A thread has died. */
  fail(reason: string): void {
    this.#end('failed', reason)
  }

  get #isMaximising(): boolean {
    return senseOf(this.#task) === 'maximise'
  }

  #isBetter(objective: number): boolean {
    const { best } = this.#findings
    if (!best) return true
    return this.#isMaximising ? objective > best.objective : objective < best.objective
  }

  #settle(): void {
    const { best, bound } = this.#findings
    const gap = best ? gapPercentOf(best.objective, bound) : Number.POSITIVE_INFINITY
    const isMet = best && isDecided(this.#task, best.objective, bound)
    if (isMet) this.#end('optimal')
    else if (gap <= this.#gapPercent) this.#end('within-gap')
    else this.emit('changed')
  }

  #end(state: RunState, failure: string | null = null): void {
    if (this.#findings.state !== 'running') return
    this.#findings = { ...this.#findings, state, failure }
    for (const role of SITING_ROLES.keys()) this.#send(role, { kind: 'stop' })
    this.#release()
    this.emit('changed')
  }
}

const startSitingThread = (role: SitingRole): Thread =>
  new Worker(new URL('./siting-thread.ts', import.meta.url), {
    name: `siting ${role}`,
    resourceLimits: THREAD_MEMORY,
  })

/**
 * A thread within HiGHS hears nothing for some seconds, and is waited for: ending it while its code
 * is compiled can take the whole process with it. One that has not stopped by then is ended.
 */
const STOPPING_MILLISECONDS = 12_000

/** Two threads that solve one job at a time and wait for the next. */
class ThreadPair {
  readonly #threads: Thread[]
  #run: SitingRun | null = null
  /** Threads that have not heard yet that their job has ended. */
  readonly #stopping = new Set<number>()
  #job = 0
  isBroken = false

  constructor(startThread: typeof startSitingThread) {
    this.#threads = SITING_ROLES.map((role, from) => {
      const thread = startThread(role)
      thread.unref()
      thread.on('message', (message: FromSitingThread) => {
        if (message.job !== this.#job) return
        if (message.kind === 'stopped') this.#stopping.delete(from)
        else this.#run?.take(message, from)
      })
      thread.on('error', (error: unknown) => this.#break(String(error)))
      thread.on('exit', () => this.#break('a siting thread has ended'))
      return thread
    })
  }

  get isRunning(): boolean {
    return this.#run !== null
  }

  get isFree(): boolean {
    return !this.isRunning && this.#stopping.size === 0 && !this.isBroken
  }

  /** Ends threads that are still busy with a job that has ended. */
  endUnlessStopped(): void {
    if (this.#stopping.size > 0) this.#break('its threads did not stop')
  }

  start(task: SitingTask, gapPercent: number): SitingRun {
    const job = ++this.#job
    const run = new SitingRun(
      task,
      gapPercent,
      (role, message) => this.#threads[role]?.postMessage(message),
      () => {
        this.#run = null
        for (const role of SITING_ROLES.keys()) this.#stopping.add(role)
        setTimeout(() => {
          if (this.#job === job) this.endUnlessStopped()
        }, STOPPING_MILLISECONDS).unref()
      },
    )
    this.#run = run
    for (const [index, role] of SITING_ROLES.entries()) {
      const message: ToSitingThread = { kind: 'start', job, role, task }
      this.#threads[index]?.postMessage(message)
    }
    return run
  }

  async close(): Promise<void> {
    this.#run?.stop()
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }

  /** One thread without the other is of no use: both end. */
  #break(reason: string): void {
    if (this.isBroken) return
    this.isBroken = true
    this.#run?.fail(reason)
    for (const thread of this.#threads) void thread.terminate()
  }
}

/** Every pair may keep two processors busy. */
export const MOST_RUNS = 2
/** With those that are still stopping; beyond it these are ended. */
const MOST_PAIRS = 4

/** All pairs are at work; nothing was started. */
export class SitingBusy extends Error {}

/** @param startThread tests put something else in place of a worker. */
export const threadSiting = (startThread = startSitingThread): Siting => {
  let pairs: ThreadPair[] = []
  return {
    /** @throws SitingBusy */
    start(task, gapPercent) {
      pairs = pairs.filter(({ isBroken }) => !isBroken)
      if (pairs.filter(({ isRunning }) => isRunning).length >= MOST_RUNS) throw new SitingBusy()
      let pair = pairs.find(({ isFree }) => isFree)
      if (!pair) {
        if (pairs.length >= MOST_PAIRS) {
          for (const each of pairs) each.endUnlessStopped()
          pairs = pairs.filter(({ isBroken }) => !isBroken)
        }
        pair = new ThreadPair(startThread)
        pairs.push(pair)
      }
      return pair.start(task, gapPercent)
    },
    async close() {
      await Promise.all(pairs.map((pair) => pair.close()))
    },
  }
}
