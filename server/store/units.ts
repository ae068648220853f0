/**
 * Units of work over a database of one writer and any number of readers. A unit that writes is one
 * transaction, begun when those before it have ended, and rolled back on any error. A unit that
 * reads sees one moment and waits for no other.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { UnitMisused, UnitTooLong } from './problems.ts'
import type { Connection, Statements } from './statements.ts'

/**
 * How long a unit may wait for anything. One that writes keeps all others from writing; one that
 * reads keeps the database from tidying up behind it, and may be what a long question is answered from.
 */
const MOST_UNIT_MILLISECONDS = { write: 5000, read: 130_000 } as const

/** Connections that are kept open for the next reader; more are opened where they are needed. */
const MOST_IDLE_READERS = 8

class Unit {
  #isOpen = true
  #calls = 0
  /** What went wrong in the unit, even where the caller caught it: half a call may be written. */
  #failure: { readonly error: unknown } | null = null

  get isOpen(): boolean {
    return this.#isOpen
  }

  refuseAfterEnd(): void {
    if (!this.#isOpen) throw new UnitMisused('the unit of work has ended')
  }

  /** Statements that end with the unit: its connection may be another unit's by then. */
  statements(connection: Statements): Statements {
    const open = (): Statements => {
      this.refuseAfterEnd()
      return connection
    }
    return {
      all: async (sql, values) => open().all(sql, values),
      get: async (sql, values) => open().get(sql, values),
      value: async (sql, values) => open().value(sql, values),
      run: async (sql, values) => open().run(sql, values),
    }
  }

  /** The same capability, each call of which the unit knows of. */
  guard<T extends object>(capability: T): T {
    return new Proxy(capability, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver)
        if (typeof member === 'function') {
          return (...values: unknown[]) => this.#call(() => Reflect.apply(member, target, values))
        }
        return member instanceof Object ? this.guard(member) : member
      },
    })
  }

  #call(act: () => Promise<unknown>): Promise<unknown> {
    const call = async (): Promise<unknown> => {
      this.refuseAfterEnd()
      this.#calls++
      try {
        return await act()
      } catch (error) {
        this.#failure ??= { error }
        throw error
      } finally {
        this.#calls--
      }
    }
    const called = call()
    // One that is not awaited fails the unit below, not the process.
    called.catch(() => undefined)
    return called
  }

  /** @throws what failed within, or UnitMisused: then nothing may be committed. */
  refuseUnfinished(): void {
    if (this.#failure) throw this.#failure.error
    if (this.#calls > 0) {
      throw new UnitMisused('a call within the unit of work was not awaited')
    }
  }

  end(): void {
    this.#isOpen = false
  }
}

export interface Units<Reading extends object, Writing extends object> {
  read<T>(work: (snapshot: Reading) => Promise<T>): Promise<T>
  write<T>(work: (transaction: Writing) => Promise<T>): Promise<T>
  /**
   * A writer's turn, for one that writes over another connection.
   * @param logMoved settles when that one has moved its log: until then no commit here does, which
   *   would keep everybody waiting.
   */
  writeElsewhere<T>(work: () => Promise<T>, logMoved: Promise<unknown>): Promise<T>
  close(): Promise<void>
}

/**
 * @param capabilities what a unit can do, written against the statements it is given.
 * @param begun what each unit begins with, in its own snapshot.
 */
export const unitsOver = <Reading extends object, Writing extends Reading>(
  { writer, openReader }: Readonly<Record<'writer' | 'openReader', () => Promise<Connection>>>,
  capabilities: (statements: Statements) => Writing,
  begun: (statements: Statements) => Promise<void>,
): Units<Reading, Writing> => {
  const current = new AsyncLocalStorage<Unit>()
  const idleReaders: Connection[] = []
  let isClosed = false
  /** Settles when the last writer so far has ended. */
  let lastWriter: Promise<unknown> = Promise.resolve()

  const refuseMisuse = (): void => {
    if (current.getStore()?.isOpen) throw new UnitMisused('units of work do not nest')
    if (isClosed) throw new UnitMisused('the store is closed')
  }

  const carryOut = async <T>(
    kind: 'read' | 'write',
    connection: Connection,
    work: (given: Writing) => Promise<T>,
  ): Promise<T> => {
    await connection.begin(kind)
    const unit = new Unit()
    const milliseconds = MOST_UNIT_MILLISECONDS[kind]
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new UnitTooLong(`a unit of work took more than ${milliseconds} ms`))
      }, milliseconds)
    })
    try {
      await begun(connection)
      const given = unit.guard(capabilities(unit.statements(connection)))
      const working = current.run(unit, async () => work(given))
      const result = await Promise.race([working, tooLong])
      if (kind === 'write') unit.refuseUnfinished()
      unit.end()
      await connection.commit()
      return result
    } catch (error) {
      unit.end()
      await connection.rollback()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  const takeTurn = <T>(work: (writing: Connection) => Promise<T>): Promise<T> => {
    refuseMisuse()
    const turn = lastWriter.then(async () => work(await writer()))
    lastWriter = turn.catch(() => undefined)
    return turn
  }

  /** How many others have still to move their log. */
  let logsKept = 0
  const keepLogUntil = async (
    connection: Connection,
    logMoved: Promise<unknown>,
  ): Promise<void> => {
    logsKept++
    const moved = async (): Promise<void> => {
      logsKept--
      if (logsKept === 0 && !isClosed) await connection.keepLog(false)
    }
    void logMoved.then(moved, moved)
    await connection.keepLog(true)
  }

  return {
    async read(work) {
      refuseMisuse()
      const reader = idleReaders.pop() ?? (await openReader())
      try {
        return await carryOut('read', reader, work)
      } finally {
        if (isClosed || idleReaders.length >= MOST_IDLE_READERS) await reader.close()
        else idleReaders.push(reader)
      }
    },
    write: async (work) => takeTurn((connection) => carryOut('write', connection, work)),
    writeElsewhere: async (work, logMoved) =>
      takeTurn(async (connection) => {
        await keepLogUntil(connection, logMoved)
        return work()
      }),
    async close() {
      if (isClosed) return
      isClosed = true
      await lastWriter
      await Promise.all(idleReaders.splice(0).map((each) => each.close()))
    },
  }
}
