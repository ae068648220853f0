import { useMemo } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { type Loaded, useFeatures } from '../../api/features.ts'
import { type LayerFilter, useAppState } from '../../state/app-state.ts'
import { indexFeatures, type ListEntry, selectEntries } from './list-rows.ts'

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
