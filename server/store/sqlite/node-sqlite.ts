/** SQLite as Node brings it: it runs wherever Node does. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Value, Values } from '../statements.ts'
import type { Binding } from './driver.ts'

type Named = Record<string, Value>

const bound = <T>(
  values: Values,
  inOrder: (...values: Value[]) => T,
  named: (values: Named) => T,
): T => (Array.isArray(values) ? inOrder(...(values as Value[])) : named(values as Named))

export const open = (path: string, busyMilliseconds: number): Binding => {
  const database = new DatabaseSync(path, { timeout: busyMilliseconds })
  return {
    prepare(sql) {
      const statement: StatementSync = database.prepare(sql)
      // better-sqlite3 takes objects that hold more than the statement names.
      statement.setAllowUnknownNamedParameters(true)
      return {
        all: (values) =>
          bound(
            values,
            (...each) => statement.all(...each),
            (each) => statement.all(each),
          ),
        run: (values) =>
          Number(
            bound(
              values,
              (...each) => statement.run(...each),
              (each) => statement.run(each),
            ).changes,
          ),
      }
    },
    exec: (sql) => database.exec(sql),
    isInTransaction: () => database.isTransaction,
    close: () => database.close(),
  }
}
