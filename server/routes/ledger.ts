/** The books: movements, keepers' entries, stocktakes, minimum reserves, what expires. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { LANGUAGES } from '../../data/bilingual.ts'
import {
  EXPIRING_DAYS,
  keeperMovementsSchema,
  LEDGER_LIMITS,
  type LedgerAnswer,
  ledgerAnswerSchema,
  minimumSchema,
  stocktakeSchema,
} from '../../data/ledger.ts'
import { toLocalIso } from '../../data/local-time.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { type ExpiringAnswer, expiringAnswerSchema, writtenAnswerSchema } from '../../data/stock.ts'
import { dayAfter, isExpired } from '../analysis/transfer/batches.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import { validationHook } from '../http/validation.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { fillTable } from './filled-table.ts'
import {
  keyHeader,
  ledgerRefusalsTold,
  requestKeyOf,
  transferRefusalsTold,
} from './ledger-problems.ts'
import { itemsParameter } from './stock-query.ts'
import { BALANCE_COLUMNS, MOVEMENT_COLUMNS } from './stock-tables.ts'
import { noSuchStockpile, type StockpilePlaces } from './stockpile-places.ts'
import { remarksOf, TABLE_FORMAT_NAMES, TABLE_FORMATS, tableResponse } from './table-formats.ts'

const DAY_CHARACTERS = 10
const MOST_EXPIRING_DAYS = 3650
const MOST_TABLE_ROWS = 100_000
const ONCE_PER_KEY =
  'Send an `Idempotency-Key`: the same request with the same key is carried out once, however often it comes.'

const json = (schema: z.ZodType) => ({
  required: true,
  content: { [MEDIA_TYPES.json]: { schema } },
})

const stockpile = z.string().min(1).max(200).optional()
const which = { item: itemsParameter.optional(), stockpile }

const documentParameter = z.string().min(1).max(LEDGER_LIMITS.mostTextCharacters)
const daysParameter = wholeNumberParameter(0, MOST_EXPIRING_DAYS).default(EXPIRING_DAYS)

const minimumsSchema = z.strictObject({
  minimums: z.array(minimumSchema).min(1).max(LEDGER_LIMITS.mostLines),
})

const routes = {
  movements: createRoute({
    method: 'get',
    path: '/ledger',
    tags: ['Materials'],
    summary: 'Movements of stock, newest first',
    request: {
      query: z.strictObject({
        ...which,
        document: documentParameter.optional(),
        before: wholeNumberParameter(1, Number.MAX_SAFE_INTEGER).optional(),
        limit: wholeNumberParameter(1, LEDGER_LIMITS.mostMovementsAnswered).default(100),
      }),
    },
    responses: {
      ...okAnswer('Movements', MEDIA_TYPES.json, ledgerAnswerSchema),
      ...problemAnswers(400),
    },
  }),
  record: createRoute({
    method: 'post',
    path: '/stock/movements',
    tags: ['Materials'],
    summary: 'Enter receipts, issues, losses and expired goods: all of them or none',
    description: ONCE_PER_KEY,
    request: { query: plainQuerySchema, headers: keyHeader, body: json(keeperMovementsSchema) },
    responses: {
      201: okAnswer('What was written', MEDIA_TYPES.json, writtenAnswerSchema)[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  stocktake: createRoute({
    method: 'post',
    path: '/stocktakes',
    tags: ['Materials'],
    summary: 'Confirm a count: its differences become movements',
    description: ONCE_PER_KEY,
    request: { query: plainQuerySchema, headers: keyHeader, body: json(stocktakeSchema) },
    responses: {
      201: okAnswer('What was written', MEDIA_TYPES.json, writtenAnswerSchema)[200]!,
      ...problemAnswers(400, 403, 409, 413, 415, 422, 507),
    },
  }),
  minimums: createRoute({
    method: 'put',
    path: '/stock/minimums',
    tags: ['Materials'],
    summary: 'Set minimum reserves; 0 removes one',
    request: { query: plainQuerySchema, body: json(minimumsSchema) },
    responses: {
      204: { description: 'They are set' },
      ...problemAnswers(400, 403, 413, 415, 422, 507),
    },
  }),
  expiring: createRoute({
    method: 'get',
    path: '/stock/expiring',
    tags: ['Materials'],
    summary: 'Batches past their date, and those that will be within some days',
    request: {
      query: z.strictObject({
        ...which,
        days: daysParameter,
      }),
    },
    responses: {
      ...okAnswer('Batches, first expired first', MEDIA_TYPES.json, expiringAnswerSchema),
      ...problemAnswers(400),
    },
  }),
  table: createRoute({
    method: 'get',
    path: '/stock/tables/{table}',
    tags: ['Materials'],
    summary: 'Balances, movements or expiring batches as a file',
    request: {
      params: z.object({ table: z.enum(['balances', 'movements', 'expiring']) }),
      query: z.strictObject({
        ...which,
        /** Of movements. */
        document: documentParameter.optional(),
        /** Of expiring batches. */
        days: daysParameter,
        f: z.enum(TABLE_FORMAT_NAMES).default('xlsx'),
        lang: z.enum(LANGUAGES).default('zh'),
      }),
    },
    responses: {
      200: {
        description: 'The table',
        content: Object.fromEntries(
          Object.values(TABLE_FORMATS).map(({ mediaType }) => [mediaType, { schema: z.string() }]),
        ),
      },
      ...problemAnswers(400),
    },
  }),
} as const

