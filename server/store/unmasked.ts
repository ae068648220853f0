/**
 * Features with names and numbers of people as they were written. The serialised form, which is what
 * leaves the service, has them masked; whole they stand in their columns alone.
 */
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { maskedFields } from '../../data/personal.ts'
import { type ResourceDeclaration, type ResourceFeature, withNulls } from '../../data/resource.ts'
import type { Statements } from './statements.ts'
import { tableName } from './table-name.ts'

interface Unmasked {
  readonly sequence: number
  readonly feature: ResourceFeature<ResourceDeclaration>
}

type Row = { readonly sequence: number; readonly featureJson: string } & Readonly<
  Record<string, string | null>
>

/** In their order. @param id left out: all of the collection. */
export const readUnmasked = async (
  statements: Statements,
  collection: CollectionId,
  id?: string,
): Promise<Unmasked[]> => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const names = maskedFields(resource.fields)
  const columns = ['sequence', 'featureJson', ...names.map((name) => `"${name}"`)].join(', ')
  const rows = await statements.all<Row>(
    `SELECT ${columns} FROM ${tableName(collection)}
     ${id === undefined ? '' : 'WHERE id = ?'} ORDER BY sequence`,
    id === undefined ? [] : [id],
  )
  return rows.map(({ sequence, featureJson, ...whole }) => {
    const feature: Unmasked['feature'] = JSON.parse(featureJson)
    const properties = { ...withNulls(resource, feature.properties), ...whole }
    return { sequence, feature: { ...feature, properties } }
  })
}
