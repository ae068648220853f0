/** What the desk fills in: of the incident for as long as it lasts, of itself for good. */
import { create } from 'zustand'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { createKept, jsonOf } from '../../../state/create-kept.ts'

/** What only the caller knows. */
export interface Incident {
  readonly what: string
  /** A number, or words such as 不详. */
  readonly trapped: string
  readonly injured: string
  readonly reportTo: string
  readonly sitePhone: string
  /** Gear to bring, by kind. */
  readonly equipment: Readonly<Record<string, number>>
}

export interface Desk {
  readonly callback: string
  readonly unit: string
  readonly officer: string
}

interface KeptDesk extends Desk {
  readonly marksAsSent: boolean
  /** Two letters that distinguish numbers of this browser from those of another; empty until the first. */
  readonly mark: string
  /** The day of the last number, `2026-03-01`, and how many were given on it. */
  readonly day: string
  readonly count: number
}

const isKeptDesk = (value: unknown): value is KeptDesk => {
  if (typeof value !== 'object' || value === null) return false
  const { callback, unit, officer, marksAsSent, mark, day, count } = value as Record<
    string,
    unknown
  >
  return (
    [callback, unit, officer, mark, day].every((text) => typeof text === 'string') &&
    typeof marksAsSent === 'boolean' &&
    Number.isInteger(count)
  )
}

export const useDesk = createKept<KeptDesk, KeptDesk>(
  { callback: '', unit: '', officer: '', marksAsSent: false, mark: '', day: '', count: 0 },
  {
    name: 'message-desk',
    area: () => localStorage,
    keep: (state) => state,
    parse: jsonOf(isKeptDesk),
  },
)

const DIGITS_OF_NUMBER = 3
/** None that is taken for a digit, read or heard. */
const MARK_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const LETTERS_OF_MARK = 2

/** Drawn once: two desks in 576 draw the same. */
const markOfDesk = (): string => {
  const { mark } = useDesk.getState()
  if (mark !== '') return mark
  const drawn = Array.from(
    crypto.getRandomValues(new Uint8Array(LETTERS_OF_MARK)),
    (byte) => MARK_LETTERS[byte % MARK_LETTERS.length],
  ).join('')
  useDesk.setState({ mark: drawn })
  return drawn
}

/** The number that the next message of this desk gets: day, the desk's letters and running number. */
export const nextNumber = (now: number): string => {
  const { day, count } = useDesk.getState()
  const today = dateOf(wallClockAt(now))
  const next = day === today ? count + 1 : 1
  return `${today.replaceAll('-', '')}-${markOfDesk()}${String(next).padStart(DIGITS_OF_NUMBER, '0')}`
}

/** Counts a number as given; the same message copied again keeps its own. */
export const giveNumber = (now: number): void => {
  const { day, count } = useDesk.getState()
  const today = dateOf(wallClockAt(now))
  useDesk.setState({ day: today, count: day === today ? count + 1 : 1 })
}

export const EMPTY_INCIDENT: Incident = {
  what: '',
  trapped: '',
  injured: '',
  reportTo: '',
  sitePhone: '',
  equipment: {},
}

/** Texts that were changed by hand; null while they follow what is filled in. */
export interface Edited {
  readonly short: string | null
  readonly long: string | null
}

export const UNEDITED: Edited = { short: null, long: null }

interface Incidents {
  /** The place that `incident` is of: `lon,lat`. */
  readonly place: string
  readonly incident: Incident
  /** Numbers that were given, by the message that they were given to. */
  readonly numbers: Readonly<Record<string, string>>
  /** Texts that were changed by hand, by message. */
  readonly edited: Readonly<Record<string, Edited>>
}

/** In this tab alone: what a caller said is kept by no storage. */
export const useIncidents = create<Incidents>()(() => ({
  place: '',
  incident: EMPTY_INCIDENT,
  numbers: {},
  edited: {},
}))
