/** What every thread that computes for long is set to. */
import { setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Worker } from 'node:worker_threads'

/** What is used of a worker: tests put something else in its place. */
export type Thread = Pick<Worker, 'postMessage' | 'terminate' | 'unref' | 'on'>

/** Results are flat arrays and need little room for young objects; unbounded, V8 takes much. */
export const THREAD_MEMORY = { maxYoungGenerationSizeMb: 16 } as const

const THREAD_NICENESS = 10

/**
 * Lets the thread that answers the duty officer go first. On Linux a niceness belongs to the thread
 * that sets it; elsewhere it would be the process's.
 */
export const stepBack = (): void => {
  if (process.platform !== 'linux') return
  try {
    setPriority(THREAD_NICENESS)
  } catch {
    // Without it all share the processor evenly.
  }
}

interface Collection {
  readonly type: 'minor' | 'major'
  /** Gives the pages back to the system as well, which takes several rounds; V8 keeps them else. */
  readonly flavor?: 'last-resort'
}
type Collect = (options: Collection) => void

/** V8's collector of what nobody uses any more, for whoever knows better than V8 when to call it. */
export const collector = (): Collect => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

/** Whoever follows something with the hand is not to meet the collector. */
const RESTING_MILLISECONDS = 3000

/**
 * Gives back what questions have left lying once nothing was asked for a while: V8 looks for it only
 * when more is made.
 * @returns to be called with every question and again when it is answered.
 */
export const collectingAtRest = (): (() => void) => {
  const collect = collector()
  let resting: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(resting)
    resting = setTimeout(() => collect({ type: 'major' }), RESTING_MILLISECONDS).unref()
  }
}
