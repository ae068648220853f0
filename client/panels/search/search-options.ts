/** How the results of a search are grouped and walked through with the keyboard. */

import type { Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId, isCollectionId } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import type { SearchFeature } from '../../../data/search.ts'
import { localisedName } from '../../../data/wording.ts'
import {
  askAbout,
  changeState,
  flyTo,
  layersOf,
  toggleLayer,
  useAppState,
} from '../../state/app-state.ts'
import { askAboutPasted } from '../../state/pasted-place.ts'

/** Pasted coordinates have no collection of the data; the API calls theirs so. */
const COORDINATES = 'coordinates'

/** What can be done with a result: go and see it, or ask who is nearest to it. */
export type SearchAction = 'go' | 'nearest'

/** The result under the keyboard's cursor, by its row in display order. */
export interface ActiveOption {
  readonly row: number
  readonly action: SearchAction
}

export interface SearchGroup {
  readonly collection: string
  /** Results with their rows, counted through all groups. */
  readonly results: { readonly feature: SearchFeature; readonly row: number }[]
}

/** Results by collection; groups in order of their best result, results as the server ranked them. */
export const groupResults = (features: readonly SearchFeature[]): SearchGroup[] => {
  const byCollection = new Map<string, SearchFeature[]>()
  for (const feature of features) {
    const { collection } = feature.properties
    byCollection.set(collection, [...(byCollection.get(collection) ?? []), feature])
  }
  let row = 0
  return [...byCollection].map(([collection, group]) => ({
    collection,
    results: group.map((feature) => ({ feature, row: row++ })),
  }))
}

/**
 * Several lines on one, the words of two lines apart; `null` of one line. A field of one line leaves the
 * ends of lines out, and two numbers become one.
 */
export const onOneLine = (text: string): string | null =>
  /[\r\n]/.test(text.trim()) ? text.trim().replace(/[\r\n]+/g, ' ') : null

/** Coordinates are only ever asked about, so that both actions would be the same. */
export const actionsOf = (feature: SearchFeature): readonly SearchAction[] =>
  feature.properties.collection === COORDINATES ? ['nearest'] : ['go', 'nearest']

/** Where an arrow key moves to; up and down go round, null where the key moves nothing. */
export const moveActive = (
  active: ActiveOption | null,
  key: string,
  ordered: readonly SearchFeature[],
): ActiveOption | null => {
  const count = ordered.length
  if (count === 0) return null
  const first = (row: number): ActiveOption => {
    const feature = ordered[row]
    return { row, action: (feature && actionsOf(feature)[0]) ?? 'go' }
  }
  if (key === 'ArrowDown') return first(active ? (active.row + 1) % count : 0)
  if (key === 'ArrowUp') return first(active ? (active.row + count - 1) % count : count - 1)
  if (active && key === 'ArrowRight') return { row: active.row, action: 'nearest' }
  if (active && key === 'ArrowLeft') return first(active.row)
  return null
}

/** A feature that was looked for must be seen, even where its layer was switched off. */
const showLayer = (collection: CollectionId): void => {
  const isOff = !layersOf(useAppState.getState()).includes(collection)
  if (isOff && COLLECTIONS[collection].layer) toggleLayer(collection)
}

/** Does what was chosen: shows the feature on the map, and opens it or asks about its place. */
export const chooseResult = (
  { id, geometry, properties }: SearchFeature,
  action: SearchAction,
  language: Language,
): void => {
  const { collection, bbox, pasted } = properties
  if (pasted) {
    const [longitude, latitude] = askAboutPasted(pasted).position
    flyTo([longitude, latitude, longitude, latitude])
    return
  }
  if (action === 'nearest' || !isCollectionId(collection)) {
    askAbout(representativePoint(geometry), localisedName(properties, language))
  } else {
    changeState({ selection: { collection, id } })
    showLayer(collection)
  }
  flyTo(bbox)
}
