/** Stock over HTTP: which stockpile has what, the ledger, minimum reserves, what expires. */
import { z } from '@hono/zod-openapi'
import { isOnEarth, type LonLat } from '../../data/geometry.ts'
import { refuse } from '../../data/inputs.ts'
import { itemSheetInputSchema, itemSheetSchema } from '../../data/item-sheet.ts'
import { kitInputSchema, kitSchema } from '../../data/kit.ts'
import {
  EXPIRING_DAYS,
  itemSchema,
  keeperMovementsSchema,
  LEDGER_LIMITS,
  ledgerAnswerSchema,
  loansAnswerSchema,
  minimumSchema,
  stocktakeSchema,
} from '../../data/ledger.ts'
import type { MaterialKey } from '../../data/materials.ts'
import {
  expiringAnswerSchema,
  STOCK_LIMITS,
  stockAnswerSchema,
  writtenAnswerSchema,
} from '../../data/stock.ts'
import { signalOf } from '../http/long-questions.ts'
import { invalidParameter, ProblemError } from '../http/problem-error.ts'
import {
  booleanParameter,
  instantParameter,
  wholeNumberParameter,
} from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import type { StockQuery } from '../services/stock/found-stock.ts'
import { answers, askedFile, jsonBody, plain, route, router, send, tableQuery } from './answers.ts'
import { documentRoutes, historyRoute } from './documents.ts'
import { keyHeader, requestKeyOf } from './idempotency.ts'

