/** The ledger of goods (台账): every change of stock is a movement; nothing else changes it. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { onceEach, text } from './inputs.ts'
import { dayAfter } from './local-time.ts'
import { isMaterialKey, type MaterialKey } from './materials.ts'
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
  purchase: { label: { zh: '采购入库', en: 'Purchase' }, onHand: 1, reserved: 0 },
  donation: { label: { zh: '捐赠入库', en: 'Donation' }, onHand: 1, reserved: 0 },
  'put-back': { label: { zh: '退库', en: 'Put back' }, onHand: 1, reserved: 0 },
  'loan-in': { label: { zh: '借入', en: 'Borrowed' }, onHand: 1, reserved: 0 },
  'loan-in-back': { label: { zh: '归还借入', en: 'Given back' }, onHand: -1, reserved: 0 },
  'loan-out': { label: { zh: '借出', en: 'Lent' }, onHand: -1, reserved: 0 },
  'loan-out-back': { label: { zh: '借出归还', en: 'Came back' }, onHand: 1, reserved: 0 },
  issue: { label: { zh: '出库', en: 'Issue' }, onHand: -1, reserved: 0 },
  drill: { label: { zh: '演练使用', en: 'Used in a drill' }, onHand: -1, reserved: 0 },
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

/** Kinds by which goods come in as a batch of their own, or join one of that name. */
export const RECEIVING_KINDS = ['receipt', 'purchase', 'donation', 'loan-in'] as const
export type ReceivingKind = (typeof RECEIVING_KINDS)[number]
export const isReceiving = (kind: string): kind is ReceivingKind =>
  (RECEIVING_KINDS as readonly string[]).includes(kind)

/** Loans, each with the kind by which it comes back. */
export const LOANS = { 'loan-in': 'loan-in-back', 'loan-out': 'loan-out-back' } as const
export type LoanKind = keyof typeof LOANS
export const LOAN_KINDS = Object.keys(LOANS) as [LoanKind, ...LoanKind[]]
export const isLoan = (kind: string): kind is LoanKind => Object.hasOwn(LOANS, kind)
/** Kinds by which a loan comes back. */
export const LOAN_BACK_KINDS = Object.values(LOANS)

/** Kinds that a keeper writes by hand; the others follow from orders and stocktakes. */
export const KEEPER_MOVEMENT_KINDS = [
  ...RECEIVING_KINDS,
  ...(['put-back', 'loan-out-back', 'issue', 'drill', 'loan-out', 'loan-in-back'] as const),
  ...(['loss', 'expiry'] as const),
] as const
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
/** Steps in which lists of expiring goods show how soon. */
export const EXPIRY_STEPS_DAYS = [30, EXPIRING_DAYS] as const

export const actorSchema = text(LEDGER_LIMITS.mostTextCharacters)
export const reasonSchema = text(LEDGER_LIMITS.mostReasonCharacters)
export const quantitySchema = z.int().min(1).max(LEDGER_LIMITS.mostQuantity)
/** Key of an item of the catalogue, or of the bureau's own; whether there is one, the books know. */
export const itemSchema = z
  .string()
  .refine(isMaterialKey, {
    abort: true,
    message: 'is no item; /api/materials lists them',
    params: { zh: '没有这种物资；可从 /api/materials 查看' },
  })
  .describe('Key of an item, as /api/materials lists them') as unknown as z.ZodType<
  MaterialKey,
  MaterialKey
>
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
  /** Whose goods they are, where they are borrowed; null for one's own. */
  lender: z.string().nullable(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
})
export type Batch = z.infer<typeof batchSchema>

/** Goods may be used until the end of their last day. @param day local day. */
export const isExpired = ({ expiresOn }: Pick<Batch, 'expiresOn'>, day: string): boolean =>
  expiresOn !== null && expiresOn < day

