/** Imports over HTTP: for our own page and for programs that are no browser (`cross-origin.ts`). */
import { z } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import { LANGUAGES } from '../../data/bilingual.ts'
import { UNNAMED } from '../../data/change.ts'
import {
  IMPORT_LIMITS,
  importChoicesInputSchema,
  importCommitSchema,
  importListSchema,
  importMapSchema,
  importPlaceSchema,
  importRowSchema,
  importRowsSchema,
  importSchema,
  importUndoSchema,
  importUploadQuerySchema,
  ROW_FILTERS,
  standingSchema,
} from '../../data/imports.ts'
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../../data/problem.ts'
import { keyOf } from '../../data/shapes.ts'
import { CRS84 } from '../features/crs.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { clientAddress } from '../http/client-address.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import { expectOwnPage } from '../http/same-origin.ts'
import type { Services } from '../services/services.ts'
import { TABLE_FORMATS } from '../services/tables/table-files.ts'
import { answers, bytesSchema, jsonBody, plain, route, router, send } from './answers.ts'

const TAG = 'Imports'
const idParameter = wholeNumberParameter(1, Number.MAX_SAFE_INTEGER)
const ofImport = { ...plain, params: z.object({ id: idParameter }) }

const STANDING = {
  409: {
    description: 'Something stands in the way: `standing` says what, and nothing was written',
    content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema.extend(standingSchema.shape) } },
  },
} as const

const UPLOADS = {
  required: true,
  content: {
    'application/octet-stream': { schema: bytesSchema },
    'text/plain': { schema: z.string() },
  },
} as const

const routes = {
  upload: route('post', '/imports', TAG, {
    summary: 'Take in a file of a register; it is read in the background',
    description:
      'The body is the file as it is, of at most 100 MB (pasted tables: `text/plain`). The answer comes once it has arrived; ask for the import until it is `staged` or `refused`. Nothing is written to any collection before it is committed.',
    request: { query: importUploadQuerySchema, body: UPLOADS },
    answer: answers.accepted('The import, while it is being read', importSchema),
    problems: [507],
  }),
  list: route('get', '/imports', TAG, {
    summary: 'Imports, the newest first',
    answer: answers.ok('Imports', importListSchema),
  }),
  get: route('get', '/imports/{id}', TAG, {
    summary: 'An import: how far it is, and what it would do',
    request: ofImport,
    answer: answers.ok('The import', importSchema),
    problems: [404],
  }),
  remove: route('delete', '/imports/{id}', TAG, {
    summary: 'Cancel a reading, or discard what is staged',
    request: ofImport,
    answer: { ...answers.empty('It is gone, with its file'), ...STANDING },
    problems: [404],
  }),
  choose: route('patch', '/imports/{id}', TAG, {
    summary: 'Read the file anew with other choices; those that are left out stay',
    request: { ...ofImport, body: jsonBody(importChoicesInputSchema) },
    answer: { ...answers.accepted('The import, while it is read anew', importSchema), ...STANDING },
    problems: [404, 507],
  }),
  rows: route('get', '/imports/{id}/rows', TAG, {
    summary: 'Rows of the file, with what becomes of each and why',
    request: {
      params: z.object({ id: idParameter }),
      query: z.strictObject({
        status: keyOf(ROW_FILTERS).optional(),
        row: wholeNumberParameter(1, Number.MAX_SAFE_INTEGER).optional(),
        after: wholeNumberParameter(0, Number.MAX_SAFE_INTEGER).default(0),
        limit: wholeNumberParameter(1, IMPORT_LIMITS.mostRowsAnswered).default(100),
      }),
    },
    answer: answers.ok('Rows in the order of the file', importRowsSchema),
    problems: [404],
  }),
  map: route('get', '/imports/{id}/map', TAG, {
    summary: `Where the rows are to lie; at most ${IMPORT_LIMITS.mostPlacesAnswered}`,
    request: ofImport,
    answer: answers.ok('A FeatureCollection', importMapSchema, MEDIA_TYPES.geojson),
    problems: [404],
  }),
  rejected: route('get', '/imports/{id}/rejected', TAG, {
    summary: 'Rows that stay out, as they stand in the file, with why: to be put right',
    description:
      'Told to the page of this service alone, because names and numbers of people stand in it whole, and written to the security log.',
    request: {
      params: z.object({ id: idParameter }),
      query: z.strictObject({ lang: z.enum(LANGUAGES).default('zh') }),
    },
    answer: answers.ok('The workbook', bytesSchema, TABLE_FORMATS.xlsx.mediaType),
    problems: [403, 404, 429],
  }),
  commit: route('post', '/imports/{id}/commit', TAG, {
    summary: 'Write what is staged, all of it or nothing',
    request: { ...ofImport, body: jsonBody(importCommitSchema) },
    answer: { ...answers.ok('The import, committed', importSchema), ...STANDING },
    problems: [404, 507],
  }),
  undo: route('post', '/imports/{id}/undo', TAG, {
    summary: 'Take back all that an import has written, as long as nothing stands on it',
    request: { ...ofImport, body: jsonBody(importUndoSchema) },
    answer: { ...answers.ok('The import, undone', importSchema), ...STANDING },
    problems: [404, 507],
  }),
  place: route('post', '/imports/{id}/rows/{row}/place', TAG, {
    summary: 'Give a row without a place one: for the commit, or at once where it is committed',
    request: {
      ...plain,
      params: z.object({ id: idParameter, row: idParameter }),
      body: jsonBody(importPlaceSchema),
    },
    answer: { ...answers.ok('The row, with its place', importRowSchema), ...STANDING },
    problems: [404, 507],
  }),
} as const

