/** Backups while the service runs, by a program of its own: its reading and verifying delays no request. */
import { type ChildProcess, execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Bilingual } from '../../data/bilingual.ts'
import { listBackups } from './backups.ts'

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url))
const MILLISECONDS_PER_MINUTE = 60_000
const TICK_MILLISECONDS = 5000
/** After one that failed. */
const RETRY_MINUTES = 10

export interface ScheduledBackups {
  /** When the last one was made, `null` where there is none. */
  lastAt(): Date | null
  /** Why the last attempt failed. */
  problem(): Bilingual | null
  close(): void
}

export interface BackupPlan {
  readonly dataFolder: string
  /** Where the backups go. */
  readonly folder: string
  readonly everyMinutes: number
  /** Whether it is ours to make: of several servers on a folder, the one that writes. */
  readonly isOurs: () => boolean
}

/** The sentences of a program that complains in Chinese and, on the next line, in English. */
const complaintOf = (stderr: string): Bilingual => {
  const lines = stderr.split('\n').map((line) => line.replace('✗', '').trim())
  const [zh = '', en = zh] = lines.filter(Boolean).slice(-2)
  return { zh, en }
}

/** Makes a backup whenever the last one is older than it should be. */
export const scheduleBackups = (plan: BackupPlan): ScheduledBackups => {
  const { dataFolder, folder, everyMinutes, isOurs } = plan
  const newest = (): Date | null => listBackups(folder).at(-1)?.at ?? null
  let last = newest()
  let problem: Bilingual | null = null
  let running: ChildProcess | null = null
  let notBefore = 0
  const back = (): void => {
    running = execFile(
      process.execPath,
      [PROGRAM, folder, '--thin-out'],
      { env: { ...process.env, DATA_DIR: dataFolder } },
      (error, _, stderr) => {
        running = null
        last = newest()
        problem = error && complaintOf(stderr || error.message)
        const minutes = error ? Math.min(RETRY_MINUTES, everyMinutes) : everyMinutes
        notBefore = Date.now() + minutes * MILLISECONDS_PER_MINUTE
      },
    )
  }
  const tick = setInterval(() => {
    if (running || !isOurs()) return
    // Another server may have made one; a clock that was set back does not keep us waiting for long.
    last = newest()
    const age = last ? Math.abs(Date.now() - last.getTime()) : Number.POSITIVE_INFINITY
    if (age >= everyMinutes * MILLISECONDS_PER_MINUTE && Date.now() >= notBefore) back()
  }, TICK_MILLISECONDS)
  tick.unref()
  return {
    lastAt: () => last,
    problem: () => problem,
    close() {
      clearInterval(tick)
      running?.kill()
    },
  }
}
