/**
 * Rosters as a register holds them in one cell: `工作日 08:00-18:00 5人；休息日 09:00-17:00 2人；2026-10-01 休`.
 * Entries are separated by semicolons or lines; each has days, then shifts. The most particular
 * entries of a day count: its date before public holidays before workdays and rest days before
 * days of the week before every day.
 */
import type { Bilingual, Language } from './bilingual.ts'
import { minuteOfTimeOfDay } from './local-time.ts'
import type { CalendarDay } from './public-holidays.ts'
import { listText } from './wording.ts'

/** From one minute of the day to another; one that ends before it begins runs over midnight. */
export interface Shift {
  readonly from: string
  /** `24:00` for the end of the day. */
  readonly until: string
  /** How many are there; null: as many as the register says. */
  readonly crew: number | null
}

type DayKind = 'date' | 'holiday' | 'workday' | 'rest-day' | 'weekday' | 'daily'

interface RosterEntry {
  readonly kind: DayKind
  /** Of dates: first and last, YYYY-MM-DD. Of days of the week: 1 Monday … 7 Sunday. */
  readonly first: string
  readonly last: string
  /** Empty: no one is there. */
  readonly shifts: readonly Shift[]
}

export type Roster = readonly RosterEntry[]

export const ROSTER_LIMITS = { mostCharacters: 500, mostEntries: 40, mostCrew: 1000 } as const

const WEEKDAYS = [
  ['周一', 'Mon'],
  ['周二', 'Tue'],
  ['周三', 'Wed'],
  ['周四', 'Thu'],
  ['周五', 'Fri'],
  ['周六', 'Sat'],
  ['周日', 'Sun'],
] as const

/** How the kinds of days are written, and read in either language. */
const KIND_WORDS = {
  holiday: { zh: '节假日', en: 'holidays' },
  workday: { zh: '工作日', en: 'workdays' },
  'rest-day': { zh: '休息日', en: 'rest days' },
  daily: { zh: '每天', en: 'daily' },
} as const satisfies Partial<Record<DayKind, Bilingual>>

const OFF: Bilingual = { zh: '休', en: 'off' }
const ALL_DAY: Bilingual = { zh: '全天', en: 'all day' }
const WHOLE_DAY = { from: '00:00', until: '24:00' } as const

/** Particular ones first. */
const PRECEDENCE: readonly (readonly DayKind[])[] = [
  ['date'],
  ['holiday'],
  ['workday', 'rest-day'],
  ['weekday'],
  ['daily'],
]

const TO = '(?:-|至|到|to)'
const DATE = '(\\d{4}-\\d{2}-\\d{2})'
const WEEKDAY = '((?:周|星期)[一二三四五六日天]|Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const DATES = new RegExp(`^${DATE}(?:\\s*${TO}\\s*${DATE})?`, 'i')
const DAYS_OF_WEEK = new RegExp(`^${WEEKDAY}(?:\\s*${TO}\\s*${WEEKDAY})?`, 'i')
const TIME = '([01]?\\d|2[0-4]):([0-5]\\d)'
const SHIFT = new RegExp(`^${TIME}\\s*${TO}\\s*${TIME}`)
const CREW = /^(\d{1,4})\s*(?:人|名|crew|persons?)/i
const BETWEEN_DAYS = /^\s*[,、]\s*/

/** As registers write it, in one way. */
const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[‐-―−~～]/g, '-')
    .replaceAll(/[。;\r\n]+/g, ';')

const weekdayOf = (word: string): string => {
  const name = word.replace('星期', '周').replace('周天', '周日').toLowerCase()
  return String(
    WEEKDAYS.findIndex((names) => names.some((each) => each.toLowerCase() === name)) + 1,
  )
}

const isDay = (date: string): boolean => {
  const milliseconds = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date)
}

/** Reads what stands at the beginning of a text, and what is left of it. */
type Read<T> = { readonly value: T; readonly rest: string } | null

type Days = Pick<RosterEntry, 'kind' | 'first' | 'last'>

const readDays = (text: string): Read<Days> => {
  const dates = DATES.exec(text)
  if (dates) {
    const [whole, first = '', last = first] = dates
    if (!isDay(first) || !isDay(last) || last < first) return null
    return { value: { kind: 'date', first, last }, rest: text.slice(whole.length) }
  }
  const weekdays = DAYS_OF_WEEK.exec(text)
  if (weekdays) {
    const [whole, from = '', to = from] = weekdays
    const [first, last] = [weekdayOf(from), weekdayOf(to)]
    if (last < first) return null
    return { value: { kind: 'weekday', first, last }, rest: text.slice(whole.length) }
  }
  for (const [kind, words] of Object.entries(KIND_WORDS)) {
    const word = [words.zh, words.en].find((each) => text.toLowerCase().startsWith(each))
    const days = { kind: kind as DayKind, first: '', last: '' }
    if (word) return { value: days, rest: text.slice(word.length) }
  }
  return null
}

const startsWith = (text: string, { zh, en }: Bilingual): string | null =>
  [zh, en].find((word) => text.toLowerCase().startsWith(word)) ?? null

