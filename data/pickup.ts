/** A lorry that loads at several stores on its way, or at another than its own. */
import { z } from 'zod'
import { text, transferInstantSchema } from './inputs.ts'
import { stockpileIdSchema } from './ledger.ts'

const MOST_LORRIES = 1000
const MOST_STOPS = 10
const MOST_NAME_CHARACTERS = 200

/** What a load says of the lorry that it shares; null where its lorries load at its store alone. */
export const pickupSchema = z
  .strictObject({
    /** The lorry's number among those that load so, from 1. */
    lorry: z.int().min(1).max(MOST_LORRIES),
    /** Which of its stops the load is, from 1. */
    stop: z.int().min(1).max(MOST_STOPS),
    stops: z.int().min(1).max(MOST_STOPS),
    /** When it is at the next store; null: it drives to the site. */
    nextAt: transferInstantSchema.nullable(),
    /** Whose lorry it is where it comes empty from there to its first stop; else null. */
    from: z
      .strictObject({
        stockpileId: stockpileIdSchema,
        name: text(MOST_NAME_CHARACTERS),
        nameEn: z.string().max(MOST_NAME_CHARACTERS).nullable(),
      })
      .nullable(),
  })
  .nullable()
export type Pickup = NonNullable<z.infer<typeof pickupSchema>>
