/** Features by collection, one by one and by search; what the server says about itself. */
import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import type { CollectionId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import type { Health } from '../../data/health.ts'
import type { SearchAnswer } from '../../data/search.ts'
import { fetchJson, reading } from './request.ts'

export interface ApiFeature {
  readonly type: 'Feature'
  readonly id: string
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

export interface ApiFeatureCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly ApiFeature[]
}

/** As many as the server gives at once; more arrive through `next`. */
const PAGE_LIMIT = 10_000
/** Resources change slowly; the pages that change them invalidate their queries. */
const STALE_MILLISECONDS = 5 * 60_000
const HEALTH_REFETCH_MILLISECONDS = 60_000

interface ItemsPage extends ApiFeatureCollection {
  readonly links?: readonly { readonly rel: string; readonly href: string }[]
}

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
  const features: ApiFeature[] = []
  let url: string | undefined = `/api/collections/${collection}/items?limit=${PAGE_LIMIT}`
  while (url !== undefined) {
    const page: ItemsPage = await fetchJson<ItemsPage>(url, signal)
    features.push(...page.features)
    url = sameOriginPath(page.links?.find(({ rel }) => rel === 'next')?.href)
  }
  return { type: 'FeatureCollection', features }
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

/** One feature, for what the collection does not (yet) hold. */
export const useItem = (collection: CollectionId, id: string): UseQueryResult<ApiFeature> =>
  useQuery({
    ...reading<ApiFeature>(
      ['item', collection, id],
      `/api/collections/${collection}/items/${encodeURIComponent(id)}`,
    ),
    staleTime: STALE_MILLISECONDS,
  })

export const useHealth = (): UseQueryResult<Health> =>
  useQuery({
    ...reading<Health>(['health'], '/api/health'),
    refetchInterval: HEALTH_REFETCH_MILLISECONDS,
  })

/** Hits of a search, best first; an empty query asks nothing. */
export const useSearch = (q: string): UseQueryResult<SearchAnswer> =>
  useQuery({
    ...reading<SearchAnswer>(['search', q], `/api/search?q=${encodeURIComponent(q)}`),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })
