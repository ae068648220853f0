/** Roads that are closed for now and areas under water: every analysis obeys them while they hold. */
import { z } from 'zod'
import { CLOSURE_KINDS } from './closure-kind.ts'
import { type Ended, endedSchema } from './hazard-change.ts'
import { bilingualIssue, endsAfterBeginning, instantSchema, optionalText, text } from './inputs.ts'
import { closureSchema, keptClosureSchema } from './scenario.ts'
import { bilingualSchema, identified, kept, keyOf, lonLatSchema, place, stamp } from './shapes.ts'

export const CLOSURE_LIMITS = {
  mostNameCharacters: 120,
  mostNoteCharacters: 2000,
  mostClosures: 500,
  /** Of all areas that are closed now or later. */
  mostCornersInForce: 100_000,
} as const

const MILLISECONDS_PER_SECOND = 1000

const closureFields = {
  name: text(CLOSURE_LIMITS.mostNameCharacters),
  kind: keyOf(CLOSURE_KINDS),
  /** A drawn area, or a point beside the stretch of road (the whole bridge) that is closed. */
  area: closureSchema,
  from: instantSchema,
  /** Null: until someone lifts it. */
  until: instantSchema.nullable().default(null),
  note: optionalText(CLOSURE_LIMITS.mostNoteCharacters),
}

export const roadClosureInputSchema = z
  .strictObject(closureFields)
  .superRefine(({ kind, area }, context) => {
    if ((kind === 'flooded-area') !== (area.type === 'Point')) return
    const sentence = {
      en: 'a flooded area is drawn as an area, a road or bridge is marked by a point',
      zh: '淹没区须画出范围，道路或桥梁须标一个点',
    }
    context.addIssue(bilingualIssue(sentence, ['area']))
  })
  .superRefine(endsAfterBeginning)
export type RoadClosureInput = z.infer<typeof roadClosureInputSchema>

/** What is kept of it under its name; `ended` since the last time that somebody lifted it. */
export type ClosureContent = Omit<RoadClosureInput, 'name'> & { readonly ended?: Ended | null }

export const roadClosureSchema = z.object({
  ...closureFields,
  area: keptClosureSchema,
  ...kept,
  /** Null where it was not lifted: it holds, or its time is over. */
  ended: endedSchema.nullable(),
  /** Whether it holds now. */
  isActive: z.boolean(),
  /**
   * Length of road that it closes; 0 says that it touches no road. Null once it is over, and
   * without a road network.
   */
  closedKilometres: z.number().nullable(),
  /** The roads that it closes with the crossings between; null where `closedKilometres` is null or 0. */
  roads: bilingualSchema.nullable(),
  /** Closed stretches as lines; empty where there are too many to distinguish. */
  lines: z.array(z.array(lonLatSchema)),
})
export type RoadClosure = z.infer<typeof roadClosureSchema>

/** Body and answer of `POST /api/closures/roads`: what an area or a point would close. */
export const closedRoadsInputSchema = z.strictObject({ area: closureSchema })
export const closedRoadsSchema = z.object({
  closedKilometres: z.number(),
  roads: bilingualSchema.nullable(),
})
export type ClosedRoadsTold = z.infer<typeof closedRoadsSchema>

/** What an answer says that it obeyed. */
export const activeClosureSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: keyOf(CLOSURE_KINDS),
})
export type ActiveClosure = z.infer<typeof activeClosureSchema>

/**
 * Closures hold by whole seconds, as analyses count time: one that begins or ends now is obeyed,
 * or is not any more, in the same second.
 */
const secondOf = (instant: string): number =>
  Math.floor(Date.parse(instant) / MILLISECONDS_PER_SECOND) * MILLISECONDS_PER_SECOND

/** From its first moment until just before its last. */
export const isClosureActive = (
  { from, until }: Pick<RoadClosureInput, 'from' | 'until'>,
  at: Date,
): boolean => secondOf(from) <= at.getTime() && (until === null || at.getTime() < secondOf(until))

/** For good: it holds neither now nor later. */
export const isClosureOver = ({ until }: Pick<RoadClosureInput, 'until'>, at: Date): boolean =>
  until !== null && secondOf(until) <= at.getTime()

/** In force at `from` or at any later moment before `until`. */
export const isClosureActiveDuring = (
  closure: Pick<RoadClosureInput, 'from' | 'until'>,
  from: Date,
  until: Date,
): boolean => {
  const beginning = secondOf(closure.from)
  const beginsWithin = from.getTime() < beginning && beginning < until.getTime()
  return beginsWithin || isClosureActive(closure, from)
}

const cutOffSchema = z.object({ ...identified, ...place })

/** Answer of `GET /api/closures/effects`: what the closures in force cut off. */
export const closureEffectsSchema = z.object({
  at: z.string(),
  closures: z.array(activeClosureSchema),
  /** Stockpiles whose lorries come to no flood work any more, though they did. */
  stockpiles: z.array(cutOffSchema),
  /** Flood works that no stockpile's lorry comes to any more, though one did. */
  works: z.array(cutOffSchema),
  ...stamp,
})
export type ClosureEffects = z.infer<typeof closureEffectsSchema>
