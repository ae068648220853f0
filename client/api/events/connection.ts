/** The page hears what has changed, reads anew what follows from it, and says when it hears no more. */
import { create } from 'zustand'
import { queryClient } from '../request.ts'
import { followEvents, type Standing } from './follow-events.ts'
import { changesBetween, isTouched } from './followed.ts'

export interface Connection {
  readonly state: 'live' | 'lost'
  /** Milliseconds since 1970 UTC; null while it is live. */
  readonly lostSince: number | null
}

const LIVE: Connection = { state: 'live', lostSince: null }

/** Whether the page hears of changes: what it shows while it does not may be out of date. */
export const useConnection = create<Connection>()(() => LIVE)

let standing: Standing = { known: null, lostSince: null }

/** A page that nobody looks at reads nothing; it does so when somebody looks at it again. */
const readAnew = (): void => {
  if (document.hidden) return
  void queryClient.refetchQueries({
    type: 'active',
    predicate: ({ state }) => state.isInvalidated,
  })
}

const take = (now: Standing): void => {
  const before = standing
  standing = now
  const { lostSince } = now
  useConnection.setState(lostSince === null ? LIVE : { state: 'lost', lostSince }, true)
  if (now.known && before.known) {
    const changed = changesBetween(before.known, now.known)
    void queryClient.invalidateQueries({
      refetchType: 'none',
      predicate: ({ queryKey }) => isTouched(queryKey, changed),
    })
  }
  if (before.lostSince !== null && lostSince === null) {
    // What could not be had meanwhile.
    void queryClient.invalidateQueries({
      refetchType: 'none',
      predicate: ({ state }) => state.status === 'error' || state.fetchFailureCount > 0,
    })
  }
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
