/** The ledger of goods (台账): every change of stock is a movement; nothing else changes it. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { onceEach, text } from './inputs.ts'
import { MATERIAL_KEYS } from './materials.ts'
import { stamp } from './shapes.ts'

interface MovementKindTraits {
  readonly label: Bilingual
  /** What one unit of it does to the quantity on hand, and to the quantity reserved. */
  readonly onHand: -1 | 0 | 1
  readonly reserved: -1 | 0 | 1
}

/** Kinds of movement. A stocktake's difference has one kind per sign, as in the keepers' books. */
export const MOVEMENT_KINDS = {
  receipt: { label: { zh: '入库', en: 'Receipt' }, onHand: 1, reserved: 0 },
  issue: { label: { zh: '出库', en: 'Issue' }, onHand: -1, reserved: 0 },
  reservation: { label: { zh: '预留', en: 'Reservation' }, onHand: 0, reserved: 1 },
  release: { label: { zh: '解除预留', en: 'Release' }, onHand: 0, reserved: -1 },
  'transfer-out': { label: { zh: '调出', en: 'Transfer out' }, onHand: -1, reserved: -1 },
  'transfer-in': { label: { zh: '调入', en: 'Transfer in' }, onHand: 1, reserved: 0 },
  'transfer-out-undone': {
    label: { zh: '冲销调出', en: 'Transfer out undone' },
    onHand: 1,
    reserved: 1,
  },
  'transfer-in-undone': {
    label: { zh: '冲销调入', en: 'Transfer in undone' },
    onHand: -1,
    reserved: 0,
  },
  'stocktake-surplus': { label: { zh: '盘盈', en: 'Stocktake surplus' }, onHand: 1, reserved: 0 },
  'stocktake-shortage': {
    label: { zh: '盘亏', en: 'Stocktake shortage' },
    onHand: -1,
    reserved: 0,
  },
  loss: { label: { zh: '损耗', en: 'Loss' }, onHand: -1, reserved: 0 },
  expiry: { label: { zh: '过期报废', en: 'Expiry' }, onHand: -1, reserved: 0 },
} as const satisfies Record<string, MovementKindTraits>

export type MovementKind = keyof typeof MOVEMENT_KINDS
export const MOVEMENT_KIND_NAMES = Object.keys(MOVEMENT_KINDS) as [MovementKind, ...MovementKind[]]

/** What takes a movement of an order back: a movement of its own, for none is ever changed. */
export const COUNTER_KINDS = {
  reservation: 'release',
  release: 'reservation',
  'transfer-out': 'transfer-out-undone',
  'transfer-in': 'transfer-in-undone',
} as const satisfies Partial<Record<MovementKind, MovementKind>>

/** Kinds that a keeper writes by hand; the others follow from orders and stocktakes. */
export const KEEPER_MOVEMENT_KINDS = ['receipt', 'issue', 'loss', 'expiry'] as const
export type KeeperMovementKind = (typeof KEEPER_MOVEMENT_KINDS)[number]

export const LEDGER_LIMITS = {
  mostQuantity: 1_000_000_000,
  mostTextCharacters: 200,
  mostReasonCharacters: 500,
  mostLines: 2000,
  mostMovementsAnswered: 1000,
} as const

/** Batches that expire within as many days are listed as expiring. */
export const EXPIRING_DAYS = 90

export const actorSchema = text(LEDGER_LIMITS.mostTextCharacters)
export const reasonSchema = text(LEDGER_LIMITS.mostReasonCharacters)
export const quantitySchema = z.int().min(1).max(LEDGER_LIMITS.mostQuantity)
export const itemSchema = z.enum(MATERIAL_KEYS)
export const stockpileIdSchema = z.string().min(1).max(200)
const day = z.iso.date()

