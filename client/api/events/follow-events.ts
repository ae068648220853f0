/** Keeps a stream of events open, in whichever thread: what is known by it, and whether it is lost. */
import type { RevisionsEvent } from '../../../data/events.ts'

/** What the stream has reported so far. */
export interface Standing {
  /** Null until the first event. */
  readonly known: RevisionsEvent | null
  /** Milliseconds since 1970 UTC; null while the stream is there, or is opened for the first time. */
  readonly lostSince: number | null
}

export const EVENTS_ADDRESS = '/api/events'

/** Two beats and a bit: a cable that was pulled closes no connection. */
const SILENCE_MILLISECONDS = 35_000
/**
 * A stream that was cut is mostly there again at once, and what is in sight must follow; browsers wait
 * for two or three seconds. Each failure soon after the last doubles the wait: a service that starts
 * needs its time.
 */
const SOON_MILLISECONDS = 200
const MOST_MILLISECONDS = 2000

const merged = (known: RevisionsEvent | null, told: RevisionsEvent): RevisionsEvent =>
  known?.start === told.start
    ? { ...told, revisions: { ...known.revisions, ...told.revisions } }
    : told

/** @param tell called with every change. @returns how to close the stream. */
export const followEvents = (tell: (standing: Standing) => void): (() => void) => {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let standing: Standing = { known: null, lostSince: null }
  let failures = 0
  let openedAt = 0
  const change = (changes: Partial<Standing>): void => {
    standing = { ...standing, ...changes }
    tell(standing)
  }
  const lose = (): void => {
    if (standing.lostSince === null) change({ lostSince: Date.now() })
  }
  const openIn = (milliseconds: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      lose()
      source.close()
      open()
    }, milliseconds)
  }
  const open = (): void => {
    openedAt = Date.now()
    source = new EventSource(EVENTS_ADDRESS)
    source.addEventListener('revisions', ({ data }: MessageEvent<string>) => {
      openIn(SILENCE_MILLISECONDS)
      change({ known: merged(standing.known, JSON.parse(data)), lostSince: null })
    })
    source.addEventListener('beat', () => openIn(SILENCE_MILLISECONDS))
    source.onerror = () => {
      lose()
      source.close()
      if (Date.now() - openedAt > MOST_MILLISECONDS) failures = 0
      openIn(Math.min(MOST_MILLISECONDS, SOON_MILLISECONDS * 2 ** failures++))
    }
    openIn(SILENCE_MILLISECONDS)
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
