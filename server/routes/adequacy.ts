/** GET /api/adequacy: planned reserves of every work and county against what there is. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import {
  ADEQUACY_MINUTES,
  type AdequacyAnswer,
  type AdequateCounty,
  type AdequateWork,
  adequacyAnswerSchema,
} from '../../data/adequacy.ts'
import { LANGUAGES } from '../../data/bilingual.ts'
import { toLocalIso } from '../../data/local-time.ts'
import { MATERIALS, type MaterialKey } from '../../data/materials.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { EXAMPLE_NORM_ID } from '../../data/reserve-norm.ts'
import { EXAMPLE_RESERVE_NORM } from '../../data/reserve-norm-example.ts'
import { accessPositions } from '../analysis/place.ts'
import { holdingsOf } from '../analysis/transfer/batches.ts'
import { missingShare, plannedQuantities } from '../analysis/transfer/planned-reserve.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { instantParameter } from '../http/query-parameters.ts'
import { validationHook } from '../http/validation.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { planningProblem } from './coverage-question.ts'
import { column, fillTable } from './filled-table.ts'
import { roadsAt } from './lorry-roads.ts'
import type { PlanningGrounds } from './planning-ground.ts'
import { normOf } from './reserve-norms.ts'
import type { StockpilePlaces } from './stockpile-places.ts'
import { remarksOf, TABLE_FORMAT_NAMES, TABLE_FORMATS, tableResponse } from './table-formats.ts'

const SECONDS_PER_MINUTE = 60
const DAY_CHARACTERS = 10
const [SOON, LATER] = ADEQUACY_MINUTES

const asked = {
  norm: z.string().min(1).max(200).default(EXAMPLE_NORM_ID),
  at: instantParameter.optional(),
}

const route = createRoute({
  method: 'get',
  path: '/adequacy',
  tags: ['Materials'],
  summary: 'Planned reserves of works and counties against what is there and what arrives in time',
  request: { query: z.strictObject(asked) },
  responses: {
    ...okAnswer('Works, most missing first, and counties', MEDIA_TYPES.json, adequacyAnswerSchema),
    ...problemAnswers(400, 404, 503),
  },
})

const tableRoute = createRoute({
  method: 'get',
  path: '/adequacy/tables/{table}',
  tags: ['Materials'],
  summary: 'Shortfalls of works, or the purchase list of the counties, as a file',
  request: {
    params: z.object({ table: z.enum(['works', 'purchases']) }),
    query: z.strictObject({
      ...asked,
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
    ...problemAnswers(400, 404, 503),
  },
})

type WorkRow = { work: AdequateWork; line: AdequateWork['lines'][number] }
type CountyRow = { county: AdequateCounty; line: AdequateCounty['lines'][number] }
type Named = { readonly name: string; readonly nameEn: string | null }

const nameIn = ({ name, nameEn }: Named, language: 'zh' | 'en'): string =>
  language === 'en' ? (nameEn ?? name) : name

const goodsColumns = <Row extends { line: { item: MaterialKey } }>() => [
  column<Row>('item', '物资', 'Item', ({ line }, language) => MATERIALS[line.item].label[language]),
  column<Row>(
    'specification',
    '规格',
    'Specification',
    ({ line }, language) => MATERIALS[line.item].specification[language],
  ),
  column<Row>('unit', '单位', 'Unit', ({ line }, language) => MATERIALS[line.item].unit[language]),
]

const WORK_COLUMNS = [
  column<WorkRow>('id', '工程编号', 'Work no.', ({ work }) => work.id),
  column<WorkRow>('name', '工程', 'Work', ({ work }, language) => nameIn(work, language)),
  column<WorkRow>('countyCode', '区县代码', 'County code', ({ work }) => work.countyCode),
  ...goodsColumns<WorkRow>(),
  column<WorkRow>('planned', '计划储备', 'Planned', ({ line }) => line.planned),
  column<WorkRow>('within30', '30 分钟内可达', 'Within 30 min', ({ line }) => line.within30),
  column<WorkRow>('within60', '60 分钟内可达', 'Within 60 min', ({ line }) => line.within60),
  column<WorkRow>('short', '缺口', 'Short', ({ line }) => line.short),
]

const PURCHASE_COLUMNS = [
  column<CountyRow>('code', '区县代码', 'County code', ({ county }) => county.code),
  column<CountyRow>('county', '区县', 'County', ({ county }, language) => nameIn(county, language)),
  ...goodsColumns<CountyRow>(),
  column<CountyRow>('planned', '计划储备', 'Planned', ({ line }) => line.planned),
  column<CountyRow>('there', '现有可用', 'Available', ({ line }) => line.there),
  column<CountyRow>('short', '拟购数量', 'To buy', ({ line }) => line.short),
]

export const adequacyRoutes = (
  dependencies: Dependencies,
  grounds: PlanningGrounds,
  places: StockpilePlaces,
  active: ActiveClosures,
) => {
  const { store, planner, now } = dependencies
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const answerOf = async (
    { norm: normId, at: given }: { norm: string; at?: Date | undefined },
    signal: AbortSignal,
  ): Promise<AdequacyAnswer> => {
    const at = given ?? now()
    const [norm, ground, stockpiles, features, counties, { conditions, obeyed }] =
      await Promise.all([
        normOf(store, normId),
        grounds.current(),
        places.all(),
        store.features('flood-works'),
        store.features('counties'),
        roadsAt(active, at, true),
      ])
    const works = features
      .map(({ id, geometry, properties }) => {
        const { kind, lengthMetres } = properties
        const planned = plannedQuantities(norm, { id, kind, lengthMetres })
        return { id, properties, planned, positions: accessPositions(geometry) }
      })
      .filter(({ planned }) => planned.size > 0)
    const items = [...new Set(works.flatMap(({ planned }) => [...planned.keys()]))]
    const holdings = holdingsOf(
      await store.ledger.batches({ items }),
      [],
      toLocalIso(at).slice(0, DAY_CHARACTERS),
    )
    const input = {
      stockpiles: stockpiles.map(({ position }) => position),
      sites: works.map(({ positions }) => positions),
      conditions,
      withinSeconds: LATER * SECONDS_PER_MINUTE,
    }
    const seconds = await planner
      .run('dispatch-proof', ground, 'lorry-matrix', input, signal)
      .catch((error: unknown) => {
        throw planningProblem(error)
      })
    const available = (stockpileId: string, item: string): number =>
      holdings.get(stockpileId)?.get(item)?.available ?? 0
    const told = works.map(({ id, properties, planned, positions }, site): AdequateWork => {
      const times = seconds[site]!
      const within = (item: MaterialKey, minutes: number): number =>
        stockpiles.reduce(
          (sum, stockpile, index) =>
            times[index]! <= minutes * SECONDS_PER_MINUTE
              ? sum + available(stockpile.id, item)
              : sum,
          0,
        )
      const lines = [...planned].map(([item, quantity]) => {
        const within60 = within(item, LATER)
        const short = Math.max(0, quantity - within60)
        return { item, planned: quantity, within30: within(item, SOON), within60, short }
      })
      const [lon, lat] = positions[Math.floor(positions.length / 2)] ?? [0, 0]
      const { name, nameEn, kind, countyCode } = properties
      return {
        ...{ id, name, nameEn, kind, countyCode, lon, lat, lines },
        isReached: times.some((time) => time <= LATER * SECONDS_PER_MINUTE),
        missingShare: missingShare(lines),
      }
    })
    const byCounty = counties.map(({ properties }): AdequateCounty => {
      const { code, name, nameEn } = properties
      const own = told.filter(({ countyCode }) => countyCode === code)
      return {
        ...{ code, name, nameEn },
        lines: items.flatMap((item) => {
          const planned = own
            .flatMap(({ lines }) => lines)
            .filter((line) => line.item === item)
            .reduce((sum, line) => sum + line.planned, 0)
          if (planned === 0) return []
          const there = stockpiles
            .filter(({ countyCode }) => countyCode === code)
            .reduce((sum, { id }) => sum + available(id, item), 0)
          return [{ item, planned, there, short: Math.max(0, planned - there) }]
        }),
      }
    })
    const isDemonstration = await store.isDemonstration('stockpiles')
    const { isExample } = norm
    return {
      norm: {
        id: norm.id,
        name: isExample ? EXAMPLE_RESERVE_NORM.name : { zh: norm.name, en: norm.name },
        source: isExample ? EXAMPLE_RESERVE_NORM.source : { zh: norm.source, en: norm.source },
        isExample,
      },
      at: toLocalIso(at),
      works: told.sort((a, b) => b.missingShare - a.missingShare || a.id.localeCompare(b.id)),
      counties: byCounty,
      obeyed,
      revision: await store.revision(),
      timeStamp: now().toISOString(),
      notice: isDemonstration || ground.notice ? DEMONSTRATION_NOTICE : null,
    }
  }

  app.openapi(route, async (context) => {
    const answer = await answerOf(context.req.valid('query'), context.req.raw.signal)
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })

  app.openapi(tableRoute, async (context) => {
    const { table: name } = context.req.valid('param')
    const { f, lang, ...query } = context.req.valid('query')
    const answer = await answerOf(query, context.req.raw.signal)
    const workRows = answer.works.flatMap((work) =>
      work.lines.filter(({ short }) => short > 0).map((line): WorkRow => ({ work, line })),
    )
    const purchases = answer.counties.flatMap((county) =>
      county.lines.filter(({ short }) => short > 0).map((line): CountyRow => ({ county, line })),
    )
    const table =
      name === 'works'
        ? fillTable(
            { zh: '工程储备缺口', en: 'Shortfalls of works' },
            WORK_COLUMNS,
            workRows,
            lang,
            ({ work }) => [work.lon, work.lat],
          )
        : fillTable({ zh: '采购清单', en: 'Purchase list' }, PURCHASE_COLUMNS, purchases, lang)
    const remarks = [
      answer.norm.name[lang],
      answer.norm.source[lang],
      ...remarksOf({ ...answer, query: { at: answer.at } }, lang),
    ]
    return tableResponse(context, table, f, `adequacy-${name}`, remarks)
  })
  return app
}
