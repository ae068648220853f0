/** GET /api/health: whether the service can do its work, and on what. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { type Health, healthSchema } from '../../data/health.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { validationHook } from '../http/validation.ts'
import { countDrivableEdges } from '../network/graph.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { LedgerStanding } from './ledger-standing.ts'

const route = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Service'],
  summary: 'Status, revision, counts and road network',
  request: { query: plainQuerySchema },
  responses: {
    ...okAnswer('Status of the service', MEDIA_TYPES.json, healthSchema),
    ...problemAnswers(400),
  },
})

const describeNetwork = ({ graph }: RoadNetwork): NonNullable<Health['network']> => ({
  id: graph.id,
  provenance: graph.provenance,
  nodes: graph.nodeCount,
  edges: countDrivableEdges(graph),
  source: graph.source,
  region: [...graph.region],
})

export const healthRoutes = ({ store, network }: Dependencies) => {
  const app = new OpenAPIHono({ defaultHook: validationHook })
  const ledger = new LedgerStanding(store.ledger)
  app.openapi(route, async (context) => {
    const roads = network()
    const counts = await store.counts()
    const demonstrations = await Promise.all(COLLECTION_IDS.map((id) => store.isDemonstration(id)))
    const health: Health = {
      status: roads && counts.stations > 0 ? 'ok' : 'degraded',
      revision: await store.revision(),
      counts,
      network: roads && describeNetwork(roads),
      ledger: await ledger.standing(),
      demonstration: demonstrations.includes(true) || roads?.graph.provenance === 'generated',
    }
    return context.body(JSON.stringify(health), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  })
  return app
}
