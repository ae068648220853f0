/** Loaded before a server: at each SIGUSR2 it writes down how late the event loop was since the last. */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { isMainThread } from 'node:worker_threads'

/** Names the file. */
export const LOOP_DELAY_VARIABLE = 'LOOP_DELAY_FILE'

/** Milliseconds between two looks that are one millisecond apart. */
export interface LoopDelay {
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

const NANOSECONDS_PER_MILLISECOND = 1e6

const file = process.env[LOOP_DELAY_VARIABLE]
if (isMainThread && file && process.execArgv.includes('--import')) {
  const histogram = monitorEventLoopDelay({ resolution: 1 })
  histogram.enable()
  process.on('SIGUSR2', () => {
    const milliseconds = (nanoseconds: number) => nanoseconds / NANOSECONDS_PER_MILLISECOND
    const delay: LoopDelay = {
      p50: milliseconds(histogram.percentile(50)),
      p99: milliseconds(histogram.percentile(99)),
      longest: milliseconds(histogram.max),
    }
    writeFileSync(file, JSON.stringify(delay))
    histogram.reset()
  })
}
