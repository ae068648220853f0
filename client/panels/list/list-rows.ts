/** Which features the list shows, and in which order. Pure: features, filter and view in, rows out. */
import type { Language } from '../../../data/bilingual.ts'
import type { Field } from '../../../data/field.ts'
import { type Bbox, bboxOf, type Geometry } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { fieldText } from '../../form/field-text.ts'
import { type LayerFilter, passesFilter } from '../../state/app-state.ts'

export interface ListFeature {
  readonly id: string
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

/** A feature with what every keystroke and every move of the map asks of it, worked out once. */
export interface ListEntry {
  readonly feature: ListFeature
  readonly bbox: Bbox
  /** Lower-case text of the searchable and listed fields in both languages. */
  readonly searchText: string
}

export interface SortOrder {
  /** Name of a field. */
  readonly field: string
  readonly descending: boolean
}

const isFound = ({ searchable, listed }: Field): boolean => Boolean(searchable || listed)

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

export const indexFeatures = (
  features: readonly ListFeature[],
  resource: ResourceDeclaration,
): ListEntry[] => {
  const found = Object.entries(resource.fields).filter(([, field]) => isFound(field))
  return features.map((feature) => {
    const texts = found.flatMap(([name, field]) => [
      fieldText(field, feature.properties[name], 'zh'),
      fieldText(field, feature.properties[name], 'en'),
    ])
    return {
      feature,
      bbox: bboxOf(feature.geometry),
      searchText: texts.join('\n').toLowerCase(),
    }
  })
}

/** Whether two boxes share a point; a view never crosses the antimeridian here. */
const intersects = (a: Bbox, b: Bbox): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

export interface ListQuery {
  /** Null where there is no map: everything is listed then. */
  readonly viewBbox: Bbox | null
  readonly filter: LayerFilter
  /** Words that must all occur, in any order. */
  readonly text: string
}

/** Entries in the view that pass the filter and contain every word of the text. */
export const selectEntries = (
  entries: readonly ListEntry[],
  { viewBbox, filter, text }: ListQuery,
): ListEntry[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(
    ({ feature, bbox, searchText }) =>
      (viewBbox === null || intersects(bbox, viewBbox)) &&
      passesFilter(feature.properties, filter) &&
      words.every((word) => searchText.includes(word)),
  )
}

/** Chinese sorts by pinyin, as people look names up. */
const COLLATORS: Readonly<Record<Language, Intl.Collator>> = {
  zh: new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
}

/** Ascending order of two values of a field that are both there. */
const compareValues = (field: Field, a: unknown, b: unknown, language: Language): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (field.kind === 'choice') {
    const options = Object.keys(field.options)
    return options.indexOf(String(a)) - options.indexOf(String(b))
  }
  return COLLATORS[language].compare(String(a), String(b))
}

const isMissing = (value: unknown): boolean => value === null || value === undefined

/** Entries in order; choices by their declared order; what is not known comes last either way. */
export const sortEntries = (
  entries: readonly ListEntry[],
  resource: ResourceDeclaration,
  { field: name, descending }: SortOrder,
  language: Language,
): ListEntry[] => {
  const field = resource.fields[name]
  if (!field) return [...entries]
  const value = ({ feature: { properties } }: ListEntry): unknown =>
    name === 'name' && language === 'en' ? (properties.nameEn ?? properties.name) : properties[name]
  return [...entries].sort((left, right) => {
    const a = value(left)
    const b = value(right)
    if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b))
    const order = compareValues(field, a, b, language)
    return descending ? -order : order
  })
}
