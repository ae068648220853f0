/** The transfer order (调拨单): what is sent in, and what is answered of it. */
import { z } from 'zod'
import { deliverySchema } from './delivery.ts'
import { bilingualIssue, onceEach, optionalText, text, transferInstantSchema } from './inputs.ts'
import { type SomeKits, someKitsSchema } from './kit.ts'
import {
  actorSchema,
  itemSchema,
  LEDGER_LIMITS,
  quantitySchema,
  stockpileIdSchema,
} from './ledger.ts'
import { LINK_STEPS, PHOTO_TYPES } from './load-link-limits.ts'
import { LINE_NUMBERS, WHEREABOUTS_NAMES } from './order-lines.ts'
import { APPROVALS, EVENT_STEPS, LOAD_STATES, ORDER_STATES, ORDER_STEPS } from './order-steps.ts'
import { isMasked, WHOLE_WANTED } from './personal.ts'
import { pickupSchema } from './pickup.ts'
import { keyOf, lonLatSchema, place, placeInput } from './shapes.ts'

export const TRANSFER_LIMITS = {
  mostSites: 60,
  mostLoads: 600,
  /** Of all loads of an order together. */
  mostLines: 2000,
  mostLorries: 1000,
  mostRounds: 100,
  mostKits: 40,
  mostNameCharacters: 120,
  mostRoutePositions: 5000,
  /** What is kept of a route, and what a list says of it: enough for a map of the prefecture. */
  mostRoutePositionsKept: 2000,
  mostRoutePositionsListed: 100,
} as const

/** Who gets the goods, and where. The receiver and the number are given out masked. */
export const orderSiteSchema = z.strictObject({
  name: text(TRANSFER_LIMITS.mostNameCharacters),
  /** The flood work it is for, if it is for one. */
  workId: z.string().min(1).max(200).nullable().default(null),
  /** The stockpile it is for: what is received there goes into its books. */
  stockpileId: stockpileIdSchema.nullable().default(null),
  ...placeInput,
  /** How the place was found, and what it is known by; orders of before have none. */
  delivery: deliverySchema.nullable().optional(),
  deadline: transferInstantSchema.nullable().default(null),
  receiver: optionalText(TRANSFER_LIMITS.mostNameCharacters),
  contact: optionalText(TRANSFER_LIMITS.mostNameCharacters),
})
export type OrderSite = z.infer<typeof orderSiteSchema>

/** Parts of a plan's answer that an order does not keep: they may be sent back with the others. */
const leftOut = <Key extends string>(...keys: Key[]) =>
  Object.fromEntries(keys.map((key) => [key, z.unknown().optional()])) as Record<
    Key,
    z.ZodOptional<z.ZodUnknown>
  >

/** Who gets the goods, and under which number: given out masked, and so never accepted masked. */
const person = optionalText(TRANSFER_LIMITS.mostNameCharacters).refine(
  (text) => !isMasked(text),
  bilingualIssue(WHOLE_WANTED),
)

/** A plan's site may be sent back as it was answered. */
const siteInputSchema = orderSiteSchema
  .extend({ receiver: person, contact: person })
  .extend(leftOut('nameEn', 'countyCode', 'priority', 'lastArrivalAt', 'lines', 'kits', 'floods'))
  .transform(
    ({ nameEn, countyCode, priority, lastArrivalAt, lines, kits, floods, ...site }) => site,
  )

const lineInputSchema = z
  .strictObject({
    batchId: z.int(),
    item: itemSchema,
    quantity: quantitySchema,
    ...leftOut('batch', 'expiresOn'),
  })
  .transform(({ batch, expiresOn, ...line }) => line)

/** Whether the parts of all kits lie among the lines. */
const areKitsCarried = ({
  kits,
  lines,
}: {
  readonly kits: readonly SomeKits[]
  readonly lines: readonly { readonly item: string; readonly quantity: number }[]
}): boolean => {
  const left = new Map<string, number>()
  for (const { item, quantity } of lines) left.set(item, (left.get(item) ?? 0) + quantity)
  for (const { parts, quantity } of kits) {
    for (const part of parts) {
      left.set(part.item, (left.get(part.item) ?? 0) - quantity * part.quantity)
    }
  }
  return [...left.values()].every((units) => units >= 0)
}

