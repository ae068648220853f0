/** How the results of a search are grouped and walked through with the keyboard. */

import type { Bilingual, Language } from '../../../data/bilingual.ts'
import {
  COLLECTIONS,
  type CollectionId,
  isCollectionId,
  LAYER_IDS,
} from '../../../data/collections.ts'
import type { Geometry } from '../../../data/geometry.ts'
import { FOUND_BESIDE, type SearchAnswer, type SearchFeature } from '../../../data/search.ts'
import { localisedName } from '../../../data/wording.ts'
import type { ApiProblem } from '../../api/problem.ts'
import type { Translate } from '../../i18n/text.ts'
import {
  askAbout,
  changeState,
  flyTo,
  layersOf,
  toggleLayer,
  useAppState,
} from '../../state/app-state.ts'
import { askAboutPasted } from '../../state/pasted-place.ts'

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

const BAD_REQUEST = 400

/** What was typed and cannot be a place is answered, not failed: the sentence says what to do instead. */
export const failureText = (
  { status, sentence }: Pick<ApiProblem, 'status' | 'sentence'>,
  language: Language,
  t: Translate<'panels'>,
): string =>
  status === BAD_REQUEST ? sentence[language] : t('search.error', { detail: sentence[language] })

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

export const groupTitle = (collection: string): Bilingual =>
  isCollectionId(collection)
    ? COLLECTIONS[collection].title
    : FOUND_BESIDE[collection as keyof typeof FOUND_BESIDE]

/** Whether a feature's own card can be opened: those of the layers have one. */
const hasCard = (collection: string): collection is CollectionId =>
  LAYER_IDS.some((id) => id === collection)

/** A place without a card is only ever asked about, an area only looked at. */
export const actionsOf = ({
  properties: { collection, isPlace },
}: SearchFeature): readonly SearchAction[] => {
  if (!isPlace) return ['go']
  return hasCard(collection) ? ['go', 'nearest'] : ['nearest']
}

export const mainAction = (feature: SearchFeature): SearchAction => actionsOf(feature)[0] ?? 'go'

export const firstOption = (feature: SearchFeature): ActiveOption => ({
  row: 0,
  action: mainAction(feature),
})

/** Enter takes the first without a look at it only where it is what was typed. */
export const isTakenAtOnce = ({ properties }: SearchFeature): boolean =>
  !properties.isNearestSpelling

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
    return { row, action: feature ? mainAction(feature) : 'go' }
  }
  if (key === 'ArrowDown') return first(active ? (active.row + 1) % count : 0)
  if (key === 'ArrowUp') return first(active ? (active.row + count - 1) % count : count - 1)
  if (active && key === 'ArrowRight') {
    const actions = actionsOf(ordered[active.row]!)
    return { row: active.row, action: actions.at(-1) ?? active.action }
  }
  if (active && key === 'ArrowLeft') return first(active.row)
  return null
}

/** A feature that was looked for must be seen, even where its layer was switched off. */
const showLayer = (collection: CollectionId): void => {
  const isOff = !layersOf(useAppState.getState()).includes(collection)
  if (isOff && COLLECTIONS[collection].layer) toggleLayer(collection)
}

const kindAsked = (collection: string, { type }: Geometry): 'area' | 'road' | 'line' => {
  if (collection === 'roads') return 'road'
  return type.endsWith('LineString') ? 'line' : 'area'
}

/**
 * Does what was chosen: asks about a place, or shows a feature on the map and opens its card. An area is
 * shown, and the panel asks for a point in it: what lies anywhere in a town is near to no one place.
 * @param remark of the answer that it was found in; stays beside the place.
 */
export const chooseResult = (
  { id, geometry, properties }: SearchFeature,
  action: SearchAction,
  language: Language,
  remark: SearchAnswer['remark'] = null,
): void => {
  const { collection, bbox, pasted, onWork, name, nameEn, isNearestSpelling } = properties
  if (pasted) {
    const [longitude, latitude] = askAboutPasted(pasted).position
    flyTo([longitude, latitude, longitude, latitude])
    return
  }
  if (action === 'nearest' && geometry.type === 'Point') {
    const [longitude, latitude] = geometry.coordinates
    askAbout([longitude, latitude], localisedName(properties, language), {
      names: { name, nameEn },
      ...(onWork && { onWork }),
      // It lists what is spelled nearly so; the place alone is asked about.
      ...(remark && !isNearestSpelling && { remark }),
    })
  } else if (hasCard(collection)) {
    changeState({ selection: { collection, id } })
    showLayer(collection)
  } else {
    changeState({
      panel: 'nearest',
      areaAsked: { name, nameEn, kind: kindAsked(collection, geometry) },
    })
  }
  flyTo(bbox)
}
