/** Words that the program itself wrote into the ledger, in the language of the reader. */
import type { Bilingual, Language } from '../../../../data/bilingual.ts'
import type { Movement, MovementKind } from '../../../../data/ledger.ts'
import { ORDER_STEPS } from '../../../../data/order-steps.ts'

/** Movements that an order made: their document is its number. */
const ORDER_KINDS: readonly MovementKind[] = [
  'reservation',
  'release',
  'transfer-out',
  'transfer-in',
  'transfer-out-undone',
  'transfer-in-undone',
]

export const isOfOrder = ({ kind }: Pick<Movement, 'kind'>): boolean => ORDER_KINDS.includes(kind)

/** As the server stores them: a plan without a reason, and what the registers brought. */
const FIXED: Readonly<Record<string, Bilingual>> = {
  调拨预留: { zh: '调拨预留', en: 'Reserved for a transfer' },
  '期初库存（来自登记表）': {
    zh: '期初库存（来自登记表）',
    en: 'Opening stock (from the registers)',
  },
  系统: { zh: '系统', en: 'System' },
  期初: { zh: '期初', en: 'Opening stock' },
}

const fixedText = (text: string, language: Language): string => FIXED[text]?.[language] ?? text

/** A step without a note has its own name as reason; what a keeper wrote stays as it is. */
export const reasonText = (
  movement: Pick<Movement, 'kind' | 'reason'>,
  language: Language,
): string => {
  const { reason } = movement
  const steps: Readonly<Record<string, Bilingual>> = ORDER_STEPS
  if (isOfOrder(movement) && Object.hasOwn(steps, reason)) return steps[reason]![language]
  return fixedText(reason, language)
}

export const actorText = ({ actor }: Pick<Movement, 'actor'>, language: Language): string =>
  fixedText(actor, language)

export const documentText = (
  { document }: Pick<Movement, 'document'>,
  language: Language,
): string => fixedText(document, language)
