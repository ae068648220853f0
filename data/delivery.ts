/** The one place where all goods of a site are unloaded. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { nearbyCrossingSchema } from './nearest.ts'
import { keyOf } from './shapes.ts'

/** How the one place was found where a site's goods are unloaded. */
export const DELIVERY_WAYS = {
  place: { zh: '指定地点', en: 'the place that was given' },
  work: { zh: '工程所在点', en: 'the work itself' },
  beside: { zh: '另选的卸货点', en: 'a place chosen for the work' },
  stake: { zh: '桩号', en: 'a stake number' },
  stored: { zh: '该工程登记的卸货点', en: 'an unloading place stored with the work' },
  middle: { zh: '工程中段（尚未指定）', en: 'the middle of the work (not chosen yet)' },
} as const satisfies Record<string, Bilingual>

export const deliverySchema = z.object({
  how: keyOf(DELIVERY_WAYS),
  /** Of the unloading place that is stored with the work. */
  name: z.string().nullable(),
  /** Such as `K12+300`, where the work is a line: of its point that is nearest. */
  stake: z.string().nullable(),
  /** Whether no register gives the line's stakes, so that metres from its beginning are counted. */
  isStakeCounted: z.boolean(),
  /** From the place to the work's line or outline; null where the work is a point, or there is none. */
  offsetMetres: z.int().nullable(),
  /** Null where there is none within 600 m. */
  crossing: nearbyCrossingSchema.nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>
