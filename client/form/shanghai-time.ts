/**
 * Wall-clock time in Asia/Shanghai. China has kept UTC+8 without summer time since 1991, so an
 * offset says all there is to say and the reader's own time zone never leaks in.
 */

import type { Language } from '../../data/bilingual.ts'
import { LOCAL_OFFSET_MINUTES } from '../../data/local-time.ts'

const OFFSET_MILLISECONDS = LOCAL_OFFSET_MINUTES * 60 * 1000
const DAY_MILLISECONDS = 24 * 3600 * 1000

/** `YYYY-MM-DDTHH:MM` in Asia/Shanghai. */
type WallClock = string

const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)$/
const LENGTH_OF_DATE = 'YYYY-MM-DD'.length
const LENGTH_TO_MINUTES = 'YYYY-MM-DDTHH:MM'.length

/** The wall clock at an instant given in milliseconds since 1970 UTC; seconds are cut off. */
export const wallClockAt = (milliseconds: number): WallClock =>
  new Date(milliseconds + OFFSET_MILLISECONDS).toISOString().slice(0, LENGTH_TO_MINUTES)

/** Milliseconds since 1970 UTC of a wall clock; null where it is not one. */
export const instantOf = (wallClock: WallClock): number | null => {
  if (!WALL_CLOCK.test(wallClock)) return null
  const milliseconds = Date.parse(`${wallClock}:00+08:00`)
  return Number.isNaN(milliseconds) ? null : milliseconds
}

export const dateOf = (wallClock: WallClock): string => wallClock.slice(0, LENGTH_OF_DATE)
const timeOf = (wallClock: WallClock): string => wallClock.slice(LENGTH_OF_DATE + 1)

/** The next moment after `milliseconds` at which clocks in Shanghai show `time` (HH:MM). */
export const nextClock = (time: string, milliseconds: number): WallClock => {
  const today = `${dateOf(wallClockAt(milliseconds))}T${time}`
  const instant = instantOf(today) ?? milliseconds
  return instant > milliseconds ? today : wallClockAt(instant + DAY_MILLISECONDS)
}

/** `time` (HH:MM) on the calendar day after `milliseconds`. */
export const tomorrowAt = (time: string, milliseconds: number): WallClock =>
  `${dateOf(wallClockAt(milliseconds + DAY_MILLISECONDS))}T${time}`

/**
 * Clock time of an instant as seen from another: "03:06", on the following day "次日 03:06",
 * further away with its date.
 */
export const clockText = (
  milliseconds: number,
  fromMilliseconds: number,
  language: Language,
): string => {
  const then = wallClockAt(milliseconds)
  const day = dateOf(then)
  if (day === dateOf(wallClockAt(fromMilliseconds))) return timeOf(then)
  if (day === dateOf(wallClockAt(fromMilliseconds + DAY_MILLISECONDS))) {
    return language === 'zh' ? `次日 ${timeOf(then)}` : `${timeOf(then)} next day`
  }
  return `${day} ${timeOf(then)}`
}

/** Date and clock time in Asia/Shanghai: `2026-03-01 03:06`. */
export const dateTimeText = (milliseconds: number): string =>
  wallClockAt(milliseconds).replace('T', ' ')

const DAYS_PER_YEAR = 365.25
const DAYS_PER_MONTH = DAYS_PER_YEAR / 12
/** Up to here an age is given in days, then in months, then in years. */
const DAYS_UNTIL_MONTHS = 45
const MONTHS_UNTIL_YEARS = 18
/** Facts not checked for this long get a warning. */
const STALE_AFTER_DAYS = 365

/** Whole days from one day to another, both `YYYY-MM-DD`; negative where `date` is ahead. */
const daysBetween = (date: string, today: string): number =>
  Math.round((Date.parse(today) - Date.parse(date)) / DAY_MILLISECONDS)

export const isStale = (date: string, today: string): boolean =>
  daysBetween(date, today) > STALE_AFTER_DAYS

const inWords = {
  zh: { day: '天', month: '个月', year: '年' },
  en: { day: 'day', month: 'month', year: 'year' },
} as const

/** How long ago a day was: "12 天前", "约 8 个月前", "about 2 years ago". */
export const ageText = (date: string, today: string, language: Language): string => {
  const days = daysBetween(date, today)
  if (days === 0) return language === 'zh' ? '今天' : 'today'
  if (days < 0) return language === 'zh' ? '日期在今天之后' : 'dated in the future'
  if (days < DAYS_UNTIL_MONTHS) return agoText(days, 'day', language)
  const months = Math.round(days / DAYS_PER_MONTH)
  return months < MONTHS_UNTIL_YEARS
    ? agoText(months, 'month', language)
    : agoText(Math.round(days / DAYS_PER_YEAR), 'year', language)
}

const agoText = (count: number, unit: 'day' | 'month' | 'year', language: Language): string => {
  const word = inWords[language][unit]
  const roughly = unit !== 'day'
  if (language === 'zh') return `${roughly ? '约 ' : ''}${count} ${word}前`
  return `${roughly ? 'about ' : ''}${count} ${word}${count === 1 ? '' : 's'} ago`
}
