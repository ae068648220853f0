/** What a step changed, as it is kept with its event: enough to show it, and to take it back. */
import { type LineNumbers, lineChange } from '../../../data/order-lines.ts'
import type { LoadState } from '../../../data/order-steps.ts'
import type { OrderEvent } from '../../../data/transfer-order.ts'
import type { LoadRow } from './order-rows.ts'

/** A load as it was before the step. */
interface LoadBefore {
  readonly load: number
  readonly state: LoadState
  readonly departedAt: string | null
  /** Not there in events from before arrivals were written down. */
  readonly arrivedAt?: string | null
  readonly receivedAt: string | null
}

export interface EventChanges {
  readonly lines: OrderEvent['lines']
  readonly loads: readonly LoadBefore[]
  /** Sequence numbers. */
  readonly movements: readonly number[]
}

/** Gathers what a step changes while it is taken. */
export class ChangesOfStep {
  readonly #lines: OrderEvent['lines'] = []
  readonly #loads: LoadBefore[] = []
  readonly #movements: number[] = []

  line(lineId: number, before: LineNumbers, after: LineNumbers): void {
    const change = lineChange(before, after)
    if (Object.keys(change).length > 0) this.#lines.push({ lineId, ...change })
  }

  load({ load, state, departedAt, arrivedAt, receivedAt }: LoadRow): void {
    this.#loads.push({ load, state, departedAt, arrivedAt, receivedAt })
  }

  movement(sequence: number): void {
    this.#movements.push(sequence)
  }

  toJson(): string {
    const changes = { lines: this.#lines, loads: this.#loads, movements: this.#movements }
    return JSON.stringify(changes satisfies EventChanges)
  }
}

/** Of an event from before changes were kept with it, nothing is known. */
export const readChanges = (json: string): EventChanges | null => {
  const changes: Partial<EventChanges> = JSON.parse(json)
  const { lines, loads, movements } = changes
  return lines && loads && movements ? { lines, loads, movements } : null
}
