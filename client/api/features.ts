/** Features by collection, one by one and by search; what the server says about itself. */
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AsOf } from '../../data/change.ts'
import {
  COLLECTIONS,
  type CollectionId,
  isUnionId,
  partsOf,
  type ResourceId,
} from '../../data/collections.ts'
import type { Health } from '../../data/health.ts'
import { withNulls } from '../../data/resource.ts'
import type { SearchAnswer } from '../../data/search.ts'
import { useAsOf } from '../state/as-of.ts'
import { type ApiProblem, asApiProblem } from './problem.ts'
import { type AnswerOf, ask, follow, reading } from './request.ts'

export type ApiFeature = AnswerOf<'get', '/api/collections/:collection/items/:id'>

export interface ApiFeatureCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly ApiFeature[]
}

/** What a collection was, and how far that is known. */
interface AsOfCollection extends ApiFeatureCollection {
  readonly asOf: AsOf
}

const ITEMS = '/api/collections/:collection/items'
/** As many as the server gives at once; more arrive through `next`. */
const PAGE_LIMIT = 10_000
/** Resources change slowly; the pages that change them invalidate their queries. */
const STALE_MILLISECONDS = 5 * 60_000
const HEALTH_REFETCH_MILLISECONDS = 60_000
/** While something is wrong that may end at any moment, such as another service that writes. */
const NOTICED_REFETCH_MILLISECONDS = 5000

/** Links are absolute; behind a proxy their origin is not the page's, so only the path counts. */
const sameOriginPath = (href: string | undefined): string | undefined => {
  if (href === undefined) return undefined
  const { pathname, search } = new URL(href, 'http://localhost')
  return pathname + search
}

/** A feature as the page reads it: null where the server, which has no value, says nothing. */
export const completed = (collection: CollectionId, feature: ApiFeature): ApiFeature => ({
  ...feature,
  properties: withNulls(COLLECTIONS[collection], feature.properties),
})

/** All features of a collection: the first page and whatever `next` leads to. */
export const fetchCollection = async (
  collection: ResourceId,
  signal?: AbortSignal,
): Promise<ApiFeatureCollection> => {
  const asked = { param: { collection }, query: { limit: String(PAGE_LIMIT) } }
  let page = await ask('get', ITEMS, asked, signal)
  const features = [...page.features]
  for (;;) {
    const next = sameOriginPath(page.links.find(({ rel }) => rel === 'next')?.href)
    if (next === undefined) {
      return {
        type: 'FeatureCollection',
        features: features.map((each) => completed(collection, each)),
      }
    }
    page = await follow(ITEMS, next, signal)
    features.push(...page.features)
  }
}

const fetchAsOf = (
  collection: ResourceId,
  at: string,
  signal?: AbortSignal,
): Promise<AsOfCollection> =>
  // Until the routes' types say so themselves.
  (
    ask as unknown as (
      method: string,
      path: string,
      asked: object,
      signal?: AbortSignal,
    ) => Promise<AsOfCollection>
  )('get', '/api/collections/:collection/as-of', { param: { collection }, query: { at } }, signal)

export const collectionQuery = (collection: ResourceId) => ({
  queryKey: ['collection', collection] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchCollection(collection, signal),
  staleTime: STALE_MILLISECONDS,
})

/** The same as it was at an instant. */
const asOfQuery = (collection: ResourceId, at: string) => ({
  queryKey: ['as-of', collection, at] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<AsOfCollection> => {
    const answer = await fetchAsOf(collection, at, signal)
    return { ...answer, features: answer.features.map((each) => completed(collection, each)) }
  },
  staleTime: STALE_MILLISECONDS,
})

/** Several collections at once, in the order asked for; as they were, where the map shows that. */
export const useCollections = (
  collections: readonly ResourceId[],
): UseQueryResult<ApiFeatureCollection>[] => {
  const at = useAsOf((state) => state.at)
  return useQueries({
    queries: collections.map((id) => (at === null ? collectionQuery(id) : asOfQuery(id, at))),
  }) as UseQueryResult<ApiFeatureCollection>[]
}

/** How far collections are known as they are shown. */
interface PastKnown {
  /** From when on, where that is later than what is shown of them; null: as they were. */
  readonly since: string | null
  /** Stockpiles whose stock of then is not known. */
  readonly withoutStock: number
}

