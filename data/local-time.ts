/** Local time. China keeps one time without daylight saving, so arithmetic is enough. */
import type { Language } from './bilingual.ts'

export const LOCAL_OFFSET_MINUTES = 8 * 60
/** The same as ISO 8601 writes it. */
export const LOCAL_OFFSET = '+08:00'
const MINUTES_PER_DAY = 24 * 60
const MILLISECONDS_PER_MINUTE = 60_000

/** Minutes since local midnight of an instant, 0 … 1439. */
export const localMinuteOfDay = (instant: Date): number => {
  const minutes = Math.floor(instant.getTime() / MILLISECONDS_PER_MINUTE) + LOCAL_OFFSET_MINUTES
  return ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY
}

/** Minutes since midnight of a time of day such as `08:30`. */
export const minuteOfTimeOfDay = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** An instant as ISO text with the local offset, whole seconds: `2026-11-23T08:00:00+08:00`. */
export const toLocalIso = (instant: Date): string =>
  `${new Date(instant.getTime() + LOCAL_OFFSET_MINUTES * MILLISECONDS_PER_MINUTE)
    .toISOString()
    .slice(0, 19)}${LOCAL_OFFSET}`

/** The same to the minute, for people: `2026-11-23 08:00`. */
export const toLocalMinute = (instant: Date): string =>
  toLocalIso(instant).slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ')

/** The local day of an instant, YYYY-MM-DD. */
export const localDayOf = (instant: Date): string => toLocalIso(instant).slice(0, 10)

const MILLISECONDS_PER_DAY = MINUTES_PER_DAY * MILLISECONDS_PER_MINUTE

/** A day as YYYY-MM-DD so many days after another. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)

const ENGLISH_DATE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A day `YYYY-MM-DD`; Chinese registers write it just so. */
export const dateText = (date: string, language: Language): string => {
  const milliseconds = Date.parse(date)
  if (language === 'zh' || Number.isNaN(milliseconds)) return date
  return ENGLISH_DATE.format(milliseconds)
}
