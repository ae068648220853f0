/** Loads as their links name them, and the secret that links are made with. */
import type { Statements } from '../statements.ts'

/** A load by its number over all orders. */
export interface LinkedLoad {
  readonly loadId: number
  /** Of its order. */
  readonly number: string
  readonly createdAt: string
  /** Its place in the order. */
  readonly load: number
}

const LINKED = `SELECT l.id AS loadId, number, createdAt, load
  FROM transfer_loads l JOIN transfers t ON t.id = l.transferId`

export const linkedLoad = async (
  statements: Statements,
  loadId: number,
): Promise<LinkedLoad | null> =>
  (await statements.get<LinkedLoad>(`${LINKED} WHERE l.id = ?`, [loadId])) ?? null

/** In the order of the order. */
export const linkedLoads = (statements: Statements, number: string): Promise<LinkedLoad[]> =>
  statements.all<LinkedLoad>(`${LINKED} WHERE number = ? ORDER BY load`, [number])
