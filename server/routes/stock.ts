/** Stock over HTTP: which stockpile has what, the ledger, minimum reserves, what expires. */
import { z } from '@hono/zod-openapi'
import {
  EXPIRING_DAYS,
  keeperMovementsSchema,
  LEDGER_LIMITS,
  ledgerAnswerSchema,
  minimumSchema,
  stocktakeSchema,
} from '../../data/ledger.ts'
import { expiringAnswerSchema, stockAnswerSchema, writtenAnswerSchema } from '../../data/stock.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import { signalOf } from '../http/time-limit.ts'
import type { Services } from '../services/services.ts'
import {
  answerFile,
  answerJson,
  createdAnswer,
  emptyAnswer,
  jsonBody,
  okAnswer,
  plain,
  route,
  router,
  tableAnswer,
  tableParameters,
  WRITING,
} from './answers.ts'
import { keyHeader, requestKeyOf } from './idempotency.ts'
import { itemsParameter, stockParametersSchema, stockQueryOf } from './stock-parameters.ts'

const LEDGER_TABLES = ['balances', 'movements', 'expiring'] as const
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
    answer: okAnswer('Stockpiles with what they hold, and totals', stockAnswerSchema),
    problems: [400, 503],
  }),

  found: route('get', '/stock/tables/found', 'Materials', {
    summary: 'The same as a file: one row for each item of each stockpile',
    request: { query: stockParametersSchema.extend(tableParameters('xlsx')) },
    answer: tableAnswer,
    problems: [400, 503],
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
    answer: okAnswer('Movements', ledgerAnswerSchema),
    problems: [400],
  }),
  record: route('post', '/stock/movements', 'Materials', {
    summary: 'Enter receipts, issues, losses and expired goods: all of them or none',
    description: ONCE_PER_KEY,
    request: { ...plain, headers: keyHeader, body: jsonBody(keeperMovementsSchema) },
    answer: createdAnswer('What was written', writtenAnswerSchema),
    problems: [...WRITING, 409],
  }),
  stocktake: route('post', '/stocktakes', 'Materials', {
    summary: 'Confirm a count: its differences become movements',
    description: ONCE_PER_KEY,
    request: { ...plain, headers: keyHeader, body: jsonBody(stocktakeSchema) },
    answer: createdAnswer('What was written', writtenAnswerSchema),
    problems: [...WRITING, 409],
  }),
  minimums: route('put', '/stock/minimums', 'Materials', {
    summary: 'Set minimum reserves; 0 removes one',
    request: { ...plain, body: jsonBody(minimumsSchema) },
    answer: emptyAnswer('They are set'),
    problems: WRITING,
  }),
  expiring: route('get', '/stock/expiring', 'Materials', {
    summary: 'Batches past their date, and those that will be within some days',
    request: { query: z.strictObject({ ...which, days: daysParameter }) },
    answer: okAnswer('Batches, first expired first', expiringAnswerSchema),
    problems: [400],
  }),
  table: route('get', '/stock/tables/{table}', 'Materials', {
    summary: 'Balances, movements or expiring batches as a file',
    request: {
      params: z.object({ table: z.enum(LEDGER_TABLES) }),
      query: z.strictObject({
        ...which,
        /** Of movements. */
        document: documentParameter.optional(),
        /** Of expiring batches. */
        days: daysParameter,
        ...tableParameters('xlsx'),
      }),
    },
    answer: tableAnswer,
    problems: [400],
  }),
} as const

export const stockRoutes = ({ stock, ledger, now }: Services) =>
  router()
    .openapi(routes.list, async (context) => {
      const query = stockQueryOf(context.req.valid('query'), now())
      return answerJson(context, await stock.find(query, signalOf(context)))
    })
    .openapi(routes.found, async (context) => {
      const { f, lang, ...parameters } = context.req.valid('query')
      const query = stockQueryOf(parameters, now())
      return answerFile(context, await stock.table(query, f, lang, signalOf(context)))
    })
    .openapi(routes.movements, async (context) =>
      answerJson(context, await ledger.movements(context.req.valid('query'))),
    )
    .openapi(routes.record, async (context) => {
      const input = context.req.valid('json')
      const written = await ledger.record(input, requestKeyOf(context, input))
      return answerJson(context, written, { status: 201 })
    })
    .openapi(routes.stocktake, async (context) => {
      const input = context.req.valid('json')
      const written = await ledger.takeStock(input, requestKeyOf(context, input))
      return answerJson(context, written, { status: 201 })
    })
    .openapi(routes.minimums, async (context) => {
      await ledger.setMinimums(context.req.valid('json').minimums)
      return context.body(null, 204)
    })
    .openapi(routes.expiring, async (context) => {
      const { days, ...filter } = context.req.valid('query')
      return answerJson(context, await ledger.expiring(filter, days))
    })
    .openapi(routes.table, async (context) => {
      const { f, lang, ...query } = context.req.valid('query')
      return answerFile(
        context,
        await ledger.table(context.req.valid('param').table, query, f, lang),
      )
    })
