import type { Language } from '../../data/bilingual.ts'

const DAY_MILLISECONDS = 24 * 3600 * 1000
const DAYS_PER_YEAR = 365.25
const DAYS_PER_MONTH = DAYS_PER_YEAR / 12
/** Up to here an age is given in days, then in months, then in years. */
const DAYS_UNTIL_MONTHS = 45
const MONTHS_UNTIL_YEARS = 18
/** Facts not checked for this long get a warning. */
const STALE_AFTER_DAYS = 365

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
