import type { Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId, isCollectionId } from '../../../data/collections.ts'
import type { SearchFeature } from '../../../data/search.ts'
import { representativePoint } from '../../form/feature-place.ts'
import { localisedName } from '../../form/localised-name.ts'
import { askAbout, changeState, flyTo, toggleLayer, useAppState } from '../../state/app-state.ts'
import type { SearchAction } from './search-options.ts'

/** A feature that was looked for must be seen, even where its layer was switched off. */
const showLayer = (collection: CollectionId): void => {
  const isOff = !useAppState.getState().visibleLayers.includes(collection)
  if (isOff && COLLECTIONS[collection].layer) toggleLayer(collection)
}

/** Does what was chosen: shows the feature on the map, and opens it or asks about its place. */
export const chooseResult = (
  { id, geometry, properties }: SearchFeature,
  action: SearchAction,
  language: Language,
): void => {
  const { collection, bbox } = properties
  if (action === 'nearest' || !isCollectionId(collection)) {
    askAbout(representativePoint(geometry), localisedName(properties, language))
  } else {
    changeState({ selection: { collection, id } })
    showLayer(collection)
  }
  flyTo(bbox)
}
