/** Pages of a collection as serialised features, put together inside the database. */
import { LRUCache } from 'lru-cache'
import { COLLECTIONS, type CollectionId, isUnionId } from '../../data/collections.ts'
import { type Area, type Bbox, boxesMeet, type Geometry, spansOf } from '../../data/geometry.ts'
import { type ResourceDeclaration, type ResourceFeature, withNulls } from '../../data/resource.ts'
import { type PreparedShape, preparedShape, shapesMeet } from './shapes-meet.ts'
import { aboutBox, asBytes, inTree, joined, nearBox, noneOf, oneOfMany } from './sqlite/dialect.ts'
import { type Condition, oneOf, type Statements, whereAll } from './statements.ts'
import { boxTable, tableName } from './table-name.ts'

/** A box that features are asked for in. */
export interface AskedBox {
  /** What it lies in, WGS-84; west > east crosses the antimeridian. */
  bbox: Bbox
  /** What lies in it whole; null where nothing does for certain. */
  inner: Bbox | null
  /** Its outline; null where it is `bbox` itself. */
  outline: Area | null
}

export interface ItemsQuery {
  /** Features that have a point in common with it. */
  box: AskedBox | null
  /** Days between which a feature was last verified, both included; null leaves an end open. */
  verified: { from: string | null; until: string | null } | null
  /** Exact values by property name. The caller has checked that the properties exist. */
  filter: Readonly<Record<string, readonly (string | number)[]>>
  limit: number
  /** Only features after this one in order of arrival; null begins at the first. */
  after: number | null
  /** How many of them are passed over. */
  offset: number
}

/** The same of all features that it has, or of the first of them. */
export type AllItemsQuery = Omit<ItemsQuery, 'limit'> & { readonly limit: number | null }

export interface ItemsPage {
  /** Features as JSON, separated by commas. */
  features: Buffer
  returned: number
  /** How many the query has without paging. */
  matched: number
  /** For the next page's `after`; null on the last page. */
  next: number | null
}

const conditionsOf = (query: Omit<ItemsQuery, 'limit'>): Condition[] => {
  const conditions: Condition[] = []
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

const PREPARED_BYTES = 64 * 1024 * 1024
/** Of a position some twenty characters, and an edge with its box in the index; of a shape the rest. */
const BYTES_PER_CHARACTER = 10
const BYTES_PER_SHAPE = 600
/** By the text of the geometry, so that they are right whatever is written. */
const prepared = new LRUCache<string, PreparedShape>({
  maxSize: PREPARED_BYTES,
  sizeCalculation: (_, { length }) => BYTES_PER_SHAPE + length * BYTES_PER_CHARACTER,
})

const preparedOf = (text: string): PreparedShape => {
  const known = prepared.get(text)
  if (known) return known
  const shape = preparedShape(JSON.parse(text) as Geometry)
  prepared.set(text, shape)
  return shape
}

const rectangle = ([west, south, east, north]: Bbox): [number, number][][] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]

const outlineOf = ({ bbox, outline }: AskedBox): Area =>
  outline ?? { type: 'MultiPolygon', coordinates: spansOf(bbox).map(rectangle) }

/** A feature that may meet the box, with its own. */
interface Candidate {
  sequence: number
  geometry: string
  west: number
  south: number
  east: number
  north: number
}

const isWithin = (box: Bbox, [west, south, east, north]: Bbox): boolean =>
  box[0] >= west && box[2] <= east && box[1] >= south && box[3] <= north

/**
 * Features that the tree finds near the box and that have no point in common with it. Looked at are
 * those alone that do not lie in it for certain.
 * @param conditions of the query beside its box.
 * @returns their `sequence`.
 */
const besideBox = async (
  statements: Statements,
  collection: CollectionId,
  box: AskedBox,
  conditions: readonly Condition[],
): Promise<number[]> => {
  const { sql, values } = whereAll([...conditions, aboutBox(collection, box.bbox, box.inner)])
  const candidates = await statements.all<Candidate>(
    `SELECT sequence, geometry, west, south, east, north FROM ${tableName(collection)} ${sql}`,
    values,
  )
  if (candidates.length === 0) return []
  const area = preparedShape(outlineOf(box))
  const [outer, inner] = [spansOf(box.bbox), box.inner ? spansOf(box.inner) : []]
  return candidates
    .filter(({ geometry, west, south, east, north }) => {
      const own: Bbox = [west, south, east, north]
      if (!outer.some((span) => boxesMeet(own, span))) return true
      return !inner.some((span) => isWithin(own, span)) && !shapesMeet(preparedOf(geometry), area)
    })
    .map(({ sequence }) => sequence)
}

const notBeside = (beside: readonly number[]): Condition[] =>
  beside.length > 0 ? [noneOf('sequence', beside)] : []

