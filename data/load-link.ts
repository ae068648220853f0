/** The link of one load: what it answers, and what is sent in through it. */
import { z } from 'zod'
import { optionalText } from './inputs.ts'
import { actorSchema, LEDGER_LIMITS } from './ledger.ts'
import { LINK_STEPS } from './load-link-limits.ts'
import { loadCountsSchema } from './order-event.ts'
import { LOAD_STATES, ORDER_STEPS } from './order-steps.ts'
import { bilingualSchema, keyOf, lonLatSchema, place } from './shapes.ts'
import { loadPhotoSchema, orderLineSchema } from './transfer-order.ts'

/** The roads of its way with their lengths, in words; null where nothing is known of it. */
const way = bilingualSchema.nullable()

/** Answer of `GET /api/transfers/{number}/load-links`: what the papers of an order need beside it. */
export const loadLinksSchema = z.object({
  /** Whether the installation has said under which address phones reach it (`PUBLIC_URL`). */
  isPublic: z.boolean(),
  /** In the order of the order's loads. */
  links: z.array(
    z.object({
      load: z.int(),
      /** Opens the load on a phone; null once it has ended. */
      href: z.string().nullable(),
      way,
    }),
  ),
})
export type LoadLinks = z.infer<typeof loadLinksSchema>

/** Answer of `GET /api/load-links/{id}`: one load as those see it who carry it. */
export const loadSheetSchema = z.object({
  /** Of its order. */
  number: z.string(),
  load: z.int(),
  /** How many the order has. */
  loads: z.int(),
  state: keyOf(LOAD_STATES),
  /** What can be done next through this link. */
  steps: z.array(z.enum(LINK_STEPS)),
  undoable: z.object({ event: z.int(), step: z.enum(LINK_STEPS), until: z.string() }).nullable(),
  stockpile: z.object({
    name: z.string(),
    nameEn: z.string().nullable(),
    phone: z.string().nullable(),
    ...place,
  }),
  site: z.object({
    name: z.string(),
    deadline: z.string().nullable(),
    /** How the place is found: its stake, its crossing; null where nothing is known of it. */
    unloading: bilingualSchema.nullable(),
    /** Longitude, latitude: CGCS2000 and WGS-84 agree to decimetres, 高德 draws in the other. */
    wgs84: lonLatSchema,
    gcj02: lonLatSchema,
    /** Whether the goods go into the books of a stockpile there. */
    isStockpile: z.boolean(),
  }),
  /** What it goes with: lorries, hired ones, or machines on their own wheels. */
  vehicles: bilingualSchema,
  /** Where its lorry loads one after another; null where it loads at this store alone. */
  sequence: bilingualSchema.nullable(),
  /** Whole kits among its lines, with all that they are made of. */
  kits: z.array(bilingualSchema),
  /** What its goods weigh. */
  mass: bilingualSchema,
  leavesAt: z.string(),
  departedAt: z.string().nullable(),
  arrivedAt: z.string().nullable(),
  expectedAt: z.string(),
  receivedAt: z.string().nullable(),
  way,
  lines: z.array(
    orderLineSchema.extend({
      label: bilingualSchema,
      specification: bilingualSchema,
      unit: bilingualSchema,
    }),
  ),
  photos: z.array(loadPhotoSchema),
})
export type LoadSheet = z.infer<typeof loadSheetSchema>

/** Body of `POST /api/load-links/{id}/events`: a step of this load, as orders take it. */
export const linkStepInputSchema = z.strictObject({
  step: keyOf(ORDER_STEPS),
  actor: actorSchema,
  note: optionalText(LEDGER_LIMITS.mostReasonCharacters),
  counts: loadCountsSchema.optional(),
  /** For `undo`: the step of this load that is taken back. */
  undoes: z.int().optional(),
})
export type LinkStepInput = z.infer<typeof linkStepInputSchema>

/** Of `POST /api/load-links/{id}/photos`: who took the picture, and at which step. */
export const photoQuerySchema = z.strictObject({
  actor: actorSchema,
  step: z.enum(LINK_STEPS),
})
