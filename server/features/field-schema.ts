/** JSON Schema of one field's value, from its declaration. */
import type { Field } from '../../data/field.ts'
import { UNITS } from '../../data/units.ts'

export const fieldSchema = (field: Field): Record<string, unknown> => {
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