/** So may its load. */
export const loadInputSchema = z
  .strictObject({
    ...leftOut('stockpileName', 'stockpileNameEn', 'stockpilePhone', 'tier', 'countyCode'),
    ...leftOut('lon', 'lat', 'tonnes', 'cubicMetres', 'travelSeconds', 'distanceMetres', 'isLate'),
    stockpileId: stockpileIdSchema,
    /** Index into the order's sites. */
    site: z.int().min(0),
    lorries: z.int().min(0).max(TRANSFER_LIMITS.mostLorries),
    /** What hired lorries are called; null for the stockpile's own. */
    hired: text(TRANSFER_LIMITS.mostNameCharacters).nullable().default(null),
    /** How often its lorries will have driven there by then. */
    round: z.int().min(1).max(TRANSFER_LIMITS.mostRounds).default(1),
    pickup: pickupSchema.default(null),
    /** Whole kits among the lines. */
    kits: z.array(someKitsSchema).max(TRANSFER_LIMITS.mostKits).default([]),
    leavesAt: transferInstantSchema,
    arrivesAt: transferInstantSchema,
    /** Longitude, latitude of the way that was planned. */
    route: z.array(lonLatSchema).max(TRANSFER_LIMITS.mostRoutePositions).default([]),
    lines: z
      .array(lineInputSchema)
      .min(1)
      .max(TRANSFER_LIMITS.mostLines)
      .superRefine(
        onceEach(({ batchId }) => batchId, {
          zh: '同一批次在一批货物中列出了不止一次',
          en: 'takes from a batch that a line above takes from already; make it one line',
        }),
      ),
  })
  .refine(areKitsCarried, {
    path: ['kits'],
    message: 'hold more than the lines of the load carry',
    params: { zh: '所需部件多于本批明细' },
  })
  .refine(({ leavesAt, arrivesAt }) => Date.parse(arrivesAt) >= Date.parse(leavesAt), {
    path: ['arrivesAt'],
    message: 'lies before the departure',
    params: { zh: '早于发车时间' },
  })
  .transform(({ pickup, kits, leavesAt, arrivesAt, route, lines, ...load }) => ({
    ...{ stockpileId: load.stockpileId, site: load.site, lorries: load.lorries },
    ...{ hired: load.hired, round: load.round, pickup, kits, leavesAt, arrivesAt, route, lines },
  }))
export type LoadInput = z.infer<typeof loadInputSchema>

/** Body of `POST /api/transfers`: the plan as the dispatcher saw it. */
export const transferInputSchema = z.strictObject({
  sites: z.array(siteInputSchema).min(1).max(TRANSFER_LIMITS.mostSites),
  loads: z
    .array(loadInputSchema)
    .min(1)
    .max(TRANSFER_LIMITS.mostLoads)
    .refine(
      (loads) =>
        loads.reduce((sum, { lines }) => sum + lines.length, 0) <= TRANSFER_LIMITS.mostLines,
      {
        message: `have more than ${TRANSFER_LIMITS.mostLines} lines together; make it several orders`,
        params: { zh: `明细合计超过 ${TRANSFER_LIMITS.mostLines} 条，请分成几张调拨单` },
      },
    ),
  /** Whether minimum reserves may be used: without it a plan that breaks one is refused. */
  emergency: z.boolean().default(false),
  requestedBy: actorSchema,
  reason: optionalText(LEDGER_LIMITS.mostReasonCharacters),
})
export type TransferInput = z.infer<typeof transferInputSchema>

/** Or a plan by its id: every load of it, as it was answered last. */
export const planConfirmationSchema = z.strictObject({
  planId: z.string().min(1).max(200),
  requestedBy: actorSchema,
  reason: optionalText(LEDGER_LIMITS.mostReasonCharacters),
  /** Who gets the goods at every site; who has one for each site sends the sites. */
  receiver: person,
  contact: person,
})
export type PlanConfirmation = z.infer<typeof planConfirmationSchema>

export const confirmationSchema = z.union([transferInputSchema, planConfirmationSchema])

/** The same schema under each of these names. */
export const ofEach = <Name extends string, Schema extends z.ZodType>(
  names: readonly Name[],
  schema: Schema,
) => Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>

export const orderLineSchema = z.object({
  id: z.int(),
  batchId: z.int(),
  batch: z.string(),
  expiresOn: z.string().nullable(),
  item: itemSchema,
  quantity: z.int(),
  /** Promised to the line and not gone yet. */
  reserved: z.int(),
  shipped: z.int(),
  /** Counted whole at the site, in all. */
  received: z.int(),
  /** shipped = the sum of these. */
  ...ofEach(WHEREABOUTS_NAMES, z.int()),
})
export type OrderLine = z.infer<typeof orderLineSchema>

