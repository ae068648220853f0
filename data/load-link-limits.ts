/** What the link of a load may do, for the tables and the page of the phone. */
import type { OrderStep } from './order-steps.ts'

/** Steps that keeper, driver and receiver take themselves, each of one load. */
export const LINK_STEPS = [
  'load',
  'depart',
  'arrive',
  'receive',
] as const satisfies readonly OrderStep[]
export type LinkStep = (typeof LINK_STEPS)[number]

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoType = (typeof PHOTO_TYPES)[number]

export const MOST_PHOTO_BYTES = 2 * 1024 * 1024
export const MOST_PHOTOS_OF_LOAD = 20

/** For so long after its goods have arrived a load can still be looked at, and photos come in. */
export const LINK_HOURS_AFTER_ARRIVAL = 24
