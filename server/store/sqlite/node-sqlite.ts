/** SQLite as Node brings it: it runs wherever Node does. */
import { backup, DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Value, Values } from '../statements.ts'
import type { Binding } from './driver.ts'
import { ROW_DIGEST, rowDigest } from './row-digests.ts'

/** As Node takes them: one after the other, or an object of names, which its types know apart only. */
const given = (values: Values): Value[] => (Array.isArray(values) ? values : [values]) as Value[]

export const open = (path: string, busyMilliseconds: number): Binding => {
  const database = new DatabaseSync(path, { timeout: busyMilliseconds })
  database.function(ROW_DIGEST, { varargs: true, deterministic: true }, rowDigest)
  return {
    prepare(sql) {
      const statement: StatementSync = database.prepare(sql)
      // better-sqlite3 takes objects that hold more than the statement names.
      statement.setAllowUnknownNamedParameters(true)
      return {
        all: (values) => statement.all(...given(values)),
        run: (values) => Number(statement.run(...given(values)).changes),
      }
    },
    exec: (sql) => database.exec(sql),
    isInTransaction: () => database.isTransaction,
    backUp: (to, rate) => backup(database, to, { rate }),
    close: () => database.close(),
  }
}
