/** What is counted at the places of demand: residents, people by the hour of the day, or calls. */
import type { Bilingual } from './bilingual.ts'
import { localMinuteOfDay, minuteOfTimeOfDay } from './local-time.ts'
import { DAY_PARTS } from './working-day.ts'

/** By what people are counted, sites chosen, and calls spread. */
export const DEMANDS = {
  residents: { zh: '常住人口', en: 'Residents' },
  /** `peopleByDay` of the settlements in the hours of `DAY_PEOPLE`, `peopleByNight` in the others. */
  'day-and-night': { zh: '白天人口与夜间人口', en: 'People by day and by night' },
  /** `callsPerYear` of the settlements, at any hour. */
  calls: { zh: '各居民点登记的接警次数', en: 'Calls that settlements have on record' },
} as const satisfies Record<string, Bilingual>
export type Demand = keyof typeof DEMANDS
export const DEMAND_NAMES = Object.keys(DEMANDS) as Demand[]

/**
 * When people are where they work and learn: the usual hours of a working day, an assumption, and
 * of any day. No register tells which hours its figures are of.
 */
export const DAY_PEOPLE = { from: DAY_PARTS.day.from, until: DAY_PARTS.day.until } as const

/** Figures of a settlement that may be counted. */
export type DemandFigure = 'people' | 'peopleByDay' | 'peopleByNight' | 'callsPerYear'

/** Which figure of a settlement counts. @param minuteOfDay local. */
export const figureAt = (demand: Demand, minuteOfDay: number): DemandFigure => {
  if (demand === 'residents') return 'people'
  if (demand === 'calls') return 'callsPerYear'
  const isDay =
    minuteOfDay >= minuteOfTimeOfDay(DAY_PEOPLE.from) &&
    minuteOfDay < minuteOfTimeOfDay(DAY_PEOPLE.until)
  return isDay ? 'peopleByDay' : 'peopleByNight'
}

/** The same at an instant. */
export const figureOf = (demand: Demand, at: Date): DemandFigure =>
  figureAt(demand, localMinuteOfDay(at))

/** How many settlements have people or calls at all, and how many of them lack each figure. */
export interface DemandRecord {
  readonly settlements: number
  readonly withoutDay: number
  readonly withoutNight: number
  readonly withoutCalls: number
}

/** Whether any settlement has what a kind of demand counts. */
export const isOnRecord = (demand: Demand, record: DemandRecord): boolean => {
  const { settlements, withoutDay, withoutNight, withoutCalls } = record
  if (demand === 'calls') return withoutCalls < settlements
  return demand === 'residents' || withoutDay < settlements || withoutNight < settlements
}
