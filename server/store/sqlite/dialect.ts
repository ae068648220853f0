/** Pieces of SQL that only SQLite understands, by what they mean. */
import { type Bbox, spansOf } from '../../../data/geometry.ts'
import { anyOf, type Condition } from '../statements.ts'
import { boxTable } from '../table-name.ts'

/** Lets references be broken until the transaction ends. */
export const DEFER_REFERENCES = 'PRAGMA defer_foreign_keys = ON'

/**
 * Text as its bytes: turning Chinese text into a JavaScript string and back costs several times
 * the reading itself.
 */
export const asBytes = (expression: string): string => `CAST(${expression} AS BLOB)`

/** All values of a column, separated by commas. */
export const joined = (column: string): string => `group_concat(${column}, ',')`

/** What stands in a column of JSON at a path such as `origin.sender`, as text or number. */
export const jsonText = (column: string, path: string): string => `${column} ->> '$.${path}'`

/** How many elements an array has that stands in a column of JSON; 0 where there is none. */
export const jsonLength = (column: string, path: string): string =>
  `coalesce(json_array_length(${column}, '$.${path}'), 0)`

/** A JSON object of JSON and numbers by name. */
export const jsonObject = (members: Readonly<Record<string, string>>): string =>
  `json_object(${Object.entries(members)
    .map(([name, expression]) => `'${name}', ${expression}`)
    .join(', ')})`

/** Rows of `key` and `value` of a column that holds a JSON object. */
export const jsonEntries = (column: string): string => `SELECT key, value FROM json_each(${column})`

/** What stands in a column of JSON, as JSON. */
export const jsonPart = (column: string, path: string): string => `${column} -> '$.${path}'`

/**
 * The least normal number of 32 bits. Nearer to nought an R*Tree of SQLite before 3.54, such as
 * Node's, does not round its boxes outwards: it is asked for so much more.
 */
const TREE_MARGIN = 2 ** -126

/** That a feature is among those of its collection's tree that a condition holds of. */
export const inTree = (collection: string, { sql, values }: Condition): Condition => ({
  sql: `sequence IN (SELECT sequence FROM ${boxTable(collection)} WHERE ${sql})`,
  values,
})

/**
 * A condition on the tree that holds of all features whose boxes share a point with this one, and of
 * some beside it: the tree's boxes are rounded outwards to 32 bits. West > east crosses 180°.
 */
export const nearBox = (bbox: Bbox): Condition =>
  anyOf(
    spansOf(bbox).map(([west, south, east, north]) => ({
      sql: '(west <= ? AND east >= ? AND south <= ? AND north >= ?)',
      values: [east + TREE_MARGIN, west - TREE_MARGIN, north + TREE_MARGIN, south - TREE_MARGIN],
    })),
  )

/** That a box of the tree lies in this one whole. */
const within = (bbox: Bbox): Condition =>
  anyOf(
    spansOf(bbox).map(([west, south, east, north]) => ({
      sql: '(west >= ? AND east <= ? AND south >= ? AND north <= ?)',
      values: [west + TREE_MARGIN, east - TREE_MARGIN, south + TREE_MARGIN, north - TREE_MARGIN],
    })),
  )

/** The same without those whose boxes certainly lie within another one. */
export const aboutBox = (collection: string, bbox: Bbox, inner: Bbox | null): Condition => {
  const near = nearBox(bbox)
  if (!inner) return inTree(collection, near)
  const certain = within(inner)
  return inTree(collection, {
    sql: `${near.sql} AND NOT ${certain.sql}`,
    values: [...near.values, ...certain.values],
  })
}

/** That a column is none of these numbers; as one value, so that the statement stays the same. */
export const noneOf = (column: string, numbers: readonly number[]): Condition => ({
  sql: `${column} NOT IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(numbers)],
})

/** That a column is one of these numbers; as one value, too. */
export const oneOfMany = (column: string, numbers: readonly number[]): Condition => ({
  sql: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(numbers)],
})
