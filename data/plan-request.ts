/** What is asked of a plan: who wants what by when, the rules it keeps, the aims it is judged by. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { bilingualIssue, onceEach, text, transferInstantSchema } from './inputs.ts'
import { itemSchema, quantitySchema, stockpileIdSchema } from './ledger.ts'
import { closuresSchema, keptClosureSchema } from './scenario.ts'
import { keyOf, placeInput } from './shapes.ts'
import { stakeMetresOf } from './stakes.ts'

export const PLAN_LIMITS = {
  mostSites: 60,
  mostItems: 40,
  mostNameCharacters: 120,
  mostHandlingMinutes: 600,
  mostLorries: 1000,
  mostClosures: 50,
  mostHired: 10,
  mostKilograms: 100_000,
  mostCubicMetres: 300,
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
  oneTrip: { zh: '每辆车只跑一趟', en: 'Each lorry drives once' },
  oneStore: { zh: '每辆车只在本点装货', en: 'Each lorry loads at its own store' },
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

const KIT_REPEATED = {
  en: 'names a kit that is named above already',
  zh: '同一种成套物资列出了不止一次',
}
const NOTHING_ASKED = { en: 'asks for neither goods nor kits', zh: '没有列出物资或成套物资' }

const askedKitSchema = z.strictObject({ kit: z.string().min(1).max(200), quantity: quantitySchema })

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
  demands: z.array(planDemandSchema).max(PLAN_LIMITS.mostItems).default([]),
  /** Kits by their id: whole ones, each from one store on one load. */
  kits: z
    .array(askedKitSchema)
    .max(PLAN_LIMITS.mostItems)
    .superRefine(onceEach(({ kit }) => kit, KIT_REPEATED))
    .default([]),
})

const PLACE_WANTED = {
  en: 'needs a flood work (workId) or a place (lon and lat)',
  zh: '需要防洪工程（workId）或地点（lon 与 lat）',
}
const ONE_PLACE_WANTED = {
  en: 'goes with a work (workId), and without lon and lat: one unloading place',
  zh: '须与工程（workId）同用，且不与 lon、lat 同用：卸货点只有一个',
}
const ONE_STAND_WANTED = {
  en: 'stands at a stockpile (stockpileId) or at a place (lon and lat)',
  zh: '须写明在哪个储备点（stockpileId）或地点（lon 与 lat）待命',
}
const SERVICE_FIRST = {
  en: 'must begin with missed or lateness: sending nothing would serve every other aim best',
  zh: '须以 missed 或 lateness 开头：否则什么都不送就是最优',
}
const AIM_REPEATED = { en: 'names an aim more than once', zh: '同一目标列出了不止一次' }
const ITEM_REPEATED = { en: 'names an item more than once', zh: '同一种物资列出了不止一次' }

const hiredSchema = z.strictObject({
  /** What they are called on the order, such as the firm. */
  name: text(PLAN_LIMITS.mostNameCharacters),
  count: z.int().min(1).max(PLAN_LIMITS.mostLorries),
  /** What one takes. */
  kilograms: z.int().min(1).max(PLAN_LIMITS.mostKilograms),
  cubicMetres: z.number().positive().max(PLAN_LIMITS.mostCubicMetres),
  /** The stockpile that they stand at; they load there alone. */
  stockpileId: stockpileIdSchema.optional(),
  /** Or the place from which they drive to any stockpile near it. */
  lon: placeInput.lon.optional(),
  lat: placeInput.lat.optional(),
  /** From the plan's start until they can be loaded, or set out. */
  readyMinutes: handlingMinutes.default(0),
})

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
      for (const [index, { workId, lon, lat, stake, demands, kits }] of sites.entries()) {
        if (demands.length + kits.length === 0) {
          context.addIssue(bilingualIssue(NOTHING_ASKED, [index, 'demands']))
        }
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
  /** Lorries that belong to no stockpile. */
  hired: z
    .array(hiredSchema)
    .max(PLAN_LIMITS.mostHired)
    .default([])
    .superRefine((lines, context) => {
      for (const [index, { stockpileId, lon, lat }] of lines.entries()) {
        const isPlace = lon !== undefined && lat !== undefined
        const isWhole = isPlace || (lon === undefined && lat === undefined)
        if (!isWhole || isPlace === (stockpileId !== undefined)) {
          context.addIssue(bilingualIssue(ONE_STAND_WANTED, [index]))
        }
      }
    }),
  loadingMinutes: handlingMinutes.default(HANDLING_DEFAULTS.loadingMinutes),
  unloadingMinutes: handlingMinutes.default(HANDLING_DEFAULTS.unloadingMinutes),
})
export type TransferPlanInput = z.input<typeof transferPlanRequestSchema>
export type TransferPlanRequest = z.output<typeof transferPlanRequestSchema>
