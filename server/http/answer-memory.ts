/**
 * Whole answers by what was sent to ask for them. Who asks for the same in the same words within the
 * second, while nothing was written, is answered before any route is looked for.
 */
import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import { LRUCache } from 'lru-cache'
import type { RoadNetwork } from '../network/road-network.ts'
import { type Logs, logAnswer } from './access-logs.ts'
import type { ResponseCache } from './cached-response.ts'
import { connectedFrom } from './client-address.ts'

type Env = Partial<HttpBindings | Http2Bindings>
type Fetch = (request: Request, env: Env) => Response | Promise<Response>

interface Answered extends Logs {
  readonly cache: ResponseCache
  readonly store: { stamp(): Promise<number> }
  readonly network: () => RoadNetwork | null
  readonly now: () => Date
  readonly trustProxy: boolean
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array<ArrayBuffer> | null
}

const MOST_BYTES = 16 * 1024 * 1024
const MILLISECONDS_PER_SECOND = 1000
/** Of another answer each time, unless a client says it. */
const REQUEST_ID = 'x-request-id'
/** Headers of requests that are answered each by itself. */
const APART = [REQUEST_ID, 'content-length', 'transfer-encoding']

/**
 * Everything that an answer may depend on but what is kept: the address, whatever headers there are,
 * and where the connection leads. Null of what is no plain question.
 */
const wordsOf = ({ incoming }: Env): string | null => {
  if (incoming?.method !== 'GET') return null
  const { headers, rawHeaders, url, socket } = incoming
  if (APART.some((name) => headers[name] !== undefined)) return null
  return `${socket.localAddress}\n${url}\n${rawHeaders.join('\n')}`
}

/** @param fetch the application. @returns the same, with this memory in front of it. */
export const rememberingAnswers = (fetch: Fetch, dependencies: Answered): Fetch => {
  const { cache, store, network, now, trustProxy } = dependencies
  const answers = new LRUCache<string, Answer>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }, words) => words.length + (bytes?.length ?? 0) + 1,
  })
  let known = { stamp: 0, second: 0, roads: null as RoadNetwork | null }
  return async (request, env) => {
    const words = wordsOf(env)
    if (words === null) return fetch(request, env)
    const startedMilliseconds = performance.now()
    const stamp = await store.stamp()
    const second = Math.floor(now().getTime() / MILLISECONDS_PER_SECOND)
    const roads = network()
    if (stamp !== known.stamp || second !== known.second || roads !== known.roads) {
      known = { stamp, second, roads }
      answers.clear()
    }
    const answer = answers.get(words)
    if (answer) {
      const { status, headers, bytes } = answer
      const requestId = crypto.randomUUID()
      const path = env.incoming?.url?.split('?', 1)[0] ?? ''
      const asked = { requestId, method: 'GET', path, status, startedMilliseconds }
      const forwarded = env.incoming?.headers['x-forwarded-for'] as string | undefined
      logAnswer(dependencies, asked, () => connectedFrom(env, forwarded, trustProxy))
      return new Response(bytes, { status, headers: { ...headers, [REQUEST_ID]: requestId } })
    }
    const moment = known
    const response = await fetch(request, env)
    const made = cache.bytesFor(request)
    // What was begun before the last write may be of the moment before it.
    if (made !== undefined && moment === known) {
      const { status, headers } = response
      answers.set(words, { status, headers: Object.fromEntries(headers), bytes: made })
    }
    return response
  }
}
