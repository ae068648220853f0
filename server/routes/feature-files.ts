/** Files of features that are named one by one: more than an address has room for. */
import { z } from '@hono/zod-openapi'
import { COLLECTIONS, type CollectionId, isUnionId } from '../../data/collections.ts'
import type { Services } from '../services/services.ts'
import { TABLE_FORMATS } from '../services/tables/table-files.ts'
import {
  answers,
  askedFile,
  bytesSchema,
  jsonBody,
  route,
  type router,
  send,
  tableQuery,
} from './answers.ts'

/** As many as one statement of the database takes. */
const MOST_SELECTED = 20_000

const selectionSchema = z
  .strictObject({ ids: z.array(z.string().min(1)).min(1).max(MOST_SELECTED) })
  .openapi('selection', {
    description: 'Features by their ids; ids that there are not are passed over',
  })

const ALL = { box: null, verified: null, after: null, offset: 0, limit: null }

/** @param tag of the definition, under which they stand. */
export const mountFeatureFiles = (
  app: ReturnType<typeof router>,
  tag: string,
  id: CollectionId,
  { collections }: Services,
): void => {
  const selectionRoute = route('post', `/collections/${id}/files`, tag, {
    summary: `${COLLECTIONS[id].title.en}: a selection as a file`,
    request: { query: z.strictObject(tableQuery('xlsx')), body: jsonBody(selectionSchema) },
    answer: answers.table,
    problems: [429],
  })
  app.openapi(selectionRoute, async (context) => {
    const { form } = askedFile(context.req.valid('query'))
    const { ids } = context.req.valid('json')
    const query = { ...ALL, filter: { id: [...new Set(ids)] } }
    return send.file(context, await collections.file(id, query, form.crs), form)
  })
  if (isUnionId(id)) return
  const { mediaType } = TABLE_FORMATS.xlsx
  const templateRoute = route('get', `/collections/${id}/template`, tag, {
    summary: `${COLLECTIONS[id].title.en}: a workbook to fill in`,
    description:
      'Headings, choices, notes and examples; what is filled in is imported as it stands.',
    answer: answers.ok('The workbook', bytesSchema, mediaType),
  })
  app.openapi(templateRoute, async (context) =>
    context.body(await collections.template(id), 200, {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${id}-template.xlsx"`,
      'Cache-Control': 'no-store',
    }),
  )
}
