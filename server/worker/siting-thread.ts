/** One of the two threads of a siting job: searches, or proves how good a solution can be. */
import { parentPort } from 'node:worker_threads'
import type { Highs } from 'highs'
import { createBound, createSearch, senseOf } from '../analysis/siting/siting-task.ts'
import type { SiteBound, SiteSearch, SiteSolution } from '../analysis/siting/solver.ts'
import { loadHighs } from './highs.ts'
import type { FromSitingThread, ToSitingThread } from './siting-run.ts'
import { stepBack } from './thread-settings.ts'

/** Between two slices a thread hears what the other has found. */
const SLICE_MILLISECONDS = 15
/** A slice that ends sooner has found nothing to do; the other thread may change that. */
const IDLE_SLICE_MILLISECONDS = 1
const IDLE_WAIT_MILLISECONDS = 50

const port = parentPort
if (!port) throw new Error('this file is a worker thread')
stepBack()

const answer = (message: FromSitingThread): void => port.postMessage(message)

let job = 0
/** Prices do without, and the first bound does not wait for it. */
let highs: Highs | null = null
let search: SiteSearch | null = null
let bound: SiteBound | null = null
let isMinimising = true
/** Objective of the best solution that both threads know of. */
let incumbent = Number.POSITIVE_INFINITY
let answeredBound = Number.NaN
let isScheduled = false

const isBetter = (objective: number): boolean =>
  isMinimising ? objective < incumbent : objective > incumbent

const answerIfBetter = (solution: SiteSolution | null): void => {
  if (!solution || !isBetter(solution.objective)) return
  incumbent = solution.objective
  answer({ kind: 'best', job, ...solution })
}

const answerFailure = (error: unknown, ofJob: number): void => {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  answer({ kind: 'failed', job: ofJob, message })
}

/** @returns whether there was anything to do. */
const slice = (): boolean => {
  const started = performance.now()
  const shouldPause = (): boolean => performance.now() - started > SLICE_MILLISECONDS
  if (search) {
    search.improve(shouldPause)
    answerIfBetter(search.best)
  }
  if (bound) {
    bound.tighten(incumbent, shouldPause)
    answerIfBetter(bound.suggestion)
    if (bound.bound !== answeredBound) {
      answeredBound = bound.bound
      answer({ kind: 'bound', job, bound: answeredBound })
    }
  }
  return performance.now() - started > IDLE_SLICE_MILLISECONDS
}

const goOn = (isBusy = true): void => {
  if (isScheduled || (!search && !bound)) return
  isScheduled = true
  const next = (): void => {
    isScheduled = false
    let wasBusy = false
    try {
      wasBusy = slice()
    } catch (error) {
      stop()
      answerFailure(error, job)
    }
    goOn(wasBusy)
  }
  if (isBusy) setImmediate(next)
  else setTimeout(next, IDLE_WAIT_MILLISECONDS)
}

const stop = (): void => {
  search = null
  bound = null
}

/** What is there of the solver; whoever asks in vain may ask again. */
const solver = (): Highs | null => {
  loadHighs().then(
    (loaded) => {
      highs = loaded
    },
    (error: unknown) => answerFailure(error, job),
  )
  return highs
}

const start = (message: Extract<ToSitingThread, { kind: 'start' }>): void => {
  const { task, role } = message
  stop()
  job = message.job
  isMinimising = senseOf(task) === 'minimise'
  incumbent = isMinimising ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  answeredBound = Number.NaN
  if (role === 'search') search = createSearch(task)
  else bound = createBound(task, solver)
  goOn()
}

port.on('message', (message: ToSitingThread) => {
  if (message.kind === 'start') {
    try {
      start(message)
    } catch (error) {
      answerFailure(error, message.job)
    }
    return
  }
  if (message.kind === 'stop') {
    stop()
    answer({ kind: 'stopped', job })
    return
  }
  if (isBetter(message.objective)) {
    incumbent = message.objective
    search?.adopt(message.chosen)
  }
})