/** How soon goods expire, in words. @param day local day. */
export const expiryWords = ({ expiresOn }: Pick<Batch, 'expiresOn'>, day: string): Bilingual => {
  if (expiresOn === null) return { zh: '长期', en: 'does not expire' }
  if (expiresOn < day) return { zh: '已过期', en: 'expired' }
  const days = EXPIRY_STEPS_DAYS.find((each) => expiresOn <= dayAfter(day, each))
  return days === undefined
    ? { zh: `${EXPIRING_DAYS} 天以后`, en: `after ${EXPIRING_DAYS} days` }
    : { zh: `${days} 天内到期`, en: `within ${days} days` }
}

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
  /** Of a loan: who lent or borrowed, and the day by which it is due. */
  party: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** Of what comes back of a loan: the movement by which it went. */
  loan: z.int().nullable(),
  actor: z.string(),
  reason: z.string(),
  /** Number of the order, stocktake or paper that it belongs to. */
  document: z.string(),
})
export type Movement = z.infer<typeof movementSchema>

const received = {
  stockpileId: stockpileIdSchema,
  item: itemSchema,
  batch: text(LEDGER_LIMITS.mostTextCharacters),
  receivedOn: day,
  expiresOn: day.nullable().default(null),
  quantity: quantitySchema,
}
const lent = { party: text(LEDGER_LIMITS.mostTextCharacters), dueOn: day }

const EXPIRES_LATER = {
  path: ['expiresOn'],
  message: 'lies before the day of receipt',
  params: { zh: '早于入库日期' },
}
const isKept = ({ receivedOn, expiresOn }: { receivedOn: string; expiresOn: string | null }) =>
  expiresOn === null || expiresOn >= receivedOn

/**
 * What a keeper enters: goods come in (a batch of their own or a known one), go out, or are lent and
 * borrowed, and come back of a loan that is named by the movement by which it went. What was borrowed
 * lies in batches of its lender, may go to orders, and is never lent on; what is given back for it may
 * be one's own of the same item.
 */
export const keeperMovementSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.enum(['receipt', 'purchase', 'donation']), ...received })
    .refine(isKept, EXPIRES_LATER),
  z
    .strictObject({ kind: z.literal('loan-in'), ...received, ...lent })
    .refine(isKept, EXPIRES_LATER)
    .refine(({ receivedOn, dueOn }) => dueOn >= receivedOn, {
      path: ['dueOn'],
      message: 'lies before the day of receipt',
      params: { zh: '早于入库日期' },
    }),
  z.strictObject({
    kind: z.enum(['issue', 'drill', 'loss', 'expiry', 'put-back']),
    batchId: z.int(),
    quantity: quantitySchema,
  }),
  z.strictObject({
    kind: z.literal('loan-out'),
    batchId: z.int(),
    quantity: quantitySchema,
    ...lent,
  }),
  z.strictObject({
    kind: z.literal('loan-in-back'),
    loan: z.int(),
    /** What is given back; left out: of what was borrowed. */
    batchId: z.int().optional(),
    quantity: quantitySchema,
  }),
  z.strictObject({ kind: z.literal('loan-out-back'), loan: z.int(), quantity: quantitySchema }),
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

/** A loan is called due from as many days before its day. */
export const DUE_SOON_DAYS = 7

/** A loan that has not come back whole. */
export const loanSchema = movementSchema
  .pick({ sequence: true, at: true, stockpileId: true, item: true, batchId: true, batch: true })
  .extend({
    kind: z.enum(LOAN_KINDS),
    quantity: z.int(),
    /** What has come back, and what has not. */
    back: z.int(),
    left: z.int(),
    party: z.string(),
    dueOn: z.string(),
    /** Whether its day has passed, or comes within `DUE_SOON_DAYS`. */
    isOverdue: z.boolean(),
    isDueSoon: z.boolean(),
    actor: z.string(),
    document: z.string(),
  })
export type Loan = z.infer<typeof loanSchema>

/** Answer of `GET /api/stock/loans`, due first first. */
export const loansAnswerSchema = z.object({
  /** Local day. */
  today: z.string(),
  loans: z.array(loanSchema),
  /** How many of them are overdue, and how many soon are due. */
  overdue: z.int(),
  dueSoon: z.int(),
  ...stamp,
})
export type LoansAnswer = z.infer<typeof loansAnswerSchema>

/** Answer of `GET /api/ledger`, newest movement first. */
export const ledgerAnswerSchema = z.object({
  movements: z.array(movementSchema),
  /** For the next page's `before`; null on the last. */
  next: z.int().nullable(),
  ...stamp,
})
export type LedgerAnswer = z.infer<typeof ledgerAnswerSchema>
