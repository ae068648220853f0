/** Request and answer of the analysis of busy stations: who is in time when stations may be out. */
import { z } from 'zod'
import { coverageQuerySchema, coverageRequestSchema } from './coverage.ts'
import { DEMANDS } from './demand.ts'
import { sentStationSchema } from './deployment.ts'
import { networkSummarySchema } from './nearest.ts'
import { activeClosureSchema } from './road-closure.ts'
import {
  bilingualSchema,
  identified,
  keyOf,
  lonLatSchema,
  named,
  stampWithNotice,
} from './shapes.ts'
import { ASSUMED_CALLS_BY_HOUR } from './working-day.ts'

export const BUSY_LIMITS = {
  mostCallsPerYear: 2_000_000,
  mostCallsPer10000: 5000,
  mostMinutesOnScene: 1440,
  mostYears: 20,
  mostSeed: 0xffff_ffff,
  /** Of all simulated years together. */
  mostCalls: 2_000_000,
  mostRelativeCalls: 1_000_000,
} as const

/**
 * What stands in where nothing is known: assumptions, no register has them. 55 calls per 10,000
 * people and year are those of 668 stations (Jining, February 2024) with 68 calls each, which one
 * station of the city, 黄屯街道, had; over 8.24 million people.
 */
export const ASSUMED_CALLS = {
  per10000: 55,
  minutesOnScene: 45,
  byHour: ASSUMED_CALLS_BY_HOUR,
} as const

const callsSchema = z.strictObject({
  /** In the whole city; left out: those on record with `places` `calls`, else by `per10000`. */
  perYear: z.int().min(1).max(BUSY_LIMITS.mostCallsPerYear).nullable().default(null),
  /** Per 10,000 people and year. */
  per10000: z.number().min(0.1).max(BUSY_LIMITS.mostCallsPer10000).default(ASSUMED_CALLS.per10000),
  /** Minutes from the arrival till the way back begins, on average. */
  minutesOnScene: z
    .number()
    .min(1)
    .max(BUSY_LIMITS.mostMinutesOnScene)
    .default(ASSUMED_CALLS.minutesOnScene),
  /** Relative numbers of calls in each local hour, from 0 o'clock on. */
  byHour: z
    .array(z.number().min(0).max(BUSY_LIMITS.mostRelativeCalls))
    .length(ASSUMED_CALLS_BY_HOUR.length)
    .refine((calls) => calls.some((count) => count > 0), {
      message: 'must have calls in one hour at least',
      params: { zh: '至少要有一个小时有接警' },
    })
    .default([...ASSUMED_CALLS_BY_HOUR]),
  /** By what calls are spread over the places; with `calls`, as many as there are on record come, unless `perYear` says. */
  places: keyOf(DEMANDS).default('residents'),
})

const simulationSchema = z.strictObject({
  years: z.int().min(1).max(BUSY_LIMITS.mostYears).default(1),
  /** Same seed, same calls. */
  seed: z.int().min(0).max(BUSY_LIMITS.mostSeed).default(1),
})

/** A call is answered by one station: the first. */
const isOfOneStation = {
  message: 'must be 1: one station answers a call',
  params: { zh: '须为 1：每次出动按一个站计算' },
}

/** Of the coverage question: a year has its own hours and calls, and the answer its own parts. */
const NOT_ASKED = { parts: true, periods: true, band: true, demand: true } as const

/** The coverage question with what calls there are; everything may be left out. */
export const busyRequestSchema = coverageRequestSchema
  .omit(NOT_ASKED)
  .extend({ calls: callsSchema.prefault({}), simulation: simulationSchema.prefault({}) })
  .refine(({ filter }) => filter.due === 1, { ...isOfOneStation, path: ['filter', 'due'] })
export type BusyRequest = z.input<typeof busyRequestSchema>

export const busyQuerySchema = coverageQuerySchema
  .omit(NOT_ASKED)
  .extend({ calls: callsSchema.extend({ perYear: z.int() }), simulation: simulationSchema })
export type BusyQuery = z.infer<typeof busyQuerySchema>

const share = z.number()
const peopleServed = z.object({ peopleInTime: z.int(), share })

/** A share of simulated calls with its 95 % interval. */
const shareIntervalSchema = z.object({ share, low: share, high: share })

const callsTold = z.object({
  calls: z.int(),
  /** In time as the stations were out; null where no call came. */
  inTime: shareIntervalSchema.nullable(),
  /** Of the same calls, if no station on duty had been out. */
  ifFree: share.nullable(),
})

export const busyAnswerSchema = z.object({
  /** At the moment asked about. */
  now: z.object({
    /** By which shares are weighted at that hour: residents, people by day, or calls per year. */
    people: z.int(),
    /** Stations that count. */
    stations: z.int(),
    callsPerHour: z.number(),
    /** For how long a call keeps a station, on average, driving there and back included. */
    minutesOut: z.number(),
    /** Share of its time that a station is out, on average over all. */
    busy: share,
    /** The coverage with every station at home. */
    plain: peopleServed,
    /** Expected covering (MEXCLP, Daskin 1983): stations are out independently. */
    expected: peopleServed,
    /** The same corrected for stations that are out together (Batta, Dolan & Krishnamurthy 1989). */
    corrected: peopleServed,
    /** By each station's own calls (hypercube approximation; Larson 1975, Jarvis 1985). */
    byStation: peopleServed,
  }),
  /** What the simulated calls met, all years together. */
  year: callsTold.extend({
    /** Calls per year that were asked for. */
    callsPerYear: z.int(),
    /** Mean minutes till somebody is there, over the calls that anybody answered. */
    meanMinutes: z.number().nullable(),
    /** Share of the calls that no station on duty could come to within `reachMinutes`. */
    unanswered: share,
    reachMinutes: z.number(),
  }),
  /** By local hour, from 0 o'clock on. */
  byHour: z.array(callsTold.extend({ hour: z.int() })),
  byCounty: z.array(
    callsTold.extend({
      code: z.string(),
      ...named,
      people: z.int(),
      /** At the moment asked about, with every station at home, and by each station's own calls. */
      plain: share,
      byStation: share,
    }),
  ),
  /** Stations that are on duty at any hour of the year, those that are out most first. */
  stations: z.array(
    z.object({
      ...identified,
      position: lonLatSchema,
      /** Calls per simulated year. */
      callsPerYear: z.number(),
      /** Share of its hours on duty that it was out in the simulation. */
      busy: share,
      /** The same at the moment asked about, by the approximation; null where it does not count. */
      busyNow: share.nullable(),
    }),
  ),
  assumptions: z.array(bilingualSchema),
  obeyed: z.array(activeClosureSchema),
  sent: z.array(sentStationSchema),
  network: networkSummarySchema,
  query: busyQuerySchema,
  ...stampWithNotice,
})
export type BusyAnswer = z.infer<typeof busyAnswerSchema>
