/** The one place where the page asks its server, and the cache of what was answered. */
import { QueryClient, type QueryKey } from '@tanstack/react-query'
import type { ExtractSchema } from 'hono/types'
import type { Language } from '../../data/bilingual.ts'
import { EVENTS_ID } from '../../data/events.ts'
import type { Api } from '../../server/app.ts'
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

/** Addresses with inputs and answers, as the server's routes declare them. */
type Schema = ExtractSchema<Api>
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Addresses that have this method. */
type PathOf<M extends Method> = {
  [Path in keyof Schema]: Schema[Path] extends Record<`$${M}`, unknown> ? Path : never
}[keyof Schema]

/** One of these for each status that a route may answer with. */
type Endpoint<M extends Method, Path extends PathOf<M>> = Schema[Path][`$${M}` & keyof Schema[Path]]

/** JSON as it is read: what is optional is missing, never undefined. */
type Json<T> = T extends object ? { [Key in keyof T]: Json<Exclude<T[Key], undefined>> } : T

/** What a request succeeds with; without a body, null. */
export type AnswerOf<M extends Method, Path extends PathOf<M>> =
  Extract<Endpoint<M, Path>, { status: 200 | 201 | 202 }> extends infer Success
    ? [Success] extends [never]
      ? null
      : Success extends { output: infer Output }
        ? Json<Output>
        : never
    : never

/** What is sent is not changed; a part that may be empty may be left out. */
type Sendable<T> = T extends object ? { readonly [Key in keyof T]: Sendable<T[Key]> } : T
type Empty = Record<never, never>
type MayBeEmpty<Input> = {
  [Part in keyof Input as Empty extends Input[Part] ? Part : never]?: Input[Part]
} & {
  [Part in keyof Input as Empty extends Input[Part] ? never : Part]: Input[Part]
}

/** `param` fills the address's placeholders, `query` follows it, `json` is the body. */
type InputOf<M extends Method, Path extends PathOf<M>> =
  Endpoint<M, Path> extends { input: infer Input }
    ? MayBeEmpty<Sendable<Omit<Input, 'header'>>>
    : never

/** Left out where all of it may be. */
type Asked<Input> = Empty extends Input ? [asked?: Input] : [asked: Input]

/** Headers of requests that change something. */
interface Sent {
  /** Version of the document that is changed: it is changed only if it still has this one. */
  readonly version?: number
  /** Sent again with the same key, the request is carried out once. */
  readonly key?: string
  /** Who changes it, and why; what is empty is not said. */
  readonly by?: string
  readonly reason?: string
}

interface Parts extends Sent {
  readonly param?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly json?: unknown
}

const addressWith = (path: string, { param = {}, query = {} }: Parts): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(param[name] ?? ''))
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return given.length > 0 ? `${filled}?${new URLSearchParams(given)}` : filled
}

/** The address of what is not fetched here: a file to be downloaded, a stream of events. */
export const addressOf = <Path extends PathOf<'get'>>(
  path: Path,
  ...[asked]: Asked<InputOf<'get', Path>>
): string => addressWith(path, asked ?? {})

/** Headers are Latin letters: whatever else a name has is written as in addresses. */
const said = (header: string, text: string | undefined): Record<string, string> =>
  text ? { [header]: encodeURIComponent(text) } : {}

