/** Answer of the siting analysis: the sites, how surely they are the best, and what they change. */
import { z } from 'zod'
import { demandRecordSchema } from './coverage.ts'
import { sentStationSchema } from './deployment.ts'
import { networkSummarySchema } from './nearest.ts'
import { VARIANT_NAMES } from './planning-day.ts'
import { activeClosureSchema } from './road-closure.ts'
import { bilingualSchema, keyOf, named, place, stampWithNotice } from './shapes.ts'
import { SITE_KINDS } from './site-kinds.ts'
import { LEFT_OUT, sitingQuerySchema } from './siting.ts'

/** How evenly people are served at one time. */
const fairnessSchema = z.object({
  /** The county with the least share of its people in time. */
  worstCounty: z.object({ code: z.string(), share: z.number() }).nullable(),
  /** Nine of ten people are reached within so long; null where that many are not. */
  p90Seconds: z.number().nullable(),
  /** Of the times to the first arrival: 0 where all wait as long, towards 1 where few wait for all. */
  gini: z.number(),
})
export type Fairness = z.infer<typeof fairnessSchema>

export const siteSchema = z.object({
  /** From 1: the site with the greatest gain first. */
  rank: z.int(),
  ...place,
  ...named,
  kind: keyOf(SITE_KINDS),
  /** The station that is changed; null for a new one. */
  stationId: z.string().nullable(),
  /** Of the demand it stands for, or the nearest. */
  countyCode: z.string(),
  townCode: z.string(),
  /** Over the years asked about, in 10,000 yuan; null without a budget. */
  cost: z.number().nullable(),
  /** Index into `phases`; null without phases. */
  phase: z.int().nullable(),
  /** It was asked for. */
  isMust: z.boolean(),
  /** People in time whom this site adds to those before it. */
  peopleWon: z.int(),
  /** What it is ranked by, in the unit of the problem: see `SITING_PROBLEMS`. Null for a spare one. */
  gain: z.number().nullable(),
  /** The objective is met without it: it saves people-minutes. */
  isSpare: z.boolean(),
})
export type Site = z.infer<typeof siteSchema>

export const SITING_STATES = ['running', 'optimal', 'within-gap', 'stopped', 'failed'] as const

export const sitingAnswerSchema = z.object({
  /** Closures in force that were obeyed. */
  obeyed: z.array(activeClosureSchema),
  /** Stations that are out and were not counted. */
  sent: z.array(sentStationSchema),
  sites: z.array(siteSchema),
  /**
   * What the sites are worth, in `unit`. Where `lscp` needs more sites than `add`, it is the people
   * in time whom the best `add` sites win, and `enough` says how many sites it takes.
   */
  objective: z.number(),
  /** The same without any new site; null where the objective counts sites. */
  objectiveBefore: z.number().nullable(),
  /** No choice of so many sites among the candidates can be better than this, in `unit`. */
  bound: z.number(),
  unit: bilingualSchema,
  proved: z.boolean(),
  /** For `lscp`: a number of sites that meets the target, and how many it takes at the least. */
  enough: z.object({ sites: z.int(), atLeast: z.int(), proved: z.boolean() }).nullable(),
  /**
   * For `p-center`, where fewer sites than asked for make the longest time as short as it can be:
   * the others save people-minutes, over what is saved already.
   */
  spare: z
    .object({ sites: z.int(), saved: z.number(), mostSaved: z.number(), proved: z.boolean() })
    .nullable(),
  /** Sentences on what was asked and cannot be had, or was had with less. */
  remarks: z.array(bilingualSchema),
  /** How far the solution is from the bound at most, in percent of the bound. */
  gapPercent: z.number(),
  state: z.enum(SITING_STATES),
  /** Address of the running proof; missing when there is nothing left to prove. */
  jobId: z.string().optional(),
  /** Missing in answers of before there was a choice of what counts. */
  demandRecord: demandRecordSchema.optional(),
  network: networkSummarySchema,
  /** People in time without and with the sites, and all people. */
  people: z.int(),
  peopleInTimeBefore: z.int(),
  peopleInTime: z.int(),
  /** As the coverage analysis finds it with the sites built; null while the search goes on. */
  peopleInTimeChecked: z.int().nullable(),
  /** By part of the day, at the usual speeds. */
  periods: z.array(
    z.object({
      name: z.string().nullable(),
      at: z.string(),
      weight: z.int(),
      peopleInTimeBefore: z.int(),
      peopleInTime: z.int(),
    }),
  ),
  /** People in time at slow, usual and fast, over all parts of the day; null without a band. */
  band: z.record(z.enum(VARIANT_NAMES), z.object({ before: z.int(), after: z.int() })).nullable(),
  /** What the sites cost over the years asked about, in 10,000 yuan; null without a budget. */
  spent: z.number().nullable(),
  /** Each phase: what it wins over those before it, and how surely it is the best given them. */
  phases: z.array(
    z.object({
      name: z.string(),
      most: z.number(),
      sites: z.int(),
      peopleWon: z.int(),
      gapPercent: z.number(),
      proved: z.boolean(),
    }),
  ),
  /** People in time whom the best set without phases wins more; null without phases or not known. */
  phaseLoss: z.int().nullable(),
  /**
   * What the least share of each county costs; null where none is asked for, and while the search
   * goes on.
   */
  fairnessPrice: z
    .object({
      /** Every county has it. */
      isKept: z.boolean(),
      /** No choice of so many sites, or of so much money, can keep it. */
      isProvedImpossible: z.boolean(),
      /** People in time, in the sense of the objective, whom the best set without it has more; 0, as the bounds, where it is proved impossible. */
      people: z.number(),
      /** Between these lies the price where both sets are the best possible. */
      atLeast: z.number(),
      atMost: z.number(),
      /** The county that is worst off without it. */
      worstWithout: z.object({ code: z.string(), share: z.number() }),
    })
    .nullable(),
  /** How evenly people are served, before and with the sites; null while the search goes on. */
  fairness: z.object({ before: fairnessSchema, after: fairnessSchema }).nullable(),
  /**
   * For each site in how many cases (a part of the day at one speed), each solved alone, it is
   * chosen or another within 1 km of it; null while the search goes on, or of a single case.
   */
  stability: z.object({ cases: z.int(), chosen: z.array(z.int()) }).nullable(),
  candidateCount: z.int(),
  /** Demand cells that are no candidates, and who lives there. */
  leftOut: z.array(z.object({ reason: keyOf(LEFT_OUT), cells: z.int(), people: z.int() })),
  demandCount: z.int(),
  /** People in time by number of stations added: the greedy order, each step a lower bound. */
  curve: z.array(z.object({ sites: z.int(), people: z.int() })),
  /** Demand cells that no candidate can reach in time (indexes), for `lscp`. */
  unreachableCells: z.array(z.int()),
  peopleUnreachable: z.int(),
  elapsedSeconds: z.number(),
  /** By it the server knows its answer when it is to be kept; missing where it may not write. */
  seal: z.string().optional(),
  query: sitingQuerySchema,
  ...stampWithNotice,
})
export type SitingAnswer = z.infer<typeof sitingAnswerSchema>
