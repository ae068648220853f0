/** Planning a transfer: who wants what by when, and which stockpiles send it. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { bilingualIssue, transferInstantSchema } from './inputs.ts'
import { itemSchema, quantitySchema, stockpileIdSchema } from './ledger.ts'
import { nearbyCrossingSchema } from './nearest.ts'
import { activeClosureSchema } from './road-closure.ts'
import { closuresSchema, keptClosureSchema } from './scenario.ts'
import {
  bilingualSchema,
  keyOf,
  lonLatSchema,
  named,
  place,
  placeInput,
  stampWithNotice,
} from './shapes.ts'
import { stakeMetresOf } from './stakes.ts'

export const PLAN_LIMITS = {
  mostSites: 60,
  mostItems: 40,
  mostNameCharacters: 120,
  mostHandlingMinutes: 600,
  mostLorries: 1000,
  mostClosures: 50,
} as const

/** What a unit of demand weighs: a minor site gets nothing that a major one could use in time. */
export const PRIORITIES = {
  major: { label: { zh: '主要', en: 'Major' }, weight: 16 },
  normal: { label: { zh: '一般', en: 'Normal' }, weight: 4 },
  minor: { label: { zh: '次要', en: 'Minor' }, weight: 1 },
} as const satisfies Record<string, { label: Bilingual; weight: number }>
export type Priority = keyof typeof PRIORITIES

/** Rules of a plan; each can be switched off, and the answer names those it kept. */
export const PLAN_RULES = {
  keepReserves: { zh: '保留最低储备', en: 'Keep minimum reserves' },
  importantFirst: { zh: '先主后次', en: 'Important before minor' },
  lorryLimits: { zh: '车辆限制（吨位、容积、数量）', en: 'Lorry limits (load, volume, number)' },
  closures: { zh: '避开封闭道路与淹没区', en: 'Avoid closed roads and flooded areas' },
  deadlines: { zh: '按时限送达', en: 'Deadline of each site' },
} as const satisfies Record<string, Bilingual>
export type PlanRule = keyof typeof PLAN_RULES
export const PLAN_RULE_NAMES = Object.keys(PLAN_RULES) as [PlanRule, ...PlanRule[]]

/** What plans can be judged by, in the order in which they are where every site has a deadline. */
export const PLAN_AIMS = {
  missed: { zh: '按时满足的需求（加权）最多', en: 'Most demand met in time (weighted)' },
  lateness: { zh: '迟到最少', en: 'Least lateness' },
  reserve: { zh: '动用储备最少', en: 'Least use of reserves' },
  county: { zh: '本县优先，其次市级', en: 'Own county first, then the city’s' },
  stores: { zh: '发货点最少', en: 'Fewest stores' },
  lorries: { zh: '车辆最少', en: 'Fewest lorries' },
  arrival: { zh: '最后一批到达最早', en: 'Earliest last arrival' },
  town: { zh: '本乡镇优先', en: 'Own town first' },
  haul: { zh: '吨·分钟最少（先近后远）', en: 'Least tonne-minutes (near before far)' },
} as const satisfies Record<string, Bilingual>
export type PlanAim = keyof typeof PLAN_AIMS
const PLAN_AIM_NAMES = Object.keys(PLAN_AIMS) as PlanAim[]

/** Where a site wants its goods as soon as can be, they are not kept waiting to save a lorry. */
export const usualAims = (isAnyUntimed: boolean): readonly PlanAim[] => {
  if (!isAnyUntimed) return PLAN_AIM_NAMES
  return PLAN_AIM_NAMES.filter((aim) => aim !== 'arrival').flatMap((aim): PlanAim[] =>
    aim === 'stores' ? ['arrival', 'stores'] : [aim],
  )
}

/** Assumptions where nothing is stated: an hour's work of a crew of six per full lorry or less. */
export const HANDLING_DEFAULTS = { loadingMinutes: 30, unloadingMinutes: 20 } as const

/** A lorry where a stockpile states none of its own: an assumption that the answer states. */
export const LORRY_DEFAULTS = {
  city: { count: 12, kilograms: 8000, cubicMetres: 30 },
  county: { count: 5, kilograms: 5000, cubicMetres: 18 },
  town: { count: 1, kilograms: 3000, cubicMetres: 12 },
  village: { count: 1, kilograms: 1500, cubicMetres: 7 },
} as const

const handlingMinutes = z.int().min(0).max(PLAN_LIMITS.mostHandlingMinutes)

const STAKE_WANTED = {
  en: 'is no stake number; write kilometres + metres, such as K12+300',
  zh: '不是桩号；请写作“公里+米”，如 K12+300',
}

export const planDemandSchema = z.strictObject({ item: itemSchema, quantity: quantitySchema })

