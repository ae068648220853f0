/** Unloading places stored with a work: where lorries get to it, such as a ramp of a levee. */
import { z } from 'zod'
import { text } from './inputs.ts'
import { placeInput } from './shapes.ts'

export const UNLOADING_POINT_LIMITS = { mostPoints: 5000, mostNameCharacters: 120 } as const

const content = {
  /** A flood work, a river, a lake or a forest. */
  workId: z.string().min(1).max(200),
  ...placeInput,
}
export type UnloadingPointContent = z.infer<z.ZodObject<typeof content>>

export const unloadingPointInputSchema = z.strictObject({
  name: text(UNLOADING_POINT_LIMITS.mostNameCharacters),
  ...content,
})
export type UnloadingPointInput = z.infer<typeof unloadingPointInputSchema>

export const unloadingPointSchema = z.object({
  name: z.string(),
  ...content,
  id: z.string(),
  version: z.int(),
})
export type UnloadingPoint = z.infer<typeof unloadingPointSchema>
