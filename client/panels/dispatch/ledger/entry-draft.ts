/** An entry of a keeper: while it is filled in, and how it is sent. */
import { z } from 'zod'
import {
  type Batch,
  isLoan,
  isReceiving,
  itemSchema,
  KEEPER_MOVEMENT_KINDS,
  type KeeperMovement,
  type KeeperMovementKind,
  LOAN_BACK_KINDS,
  LOANS,
  type Loan,
  MOVEMENT_KINDS,
} from '../../../../data/ledger.ts'
import type { WrittenAnswer } from '../../../../data/stock.ts'
import { recordMovements } from '../../../api/stock.ts'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { createKept } from '../../../state/create-kept.ts'
import { useKeeper } from '../../../state/remembered-name.ts'
import { sendOnce } from '../../../state/sent-once.ts'

const draftSchema = z.object({
  kind: z.enum(KEEPER_MOVEMENT_KINDS),
  /** Of goods that come in. */
  item: itemSchema.nullable(),
  batch: z.string(),
  /** `YYYY-MM-DD`. */
  receivedOn: z.string(),
  /** Empty where the goods do not expire. */
  expiresOn: z.string(),
  /** Of goods of a batch that is there. */
  batchId: z.number().nullable(),
  /** Of a loan: with whom, and the day by which it is due, `YYYY-MM-DD`. */
  party: z.string().default(''),
  dueOn: z.string().default(''),
  /** Of what comes back of a loan: its movement. */
  loan: z.number().nullable().default(null),
  quantity: z.number().nullable(),
})
export type EntryDraft = Readonly<z.infer<typeof draftSchema>>

export const emptyEntry = (kind: KeeperMovementKind, today: string): EntryDraft => ({
  kind,
  item: null,
  batch: '',
  receivedOn: today,
  expiresOn: '',
  batchId: null,
  party: '',
  dueOn: '',
  loan: null,
  quantity: null,
})

/** The movement to send; null while something is missing. */
export const movementOf = (stockpileId: string, draft: EntryDraft): KeeperMovement | null => {
  const { kind, item, receivedOn, expiresOn, batchId, quantity, dueOn, loan } = draft
  if (quantity === null) return null
  const [batch, party] = [draft.batch.trim(), draft.party.trim()]
  if (kind === 'loan-out-back') return loan === null ? null : { kind, loan, quantity }
  if (kind === 'loan-in-back') {
    return loan === null || batchId === null ? null : { kind, loan, batchId, quantity }
  }
  const isLent = isLoan(kind)
  if (isLent && (party === '' || dueOn === '')) return null
  if (isReceiving(kind)) {
    if (item === null || batch === '' || receivedOn === '') return null
    const received = {
      ...{ stockpileId, item, batch, receivedOn, quantity },
      expiresOn: expiresOn === '' ? null : expiresOn,
    }
    return kind === 'loan-in' ? { kind, ...received, party, dueOn } : { kind, ...received }
  }
  if (batchId === null) return null
  return kind === 'loan-out'
    ? { kind, batchId, quantity, party, dueOn }
    : { kind, batchId, quantity }
}

type EntryField = 'item' | 'loan' | 'batch' | 'receivedOn' | 'dueOn' | 'quantity'
type LoanField = 'givenBack' | 'lentBy' | 'lentTo'

/** Fields that are still to be filled in before there is a movement, as the form calls them. */
export const lackingOf = (draft: EntryDraft): (EntryField | LoanField)[] => {
  const { kind, item, receivedOn, batchId, loan, quantity, dueOn } = draft
  const [isComing, isLent] = [isReceiving(kind), isLoan(kind)]
  const isBack = (LOAN_BACK_KINDS as readonly string[]).includes(kind)
  const fields: readonly (EntryField | LoanField | false)[] = [
    isComing && item === null && 'item',
    isBack && loan === null && 'loan',
    (isComing ? draft.batch.trim() === '' : !isBack && batchId === null) && 'batch',
    isComing && receivedOn === '' && 'receivedOn',
    kind === 'loan-in-back' && loan !== null && batchId === null && 'givenBack',
    isLent && draft.party.trim() === '' && (kind === 'loan-in' ? 'lentBy' : 'lentTo'),
    isLent && dueOn === '' && 'dueOn',
    quantity === null && 'quantity',
  ]
  return fields.filter((name) => name !== false)
}

