/** Conditions that tables keep by themselves, whoever writes to them. */
import { sql } from 'drizzle-orm'
import { check } from 'drizzle-orm/sqlite-core'
import { quoted } from '../statements.ts'

/** Constraints called after the table and what each is about. @param conditions SQL by name. */
export const checks = (table: string, conditions: Readonly<Record<string, string>>) =>
  Object.entries(conditions).map(([name, condition]) =>
    check(`${table}_${name}`, sql.raw(condition)),
  )

export const isOneOf = (column: string, texts: readonly string[]): string =>
  `"${column}" IN (${quoted(texts)})`

/** YYYY-MM-DD. */
export const isDay = (column: string): string =>
  `"${column}" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`
