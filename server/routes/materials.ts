/** GET /api/materials: the catalogue of items. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { MATERIALS, type Material, type MaterialKey } from '../../data/materials.ts'
import { type MaterialsAnswer, materialsAnswerSchema } from '../../data/stock.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { validationHook } from '../http/validation.ts'
import { lettersOf } from '../store/letters.ts'
import { okAnswer, problemAnswers } from './answers.ts'

const route = createRoute({
  method: 'get',
  path: '/materials',
  tags: ['Materials'],
  summary: 'The catalogue: items with units, masses, volumes and classification',
  request: { query: plainQuerySchema },
  responses: {
    ...okAnswer('All items', MEDIA_TYPES.json, materialsAnswerSchema),
    ...problemAnswers(400),
  },
})

const catalogue = (): MaterialsAnswer => ({
  materials: (Object.entries(MATERIALS) as [MaterialKey, Material][]).map(([key, material]) => ({
    key,
    ...material,
    pinyin: lettersOf(material.label.zh, 'pinyin'),
    initials: lettersOf(material.label.zh, 'first'),
  })),
})

/** The catalogue comes with the program: it changes only with a new version. */
export const materialRoutes = ({ cache }: Dependencies) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  app.openapi(route, (context) =>
    cache.respond(context, '/api/materials', 'catalogue', {
      mediaType: MEDIA_TYPES.json,
      build: async () => JSON.stringify(catalogue()),
    }),
  )
  return app
}
