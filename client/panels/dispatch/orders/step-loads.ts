/** Which loads of an order a step is for. */
import { loadStateAfter, loadsReadyFor, type OrderStep } from '../../../../data/order-steps.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'

type Standing = Pick<TransferOrder, 'steps' | 'state' | 'approval' | 'papersAt' | 'loads'>

/** Loads that at least one of these steps would move, by index, in order. */
export const movableLoads = (order: Standing, steps: readonly OrderStep[]): number[] => {
  const moving = steps.filter((step) => loadStateAfter(step) !== null)
  const ready = new Set(moving.flatMap((step) => loadsReadyFor(step, order)))
  return [...ready].sort((a, b) => a - b)
}

/**
 * The loads a step names: what is ready for it without those that shall stay; null for a step that
 * moves no loads (approval, papers, closing). Always named, so that a load which became ready
 * meanwhile does not go along unseen.
 */
export const chosenLoads = (
  step: OrderStep,
  order: Standing,
  left: ReadonlySet<number>,
): number[] | null =>
  loadStateAfter(step) === null
    ? null
    : loadsReadyFor(step, order).filter((load) => !left.has(load))

/** Whether every load that the step could move shall stay: then there is nothing to press. */
export const isStepEmpty = (step: OrderStep, order: Standing, left: ReadonlySet<number>): boolean =>
  chosenLoads(step, order, left)?.length === 0
