/** JSON Schemas of a collection, from its declaration: what it contains and what can be asked. */
import type { Field } from '../../data/field.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { fieldSchema, queryableFields } from './property-filter.ts'

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

const propertySchema = (field: Field): Record<string, unknown> => ({
  title: `${field.label.zh} / ${field.label.en}`,
  ...fieldSchema(field),
})

/** Format names of OGC API – Features Part 5 by geometry type. */
const geometryFormat = ({ geometryTypes }: ResourceDeclaration): string => {
  const [only] = geometryTypes
  return geometryTypes.length === 1 && only ? `geometry-${only.toLowerCase()}` : 'geometry-any'
}

const geometryProperty = (resource: ResourceDeclaration) => ({
  geometry: { 'x-ogc-role': 'primary-geometry', format: geometryFormat(resource) },
})

const document = (
  address: string,
  resource: ResourceDeclaration,
  properties: Record<string, unknown>,
) => ({
  $schema: DIALECT,
  $id: address,
  type: 'object',
  title: `${resource.title.zh} / ${resource.title.en}`,
  properties: { ...geometryProperty(resource), ...properties },
})

export const schemaDocument = (address: string, resource: ResourceDeclaration) => ({
  ...document(
    address,
    resource,
    Object.fromEntries(
      Object.entries(resource.fields).map(([name, field]) => [name, propertySchema(field)]),
    ),
  ),
  required: Object.entries(resource.fields).flatMap(([name, { required }]) =>
    required ? [name] : [],
  ),
})

/** What `…/items?name=value` can ask; nothing else is accepted. */
export const queryablesDocument = (address: string, resource: ResourceDeclaration) => ({
  ...document(
    address,
    resource,
    Object.fromEntries(
      queryableFields(resource).map(([name, field]) => [name, propertySchema(field)]),
    ),
  ),
  additionalProperties: false,
})