export const planSiteSchema = z.strictObject({
  /** A flood work, a river, a lake or a forest; the name is then its own. */
  workId: z.string().min(1).max(200).optional(),
  /** The place; of a work the one where all of its goods are unloaded. */
  lon: placeInput.lon.optional(),
  lat: placeInput.lat.optional(),
  /** Where on a line they are unloaded, such as `K12+300`. */
  stake: z
    .string()
    .max(40)
    .refine((text) => stakeMetresOf(text) !== null, bilingualIssue(STAKE_WANTED))
    .optional(),
  name: z.string().trim().max(PLAN_LIMITS.mostNameCharacters).optional(),
  /** Null: as soon as can be. */
  deadline: transferInstantSchema.nullable().default(null),
  priority: keyOf(PRIORITIES).default('normal'),
  demands: z.array(planDemandSchema).min(1).max(PLAN_LIMITS.mostItems),
})

const PLACE_WANTED = {
  en: 'needs a flood work (workId) or a place (lon and lat)',
  zh: '需要防洪工程（workId）或地点（lon 与 lat）',
}
const ONE_PLACE_WANTED = {
  en: 'goes with a work (workId), and without lon and lat: one unloading place',
  zh: '须与工程（workId）同用，且不与 lon、lat 同用：卸货点只有一个',
}
const SERVICE_FIRST = {
  en: 'must begin with missed or lateness: sending nothing would serve every other aim best',
  zh: '须以 missed 或 lateness 开头：否则什么都不送就是最优',
}
const AIM_REPEATED = { en: 'names an aim more than once', zh: '同一目标列出了不止一次' }
const ITEM_REPEATED = { en: 'names an item more than once', zh: '同一种物资列出了不止一次' }

const ruleSwitch = z.boolean().default(true)
const ruleSwitches = Object.fromEntries(
  PLAN_RULE_NAMES.map((rule) => [rule, ruleSwitch]),
) as Readonly<Record<PlanRule, typeof ruleSwitch>>

/** Body of `POST /api/transfer-plans`. */
export const transferPlanRequestSchema = z.strictObject({
  sites: z
    .array(planSiteSchema)
    .min(1)
    .max(PLAN_LIMITS.mostSites)
    .superRefine((sites, context) => {
      for (const [index, { workId, lon, lat, stake, demands }] of sites.entries()) {
        const hasPlace = lon !== undefined && lat !== undefined
        if (!hasPlace && (workId === undefined || lon !== undefined || lat !== undefined)) {
          context.addIssue(bilingualIssue(PLACE_WANTED, [index]))
        }
        if (stake !== undefined && (hasPlace || workId === undefined)) {
          context.addIssue(bilingualIssue(ONE_PLACE_WANTED, [index, 'stake']))
        }
        if (new Set(demands.map(({ item }) => item)).size < demands.length) {
          context.addIssue(bilingualIssue(ITEM_REPEATED, [index, 'demands']))
        }
      }
    }),
  /** When loading begins; left out: now. */
  startAt: transferInstantSchema.optional(),
  emergency: z.boolean().default(false),
  rules: z.strictObject(ruleSwitches).partial().default({}),
  /** What the plan is judged by, in order; left out: the usual aims. */
  objectives: z
    .array(keyOf(PLAN_AIMS))
    .min(1)
    .max(PLAN_AIM_NAMES.length)
    .superRefine((aims, context) => {
      if (aims[0] !== 'missed' && aims[0] !== 'lateness') {
        context.addIssue(bilingualIssue(SERVICE_FIRST, []))
      }
      if (new Set(aims).size < aims.length) context.addIssue(bilingualIssue(AIM_REPEATED, []))
    })
    .optional(),
  /** Stockpiles that shall send nothing. */
  exclude: z.array(stockpileIdSchema).max(2000).default([]),
  /** Closures beside those in force. */
  close: closuresSchema(keptClosureSchema, PLAN_LIMITS.mostClosures),
  /** Lorries there are today, by stockpile, where it is not what its register says. */
  lorries: z.record(stockpileIdSchema, z.int().min(0).max(PLAN_LIMITS.mostLorries)).default({}),
  loadingMinutes: handlingMinutes.default(HANDLING_DEFAULTS.loadingMinutes),
  unloadingMinutes: handlingMinutes.default(HANDLING_DEFAULTS.unloadingMinutes),
})
export type TransferPlanInput = z.input<typeof transferPlanRequestSchema>
export type TransferPlanRequest = z.output<typeof transferPlanRequestSchema>

export const planLineSchema = z.object({
  item: itemSchema,
  batchId: z.int(),
  batch: z.string(),
  expiresOn: z.string().nullable(),
  quantity: z.int(),
})

