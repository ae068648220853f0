/** Which features the list shows, and in which order. */
import { useMemo } from 'react'
import type { Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { fieldText } from '../../../data/field-text.ts'
import { type Bbox, bboxOf, boxesMeet, type Geometry } from '../../../data/geometry.ts'
import { compareNames } from '../../../data/natural-order.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { type Loaded, useFeatures } from '../../api/features.ts'
import { type LayerFilter, passesFilter, useAppState } from '../../state/app-state.ts'

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
    return { feature, bbox: bboxOf(feature.geometry), searchText: texts.join('\n').toLowerCase() }
  })
}

interface ListQuery {
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
      (viewBbox === null || boxesMeet(bbox, viewBbox)) &&
      passesFilter(feature.properties, filter) &&
      words.every((word) => searchText.includes(word)),
  )
}

/** Ascending order of two values of a field that are both there. */
const compareValues = (field: Field, a: unknown, b: unknown, language: Language): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (field.kind === 'choice') {
    const options = Object.keys(field.options)
    return options.indexOf(String(a)) - options.indexOf(String(b))
  }
  return compareNames(String(a), String(b), language)
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

/** Rows that Page Up and Page Down move by. */
const PAGE = 10

/**
 * Where a key moves the focus in a row of `count` things, of which `index` has it; null where the
 * key is none of ours. The ends are ends: nothing goes round.
 */
export const rovingIndex = (key: string, index: number, count: number): number | null => {
  const clamp = (wanted: number): number => Math.min(Math.max(wanted, 0), count - 1)
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return clamp(index + 1)
    case 'ArrowUp':
    case 'ArrowLeft':
      return clamp(index - 1)
    case 'PageDown':
      return clamp(index + PAGE)
    case 'PageUp':
      return clamp(index - PAGE)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

const NO_FILTER: LayerFilter = {}
const NO_ENTRIES: readonly ListEntry[] = []

export interface LayerEntries extends Pick<Loaded<unknown>, 'isLoading' | 'failure' | 'retry'> {
  /** Everything of the layer. */
  readonly all: readonly ListEntry[]
  /** What the map shows of it and contains the text. */
  readonly shown: readonly ListEntry[]
  /** False where there is no map whose view could limit the list. */
  readonly isLimitedByView: boolean
  readonly isFiltered: boolean
}

/** A layer's features as the map shows them now, narrowed by a text. */
export const useLayerEntries = (collection: CollectionId, text: string): LayerEntries => {
  const { data, isLoading, failure, retry } = useFeatures(collection)
  const viewBbox = useAppState((state) => state.viewBbox)
  const filter = useAppState((state) => state.filters[collection]) ?? NO_FILTER
  const all = useMemo(
    () => (data ? indexFeatures(data, COLLECTIONS[collection]) : NO_ENTRIES),
    [data, collection],
  )
  const shown = useMemo(
    () => selectEntries(all, { viewBbox, filter, text }),
    [all, viewBbox, filter, text],
  )
  const isFiltered = Object.keys(filter).length > 0
  return { all, shown, isLoading, failure, retry, isLimitedByView: viewBbox !== null, isFiltered }
}

/** A collection's title inside a sentence: English drops the capital, Chinese has none. */
export const sentenceTitle = ({ title }: ResourceDeclaration, language: Language): string =>
  language === 'en' ? title.en.charAt(0).toLowerCase() + title.en.slice(1) : title.zh
