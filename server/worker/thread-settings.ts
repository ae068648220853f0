/** What every thread that computes for long is set to. */
import { setPriority } from 'node:os'
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
