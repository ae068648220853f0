/** What every thread that computes for long is set to, and the solver that it loads. */

import { setPriority } from 'node:os'
import type { Highs } from 'highs'
import highsModule from 'highs'

/** The package describes its CommonJS build, where the function lies one level deeper. */
const loader = highsModule as unknown as () => Promise<Highs>

/** Loads once, at the first call; after a failure the next call tries again. */
export const loadingOnce = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}

/** HiGHS, compiled to WebAssembly: solves what search and prices leave. One solver per thread. */
export const loadHighs = loadingOnce(loader)

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
