/**
 * Public holidays and the weekends that are worked instead, as the State Council announces them each
 * November: 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号 for 2026. A year is added by two lists.
 */

interface Arrangement {
  /** First and last day of each, MM-DD. */
  readonly holidays: readonly (readonly [first: string, last: string])[]
  /** Saturdays and Sundays that are worked. */
  readonly worked: readonly string[]
}

// biome-ignore format: one year, two lists.
const ARRANGEMENTS: Readonly<Record<string, Arrangement>> = {
  '2025': {
    holidays: [
      ['01-01', '01-01'], ['01-28', '02-04'], ['04-04', '04-06'], ['05-01', '05-05'],
      ['05-31', '06-02'], ['10-01', '10-08'],
    ],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  '2026': {
    holidays: [
      ['01-01', '01-03'], ['02-15', '02-23'], ['04-04', '04-06'], ['05-01', '05-05'],
      ['06-19', '06-21'], ['09-25', '09-27'], ['10-01', '10-07'],
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
}

/**
 * Holidays by law on the same dates of every year (全国年节及纪念日放假办法, since 2025). Those of the
 * lunar calendar are not worked out: browsers take 6 February 2027, the first day of a year, for the
 * last of the one before.
 */
const BY_LAW = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

/** What a day is by the calendar. */
export interface CalendarDay {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number
  readonly isHoliday: boolean
  /** Neither a holiday nor a weekend, or a weekend that is worked instead. */
  readonly isWorkday: boolean
  /** False where the year's holidays have not been entered: it is taken by law and weekday. */
  readonly isKnown: boolean
}

const DAYS_PER_WEEK = 7
const FRIDAY = 5

/** @param date local day, YYYY-MM-DD. */
export const calendarDay = (date: string): CalendarDay => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || DAYS_PER_WEEK
  const arrangement = ARRANGEMENTS[date.slice(0, 4)]
  const day = date.slice(5)
  const isHoliday =
    arrangement?.holidays.some(([first, last]) => first <= day && day <= last) ??
    BY_LAW.includes(day)
  const isWorked = arrangement?.worked.includes(day) ?? false
  return {
    weekday,
    isHoliday,
    isWorkday: isWorked || (!isHoliday && weekday <= FRIDAY),
    isKnown: arrangement !== undefined,
  }
}
