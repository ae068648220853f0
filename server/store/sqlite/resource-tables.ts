/** Drizzle tables derived from resource declarations. */
import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { COLLECTIONS, RESOURCE_IDS, type ResourceId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import type { Fields, ResourceDeclaration } from '../../../data/resource.ts'
import { tableName } from '../table-name.ts'
import { checks, isDay, isOneOf } from './constraints.ts'

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

const fieldColumns = (fields: Fields): Record<string, ReturnType<typeof columnOf>> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, columnOf(field)]))

/** What a field's declaration allows, as a condition that the database itself keeps; none: null. */
const conditionOf = (name: string, field: Field): string | null => {
  const column = `"${name}"`
  switch (field.kind) {
    case 'choice':
      return isOneOf(name, Object.keys(field.options))
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
      return isDay(name)
    case 'timeOfDay':
      return `${column} GLOB '[0-2][0-9]:[0-5][0-9]'`
    case 'text':
      return `length(${column}) > 0`
  }
}

const conditionsOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const condition = conditionOf(name, field)
      return condition ? [[name, condition]] : []
    }),
  )

/** The table of a resource: its fields with their constraints, and the shared columns. */
const resourceTable = ({ id, fields }: ResourceDeclaration) => {
  const name = tableName(id)
  return sqliteTable(name, { ...sharedColumns(), ...fieldColumns(fields) }, () =>
    checks(name, {
      ...conditionsOf(fields),
      box: 'west <= east AND south <= north',
      feature: 'json_valid("featureJson") AND json_valid("geometry")',
    }),
  )
}

/** One table for each collection that is kept. */
export const RESOURCE_TABLES = Object.fromEntries(
  RESOURCE_IDS.map((id) => [id, resourceTable(COLLECTIONS[id])]),
) as Readonly<Record<ResourceId, ReturnType<typeof resourceTable>>>
