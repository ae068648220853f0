/** What every thread that computes for long is set to. */
import { setPriority } from 'node:os'

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
