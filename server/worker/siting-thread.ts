/** One of the two threads of a siting job: searches, or proves how good a solution can be. */
import { parentPort } from 'node:worker_threads'
import { createBound, createSearch, senseOf } from '../analysis/siting/siting-task.ts'
import type { SiteBound, SiteSearch } from '../analysis/siting/solver.ts'
import type { FromSitingThread, ToSitingThread } from './siting-run.ts'
import { loadHighs, stepBack } from './thread-settings.ts'

/** Between two slices a thread hears what the other has found. */
const SLICE_MILLISECONDS = 15
/** A slice that ends sooner has found nothing to do; the other thread may change that. */
const IDLE_SLICE_MILLISECONDS = 1
const IDLE_WAIT_MILLISECONDS = 50

const port = parentPort
if (!port) throw new Error('this file is a worker thread')
stepBack()

const tell = (message: FromSitingThread): void => port.postMessage(message)

let job = 0
let search: SiteSearch | null = null
let bound: SiteBound | null = null
let isMinimising = true
/** Objective of the best solution that both threads know of. */
let incumbent = Number.POSITIVE_INFINITY
let toldBound = Number.NaN
let isScheduled = false

const isBetter = (objective: number): boolean =>
  isMinimising ? objective < incumbent : objective > incumbent

const tellIfBetter = (solution: { chosen: readonly number[]; objective: number } | null): void => {
  if (!solution || !isBetter(solution.objective)) return
  incumbent = solution.objective
  tell({ kind: 'best', job, chosen: solution.chosen, objective: solution.objective })
}

/** @returns whether there was anything to do. */
const slice = (): boolean => {
  const started = performance.now()
  const shouldPause = (): boolean => performance.now() - started > SLICE_MILLISECONDS
  if (search) {
    search.improve(shouldPause)
    tellIfBetter(search.best)
  }
  if (bound) {
    bound.tighten(incumbent, shouldPause)
    tellIfBetter(bound.suggestion)
    if (bound.bound !== toldBound) {
      toldBound = bound.bound
      tell({ kind: 'bound', job, bound: toldBound })
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
      tell({ kind: 'failed', job, message: error instanceof Error ? (error.stack ?? '') : '' })
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

const start = async (message: Extract<ToSitingThread, { kind: 'start' }>): Promise<void> => {
  const { task, role } = message
  stop()
  job = message.job
  isMinimising = senseOf(task) === 'minimise'
  incumbent = isMinimising ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  toldBound = Number.NaN
  if (role === 'search') search = createSearch(task)
  else {
    const solver = await loadHighs()
    if (job === message.job) bound = createBound(task, solver)
  }
  goOn()
}

port.on('message', (message: ToSitingThread) => {
  if (message.kind === 'start') {
    start(message).catch((error: unknown) => {
      tell({
        kind: 'failed',
        job: message.job,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    })
    return
  }
  if (message.kind === 'stop') {
    stop()
    return
  }
  if (isBetter(message.objective)) {
    incumbent = message.objective
    search?.adopt(message.chosen)
  }
})
