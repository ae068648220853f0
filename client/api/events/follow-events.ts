/** Keeps a stream of events open, in whichever thread: what is known by it, and whether it is lost. */
import type { RevisionsEvent } from '../../../data/events.ts'

/** What the stream has told so far. */
export interface Standing {
  /** Null until the first event. */
  readonly known: RevisionsEvent | null
  /** Milliseconds since 1970 UTC; null while the stream is there, or is opened for the first time. */
  readonly lostSince: number | null
}

export const EVENTS_ADDRESS = '/api/events'

/** Two beats and a bit: a cable that was pulled closes no connection. */
const SILENCE_MILLISECONDS = 35_000
/** Where a browser does not try again by itself: it was refused. */
const AGAIN_MILLISECONDS = 5000

const merged = (known: RevisionsEvent | null, told: RevisionsEvent): RevisionsEvent =>
  known?.start === told.start
    ? { ...told, revisions: { ...known.revisions, ...told.revisions } }
    : told

/** @param tell called with every change. @returns how to close the stream. */
export const followEvents = (tell: (standing: Standing) => void): (() => void) => {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let standing: Standing = { known: null, lostSince: null }
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
    source = new EventSource(EVENTS_ADDRESS)
    source.addEventListener('revisions', ({ data }: MessageEvent<string>) => {
      openIn(SILENCE_MILLISECONDS)
      change({ known: merged(standing.known, JSON.parse(data)), lostSince: null })
    })
    source.addEventListener('beat', () => openIn(SILENCE_MILLISECONDS))
    source.onerror = () => {
      lose()
      if (source.readyState === source.CLOSED) openIn(AGAIN_MILLISECONDS)
    }
    openIn(SILENCE_MILLISECONDS)
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
