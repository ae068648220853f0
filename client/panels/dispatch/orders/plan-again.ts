/** What an order has not sent yet, planned anew: for the same places, people and deadlines. */
import { isMasked } from '../../../../data/personal.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { wallClockAt } from '../../../form/shanghai-time.ts'
import {
  type DraftUnloading,
  planTransferTo,
  setDemand,
  setKit,
  usePlanDraft,
} from '../../../state/plan-draft.ts'

const wholeOnly = (text: string): string => (isMasked(text) ? '' : text)

type Site = TransferOrder['sites'][number]

/** A stake stays one: the place is found by it, and named by it. */
const unloadingOf = ({ workId, delivery, lon, lat }: Site): DraftUnloading | null => {
  if (workId === null) return null
  return delivery?.how === 'stake' && delivery.stake !== null
    ? { kind: 'stake', stake: delivery.stake }
    : { kind: 'place', lon, lat }
}

/** What the draft asks for already, and so much more. */
const addGoods = (
  key: string,
  lines: readonly { readonly item: Parameters<typeof setDemand>[1]; readonly quantity: number }[],
  kits: readonly { readonly id: string; readonly quantity: number }[],
): void => {
  const drafted = () => usePlanDraft.getState().content.sites.find((each) => each.key === key)
  for (const { item, quantity } of lines) {
    const there = drafted()?.demands.find((demand) => demand.item === item)
    setDemand(key, item, (there?.quantity ?? 0) + quantity)
  }
  for (const { id, quantity } of kits) {
    const there = drafted()?.kits?.find(({ kit }) => kit === id)
    setKit(key, id, (there?.quantity ?? 0) + quantity)
  }
}

/** @param order with whole names and numbers; those that are masked are left to be typed. */
export const planAgain = (order: TransferOrder, loads: readonly number[]): void => {
  for (const { site, lines, kits } of order.loads.filter(({ load }) => loads.includes(load))) {
    const at = order.sites[site]
    if (!at) continue
    const { workId, name, lon, lat, deadline, receiver, contact } = at
    const key = planTransferTo({
      ...{ workId, name, lon, lat, unloading: unloadingOf(at) },
      ...{ receiver: wholeOnly(receiver), contact: wholeOnly(contact) },
      deadline: deadline && wallClockAt(Date.parse(deadline)),
    })
    const left = new Map<(typeof lines)[number]['item'], number>()
    for (const { item, quantity } of lines) left.set(item, (left.get(item) ?? 0) + quantity)
    for (const { quantity, parts } of kits)
      for (const part of parts)
        left.set(part.item, (left.get(part.item) ?? 0) - quantity * part.quantity)
    const loose = [...left].filter(([, quantity]) => quantity > 0)
    addGoods(
      key,
      loose.map(([item, quantity]) => ({ item, quantity })),
      kits,
    )
  }
}
