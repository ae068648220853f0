/** What the panels read from the server, in the shape that they draw. */
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CollectionId } from '../../data/collections.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { SearchFeature } from '../../data/search.ts'
import {
  type ApiFeature,
  type ApiFeatureCollection,
  useCollection,
  useItem,
  useSearch,
} from '../api/features.ts'
import { type ApiProblem, asApiProblem } from '../api/problem.ts'
import type { Selection } from '../state/app-state.ts'
import { useNearestAnswer } from '../state/nearest-answer.ts'

/** Something that is fetched. */
export interface Loaded<T> {
  readonly data: T | null
  /** True while there is nothing to show yet. */
  readonly isLoading: boolean
  /** True while `data` still answers the question before this one. */
  readonly isRefreshing: boolean
  /** Why it could not be had: a sentence for the reader, a kind to react to. */
  readonly failure: ApiProblem | null
  readonly retry: () => void
}

const loaded = <T>(query: UseQueryResult<T>): Loaded<T> => ({
  data: query.data ?? null,
  isLoading: query.isLoading,
  isRefreshing: query.isPlaceholderData,
  failure: query.error === null ? null : asApiProblem(query.error),
  retry: () => void query.refetch(),
})

/** All features of a collection. */
export const useFeatures = (collection: CollectionId): Loaded<readonly ApiFeature[]> => {
  const { data, ...rest } = loaded(useCollection(collection))
  return { ...rest, data: data?.features ?? null }
}

/** One feature: at once where its collection is already there, and freshly from the server. */
export const useFeature = ({ collection, id }: Selection): Loaded<ApiFeature> => {
  const item = loaded(useItem(collection, id))
  const client = useQueryClient()
  const known = useMemo(
    () =>
      client
        .getQueryData<ApiFeatureCollection>(['collection', collection])
        ?.features.find((feature) => feature.id === id),
    [client, collection, id],
  )
  const data = item.data ?? known ?? null
  return { ...item, data, isLoading: item.isLoading && data === null }
}

/** What a search finds, best first. */
export const useSearchResults = (text: string): Loaded<readonly SearchFeature[]> => {
  const { data, ...rest } = loaded(useSearch(text))
  return { ...rest, data: data?.features ?? null }
}

/** The ranked answer to the place and conditions of the state. */
export const useNearest = (): Loaded<NearestAnswer> => loaded(useNearestAnswer())
