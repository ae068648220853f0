/** Forms that authorities ask for, under /api: kept by name, and filled in as workbooks. */
import { z } from '@hono/zod-openapi'
import { LANGUAGES } from '../../data/bilingual.ts'
import { exportFormInputSchema, exportFormSchema } from '../../data/export-form.ts'
import { CRS84 } from '../features/crs.ts'
import { askedBox, selectionParameters } from '../features/parameters.ts'
import type { Services } from '../services/services.ts'
import { TABLE_FORMATS } from '../services/tables/table-files.ts'
import { answers, bytesSchema, route, router, send } from './answers.ts'
import { documentId, documentRoutes } from './documents.ts'

const TAG = 'Export forms'
const MOST_CHARACTERS = 100
const said = z.string().trim().max(MOST_CHARACTERS).default('')

const fileRoute = route('get', '/export-forms/{id}/file', TAG, {
  summary:
    'The form filled in: a workbook of a note and its tables, of all features or of those chosen',
  request: {
    params: documentId,
    query: z.strictObject({
      unit: said.openapi({ description: 'Who reports' }),
      period: said.openapi({ description: 'Of which period' }),
      lang: z.enum(LANGUAGES).default('zh'),
      ...selectionParameters,
    }),
  },
  answer: answers.ok('The workbook', bytesSchema, TABLE_FORMATS.xlsx.mediaType),
  problems: [400, 404, 429],
})

export const exportFormRoutes = ({ exportForms }: Services) =>
  router()
    .openapi(fileRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { lang, unit, period, ...chosen } = context.req.valid('query')
      const { bbox, 'bbox-crs': bboxCrs, ids, countyCode } = chosen
      const box = bbox ? askedBox(bbox, bboxCrs) : null
      const filter = { ...(countyCode && { countyCode }), ...(ids && { id: ids }) }
      const sheet = await exportForms.file(id, { unit, period }, { box, filter })
      const form = { format: 'xlsx', language: lang, crs: CRS84, encoding: 'utf-8' } as const
      return send.file(context, sheet, form)
    })
    .route(
      '/',
      documentRoutes('/export-forms', TAG, exportForms, {
        input: exportFormInputSchema,
        answer: exportFormSchema,
        summaries: { list: 'Forms that authorities ask for, the built-in one first' },
      }),
    )
