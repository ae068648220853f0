/** What features are called and where they belong, for a search that keeps names by itself. */
import { COLLECTIONS, type ResourceId } from '../../data/collections.ts'
import type { Bbox, Geometry } from '../../data/geometry.ts'
import { isMasked, withMasks } from '../../data/personal.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import type { Statements } from './statements.ts'
import { tableName } from './table-name.ts'

type Row = Readonly<Record<string, string | number | null>>

/** Where a feature belongs, by codes; null where its collection does not say. */
interface Belonging {
  readonly countyCode: string | null
  readonly townCode: string | null
}

export interface FeatureNames extends Belonging {
  /** By which the feature is found again, and the next are asked for. */
  readonly sequence: number
  readonly name: string
  /** Other texts that it may be found by, by field. */
  readonly texts: Readonly<Record<string, string>>
  /** Telephones that everybody reads whole; what is masked is not among them. */
  readonly phones: readonly string[]
}

export interface NamedFeature extends Belonging {
  readonly sequence: number
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  /** Key of its kind, where the collection has several. */
  readonly kind: string | null
  readonly address: string | null
  readonly geometry: Geometry
  readonly bbox: Bbox
}

const textOf = (value: Row[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

const belonging = (row: Row): Belonging => ({
  countyCode: textOf(row.countyCode),
  townCode: textOf(row.townCode),
})

const phoneFields = ({ fields }: ResourceDeclaration): string[] =>
  Object.keys(fields).filter((name) => {
    const field = fields[name]!
    return field.kind === 'text' && field.format === 'phone'
  })

/** Features of a collection by `sequence`, those after one. */
export const readNames = async (
  statements: Statements,
  collection: ResourceId,
  after: number,
  limit: number,
): Promise<FeatureNames[]> => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const { fields } = resource
  const texts = Object.keys(fields).filter((name) => name !== 'name' && fields[name]?.searchable)
  const phones = phoneFields(resource)
  const codes = ['countyCode', 'townCode'].filter((name) => name in fields)
  const columns = ['sequence', 'name', ...texts, ...phones, ...codes]
  const rows = await statements.all<Row>(
    `SELECT ${[...new Set(columns)].map((name) => `"${name}"`)} FROM ${tableName(collection)}
     WHERE sequence > ? ORDER BY sequence LIMIT ?`,
    [after, limit],
  )
  return rows.map((row) => {
    const told = withMasks(fields, row)
    const filled = texts.flatMap((name) => {
      const value = textOf(row[name])
      return value === null ? [] : [[name, value] as const]
    })
    return {
      ...{ sequence: Number(row.sequence), name: String(row.name), ...belonging(row) },
      texts: Object.fromEntries(filled),
      phones: phones.flatMap((name) => {
        const value = textOf(told[name])
        return value === null || isMasked(value) ? [] : [value]
      }),
    }
  })
}

/** Features by their `sequence`, in any order. */
export const readNamed = async (
  statements: Statements,
  collection: ResourceId,
  sequences: readonly number[],
): Promise<NamedFeature[]> => {
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const own = ['countyCode', 'townCode', 'address', 'kind'].filter((name) => name in fields)
  const columns = ['sequence', 'id', 'name', 'nameEn', 'geometry', 'west', 'south', 'east', 'north']
  const wanted = [...columns, ...own].map((name) => `"${name}"`)
  const rows = await statements.all<Row>(
    `SELECT ${wanted} FROM ${tableName(collection)} WHERE sequence IN (${sequences.map(() => '?')})`,
    sequences,
  )
  return rows.map((row) => ({
    ...{ sequence: Number(row.sequence), id: String(row.id), ...belonging(row) },
    ...{ name: String(row.name), nameEn: textOf(row.nameEn), address: textOf(row.address) },
    kind: textOf(row.kind),
    geometry: JSON.parse(String(row.geometry)) as Geometry,
    bbox: [Number(row.west), Number(row.south), Number(row.east), Number(row.north)],
  }))
}
