/** Parameters of GET /api/stock, and the query as understood. */
import { z } from '@hono/zod-openapi'
import type { LonLat } from '../../data/geometry.ts'
import { itemSchema, LEDGER_LIMITS } from '../../data/ledger.ts'
import type { MaterialKey } from '../../data/materials.ts'
import { STOCK_LIMITS } from '../../data/stock.ts'
import { invalidParameter, ProblemError } from '../http/problem-error.ts'
import {
  booleanParameter,
  instantParameter,
  wholeNumberParameter,
} from '../http/query-parameters.ts'
import { bilingualIssue } from '../http/validation.ts'
import type { StockQuery } from '../services/stock/found-stock.ts'

/** `sandbag,pump`: items of the catalogue, each once. */
export const itemsParameter = z.string().transform((text, context): MaterialKey[] => {
  const items = text.split(',').map((part) => itemSchema.safeParse(part.trim()))
  const known = items.flatMap(({ data }) => (data === undefined ? [] : [data]))
  if (known.length < items.length) {
    const stray = text.split(',').find((part) => !itemSchema.safeParse(part.trim()).success)
    context.addIssue(
      bilingualIssue({
        en: `"${stray}" is no item of the catalogue; /api/materials lists them`,
        zh: `目录中没有“${stray}”；可从 /api/materials 查看`,
      }),
    )
    return z.NEVER
  }
  if (new Set(known).size < known.length || known.length > STOCK_LIMITS.mostItems) {
    context.addIssue(
      bilingualIssue({
        en: `names an item more than once, or more than ${STOCK_LIMITS.mostItems} items`,
        zh: `重复列出了物资，或超过 ${STOCK_LIMITS.mostItems} 种`,
      }),
    )
    return z.NEVER
  }
  return known
})

/** `8000,3`: one quantity per item; a part left empty means any. */
const quantitiesParameter = z
  .string()
  .regex(/^\d{0,10}(,\d{0,10})*$/)
  .transform((text) => text.split(',').map((part) => (part === '' ? null : Number(part))))

const DEGREES = /^\s*[-+]?\d+(\.\d+)?\s*$/

const nearParameter = z.string().transform((text, context): LonLat => {
  const [longitude = Number.NaN, latitude = Number.NaN, ...more] = text
    .split(',')
    // Neither is an empty part nought, nor 0x74 a longitude.
    .map((part) => (DEGREES.test(part) ? Number(part) : Number.NaN))
  const isPlace = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && more.length === 0
  if (!isPlace) {
    context.addIssue(
      bilingualIssue({
        en: 'needs longitude,latitude in degrees such as 116.60,35.40',
        zh: '需要“经度,纬度”，如 116.60,35.40',
      }),
    )
    return z.NEVER
  }
  return [longitude, latitude]
})

export const stockParametersSchema = z.strictObject({
  item: itemsParameter.optional(),
  quantity: quantitiesParameter.optional(),
  near: nearParameter.optional(),
  withinSeconds: wholeNumberParameter(1, STOCK_LIMITS.mostWithinSeconds).optional(),
  at: instantParameter.optional(),
  /** Only this stockpile. */
  stockpile: z.string().min(1).max(200).optional(),
  /** False: as if no road were closed. */
  closures: booleanParameter.default(true),
})
type StockParameters = z.infer<typeof stockParametersSchema>

/** @throws ProblemError for parameters that do not belong together. */
export const stockQueryOf = (parameters: StockParameters, now: Date): StockQuery => {
  const { item, quantity, near, withinSeconds } = parameters
  if (quantity && quantity.length !== item?.length) {
    throw invalidParameter('quantity', {
      en: 'needs one quantity for each item, in the same order',
      zh: '数量须与物资一一对应',
    })
  }
  const tooMany = quantity?.some((each) => each !== null && each > LEDGER_LIMITS.mostQuantity)
  if (tooMany) {
    throw invalidParameter('quantity', {
      en: `must be at most ${LEDGER_LIMITS.mostQuantity}`,
      zh: `不能大于 ${LEDGER_LIMITS.mostQuantity}`,
    })
  }
  if (withinSeconds !== undefined && !near) {
    throw new ProblemError(
      'invalid-parameter',
      { en: 'withinSeconds needs a place (near)', zh: '给出 withinSeconds 时须同时给出 near' },
      [{ parameter: 'near', sentence: { en: 'is missing', zh: '缺少此参数' } }],
    )
  }
  return {
    items: item ?? null,
    quantities: quantity ?? (item ?? []).map(() => null),
    near: near ?? null,
    withinSeconds: near ? (withinSeconds ?? STOCK_LIMITS.defaultWithinSeconds) : null,
    at: parameters.at ?? now,
    stockpile: parameters.stockpile ?? null,
    obeysClosures: parameters.closures,
  }
}
