/**
 * Connections to SQLite through one of two bindings: better-sqlite3, and where its binary cannot be
 * loaded (it needs glibc 2.34) the one that Node itself brings. Both are held to the same suite.
 */
import { setTimeout } from 'node:timers/promises'
import { StoreBusy } from '../problems.ts'
import type { Connection, Value, Values } from '../statements.ts'
import { storeError } from './errors.ts'

/** A statement that was prepared once and is executed often. */
export interface Prepared {
  all(values: Values): unknown[]
  /** @returns how many rows were changed. */
  run(values: Values): number
}

/** What the two bindings have in common. */
export interface Binding {
  prepare(sql: string): Prepared
  exec(sql: string): void
  isInTransaction(): boolean
  /** Copies the database as it is at one moment, its log included, into a file that is made. */
  backUp(path: string, pagesPerStep: number): Promise<unknown>
  close(): void
}

export interface Driver {
  open(path: string, busyMilliseconds: number): Binding
}

const DRIVERS = {
  'better-sqlite3': async (): Promise<Driver> => import('./better-sqlite3.ts'),
  'node:sqlite': async (): Promise<Driver> => import('./node-sqlite.ts'),
} as const

export type DriverName = keyof typeof DRIVERS
export const DRIVER_NAMES = Object.keys(DRIVERS) as DriverName[]

/** @throws what the loader says where the binary does not fit this machine. */
const load = async (name: DriverName): Promise<Driver> => {
  const driver = await DRIVERS[name]()
  // The binary is loaded by the first connection.
  driver.open(':memory:', 0).close()
  return driver
}

const fallBack = async (error: unknown): Promise<Driver> => {
  const reason = error instanceof Error ? error.message : String(error)
  console.warn(
    `better-sqlite3 无法加载，改用 Node 自带的 SQLite（node:sqlite）：${reason}\n` +
      `better-sqlite3 cannot be loaded, so Node's own SQLite is used (node:sqlite): ${reason}`,
  )
  return load('node:sqlite')
}

let chosen: Promise<Driver> | null = null

/** @param forced left out: what SQLITE_DRIVER says, else whichever can be loaded. */
export const loadDriver = (
  forced: string | undefined = process.env.SQLITE_DRIVER,
): Promise<Driver> => {
  const name = DRIVER_NAMES.find((each) => each === forced)
  if (name) return load(name)
  if (forced) throw new Error(`SQLITE_DRIVER: ${DRIVER_NAMES.join(' or ')}, not ${forced}`)
  chosen ??= load('better-sqlite3').catch(fallBack)
  return chosen
}

/** Past this many different statements all are forgotten; the store has some two hundred. */
const MOST_PREPARED = 500
const BUSY_MILLISECONDS = 5000
const BUSY_STEP_MILLISECONDS = 20
/** For a statement within a unit; SQLite waits on the thread that answers everybody. */
export const UNIT_BUSY_MILLISECONDS = 100

/** Copied in one step: between two of them another program's write would begin it anew. */
const ALL_PAGES = 0x7fffffff

/** @param to a file that is made. @throws StorageFull, or what SQLite says. */
export const copyDatabase = async (from: string, to: string): Promise<void> => {
  const binding = (await loadDriver()).open(from, BUSY_MILLISECONDS)
  try {
    await binding.backUp(to, ALL_PAGES)
  } catch (error) {
    throw storeError(error)
  } finally {
    binding.close()
  }
}

/**
 * What a connection keeps of the file's pages. The system keeps them as well, and a server has up to ten
 * connections: with better-sqlite3's own 16 MB each, most of a database would be held ten times. A
 * transaction that changes more than its share of pages writes them twice, so the writer has more.
 */
const KEPT_KIBIBYTES = { read: 4000, write: 16_000 } as const

/** What a commit lets the log grow to before it moves it: SQLite's own measure. */
const MOST_LOG_PAGES = 1000

/** What SQLite says of moving the log, in pages. */
interface Moved {
  readonly busy: number
  readonly log: number
  readonly checkpointed: number
}

/** A connection of ours; `exec` runs several statements that answer nothing. */
export class SqliteConnection implements Connection {
  readonly #binding: Binding
  readonly #prepared = new Map<string, Prepared>()

  constructor(binding: Binding) {
    this.#binding = binding
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    if (this.#prepared.size >= MOST_PREPARED) this.#prepared.clear()
    const prepared = this.#binding.prepare(sql)
    this.#prepared.set(sql, prepared)
    return prepared
  }

  async all<Row>(sql: string, values: Values = []): Promise<Row[]> {
    try {
      return this.#prepare(sql).all(values) as Row[]
    } catch (error) {
      throw storeError(error)
    }
  }

  async get<Row>(sql: string, values?: Values): Promise<Row | undefined> {
    return (await this.all<Row>(sql, values))[0]
  }

  async value<T extends Value>(sql: string, values?: Values): Promise<T | undefined> {
    const row = await this.get<Record<string, T>>(sql, values)
    return row && Object.values(row)[0]
  }

  async run(sql: string, values: Values = []): Promise<number> {
    try {
      return this.#prepare(sql).run(values)
    } catch (error) {
      throw storeError(error)
    }
  }

  async exec(sql: string): Promise<void> {
    try {
      this.#binding.exec(sql)
    } catch (error) {
      throw storeError(error)
    }
  }

  /** Waits for another program that writes, up to five seconds, while others are answered. */
  async begin(kind: 'read' | 'write'): Promise<void> {
    const until = performance.now() + BUSY_MILLISECONDS
    for (;;) {
      try {
        await this.run(kind === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN')
        return
      } catch (error) {
        if (!(error instanceof StoreBusy) || performance.now() > until) throw error
        await setTimeout(BUSY_STEP_MILLISECONDS)
      }
    }
  }

  async commit(): Promise<void> {
    await this.run('COMMIT')
  }

  async rollback(): Promise<void> {
    // A full disk ends the transaction by itself.
    if (this.#binding.isInTransaction()) await this.run('ROLLBACK')
  }

  async keepLog(isKept: boolean): Promise<void> {
    await this.exec(`PRAGMA wal_autocheckpoint = ${isKept ? 0 : MOST_LOG_PAGES}`)
  }

  /**
   * Moves what the log holds into the database, as far as readers of earlier moments let it.
   * @returns whether that was all of it.
   */
  async moveLog(): Promise<boolean> {
    const moved = await this.get<Moved>('PRAGMA wal_checkpoint(PASSIVE)')
    return moved!.busy === 0 && moved!.log === moved!.checkpointed
  }

  /** Gives back the pages that it keeps: after what has read all of them, once. */
  async letGo(): Promise<void> {
    await this.exec('PRAGMA shrink_memory')
  }

  async close(): Promise<void> {
    this.#prepared.clear()
    this.#binding.close()
  }
}

/** Opens a connection with the settings that each needs anew. */
export const connect = async (
  driver: Driver,
  path: string,
  kind: 'read' | 'write',
): Promise<SqliteConnection> => {
  let binding: Binding | null = null
  try {
    binding = driver.open(path, BUSY_MILLISECONDS)
    binding.exec(`PRAGMA journal_mode = WAL;
      -- A reopened WAL database falls back to NORMAL, which loses acknowledged writes at a power cut.
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA cache_size = -${KEPT_KIBIBYTES[kind]};
      PRAGMA busy_timeout = ${BUSY_MILLISECONDS};
      PRAGMA query_only = ${kind === 'read' ? 'ON' : 'OFF'}`)
    return new SqliteConnection(binding)
  } catch (error) {
    binding?.close()
    throw storeError(error)
  }
}
