/** A plan for a transfer as it is answered: which stockpiles send what, and how well that is proved. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { deliverySchema } from './delivery.ts'
import { someKitsSchema } from './kit.ts'
import { itemSchema, stockpileIdSchema } from './ledger.ts'
import { pickupSchema } from './pickup.ts'
import {
  PLAN_AIMS,
  PLAN_RULE_NAMES,
  PRIORITIES,
  transferPlanRequestSchema,
} from './plan-request.ts'
import { activeClosureSchema } from './road-closure.ts'
import { bilingualSchema, keyOf, lonLatSchema, named, place, stampWithNotice } from './shapes.ts'

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
  /** 0 for machines that drive themselves. */
  lorries: z.int(),
  /** What the hired lorries are called; null for the stockpile's own. */
  hired: z.string().nullable(),
  /** How often its lorries will have driven there by then, from 1. */
  round: z.int(),
  pickup: pickupSchema,
  tonnes: z.number(),
  cubicMetres: z.number(),
  travelSeconds: z.number(),
  distanceMetres: z.number(),
  leavesAt: z.string(),
  arrivesAt: z.string(),
  isLate: z.boolean(),
  /** Longitude, latitude along the road. */
  route: z.array(lonLatSchema),
  /** Whole kits among the lines. */
  kits: z.array(someKitsSchema),
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

const comesTo = {
  requested: z.int(),
  inTime: z.int(),
  late: z.int(),
  short: z.int(),
  shortReason: keyOf(SHORT_REASONS).nullable(),
  /** When the whole quantity could be there at the earliest; null: never with what there is. */
  earliestAt: z.string().nullable(),
}

export const sitePlanSchema = z.object({
  ...named,
  workId: z.string().nullable(),
  /** Where all of the site's goods are unloaded. */
  ...place,
  delivery: deliverySchema,
  /** In force, which it lies in. */
  floods: z.array(activeClosureSchema),
  countyCode: z.string().nullable(),
  deadline: z.string().nullable(),
  priority: keyOf(PRIORITIES),
  lastArrivalAt: z.string().nullable(),
  lines: z.array(z.object({ item: itemSchema, ...comesTo })),
  kits: z.array(
    someKitsSchema.omit({ quantity: true }).extend({
      ...comesTo,
      /** Parts of which there is too little in all stockpiles together for those that are short. */
      lacking: z.array(z.object({ item: itemSchema, short: z.int() })),
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
  later: { zh: '会更晚送到', en: 'its goods would come later' },
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

/** The same of whole kits, by the kit's id. */
const kitPassedOverSchema = planPassedOverSchema.omit({ item: true }).extend({ kit: z.string() })
export type KitPassedOver = z.infer<typeof kitPassedOverSchema>

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
  /** Lorries that those who send, or are passed over, have today: by the register, or as asked. */
  lorriesThere: z.record(z.string(), z.int()),
  /** Nearer stockpiles that do not send, with the reason; nearest first. */
  passedOver: z.array(planPassedOverSchema),
  kitsPassedOver: z.array(kitPassedOverSchema),
  figures: z.object({
    demandLines: z.int(),
    linesInTime: z.int(),
    /** Weighted share of the demand that is there in time, 0 … 1. */
    inTimeShare: z.number(),
    lorries: z.int(),
    /** On these lorries. */
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