const readShift = (text: string): Read<Omit<Shift, 'crew'>> => {
  const whole = startsWith(text, ALL_DAY)
  if (whole) return { value: WHOLE_DAY, rest: text.slice(whole.length) }
  const found = SHIFT.exec(text)
  if (!found) return null
  const [all, fromHour = '', fromMinute, untilHour = '', untilMinute] = found
  const from = `${fromHour.padStart(2, '0')}:${fromMinute}`
  const until = `${untilHour.padStart(2, '0')}:${untilMinute}`
  // Nothing begins at the end of a day, and nothing lies behind it; a shift of no time is none.
  if (from >= '24:00' || until > '24:00' || from === until) return null
  return { value: { from, until }, rest: text.slice(all.length) }
}

const readShifts = (text: string): Shift[] | null => {
  const off = startsWith(text, OFF)
  if (off) return text.slice(off.length).trim() === '' || /^息$/.test(text.slice(1)) ? [] : null
  const shifts: Shift[] = []
  let rest = text
  while (rest !== '') {
    const shift = readShift(rest)
    if (!shift) return null
    rest = shift.rest.trimStart()
    const crew = CREW.exec(rest)
    const count = crew ? Number(crew[1]) : null
    if (count === 0 || (count ?? 0) > ROSTER_LIMITS.mostCrew) return null
    rest = rest.slice(crew?.[0].length ?? 0).replace(/^\s*[,、+]\s*|^\s+/, '')
    shifts.push({ ...shift.value, crew: count })
  }
  return shifts.length > 0 ? shifts : null
}

/** One entry for each of its days: `周六、周日 09:00-17:00` are two. */
const readEntry = (text: string): RosterEntry[] | null => {
  const days: Days[] = []
  let rest = text
  do {
    const read = readDays(rest.replace(BETWEEN_DAYS, ''))
    if (!read) return null
    days.push(read.value)
    rest = read.rest
  } while (BETWEEN_DAYS.test(rest))
  const shifts = readShifts(rest.replace(/^\s*[::]?\s*/, ''))
  return shifts && days.map((each) => ({ ...each, shifts }))
}

const WRONG = (entry: string): Bilingual => ({
  zh: `“${entry}”不是排班：应为“日期 时段 人数”，如 工作日 08:00-18:00 5人；周六、周日 休；2026-10-01至2026-10-03 全天 2人`,
  en: `"${entry}" is no entry of a roster: days, hours and crew, such as workdays 08:00-18:00 5 crew; Sat, Sun off; 2026-10-01 to 2026-10-03 all day 2 crew`,
})

/** @returns the roster, or what is wrong with the text. */
export const readRoster = (text: string): { roster: Roster } | { problem: Bilingual } => {
  const roster: RosterEntry[] = []
  for (const part of normalised(text).split(';')) {
    const entry = part.trim()
    if (entry === '') continue
    const read = readEntry(entry)
    if (!read) return { problem: WRONG(entry) }
    roster.push(...read)
  }
  if (roster.length === 0 || roster.length > ROSTER_LIMITS.mostEntries) {
    return { problem: WRONG(text.slice(0, 20)) }
  }
  return { roster }
}

const daysText = ({ kind, first, last }: RosterEntry, language: Language): string => {
  if (kind === 'date' || kind === 'weekday') {
    const column = language === 'zh' ? 0 : 1
    const name = (day: string): string =>
      kind === 'date' ? day : WEEKDAYS[Number(day) - 1]![column]
    const to = language === 'zh' ? '至' : ' to '
    return first === last ? name(first) : `${name(first)}${to}${name(last)}`
  }
  return KIND_WORDS[kind][language]
}

/** As it is read, in one language. */
export const rosterText = (roster: Roster, language: Language): string => {
  const isChinese = language === 'zh'
  const shiftText = ({ from, until, crew }: Shift): string => {
    const isWhole = from === WHOLE_DAY.from && until === WHOLE_DAY.until
    const hours = isWhole ? ALL_DAY[language] : `${from}-${until}`
    return crew === null ? hours : `${hours} ${crew}${isChinese ? '人' : ' crew'}`
  }
  return roster
    .map((entry) => {
      const shifts = listText(entry.shifts.map(shiftText), language)
      return `${daysText(entry, language)} ${shifts || OFF[language]}`
    })
    .join(isChinese ? '；' : '; ')
}

const isOf = ({ kind, first, last }: RosterEntry, date: string, day: CalendarDay): boolean => {
  switch (kind) {
    case 'date':
      return first <= date && date <= last
    case 'holiday':
      return day.isHoliday
    case 'workday':
      return day.isWorkday
    case 'rest-day':
      return !day.isWorkday
    case 'weekday':
      return Number(first) <= day.weekday && day.weekday <= Number(last)
    case 'daily':
      return true
  }
}

/** The shifts that begin on a day. @param date YYYY-MM-DD. */
export const shiftsOf = (roster: Roster, date: string, day: CalendarDay): readonly Shift[] => {
  const ofDay = roster.filter((entry) => isOf(entry, date, day))
  for (const kinds of PRECEDENCE) {
    const entries = ofDay.filter(({ kind }) => kinds.includes(kind))
    if (entries.length > 0) return entries.flatMap(({ shifts }) => shifts)
  }
  return []
}

/** Minutes since midnight of the day on which it begins; the end may lie behind midnight. */
export const minutesOf = ({ from, until }: Shift): readonly [from: number, until: number] => {
  const [first, last] = [minuteOfTimeOfDay(from), minuteOfTimeOfDay(until)]
  return [first, last > first ? last : last + 24 * 60]
}

/** Whether it asks which days are holidays and which weekends are worked. */
export const followsCalendar = (roster: Roster): boolean =>
  roster.some(({ kind }) => kind === 'holiday' || kind === 'workday' || kind === 'rest-day')