interface ImportRoutesOptions {
  readonly securityLog: Logger
  readonly trustProxy: boolean
}

export const importRoutes = (
  { imports }: Services,
  { securityLog, trustProxy }: ImportRoutesOptions,
) =>
  router()
    .openapi(routes.upload, async (context) => {
      const { by = UNNAMED, ...file } = context.req.valid('query')
      const body = context.req.raw.body ?? new Blob([]).stream()
      const started = await imports.start({ ...file, by }, body as never)
      return send.json(context, started, { status: 202 })
    })
    .openapi(routes.list, async (context) => send.json(context, await imports.list()))
    .openapi(routes.get, async (context) =>
      send.json(context, await imports.get(context.req.valid('param').id)),
    )
    .openapi(routes.remove, async (context) => {
      await imports.remove(context.req.valid('param').id)
      return context.body(null, 204)
    })
    .openapi(routes.choose, async (context) => {
      const { id } = context.req.valid('param')
      const chosen = await imports.choose(id, context.req.valid('json'))
      return send.json(context, chosen, { status: 202 })
    })
    .openapi(routes.rows, async (context) => {
      const { id } = context.req.valid('param')
      return send.json(context, await imports.rows(id, context.req.valid('query')))
    })
    .openapi(routes.map, async (context) =>
      send.json(context, await imports.map(context.req.valid('param').id), {
        mediaType: MEDIA_TYPES.geojson,
      }),
    )
    .openapi(routes.rejected, async (context) => {
      expectOwnPage(context, trustProxy)
      const { id } = context.req.valid('param')
      const sheet = await imports.rejected(id)
      const address = clientAddress(context, trustProxy)
      securityLog.info({
        event: 'personal-reading',
        address,
        collection: 'imports',
        id: String(id),
      })
      const { lang } = context.req.valid('query')
      const form = { format: 'xlsx', language: lang, crs: CRS84, encoding: 'utf-8' } as const
      return send.file(context, sheet, form) as never
    })
    .openapi(routes.commit, async (context) => {
      const { id } = context.req.valid('param')
      return send.json(context, await imports.commit(id, context.req.valid('json')))
    })
    .openapi(routes.undo, async (context) => {
      const { id } = context.req.valid('param')
      return send.json(context, await imports.undo(id, context.req.valid('json').by))
    })
    .openapi(routes.place, async (context) => {
      const { id, row } = context.req.valid('param')
      return send.json(context, await imports.place(id, row, context.req.valid('json')))
    })
