/** What-if scenarios: a named list of changes over the current data, shared by server and client. */
import { z } from 'zod'
import { EQUIPMENT } from './equipment.ts'
import { cornerCount, multiPolygonSchema, pointSchema, polygonSchema } from './geometry.ts'
import { bilingualIssue, optionalText, text } from './inputs.ts'
import { stationResource } from './resources/station.ts'
import { ROSTER_LIMITS, readRoster } from './roster.ts'
import { kept, keyOf, placeInput } from './shapes.ts'

export const SCENARIO_LIMITS = {
  mostChanges: 500,
  mostNameCharacters: 80,
  mostNoteCharacters: 2000,
  mostTurnoutSeconds: 3600,
  mostScenarios: 1000,
  /** Of one closed area: more than a hand draws, and a flood model's outline is to be simplified. */
  mostCorners: 1000,
  /** Of all areas that one question closes. */
  mostCornersInAll: 20_000,
} as const

const stationId = z.string().min(1).max(200)
const turnoutSeconds = z.int().min(0).max(SCENARIO_LIMITS.mostTurnoutSeconds)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const equipmentSchema = z.partialRecord(keyOf(EQUIPMENT), z.int().min(0).max(100_000))

/** Corners of a closed area; a point has none. */
export const cornersOf = (closure: z.infer<typeof keptClosureSchema>): number =>
  closure.type === 'Point' ? 0 : cornerCount(closure)

/** As it may be kept from before there was a limit to its corners. */
export const keptClosureSchema = z.discriminatedUnion('type', [
  polygonSchema,
  multiPolygonSchema,
  pointSchema,
])
/**
 * Roads that are closed: every road that a drawn area touches, or the one stretch of road (the
 * whole bridge or dam, where it is one) that lies nearest to a point.
 */
export const closureSchema = keptClosureSchema.superRefine((closure, context) => {
  const corners = cornersOf(closure)
  if (corners <= SCENARIO_LIMITS.mostCorners) return
  const sentence = {
    en: `must have at most ${SCENARIO_LIMITS.mostCorners} corners in all, not ${corners}; draw it more simply`,
    zh: `顶点合计不能超过 ${SCENARIO_LIMITS.mostCorners} 个，现有 ${corners} 个；请简化范围`,
  }
  context.addIssue(bilingualIssue(sentence))
})
export type Closure = z.infer<typeof closureSchema>

/** Closures of one question: what they close is found while someone waits. */
export const closuresSchema = <T extends typeof closureSchema | typeof keptClosureSchema>(
  schema: T,
  most: number,
) =>
  z
    .array(schema)
    .max(most)
    .superRefine((closures: readonly Closure[], context) => {
      const corners = closures.reduce((sum, closure) => sum + cornersOf(closure), 0)
      if (corners <= SCENARIO_LIMITS.mostCornersInAll) return
      context.addIssue({
        code: 'custom',
        message: `may have at most ${SCENARIO_LIMITS.mostCornersInAll} corners in all areas together, not ${corners}; draw them more simply`,
        params: {
          zh: `所有范围的顶点合计不能超过 ${SCENARIO_LIMITS.mostCornersInAll} 个，现有 ${corners} 个；请简化范围`,
        },
      })
    })
    .default([])

const { grade, dutyPattern, buildStatus } = stationResource.fields

/** As `schema.ts` has it: that file is for forms, and the first screen comes without them. */
const rosterSchema = text(ROSTER_LIMITS.mostCharacters).superRefine((words, context) => {
  const read = readRoster(words)
  if ('problem' in read) context.addIssue(bilingualIssue(read.problem))
})

const stationChanges = {
  turnoutSeconds: turnoutSeconds.optional(),
  crewOnDuty: z.int().min(0).max(1000).optional(),
  dutyPattern: keyOf(dutyPattern.options).optional(),
  dutyFrom: timeOfDay.nullable().optional(),
  dutyUntil: timeOfDay.nullable().optional(),
  /** Left out where the pattern or its hours are changed, the station's own no longer counts. */
  roster: rosterSchema.nullable().optional(),
  buildStatus: keyOf(buildStatus.options).optional(),
  openingOn: z.iso.date().nullable().optional(),
  grade: keyOf(grade.options).optional(),
  /** Replaces the whole list of gear. */
  equipment: equipmentSchema.optional(),
}

/** A station that does not exist yet: on duty round the clock, unless said otherwise. */
export const addedStationSchema = z.strictObject({
  /** Given by the client that adds it, to distinguish several; must not be a present station's. */
  id: stationId.optional(),
  name: text(SCENARIO_LIMITS.mostNameCharacters).optional(),
  ...placeInput,
  ...stationChanges,
})
export const movedStationSchema = z.strictObject({ id: stationId, ...placeInput })
export const changedStationSchema = z.strictObject({ id: stationId, ...stationChanges })

const changes = <T extends z.ZodType>(schema: T) =>
  z.array(schema).max(SCENARIO_LIMITS.mostChanges).default([])

export const scenarioChangesSchema = z.strictObject({
  add: changes(addedStationSchema),
  remove: changes(stationId),
  move: changes(movedStationSchema),
  change: changes(changedStationSchema),
  close: closuresSchema(closureSchema, SCENARIO_LIMITS.mostChanges),
})

export type AddedStation = z.infer<typeof addedStationSchema>
export type ChangedStation = z.infer<typeof changedStationSchema>
export type ScenarioChanges = z.infer<typeof scenarioChangesSchema>

export const NO_CHANGES: ScenarioChanges = { add: [], remove: [], move: [], change: [], close: [] }

/** A turnout that is not stated: the minute of the urban standard (`standards.ts`). */
export const DEFAULT_TURNOUT_SECONDS = 60

/** A siting answer whose sites were made into changes; without an id where it was not kept. */
const originSchema = z.strictObject({
  runId: z.string().min(1).max(200).nullable(),
  name: text(SCENARIO_LIMITS.mostNameCharacters),
})
export type ScenarioOrigin = z.infer<typeof originSchema>

export const scenarioInputSchema = z.strictObject({
  name: text(SCENARIO_LIMITS.mostNameCharacters),
  note: optionalText(SCENARIO_LIMITS.mostNoteCharacters),
  changes: scenarioChangesSchema,
  /** Where it came from; left out: as it was, and null of a new one. */
  origin: originSchema.nullable().optional(),
})
export type ScenarioInput = z.infer<typeof scenarioInputSchema>

export const scenarioSchema = scenarioInputSchema.extend({
  changes: scenarioChangesSchema.extend({ close: changes(keptClosureSchema) }),
  origin: originSchema.nullable(),
  ...kept,
  /** Revision of the data that the scenario was last saved over. */
  baseRevision: z.int(),
  /** True when stations, people or roads have changed since; the figures will differ. */
  isStale: z.boolean(),
})
export type Scenario = z.infer<typeof scenarioSchema>

/** What a list of scenarios says of each; the changes themselves are read one by one. */
export const scenarioListSchema = z.array(
  scenarioSchema.omit({ changes: true }).extend({ changeCount: z.int() }),
)
export type ScenarioListEntry = z.infer<typeof scenarioListSchema>[number]
