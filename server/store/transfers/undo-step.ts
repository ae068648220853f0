/**
 * Taking the last step of an order back: counter-movements, and its loads, lines and columns as
 * they were. Steps are taken back one after the other, the last one first.
 */
import { COUNTER_KINDS, MOVEMENT_KINDS } from '../../../data/ledger.ts'
import type { OrderEventInput } from '../../../data/order-event.ts'
import { LINE_NUMBERS, type LineNumbers } from '../../../data/order-lines.ts'
import {
  type EventStep,
  type OrderState,
  type OrderStep,
  UNDO_MINUTES,
} from '../../../data/order-steps.ts'
import type { OrderLine } from '../../../data/transfer-order.ts'
import type { LedgerTransaction, NewMovement, Written } from '../ledger/ledger-transaction.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { type ChangesOfStep, type EventChanges, readChanges } from './event-changes.ts'
import { writeLine } from './load-actions.ts'
import type { LoadRow, OrderRow } from './order-rows.ts'

const MILLISECONDS_PER_MINUTE = 60_000

interface EventRow {
  readonly id: number
  readonly step: Exclude<EventStep, 'reroute'>
  readonly at: string
  readonly state: OrderState
  readonly changes: string
}

/** What an order's last step was that has not been taken back; undefined where there is none. */
const lastStep = (statements: Statements, orderId: number): Promise<EventRow | undefined> =>
  statements.get<EventRow>(
    `SELECT id, step, at, state, changes FROM transfer_events e
     WHERE transferId = ? AND undoes IS NULL AND step <> 'reroute'
       AND NOT EXISTS (SELECT 1 FROM transfer_events u WHERE u.undoes = e.id)
     ORDER BY id DESC LIMIT 1`,
    [orderId],
  )

export interface Undoable {
  readonly event: number
  readonly step: OrderStep
  /** ISO instant. */
  readonly until: string
}

/** The step that can be taken back at this moment. @param now ISO instant. */
export const undoableStep = async (
  statements: Statements,
  orderId: number,
  now: string,
): Promise<(Undoable & { readonly changes: EventChanges }) | null> => {
  const last = await lastStep(statements, orderId)
  if (!last || last.step === 'create') return null
  const changes = readChanges(last.changes)
  const until = new Date(Date.parse(last.at) + UNDO_MINUTES * MILLISECONDS_PER_MINUTE).toISOString()
  return changes && now <= until ? { event: last.id, step: last.step, until, changes } : null
}

interface MovementRow {
  readonly batchId: number
  readonly kind: keyof typeof COUNTER_KINDS
  readonly quantity: number
  readonly lineId: number
}

interface Undoing {
  readonly statements: Statements
  readonly ledger: LedgerTransaction
  readonly order: OrderRow
  readonly loads: readonly LoadRow[]
  readonly lines: readonly OrderLine[]
  readonly undone: Undoable & { readonly changes: EventChanges }
  readonly written: Written
  readonly changes: ChangesOfStep
}

/** Writes the counter of a movement. @throws TransferRefused where its goods have gone on. */
const counter = async (
  { statements, ledger, written, changes }: Undoing,
  sequence: number,
): Promise<string> => {
  const { batchId, kind, quantity, lineId } = (await statements.get<MovementRow>(
    'SELECT batchId, kind, quantity, lineId FROM stock_movements WHERE sequence = ?',
    [sequence],
  ))!
  const movement: NewMovement = { kind: COUNTER_KINDS[kind], batchId, quantity, lineId }
  const { onHand, reserved } = MOVEMENT_KINDS[movement.kind]
  const batch = (await ledger.batch(batchId))!
  const available = batch.onHand - batch.reserved
  if (available + (onHand - reserved) * quantity < 0) {
    throw new TransferRefused({ reason: 'gone-on', batch: batch.batch, quantity, available })
  }
  changes.movement(await ledger.move(movement, written))
  return batch.stockpileId
}

const linesBack = async ({ statements, lines, undone, changes }: Undoing): Promise<void> => {
  for (const { lineId, ...change } of undone.changes.lines) {
    const line = lines.find(({ id }) => id === lineId)!
    const before = Object.fromEntries(
      LINE_NUMBERS.map((name) => [name, line[name] - (change[name] ?? 0)]),
    ) as unknown as LineNumbers
    await writeLine(statements, lineId, before)
    changes.line(lineId, line, before)
  }
}

const loadsBack = async ({ statements, loads, undone, changes }: Undoing): Promise<void> => {
  for (const { load, state, departedAt, arrivedAt = null, receivedAt } of undone.changes.loads) {
    const row = loads.find((each) => each.load === load)!
    changes.load(row)
    await statements.run(
      'UPDATE transfer_loads SET state = ?, departedAt = ?, arrivedAt = ?, receivedAt = ? WHERE id = ?',
      [state, departedAt, arrivedAt, receivedAt, row.id],
    )
  }
}

/** Columns of an order that a step filled. */
const FILLED: Partial<Record<OrderStep, string>> = {
  approve: 'approval = NULL, approvedBy = NULL, approvedAt = NULL, papersDueAt = NULL,',
  'approve-by-phone': 'approval = NULL, approvedBy = NULL, approvedAt = NULL, papersDueAt = NULL,',
  papers: 'papersAt = NULL,',
}

/** @returns the order's state afterwards. @throws TransferRefused */
export const undoStep = async (undoing: Undoing): Promise<OrderState> => {
  const { statements, ledger, order, undone } = undoing
  const touched: string[] = []
  for (const sequence of undone.changes.movements.toReversed()) {
    touched.push(await counter(undoing, sequence))
  }
  await linesBack(undoing)
  await loadsBack(undoing)
  // Before the step, the order stood where the event before it had left it.
  const state = await statements.value<OrderState>(
    'SELECT state FROM transfer_events WHERE transferId = ? AND id < ? ORDER BY id DESC LIMIT 1',
    [order.id, undone.event],
  )
  const columns = FILLED[undone.step] ?? ''
  await statements.run(`UPDATE transfers SET ${columns} state = ? WHERE id = ?`, [state!, order.id])
  await ledger.refreshStock(touched)
  return state!
}

/** @throws TransferRefused where the order's last step is not to be taken back any more. */
export const expectUndoable = async (
  statements: Statements,
  order: OrderRow,
  { undoes }: OrderEventInput,
  at: string,
): Promise<Undoable & { readonly changes: EventChanges }> => {
  const undone = await undoableStep(statements, order.id, at)
  if (!undone) throw new TransferRefused({ reason: 'nothing-to-undo' })
  if (undoes !== undefined && undoes !== undone.event) {
    throw new TransferRefused({ reason: 'order-moved-on' })
  }
  return undone
}
