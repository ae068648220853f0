/** Transfer orders as the rest of the server sees them. */

import type { OrderEventInput } from '../../../data/order-event.ts'
import type {
  OrderPersons,
  TransferInput,
  TransferListEntry,
  TransferOrder,
} from '../../../data/transfer-order.ts'
import { entryTime } from '../ledger/ledger-transaction.ts'
import type { Statements } from '../statements.ts'
import { confirmPlan } from './confirm-plan.ts'
import { documentOfKey, type RequestKey } from './idempotency.ts'
import { type LinkedLoad, linkedLoad, linkedLoads } from './linked-loads.ts'
import { addPhoto, type NewPhoto, readPhoto } from './load-photos.ts'
import {
  countAtSite,
  countOverdue,
  listOrders,
  type OrderFilter,
  readOrder,
  readPersons,
} from './order-rows.ts'
import { reroute } from './reroute.ts'
import { takeStep } from './take-step.ts'

interface Written {
  readonly number: string
  /** Whether an earlier request with the same key had done it already. */
  readonly isRepeat: boolean
}

export interface TransferStore {
  /** Reserves every line of a plan, or nothing. @throws TransferConflict, TransferRefused */
  confirm(input: TransferInput, at: string, request: RequestKey | null): Promise<Written>
  /** Number of the order that an earlier request with this key made. @throws TransferRefused */
  confirmedBefore(request: RequestKey | null): Promise<string | null>
  /** @throws TransferRefused */
  step(
    number: string,
    event: OrderEventInput,
    at: string,
    request: RequestKey | null,
  ): Promise<Written>
  /** @param now ISO instant. @throws TransferRefused */
  reroute(number: string, rerouting: Parameters<typeof reroute>[2], now: string): Promise<void>
  /** @param now ISO instant. */
  get(number: string, now: string): Promise<TransferOrder | null>
  /** What is masked in it, whole: for the one reading that is logged. */
  persons(number: string): Promise<OrderPersons | null>
  list(
    filter: OrderFilter,
    now: string,
  ): Promise<{ orders: TransferListEntry[]; next: number | null }>
  /** A load by the number that its link has; null where there is none. */
  linkedLoad(loadId: number): Promise<LinkedLoad | null>
  linkedLoads(number: string): Promise<LinkedLoad[]>
  photo(number: string, id: number): ReturnType<typeof readPhoto>
  /** For a key that was not carried out before. @throws TransferRefused */
  addPhoto(load: LinkedLoad, photo: NewPhoto, at: string, request: RequestKey): Promise<void>
  count(): Promise<number>
  /** Orders by phone whose papers are overdue. @param now ISO instant. */
  countOverdue(now: string): Promise<number>
  /** Orders that have not ended and have goods at their sites. */
  countAtSite(): Promise<number>
}

export const transferStore = (statements: Statements): TransferStore => ({
  confirm: async (input, now, request) =>
    confirmPlan(statements, input, await entryTime(statements, now), request),
  confirmedBefore: (request) => documentOfKey(statements, request),
  step: async (number, event, now, request) =>
    takeStep(statements, number, event, await entryTime(statements, now), request),
  reroute: async (number, rerouting, now) =>
    reroute(statements, number, rerouting, await entryTime(statements, now)),
  get: (number, now) => readOrder(statements, number, now),
  linkedLoad: (loadId) => linkedLoad(statements, loadId),
  linkedLoads: (number) => linkedLoads(statements, number),
  photo: (number, id) => readPhoto(statements, number, id),
  addPhoto: (load, photo, at, request) => addPhoto(statements, load, photo, at, request),
  persons: (number) => readPersons(statements, number),
  list: (filter, now) => listOrders(statements, filter, now),
  countOverdue: (now) => countOverdue(statements, now),
  countAtSite: () => countAtSite(statements),
  async count() {
    return (await statements.value<number>('SELECT count(*) FROM transfers')) ?? 0
  },
})
