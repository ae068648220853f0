/** Drizzle tables derived from resource declarations. */
import { type SQL, sql } from 'drizzle-orm'
import {
  check,
  integer,
  real,
  type SQLiteColumnBuilderBase,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core'
import type { Field } from '../../../data/field.ts'
import type { Fields, ResourceDeclaration } from '../../../data/resource.ts'
import { tableName } from '../table-name.ts'

/** Columns that every resource's table has besides its fields. */
const sharedColumns = () => ({
  /** Order of arrival, by which items are paged. */
  sequence: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  /** GeoJSON geometry, WGS-84. */
  geometry: text().notNull(),
  west: real().notNull(),
  south: real().notNull(),
  east: real().notNull(),
  north: real().notNull(),
  /** The feature as it is served, serialised once on writing. */
  featureJson: text().notNull(),
})

const columnOf = (field: Field) => {
  switch (field.kind) {
    case 'integer':
      return field.required ? integer().notNull() : integer()
    case 'number':
      return field.required ? real().notNull() : real()
    default:
      return field.required ? text().notNull() : text()
  }
}

const fieldColumns = (fields: Fields): Record<string, SQLiteColumnBuilderBase> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, columnOf(field)]))

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** What a field's declaration allows, as a condition that the database itself keeps; none: null. */
const conditionOf = (name: string, field: Field): string | null => {
  const column = `"${name}"`
  switch (field.kind) {
    case 'choice':
      return `${column} IN (${Object.keys(field.options).map(quoted).join(', ')})`
    case 'integer':
    case 'number': {
      const limits = [
        ...(field.minimum === undefined ? [] : [`${column} >= ${field.minimum}`]),
        ...(field.maximum === undefined ? [] : [`${column} <= ${field.maximum}`]),
      ]
      return limits.length > 0 ? limits.join(' AND ') : null
    }
    case 'counts':
      return `json_valid(${column})`
    case 'date':
      return `${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`
    case 'timeOfDay':
      return `${column} GLOB '[0-2][0-9]:[0-5][0-9]'`
    case 'text':
      return `length(${column}) > 0`
  }
}

const checksOf = (table: string, fields: Fields) =>
  Object.entries(fields).flatMap(([name, field]) => {
    const condition = conditionOf(name, field)
    return condition ? [check(`${table}_${name}`, sql.raw(condition) as SQL)] : []
  })

/** The table of a resource: its fields with their constraints, and the shared columns. */
export const resourceTable = (resource: ResourceDeclaration) => {
  const name = tableName(resource.id)
  return sqliteTable(name, { ...sharedColumns(), ...fieldColumns(resource.fields) }, () => [
    ...checksOf(name, resource.fields),
    check(`${name}_box`, sql.raw('west <= east AND south <= north')),
    check(`${name}_feature`, sql.raw('json_valid("featureJson") AND json_valid("geometry")')),
  ])
}

export type ResourceTable = ReturnType<typeof resourceTable>
