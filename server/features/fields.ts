/** Fields of a collection as JSON Schema: what it contains, what can be asked, filters, `…/items?grade=first`. */
import { z } from '@hono/zod-openapi'
import type { Bilingual } from '../../data/bilingual.ts'
import type { Field, NumberField, TextField } from '../../data/field.ts'
import { bilingualIssue } from '../../data/inputs.ts'
import { maskedFields } from '../../data/personal.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import {
  DEFAULT_MAX_TEXT_LENGTH,
  MOST_ID_CHARACTERS,
  MOST_OF_ONE_THING,
  TIME_OF_DAY,
  valueSchema,
} from '../../data/schema.ts'
import { UNITS } from '../../data/units.ts'
import { GEOMETRY_SCHEMAS_IN_ANY_CRS } from './geometry-schemas.ts'

/** What every feature is known by, beside its properties. */
const ID: TextField = {
  kind: 'text',
  label: { zh: '标识', en: 'Identifier' },
  required: true,
  maxLength: MOST_ID_CHARACTERS,
}

const numberSchema = ({ kind, minimum, maximum, unit }: NumberField) => ({
  type: kind,
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum }),
  ...(unit && { 'x-ogc-unit': UNITS[unit].ucum }),
})

/** A mask may be longer than what it hides. */
const textSchema = (field: TextField) => ({
  type: 'string',
  minLength: 1,
  ...(maskedFields({ field }).length === 0 && {
    maxLength: field.maxLength ?? DEFAULT_MAX_TEXT_LENGTH,
  }),
  ...(field.reference && { 'x-ogc-role': 'reference', 'x-ogc-collectionId': field.reference }),
})

const inBoth = ({ zh, en }: Bilingual): string => `${zh} / ${en}`

const fieldSchema = (field: Field): Record<string, unknown> => {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return numberSchema(field)
    case 'choice':
      return {
        type: 'string',
        enum: Object.keys(field.options),
        description: Object.entries(field.options)
          .map(([value, { label }]) => `${value}: ${inBoth(label)}`)
          .join('; '),
      }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'timeOfDay':
      return { type: 'string', pattern: TIME_OF_DAY.source }
    case 'counts':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(field.catalogue).map(([key, { label, unit }]) => [
            key,
            {
              title: `${inBoth(label)} (${inBoth(unit)})`,
              ...{ type: 'integer', minimum: 0, maximum: MOST_OF_ONE_THING },
            },
          ]),
        ),
        ...(field.ownKeys && {
          patternProperties: {
            [field.ownKeys.source]: { type: 'integer', minimum: 0, maximum: MOST_OF_ONE_THING },
          },
        }),
        additionalProperties: false,
      }
    case 'text':
      return textSchema(field)
  }
}

type FilterValues = (string | number)[]

/**
 * Properties that a request may filter by: single values that say nothing about persons. By what is
 * masked it could be guessed what the mask hides.
 */
export const queryableFields = ({
  fields,
}: ResourceDeclaration): [name: string, field: Field][] => {
  const masked = maskedFields(fields)
  return Object.entries(fields).filter(
    ([name, { kind }]) => kind !== 'counts' && !masked.includes(name),
  )
}

const DECIMAL = /^[-+]?\d+(\.\d+)?$/
const WHOLE = /^[-+]?\d+$/

/** Values of a filter; commas separate several, except in text, which may contain them. */
export const filterValues = (field: Field, text: string): FilterValues => {
  if (field.kind === 'text') return [text]
  const parts = text.split(',')
  const pattern = field.kind === 'integer' ? WHOLE : field.kind === 'number' ? DECIMAL : null
  return pattern ? parts.map((part) => (pattern.test(part) ? Number(part) : part)) : parts
}

/** What a value has to be, for the sentence that refuses another. */
const expectation = (field: Field): Bilingual => {
  switch (field.kind) {
    case 'choice': {
      const known = Object.keys(field.options).join(', ')
      return { en: `one of: ${known}`, zh: `下列值之一：${known}` }
    }
    case 'integer':
      return { en: 'a whole number', zh: '整数' }
    case 'number':
      return { en: 'a number', zh: '数字' }
    case 'date':
      return { en: 'a date such as 2026-06-30', zh: '日期，如 2026-06-30' }
    case 'timeOfDay':
      return { en: 'a time of day such as 08:30', zh: '时刻，如 08:30' }
    default:
      return { en: 'a text', zh: '文字' }
  }
}

/** Whether the value could be stored; a number may lie outside the declared limits, and finds none. */
const isPossible = (field: Field, value: string | number): boolean => {
  if (field.kind === 'integer' || field.kind === 'number') return typeof value === 'number'
  if (field.kind === 'text') return value !== ''
  return valueSchema({ ...field, required: true }).safeParse(value).success
}

/** What is wrong with the values of a filter, or `null`. */
export const filterProblem = (field: Field, text: string): Bilingual | null => {
  const wrong = filterValues(field, text).filter((value) => !isPossible(field, value))
  if (wrong.length === 0) return null
  const { en, zh } = expectation(field)
  return { en: `"${wrong.join(', ')}" is not ${en}`, zh: `“${wrong.join('、')}”不是${zh}` }
}

