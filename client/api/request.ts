/** The one place where the page asks its server, and the cache of what was answered. */
import { QueryClient, type QueryKey } from '@tanstack/react-query'
import { ApiProblem, offlineProblem, problemFrom } from './problem.ts'

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

interface Sent {
  readonly body?: unknown
  /** Version of the document that is changed: it is changed only if it still has this one. */
  readonly version?: number
  /** Sent again with the same key, the request is carried out once. */
  readonly key?: string
}

const requestOf = (
  method: string,
  { body, version, key }: Sent,
  signal?: AbortSignal,
): RequestInit => ({
  method,
  ...(signal && { signal }),
  headers: {
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(version !== undefined && { 'If-Match': `"${version}"` }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
  },
  ...(body !== undefined && { body: JSON.stringify(body) }),
})

/** @throws ApiProblem where no answer came; the abort's own error when aborted. */
const send = async <T>(
  url: string,
  request: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<{ response: Response; content: T }> => {
  try {
    const response = await fetch(url, request)
    return { response, content: await read(response) }
  } catch (error) {
    if (request.signal?.aborted) throw error
    throw offlineProblem()
  }
}

const parseBody = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * Asks the page's own server; an answer without a body is `null`.
 * @throws ApiProblem with a sentence in both languages; the abort's own error when aborted.
 */
export const sendJson = async <T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  sent: Sent = {},
  signal?: AbortSignal,
): Promise<T> => {
  const { response, content } = await send(url, requestOf(method, sent, signal), (each) =>
    each.text(),
  )
  const body = parseBody(content)
  const isEmpty = content === '' && response.ok
  if (!isEmpty && (!response.ok || body === null)) throw problemFrom(body, response.status)
  return body as T
}

export const fetchJson = <T>(url: string, signal?: AbortSignal): Promise<T> =>
  sendJson<T>('GET', url, {}, signal)

/** The same for an analysis whose question is a body. */
export const postJson = <T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  sendJson<T>('POST', url, { body }, signal)

/** Posts a question whose answer is bytes. @throws as `sendJson`. */
export const fetchBytes = async (
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<ArrayBuffer> => {
  const { response, content } = await send(url, requestOf('POST', { body }, signal), (each) =>
    each.arrayBuffer(),
  )
  if (response.ok) return content
  throw problemFrom(parseBody(new TextDecoder().decode(content)), response.status)
}

/** A query that reads one address. */
export const reading = <T>(queryKey: QueryKey, url: string) => ({
  queryKey,
  queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<T>(url, signal),
})

/** Reads anew whatever was answered under these keys. */
export const invalidate = (keys: readonly QueryKey[]): void => {
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
}

/**
 * What a change touches is read anew, whether it was answered or not: a lost answer may have been
 * carried out, and a refusal may be news of what others did.
 */
export const changing = <T>(keys: readonly QueryKey[], change: Promise<T>): Promise<T> =>
  change.finally(() => invalidate(keys))
