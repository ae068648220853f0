/** Stations that were sent out: which, by whom, when, whither; until they are back. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { DEPLOYMENT_LIMITS } from './deployment-limits.ts'
import { optionalText } from './inputs.ts'
import { actorSchema } from './ledger.ts'
import { keyOf, named, place, placeInput } from './shapes.ts'

/** How a station stops being out. */
export const DEPLOYMENT_ENDINGS = {
  back: { zh: '归队', en: 'Back' },
  undone: { zh: '撤销', en: 'Undone' },
  redirected: { zh: '改派', en: 'Sent elsewhere' },
} as const satisfies Record<string, Bilingual>

const incidentSchema = z.string().trim().min(1).max(DEPLOYMENT_LIMITS.mostIncidentCharacters)

/** Body of `POST /api/deployments`. */
export const deploymentInputSchema = z.strictObject({
  stationId: z.string().min(1).max(200),
  ...placeInput,
  /** The place in words. */
  label: optionalText(DEPLOYMENT_LIMITS.mostLabelCharacters),
  /** Name of the desk, or of who sits there. */
  by: actorSchema,
  /** Number or name of what has happened, where it has one. */
  incident: incidentSchema.nullable().default(null),
  /** Id of the standing deployment that the sender knows of: the station leaves it for this one. */
  despite: z.int().min(1).optional(),
})
export type DeploymentInput = z.infer<typeof deploymentInputSchema>

/** Body of `POST /api/deployments/{id}/end`. */
export const deploymentEndSchema = z.strictObject({
  how: keyOf({ back: 0, undone: 0 }),
  by: actorSchema,
})
export type DeploymentEnd = z.infer<typeof deploymentEndSchema>

export const deploymentSchema = z.object({
  id: z.int(),
  stationId: z.string(),
  /** Of the station, as it was called then. */
  ...named,
  ...place,
  label: z.string(),
  incident: z.string().nullable(),
  by: z.string(),
  /** Instant. */
  at: z.string(),
  /** Null while the station is out. */
  ended: z.object({ how: keyOf(DEPLOYMENT_ENDINGS), by: z.string(), at: z.string() }).nullable(),
  /** Out for two hours: it is time to ask whether it is back. Nothing ends by itself. */
  askBack: z.boolean(),
})
export type Deployment = z.infer<typeof deploymentSchema>

export const deploymentListSchema = z.object({
  /** The last sent first. */
  deployments: z.array(deploymentSchema),
  /** `before` of the next page; null after the last. */
  next: z.int().nullable(),
  timeStamp: z.string(),
})
export type DeploymentList = z.infer<typeof deploymentListSchema>

/** What a 409 says beside what every problem says: who has the station already. */
export const alreadySentSchema = z.object({ standing: deploymentSchema })

/** What answers say of the stations that they left out because they are out. */
export const sentStationSchema = z.object({ id: z.string(), ...named })
export type SentStation = z.infer<typeof sentStationSchema>
