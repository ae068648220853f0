/** Another way for loads that are on theirs, or about to leave. */
import type { OrderLoad } from '../../../data/transfer-order.ts'
import { TRANSFER_LIMITS } from '../../../data/transfer-order.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { findOrder, readLoads, thinRoute } from './order-rows.ts'

/** A load's way from now on, and when it is to be unloaded by it. */
export interface NewWay {
  readonly load: number
  /** ISO instant. */
  readonly expectedAt: string
  readonly route: OrderLoad['route']
}

interface Rerouting {
  readonly actor: string
  readonly note: string
  readonly ways: readonly NewWay[]
}

/** @param at ISO instant. @throws TransferRefused */
export const reroute = async (
  statements: Statements,
  number: string,
  { actor, note, ways }: Rerouting,
  at: string,
): Promise<void> => {
  const order = await findOrder(statements, number)
  if (!order) throw new TransferRefused({ reason: 'no-such-order' })
  const loads = await readLoads(statements, [order.id])
  for (const { load, expectedAt, route } of ways) {
    const row = loads.find((each) => each.load === load)!
    // The arrival that is shown is the actual departure plus the planned time on the road.
    const late = row.departedAt ? Date.parse(row.leavesAt) - Date.parse(row.departedAt) : 0
    const arrivesAt = new Date(Date.parse(expectedAt) + late).toISOString()
    const leavesAt = row.departedAt ? row.leavesAt : latest(row.leavesAt, at)
    const later = Date.parse(arrivesAt) - Date.parse(row.arrivesAt)
    await statements.run(
      `UPDATE transfer_loads SET leavesAt = ?, arrivesAt = ?, routedAt = ?, pickup = ?, route = ?
       WHERE id = ?`,
      [
        ...[leavesAt, arrivesAt, at, laterPickup(row.pickup, later)],
        JSON.stringify(thinRoute(route, TRANSFER_LIMITS.mostRoutePositionsKept)),
        row.id,
      ],
    )
  }
  await statements.run('UPDATE transfers SET version = version + 1, updatedAt = ? WHERE id = ?', [
    at,
    order.id,
  ])
  await statements.run(
    `INSERT INTO transfer_events (transferId, step, at, actor, note, loads, state)
     VALUES (?, 'reroute', ?, ?, ?, ?, ?)`,
    [order.id, at, actor, note, JSON.stringify(ways.map(({ load }) => load)), order.state],
  )
}

/** Its lorry is at the next store by so much later, too. */
const laterPickup = (json: string | null, milliseconds: number): string | null => {
  const pickup: OrderLoad['pickup'] = JSON.parse(json ?? 'null')
  if (!pickup?.nextAt) return json
  const nextAt = new Date(Date.parse(pickup.nextAt) + milliseconds).toISOString()
  return JSON.stringify({ ...pickup, nextAt })
}

const latest = (a: string, b: string): string => (Date.parse(a) > Date.parse(b) ? a : b)
