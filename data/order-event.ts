/** A step of a transfer order as it is sent in: what is taken, by whom, and what was counted. */
import { z } from 'zod'
import { bilingualIssue, onceEach, optionalText } from './inputs.ts'
import { actorSchema, LEDGER_LIMITS } from './ledger.ts'
import { COUNT_NAMES, COUNTED, isCounting } from './order-lines.ts'
import { ORDER_STEPS, type OrderStep } from './order-steps.ts'
import { keyOf } from './shapes.ts'
import { ofEach, TRANSFER_LIMITS } from './transfer-order.ts'

const quantity = z.int().min(0).max(LEDGER_LIMITS.mostQuantity)

/** What came of a line, in all and as it stands after the step. */
const lineCountSchema = z.strictObject({
  lineId: z.int(),
  ...ofEach(COUNT_NAMES, quantity.optional()),
})

export const loadCountsSchema = z
  .array(lineCountSchema)
  .max(TRANSFER_LIMITS.mostLines)
  .superRefine(
    onceEach(({ lineId }) => lineId, {
      zh: '同一明细清点了不止一次',
      en: 'counts a line that is counted above already',
    }),
  )

/** Steps that have to say why, or to whom. */
const WITH_NOTE: readonly OrderStep[] = ['hand-over', 'undo']

/** Body of `POST /api/transfers/{number}/events`. */
export const orderEventInputSchema = z
  .strictObject({
    step: keyOf(ORDER_STEPS),
    actor: actorSchema,
    note: optionalText(LEDGER_LIMITS.mostReasonCharacters),
    /**
     * Only these loads; left out: all that are ready for the step. A load of which goods were
     * counted missing is named where they arrive or come back later.
     */
    loads: z.array(z.int().min(0)).min(1).max(TRANSFER_LIMITS.mostLoads).optional(),
    /**
     * Numbers of lines as they stand after the step, in all: counted twice they count once. A line
     * that is not named is taken whole. `depart` takes `shipped`, the rest is released; `receive`
     * takes `received`, `damaged` and `missing` (left out: all the rest; what is neither is still
     * under way); `return` takes the same, `received` being what is back at its stockpile;
     * `use` takes `used`, `hand-over` takes `handedOver`.
     */
    counts: loadCountsSchema.optional(),
    /** The order's version that was looked at; the step is refused where it has moved on. */
    version: z.int().optional(),
    /** For `undo`: the event to take back; refused where it is not the last any more. */
    undoes: z.int().optional(),
  })
  .superRefine(({ step, counts = [], note }, context) => {
    const counted: readonly string[] = isCounting(step) ? COUNTED[step] : []
    for (const [index, { lineId: _, ...count }] of counts.entries()) {
      const given = Object.entries(count).filter(([, value]) => value !== undefined)
      const stray = given.find(([name]) => !counted.includes(name))
      const label = ORDER_STEPS[step]
      if (stray) {
        const en = `“${label.en}” does not count “${stray[0]}”`
        const zh = `“${label.zh}”不清点“${stray[0]}”`
        context.addIssue(
          bilingualIssue({ en, zh }, counted.length > 0 ? ['counts', index, stray[0]] : ['counts']),
        )
      } else if (given.length === 0) {
        const en = `counts nothing; “${label.en}” counts ${counted.join(', ')}`
        const zh = `没有清点数；“${label.zh}”可填 ${counted.join('、')}`
        context.addIssue(bilingualIssue({ en, zh }, ['counts', index]))
      }
    }
    if (WITH_NOTE.includes(step) && note === '') {
      const en = step === 'undo' ? 'says why the step is undone' : 'says to whom the goods go'
      const zh = step === 'undo' ? '须写明撤销原因' : '须写明移交给谁'
      context.addIssue(bilingualIssue({ en, zh }, ['note']))
    }
  })
export type OrderEventInput = z.infer<typeof orderEventInputSchema>