export const orderLoadSchema = z.object({
  load: z.int(),
  state: keyOf(LOAD_STATES),
  stockpileId: z.string(),
  stockpileName: z.string(),
  stockpileNameEn: z.string().nullable(),
  stockpilePhone: z.string().nullable(),
  ...place,
  site: z.int(),
  lorries: z.int(),
  hired: z.string().nullable(),
  round: z.int(),
  pickup: pickupSchema,
  kits: z.array(someKitsSchema),
  leavesAt: z.string(),
  arrivesAt: z.string(),
  departedAt: z.string().nullable(),
  /** Departure as it was plus the planned time on the road. */
  expectedAt: z.string(),
  /** When the lorry was at the unloading place, its goods not counted yet; null: not said. */
  arrivedAt: z.string().nullable(),
  receivedAt: z.string().nullable(),
  /** When its way was chosen anew; null: with the order. */
  routedAt: z.string().nullable(),
  route: z.array(lonLatSchema),
  lines: z.array(orderLineSchema),
})
export type OrderLoad = z.infer<typeof orderLoadSchema>

/** Answer of an order's personal reading: what is masked in the order itself. */
export const orderPersonsSchema = z.object({
  /** In the order of its sites. */
  sites: z.array(z.object({ receiver: z.string(), contact: z.string() })),
  /** In the order of its loads. */
  stockpilePhones: z.array(z.string().nullable()),
})
export type OrderPersons = z.infer<typeof orderPersonsSchema>

export const orderEventSchema = z.object({
  /** Grows from step to step, not by one. */
  id: z.int(),
  step: keyOf(EVENT_STEPS),
  at: z.string(),
  actor: z.string(),
  note: z.string(),
  loads: z.array(z.int()),
  state: keyOf(ORDER_STATES),
  /** What it changed of each line, signed; numbers that it left alone are left out. */
  lines: z.array(z.object({ lineId: z.int(), ...ofEach(LINE_NUMBERS, z.int().optional()) })),
  /** Of an undoing: the step that it takes back. */
  undoes: z.int().nullable(),
})
export type OrderEvent = z.infer<typeof orderEventSchema>

/** A picture taken of a load; itself at `/api/transfers/{number}/photos/{id}`. */
export const loadPhotoSchema = z.object({
  id: z.int(),
  load: z.int(),
  /** The step that it was taken at. */
  step: z.enum(LINK_STEPS),
  at: z.string(),
  actor: z.string(),
  mediaType: z.enum(PHOTO_TYPES),
  bytes: z.int(),
})
export type LoadPhoto = z.infer<typeof loadPhotoSchema>

export const transferOrderSchema = z.object({
  /** Such as 济防调〔2026〕0001. */
  number: z.string(),
  state: keyOf(ORDER_STATES),
  version: z.int(),
  emergency: z.boolean(),
  requestedBy: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  approval: z.enum(APPROVALS).nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  /** When the papers of an approval by phone are due. */
  papersDueAt: z.string().nullable(),
  papersAt: z.string().nullable(),
  isOverdue: z.boolean(),
  sites: z.array(orderSiteSchema),
  loads: z.array(orderLoadSchema),
  events: z.array(orderEventSchema),
  photos: z.array(loadPhotoSchema),
  /** What can be done next. */
  steps: z.array(keyOf(ORDER_STEPS)),
  /** The step that can be undone, and until when; null where there is none. */
  undoable: z.object({ event: z.int(), step: keyOf(ORDER_STEPS), until: z.string() }).nullable(),
})
export type TransferOrder = z.infer<typeof transferOrderSchema>

/** A load in a list: its way only while it is on it, with few positions. */
const listedLoadSchema = orderLoadSchema.partial({ route: true })

/** What a list says of an order: no events, and ways only of what is in transit. */
export const transferListEntrySchema = transferOrderSchema
  .omit({ events: true, photos: true, undoable: true })
  .extend({ loads: z.array(listedLoadSchema) })
export type TransferListEntry = z.infer<typeof transferListEntrySchema>

/** Answer of `GET /api/transfers`. */
export const transferListSchema = z.object({
  orders: z.array(transferListEntrySchema),
  /** For the next page's `before`; null on the last. */
  next: z.int().nullable(),
  /** Orders by phone whose papers are overdue, of all there are. */
  overdue: z.int(),
  /** Orders that have not ended and have goods at their sites, of all there are. */
  atSite: z.int(),
})
export type TransferList = z.infer<typeof transferListSchema>

/** One line of a plan that cannot be promised any more. */
export const lineChangeSchema = z.object({
  load: z.int(),
  batchId: z.int(),
  /** What the books call it; null where there is no such batch. */
  batch: z.string().nullable(),
  stockpileId: z.string(),
  item: z.string(),
  wanted: z.int(),
  /** What may still be promised of the batch; without an emergency, after the item’s reserve. */
  available: z.int(),
  /** Promised to others, held back as reserve, past its date, still to come, its item or stockpile retired, or no such batch here. */
  reason: z.enum(['taken', 'reserve', 'expired', 'to-come', 'retired', 'gone']),
})
export type LineChange = z.infer<typeof lineChangeSchema>