/** What is there of one batch. `available` is what is promised to no one: on hand − reserved. */
export const batchSchema = z.object({
  id: z.int(),
  stockpileId: z.string(),
  item: itemSchema,
  batch: z.string(),
  receivedOn: z.string(),
  /** Null where the item does not expire. */
  expiresOn: z.string().nullable(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
})
export type Batch = z.infer<typeof batchSchema>

/** Goods may be used until the end of their last day. @param day local day. */
export const isExpired = ({ expiresOn }: Pick<Batch, 'expiresOn'>, day: string): boolean =>
  expiresOn !== null && expiresOn < day

/** Whether goods are there on a day, and not past their date. @param day local day. */
export const isUsable = (batch: Pick<Batch, 'receivedOn' | 'expiresOn'>, day: string): boolean =>
  batch.receivedOn <= day && !isExpired(batch, day)

export const movementSchema = z.object({
  /** Grows by every movement; gaps do not occur. */
  sequence: z.int(),
  at: z.string(),
  kind: z.enum(MOVEMENT_KIND_NAMES),
  stockpileId: z.string(),
  item: itemSchema,
  batchId: z.int(),
  batch: z.string(),
  quantity: z.int(),
  onHandChange: z.int(),
  reservedChange: z.int(),
  /** Of the batch, after this movement. */
  onHandAfter: z.int(),
  reservedAfter: z.int(),
  actor: z.string(),
  reason: z.string(),
  /** Number of the order, stocktake or paper that it belongs to. */
  document: z.string(),
})
export type Movement = z.infer<typeof movementSchema>

/** What a keeper enters: goods come in (a batch of their own or a known one), or leave for good. */
export const keeperMovementSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('receipt'),
      stockpileId: stockpileIdSchema,
      item: itemSchema,
      batch: text(LEDGER_LIMITS.mostTextCharacters),
      receivedOn: day,
      expiresOn: day.nullable().default(null),
      quantity: quantitySchema,
    })
    .refine(({ receivedOn, expiresOn }) => expiresOn === null || expiresOn >= receivedOn, {
      path: ['expiresOn'],
      message: 'lies before the day of receipt',
      params: { zh: '早于入库日期' },
    }),
  z.strictObject({
    kind: z.enum(['issue', 'loss', 'expiry']),
    batchId: z.int(),
    quantity: quantitySchema,
  }),
])
export type KeeperMovement = z.infer<typeof keeperMovementSchema>

const written = {
  actor: actorSchema,
  reason: reasonSchema,
  document: text(LEDGER_LIMITS.mostTextCharacters),
}

export const keeperMovementsSchema = z.strictObject({
  movements: z.array(keeperMovementSchema).min(1).max(LEDGER_LIMITS.mostLines),
  ...written,
})

/** Counted quantities of a stockpile's batches, with what the counter's list said was there. */
export const stocktakeSchema = z.strictObject({
  stockpileId: stockpileIdSchema,
  counts: z
    .array(
      z.strictObject({
        batchId: z.int(),
        expectedOnHand: z.int().min(0).max(LEDGER_LIMITS.mostQuantity),
        counted: z.int().min(0).max(LEDGER_LIMITS.mostQuantity),
      }),
    )
    .min(1)
    .max(LEDGER_LIMITS.mostLines)
    .superRefine(
      onceEach(({ batchId }) => batchId, {
        zh: '同一批次列出了不止一次',
        en: 'counts a batch that is counted above already',
      }),
    ),
  actor: actorSchema,
  reason: reasonSchema,
})
export type StocktakeInput = z.infer<typeof stocktakeSchema>

export const minimumSchema = z.strictObject({
  stockpileId: stockpileIdSchema,
  item: itemSchema,
  minimum: z.int().min(0).max(LEDGER_LIMITS.mostQuantity),
})
export type Minimum = z.infer<typeof minimumSchema>

export const ledgerHealthSchema = z.object({
  /** Whether every balance is the sum of its movements. */
  balanced: z.boolean(),
  movements: z.int(),
})

/** Answer of `GET /api/ledger`, newest movement first. */
export const ledgerAnswerSchema = z.object({
  movements: z.array(movementSchema),
  /** For the next page's `before`; null on the last. */
  next: z.int().nullable(),
  ...stamp,
})
export type LedgerAnswer = z.infer<typeof ledgerAnswerSchema>