interface Which {
  readonly item?: readonly string[] | undefined
  readonly stockpile?: string | undefined
}

const filterOf = ({ item, stockpile: id }: Which) => ({
  ...(item && { items: item }),
  ...(id !== undefined && { stockpileIds: [id] }),
})

export const ledgerRoutes = ({ store, now }: Dependencies, places: StockpilePlaces) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const today = (): string => toLocalIso(now()).slice(0, DAY_CHARACTERS)
  const answerJson = (context: Context, status: 200 | 201, answer: unknown): Response =>
    context.body(JSON.stringify(answer), status, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })

  app.openapi(routes.movements, async (context) => {
    const { document, before, limit, ...asked } = context.req.valid('query')
    await places.expect(asked.stockpile)
    const found = await store.ledger.movements({
      ...filterOf(asked),
      ...(document !== undefined && { document }),
      before: before ?? null,
      limit,
    })
    const answer: LedgerAnswer = {
      ...found,
      revision: await store.revision(),
      timeStamp: now().toISOString(),
    }
    return answerJson(context, 200, answer)
  })

  app.openapi(routes.record, async (context) => {
    const { movements, ...written } = keeperMovementsSchema.parse(context.req.valid('json'))
    const request = requestKeyOf(context, { movements, ...written })
    const at = now().toISOString()
    const recording = store.ledger.record(movements, { ...written, at }, request)
    const sequences = await transferRefusalsTold(ledgerRefusalsTold('movements', recording))
    return answerJson(context, 201, { document: written.document, sequences })
  })

  app.openapi(routes.stocktake, async (context) => {
    const input = stocktakeSchema.parse(context.req.valid('json'))
    const request = requestKeyOf(context, input)
    const taking = store.ledger.stocktake(input, now().toISOString(), request)
    const told = transferRefusalsTold(ledgerRefusalsTold('counts', taking))
    const { number, sequences } = await told
    return answerJson(context, 201, { document: number, sequences })
  })

  app.openapi(routes.minimums, async (context) => {
    const { minimums } = minimumsSchema.parse(context.req.valid('json'))
    const known = new Set((await places.all()).map(({ id }) => id))
    const stray = minimums.findIndex(({ stockpileId }) => !known.has(stockpileId))
    if (stray >= 0) {
      const { stockpileId } = minimums[stray]!
      throw noSuchStockpile('invalid-body', `minimums.${stray}.stockpileId`, stockpileId)
    }
    await store.ledger.setMinimums(minimums)
    return context.body(null, 204)
  })

  const expiringBatches = async (asked: Which, days: number) => {
    const until = dayAfter(today(), days)
    const batches = await store.ledger.batches(filterOf(asked))
    return batches
      .filter((batch) => batch.onHand > 0 && isExpired(batch, dayAfter(until, 1)))
      .sort((a, b) => (a.expiresOn ?? '').localeCompare(b.expiresOn ?? '') || a.id - b.id)
  }

  app.openapi(routes.expiring, async (context) => {
    const { days, ...asked } = context.req.valid('query')
    await places.expect(asked.stockpile)
    const answer: ExpiringAnswer = {
      days,
      today: today(),
      batches: await expiringBatches(asked, days),
      revision: await store.revision(),
      timeStamp: now().toISOString(),
    }
    return answerJson(context, 200, answer)
  })

  app.openapi(routes.table, async (context) => {
    const { table: name } = context.req.valid('param')
    const { f, lang, document, days, ...asked } = context.req.valid('query')
    await places.expect(asked.stockpile)
    const placeOf = new Map((await places.all()).map((place) => [place.id, place]))
    const minimums = new Map(
      (await store.ledger.minimums(filterOf(asked))).map((minimum) => [
        `${minimum.stockpileId} ${minimum.item}`,
        minimum,
      ]),
    )
    const fill = async () => {
      if (name === 'movements') {
        const { movements } = await store.ledger.movements({
          ...filterOf(asked),
          ...(document !== undefined && { document }),
          before: null,
          limit: MOST_TABLE_ROWS,
        })
        const rows = movements.map((movement) => ({
          movement,
          place: placeOf.get(movement.stockpileId),
        }))
        return fillTable({ zh: '物资台账', en: 'Ledger' }, MOVEMENT_COLUMNS, rows, lang)
      }
      const batches =
        name === 'expiring'
          ? await expiringBatches(asked, days)
          : await store.ledger.batches(filterOf(asked))
      const rows = batches.map((batch) => ({
        batch,
        place: placeOf.get(batch.stockpileId),
        minimum: minimums.get(`${batch.stockpileId} ${batch.item}`),
      }))
      const title =
        name === 'expiring'
          ? { zh: '临期与过期物资', en: 'Expiring goods' }
          : { zh: '物资库存', en: 'Stock' }
      return fillTable(title, BALANCE_COLUMNS, rows, lang, ({ place }) => place?.position ?? null)
    }
    const isDemonstration = await store.isDemonstration('stockpiles')
    const remarks = remarksOf(
      {
        revision: await store.revision(),
        query: { at: toLocalIso(now()) },
        notice: isDemonstration ? DEMONSTRATION_NOTICE : null,
      },
      lang,
    )
    return tableResponse(context, await fill(), f, `stock-${name}`, remarks)
  })
  return app
}
