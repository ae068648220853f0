/** Pieces of SQL that only SQLite understands, by what they mean. */
import { type Bbox, spansOf } from '../../../data/geometry.ts'
import { anyOf, type Condition } from '../statements.ts'
import { boxTable } from '../table-name.ts'

/** Lets references be broken until the transaction ends. */
export const DEFER_REFERENCES = 'PRAGMA defer_foreign_keys = ON'

/** The column of a search table that joins it with its features' `sequence`. */
export const SEARCH_KEY = 'rowid'

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

/** A condition that a feature's box shares a point with this one; west > east crosses 180°. */
export const boxCondition = (collection: string, [west, south, east, north]: Bbox): Condition => {
  const part = (from: number, until: number): Condition => ({
    // The tree's boxes are rounded outwards to 32 bits, so the exact columns decide.
    sql: `(sequence IN (SELECT sequence FROM ${boxTable(collection)}
            WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?)
          AND west <= ? AND east >= ? AND south <= ? AND north >= ?)`,
    values: [
      ...[until + TREE_MARGIN, from - TREE_MARGIN, north + TREE_MARGIN, south - TREE_MARGIN],
      ...[until, from, north, south],
    ],
  })
  return anyOf(spansOf([west, south, east, north]).map(([from, , until]) => part(from, until)))
}

/** A condition that a feature's box lies in this one whole; west > east crosses 180°. */
export const boxWithin = (bbox: Bbox): Condition =>
  anyOf(
    spansOf(bbox).map(([west, south, east, north]) => ({
      sql: '(west >= ? AND east <= ? AND south >= ? AND north <= ?)',
      values: [west, east, south, north],
    })),
  )

/** That a column is none of these numbers; as one value, so that the statement stays the same. */
export const noneOf = (column: string, numbers: readonly number[]): Condition => ({
  sql: `${column} NOT IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(numbers)],
})
