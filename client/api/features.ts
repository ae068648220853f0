/** Features by collection, one by one and by search; what the server says about itself. */
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CollectionId } from '../../data/collections.ts'
import type { Health } from '../../data/health.ts'
import type { SearchFeature } from '../../data/search.ts'
import { type ApiProblem, asApiProblem } from './problem.ts'
import { type AnswerOf, ask, follow, queryClient, reading } from './request.ts'

export type ApiFeature = AnswerOf<'get', '/api/collections/:collection/items/:id'>

export interface ApiFeatureCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly ApiFeature[]
}

const ITEMS = '/api/collections/:collection/items'
/** As many as the server gives at once; more arrive through `next`. */
const PAGE_LIMIT = 10_000
/** Resources change slowly; the pages that change them invalidate their queries. */
const STALE_MILLISECONDS = 5 * 60_000
const HEALTH_REFETCH_MILLISECONDS = 60_000

/** Links are absolute; behind a proxy their origin is not the page's, so only the path counts. */
const sameOriginPath = (href: string | undefined): string | undefined => {
  if (href === undefined) return undefined
  const { pathname, search } = new URL(href, 'http://localhost')
  return pathname + search
}

/** All features of a collection: the first page and whatever `next` leads to. */
export const fetchCollection = async (
  collection: CollectionId,
  signal?: AbortSignal,
): Promise<ApiFeatureCollection> => {
  const asked = { param: { collection }, query: { limit: String(PAGE_LIMIT) } }
  let page = await ask('get', ITEMS, asked, signal)
  const features = [...page.features]
  for (;;) {
    const next = sameOriginPath(page.links.find(({ rel }) => rel === 'next')?.href)
    if (next === undefined) return { type: 'FeatureCollection', features }
    page = await follow(ITEMS, next, signal)
    features.push(...page.features)
  }
}

const collectionQuery = (collection: CollectionId) => ({
  queryKey: ['collection', collection] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchCollection(collection, signal),
  staleTime: STALE_MILLISECONDS,
})

/** All features of a collection. */
export const useCollection = (collection: CollectionId): UseQueryResult<ApiFeatureCollection> =>
  useQuery(collectionQuery(collection))

/** Several collections at once, in the order asked for. */
export const useCollections = (
  collections: readonly CollectionId[],
): UseQueryResult<ApiFeatureCollection>[] =>
  useQueries({ queries: collections.map(collectionQuery) })

export const useHealth = (): UseQueryResult<Health> =>
  useQuery({
    ...reading(['health'], '/api/health'),
    refetchInterval: HEALTH_REFETCH_MILLISECONDS,
  })

/** Something that is fetched, in the shape that panels draw. */
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

export const loaded = <T>(query: UseQueryResult<T>): Loaded<T> => ({
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
export const useFeature = (collection: CollectionId, id: string): Loaded<ApiFeature> => {
  const item = loaded(
    useQuery({
      ...reading(['item', collection, id], `${ITEMS}/:id`, { param: { collection, id } }),
      staleTime: STALE_MILLISECONDS,
    }),
  )
  const known = useMemo(
    () =>
      queryClient
        .getQueryData<ApiFeatureCollection>(['collection', collection])
        ?.features.find((feature) => feature.id === id),
    [collection, id],
  )
  const data = item.data ?? known ?? null
  return { ...item, data, isLoading: item.isLoading && data === null }
}

/** Hits of a search, best first; an empty query asks nothing. */
export const useSearchResults = (q: string): Loaded<readonly SearchFeature[]> => {
  const { data, ...rest } = loaded(
    useQuery({
      ...reading(['search', q], '/api/search', { query: { q } }),
      enabled: q !== '',
      placeholderData: keepPreviousData,
      staleTime: STALE_MILLISECONDS,
    }),
  )
  return { ...rest, data: data?.features ?? null }
}
