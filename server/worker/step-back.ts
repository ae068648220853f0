/** Threads that compute for long stand back behind the one that answers the duty officer. */
import { setPriority } from 'node:os'

const THREAD_NICENESS = 10

/** On Linux a niceness belongs to the thread that sets it; elsewhere it would be the process's. */
export const stepBack = (): void => {
  if (process.platform !== 'linux') return
  try {
    setPriority(THREAD_NICENESS)
  } catch {
    // Without it all share the processor evenly.
  }
}
