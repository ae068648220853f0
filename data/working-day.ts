/** A planner's usual day: a working day in three periods, each given by one moment, weighted by its hours or calls. */
import type { Language } from './bilingual.ts'
import { dayAfter, LOCAL_OFFSET, localDayOf, toLocalMinute } from './local-time.ts'
import type { DayPeriod } from './planning-day.ts'
import { calendarDay } from './public-holidays.ts'

/** What each is called, its hours from the first to the last, the moment that stands for them, and on which day that is. */
export const DAY_PARTS = {
  day: {
    label: { zh: '白天', en: 'Day' },
    from: '08:00',
    until: '18:00',
    hours: 10,
    at: '10:00',
    daysLater: 0,
  },
  evening: {
    label: { zh: '傍晚', en: 'Evening' },
    from: '18:00',
    until: '22:00',
    hours: 4,
    at: '19:30',
    daysLater: 0,
  },
  night: {
    label: { zh: '夜间', en: 'Night' },
    from: '22:00',
    until: '08:00',
    hours: 10,
    at: '03:00',
    daysLater: 1,
  },
} as const
export type DayPart = keyof typeof DAY_PARTS
export const DAY_PART_NAMES = Object.keys(DAY_PARTS) as DayPart[]

const HOURS = 24
/** Relative calls by local hour, an assumption: from 6 to 22 o'clock twice as many as at night. */
export const ASSUMED_CALLS_BY_HOUR: readonly number[] = Array.from({ length: HOURS }, (_, hour) =>
  hour >= 6 && hour < 22 ? 2 : 1,
)

/** What the parts of a day count by: how long they are, or the calls assumed to fall into them. */
export const WEIGHTINGS = ['hours', 'calls'] as const
export type Weighting = (typeof WEIGHTINGS)[number]

/** What a part counts beside the others, a whole number. */
export const weightOf = (part: DayPart, weighting: Weighting): number => {
  const { from, hours } = DAY_PARTS[part]
  if (weighting === 'hours') return hours
  const first = Number.parseInt(from, 10)
  let calls = 0
  for (let hour = first; hour < first + hours; hour++) calls += ASSUMED_CALLS_BY_HOUR[hour % HOURS]!
  return calls
}

const isWorkday = (day: string): boolean => calendarDay(day).isWorkday

/**
 * The next working day that another one follows: whoever stays for its night comes on a working day
 * and leaves on one, so that neither the last night of a weekend nor its first stands for all.
 * @returns YYYY-MM-DD, after the local day of `now`.
 */
export const planningDay = (now: Date): string => {
  let day = dayAfter(localDayOf(now), 1)
  while (!isWorkday(day) || !isWorkday(dayAfter(day, 1))) day = dayAfter(day, 1)
  return day
}

/** Local wall-clock `YYYY-MM-DDTHH:MM` that stands for a part of that day. */
export const momentOf = (part: DayPart, day: string): string => {
  const { at, daysLater } = DAY_PARTS[part]
  return `${dayAfter(day, daysLater)}T${at}`
}

/** In the order of DAY_PARTS. @param day YYYY-MM-DD. */
export const periodsOfDay = (day: string, weighting: Weighting = 'hours'): DayPeriod[] =>
  DAY_PART_NAMES.map((part) => ({
    at: `${momentOf(part, day)}:00${LOCAL_OFFSET}`,
    weight: weightOf(part, weighting),
  }))

/** What a part of a day that was asked about is called; the moment itself where it is none of the usual day's. */
export const periodName = (
  { name, at }: { readonly name: string | null; readonly at: string },
  language: Language,
): string => {
  if (name !== null) return name
  const minute = toLocalMinute(new Date(at))
  const part = DAY_PART_NAMES.find((each) => minute.endsWith(DAY_PARTS[each].at))
  return part ? DAY_PARTS[part].label[language] : minute
}
