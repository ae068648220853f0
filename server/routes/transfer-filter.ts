/** Which orders: parameters that the list and the tables have in common. */
import { z } from '@hono/zod-openapi'
import { ORDER_STATE_NAMES } from '../../data/order-steps.ts'
import { booleanParameter } from '../http/query-parameters.ts'
import { bilingualIssue } from '../http/validation.ts'
import type { OrderFilter } from '../store/transfers/order-rows.ts'

const statesParameter = z.string().transform((text, context) => {
  const states = text.split(',')
  const stray = states.find((state) => !(ORDER_STATE_NAMES as readonly string[]).includes(state))
  if (stray === undefined) return states
  context.addIssue(
    bilingualIssue({
      en: `"${stray}" is no state; known: ${ORDER_STATE_NAMES.join(', ')}`,
      zh: `没有状态“${stray}”；可用：${ORDER_STATE_NAMES.join(', ')}`,
    }),
  )
  return z.NEVER
})

export const transferFilterParameters = {
  state: statesParameter.optional(),
  overdue: booleanParameter.optional(),
  stockpile: z.string().min(1).max(200).optional(),
}

interface Asked {
  readonly state?: string[] | undefined
  readonly overdue?: boolean | undefined
  readonly stockpile?: string | undefined
}

/** @param at ISO instant by which papers are overdue or not. */
export const transferFilterOf = (
  { state, overdue, stockpile }: Asked,
  at: string,
): Omit<OrderFilter, 'before' | 'limit'> => ({
  ...(state && { states: state }),
  ...(overdue && { overdueAt: at }),
  ...(stockpile !== undefined && { stockpileId: stockpile }),
})
