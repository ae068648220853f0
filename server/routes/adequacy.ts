/** GET /api/adequacy: planned reserves of every work and county against what there is. */
import { z } from '@hono/zod-openapi'
import { ADEQUACY_VIEWS, adequacyAnswerSchema } from '../../data/adequacy.ts'
import {
  EXAMPLE_NORM_ID,
  reserveNormInputSchema,
  reserveNormSchema,
} from '../../data/reserve-norm.ts'
import { signalOf } from '../http/long-questions.ts'
import { instantParameter } from '../http/query-parameters.ts'
import { ADEQUACY_TABLES } from '../services/adequacy/adequacy.ts'
import type { Services } from '../services/services.ts'
import { answers, askedFile, route, router, send, tableQuery } from './answers.ts'
import { documentRoutes } from './documents.ts'

/** Of the ids of works. */
const MOST_CHARACTERS = 8000

const parameters = {
  norm: z.string().min(1).max(200).default(EXAMPLE_NORM_ID),
  at: instantParameter.optional(),
  /** What `short` counts: all works at once, or each by itself. */
  view: z.enum(ADEQUACY_VIEWS).default('together'),
  county: z.string().min(1).max(20).optional(),
  works: z
    .string()
    .max(MOST_CHARACTERS)
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .optional(),
}

const answerRoute = route('get', '/adequacy', 'Materials', {
  summary: 'Planned reserves of works and counties against what is there and what arrives in time',
  request: { query: z.strictObject(parameters) },
  description:
    '`view=together` (the default) serves all works of the answer at once, each unit of goods for one of them, as much in all as is possible and evenly by share; `view=each` looks at every work by itself. `county` and `works` (ids with commas) say which works are asked for together.',
  answer: answers.ok('Works, most missing first, and counties', adequacyAnswerSchema),
  problems: [404, 429],
})

const tableRoute = route('get', '/adequacy/tables/{table}', 'Materials', {
  summary: 'Shortfalls of works, or the purchase list of the counties, as a file',
  request: {
    params: z.object({ table: z.enum(ADEQUACY_TABLES) }),
    query: z.strictObject({ ...parameters, ...tableQuery('xlsx') }),
  },
  answer: answers.table,
  problems: [404, 429],
})

export const adequacyRoutes = ({ adequacy, norms }: Services) =>
  router()
    .openapi(answerRoute, async (context) =>
      send.json(context, await adequacy.answer(context.req.valid('query'), signalOf(context))),
    )
    .openapi(tableRoute, async (context) => {
      const { table } = context.req.valid('param')
      const { form, query } = askedFile(context.req.valid('query'))
      return send.file(context, await adequacy.table(table, query, signalOf(context)), form)
    })
    .route(
      '/',
      documentRoutes('/reserve-norms', 'Materials', norms, {
        input: reserveNormInputSchema,
        answer: reserveNormSchema,
        summaries: { list: 'Norms of planned reserves, the example first' },
      }),
    )
