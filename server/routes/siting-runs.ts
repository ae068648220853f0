/** Answers of the siting analysis that planners keep by name, and their sites as files. */
import { z } from '@hono/zod-openapi'
import {
  sitingRunEntrySchema,
  sitingRunInputSchema,
  sitingRunSchema,
  sitingSheetInputSchema,
} from '../../data/siting-run.ts'
import type { Services } from '../services/services.ts'
import { answers, askedFile, jsonBody, route, router, send, tableQuery } from './answers.ts'
import { documentId, documentRoutes } from './documents.ts'

const WHAT_IS_IN_IT =
  'Each site with its county, town and coordinates, what it wins and costs, its phase and stability; with the conditions and the proof. CSV, XLSX, GeoJSON, GeoPackage, Shapefile or KML, in Chinese or English, in any of the systems of coordinates.'

const keptSheetRoute = route('get', '/siting-runs/{id}/tables/sites', 'Analysis', {
  summary: 'The sites of a kept siting run as a file',
  description: WHAT_IS_IN_IT,
  request: { params: documentId, query: z.strictObject(tableQuery('xlsx')) },
  answer: answers.table,
  problems: [429],
})

const sheetRoute = route('post', '/siting/tables/sites', 'Analysis', {
  summary: 'The sites of a siting answer as a file',
  description: `${WHAT_IS_IN_IT} The body is the answer, with the name that is to stand above the table.`,
  request: {
    query: z.strictObject(tableQuery('xlsx')),
    body: jsonBody(sitingSheetInputSchema),
  },
  answer: answers.table,
  problems: [429],
})

export const sitingRunRoutes = ({ sitingRuns }: Services) =>
  router()
    .route(
      '/',
      documentRoutes('/siting-runs', 'Analysis', sitingRuns, {
        input: sitingRunInputSchema,
        answer: sitingRunSchema,
        list: z.array(sitingRunEntrySchema),
        summaries: {
          create:
            'Keep an answer of `POST /siting` whose search has ended; its answer stays as it is, its name may be changed',
        },
      }),
    )
    .openapi(keptSheetRoute, async (context) => {
      const { form } = askedFile(context.req.valid('query'))
      const sheet = await sitingRuns.keptSheet(context.req.valid('param').id)
      return send.file(context, sheet, form)
    })
    .openapi(sheetRoute, async (context) => {
      const { form } = askedFile(context.req.valid('query'))
      return send.file(context, await sitingRuns.sheet(context.req.valid('json')), form)
    })
