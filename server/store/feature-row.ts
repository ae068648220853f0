/** A feature as a row of its table holds it. */
import { bboxOf } from '../../data/geometry.ts'
import { withMasks } from '../../data/personal.ts'
import {
  type Fields,
  type Properties,
  type ResourceDeclaration,
  type ResourceFeature,
  withoutNulls,
} from '../../data/resource.ts'
import type { Value } from './statements.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>

const fieldValues = (
  fields: Fields,
  properties: Properties<ResourceDeclaration>,
): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = properties[name] ?? null
      const isJson = field.kind === 'counts' && value !== null
      return [name, isJson ? JSON.stringify(value) : (value as Value)]
    }),
  )

/**
 * A feature as everyone may see it: names and numbers of people are masked, what has no value is
 * left out.
 */
export const toldJson = (
  { fields }: ResourceDeclaration,
  { id, geometry, properties }: AnyFeature,
): string =>
  JSON.stringify({
    type: 'Feature',
    id,
    geometry,
    properties: withoutNulls(withMasks(fields, properties)),
  })

/** Column values of a feature, its serialised form included. `sequence` is the database's. */
export const featureRow = (
  resource: ResourceDeclaration,
  feature: AnyFeature,
): Record<string, Value> => {
  const { id, geometry, properties } = feature
  const [west, south, east, north] = bboxOf(geometry)
  return {
    id,
    geometry: JSON.stringify(geometry),
    west,
    south,
    east,
    north,
    featureJson: toldJson(resource, feature),
    ...fieldValues(resource.fields, properties),
  }
}
