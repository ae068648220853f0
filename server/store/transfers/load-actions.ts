/** What a step of an order does to one of its loads: movements, and what became of its lines. */
import {
  afterCount,
  type CountingStep,
  isCounting,
  isFault,
  LINE_NUMBERS,
  type LineCount,
  type LineNumbers,
} from '../../../data/order-lines.ts'
import { loadStateAfter, type OrderStep, stateOfLines } from '../../../data/order-steps.ts'
import type { OrderLine, OrderSite } from '../../../data/transfer-order.ts'
import type { LedgerTransaction, NewBatch, NewMovement } from '../ledger/ledger-transaction.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import type { ChangesOfStep } from './event-changes.ts'
import type { LoadRow } from './order-rows.ts'

/** Everything that a step does to one load. */
export interface LoadStep {
  readonly statements: Statements
  readonly ledger: LedgerTransaction
  readonly load: LoadRow
  /** Number of the order. */
  readonly number: string
  readonly lines: readonly OrderLine[]
  readonly site: OrderSite | undefined
  /** By line. */
  readonly counts: ReadonlyMap<number, LineCount>
  /** Writes a movement of the order. */
  readonly move: (movement: NewMovement) => Promise<unknown>
  /** Called with every stockpile whose stock has moved. */
  readonly touch: (stockpileId: string) => void
  readonly changes: ChangesOfStep
  readonly at: string
}

const isForBooks = ({ site }: LoadStep): boolean => (site?.stockpileId ?? null) !== null

/** @throws TransferRefused */
const counted = (step: CountingStep, taking: LoadStep, line: OrderLine): LineNumbers => {
  const { reserved } = line
  const count = taking.counts.get(line.id) ?? null
  const after = afterCount(step, line, count, { reserved, isForBooks: isForBooks(taking) })
  if (!isFault(after)) return after
  throw new TransferRefused({
    reason: 'miscounted',
    lineId: line.id,
    shipped: line.shipped,
    ...after,
  })
}

/**
 * Name for goods that enter a stockpile's ledger: their own, unless the ledger has a batch of that
 * name with another expiry date or owner. Then the order's number distinguishes them, because goods that
 * lose their date are never thrown away.
 */
const arrivingName = async ({ ledger, number }: LoadStep, arriving: NewBatch): Promise<string> => {
  const isOther = async (batch: string): Promise<boolean> => {
    const known = await ledger.namedBatch({ ...arriving, batch })
    const { expiresOn, lender } = arriving
    return known !== undefined && (known.expiresOn !== expiresOn || known.lender !== lender)
  }
  let name = arriving.batch
  for (let copy = 1; await isOther(name); copy++) {
    name = `${arriving.batch} · ${number}${copy === 1 ? '' : ` · ${copy}`}`
  }
  return name
}

/** The batch in the books of the site's stockpile that goods of a line go to. */
const arrivingBatch = async (taking: LoadStep, batchId: number): Promise<number> => {
  const { ledger, site, touch } = taking
  const { item, batch, receivedOn, expiresOn, lender } = (await ledger.batch(batchId))!
  const stockpileId = site!.stockpileId!
  touch(stockpileId)
  const arriving = { stockpileId, item, batch, receivedOn, expiresOn, lender }
  return ledger.batchId({ ...arriving, batch: await arrivingName(taking, arriving) })
}

/** The movements of a line that a step changes so. */
const moveLine = async (
  step: CountingStep,
  taking: LoadStep,
  line: OrderLine,
  after: LineNumbers,
): Promise<void> => {
  const { move, touch, load } = taking
  const { id: lineId, batchId, reserved } = line
  const movement = async (kind: NewMovement['kind'], batch: number, quantity: number) => {
    if (quantity > 0) await move({ kind, batchId: batch, quantity, lineId })
  }
  if (step === 'depart') {
    const shipped = after.shipped - line.shipped
    await movement('transfer-out', batchId, shipped)
    // What is left behind is promised to this order no more.
    await movement('release', batchId, reserved - shipped)
    touch(load.stockpileId)
  } else if (step === 'return') {
    await movement('transfer-in', batchId, after.returned - line.returned)
    touch(load.stockpileId)
  } else if (step === 'receive' && isForBooks(taking) && after.received > line.received) {
    const batch = await arrivingBatch(taking, batchId)
    await movement('transfer-in', batch, after.received - line.received)
  }
}

/** What has left is written by the movement itself. */
const WRITTEN = LINE_NUMBERS.filter((name) => name !== 'shipped')
const WRITE_LINE = `UPDATE transfer_lines SET ${WRITTEN.map((name) => `${name} = @${name}`).join(', ')}
  WHERE id = @id`

export const writeLine = async (
  statements: Statements,
  id: number,
  numbers: LineNumbers,
): Promise<void> => {
  const values = Object.fromEntries(WRITTEN.map((name) => [name, numbers[name]]))
  await statements.run(WRITE_LINE, { id, ...values })
}

/** Counts every line of a load, and moves it on by what was counted. @throws TransferRefused */
const count = async (step: CountingStep, taking: LoadStep): Promise<void> => {
  const { statements, lines, load, changes, at } = taking
  const all: LineNumbers[] = []
  for (const line of lines) {
    const after = counted(step, taking, line)
    all.push(after)
    await moveLine(step, taking, line, after)
    await writeLine(statements, line.id, after)
    changes.line(line.id, line, after)
  }
  if (step === 'depart' && all.every(({ shipped }) => shipped === 0)) {
    throw new TransferRefused({ reason: 'nothing-shipped', load: load.load })
  }
  const state = stateOfLines(all)
  const departedAt = step === 'depart' ? at : load.departedAt
  const isReceived = step === 'receive' && state !== 'in-transit'
  const receivedAt = isReceived ? at : load.receivedAt
  await statements.run(
    'UPDATE transfer_loads SET state = ?, departedAt = ?, receivedAt = ? WHERE id = ?',
    [state, departedAt, receivedAt, load.id],
  )
}

const release = async ({ load, lines, move, touch }: LoadStep): Promise<void> => {
  for (const { id, batchId, reserved } of lines) {
    if (reserved > 0) await move({ kind: 'release', batchId, quantity: reserved, lineId: id })
  }
  touch(load.stockpileId)
}

/** Moves a load by a step; what the step does not touch stays. @throws TransferRefused */
export const moveLoad = async (step: OrderStep, taking: LoadStep): Promise<void> => {
  const { statements, load, changes } = taking
  changes.load(load)
  if (isCounting(step)) return count(step, taking)
  if (step === 'cancel') await release(taking)
  const state = loadStateAfter(step)
  if (!state) return
  const arrivedAt = step === 'arrive' ? taking.at : load.arrivedAt
  await statements.run('UPDATE transfer_loads SET state = ?, arrivedAt = ? WHERE id = ?', [
    ...[state, arrivedAt, load.id],
  ])
}
