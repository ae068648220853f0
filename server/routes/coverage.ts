/** The coverage analysis over HTTP: answer and tables, cells and their times, isochrones. */
import { z } from '@hono/zod-openapi'
import { busyAnswerSchema, busyRequestSchema } from '../../data/busy.ts'
import {
  COVERAGE_TABLES,
  cellCollectionSchema,
  contourCollectionSchema,
  contourRequestSchema,
  coverageAnswerSchema,
  coverageRequestSchema,
  townAreaCollectionSchema,
} from '../../data/coverage.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import type { ResponseCache } from '../http/cached-response.ts'
import { signalOf } from '../http/long-questions.ts'
import type { Services } from '../services/services.ts'
import {
  answers,
  askedFile,
  bytesSchema,
  jsonBody,
  plain,
  route,
  router,
  send,
  tableQuery,
} from './answers.ts'

const BYTES_MEDIA_TYPE = 'application/octet-stream'

const coverageRoute = route('post', '/coverage', 'Analysis', {
  summary: 'Who is reached in time, who is not, and what would change it',
  description:
    'People in time by county and town under the standard of each class of place, gaps with the cheapest remedy found, the stations and bridges whose loss would hurt most; over the data as they are or as a scenario would leave them.',
  request: { ...plain, body: jsonBody(coverageRequestSchema) },
  answer: answers.ok('Figures, tables, gaps', coverageAnswerSchema),
  problems: [429],
})

const cellsRoute = route('get', '/coverage/cells', 'Analysis', {
  summary: 'Demand cells as polygons',
  description:
    'H3 hexagons with their people, class of place, town and county; `id` is the place of a cell in every list of cells.',
  answer: answers.ok('The cells', cellCollectionSchema, MEDIA_TYPES.geojson),
})

const townsRoute = route('get', '/coverage/towns', 'Analysis', {
  summary: 'Areas of the towns, approximate',
  description:
    'Towns are registered by their seats. Each hexagon of a county is given to the town of the people who live nearest to it: no administrative boundaries, and good for a map of the whole city.',
  answer: answers.ok('The areas', townAreaCollectionSchema, MEDIA_TYPES.geojson),
  problems: [429],
})

const cellTimesRoute = route('post', '/coverage/cells', 'Analysis', {
  summary: 'Times of arrival at every demand cell, as bytes',
  description:
    'Little-endian 32-bit words: `ERC1`, number of cells n, revision, number of arrivals d; then d rows of n times in deciseconds (−1: nobody comes), then d rows of n station indexes (−1: none).',
  request: { ...plain, body: jsonBody(coverageRequestSchema) },
  answer: answers.ok('The times', bytesSchema, BYTES_MEDIA_TYPE),
  problems: [429],
})

const contoursRoute = route('post', '/coverage/contours', 'Analysis', {
  summary: 'Isochrones as GeoJSON',
  description: 'One MultiPolygon per number of minutes: what the first station reaches by then.',
  request: { ...plain, body: jsonBody(contourRequestSchema) },
  answer: answers.ok('The contours', contourCollectionSchema, MEDIA_TYPES.geojson),
  problems: [429],
})

const busyRoute = route('post', '/coverage/busy', 'Analysis', {
  summary: 'Who is reached in time when stations may be out',
  description:
    'The coverage question with what calls there are. Answers the share in time at the moment asked about with every station at home, expected (MEXCLP), corrected for stations that are out together, and by each station’s own calls (hypercube approximation); and over a simulated year, by hour and county with 95 % intervals, with how much of its duty each station is out. What is assumed is told in `assumptions`.',
  request: { ...plain, body: jsonBody(busyRequestSchema) },
  answer: answers.ok('Shares in time, and how busy each station is', busyAnswerSchema),
  problems: [429],
})

const tableRoute = route('post', '/coverage/tables/{table}', 'Analysis', {
  summary: 'A table of the coverage answer as a file',
  description:
    'CSV, XLSX, GeoJSON, GeoPackage, Shapefile or KML, in Chinese or English; the body is the question.',
  request: {
    params: z.object({ table: z.enum(COVERAGE_TABLES) }),
    query: z.strictObject(tableQuery('csv')),
    body: jsonBody(coverageRequestSchema),
  },
  answer: answers.table,
  problems: [429],
})

export const coverageRoutes = ({ coverage, busy }: Services, cache: ResponseCache) =>
  router()
    .openapi(coverageRoute, async (context) =>
      send.json(context, await coverage.answer(context.req.valid('json'), signalOf(context))),
    )
    .openapi(busyRoute, async (context) =>
      send.json(context, await busy.answer(context.req.valid('json'), signalOf(context))),
    )
    .openapi(tableRoute, async (context) => {
      const { table } = context.req.valid('param')
      const { form } = askedFile(context.req.valid('query'))
      const request = context.req.valid('json')
      return send.file(context, await coverage.table(table, request, signalOf(context)), form)
    })
    .openapi(cellsRoute, async (context) =>
      cache.respond(context, '/coverage/cells', await coverage.cellsRevision(), {
        mediaType: MEDIA_TYPES.geojson,
        build: async () => {
          const cells = await coverage.cells()
          return { version: cells.revision, body: JSON.stringify(cells) }
        },
      }),
    )
    .openapi(townsRoute, async (context) =>
      cache.respond(context, '/coverage/towns', await coverage.townAreasRevision(), {
        mediaType: MEDIA_TYPES.geojson,
        build: async () => {
          const towns = await coverage.townAreas(signalOf(context))
          return { version: towns.revision, body: JSON.stringify(towns) }
        },
      }),
    )
    .openapi(cellTimesRoute, async (context) => {
      const bytes = await coverage.cellTimes(context.req.valid('json'), signalOf(context))
      return context.body(bytes, 200, {
        'Content-Type': BYTES_MEDIA_TYPE,
        'Cache-Control': 'no-store',
      })
    })
    .openapi(contoursRoute, async (context) => {
      const contours = await coverage.contours(context.req.valid('json'), signalOf(context))
      return send.json(context, contours, { mediaType: MEDIA_TYPES.geojson })
    })
