/** Days and times of day in every spelling, and as the numbers that spreadsheets keep them as. */
import { withArabicNumerals } from '../../../data/numerals.ts'
import type { Cell } from '../tables/table-file.ts'
import type { IssueCode } from './issues.ts'

export interface DayRead {
  /** YYYY-MM-DD; `null` where there is no such day. */
  readonly day: string | null
  readonly issue: IssueCode | null
}

const MILLISECONDS_PER_DAY = 86_400_000
/** Day zero of spreadsheets: that of 1900 is wrong by the leap day that year did not have. */
const DAY_ZERO = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const
/** Numbers of days from 1950 to 2100; others count something else. */
const FIRST_SERIAL = 18_264
const LAST_SERIAL = 73_050

const ofSerial = (serial: number, isFrom1904: boolean): string =>
  new Date(DAY_ZERO[isFrom1904 ? 1904 : 1900] + Math.floor(serial) * MILLISECONDS_PER_DAY)
    .toISOString()
    .slice(0, 10)

const isSerial = (value: number): boolean => value >= FIRST_SERIAL && value < LAST_SERIAL

/** @returns YYYY-MM-DD; `null` where there is no such day. */
export const dayOfParts = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : null
}

const SEPARATED =
  /^((?:19|20)\d{2})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?号?)?月?(?:[T\s]*\d{1,2}[:时].*)?$/
/** 25/6/1, 24.12.31: what is above twelve is no month, as dates of other countries begin with. */
const SHORT_YEAR = /^(1[3-9]|[2-4]\d)([-./])(\d{1,2})\2(\d{1,2})$/
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/
const COMPACT_MONTH = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/
const YEAR = /^((?:19|20)\d{2})年?$/

const INVALID: DayRead = { day: null, issue: 'date-invalid' }

const ofText = (text: string, isFrom1904: boolean): DayRead => {
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (isSerial(serial)) return { day: ofSerial(serial, isFrom1904), issue: 'date-from-serial' }
  const [, twoDigits, , shortMonth, shortDay] = SHORT_YEAR.exec(text) ?? []
  if (twoDigits !== undefined) {
    const found = dayOfParts(2000 + Number(twoDigits), Number(shortMonth), Number(shortDay))
    return found === null ? INVALID : { day: found, issue: 'date-year-short' }
  }
  const whole = SEPARATED.exec(text) ?? COMPACT.exec(text)
  const [, year, month, day] = whole ?? COMPACT_MONTH.exec(text) ?? YEAR.exec(text) ?? []
  if (year === undefined) return INVALID
  const found = dayOfParts(Number(year), Number(month ?? 1), Number(day ?? 1))
  if (found === null) return INVALID
  return { day: found, issue: day === undefined ? 'date-partial' : null }
}

/** The day that a cell names. @returns `null` for a cell that holds nothing. */
export const readDay = ({ value, kind }: Cell, isFrom1904: boolean): DayRead | null => {
  if (typeof value === 'number' && kind === 'date') {
    return { day: ofSerial(value, isFrom1904), issue: null }
  }
  if (typeof value === 'number' && isSerial(value)) {
    return { day: ofSerial(value, isFrom1904), issue: 'date-from-serial' }
  }
  const text = withArabicNumerals(String(value).normalize('NFKC').trim())
    .replace(/\s*([-./年月])\s*/g, '$1')
    .trim()
  return text === '' ? null : ofText(text, isFrom1904)
}

const MINUTES_PER_DAY = 1440

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** HH:MM of so many minutes after midnight; after 24 hours it begins anew. */
export const timeOfMinutes = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60) % 24)}:${twoDigits(minutes % 60)}`

const NOON = 12
/** From this hour on 晚 is before midnight. */
const FIRST_EVENING_HOUR = 4
const TIME =
  /(?:(下午|傍晚)|(晚上?))?(\d{1,2})(?::(\d{2})(?::\d{2})?|[时点](?:(\d{1,2})分?|(半))?)/g

/** All times of day in a text, HH:MM. */
export const timesIn = (text: string): string[] =>
  [...text.normalize('NFKC').matchAll(TIME)].flatMap(
    ([, afternoon, evening, digits, minutes, spoken, half]) => {
      const [told, m] = [Number(digits), half ? 30 : Number(minutes ?? spoken ?? 0)]
      const isLater = afternoon
        ? told < NOON
        : evening && told >= FIRST_EVENING_HOUR && told <= NOON
      const h = isLater ? told + NOON : told
      return h <= 24 && m < 60 ? [timeOfMinutes(h * 60 + m)] : []
    },
  )

/** The time of day that a cell names. @returns `null` where it is none. */
export const readTimeOfDay = ({ value }: Cell): string | null => {
  if (typeof value === 'number') {
    return value >= 0 && value < 1 ? timeOfMinutes(Math.round(value * MINUTES_PER_DAY)) : null
  }
  const [time, ...more] = timesIn(String(value))
  return time !== undefined && more.length === 0 ? time : null
}
