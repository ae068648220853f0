/** Names and telephone numbers of people, whole: one feature or one order at a time, each logged. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import { COLLECTION_IDS, COLLECTIONS } from '../../data/collections.ts'
import { maskedFields, personalSchema } from '../../data/personal.ts'
import { orderPersonsSchema } from '../../data/transfer-order.ts'
import { clientAddress } from '../http/client-address.ts'
import { ProblemError } from '../http/problem-error.ts'
import { expectOwnPage } from '../http/same-origin.ts'
import type { Services } from '../services/services.ts'
import { answers, plain, route, router, send } from './answers.ts'

const TAG = 'Personal data'
const DESCRIPTION =
  'Told to the page of this service alone, never kept by a browser or proxy, and written to the security log with the address that asked.'

const WITH_PERSONS = COLLECTION_IDS.filter((id) => maskedFields(COLLECTIONS[id].fields).length > 0)

const featureRoute = route('get', '/collections/{collection}/items/{featureId}/personal', TAG, {
  summary: 'What is masked in a feature, whole',
  description: DESCRIPTION,
  request: {
    ...plain,
    params: z.object({ collection: z.enum(WITH_PERSONS), featureId: z.string() }),
  },
  answer: answers.ok('By field', personalSchema),
  problems: [400, 403, 404],
})

const orderRoute = route('get', '/transfers/{number}/personal', TAG, {
  summary: 'What is masked in an order, whole: for its printed form',
  description: DESCRIPTION,
  request: { ...plain, params: z.object({ number: z.string().min(1) }) },
  answer: answers.ok('Receivers, their numbers and those of the stockpiles', orderPersonsSchema),
  problems: [400, 403, 404],
})

interface PersonalRoutesOptions {
  readonly securityLog: Logger
  readonly trustProxy: boolean
}

export const personalRoutes = (
  { collections, orders }: Services,
  { securityLog, trustProxy }: PersonalRoutesOptions,
) => {
  const log = (context: Context, read: object): void =>
    securityLog.info({
      event: 'personal-reading',
      address: clientAddress(context, trustProxy),
      ...read,
    })
  return router()
    .openapi(featureRoute, async (context) => {
      expectOwnPage(context, trustProxy)
      const { collection, featureId } = context.req.valid('param')
      const personal = await collections.personal(collection, featureId)
      if (!personal) {
        throw new ProblemError('not-found', {
          en: `${COLLECTIONS[collection].title.en}: there is no feature with the id ${featureId}`,
          zh: `${COLLECTIONS[collection].title.zh}中没有编号为 ${featureId} 的要素`,
        })
      }
      log(context, { collection, id: featureId })
      return send.json(context, personal)
    })
    .openapi(orderRoute, async (context) => {
      expectOwnPage(context, trustProxy)
      const { number } = context.req.valid('param')
      const persons = await orders.persons(number)
      log(context, { collection: 'transfers', id: number })
      return send.json(context, persons)
    })
}