/** The conditions that hold of what fits. */
const fittingOf = async (
  statements: Statements,
  collection: CollectionId,
  query: Omit<ItemsQuery, 'limit'>,
): Promise<readonly Condition[]> => {
  const conditions = conditionsOf(query)
  const { box } = query
  if (!box) return conditions
  const beside = await besideBox(statements, collection, box, conditions)
  return [...conditions, inTree(collection, nearBox(box.bbox)), ...notBeside(beside)]
}

/** @returns the clause of what comes after a feature of this `sequence`; null: from the first. */
const whereAfter = (conditions: readonly Condition[], sequence: number | null): Condition =>
  whereAll(
    sequence === null ? conditions : [...conditions, { sql: 'sequence > ?', values: [sequence] }],
  )

/** Where a query's features are counted, and where those of a page are looked for in order of arrival. */
interface Listing {
  readonly matched: number
  readonly source: string
  readonly conditions: readonly Condition[]
}

/**
 * Of a box alone the tree itself knows how many it holds. Where these are so many that a page of them
 * is found sooner in the table than they are sorted, it is looked for there.
 */
const listingIn = async (
  statements: Statements,
  collection: CollectionId,
  box: AskedBox,
  { limit, offset }: ItemsQuery,
): Promise<Listing> => {
  const beside = await besideBox(statements, collection, box, [])
  const tree = boxTable(collection)
  const near = nearBox(box.bbox)
  const counted = await statements.value<number>(
    `SELECT count(*) FROM ${tree} WHERE ${near.sql}`,
    near.values,
  )
  // What lies beside the box is near it: the tree has counted it.
  const matched = (counted ?? 0) - beside.length
  const table = tableName(collection)
  const last = isUnionId(collection)
    ? null
    : await statements.value<number>(`SELECT max(sequence) FROM ${table}`)
  const looked = ((offset + limit) * (last ?? Number.POSITIVE_INFINITY)) / matched
  const source = looked < matched ? table : tree
  return { matched, source, conditions: [near, ...notBeside(beside)] }
}

const listingOf = async (
  statements: Statements,
  collection: CollectionId,
  query: ItemsQuery,
): Promise<Listing> => {
  const { box } = query
  if (box && conditionsOf(query).length === 0) return listingIn(statements, collection, box, query)
  const conditions = await fittingOf(statements, collection, query)
  const source = tableName(collection)
  const { sql, values } = whereAll(conditions)
  const matched = await statements.value<number>(`SELECT count(*) FROM ${source} ${sql}`, values)
  return { matched: matched ?? 0, source, conditions }
}

/** One page, in order of arrival. */
export const readItems = async (
  statements: Statements,
  collection: CollectionId,
  query: ItemsQuery,
): Promise<ItemsPage> => {
  const { after, limit, offset } = query
  const { matched, source, conditions } = await listingOf(statements, collection, query)
  const { sql, values } = whereAfter(conditions, after)
  const rows = await statements.all<{ sequence: number }>(
    `SELECT sequence FROM ${source} ${sql} ORDER BY sequence LIMIT ? OFFSET ?`,
    // One more says whether there is another page.
    [...values, limit + 1, offset],
  )
  const sequences = rows.slice(0, limit).map(({ sequence }) => sequence)
  const wanted = oneOfMany('sequence', sequences)
  const features = await statements.value<Uint8Array | null>(
    `SELECT ${asBytes(joined('featureJson'))}
     FROM (SELECT featureJson FROM ${tableName(collection)} WHERE ${wanted.sql} ORDER BY sequence) AS page`,
    wanted.values,
  )
  return {
    features: bufferOf(features ?? null),
    returned: sequences.length,
    matched,
    next: rows.length > limit ? (sequences.at(-1) ?? null) : null,
  }
}

/** All that a query has, or the first of it, so many features at a time. */
export async function* readAllItems(
  statements: Statements,
  collection: CollectionId,
  query: AllItemsQuery,
  atATime: number,
): AsyncGenerator<readonly ResourceFeature<ResourceDeclaration>[], void> {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const conditions = await fittingOf(statements, collection, query)
  let { after, offset } = query
  let left = query.limit ?? Number.POSITIVE_INFINITY
  while (left > 0) {
    const { sql, values } = whereAfter(conditions, after)
    const wanted = Math.min(atATime, left)
    const rows = await statements.all<{ sequence: number; featureJson: string }>(
      `SELECT sequence, featureJson FROM ${tableName(collection)} ${sql} ORDER BY sequence
       LIMIT ? OFFSET ?`,
      [...values, wanted, offset],
    )
    yield rows.map(({ featureJson }) => {
      const told = JSON.parse(featureJson)
      return { ...told, properties: withNulls(resource, told.properties) }
    })
    if (rows.length < wanted) return
    after = rows.at(-1)!.sequence
    offset = 0
    left -= rows.length
  }
}

/** The same bytes, not a copy. */
export const bufferOf = (bytes: Uint8Array | null): Buffer =>
  bytes === null ? Buffer.alloc(0) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