export const usePastKnown = (collections: readonly ResourceId[]): PastKnown => {
  const at = useAsOf((state) => state.at)
  const queries = useQueries({
    queries: at === null ? [] : collections.map((id) => asOfQuery(id, at)),
  })
  const told = queries.flatMap(({ data }) => data?.asOf ?? [])
  const since = told.flatMap(({ knownSince }) => knownSince ?? [])
  return {
    since:
      since
        .filter((each) => at !== null && each > at)
        .sort()
        .at(-1) ?? null,
    withoutStock: told.reduce((sum, each) => sum + each.withoutStock, 0),
  }
}

/** Features of one of the collections that a union gathers. */
export interface Part {
  readonly id: ResourceId
  readonly features: readonly ApiFeature[]
}

const NO_PARTS: readonly Part[] = []

/** What of a query the page looks at. */
type Query<T> = Pick<
  UseQueryResult<T>,
  'data' | 'error' | 'isError' | 'isLoading' | 'isPlaceholderData'
> & { refetch(): unknown }

/** The parts of a collection as far as they are there: a union is never fetched itself. */
export const useParts = (collection: CollectionId): Query<readonly Part[]> =>
  useResources(partsOf(collection))

/** Several collections as far as they are there. @param ids always the same ones, or as many others */
export const useResources = (ids: readonly ResourceId[]): Query<readonly Part[]> => {
  const queries = useCollections(ids)
  const versions = queries.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions stand for the data
  const data = useMemo(
    () =>
      ids.flatMap((id, index): Part[] => {
        const features = queries[index]?.data?.features
        return features ? [{ id, features }] : []
      }),
    [ids.join(), versions],
  )
  const failed = queries.find(({ isError }) => isError)
  return {
    data,
    error: failed?.error ?? null,
    isError: failed !== undefined,
    isLoading: queries.some(({ isLoading }) => isLoading),
    isPlaceholderData: false,
    refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
  }
}

/** All features of a collection. */
export const useCollection = (collection: CollectionId): Query<ApiFeatureCollection> => {
  const { data: parts = NO_PARTS, ...query } = useParts(collection)
  const isWhole = parts.length === partsOf(collection).length
  const data = useMemo((): ApiFeatureCollection | undefined => {
    const [first, ...others] = parts
    if (!isWhole || !first) return undefined
    const features = others.length === 0 ? first.features : parts.flatMap((part) => part.features)
    return { type: 'FeatureCollection', features }
  }, [parts, isWhole])
  return { ...query, data }
}

export const useHealth = (): UseQueryResult<Health> =>
  useQuery({
    ...reading(['health'], '/api/health'),
    refetchInterval: ({ state }) =>
      state.data?.noticed.length ? NOTICED_REFETCH_MILLISECONDS : HEALTH_REFETCH_MILLISECONDS,
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

export const loaded = <T>(query: Query<T>): Loaded<T> => ({
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

interface LoadedFeature extends Loaded<ApiFeature> {
  /** The collection that keeps it: of a union's feature the part, as soon as that is there. */
  readonly home: CollectionId
}

/** One feature: at once where its collection is already there, and freshly from the server. */
export const useFeature = (collection: CollectionId, id: string): LoadedFeature => {
  const { data: parts = NO_PARTS, isLoading: isSought } = useParts(collection)
  const found = useMemo(() => {
    const part = parts.find(({ features }) => features.some((each) => each.id === id))
    return part && { home: part.id, known: part.features.find((each) => each.id === id) }
  }, [parts, id])
  const home = found?.home ?? collection
  const isWaiting = isUnionId(home) && isSought
  const isNow = useAsOf((state) => state.at === null)
  const item = loaded<ApiFeature>(
    useQuery({
      queryKey: ['item', home, id],
      queryFn: async ({ signal }) =>
        completed(
          home,
          await ask('get', `${ITEMS}/:id`, { param: { collection: home, id } }, signal),
        ),
      enabled: !isWaiting && isNow,
      staleTime: STALE_MILLISECONDS,
    }),
  )
  const data = (isNow ? item.data : null) ?? found?.known ?? null
  return { ...item, home, data, isLoading: (isWaiting || item.isLoading) && data === null }
}

/** The answer of a search, best first; an empty query asks nothing. */
export const useSearchAnswer = (q: string): Loaded<SearchAnswer> =>
  loaded<SearchAnswer>(
    useQuery({
      ...reading(['search', q], '/api/search', { query: { q } }),
      enabled: q !== '',
      placeholderData: keepPreviousData,
      staleTime: STALE_MILLISECONDS,
    }),
  )
