/** SQLite by better-sqlite3: the faster binding, with a binary of its own. */
import Database from 'better-sqlite3'
import type { Binding } from './driver.ts'
import { ROW_DIGEST, rowDigest } from './row-digests.ts'

export const open = (path: string, busyMilliseconds: number): Binding => {
  const database = new Database(path, { timeout: busyMilliseconds })
  database.function(ROW_DIGEST, { varargs: true, deterministic: true }, rowDigest)
  return {
    prepare(sql) {
      const statement = database.prepare<unknown[]>(sql)
      return {
        all: (values) => statement.all(values),
        run: (values) => statement.run(values).changes,
      }
    },
    exec: (sql) => void database.exec(sql),
    isInTransaction: () => database.inTransaction,
    backUp: (to, pagesPerStep) => database.backup(to, { progress: () => pagesPerStep }),
    close: () => void database.close(),
  }
}
