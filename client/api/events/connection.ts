/** The page hears what has changed, reads anew what follows from it, and says when it hears no more. */
import { create } from 'zustand'
import { readItemSheets } from '../item-sheets.ts'
import { onAnswer, queryClient } from '../request.ts'
import { followEvents, type Standing } from './follow-events.ts'
import { type Changeable, changesBetween, changesSince, isTouched } from './followed.ts'

export interface Connection {
  readonly state: 'live' | 'lost'
  /** Milliseconds since 1970 UTC; null while it is live. */
  readonly lostSince: number | null
}

const LIVE: Connection = { state: 'live', lostSince: null }

/** Whether the page hears of changes: what it shows while it does not may be out of date. */
export const useConnection = create<Connection>()(() => LIVE)

let standing: Standing = { known: null, lostSince: null }

/** A hidden page reads nothing; it does so when it is shown again. */
const readAnew = (): void => {
  if (document.hidden) return
  void queryClient.refetchQueries({
    type: 'active',
    predicate: ({ state }) => state.isInvalidated,
  })
}

const invalidateTouched = (changed: ReadonlySet<Changeable>): void => {
  if (changed.size === 0) return
  void queryClient.invalidateQueries({
    refetchType: 'none',
    predicate: ({ queryKey }) => isTouched(queryKey, changed),
  })
}

/** What the answers knew of that came before the first event. */
const early: (string | null)[] = []
let firstEventAt = Number.POSITIVE_INFINITY

/** What was asked for before the first event may have been changed since unheard. */
const hearAnswer = (eventsId: string | null, asked: number): void => {
  if (asked > firstEventAt) return
  if (!standing.known) {
    early.push(eventsId)
    return
  }
  const changed = changesSince(eventsId, standing.known)
  invalidateTouched(changed)
  if (changed.size > 0) readAnew()
}

const take = (now: Standing): void => {
  const before = standing
  standing = now
  const { lostSince } = now
  useConnection.setState(lostSince === null ? LIVE : { state: 'lost', lostSince }, true)
  if (now.known && before.known) invalidateTouched(changesBetween(before.known, now.known))
  if (now.known && !before.known) {
    firstEventAt = performance.now()
    for (const eventsId of early.splice(0)) invalidateTouched(changesSince(eventsId, now.known))
  }
  if (before.lostSince !== null && lostSince === null) {
    // What could not be had meanwhile.
    void queryClient.invalidateQueries({
      refetchType: 'none',
      predicate: ({ state }) => state.status === 'error' || state.fetchFailureCount > 0,
    })
  }
  // None were ever kept where their revision is nought.
  const sheets = now.known?.revisions.itemSheets ?? 0
  if (sheets !== (before.known?.revisions.itemSheets ?? 0)) readItemSheets()
  readAnew()
}

/**
 * A browser opens six connections to a server and no more: without a worker that the tabs share,
 * only the one that is looked at keeps one of them; it catches up when it is looked at again.
 */
const followWhileVisible = (): void => {
  let close: (() => void) | null = null
  const follow = (): void => {
    if (document.hidden) close?.()
    close = document.hidden ? null : (close ?? followEvents(take))
  }
  document.addEventListener('visibilitychange', follow)
  follow()
}

/** Begins to listen; once, when the page starts. */
export const startEvents = (): void => {
  onAnswer(hearAnswer)
  document.addEventListener('visibilitychange', readAnew)
  if (!('SharedWorker' in window)) {
    followWhileVisible()
    return
  }
  // Plain http, as in most networks: shared workers are there, locks between tabs are not.
  const worker = new SharedWorker(new URL('./shared-stream.ts', import.meta.url), {
    type: 'module',
    name: 'events',
  })
  worker.addEventListener('error', followWhileVisible, { once: true })
  worker.port.onmessage = ({ data }: MessageEvent<Standing>) => take(data)
}
