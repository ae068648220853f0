/** What SQLite's result codes mean to the store (sqlite.org/rescode.html). */
import { ConstraintViolated, StorageFull, StoreBusy } from '../problems.ts'

const BUSY = 5
const CONSTRAINT = 19
/** The low byte of a code is the kind of error, the rest the case of it. */
const KIND = 0xff

/** Codes by which SQLite says that there is no room left. */
const FULL = new Map([
  ['SQLITE_FULL', 13],
  ['SQLITE_IOERR_WRITE', 778],
  ['SQLITE_IOERR_FSYNC', 1034],
  // At opening: the file in which connections find each other's pages (-shm) cannot grow.
  ['SQLITE_IOERR_SHMSIZE', 4874],
])
const NO_SPACE = 'ENOSPC'

const wordsOf = (error: Error) => ({
  code: 'code' in error && typeof error.code === 'string' ? error.code : '',
  number: 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0,
})

/** better-sqlite3 names the code in words, Node in numbers. */
const isOfKind = (error: Error, name: string, kind: number): boolean => {
  const { code, number } = wordsOf(error)
  return code === name || code.startsWith(`${name}_`) || (number & KIND) === kind
}

const isFull = (error: Error): boolean => {
  const { code, number } = wordsOf(error)
  return FULL.has(code) || code === NO_SPACE || [...FULL.values()].includes(number)
}

/** The store's own error for one of SQLite's; any other as it is. */
export const storeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  const { message } = error
  if (isFull(error)) return new StorageFull(message, { cause: error })
  if (isOfKind(error, 'SQLITE_CONSTRAINT', CONSTRAINT)) {
    return new ConstraintViolated(message, { cause: error })
  }
  if (isOfKind(error, 'SQLITE_BUSY', BUSY)) return new StoreBusy(message, { cause: error })
  return error
}
