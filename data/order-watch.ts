/** What has changed for orders on their way: closures, warnings, arrivals against deadlines. */
import { z } from 'zod'
import { optionalText } from './inputs.ts'
import { actorSchema, LEDGER_LIMITS } from './ledger.ts'
import { warningAtPlaceSchema } from './nearest.ts'
import { LOAD_STATES } from './order-steps.ts'
import { activeClosureSchema } from './road-closure.ts'
import { keyOf, lonLatSchema, stamp } from './shapes.ts'

/** What is said of a load that is on its way, or about to leave. */
export const WAY_STATES = {
  open: { zh: '原路可行', en: 'the planned way is open' },
  longer: { zh: '须绕行', en: 'a longer way round' },
  'cut-off': { zh: '道路不通', en: 'cut off' },
} as const

export const watchedLoadSchema = z.object({
  load: z.int(),
  state: keyOf(LOAD_STATES),
  stockpileId: z.string(),
  site: z.int(),
  way: keyOf(WAY_STATES),
  /** In force now and not when the way was planned. */
  closures: z.array(activeClosureSchema),
  /** Of these and others that are new, the flooded areas that its unloading place lies in. */
  floods: z.array(activeClosureSchema),
  /** When it was to be unloaded as planned, departure as it was. */
  plannedAt: z.string(),
  /** When it will be, by the way that is open now; null where it is cut off. */
  expectedAt: z.string().nullable(),
  /** Of the site. */
  deadline: z.string().nullable(),
  /** Beyond the deadline; 0 in time or without one, null where it is cut off. */
  lateSeconds: z.int().nullable(),
  /** Whether it should have been received by now. */
  isOverdue: z.boolean(),
  /** In force at the place of delivery. */
  warnings: z.array(warningAtPlaceSchema),
  /** The way that is open now, from where the lorry should be; empty where the planned one is, or none. */
  route: z.array(lonLatSchema),
})
export type WatchedLoad = z.infer<typeof watchedLoadSchema>

/** Body of `POST /api/transfers/{number}/reroute`. */
export const rerouteInputSchema = z.strictObject({
  actor: actorSchema,
  note: optionalText(LEDGER_LIMITS.mostReasonCharacters),
})
export type RerouteInput = z.infer<typeof rerouteInputSchema>

/** Answer of `GET /api/transfers/watch`: loads of which there is something to say, by order. */
export const orderWatchSchema = z.object({
  at: z.string(),
  orders: z.array(z.object({ number: z.string(), loads: z.array(watchedLoadSchema) })),
  ...stamp,
})
export type OrderWatch = z.infer<typeof orderWatchSchema>
