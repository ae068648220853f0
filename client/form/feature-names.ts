/** Names of features by their ids, in the language of the page. */
import { useCallback, useMemo } from 'react'
import type { CollectionId } from '../../data/collections.ts'
import { localisedName } from '../../data/wording.ts'
import { useFeatures } from '../api/features.ts'
import { useAppState } from '../state/app-state.ts'

const useNames = (collection: CollectionId): ReadonlyMap<string, string> => {
  const language = useAppState((state) => state.language)
  const { data } = useFeatures(collection)
  return useMemo(
    () => new Map(data?.map(({ id, properties }) => [id, localisedName(properties, language)])),
    [data, language],
  )
}

/** Names of the stockpiles; an id stands for itself until they are there. */
export const useStockpileNames = (): ((id: string) => string) => {
  const names = useNames('stockpiles')
  return useCallback((id) => names.get(id) ?? id, [names])
}

export type SiteName = (site: { readonly name: string; readonly workId: string | null }) => string

/** A flood work has a name in both languages; any other place has the one that was written down. */
export const useSiteName = (): SiteName => {
  const names = useNames('flood-works')
  return useCallback(
    ({ name, workId }) => (workId === null ? undefined : names.get(workId)) ?? name,
    [names],
  )
}
