/** What a column of a form may hold, as choices, and codes as lines of text. */
import type { Bilingual, Language } from '../../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../../data/collections.ts'
import type { ColumnValue, FormSheet, ITEM_PARTS } from '../../../../data/export-form.ts'
import type { Catalogue, Field } from '../../../../data/field.ts'
import type { ResourceDeclaration } from '../../../../data/resource.ts'

type ItemPart = (typeof ITEM_PARTS)[number]

/** Key that distinguishes values, whatever their codes and their text. */
export const keyOfValue = (value: ColumnValue): string => {
  switch (value.kind) {
    case 'field':
      return `field:${value.field}`
    case 'quantity':
      return `quantity:${value.field}:${value.items.join('+')}`
    case 'item':
      return `item:${value.part}`
    default:
      return value.kind
  }
}

/** @param before what the column held: a constant keeps its text. */
export const valueOfKey = (key: string, before: ColumnValue): ColumnValue => {
  const [kind, name = '', items = ''] = key.split(':')
  if (key === keyOfValue(before)) return before
  switch (kind) {
    case 'field':
      return { kind, field: name }
    case 'quantity':
      return { kind, field: name, items: items.split('+') }
    case 'item':
      return { kind, part: name as ItemPart }
    case 'constant':
      return { kind, text: '' }
    default:
      return { kind: kind as 'number' | 'longitude' | 'latitude' }
  }
}

const fieldsOf = ({ collection }: Pick<FormSheet, 'collection'>): ResourceDeclaration['fields'] =>
  (COLLECTIONS[collection] as ResourceDeclaration).fields

const catalogueOf = (field: Field | undefined): Catalogue =>
  field?.kind === 'counts' ? field.catalogue : {}

/** Fields of the sheet's collection that count things, by name. */
export const countedFields = (
  sheet: Pick<FormSheet, 'collection'>,
): [name: string, field: Field][] =>
  Object.entries(fieldsOf(sheet)).filter(([, { kind }]) => kind === 'counts')

export interface ValueChoice {
  readonly value: string
  readonly label: string
}

interface ValueGroups {
  readonly fields: ValueChoice[]
  readonly quantities: ValueChoice[]
}

/** All that a column of the sheet may hold of its features; sums of several items that it holds already. */
export const valueGroups = (sheet: FormSheet, language: Language): ValueGroups => {
  const fields = fieldsOf(sheet)
  const quantity = (name: string, items: readonly string[]): ValueChoice => {
    const catalogue = catalogueOf(fields[name])
    const labels = items.map((item) => catalogue[item]?.label[language] ?? item)
    const label = `${fields[name]?.label[language] ?? name}：${labels.join(' + ')}`
    return { value: `quantity:${name}:${items.join('+')}`, label }
  }
  const sums = sheet.columns.flatMap(({ value }) =>
    value.kind === 'quantity' && value.items.length > 1 ? [quantity(value.field, value.items)] : [],
  )
  return {
    fields: Object.entries(fields).map(([name, { label }]) => ({
      value: `field:${name}`,
      label: label[language],
    })),
    quantities: [
      ...new Map(sums.map((each) => [each.value, each])).values(),
      ...countedFields(sheet).flatMap(([name, field]) =>
        Object.keys(catalogueOf(field)).map((item) => quantity(name, [item])),
      ),
    ],
  }
}

/** Of what a column may have codes, the words by the key; null where it has none. */
export const codedWords = (
  sheet: FormSheet,
  value: ColumnValue,
): Readonly<Record<string, Bilingual>> | null => {
  const fields = fieldsOf(sheet)
  const labelled = (of: Readonly<Record<string, { readonly label: Bilingual }>>) =>
    Object.fromEntries(Object.entries(of).map(([key, { label }]) => [key, label]))
  if (value.kind === 'field') {
    const field = fields[value.field]
    return field?.kind === 'choice' ? labelled(field.options) : null
  }
  if (value.kind !== 'item' || value.part !== 'code') return null
  return labelled(catalogueOf(fields[sheet.itemsOf ?? '']))
}

type Codes = Readonly<Record<string, string>>

/** A line for each: 编织袋=3010101. */
export const codesText = (
  codes: Codes | undefined,
  words: Readonly<Record<string, Bilingual>>,
  language: Language,
): string =>
  Object.entries(codes ?? {})
    .map(([key, code]) => `${words[key]?.[language] ?? key}=${code}`)
    .join('\n')

/** @returns by key; what is no word of the column stays as it is, so that it can be seen and put right. */
export const readCodes = (
  text: string,
  words: Readonly<Record<string, Bilingual>>,
): Record<string, string> => {
  const keys = new Map(
    Object.entries(words).flatMap(([key, { zh, en }]) => [zh, en, key].map((word) => [word, key])),
  )
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [word = '', code = ''] = line.split(/[=＝]/, 2).map((part) => part.trim())
      return word === '' || code === '' ? [] : [[keys.get(word) ?? word, code]]
    }),
  )
}
