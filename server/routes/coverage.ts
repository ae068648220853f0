/** The coverage analysis: answer, times of the demand cells, their shapes, isochrones. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { LANGUAGES } from '../../data/bilingual.ts'
import {
  CELL_TIMES_HEADER_WORDS,
  CELL_TIMES_MAGIC,
  COVERAGE_TABLES,
  type CoverageAnswer,
  type CoverageQuery,
  contourRequestSchema,
  coverageAnswerSchema,
  coverageRequestSchema,
} from '../../data/coverage.ts'
import type { Arrivals } from '../analysis/coverage/arrivals.ts'
import { cellFeatures } from '../analysis/coverage/demand.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { TIME_LIMIT_MILLISECONDS } from '../http/time-limit.ts'
import { validationHook } from '../http/validation.ts'
import type { Lane } from '../worker/planner.ts'
import type { JobName, PlannerJobs } from '../worker/planner-jobs.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { coverageQueryOf, planningProblem, questionNow } from './coverage-question.ts'
import { FILLABLE_TABLES } from './coverage-tables.ts'
import type { PlanningGrounds, PlanningState } from './planning-ground.ts'
import { remarksOf, TABLE_FORMAT_NAMES, TABLE_FORMATS, tableResponse } from './table-formats.ts'

const BYTES_MEDIA_TYPE = 'application/octet-stream'

/** Parts that follow a hand on the map; with any other the question waits with the long ones. */
const QUICK_PARTS: readonly string[] = ['areas', 'changes', 'distribution']

const bodyOf = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { [MEDIA_TYPES.json]: { schema } } },
})

const coverageRoute = createRoute({
  method: 'post',
  path: '/coverage',
  tags: ['Analysis'],
  summary: 'Who is reached in time, who is not, and what would change it',
  description:
    'People in time by county and town under the standard of each class of place, gaps with the cheapest remedy found, the stations and bridges whose loss would hurt most; over the data as they are or as a scenario would leave them.',
  request: { query: plainQuerySchema, ...bodyOf(coverageRequestSchema) },
  responses: {
    ...okAnswer('Figures, tables, gaps', MEDIA_TYPES.json, coverageAnswerSchema),
    ...problemAnswers(400, 422, 503),
  },
})

const cellsRoute = createRoute({
  method: 'get',
  path: '/coverage/cells',
  tags: ['Analysis'],
  summary: 'Demand cells as polygons',
  description:
    'H3 hexagons with their people, class of place, town and county; `id` is the place of a cell in every list of cells.',
  request: { query: plainQuerySchema },
  responses: {
    ...okAnswer('The cells', MEDIA_TYPES.geojson),
    ...problemAnswers(400),
  },
})

const cellTimesRoute = createRoute({
  method: 'post',
  path: '/coverage/cells',
  tags: ['Analysis'],
  summary: 'Times of arrival at every demand cell, as bytes',
  description:
    'Little-endian 32-bit words: `ERC1`, number of cells n, revision, number of arrivals d; then d rows of n times in deciseconds (−1: nobody comes), then d rows of n station indexes (−1: none).',
  request: { query: plainQuerySchema, ...bodyOf(coverageRequestSchema) },
  responses: {
    ...okAnswer('The times', BYTES_MEDIA_TYPE, z.string()),
    ...problemAnswers(400, 422, 503),
  },
})

const contoursRoute = createRoute({
  method: 'post',
  path: '/coverage/contours',
  tags: ['Analysis'],
  summary: 'Isochrones as GeoJSON',
  description: 'One MultiPolygon per number of minutes: what the first station reaches by then.',
  request: { query: plainQuerySchema, ...bodyOf(contourRequestSchema) },
  responses: {
    ...okAnswer('The contours', MEDIA_TYPES.geojson),
    ...problemAnswers(400, 422, 503),
  },
})

const tableRoute = createRoute({
  method: 'post',
  path: '/coverage/tables/{table}',
  tags: ['Analysis'],
  summary: 'A table of the coverage answer as a file',
  description: 'CSV, XLSX or GeoJSON, in Chinese or English; the body is the question.',
  request: {
    params: z.object({ table: z.enum(COVERAGE_TABLES) }),
    query: z.strictObject({
      f: z.enum(TABLE_FORMAT_NAMES).default('csv'),
      lang: z.enum(LANGUAGES).default('zh'),
    }),
    ...bodyOf(coverageRequestSchema),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(
        Object.values(TABLE_FORMATS).map(({ mediaType }) => [mediaType, { schema: z.string() }]),
      ),
    },
    ...problemAnswers(400, 422, 503),
  },
})

/** Aborted when the asker has gone, or has been told that it took too long. */
const askerOf = (context: Context): AbortSignal =>
  AbortSignal.any([context.req.raw.signal, AbortSignal.timeout(TIME_LIMIT_MILLISECONDS)])

