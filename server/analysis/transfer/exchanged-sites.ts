/**
 * Lets two senders of one item change their sites where the plan becomes better by it. For lorries
 * that drive again: a program counts on them what no round can carry, so that its best plan is not
 * always the best of those that can be driven.
 */
import { countdown } from '../cancellation.ts'
import { checkTransfer, isBetter, solutionOf } from './evaluate.ts'
import { canCarry } from './flow-columns.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'

const LONGEST_SECONDS = 0.05

const isSameWay = (a: TransferFlow, b: TransferFlow): boolean =>
  a.sender === b.sender && a.site === b.site && a.item === b.item

/** The flows with so many units more or less on the way of one. */
const withMore = (flows: readonly TransferFlow[], way: TransferFlow, more: number) => {
  const now = flows.find((flow) => isSameWay(flow, way))?.quantity ?? 0
  const others = flows.filter((flow) => !isSameWay(flow, way))
  return now + more > 0 ? [...others, { ...way, quantity: now + more }] : others
}

const exchanged = (
  flows: readonly TransferFlow[],
  a: TransferFlow,
  b: TransferFlow,
): readonly TransferFlow[] => {
  const units = Math.min(a.quantity, b.quantity)
  const [toB, toA] = [
    { ...a, site: b.site },
    { ...b, site: a.site },
  ]
  const left = withMore(withMore(flows, a, -units), b, -units)
  return withMore(withMore(left, toB, units), toA, units)
}

/** @returns a plan that is no worse. */
export const exchangedSites = (
  instance: TransferInstance,
  start: TransferSolution,
): TransferSolution => {
  const secondsLeft = countdown(LONGEST_SECONDS)
  const isOpen = ({ sender, site, item }: TransferFlow): boolean =>
    Number.isFinite(instance.arrivalSeconds[sender * instance.siteCount + site]!) &&
    canCarry(instance, { sender, item })
  const better = (now: TransferSolution): TransferSolution | null => {
    for (const [index, a] of now.flows.entries()) {
      for (const b of now.flows.slice(index + 1)) {
        if (secondsLeft() <= 0) return null
        const isOther = a.item === b.item && a.sender !== b.sender && a.site !== b.site
        if (!isOther || !isOpen({ ...a, site: b.site }) || !isOpen({ ...b, site: a.site })) continue
        const next = solutionOf(instance, exchanged(now.flows, a, b))
        const isKept = isBetter(instance, next.values, now.values)
        if (isKept && checkTransfer(instance, next).length === 0) return next
      }
    }
    return null
  }
  let best = start
  for (let next = better(best); next; next = better(best)) best = next
  return best
}