const filterParameter = (field: Field) =>
  z.string().transform((text, context): FilterValues => {
    const problem = filterProblem(field, text)
    if (problem) context.addIssue(bilingualIssue(problem))
    return filterValues(field, text)
  })

const describedFilter = (name: string, field: Field) => {
  const schema = fieldSchema(field)
  const isList = field.kind !== 'text'
  return filterParameter(field)
    .optional()
    .openapi({
      param: {
        name,
        in: 'query',
        description: `${field.label.zh} / ${field.label.en}`,
        ...(isList && { style: 'form', explode: false }),
      },
      ...(isList ? { type: 'array', items: schema } : schema),
    })
}

export const filterParameters = (resource: ResourceDeclaration) =>
  Object.fromEntries(
    [['id', ID] as const, ...queryableFields(resource)].map(([name, field]) => [
      name,
      describedFilter(name, field),
    ]),
  )

/**
 * @param own parameters of the address that the filters stand beside.
 * @returns the filters.
 * @throws Error where a property has the name of a parameter, which it would replace unnoticed.
 */
export const withoutClash = <Filters extends object>(
  address: string,
  own: object,
  filters: Filters,
): Filters => {
  const clash = Object.keys(filters).find((name) => Object.hasOwn(own, name))
  if (clash !== undefined) {
    throw new Error(`a property is named ${clash}, and so is a parameter of ${address}: rename it`)
  }
  return filters
}

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

const MASKED = '人名和电话号码已脱敏 / names and telephone numbers of people are masked'

/** Format names of OGC API – Features Part 5 by geometry type, or by a type and its multiple. */
const geometryFormat = ({ geometryTypes }: ResourceDeclaration): string => {
  const formats: readonly string[] = [
    ...new Set(geometryTypes.map((type) => type.toLowerCase())),
  ].sort((a, b) => a.length - b.length)
  const [first, second] = formats
  if (formats.length === 1) return `geometry-${first}`
  const isWithMultiple = formats.length === 2 && second === `multi${first}`
  return isWithMultiple ? `geometry-${first}-or-${second}` : 'geometry-any'
}

/** The field whose days `datetime` filters by and from which extents in time are given. */
const PRIMARY_INSTANT = 'verifiedAt'

const propertySchema = (name: string, field: Field): Record<string, unknown> => ({
  title: inBoth(field.label),
  ...fieldSchema(field),
  ...(maskedFields({ field }).length > 0 && { description: MASKED }),
  ...(name === PRIMARY_INSTANT && { 'x-ogc-role': 'primary-instant' }),
})

/** @param isReadOnly where nothing can be written by its address (Part 5). */
const numbered = (
  properties: Readonly<Record<string, Record<string, unknown>>>,
  isReadOnly: boolean,
) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema], index) => [
      name,
      { ...schema, ...(isReadOnly && { readOnly: true }), 'x-ogc-propertySeq': index + 1 },
    ]),
  )

const propertySchemas = (fields: readonly [name: string, field: Field][]) =>
  Object.fromEntries(fields.map(([name, field]) => [name, propertySchema(name, field)]))

const requiredNames = ({ fields }: ResourceDeclaration): string[] =>
  Object.keys(fields).filter((name) => fields[name]!.required)

/** A schema of what the features are, whatever they are written in (Part 5). */
const logicalSchema = (
  address: string,
  resource: ResourceDeclaration,
  fields: readonly [name: string, field: Field][],
) => ({
  $schema: DIALECT,
  $id: address,
  type: 'object',
  title: inBoth(resource.title),
  properties: numbered(
    {
      id: { title: inBoth(ID.label), ...textSchema(ID), 'x-ogc-role': 'id' },
      geometry: {
        title: '几何 / Geometry',
        format: geometryFormat(resource),
        'x-ogc-role': 'primary-geometry',
      },
      ...propertySchemas(fields),
    },
    'parts' in resource,
  ),
  additionalProperties: false,
})

export const schemaDocument = (address: string, resource: ResourceDeclaration) => ({
  ...logicalSchema(address, resource, Object.entries(resource.fields)),
  required: ['id', 'geometry', ...requiredNames(resource)],
})

/** What `…/items?name=value` can ask; nothing else is accepted. */
export const queryablesDocument = (address: string, resource: ResourceDeclaration) =>
  logicalSchema(address, resource, queryableFields(resource))

/**
 * A schema of the features as GeoJSON. GDAL takes the types of a layer's fields from it, where it
 * would else go by the first ten features.
 */
export const featureSchemaDocument = (address: string, resource: ResourceDeclaration) => ({
  $schema: DIALECT,
  $id: address,
  type: 'object',
  title: inBoth(resource.title),
  properties: {
    type: { type: 'string', const: 'Feature' },
    id: textSchema(ID),
    geometry: geometryJsonSchema(resource),
    properties: {
      type: 'object',
      properties: propertySchemas(Object.entries(resource.fields)),
      required: requiredNames(resource),
      additionalProperties: false,
    },
  },
  required: ['type', 'id', 'geometry', 'properties'],
})

const geometryJsonSchema = ({ geometryTypes }: ResourceDeclaration) => {
  const types = [...new Set(geometryTypes)]
  const { $schema: _, ...schema } = z.toJSONSchema(
    z.union(types.map((type) => GEOMETRY_SCHEMAS_IN_ANY_CRS[type])),
  )
  return schema
}