/** `sandbag,pump`: items of the catalogue, each once. */
const itemsParameter = z.string().transform((text, context): MaterialKey[] => {
  const items = text.split(',').map((part) => itemSchema.safeParse(part.trim()))
  const known = items.flatMap(({ data }) => (data === undefined ? [] : [data]))
  if (known.length < items.length) {
    const stray = text.split(',').find((part) => !itemSchema.safeParse(part.trim()).success)
    return refuse(
      context,
      `"${stray}" is no item; /api/materials lists them`,
      `目录中没有“${stray}”；可从 /api/materials 查看`,
    )
  }
  if (new Set(known).size < known.length || known.length > STOCK_LIMITS.mostItems) {
    return refuse(
      context,
      `names an item more than once, or more than ${STOCK_LIMITS.mostItems} items`,
      `重复列出了物资，或超过 ${STOCK_LIMITS.mostItems} 种`,
    )
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
  const place: LonLat = [longitude, latitude]
  if (isOnEarth(place) && more.length === 0) return place
  return refuse(context, 'needs longitude,latitude in degrees', '需要以度为单位的“经度,纬度”')
})

const stockParametersSchema = z.strictObject({
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
const stockQueryOf = (parameters: StockParameters, now: Date): StockQuery => {
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

const LEDGER_TABLES = ['balances', 'count', 'movements', 'expiring', 'loans', 'turnover'] as const
const MOST_EXPIRING_DAYS = 3650
const ONCE_PER_KEY =
  'Send an `Idempotency-Key`: the same request with the same key is carried out once, however often it comes.'

const stockpile = z.string().min(1).max(200).optional()
const which = { item: itemsParameter.optional(), stockpile }

const documentParameter = z.string().min(1).max(LEDGER_LIMITS.mostTextCharacters)
const daysParameter = wholeNumberParameter(0, MOST_EXPIRING_DAYS).default(EXPIRING_DAYS)

const minimumsSchema = z.strictObject({
  minimums: z.array(minimumSchema).min(1).max(LEDGER_LIMITS.mostLines),
})

const routes = {
  list: route('get', '/stock', 'Materials', {
    summary: 'Which stockpiles have these goods, own county first, then by road time of a lorry',
    request: { query: stockParametersSchema },
    answer: answers.ok('Stockpiles with what they hold, and totals', stockAnswerSchema),
    problems: [429],
  }),

  found: route('get', '/stock/tables/found', 'Materials', {
    summary: 'The same as a file: one row for each item of each stockpile',
    request: { query: stockParametersSchema.extend(tableQuery('xlsx')) },
    answer: answers.table,
    problems: [429],
  }),
  movements: route('get', '/ledger', 'Materials', {
    summary: 'Movements of stock, newest first',
    request: {
      query: z.strictObject({
        ...which,
        document: documentParameter.optional(),
        before: wholeNumberParameter(1, Number.MAX_SAFE_INTEGER).optional(),
        limit: wholeNumberParameter(1, LEDGER_LIMITS.mostMovementsAnswered).default(100),
      }),
    },
    answer: answers.ok('Movements', ledgerAnswerSchema),
  }),
  record: route('post', '/stock/movements', 'Materials', {
    summary: 'Enter goods that come in, go out, are lent or come back: all of them or none',
    description: `Receipts, purchases, donations and goods put back; issues, use in drills, losses and expired goods; loans in and out with the day by which they are due, and what comes back of them. ${ONCE_PER_KEY}`,
    request: { ...plain, headers: keyHeader, body: jsonBody(keeperMovementsSchema) },
    answer: answers.created('What was written', writtenAnswerSchema),
    problems: [409, 507],
  }),
  stocktake: route('post', '/stocktakes', 'Materials', {
    summary: 'Confirm a count: its differences become movements',
    description: ONCE_PER_KEY,
    request: { ...plain, headers: keyHeader, body: jsonBody(stocktakeSchema) },
    answer: answers.created('What was written', writtenAnswerSchema),
    problems: [409, 507],
  }),
  minimums: route('put', '/stock/minimums', 'Materials', {
    summary: 'Set minimum reserves; 0 removes one',
    request: { ...plain, body: jsonBody(minimumsSchema) },
    answer: answers.empty('They are set'),
    problems: [507],
  }),
  expiring: route('get', '/stock/expiring', 'Materials', {
    summary: 'Batches past their date, and those that will be within some days',
    request: { query: z.strictObject({ ...which, days: daysParameter }) },
    answer: answers.ok('Batches, first expired first', expiringAnswerSchema),
  }),
  loans: route('get', '/stock/loans', 'Materials', {
    summary: 'Loans, in and out, that have not come back whole: due first first',
    request: { query: z.strictObject(which) },
    answer: answers.ok('Loans, with how many are overdue', loansAnswerSchema),
  }),
  table: route('get', '/stock/tables/{table}', 'Materials', {
    summary:
      'Balances, a form for a count, movements, expiring batches, open loans or the turnover of a period as a file',
    request: {
      params: z.object({ table: z.enum(LEDGER_TABLES) }),
      query: z.strictObject({
        ...which,
        /** Of movements. */
        document: documentParameter.optional(),
        /** Of expiring batches. */
        days: daysParameter,
        /**
         * Of the turnover (收发存), and of movements: local days, both part of it. The present month so far
         * by default, all movements.
         */
        from: z.iso.date().optional(),
        to: z.iso.date().optional(),
        ...tableQuery('xlsx'),
      }),
    },
    answer: answers.table,
    problems: [429],
  }),
  sheetHistory: historyRoute('/item-sheets/{id}/history', 'Materials', 'an item sheet'),
} as const

export const stockRoutes = ({ stock, ledger, itemSheets, kits, now }: Services) =>
  router()
    .openapi(routes.list, async (context) => {
      const query = stockQueryOf(context.req.valid('query'), now())
      return send.json(context, await stock.find(query, signalOf(context)))
    })
    .openapi(routes.found, async (context) => {
      const { form, query: parameters } = askedFile(context.req.valid('query'))
      const query = stockQueryOf(parameters, now())
      return send.file(context, await stock.table(query, signalOf(context)), form)
    })
    .openapi(routes.movements, async (context) =>
      send.json(context, await ledger.movements(context.req.valid('query'))),
    )
    .openapi(routes.record, async (context) => {
      const input = context.req.valid('json')
      const written = await ledger.record(input, requestKeyOf(context, input))
      return send.json(context, written, { status: 201 })
    })
    .openapi(routes.stocktake, async (context) => {
      const input = context.req.valid('json')
      const written = await ledger.takeStock(input, requestKeyOf(context, input))
      return send.json(context, written, { status: 201 })
    })
    .openapi(routes.minimums, async (context) => {
      await ledger.setMinimums(context.req.valid('json').minimums)
      return context.body(null, 204)
    })
    .openapi(routes.expiring, async (context) => {
      const { days, ...filter } = context.req.valid('query')
      return send.json(context, await ledger.expiring(filter, days))
    })
    .openapi(routes.loans, async (context) =>
      send.json(context, await ledger.loans(context.req.valid('query'))),
    )
    .openapi(routes.table, async (context) => {
      const { form, query } = askedFile(context.req.valid('query'))
      const { table } = context.req.valid('param')
      return send.file(context, await ledger.table(table, query), form)
    })
    .route(
      '/',
      documentRoutes('/item-sheets', 'Materials', itemSheets, {
        input: itemSheetInputSchema,
        answer: itemSheetSchema,
        summaries: {
          list: 'What the bureau says of items: its own, packages, weights, and which are retired',
        },
        notedAt: now,
      }),
    )
    .openapi(routes.sheetHistory, async (context) =>
      send.json(context, await itemSheets.history(context.req.valid('param').id)),
    )
    .route(
      '/',
      documentRoutes('/kits', 'Materials', kits, {
        input: kitInputSchema,
        answer: kitSchema,
        summaries: { list: 'Kits: items that are asked for and sent together' },
      }),
    )
