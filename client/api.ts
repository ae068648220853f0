/** Everything that the page asks the server for: fetchers, and hooks that cache their answers. */
import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import type { CollectionId } from '../data/collections.ts'
import type { Geometry, LonLat } from '../data/geometry.ts'
import type { Health } from '../data/health.ts'
import type { NearestAnswer } from '../data/nearest.ts'
import type { SearchAnswer } from '../data/search.ts'
import { ApiProblem, offlineProblem, problemFrom } from './api-problem.ts'
import type { NearestOptions } from './state/app-state.ts'

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

/** One question of the nearest panel: where, and under which conditions. */
export interface NearestRequest {
  readonly position: LonLat
  readonly options: NearestOptions
}

/** As many as the server gives at once; more arrive through `next`. */
const PAGE_LIMIT = 10_000
/** Resources change slowly; the pages that change them invalidate their queries. */
const COLLECTION_STALE_MILLISECONDS = 5 * 60_000
/** "Now" moves on: an answer for now is asked again after this long. */
const NEAREST_STALE_MILLISECONDS = 30_000
const HEALTH_REFETCH_MILLISECONDS = 60_000
const MAX_RETRIES = 2
const SERVER_ERROR = 500

/** What is wrong with a request is wrong again the next time; only a failing server may recover. */
const mayRecover = (error: Error): boolean =>
  !(error instanceof ApiProblem) ||
  error.status === 0 ||
  (error.status >= SERVER_ERROR && error.kind !== 'no-network')

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < MAX_RETRIES && mayRecover(error),
      refetchOnWindowFocus: false,
      // a map on a machine without an outside network must still ask its own server
      networkMode: 'always',
    },
  },
})

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Fetches JSON from the page's own server.
 * @throws ApiProblem with a sentence in both languages; the abort's own error when aborted.
 */
export const fetchJson = async <T>(url: string, signal?: AbortSignal): Promise<T> =>
  sendJson<T>('GET', url, undefined, signal)

/** The same for an analysis whose question is a body. */
export const postJson = async <T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  sendJson<T>('POST', url, { body }, signal)

interface Sent {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const requestOf = (method: string, sent: Sent | undefined, signal?: AbortSignal): RequestInit => ({
  method,
  ...(signal && { signal }),
  headers: {
    ...(sent?.body !== undefined && { 'Content-Type': 'application/json' }),
    ...sent?.headers,
  },
  ...(sent?.body !== undefined && { body: JSON.stringify(sent.body) }),
})

/** Answer and status together; an answer without a body is `null`. @throws as `fetchJson`. */
export const sendJson = async <T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  sent?: Sent,
  signal?: AbortSignal,
): Promise<T> => {
  let response: Response
  let text: string
  try {
    response = await fetch(url, requestOf(method, sent, signal))
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw error
    throw offlineProblem()
  }
  const body = parseBody(text)
  const isEmpty = text === '' && response.ok
  if (!isEmpty && (!response.ok || body === null)) throw problemFrom(body, response.status)
  return body as T
}

/** Posts a question whose answer is bytes. @throws as `fetchJson`. */
export const fetchBytes = async (
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<ArrayBuffer> => {
  let response: Response
  let bytes: ArrayBuffer
  try {
    response = await fetch(url, requestOf('POST', { body }, signal))
    bytes = await response.arrayBuffer()
  } catch (error) {
    if (signal?.aborted) throw error
    throw offlineProblem()
  }
  if (response.ok) return bytes
  throw problemFrom(parseBody(new TextDecoder().decode(bytes)), response.status)
}

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

const countsParameter = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([key, quantity]) => `${key}:${quantity}`)
    .join(',')

/** The address of an answer; `at` is local wall-clock time and leaves with its offset. */
export const nearestUrl = ({ position, options }: NearestRequest): string => {
  const { collection, count, profile, onDuty, at, equipment, item, quantity } = options
  const parameters = new URLSearchParams({
    lon: String(position[0]),
    lat: String(position[1]),
    collection,
    k: String(count),
    profile,
    onDuty: String(onDuty),
  })
  if (at !== null) parameters.set('at', `${at}:00+08:00`)
  if (Object.keys(equipment).length > 0) parameters.set('equipment', countsParameter(equipment))
  if (item !== null) parameters.set('item', item)
  if (item !== null && quantity !== null) parameters.set('quantity', String(quantity))
  return `/api/nearest?${parameters}`
}

const collectionQuery = (collection: CollectionId) => ({
  queryKey: ['collection', collection] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchCollection(collection, signal),
  staleTime: COLLECTION_STALE_MILLISECONDS,
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
    queryKey: ['item', collection, id],
    queryFn: ({ signal }) =>
      fetchJson<ApiFeature>(
        `/api/collections/${collection}/items/${encodeURIComponent(id)}`,
        signal,
      ),
    staleTime: COLLECTION_STALE_MILLISECONDS,
  })

export const useHealth = (): UseQueryResult<Health> =>
  useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => fetchJson<Health>('/api/health', signal),
    refetchInterval: HEALTH_REFETCH_MILLISECONDS,
  })

/** Hits of a search, best first; an empty query asks nothing. */
export const useSearch = (q: string): UseQueryResult<SearchAnswer> =>
  useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) =>
      fetchJson<SearchAnswer>(`/api/search?q=${encodeURIComponent(q)}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: COLLECTION_STALE_MILLISECONDS,
  })

/** The ranked answer for a place; the one before stays in sight until the new one is there. */
export const useNearest = (request: NearestRequest | null): UseQueryResult<NearestAnswer> =>
  useQuery({
    queryKey: ['nearest', request],
    queryFn: ({ signal }) => {
      if (request === null) throw new Error('asked without a place')
      return fetchJson<NearestAnswer>(nearestUrl(request), signal)
    },
    enabled: request !== null,
    placeholderData: (previous) => (request === null ? undefined : previous),
    staleTime: NEAREST_STALE_MILLISECONDS,
  })
