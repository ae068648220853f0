/** Request and answer of the siting analysis: where should the next stations stand? */

import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { coverageQuerySchema, coverageRequestSchema } from './coverage.ts'
import { sentStationSchema } from './deployment.ts'
import { areaSchema } from './geometry.ts'
import { text } from './inputs.ts'
import { activeClosureSchema } from './road-closure.ts'
import { DEFAULT_TURNOUT_SECONDS, SCENARIO_LIMITS } from './scenario.ts'
import { bilingualSchema, keyOf, named, place, placeInput, stampWithNotice } from './shapes.ts'

export const SITING_LIMITS = {
  mostSites: 200,
  /** Of a list of one's own. */
  mostPoints: 5000,
  /** In all: what a thread can hold with whom each would reach. */
  mostCandidates: 20_000,
  leastMetres: 100,
  mostMetres: 50_000,
  mostExclusions: 50,
  /** Percent. */
  leastGap: 0,
  mostGap: 50,
} as const

/** What is to be made best; the unit of objective and bound goes with it. */
export const SITING_PROBLEMS = {
  mclp: {
    label: {
      zh: '最大覆盖：N 个新站覆盖最多的人',
      en: 'Maximal covering: most people in time with N',
    },
    unit: { zh: '人', en: 'people' },
    gain: { zh: '新增达标人口', en: 'People won' },
  },
  lscp: {
    label: {
      zh: '集合覆盖：达到目标最少要几个站',
      en: 'Set covering: fewest stations for a target',
    },
    unit: { zh: '个新站', en: 'new stations' },
    gain: { zh: '新增达标人口', en: 'People won' },
  },
  'p-median': {
    label: { zh: 'p-中位：总到达时间最短', en: 'p-median: least people-minutes' },
    unit: { zh: '人·分钟', en: 'people-minutes' },
    gain: { zh: '节省（人·分钟）', en: 'People-minutes saved' },
  },
  'p-center': {
    label: { zh: 'p-中心：最长到达时间最短', en: 'p-center: shortest longest time to arrival' },
    unit: { zh: '分钟', en: 'minutes' },
    gain: {
      zh: '所及之处最长到达时间缩短（分钟）',
      en: 'Minutes off the longest time of its places',
    },
  },
} as const satisfies Record<
  string,
  {
    label: Bilingual
    unit: Bilingual
    /** What a site is ranked by. */
    gain: Bilingual
  }
>
export type SitingProblem = keyof typeof SITING_PROBLEMS

const metres = z.int().min(SITING_LIMITS.leastMetres).max(SITING_LIMITS.mostMetres)

/** Why a place is no candidate. */
export const LEFT_OUT = {
  'not-offered': { zh: '未列为候选', en: 'not offered' },
  excluded: { zh: '在限定范围之外', en: 'outside the area allowed' },
  'far-from-towns': { zh: '离乡镇驻地过远', en: 'too far from a town seat' },
  'near-stations': { zh: '离现有站点过近', en: 'too near a present station' },
  'no-road': { zh: '附近没有道路', en: 'no road near' },
  limit: { zh: '超过候选数量上限', en: 'beyond the limit of candidates' },
} as const satisfies Record<string, Bilingual>
export type LeftOutReason = keyof typeof LEFT_OUT

/** Where a new station may stand; everything named is offered together. */
export const candidatesSchema = z.strictObject({
  /** Seats of towns. */
  towns: z.boolean().default(false),
  /** Every demand cell that has a road; where they are too many, the most populous. */
  settlements: z.boolean().default(true),
  /** Only inside this area. */
  area: areaSchema.nullable().default(null),
  /** A list of one's own. */
  points: z
    .array(
      z.strictObject({ name: text(SCENARIO_LIMITS.mostNameCharacters).optional(), ...placeInput }),
    )
    .max(SITING_LIMITS.mostPoints)
    .default([]),
  /** Only within so many metres of the seat of a town, as the crow flies. */
  nearTownsMetres: metres.nullable().default(null),
  /** Only so many metres or more from every present station, as the crow flies. */
  awayFromStationsMetres: metres.nullable().default(null),
  /** Present stations that are not there at this time: to open them longer is a site as well. */
  longerHours: z.boolean().default(false),
  /** Nowhere inside these. */
  exclude: z.array(areaSchema).max(SITING_LIMITS.mostExclusions).default([]),
})

const coverageQuestionSchema = coverageRequestSchema.omit({
  parts: true,
  periods: true,
  band: true,
})

export const sitingRequestSchema = z.strictObject({
  ...coverageQuestionSchema.shape,
  problem: keyOf(SITING_PROBLEMS),
  /** How many new sites; for `lscp` the most that may be proposed. */
  add: z.int().min(1).max(SITING_LIMITS.mostSites).default(5),
  candidates: candidatesSchema.prefault({}),
  turnoutSeconds: z.int().min(0).max(3600).default(DEFAULT_TURNOUT_SECONDS),
  /** Share of the people to be in time, in percent, for `lscp`. */
  targetPercent: z.number().gt(0).max(100).default(95),
  /** Percent of a first coverage that a second station in time is worth, for `mclp`; 0: nothing. */
  backupPercent: z.int().min(0).max(100).default(0),
  /** The proof may stop when the solution is within so many percent of the best possible. */
  gapPercent: z.number().min(SITING_LIMITS.leastGap).max(SITING_LIMITS.mostGap).default(0),
  /** Also the curve of people in time over the number of stations (`mclp`). */
  curve: z.boolean().default(true),
})
export type SitingRequest = z.input<typeof sitingRequestSchema>

export const sitingQuerySchema = z.strictObject({
  ...sitingRequestSchema.shape,
  at: coverageQuerySchema.shape.at,
  withoutSent: coverageQuerySchema.shape.withoutSent,
  standards: coverageQuerySchema.shape.standards,
})
export type SitingQuery = z.infer<typeof sitingQuerySchema>

export const siteSchema = z.object({
  /** From 1: the site with the greatest gain first. */
  rank: z.int(),
  ...place,
  ...named,
  kind: z.enum(['new-site', 'longer-hours']),
  /** The station to be opened longer; null for a new one. */
  stationId: z.string().nullable(),
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
  /** People in time without and with the sites, and all people. */
  people: z.int(),
  peopleInTimeBefore: z.int(),
  peopleInTime: z.int(),
  /** As the coverage analysis finds it with the sites built; null while the search goes on. */
  peopleInTimeChecked: z.int().nullable(),
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
  query: sitingQuerySchema,
  ...stampWithNotice,
})
export type SitingAnswer = z.infer<typeof sitingAnswerSchema>
