/** Counting an order's lines: what was typed, what follows of it, and what is sent. */

import type { OrderEventInput } from '../../../../data/order-event.ts'
import {
  afterCount,
  type CountFault,
  type CountingStep,
  isFault,
  type LineCount,
  type LineNumbers,
} from '../../../../data/order-lines.ts'
import type { OrderLine } from '../../../../data/transfer-order.ts'

/** What somebody typed of a line; what is not typed follows. */
export type Typed = LineCount

export interface DraftCircumstances {
  readonly step: CountingStep
  /** Whether the site is a stockpile. */
  readonly isForBooks: boolean
  /** What has not come is still on its way, not missing. */
  readonly isRestUnderWay: boolean
}

const isTyped = (typed: Typed): boolean => Object.values(typed).some((value) => value !== undefined)

const countOf = (line: OrderLine, typed: Typed, { step, isRestUnderWay }: DraftCircumstances) => {
  if (!isTyped(typed)) return null
  if (step !== 'receive' || !isRestUnderWay || typed.missing !== undefined) return typed
  const { received = line.received, damaged = line.damaged } = typed
  const rest = line.underWay + line.missing - (received - line.received) - (damaged - line.damaged)
  return { ...typed, received, missing: Math.max(0, Math.min(line.missing, rest)) }
}

/** The line after the step, or why what was typed cannot be. */
export const draftedLine = (
  line: OrderLine,
  typed: Typed,
  circumstances: DraftCircumstances,
): LineNumbers | CountFault => {
  const { step, isForBooks } = circumstances
  const { reserved } = line
  return afterCount(step, line, countOf(line, typed, circumstances), { reserved, isForBooks })
}

type Field = keyof LineCount

/** The number that stands in a field: of a step, what its count is called there. */
const NUMBER_OF: Readonly<Record<CountingStep, (field: Field) => keyof LineNumbers>> = {
  depart: (field) => field,
  receive: (field) => field,
  return: (field) => (field === 'received' ? 'returned' : field),
  use: (field) => field,
  'hand-over': (field) => field,
}

/** What a field shows: what was typed, else what follows. */
export const shownCount = (
  line: OrderLine,
  field: Field,
  typed: Typed,
  circumstances: DraftCircumstances,
): number | null => {
  const own = typed[field]
  if (own !== undefined) return own
  const after = draftedLine(line, typed, circumstances)
  if (isFault(after)) return null
  const name = NUMBER_OF[circumstances.step](field)
  return name === 'shipped' ? after.shipped - line.shipped : after[name]
}

/** Every number as it is shown, so that what is written is what was looked at. */
export const countsToSend = (
  lines: readonly OrderLine[],
  typed: Readonly<Record<number, Typed>>,
  fields: readonly Field[],
  circumstances: DraftCircumstances,
): NonNullable<OrderEventInput['counts']> =>
  lines.map((line) => {
    const shown = fields.map((field) => {
      const value = shownCount(line, field, typed[line.id] ?? {}, circumstances)
      return [field, value ?? undefined] as const
    })
    return { lineId: line.id, ...Object.fromEntries(shown) }
  })
