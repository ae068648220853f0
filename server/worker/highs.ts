/** The solver that threads load: HiGHS, compiled to WebAssembly. */
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

/** Solves what search and prices leave. One solver per thread. */
export const loadHighs = loadingOnce(loader)
