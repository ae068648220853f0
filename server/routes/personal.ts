/** Names and telephone numbers of people, whole: one feature or one order at a time, each logged. */
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Env, TypedResponse } from 'hono'
import type { ToSchema } from 'hono/types'
import type { Logger } from 'pino'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { maskedFields, type Personal, personalSchema } from '../../data/personal.ts'
import { type OrderPersons, orderPersonsSchema } from '../../data/transfer-order.ts'
import { clientAddress } from '../http/client-address.ts'
import { expectOwnPage } from '../http/same-origin.ts'
import { noSuchFeature } from '../services/changes/history.ts'
import type { Services } from '../services/services.ts'
import { answers, plain, route, router, send } from './answers.ts'

const TAG = 'Personal data'
const DESCRIPTION =
  'Told to the page of this service alone, never kept by a browser or proxy, and written to the security log with the address that asked.'

const WITH_PERSONS = COLLECTION_IDS.filter((id) => maskedFields(COLLECTIONS[id].fields).length > 0)

const featureRoute = (id: CollectionId) =>
  route('get', `/collections/${id}/items/{featureId}/personal`, TAG, {
    summary: `${COLLECTIONS[id].title.en}: what is masked in one feature, whole`,
    description: DESCRIPTION,
    request: { ...plain, params: z.object({ featureId: z.string() }) },
    answer: answers.ok('By field', personalSchema),
    problems: [403],
  })

const orderRoute = route('get', '/transfers/{number}/personal', TAG, {
  summary: 'What is masked in an order, whole: for its printed form',
  description: DESCRIPTION,
  request: { ...plain, params: z.object({ number: z.string().min(1) }) },
  answer: answers.ok('Receivers, their numbers and those of the stockpiles', orderPersonsSchema),
  problems: [403],
})

/** What the page knows of the routes, whichever the collection is. */
type PersonalApi = OpenAPIHono<
  Env,
  ToSchema<
    'get',
    '/collections/:collection/items/:id/personal',
    { in: { param: { collection: CollectionId; id: string } }; out: object },
    TypedResponse<Personal, 200, 'json'>
  > &
    ToSchema<
      'get',
      '/transfers/:number/personal',
      { in: { param: { number: string } }; out: object },
      TypedResponse<OrderPersons, 200, 'json'>
    >
>

interface PersonalRoutesOptions {
  readonly securityLog: Logger
  readonly trustProxy: boolean
}

export const personalRoutes = (
  { collections, orders }: Services,
  { securityLog, trustProxy }: PersonalRoutesOptions,
): PersonalApi => {
  const app = router()
  const log = (context: Context, collection: CollectionId | 'transfers', id: string): void => {
    const address = clientAddress(context, trustProxy)
    securityLog.info({ event: 'personal-reading', address, collection, id })
  }
  for (const collection of WITH_PERSONS) {
    app.openapi(featureRoute(collection), async (context) => {
      expectOwnPage(context, trustProxy)
      const { featureId } = context.req.valid('param')
      const personal = await collections.personal(collection, featureId)
      if (!personal) throw noSuchFeature(collection, featureId)
      log(context, collection, featureId)
      return send.json(context, personal)
    })
  }
  app.openapi(orderRoute, async (context) => {
    expectOwnPage(context, trustProxy)
    const { number } = context.req.valid('param')
    const persons = await orders.persons(number)
    log(context, 'transfers', number)
    return send.json(context, persons)
  })
  return app as unknown as PersonalApi
}