/** What the server would refuse, shown while it is being typed. */
export type EntryFault =
  | { readonly kind: 'tooMany'; readonly batch: Batch }
  | { readonly kind: 'moreThanLent'; readonly loan: Loan }
  | { readonly kind: 'notOurs'; readonly party: string }
  | { readonly kind: 'expiresBeforeReceived' | 'toCome' | 'dueBefore' | 'duePast' }

/** @param batches what the stockpile has. @param loans its open ones. */
export const entryFault = (
  draft: EntryDraft,
  batches: readonly Batch[],
  loans: readonly Loan[],
): EntryFault | null => {
  const { kind, batchId, quantity, expiresOn, receivedOn, dueOn } = draft
  if (isReceiving(kind)) {
    if (receivedOn > today()) return { kind: 'toCome' }
    if (kind === 'loan-in' && dueOn !== '' && dueOn < receivedOn) return { kind: 'dueBefore' }
    return expiresOn !== '' && expiresOn < receivedOn ? { kind: 'expiresBeforeReceived' } : null
  }
  if (kind === 'loan-out' && dueOn !== '' && dueOn < today()) return { kind: 'duePast' }
  const loan = loans.find(({ sequence }) => sequence === draft.loan)
  if (loan && quantity !== null && quantity > loan.left) return { kind: 'moreThanLent', loan }
  const isLeaving = MOVEMENT_KINDS[kind].onHand < 0
  const batch = batches.find(({ id }) => id === batchId)
  if (kind === 'loan-out' && batch?.lender) return { kind: 'notOurs', party: batch.lender }
  return batch && isLeaving && quantity !== null && quantity > batch.available
    ? { kind: 'tooMany', batch }
    : null
}

const signatureSchema = z.object({ actor: z.string(), reason: z.string(), document: z.string() })
export type EntrySignature = Readonly<z.infer<typeof signatureSchema>>

interface KeptEntry {
  readonly draft: EntryDraft
  readonly signature: EntrySignature
}

const keptSchema = z.record(
  z.string(),
  z.object({ draft: draftSchema, signature: signatureSchema }),
)
type KeptEntries = Readonly<Record<string, KeptEntry>>

/** Entries by stockpile; they outlive a change of tab and a reload. */
export const useEntries = createKept<KeptEntries, KeptEntries>(
  {},
  {
    name: 'ledger-entries',
    area: () => sessionStorage,
    keep: (entries) => entries,
    parse: (text) => keptSchema.safeParse(JSON.parse(text)).data ?? null,
  },
)

const today = (): string => dateOf(wallClockAt(Date.now()))

const newEntry = (): KeptEntry => ({
  draft: emptyEntry('receipt', today()),
  signature: { actor: useKeeper.getState().name, reason: '', document: '' },
})

const changeEntry = (stockpileId: string, changes: Partial<KeptEntry>): void => {
  useEntries.setState((entries) => ({
    [stockpileId]: { ...(entries[stockpileId] ?? newEntry()), ...changes },
  }))
}

/** The entry form of a stockpile. */
export const useEntry = (stockpileId: string) => {
  const kept = useEntries((entries) => entries[stockpileId])
  const { draft, signature } = kept ?? newEntry()
  return {
    draft,
    signature,
    change: (changes: Partial<EntryDraft>): void =>
      changeEntry(stockpileId, { draft: { ...draft, ...changes } }),
    sign: (changes: Partial<EntrySignature>): void =>
      changeEntry(stockpileId, { signature: { ...signature, ...changes } }),
  }
}

/** Begins the entry by which what is left of a loan comes back, at the stockpile that it is of. */
export const beginReturn = ({ kind, stockpileId, sequence, batchId, left }: Loan): void =>
  changeEntry(stockpileId, {
    draft: {
      ...emptyEntry(LOANS[kind], today()),
      ...{ loan: sequence, batchId, quantity: left },
    },
  })

/** Under this name an entry is kept until it is answered. */
export const unansweredEntry = (stockpileId: string): string => `ledger-entry:${stockpileId}`

/** Enters a movement once, and leaves the form to the next line. @throws ApiProblem */
export const sendEntry = async (
  stockpileId: string,
  movement: KeeperMovement,
  signature: EntrySignature,
): Promise<WrittenAnswer> => {
  const entry = { movements: [movement], ...signature }
  const answer = await sendOnce(unansweredEntry(stockpileId), entry, recordMovements)
  useKeeper.setState({ name: signature.actor.trim() })
  // a paper has several lines: who, why and its number stay for the next one
  changeEntry(stockpileId, { draft: emptyEntry(movement.kind, today()) })
  return answer
}