/** @see CELL_TIMES_MAGIC for the layout. */
const encodeCellTimes = (arrivals: Arrivals, revision: number): Uint8Array<ArrayBuffer> => {
  const rows = [...arrivals.deciseconds, ...arrivals.stations]
  const words = new DataView(
    new ArrayBuffer((CELL_TIMES_HEADER_WORDS + rows.length * arrivals.cellCount) * 4),
  )
  for (const [i, character] of [...CELL_TIMES_MAGIC].entries()) {
    words.setUint8(i, character.charCodeAt(0))
  }
  const header = [arrivals.cellCount, revision, arrivals.deciseconds.length]
  for (const [i, word] of header.entries()) words.setInt32((i + 1) * 4, word, true)
  let at = CELL_TIMES_HEADER_WORDS * 4
  for (const row of rows) {
    for (const word of row) {
      words.setInt32(at, word, true)
      at += 4
    }
  }
  return new Uint8Array(words.buffer)
}

export const coverageRoutes = (
  dependencies: Dependencies,
  grounds: PlanningGrounds,
  active: ActiveClosures,
) => {
  const { planner, cache, now } = dependencies
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const run = async <Name extends JobName>(
    ground: PlanningState,
    lane: Lane,
    name: Name,
    input: PlannerJobs[Name]['input'],
    signal: AbortSignal,
  ): Promise<PlannerJobs[Name]['output']> => {
    try {
      return await planner.run(lane, ground, name, input, signal)
    } catch (error) {
      throw planningProblem(error)
    }
  }

  const answerOf = async (query: CoverageQuery, signal: AbortSignal): Promise<CoverageAnswer> => {
    const ground = await grounds.current()
    const { parts, ...asked } = query
    const lane = parts.every((part) => QUICK_PARTS.includes(part)) ? 'quick' : 'long'
    const { question, obeyed } = await questionNow(asked, active)
    const input = { question, parts }
    const figures = await run(ground, lane, 'coverage', input, signal)
    const { graph } = ground.network
    return {
      ...figures,
      obeyed,
      revision: ground.revision,
      network: { id: graph.id, provenance: graph.provenance },
      query,
      timeStamp: now().toISOString(),
      notice: ground.notice,
    }
  }

  app.openapi(coverageRoute, async (context) => {
    const query = coverageQueryOf(context.req.valid('json'), now())
    const answer = await answerOf(query, askerOf(context))
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })

  app.openapi(tableRoute, async (context) => {
    const { table: name } = context.req.valid('param')
    const { f, lang } = context.req.valid('query')
    const parts = [...FILLABLE_TABLES[name].parts]
    const query = { ...coverageQueryOf(context.req.valid('json'), now()), parts }
    const answer = await answerOf(query, askerOf(context))
    const table = FILLABLE_TABLES[name].fill(answer, lang)
    return tableResponse(context, table, f, `coverage-${name}`, remarksOf(answer, lang))
  })

  app.openapi(cellsRoute, async (context) => {
    const data = await grounds.data()
    return cache.respond(context, '/coverage/cells', `cells-${data.revision}`, {
      mediaType: MEDIA_TYPES.geojson,
      build: async () =>
        JSON.stringify({
          type: 'FeatureCollection',
          revision: data.revision,
          features: cellFeatures(data.demand),
        }),
    })
  })

  app.openapi(cellTimesRoute, async (context) => {
    const { parts: _parts, ...asked } = coverageQueryOf(context.req.valid('json'), now())
    const ground = await grounds.current()
    const { question } = await questionNow(asked, active)
    const input = { question }
    const arrivals = await run(ground, 'quick', 'arrivals', input, askerOf(context))
    return context.body(encodeCellTimes(arrivals, ground.revision), 200, {
      'Content-Type': BYTES_MEDIA_TYPE,
      'Cache-Control': 'no-store',
    })
  })

  app.openapi(contoursRoute, async (context) => {
    const { minutes, ...request } = context.req.valid('json')
    const { parts: _parts, ...asked } = coverageQueryOf(request, now())
    const ground = await grounds.current()
    const { question, obeyed } = await questionNow(asked, active)
    const input = { question, minutes }
    const found = await run(ground, 'long', 'contours', input, askerOf(context))
    const answer = {
      type: 'FeatureCollection',
      revision: ground.revision,
      query: { ...asked, minutes },
      obeyed,
      notice: ground.notice,
      features: found.map(({ minutes: within, coordinates }) => ({
        type: 'Feature',
        geometry: { type: 'MultiPolygon', coordinates },
        properties: { minutes: within },
      })),
    }
    return context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.geojson,
      'Cache-Control': 'no-store',
    })
  })
  return app
}
