/** Request and answer of the siting analysis: where should the next stations stand? */

import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { coverageQuerySchema, coverageRequestSchema } from './coverage.ts'
import { areaSchema } from './geometry.ts'
import { text } from './inputs.ts'
import { DEFAULT_TURNOUT_SECONDS, SCENARIO_LIMITS } from './scenario.ts'
import { keyOf, placeInput } from './shapes.ts'
import type { SiteKind } from './site-kinds.ts'

export const SITING_LIMITS = {
  mostSites: 200,
  /** Of a list of one's own. */
  mostPoints: 5000,
  /** In all: what a thread can hold with whom each would reach. */
  mostCandidates: 20_000,
  leastMetres: 100,
  mostMetres: 50_000,
  mostExclusions: 50,
  /** Sites that must be chosen, and places where none may be. */
  mostNamed: 200,
  mostPhases: 10,
  mostYears: 50,
  /** 10,000 yuan (万元). */
  mostMoney: 10_000_000,
  /** Percent. */
  leastGap: 0,
  mostGap: 50,
} as const

/** What is to be made best; the unit of objective and bound goes with it. */
export const SITING_PROBLEMS = {
  mclp: {
    label: {
      zh: '最大覆盖：达标的人最多',
      en: 'Maximal covering: most people in time',
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

/** Money in 10,000 yuan (万元), to a tenth. */
const money = z.number().min(0).max(SITING_LIMITS.mostMoney).multipleOf(0.1)

const costSchema = z.strictObject({ once: money, perYear: money })
export type SiteCost = z.infer<typeof costSchema>

/** Assumptions in 10,000 yuan (万元), to be replaced by a bureau's own. */
export const DEFAULT_COSTS: Readonly<Record<SiteKind, SiteCost>> = {
  'new-site': { once: 120, perYear: 0 },
  'longer-hours': { once: 0, perYear: 44 },
  'more-crew': { once: 0, perYear: 30 },
  upgrade: { once: 40, perYear: 0 },
}

const costsSchema = z.strictObject({
  'new-site': costSchema.default(DEFAULT_COSTS['new-site']),
  'longer-hours': costSchema.default(DEFAULT_COSTS['longer-hours']),
  'more-crew': costSchema.default(DEFAULT_COSTS['more-crew']),
  upgrade: costSchema.default(DEFAULT_COSTS.upgrade),
})

/** What speeds and turnouts the sites are chosen for. */
export const ROBUSTNESS = {
  nominal: { zh: '按现有车速与出动时间', en: 'Speeds and turnouts as they stand' },
  average: { zh: '慢、常、快三种情形平均', en: 'Average of slow, usual and fast' },
  worst: { zh: '最慢情形（最不利）', en: 'The slow case, which is the worst' },
} as const satisfies Record<string, Bilingual>
export type Robustness = keyof typeof ROBUSTNESS

/** A site by the station that is changed or by its place, as an earlier answer names it. */
const siteReferenceSchema = z.union([
  z.strictObject({ stationId: z.string().min(1).max(200) }),
  z.strictObject({
    ...placeInput,
    name: text(SCENARIO_LIMITS.mostNameCharacters).optional(),
  }),
])
export type SiteReference = z.infer<typeof siteReferenceSchema>

const metres = z.int().min(SITING_LIMITS.leastMetres).max(SITING_LIMITS.mostMetres)

/** Why a place is no candidate. */
export const LEFT_OUT = {
  'not-offered': { zh: '未列为候选', en: 'not offered' },
  forbidden: { zh: '已列为不选', en: 'ruled out one by one' },
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
  /** Present stations without a crew on duty: to give them one. */
  moreCrew: z.boolean().default(false),
  /** Present stations short of the grade or the gear asked for: to bring them up to it. */
  upgrades: z.boolean().default(false),
  /** Nowhere inside these. */
  exclude: z.array(areaSchema).max(SITING_LIMITS.mostExclusions).default([]),
})

const coverageQuestionSchema = coverageRequestSchema.omit({ parts: true })

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
  /** Which of the band the sites are chosen for; without one, of the usual band. */
  robust: keyOf(ROBUSTNESS).default('nominal'),
  /** Sites that are chosen whatever they win, and places where none may be. */
  must: z.array(siteReferenceSchema).max(SITING_LIMITS.mostNamed).default([]),
  forbid: z.array(siteReferenceSchema).max(SITING_LIMITS.mostNamed).default([]),
  /** What all sites may cost over `years`, in 10,000 yuan, instead of their number. */
  budget: z
    .strictObject({
      most: money,
      years: z.int().min(1).max(SITING_LIMITS.mostYears).default(1),
      costs: costsSchema.prefault({}),
    })
    .nullable()
    .default(null),
  /** Least and most sites of a county. */
  quotas: z
    .array(
      z.strictObject({
        countyCode: z.string().min(1).max(20),
        least: z.int().min(0).max(SITING_LIMITS.mostSites).default(0),
        most: z.int().min(0).max(SITING_LIMITS.mostSites).default(SITING_LIMITS.mostSites),
      }),
    )
    .max(100)
    .default([]),
  /**
   * Every county is to have so many percent of its people in time, over the cases that count, for
   * `mclp`. Null: the people of all counties count alike.
   */
  leastCountyPercent: z.int().min(1).max(100).nullable().default(null),
  /**
   * Sites (or with a budget 10,000 yuan) of one year after the other, together `add` or the
   * budget: each year's set is the best given those before it.
   */
  phases: z
    .array(z.strictObject({ name: text(20), most: z.number().gt(0) }))
    .max(SITING_LIMITS.mostPhases)
    .default([]),
  /**
   * Percent of the time that a station is out when called: the objective is then the people whom a
   * free station is expected to reach in time (MEXCLP, Daskin 1983). 0: stations are never out.
   */
  busyPercent: z.int().min(0).max(95).default(0),
})
export type SitingRequest = z.input<typeof sitingRequestSchema>

export const sitingQuerySchema = z.strictObject({
  ...sitingRequestSchema.shape,
  at: coverageQuerySchema.shape.at,
  withoutSent: coverageQuerySchema.shape.withoutSent,
  standards: coverageQuerySchema.shape.standards,
  /** Missing in answers of before there was a choice: residents. */
  demand: coverageQuerySchema.shape.demand.unwrap().optional(),
})
export type SitingQuery = z.infer<typeof sitingQuerySchema>
