/** Pages of a collection as serialised features, put together inside the database. */
import type { CollectionId } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import { asBytes, boxCondition, joined } from './sqlite/dialect.ts'
import { type Condition, oneOf, type Statements, whereAll } from './statements.ts'
import { tableName } from './table-name.ts'

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

const conditionsOf = (collection: CollectionId, query: ItemsQuery): Condition[] => {
  const conditions: Condition[] = []
  if (query.bbox) conditions.push(boxCondition(collection, query.bbox))
  // What has no date belongs to every interval (OGC API – Features, /req/core/fc-time-response C).
  const { from = null, until = null } = query.verified ?? {}
  const isUndated = 'verifiedAt IS NULL OR'
  if (from) conditions.push({ sql: `(${isUndated} verifiedAt >= ?)`, values: [from] })
  if (until) conditions.push({ sql: `(${isUndated} verifiedAt <= ?)`, values: [until] })
  for (const [name, values] of Object.entries(query.filter)) {
    conditions.push(oneOf(`"${name}"`, values))
  }
  return conditions
}

/** One page, in order of arrival. */
export const readItems = async (
  statements: Statements,
  collection: CollectionId,
  query: ItemsQuery,
): Promise<ItemsPage> => {
  const table = tableName(collection)
  const conditions = conditionsOf(collection, query)
  const after = (sequence: number | null): Condition =>
    whereAll(
      sequence === null ? conditions : [...conditions, { sql: 'sequence > ?', values: [sequence] }],
    )
  const all = after(null)
  const matched = await statements.value<number>(
    `SELECT count(*) FROM ${table} ${all.sql}`,
    all.values,
  )
  const paged = after(query.after)
  const page = await statements.get<{
    features: Uint8Array | null
    returned: number
    last: number | null
  }>(
    `SELECT ${asBytes(joined('featureJson'))} AS features, count(*) AS returned,
            max(sequence) AS last
     FROM (SELECT sequence, featureJson FROM ${table} ${paged.sql} ORDER BY sequence LIMIT ?)
       AS page`,
    [...paged.values, query.limit],
  )
  const last = page?.last ?? null
  const rest = after(last)
  const isMore =
    last !== null &&
    (await statements.value(`SELECT 1 FROM ${table} ${rest.sql} LIMIT 1`, rest.values)) !==
      undefined
  return {
    features: bufferOf(page?.features ?? null),
    returned: page?.returned ?? 0,
    matched: matched ?? 0,
    next: isMore ? last : null,
  }
}

/** The same bytes, not a copy. */
export const bufferOf = (bytes: Uint8Array | null): Buffer =>
  bytes === null ? Buffer.alloc(0) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