const requestOf = (
  method: Method,
  { json, version, key, by, reason }: Parts,
  signal?: AbortSignal,
): RequestInit => ({
  method: method.toUpperCase(),
  // Where a browser says by nothing else which page asks: over plain http, as in most networks.
  referrer: '/',
  referrerPolicy: 'same-origin',
  ...(signal && { signal }),
  headers: {
    ...(json !== undefined && { 'Content-Type': 'application/json' }),
    ...(version !== undefined && { 'If-Match': `"${version}"` }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...said('Desk-Name', by),
    ...said('Change-Reason', reason),
  },
  ...(json !== undefined && { body: JSON.stringify(json) }),
})

/**
 * Hears of each answer which event it knew of, as `EVENTS_ID` names it, and when it was asked for, in
 * milliseconds of `performance.now()`.
 */
type HearAnswer = (eventsId: string | null, asked: number) => void
let hearAnswer: HearAnswer = () => {}
export const onAnswer = (hear: HearAnswer): void => {
  hearAnswer = hear
}

/** @throws ApiProblem where no answer came; the abort's own error when aborted. */
const send = async <T>(
  url: string,
  request: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<{ response: Response; content: T }> => {
  const asked = performance.now()
  try {
    const response = await fetch(url, request)
    const content = await read(response)
    hearAnswer(response.headers.get(EVENTS_ID), asked)
    return { response, content }
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

/** The number that an entity tag begins with; null where there is none. */
const versionOf = ({ headers }: Response): number | null => {
  const [, version] = /^(?:W\/)?"(\d+)/.exec(headers.get('ETag') ?? '') ?? []
  return version === undefined ? null : Number(version)
}

/** An answer without a body is `null`. @throws as `ask`. */
const fetchVersioned = async (url: string, request: RequestInit): Promise<Versioned<unknown>> => {
  const { response, content } = await send(url, request, (each) => each.text())
  const body = parseBody(content)
  const isEmpty = content === '' && response.ok
  if (!isEmpty && (!response.ok || body === null)) throw problemFrom(body, response.status)
  return { answer: body, version: versionOf(response) }
}

/**
 * Asks the page's own server: the routes' types say what may be asked, and what is answered.
 * @throws ApiProblem with a sentence in both languages; the abort's own error when aborted.
 */
export const ask = async <M extends Method, Path extends PathOf<M>>(
  method: M,
  path: Path,
  ...given: [...Asked<InputOf<M, Path> & Sent>, signal?: AbortSignal | undefined]
): Promise<AnswerOf<M, Path>> => {
  return (await askVersioned(method, path, ...given)).answer
}

/** An answer and the version of what it contains, which `If-Match` can name; null where it has none. */
export interface Versioned<T> {
  readonly answer: T
  readonly version: number | null
}

/** The same as `ask`, with the version of what is answered. @throws as `ask`. */
export const askVersioned = async <M extends Method, Path extends PathOf<M>>(
  method: M,
  path: Path,
  ...given: [...Asked<InputOf<M, Path> & Sent>, signal?: AbortSignal | undefined]
): Promise<Versioned<AnswerOf<M, Path>>> => {
  const [asked = {}, signal] = given as unknown as [Parts?, AbortSignal?]
  return (await fetchVersioned(addressWith(path, asked), requestOf(method, asked, signal))) as never
}

/** How a file is wanted, as parameters of the routes that make files. */
export interface FileQuery {
  readonly f: 'xlsx' | 'csv' | 'geojson' | 'gpkg' | 'shp' | 'kml'
  readonly lang: Language
  readonly crs?: string
  readonly encoding?: 'utf-8' | 'gbk'
  /** Who reports and who made it, of what is filed. */
  readonly unit?: string
  readonly maker?: string
}

/** What a link in an answer leads to, where it answers the same way. @throws as `ask`. */
export const follow = async <Path extends PathOf<'get'>>(
  _path: Path,
  url: string,
  signal?: AbortSignal,
): Promise<AnswerOf<'get', Path>> =>
  (await fetchVersioned(url, requestOf('get', {}, signal))).answer as never

/** Posts a question whose answer is bytes. @throws as `ask`. */
export const fetchBytes = async <Path extends PathOf<'post'>>(
  path: Path,
  asked: InputOf<'post', Path>,
  signal?: AbortSignal,
): Promise<ArrayBuffer> => {
  const parts: Parts = asked
  const request = requestOf('post', parts, signal)
  const { response, content } = await send(addressWith(path, parts), request, (each) =>
    each.arrayBuffer(),
  )
  if (response.ok) return content
  throw problemFrom(parseBody(new TextDecoder().decode(content)), response.status)
}

/** Posts a file, or a text, as it is. @throws as `ask`. */
export const upload = async (
  path: string,
  asked: Pick<Parts, 'query'>,
  content: Blob | string,
  signal?: AbortSignal,
): Promise<unknown> => {
  const type = typeof content === 'string' ? 'text/plain' : 'application/octet-stream'
  const request = requestOf('post', {}, signal)
  const headers = { ...request.headers, 'Content-Type': type }
  const sent = { ...request, headers, body: content }
  return (await fetchVersioned(addressWith(path, asked), sent)).answer
}

/** Asks what is too deep for the compiler to look up among the routes' types. @throws as `ask`. */
export const askUntyped = async (
  method: Method,
  path: string,
  asked: Pick<Parts, 'param' | 'query' | 'json'>,
  signal?: AbortSignal,
): Promise<unknown> =>
  (await fetchVersioned(addressWith(path, asked), requestOf(method, asked, signal))).answer

/** A query that reads one address. */
export const reading = <Path extends PathOf<'get'>>(
  queryKey: QueryKey,
  path: Path,
  ...[asked]: Asked<InputOf<'get', Path>>
) => ({
  queryKey,
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<'get', Path>> =>
    ask('get', path, ...([asked ?? {}, signal] as never)),
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
