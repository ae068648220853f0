/**
 * Who is on duty when: the one rule, used by ranking, coverage, siting, lists and the drawer. A roster
 * counts where there is one; else the duty pattern with its hours stands for the same on every day.
 */
import { LOCAL_OFFSET_MINUTES, localDayOf } from './local-time.ts'
import { type CalendarDay, calendarDay } from './public-holidays.ts'
import {
  followsCalendar,
  minutesOf,
  ROSTER_LIMITS,
  type Roster,
  readRoster,
  rosterText,
  shiftsOf,
} from './roster.ts'

/** What of a station's values duty follows from. */
export interface DutyValues {
  readonly roster?: string | null
  readonly dutyPattern?: 'around-the-clock' | 'day-shift' | null
  readonly dutyFrom?: string | null
  readonly dutyUntil?: string | null
  readonly crewOnDuty?: number | null
}

export interface Duty {
  readonly isOn: boolean
  /** How many are there at that instant; null where the register does not say. */
  readonly crew: number | null
}

const MINUTES_PER_DAY = 24 * 60
const MILLISECONDS_PER_MINUTE = 60_000
const MILLISECONDS_PER_DAY = MINUTES_PER_DAY * MILLISECONDS_PER_MINUTE

const ALWAYS: Roster = [
  { kind: 'daily', first: '', last: '', shifts: [{ from: '00:00', until: '24:00', crew: null }] },
]

/** Texts that were read, and what they say: a ranking asks for hundreds at once. */
const read = new Map<string, Roster>()
const MOST_READ = 5000

const rosterOfText = (text: string): Roster => {
  const known = read.get(text)
  if (known) return known
  const found = readRoster(text)
  // None is stored that cannot be read; a duty that is not known is not relied upon.
  const roster = 'roster' in found ? found.roster : []
  if (read.size >= MOST_READ) read.clear()
  read.set(text, roster)
  return roster
}

/** The roster of a station; null where nothing is said of its duty. A day shift without hours is none. */
export const rosterOf = (values: DutyValues): Roster | null => {
  if (values.roster) return rosterOfText(values.roster)
  if (values.dutyPattern === 'around-the-clock') return ALWAYS
  const { dutyFrom, dutyUntil } = values
  return dutyFrom && dutyUntil && dutyFrom !== dutyUntil
    ? rosterOfText(`每天 ${dutyFrom}-${dutyUntil}`)
    : null
}

/**
 * A roster of dates beside what a station keeps on all other days: its rules stay, or its hours where
 * it has none; dates that it had before go.
 * @returns the text for the station; `dated` as it is where it is not of dates alone, or where both
 *   together are longer than a roster may be.
 */
export const besideRules = (values: DutyValues, dated: string): string => {
  const read = readRoster(dated)
  if (!('roster' in read) || read.roster.some(({ kind }) => kind !== 'date')) return dated
  const rules = (rosterOf(values) ?? []).filter(({ kind }) => kind !== 'date')
  if (rules.length === 0) return dated
  const both = `${rosterText(rules, 'zh')}；${dated}`
  const fits =
    both.length <= ROSTER_LIMITS.mostCharacters &&
    rules.length + read.roster.length <= ROSTER_LIMITS.mostEntries
  return fits ? both : dated
}

interface Presence {
  /** Milliseconds since 1970 UTC. */
  readonly from: number
  readonly until: number
  readonly crew: number | null
}

/** A local day by its number since 1970, as questions ask for it again and again. */
interface LocalDay {
  readonly date: string
  readonly calendar: CalendarDay
  /** Milliseconds since 1970 UTC. */
  readonly midnight: number
}

const days = new Map<number, LocalDay>()
const MOST_DAYS = 100

const dayNumberOf = (at: number): number =>
  Math.floor((at + LOCAL_OFFSET_MINUTES * MILLISECONDS_PER_MINUTE) / MILLISECONDS_PER_DAY)

