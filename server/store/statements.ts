/** SQL statements on one connection: what every capability of the store is written against. */

export type Value = string | number | null | Uint8Array

/** In the order of the question marks, or by name for `@name`. */
export type Values = readonly Value[] | Readonly<Record<string, Value>>

/** @throws StorageFull, ConstraintViolated, StoreBusy, or what the database says. */
export interface Statements {
  all<Row>(sql: string, values?: Values): Promise<Row[]>
  /** The first row. */
  get<Row>(sql: string, values?: Values): Promise<Row | undefined>
  /** The first column of the first row. */
  value<T extends Value>(sql: string, values?: Values): Promise<T | undefined>
  /** @returns how many rows were changed. */
  run(sql: string, values?: Values): Promise<number>
}

/** A connection: at most one transaction at a time. */
export interface Connection extends Statements {
  /** Begins a transaction; one that writes excludes all other writers at once. */
  begin(kind: 'read' | 'write'): Promise<void>
  commit(): Promise<void>
  /** Undoes the transaction, if there still is one. */
  rollback(): Promise<void>
  /** Whether commits leave what they write in the log, for another connection to move into the database. */
  keepLog(isKept: boolean): Promise<void>
  close(): Promise<void>
}

/** A condition with the values of its question marks. */
export interface Condition {
  readonly sql: string
  readonly values: readonly Value[]
}

/** Texts as SQL, separated by commas. */
export const quoted = (texts: readonly string[]): string =>
  texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')

/** That a column has one of these values. */
export const oneOf = (column: string, values: readonly Value[]): Condition =>
  values.length === 0
    ? { sql: '1 = 0', values }
    : { sql: `${column} IN (${values.map(() => '?').join(', ')})`, values }

/** The clause that all conditions hold; empty where there are none. */
export const whereAll = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : '',
  values: conditions.flatMap(({ values }) => values),
})

/** That one of these conditions holds, of which there is at least one. */
export const anyOf = (conditions: readonly Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
  values: conditions.flatMap(({ values }) => values),
})
