/** GET /api/stock: which stockpile has what, within which road time; as a list and as a file. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { LANGUAGES } from '../../data/bilingual.ts'
import { type StockAnswer, stockAnswerSchema } from '../../data/stock.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { validationHook } from '../http/validation.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { fillTable } from './filled-table.ts'
import { stockFinder } from './found-stock.ts'
import type { PlanningGrounds } from './planning-ground.ts'
import { stockParametersSchema, stockQueryOf } from './stock-query.ts'
import { FOUND_COLUMNS, type FoundRow } from './stock-tables.ts'
import type { StockpilePlaces } from './stockpile-places.ts'
import { remarksOf, TABLE_FORMAT_NAMES, TABLE_FORMATS, tableResponse } from './table-formats.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/stock',
  tags: ['Materials'],
  summary: 'Which stockpiles have these goods, own county first, then by road time of a lorry',
  request: { query: stockParametersSchema },
  responses: {
    ...okAnswer('Stockpiles with what they hold, and totals', MEDIA_TYPES.json, stockAnswerSchema),
    ...problemAnswers(400, 503),
  },
})

const tableRoute = createRoute({
  method: 'get',
  path: '/stock/tables/found',
  tags: ['Materials'],
  summary: 'The same as a file: one row for each item of each stockpile',
  request: {
    query: stockParametersSchema.extend({
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
    ...problemAnswers(400, 503),
  },
})

const REMARKS = {
  place: { zh: '接收地点', en: 'Place' },
  obeyed: { zh: '已避开封闭道路：', en: 'Closures obeyed:' },
} as const

const rowsOf = ({ stockpiles, items, quantities }: StockAnswer): FoundRow[] =>
  stockpiles.flatMap((stockpile, index) =>
    stockpile.holdings.map((holding) => ({
      ...{ rank: index + 1, stockpile, holding },
      wanted: quantities[items.indexOf(holding.item)] ?? null,
    })),
  )

export const stockRoutes = (
  dependencies: Dependencies,
  grounds: PlanningGrounds,
  places: StockpilePlaces,
  active: ActiveClosures,
) => {
  const { now } = dependencies
  const find = stockFinder(dependencies, grounds, places, active)
  const app = new OpenAPIHono({ defaultHook: validationHook })
  app.openapi(listRoute, async (context) => {
    const query = stockQueryOf(context.req.valid('query'), now())
    const answer = await find(query, context.req.raw.signal)
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })
  app.openapi(tableRoute, async (context) => {
    const { f, lang, ...asked } = context.req.valid('query')
    const query = stockQueryOf(asked, now())
    const answer = await find(query, context.req.raw.signal)
    const { near, closures, at, revision, notice } = answer
    const table = fillTable(
      { zh: '物资查找', en: 'Goods found' },
      FOUND_COLUMNS,
      rowsOf(answer),
      lang,
      ({ stockpile: { lon, lat } }) => [lon, lat],
    )
    const remarks = [
      ...(near ? [`${REMARKS.place[lang]} ${near.lon}, ${near.lat}`] : []),
      ...(closures.length > 0
        ? [`${REMARKS.obeyed[lang]} ${closures.map(({ name }) => name).join(', ')}`]
        : []),
      ...remarksOf({ revision, query: { at }, notice }, lang),
    ]
    return tableResponse(context, table, f, 'stock-found', remarks)
  })
  return app
}