export const planLoadSchema = z.object({
  stockpileId: z.string(),
  stockpileName: z.string(),
  stockpileNameEn: z.string().nullable(),
  stockpilePhone: z.string().nullable(),
  tier: z.enum(['city', 'county', 'town', 'village']),
  countyCode: z.string(),
  ...place,
  /** Index into `sites`. */
  site: z.int(),
  lorries: z.int(),
  tonnes: z.number(),
  cubicMetres: z.number(),
  travelSeconds: z.number(),
  distanceMetres: z.number(),
  leavesAt: z.string(),
  arrivesAt: z.string(),
  isLate: z.boolean(),
  /** Longitude, latitude along the road. */
  route: z.array(lonLatSchema),
  /** First expired first. */
  lines: z.array(planLineSchema),
})
export type PlanLoad = z.infer<typeof planLoadSchema>

/** Why a part of a demand is not met. */
export const SHORT_REASONS = {
  'no-stock': { zh: '可用库存不足', en: 'not enough stock available' },
  reserve: { zh: '受最低储备限制', en: 'held back by minimum reserves' },
  excluded: { zh: '所余在已排除的储备点', en: 'what is left lies in excluded stockpiles' },
  lorries: { zh: '车辆不足', en: 'not enough lorries' },
  unreachable: { zh: '道路不通', en: 'no road leads there' },
} as const satisfies Record<string, Bilingual>
export type ShortReason = keyof typeof SHORT_REASONS

/** How the one place was found where a site's goods are unloaded. */
export const DELIVERY_WAYS = {
  place: { zh: '指定地点', en: 'the place that was given' },
  work: { zh: '工程所在点', en: 'the work itself' },
  beside: { zh: '工程旁指定点', en: 'a place chosen beside the work' },
  stake: { zh: '桩号', en: 'a stake number' },
  stored: { zh: '该工程登记的卸货点', en: 'an unloading place stored with the work' },
  middle: { zh: '工程中段（尚未指定）', en: 'the middle of the work (not chosen yet)' },
} as const satisfies Record<string, Bilingual>

