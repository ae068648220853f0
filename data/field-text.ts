/** A field's value as plain text: lists, sorting aids, print and messages all use this one table. */
import type { Language } from './bilingual.ts'
import type { Field, NumberField } from './field.ts'
import { dateText } from './local-time.ts'
import type { ResourceDeclaration } from './resource.ts'
import { readRoster, rosterText } from './roster.ts'
import { UNITS } from './units.ts'
import { countsText, durationText, quantityText } from './wording.ts'

export type FieldKind = Field['kind']
/** The declaration of one kind of field. */
export type FieldOf<Kind extends FieldKind> = Field extends infer F
  ? F extends { kind: infer K }
    ? Kind extends K
      ? F
      : never
    : never
  : never

type TextOf<Kind extends FieldKind> = (
  value: unknown,
  field: FieldOf<Kind>,
  language: Language,
) => string

const numeric = (value: unknown, { unit }: NumberField, language: Language): string => {
  if (typeof value !== 'number') return String(value)
  return unit === 'second' ? durationText(value, language) : quantityText(value, unit, language)
}

const TEXTS: { readonly [Kind in FieldKind]: TextOf<Kind> } = {
  text: (value, { format }, language) => {
    const read = format === 'roster' ? readRoster(String(value)) : null
    return read && 'roster' in read ? rosterText(read.roster, language) : String(value)
  },
  number: numeric,
  integer: numeric,
  choice: (value, { options }, language) =>
    options[String(value)]?.label[language] ?? String(value),
  date: (value, _field, language) => dateText(String(value), language),
  timeOfDay: String,
  counts: (value, { catalogue }, language) => countsText(value, catalogue, language),
}

/** Text of a value in the language; empty where there is none. */
export const fieldText = (field: Field, value: unknown, language: Language): string => {
  if (value === null || value === undefined) return ''
  const text = TEXTS[field.kind] as TextOf<FieldKind>
  return text(value, field as never, language)
}

/** What stands above a column of its values: the label, with the unit of numbers. */
export const fieldHeading = (field: Field, language: Language): string => {
  const label = field.label[language]
  if ((field.kind !== 'number' && field.kind !== 'integer') || !field.unit) return label
  const unit = UNITS[field.unit][language]
  return language === 'zh' ? `${label}（${unit}）` : `${label} (${unit})`
}

/** A value in a table: numbers stay numbers, so that they can be added up, and days as registers write them. */
export const fieldCell = (field: Field, value: unknown, language: Language): string | number => {
  if (typeof value === 'number') return value
  return field.kind === 'date' ? String(value ?? '') : fieldText(field, value, language)
}

/** Fields shown in the list besides the name, in declared order. */
export const listedFields = (resource: ResourceDeclaration): [name: string, field: Field][] =>
  Object.entries(resource.fields).filter(([name, { listed }]) => listed && name !== 'name')

/** The listed fields' values in one line. */
export const listedText = (
  resource: ResourceDeclaration,
  properties: Readonly<Record<string, unknown>>,
  language: Language,
): string =>
  listedFields(resource)
    .map(([name, field]) => fieldText(field, properties[name], language))
    .filter((text) => text !== '')
    .join(' · ')
