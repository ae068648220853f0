/** Pages of a collection as serialised features, put together inside SQLite. */
import type Database from 'better-sqlite3'
import type { CollectionId } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import { boxTable, tableName } from './table-name.ts'

export interface ItemsQuery {
  /** WGS-84; west > east crosses the antimeridian. */
  bbox: Bbox | null
  /** Days between which a feature was last verified, both included; null leaves an end open. */
  verified: { from: string | null; until: string | null } | null
  /** Exact values by property name. The caller has checked that the properties exist. */
  filter: Readonly<Record<string, readonly (string | number)[]>>
  limit: number
  /** Only features after this one in order of arrival; null begins at the first. */
  after: number | null
}

export interface ItemsPage {
  /** Features as JSON, separated by commas. */
  features: Buffer
  returned: number
  /** How many the query has without paging. */
  matched: number
  /** For the next page's `after`; null on the last page. */
  next: number | null
}

interface Condition {
  sql: string
  values: (string | number)[]
}

const boxCondition = (collection: CollectionId, [west, south, east, north]: Bbox): Condition => {
  const part = (from: number, until: number): Condition => ({
    // The tree's boxes are rounded outwards to 32 bits, so the exact columns decide.
    sql: `(sequence IN (SELECT sequence FROM ${boxTable(collection)}
            WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?)
          AND west <= ? AND east >= ? AND south <= ? AND north >= ?)`,
    values: [until, from, north, south, until, from, north, south],
  })
  if (west <= east) return part(west, east)
  const parts = [part(west, 180), part(-180, east)]
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`,
    values: parts.flatMap(({ values }) => values),
  }
}

const conditionsOf = (collection: CollectionId, query: ItemsQuery): Condition[] => {
  const conditions: Condition[] = []
  if (query.bbox) conditions.push(boxCondition(collection, query.bbox))
  // What has no date belongs to every interval (OGC API – Features, /req/core/fc-time-response C).
  const { from = null, until = null } = query.verified ?? {}
  const isUndated = 'verifiedAt IS NULL OR'
  if (from) conditions.push({ sql: `(${isUndated} verifiedAt >= ?)`, values: [from] })
  if (until) conditions.push({ sql: `(${isUndated} verifiedAt <= ?)`, values: [until] })
  for (const [name, values] of Object.entries(query.filter)) {
    conditions.push({
      sql: `"${name}" IN (${values.map(() => '?').join(', ')})`,
      values: [...values],
    })
  }
  return conditions
}

const where = (conditions: readonly Condition[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}` : ''

/** One page, in order of arrival. */
export const readItems = (
  database: Database.Database,
  collection: CollectionId,
  query: ItemsQuery,
): ItemsPage => {
  const table = tableName(collection)
  const all = conditionsOf(collection, query)
  const paged =
    query.after === null ? all : [...all, { sql: 'sequence > ?', values: [query.after] }]
  const valuesOf = (conditions: readonly Condition[]) => conditions.flatMap(({ values }) => values)
  const matched = database
    .prepare<unknown[], number>(`SELECT count(*) FROM ${table} ${where(all)}`)
    .pluck()
    .get(valuesOf(all))!
  // As a blob, because turning Chinese text into a JavaScript string and back costs several times
  // the reading itself.
  const page = database
    .prepare<unknown[], { features: Buffer | null; returned: number; last: number | null }>(
      `SELECT CAST(group_concat(featureJson, ',') AS BLOB) AS features, count(*) AS returned,
              max(sequence) AS last
       FROM (SELECT sequence, featureJson FROM ${table} ${where(paged)} ORDER BY sequence LIMIT ?)`,
    )
    .get([...valuesOf(paged), query.limit])!
  const last = page.last
  const isMore =
    last !== null &&
    database
      .prepare<unknown[]>(
        `SELECT 1 FROM ${table} ${where([...all, { sql: 'sequence > ?', values: [last] }])} LIMIT 1`,
      )
      .get([...valuesOf(all), last]) !== undefined
  return {
    features: page.features ?? Buffer.alloc(0),
    returned: page.returned,
    matched,
    next: isMore ? last : null,
  }
}
