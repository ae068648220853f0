/**
 * Steps and photos that wait for the connection: kept in the browser's database before they are sent,
 * in the order of the taps, each under a key by which the server takes it once.
 */
import { createStore, get, update } from 'idb-keyval'
import type { Bilingual } from '../../data/bilingual.ts'
import type { LinkStepInput, LoadSheet } from '../../data/load-link.ts'
import type { LinkStep } from '../../data/load-link-limits.ts'
import type { Problem } from '../../data/problem.ts'
import { newKey } from '../state/new-key.ts'
import type { Link } from './link.ts'

interface Tapped {
  readonly key: string
  /** Milliseconds since 1970 UTC. */
  readonly tappedAt: number
  /** Why the server does not take it; null while it has not said so. */
  readonly refusal: Bilingual | null
}
type Sendable =
  | { readonly kind: 'step'; readonly body: LinkStepInput }
  | {
      readonly kind: 'photo'
      readonly step: LinkStep
      readonly actor: string
      readonly picture: Blob
    }
export type Waiting = Tapped & Sendable

/** What is known of a load without the server. */
interface Kept {
  readonly sheet: LoadSheet | null
  readonly waiting: readonly Waiting[]
}
const NOTHING: Kept = { sheet: null, waiting: [] }

/** No answer, or one that says nothing of what was sent: it is sent again. */
const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408

const AGAIN_MILLISECONDS = 10_000
const GIVEN_UP_MILLISECONDS = 30_000

export interface Outbox {
  readonly state: () => Kept & {
    /** Why the sheet cannot be had, where the server has said so. */
    readonly refusal: Bilingual | null
    /** Whether the last question was answered. */
    readonly isConnected: boolean
    /** Whether the browser keeps what waits. */
    readonly isKept: boolean
  }
  readonly add: (what: Sendable) => Promise<void>
  readonly discard: (key: string) => Promise<void>
}

/** @param onChange called after whatever has changed. */
export const openOutbox = async (link: Link, onChange: () => void): Promise<Outbox> => {
  const store = createStore('load-links', 'loads')
  let [isKept, isConnected, isSending] = [true, true, false]
  let refusal: Bilingual | null = null
  let kept = NOTHING
  try {
    kept = (await get<Kept>(link.id, store)) ?? NOTHING
  } catch {
    isKept = false
  }

  /** Changes what is kept as another tab may have left it. */
  const change = async (changed: (before: Kept) => Kept): Promise<void> => {
    try {
      if (!isKept) throw new Error('nothing is kept here')
      await update<Kept>(link.id, (before = NOTHING) => (kept = changed(before)), store)
    } catch {
      isKept = false
      kept = changed(kept)
    }
    onChange()
  }
  const without = (key: string) =>
    change(({ sheet, waiting }) => ({ sheet, waiting: waiting.filter((each) => each.key !== key) }))

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), GIVEN_UP_MILLISECONDS)
    try {
      const headers = { ...init.headers, 'Load-Secret': link.secret }
      const response = await fetch(`/api/load-links/${link.id}${path}`, {
        ...init,
        ...{ headers, signal: limit.signal, cache: 'no-store' },
      })
      // A body that breaks off is no answer.
      const body = await response.blob()
      if (isPassing(response.status)) throw new Error(String(response.status))
      isConnected = true
      return new Response(body, { status: response.status })
    } catch (error) {
      isConnected = false
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
  const problemIn = async (response: Response): Promise<Bilingual> => {
    const { title, detail, detailZh }: Problem = await response.json()
    return { zh: detailZh ?? detail ?? title, en: detail ?? title }
  }

  const send = async (each: Waiting): Promise<void> => {
    const [path, type, body] =
      each.kind === 'step'
        ? (['/events', 'application/json', JSON.stringify(each.body)] as const)
        : ([
            `/photos?${new URLSearchParams({ step: each.step, actor: each.actor })}`,
            each.picture.type,
            each.picture,
          ] as const)
    const headers = { 'Content-Type': type, 'Idempotency-Key': each.key }
    const response = await ask(path, { method: 'POST', headers, body })
    if (response.ok) {
      const sheet: LoadSheet = await response.json()
      await change(({ waiting }) => ({
        sheet,
        waiting: waiting.filter(({ key }) => key !== each.key),
      }))
      return
    }
    const reason = await problemIn(response)
    await change(({ sheet, waiting }) => ({
      sheet,
      waiting: waiting.map((one) => (one.key === each.key ? { ...one, refusal: reason } : one)),
    }))
  }

  /** Sends what waits, one after the other; then reads the load as it stands. */
  const work = async (): Promise<void> => {
    if (isSending) return
    isSending = true
    try {
      for (;;) {
        const next = kept.waiting.find((each) => each.refusal === null)
        if (!next) break
        await send(next)
      }
      const response = await ask('')
      refusal = response.ok ? null : await problemIn(response)
      if (response.ok) {
        const sheet: LoadSheet = await response.json()
        await change(({ waiting }) => ({ sheet, waiting }))
      }
    } catch {
      // No connection: what waits stays, and is sent when there is one.
    } finally {
      isSending = false
      onChange()
      // What was tapped while the last answer came.
      if (isConnected && kept.waiting.some((each) => each.refusal === null)) void work()
    }
  }

  setInterval(() => void work(), AGAIN_MILLISECONDS)
  addEventListener('online', () => void work())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void work()
  })
  void work()

  return {
    state: () => ({ ...kept, refusal, isConnected, isKept }),
    async add(what) {
      const tapped = { key: newKey(), tappedAt: Date.now(), refusal: null }
      await change(({ sheet, waiting }) => ({
        sheet,
        waiting: [...waiting, { ...what, ...tapped }],
      }))
      void work()
    },
    discard: without,
  }
}

/** Whether the browser can keep anything is known by trying. */
export const rememberName = (name: string): void => {
  try {
    localStorage.setItem('load-link-name', name)
  } catch {
    // It is typed anew next time.
  }
}
export const rememberedName = (): string => {
  try {
    return localStorage.getItem('load-link-name') ?? ''
  } catch {
    return ''
  }
}
