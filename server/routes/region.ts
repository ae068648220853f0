/** The region over HTTP. */
import { regionNameSchema, regionSchema } from '../../data/region.ts'
import type { Services } from '../services/services.ts'
import { answers, jsonBody, plain, route, router, send } from './answers.ts'

const routes = {
  get: route('get', '/region', 'Service', {
    summary: 'What the installation is about: the region by name, and the box that its data cover',
    answer: answers.ok('The region', regionSchema),
  }),
  rename: route('put', '/region', 'Service', {
    summary: 'Give the region another name',
    request: { ...plain, body: jsonBody(regionNameSchema) },
    answer: answers.ok('The region', regionSchema),
    problems: [507],
  }),
} as const

export const regionRoutes = ({ regions }: Services) =>
  router()
    .openapi(routes.get, async (context) => send.json(context, await regions.get()))
    .openapi(routes.rename, async (context) =>
      send.json(context, await regions.rename(context.req.valid('json'))),
    )
