/** Fields of a collection as JSON Schema: what it contains, what can be asked, filters, `…/items?grade=first`. */
import { z } from '@hono/zod-openapi'
import type { Bilingual } from '../../data/bilingual.ts'
import type { Field } from '../../data/field.ts'
import { bilingualIssue } from '../../data/inputs.ts'
import { maskedFields } from '../../data/personal.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { valueSchema } from '../../data/schema.ts'
import { UNITS } from '../../data/units.ts'

const fieldSchema = (field: Field): Record<string, unknown> => {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return {
        type: field.kind,
        ...(field.minimum !== undefined && { minimum: field.minimum }),
        ...(field.maximum !== undefined && { maximum: field.maximum }),
        ...(field.unit && { 'x-ogc-unit': UNITS[field.unit].en }),
      }
    case 'choice':
      return {
        type: 'string',
        enum: Object.keys(field.options),
        description: Object.entries(field.options)
          .map(([value, { label }]) => `${value}: ${label.zh} / ${label.en}`)
          .join('; '),
      }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'timeOfDay':
      return { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }
    case 'counts':
      return {
        type: 'object',
        additionalProperties: { type: 'number', minimum: 0 },
        propertyNames: { enum: Object.keys(field.catalogue) },
      }
    case 'text':
      return { type: 'string' }
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
    queryableFields(resource).map(([name, field]) => [name, describedFilter(name, field)]),
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

const MASKED = '人名和手机号码已脱敏 / names and mobile numbers of people are masked'

const propertySchema = (field: Field): Record<string, unknown> => ({
  title: `${field.label.zh} / ${field.label.en}`,
  ...fieldSchema(field),
  ...(maskedFields({ field }).length > 0 && { description: MASKED }),
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
  fields: readonly [name: string, field: Field][],
) => ({
  $schema: DIALECT,
  $id: address,
  type: 'object',
  title: `${resource.title.zh} / ${resource.title.en}`,
  properties: {
    ...geometryProperty(resource),
    ...Object.fromEntries(fields.map(([name, field]) => [name, propertySchema(field)])),
  },
})

export const schemaDocument = (address: string, resource: ResourceDeclaration) => {
  const fields = Object.entries(resource.fields)
  const required = fields.flatMap(([name, field]) => (field.required ? [name] : []))
  return { ...document(address, resource, fields), required }
}

/** What `…/items?name=value` can ask; nothing else is accepted. */
export const queryablesDocument = (address: string, resource: ResourceDeclaration) => ({
  ...document(address, resource, queryableFields(resource)),
  additionalProperties: false,
})
