/** A planner's usual day: a working day in three periods, each told by one moment and weighted by its hours. */
import { dayAfter, LOCAL_OFFSET, localDayOf } from './local-time.ts'
import type { DayPeriod } from './planning-day.ts'
import { calendarDay } from './public-holidays.ts'

/** Hours from the first to the last, the moment that stands for them, and on which day that is. */
export const DAY_PARTS = {
  day: { from: '08:00', until: '18:00', hours: 10, at: '10:00', daysLater: 0 },
  evening: { from: '18:00', until: '22:00', hours: 4, at: '19:30', daysLater: 0 },
  night: { from: '22:00', until: '08:00', hours: 10, at: '03:00', daysLater: 1 },
} as const
export type DayPart = keyof typeof DAY_PARTS
export const DAY_PART_NAMES = Object.keys(DAY_PARTS) as DayPart[]

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
export const periodsOfDay = (day: string): DayPeriod[] =>
  DAY_PART_NAMES.map((part) => ({
    at: `${momentOf(part, day)}:00${LOCAL_OFFSET}`,
    weight: DAY_PARTS[part].hours,
  }))
