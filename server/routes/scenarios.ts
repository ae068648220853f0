/** What planners keep by name, over HTTP: what-if scenarios, and standards of their own. */
import { z } from '@hono/zod-openapi'
import { LANGUAGES } from '../../data/bilingual.ts'
import { scenarioInputSchema, scenarioListSchema, scenarioSchema } from '../../data/scenario.ts'
import { savedStandardInputSchema, savedStandardSchema } from '../../data/standards.ts'
import type { Services } from '../services/services.ts'
import { answers, route, router, send } from './answers.ts'
import { documentHeaders, documentId, documentRoutes } from './documents.ts'

const copyRoute = route('post', '/scenarios/{id}/copy', 'Scenarios', {
  summary: 'Keep a scenario once more under another name',
  request: { params: documentId, query: z.strictObject({ lang: z.enum(LANGUAGES).default('zh') }) },
  answer: answers.created('The copy', scenarioSchema),
  problems: [409, 507],
})

export const scenarioRoutes = ({ scenarios, standards }: Services) =>
  router()
    .route(
      '/',
      documentRoutes('/scenarios', 'Scenarios', scenarios, {
        input: scenarioInputSchema,
        answer: scenarioSchema,
        list: scenarioListSchema,
      }),
    )
    .openapi(copyRoute, async (context) => {
      const { lang } = context.req.valid('query')
      const copy = await scenarios.copy(context.req.valid('param').id, lang)
      return send.json(context, copy, { status: 201, headers: documentHeaders(copy, '/scenarios') })
    })
    .route(
      '/',
      documentRoutes('/standards', 'Scenarios', standards, {
        input: savedStandardInputSchema,
        answer: savedStandardSchema,
      }),
    )