export const deliverySchema = z.object({
  how: keyOf(DELIVERY_WAYS),
  /** Of the unloading place that is stored with the work. */
  name: z.string().nullable(),
  /** Such as `K12+300`, where the work is a line: of its point that is nearest. */
  stake: z.string().nullable(),
  /** Whether no register tells the line's stakes, so that metres from its beginning are counted. */
  isStakeCounted: z.boolean(),
  /** From the place to the work's line or outline; null where the work is a point, or there is none. */
  offsetMetres: z.int().nullable(),
  /** Null where there is none within 600 m. */
  crossing: nearbyCrossingSchema.nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

export const sitePlanSchema = z.object({
  ...named,
  workId: z.string().nullable(),
  /** Where all of the site's goods are unloaded. */
  ...place,
  delivery: deliverySchema,
  countyCode: z.string().nullable(),
  deadline: z.string().nullable(),
  priority: keyOf(PRIORITIES),
  lastArrivalAt: z.string().nullable(),
  lines: z.array(
    z.object({
      item: itemSchema,
      requested: z.int(),
      inTime: z.int(),
      late: z.int(),
      short: z.int(),
      shortReason: keyOf(SHORT_REASONS).nullable(),
      /** When the whole quantity could be there at the earliest; null: never with what there is. */
      earliestAt: z.string().nullable(),
    }),
  ),
})
export type SitePlan = z.infer<typeof sitePlanSchema>

/**
 * Why a stockpile nearer than one that sends does not send. All that are named would have to go
 * first: what it lacks, then what would become worse if it sent instead.
 */
export const PASSED_OVER_REASONS = {
  'no-stock': { zh: '没有库存', en: 'has none' },
  expired: { zh: '库存已过期', en: 'what it has is past its date' },
  excluded: { zh: '已被排除', en: 'excluded by the dispatcher' },
  reserve: { zh: '须保留最低储备', en: 'must keep its minimum reserve' },
  'other-site': { zh: '可调部分已全部送往其他地点', en: 'all it can send goes to other sites' },
  'too-large': { zh: '其车辆装不下一件', en: 'one unit fits none of its lorries' },
  lorries: { zh: '没有可用车辆', en: 'has no lorry left' },
  'reserve-spared': { zh: '会动用更多最低储备', en: 'more of a minimum reserve would be used' },
  'own-town': { zh: '属本县其他乡镇，本乡镇优先', en: 'is another town’s; own town first' },
  'own-county': { zh: '属外县，本县优先', en: 'is another county’s; own county first' },
  'county-first': { zh: '属市级，本县优先', en: 'is the city’s; own county first' },
  'city-first': { zh: '属外县，市级优先', en: 'is another county’s; the city’s first' },
  'fewer-stores': { zh: '会多一个发货点', en: 'one store more would have to send' },
  'fewer-lorries': { zh: '会多用车辆', en: 'more lorries would be needed' },
  equal: { zh: '由它调出同样好', en: 'would do as well' },
  unproved: { zh: '由它调出会更好，尚未算到', en: 'would do better; not searched so far' },
} as const satisfies Record<string, Bilingual>
export type PassedOverReason = keyof typeof PASSED_OVER_REASONS

export const planPassedOverSchema = z.object({
  stockpileId: z.string(),
  stockpileName: z.string(),
  stockpileNameEn: z.string().nullable(),
  site: z.int(),
  item: itemSchema,
  seconds: z.number(),
  /** The farther stockpile that sends instead. */
  insteadId: z.string(),
  /** At least one. */
  reasons: z.array(z.object({ reason: keyOf(PASSED_OVER_REASONS), detail: bilingualSchema })),
})
export type PlanPassedOver = z.infer<typeof planPassedOverSchema>

export const planProofSchema = z.object({
  state: z.enum(['running', 'proved', 'within-gap', 'stopped', 'failed']),
  /** In the order in which the plan serves them. */
  aims: z.array(
    z.object({
      aim: keyOf(PLAN_AIMS),
      value: z.number(),
      bound: z.number(),
      gapPercent: z.number(),
      /** What is proved of it, given that the aims before it are as they are. */
      sentence: bilingualSchema,
    }),
  ),
  /** The larger of those of `missed` and `lateness`: what a plan is judged by. */
  gapPercent: z.number().nullable(),
})

/** Body of `POST /api/transfer-plans/{planId}/counterfactuals`: what if this stockpile sent it. */
export const counterfactualRequestSchema = z.strictObject({
  stockpileId: stockpileIdSchema,
  /** Index into the plan's `sites`. */
  site: z.int().min(0),
  item: itemSchema,
})
export type CounterfactualRequest = z.output<typeof counterfactualRequestSchema>

/** Its answer: what would become of the plan. More is worse; what is negative becomes less. */
export const counterfactualSchema = z.object({
  ...counterfactualRequestSchema.shape,
  /** Units that it would send more; 0 where it has none or no road leads there. */
  quantity: z.int(),
  /** Aims of the plan that would be served worse, in its order; none: equally good. */
  worse: z.array(keyOf(PLAN_AIMS)),
  /** Until the last goods are there, of all sites and of this one. */
  laterSeconds: z.number(),
  siteLaterSeconds: z.number(),
  /** Demands of which more would come late or stay short. */
  lines: z.array(
    z.object({ site: z.int(), item: itemSchema, lateMore: z.int(), shortMore: z.int() }),
  ),
  /** Units more below minimum reserves. */
  reserves: z.array(z.object({ stockpileId: z.string(), item: itemSchema, belowMore: z.int() })),
  storesMore: z.int(),
  lorriesMore: z.int(),
  /** Lorries that the stockpile would need beside those it has. */
  lorriesLacking: z.int(),
  tonneMinutesMore: z.number(),
  sentence: bilingualSchema,
})
export type Counterfactual = z.infer<typeof counterfactualSchema>

/** Answer of `POST /api/transfer-plans` and, while the proof goes on, of `GET …/{planId}`. */
export const transferPlanSchema = z.object({
  id: z.string(),
  request: transferPlanRequestSchema,
  startAt: z.string(),
  rules: z.array(
    z.object({ rule: z.enum(PLAN_RULE_NAMES), isOn: z.boolean(), sentence: bilingualSchema }),
  ),
  sites: z.array(sitePlanSchema),
  loads: z.array(planLoadSchema),
  /** Lorries that those who send have today, by stockpile: by its register, or as it was asked. */
  lorriesThere: z.record(z.string(), z.int()),
  /** Nearer stockpiles that do not send, with the reason; nearest first. */
  passedOver: z.array(planPassedOverSchema),
  figures: z.object({
    demandLines: z.int(),
    linesInTime: z.int(),
    /** Weighted share of the demand that is there in time, 0 … 1. */
    inTimeShare: z.number(),
    lorries: z.int(),
    tonnes: z.number(),
    tonneMinutes: z.number(),
    lastArrivalAt: z.string().nullable(),
    /** When the last goods could arrive at the earliest, whole lorries or not. */
    earliestLastArrivalAt: z.string().nullable(),
    reserveBreaches: z.array(
      z.object({ stockpileId: z.string(), item: itemSchema, below: z.int(), minimum: z.int() }),
    ),
  }),
  proof: planProofSchema,
  /** What makes it better than the plan that was answered first under its id; null: it is that. */
  improved: bilingualSchema.nullable(),
  /** Assumptions that the figures rest on, as sentences. */
  assumptions: z.array(bilingualSchema),
  closures: z.array(activeClosureSchema),
  ...stampWithNotice,
})
export type TransferPlan = z.infer<typeof transferPlanSchema>
