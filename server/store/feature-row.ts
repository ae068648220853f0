/** From a feature to a table's row. */

import { bboxOf } from '../../data/geometry.ts'
import type {
  Fields,
  Properties,
  ResourceDeclaration,
  ResourceFeature,
} from '../../data/resource.ts'

type Value = string | number | null

const fieldValues = (
  fields: Fields,
  properties: Properties<ResourceDeclaration>,
): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const value = properties[name] ?? null
      return [
        name,
        field.kind === 'counts' && value !== null ? JSON.stringify(value) : (value as Value),
      ]
    }),
  )

/** Column values of a feature, its serialised form included; `sequence` is the database's. */
export const featureRow = <R extends ResourceDeclaration>(
  resource: R,
  { id, geometry, properties }: ResourceFeature<R>,
): Record<string, Value> => {
  const [west, south, east, north] = bboxOf(geometry)
  return {
    id,
    geometry: JSON.stringify(geometry),
    west,
    south,
    east,
    north,
    featureJson: JSON.stringify({ type: 'Feature', id, geometry, properties }),
    ...fieldValues(resource.fields, properties),
  }
}