const localDay = (number: number): LocalDay => {
  const known = days.get(number)
  if (known) return known
  const midnight = number * MILLISECONDS_PER_DAY - LOCAL_OFFSET_MINUTES * MILLISECONDS_PER_MINUTE
  const date = localDayOf(new Date(midnight))
  const day = { date, calendar: calendarDay(date), midnight }
  if (days.size >= MOST_DAYS) days.clear()
  days.set(number, day)
  return day
}

/** By roster and day: many stations keep the same one, and a ranking asks for all of them. */
const presencesOf = new WeakMap<Roster, Map<number, readonly Presence[]>>()

/** Those that begin on a day. */
const presences = (roster: Roster, number: number): readonly Presence[] => {
  const known = presencesOf.get(roster) ?? new Map<number, readonly Presence[]>()
  const found = known.get(number)
  if (found) return found
  const { date, calendar, midnight } = localDay(number)
  const made = shiftsOf(roster, date, calendar).map((shift) => {
    const [from, until] = minutesOf(shift)
    return {
      from: midnight + from * MILLISECONDS_PER_MINUTE,
      until: midnight + until * MILLISECONDS_PER_MINUTE,
      crew: shift.crew,
    }
  })
  if (known.size >= MOST_DAYS) known.clear()
  presencesOf.set(roster, known.set(number, made))
  return made
}

const OFF_DUTY: Duty = { isOn: false, crew: null }

/**
 * Whether somebody is there at an instant, and how many. A shift includes its first minute and not its
 * last; one over midnight belongs to the day on which it begins. Shifts at the same time add up.
 */
export const dutyAt = (values: DutyValues, instant: Date): Duty => {
  const roster = rosterOf(values)
  if (!roster) return OFF_DUTY
  const registered = values.crewOnDuty ?? null
  if (roster === ALWAYS) return { isOn: true, crew: registered }
  const at = instant.getTime()
  const today = dayNumberOf(at)
  let isOn = false
  let crew: number | null = 0
  for (const day of [today - 1, today]) {
    for (const { from, until, crew: stated } of presences(roster, day)) {
      if (at < from || at >= until) continue
      const there = stated ?? registered
      isOn = true
      crew = crew === null || there === null ? null : crew + there
    }
  }
  return isOn ? { isOn, crew } : OFF_DUTY
}

/** So far ahead a change is looked for: longer than any holiday. */
const HORIZON_DAYS = 15

const changeAfter = (roster: Roster, at: number): number | null => {
  const yesterday = dayNumberOf(at) - 1
  const all = Array.from({ length: HORIZON_DAYS + 2 }, (_, index) =>
    presences(roster, yesterday + index),
  )
    .flat()
    .filter(({ until }) => until > at)
    .sort((a, b) => a.from - b.from)
  let end = at
  for (const { from, until } of all) {
    if (from > end) return end === at ? from : end
    end = Math.max(end, until)
  }
  const isWithin = end > at && end < at + HORIZON_DAYS * MILLISECONDS_PER_DAY
  return isWithin ? end : null
}

/** By roster: a change that is ahead is the same until it has come. */
const changes = new WeakMap<Roster, { readonly since: number; readonly at: number }>()

/**
 * When somebody on duty leaves or, with no one on duty, somebody comes: milliseconds since 1970 UTC;
 * null where that is not within two weeks.
 */
export const dutyChangesAt = (values: DutyValues, instant: Date): number | null => {
  const roster = rosterOf(values)
  if (!roster) return null
  const now = instant.getTime()
  const known = changes.get(roster)
  if (known && known.since <= now && now < known.at) return known.at
  const at = changeAfter(roster, now)
  if (at !== null) changes.set(roster, { since: now, at })
  return at
}

/** Whether the year's holidays would decide and are not known yet, so that weekdays stand in. */
export const isCalendarMissing = (values: DutyValues, instant: Date): boolean => {
  const roster = rosterOf(values)
  const { calendar } = localDay(dayNumberOf(instant.getTime()))
  return roster !== null && followsCalendar(roster) && !calendar.isKnown
}
