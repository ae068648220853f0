/** A planner's day: moments that stand for parts of it, and how far speed and turnout may be off. */
import { z } from 'zod'
import { text } from './inputs.ts'

export const DAY_LIMITS = {
  mostPeriods: 4,
  mostWeight: 1000,
  mostNameCharacters: 20,
  mostSpeedPercent: 30,
  mostTurnoutSeconds: 120,
} as const

/** Years that a clock of ours can write and read again. */
const isOfThisAge = (instant: Date): boolean =>
  instant.getUTCFullYear() >= 1970 && instant.getUTCFullYear() < 2200

/** A moment that a planner asks about: an instant with offset. */
export const momentSchema = z.iso
  .datetime({ offset: true, abort: true })
  .refine((at) => isOfThisAge(new Date(at)), {
    message: 'must lie between 1970 and 2200',
    params: { zh: '须在 1970 年至 2200 年之间' },
  })

/** A part of the day, and the moment whose stations and roads stand for all of it. */
export const periodSchema = z.strictObject({
  name: text(DAY_LIMITS.mostNameCharacters).optional(),
  at: momentSchema,
  /** What the part counts beside the others: its hours, or the calls that fall into it. */
  weight: z.int().min(1).max(DAY_LIMITS.mostWeight),
})
export type DayPeriod = z.infer<typeof periodSchema>

export const periodsSchema = z.array(periodSchema).min(1).max(DAY_LIMITS.mostPeriods)

/** What a band is where a question does not say. */
export const USUAL_BAND = { speedPercent: 10, turnoutSeconds: 10 } as const

/** How far driving speed and turnout may be off, to both sides. */
export const bandSchema = z.strictObject({
  speedPercent: z.int().min(0).max(DAY_LIMITS.mostSpeedPercent).default(USUAL_BAND.speedPercent),
  turnoutSeconds: z
    .int()
    .min(0)
    .max(DAY_LIMITS.mostTurnoutSeconds)
    .default(USUAL_BAND.turnoutSeconds),
})
export type Band = z.infer<typeof bandSchema>

/** How vehicles drive and crews turn out, against what the network and the registers say. */
export interface Variant {
  /** Driving speed in percent of the network's. */
  readonly speedPercent: number
  /** Seconds added to every turnout, which is never less than none. */
  readonly turnoutSeconds: number
}

export const NOMINAL: Variant = { speedPercent: 100, turnoutSeconds: 0 }

export const VARIANT_NAMES = ['slow', 'nominal', 'fast'] as const
export type VariantName = (typeof VARIANT_NAMES)[number]

/**
 * The two ends of a band with its middle. Whoever is in time in `slow` is so in the others, and in
 * `fast` whoever is so in any: the same stations, later or sooner everywhere.
 */
export const variantsOf = ({
  speedPercent,
  turnoutSeconds,
}: Band): Record<VariantName, Variant> => ({
  slow: { speedPercent: 100 - speedPercent, turnoutSeconds },
  nominal: NOMINAL,
  fast: { speedPercent: 100 + speedPercent, turnoutSeconds: -turnoutSeconds },
})
