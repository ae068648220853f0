/** Zod schemas of a resource, derived from its declaration. */
import { z } from 'zod'
import type { CountsField, Field, FieldValue, NumberField, TextField } from './field.ts'
import { GEOMETRY_SCHEMAS, type Geometry } from './geometry.ts'
import { bilingualIssue } from './inputs.ts'
import { isMasked, maskedFields, WHOLE_WANTED } from './personal.ts'
import type { Fields, Properties, ResourceDeclaration, ResourceFeature } from './resource.ts'
import { readRoster } from './roster.ts'

export const DEFAULT_MAX_TEXT_LENGTH = 500
/** Beyond any store; what is received on top of it still adds up exactly. */
export const MOST_OF_ONE_THING = 1e12
/** Ids appear in addresses. */
export const MOST_ID_CHARACTERS = 200
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/

const numberSchema = (field: NumberField): z.ZodNumber => {
  let schema = field.kind === 'integer' ? z.int() : z.number()
  if (field.minimum !== undefined) schema = schema.min(field.minimum)
  if (field.maximum !== undefined) schema = schema.max(field.maximum)
  return schema
}

const textSchema = (field: TextField): z.ZodString => {
  const schema = z
    .string()
    .min(1)
    .max(field.maxLength ?? DEFAULT_MAX_TEXT_LENGTH)
  if (field.format !== 'roster') return schema
  return schema.superRefine((text, context) => {
    const read = readRoster(text)
    if ('problem' in read) context.addIssue(bilingualIssue(read.problem))
  })
}

/** Things are counted whole, as the ledger moves them. */
const countSchema = z.int().min(0).max(MOST_OF_ONE_THING)

const thingSchema = ({ catalogue, ownKeys }: CountsField) =>
  ownKeys
    ? z.union([z.enum(Object.keys(catalogue)), z.string().regex(ownKeys)])
    : z.enum(Object.keys(catalogue))

const requiredValueSchema = (field: Field): z.ZodType => {
  switch (field.kind) {
    case 'text':
      return textSchema(field)
    case 'integer':
    case 'number':
      return numberSchema(field)
    case 'choice':
      return z.enum(Object.keys(field.options))
    case 'date':
      return z.iso.date()
    case 'timeOfDay':
      return z.string().regex(TIME_OF_DAY)
    case 'counts':
      return z.partialRecord(thingSchema(field), countSchema)
  }
}

/** Schema of one value of a field; null is a value only where the field is not required. */
export const valueSchema = <F extends Field>(field: F): z.ZodType<FieldValue<F>> => {
  const schema = requiredValueSchema(field)
  return (field.required ? schema : schema.nullable()) as z.ZodType<FieldValue<F>>
}

const valueSchemas = (fields: Fields): Record<string, z.ZodType> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueSchema(field)]))

/** All properties, as they are stored and read. Unknown names are refused. */
const readSchema = <R extends ResourceDeclaration>(resource: R): z.ZodType<Properties<R>> =>
  z.strictObject(valueSchemas(resource.fields)) as unknown as z.ZodType<Properties<R>>

/**
 * What a new feature needs: a field that may be null may also be left out and is null then. A name
 * or number that came masked is refused: it would be stored in place of the whole one.
 */
export const createSchema = <R extends ResourceDeclaration>(
  resource: R,
): z.ZodType<Properties<R>> => {
  const shape = Object.fromEntries(
    Object.entries(resource.fields).map(([name, field]) => {
      const schema = valueSchema(field)
      return [name, field.required ? schema : schema.default(null as never)]
    }),
  )
  return z.strictObject(shape).superRefine((properties, context) => {
    for (const name of maskedFields(resource.fields)) {
      if (isMasked(properties[name])) context.addIssue(bilingualIssue(WHOLE_WANTED, [name]))
    }
  }) as unknown as z.ZodType<Properties<R>>
}

/** A geometry of one of the types the resource may have. */
export const resourceGeometrySchema = (resource: ResourceDeclaration): z.ZodType<Geometry> =>
  z.union(resource.geometryTypes.map((type) => GEOMETRY_SCHEMAS[type]))

const feature = (geometry: z.ZodType, properties: z.ZodType) =>
  z.object({ type: z.literal('Feature'), id: z.string().min(1), geometry, properties })

/** A GeoJSON feature of the resource, as the store reads it: null where there is no value. */
export const featureSchema = <R extends ResourceDeclaration>(
  resource: R,
): z.ZodType<ResourceFeature<R>> =>
  feature(resourceGeometrySchema(resource), readSchema(resource)) as unknown as z.ZodType<
    ResourceFeature<R>
  >

/** The same as it is given out: what has no value is left out. @param geometry in any system. */
export const toldFeatureSchema = ({ fields }: ResourceDeclaration, geometry: z.ZodType) =>
  feature(
    geometry,
    z.strictObject(
      Object.fromEntries(
        Object.entries(fields).map(([name, field]) => {
          const schema = requiredValueSchema(field)
          return [name, field.required ? schema : schema.optional()]
        }),
      ),
    ),
  )

/** Fields of a new feature that need not be sent: the service says what it knows of them. */
const FILLED_IN: readonly string[] = [
  ...['provenance', 'source', 'sourceCrs', 'verifiedAt'],
  // By the place.
  'countyCode',
]

/** Ids are parts of addresses, which none of these can be. */
const ID_OF_ADDRESS = /^(?!\.{1,2}$)[^\p{C}\p{Z}/?#%\\]+$/u
const newId = z.string().max(MOST_ID_CHARACTERS).regex(ID_OF_ADDRESS)

/**
 * A feature as it is sent, new or in the place of another; members that are not known are passed over.
 * Masks are taken here: whether one stands for what is stored is seen there. @param geometry in any system.
 */
export const sentFeatureSchema = (
  { fields }: ResourceDeclaration,
  geometry: z.ZodType<Geometry>,
  isNew: boolean,
) => {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, z.ZodType] => {
      const schema = valueSchema(field)
      const isOptional = !field.required || (isNew && FILLED_IN.includes(name))
      return [name, isOptional ? schema.optional() : schema]
    }),
  )
  return z.object({
    type: z.literal('Feature'),
    id: (isNew ? newId : z.string()).optional(),
    geometry,
    properties: z.strictObject(shape),
  })
}

/** What of a feature is changed (RFC 7396): null removes; of counts, those that are named. */
export const featurePatchSchema = (
  { fields }: ResourceDeclaration,
  geometry: z.ZodType<Geometry>,
) => {
  const patchOf = (field: Field): z.ZodType =>
    field.kind === 'counts'
      ? z.partialRecord(thingSchema(field), countSchema.nullable())
      : valueSchema(field)
  const shape = Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, z.ZodType] => [
      name,
      (field.required ? patchOf(field) : patchOf(field).nullable()).optional(),
    ]),
  )
  return z.strictObject({
    type: z.literal('Feature').optional(),
    id: z.string().optional(),
    geometry: geometry.optional(),
    properties: z.strictObject(shape).optional(),
    links: z.unknown().optional(),
    notice: z.unknown().optional(),
  })
}
