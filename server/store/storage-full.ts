/** How SQLite says that there is no room left; the transaction has been rolled back then. */
const CODES: readonly string[] = [
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  // At opening: the file in which connections find each other's pages (-shm) cannot grow.
  'SQLITE_IOERR_SHMSIZE',
]
const NO_SPACE = 'ENOSPC'

export const isStorageFull = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (CODES.includes(error.code) || error.code === NO_SPACE)
