/** What a step of an order does to one of its loads: movements, and what became of its lines. */
import type { OrderEventInput, OrderLine, OrderSite } from '../../../data/transfer-order.ts'
import type { LedgerTransaction, NewBatch, NewMovement } from '../ledger/ledger-transaction.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import type { LoadRow } from './order-rows.ts'

export type Counts = ReadonlyMap<number, { readonly received: number; readonly damaged: number }>

/** Everything that a step does to one load. */
export interface LoadStep {
  readonly statements: Statements
  readonly ledger: LedgerTransaction
  readonly load: LoadRow
  /** Number of the order. */
  readonly number: string
  readonly lines: readonly OrderLine[]
  readonly site: OrderSite | undefined
  readonly counts: Counts
  /** Writes a movement of the order. */
  readonly move: (movement: NewMovement) => Promise<unknown>
  /** Called with every stockpile whose stock has moved. */
  readonly touch: (stockpileId: string) => void
  readonly at: string
}

const moveReserved = async (
  { load, lines, move, touch }: LoadStep,
  kind: 'release' | 'transfer-out',
): Promise<void> => {
  for (const { id, batchId, reserved } of lines) {
    if (reserved > 0) await move({ kind, batchId, quantity: reserved, lineId: id })
  }
  touch(load.stockpileId)
}

const depart = async (step: LoadStep): Promise<void> => {
  const { statements, load, at } = step
  await moveReserved(step, 'transfer-out')
  await statements.run('UPDATE transfer_loads SET departedAt = ? WHERE id = ?', [at, load.id])
}

const tooMany = (lineId: number, most: number): TransferRefused =>
  new TransferRefused({ reason: 'too-many-counted', lineId, most })

/**
 * Name for goods that enter a stockpile's ledger: their own, unless the ledger has a batch of that
 * name with another expiry date. Then the order's number tells the two apart, because goods that
 * lose their date are never thrown away.
 */
const arrivingName = async ({ ledger, number }: LoadStep, arriving: NewBatch): Promise<string> => {
  const isOther = async (batch: string): Promise<boolean> => {
    const known = await ledger.namedBatch({ ...arriving, batch })
    return known !== undefined && known.expiresOn !== arriving.expiresOn
  }
  let name = arriving.batch
  for (let copy = 1; await isOther(name); copy++) {
    name = `${arriving.batch} · ${number}${copy === 1 ? '' : ` · ${copy}`}`
  }
  return name
}

/** What was not counted as received or damaged is missing. */
const receive = async (step: LoadStep): Promise<void> => {
  const { statements, ledger, load, lines, site, counts, move, touch, at } = step
  for (const { id, batchId, shipped } of lines) {
    const { received, damaged } = counts.get(id) ?? { received: shipped, damaged: 0 }
    if (received + damaged > shipped) throw tooMany(id, shipped)
    await statements.run(
      'UPDATE transfer_lines SET received = ?, damaged = ?, missing = ? WHERE id = ?',
      [received, damaged, shipped - received - damaged, id],
    )
    const sent = await ledger.batch(batchId)
    const stockpileId = site?.stockpileId ?? null
    if (!stockpileId || !sent || received === 0) continue
    const { item, batch, receivedOn, expiresOn } = sent
    const arriving = { stockpileId, item, batch, receivedOn, expiresOn }
    const name = await arrivingName(step, arriving)
    const arrivedBatch = await ledger.batchId({ ...arriving, batch: name })
    await move({ kind: 'transfer-in', batchId: arrivedBatch, quantity: received, lineId: id })
    touch(stockpileId)
  }
  await statements.run('UPDATE transfer_loads SET receivedAt = ? WHERE id = ?', [at, load.id])
}

/**
 * What comes back: on the way all that was shipped, afterwards what was received whole. A load that
 * turns round on its way was never counted at its site, so damaged and missing are counted here;
 * what does not come back afterwards was used.
 */
const giveBack = async (step: LoadStep): Promise<void> => {
  const { statements, load, lines, site, counts, move, touch } = step
  const isArrived = load.state === 'received'
  if (isArrived && site?.stockpileId) {
    throw new TransferRefused({ reason: 'in-other-books', load: load.load })
  }
  for (const { id, batchId, shipped, received, ...line } of lines) {
    const most = isArrived ? received : shipped
    const { received: returned, damaged } = counts.get(id) ?? { received: most, damaged: 0 }
    if (isArrived && damaged > 0) {
      throw new TransferRefused({ reason: 'damaged-after-receipt', lineId: id })
    }
    if (returned + damaged > most) throw tooMany(id, most)
    await statements.run(
      'UPDATE transfer_lines SET returned = ?, damaged = ?, missing = ? WHERE id = ?',
      isArrived
        ? [returned, line.damaged, line.missing, id]
        : [returned, damaged, shipped - returned - damaged, id],
    )
    if (returned > 0) await move({ kind: 'transfer-in', batchId, quantity: returned, lineId: id })
  }
  touch(load.stockpileId)
}

/** By step; a step that is not here moves no goods. @throws TransferRefused */
export const LOAD_ACTIONS: Partial<
  Record<OrderEventInput['step'], (step: LoadStep) => Promise<void>>
> = {
  depart,
  receive,
  return: giveBack,
  cancel: (step) => moveReserved(step, 'release'),
}
