/** The roads that each closure closes, kept with it: they are found once for a road network. */
import type { Statements } from './statements.ts'

export interface ClosedRoads {
  readonly closureId: string
  readonly version: number
  /** Id of the road network whose segments are meant. */
  readonly network: string
  readonly kilometres: number
  /** Ascending. */
  readonly segments: Uint32Array
}

interface Row extends Omit<ClosedRoads, 'segments'> {
  segments: Uint8Array
}

export interface ClosedRoadsStore {
  /** Of all closures as they are now; those of other versions or networks are left out. */
  list(network: string): Promise<ClosedRoads[]>
  /** In the place of what is known of the closure; nothing where it has changed or gone meanwhile. */
  put(roads: ClosedRoads): Promise<void>
}

/** Copied: what a database hands out need not begin where four bytes do. */
const numbersOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.slice().buffer)

export const closedRoadsStore = (statements: Statements): ClosedRoadsStore => ({
  async list(network) {
    const rows = await statements.all<Row>(
      `SELECT closed_roads.* FROM closed_roads
       JOIN road_closures ON road_closures.id = closureId AND
         road_closures.version = closed_roads.version
       WHERE network = ?`,
      [network],
    )
    return rows.map(({ segments, ...row }) => ({ ...row, segments: numbersOf(segments) }))
  },
  async put({ closureId, version, network, kilometres, segments }) {
    const { buffer, byteOffset, byteLength } = segments
    await statements.run(
      `INSERT INTO closed_roads (closureId, version, network, kilometres, segments)
       SELECT id, version, ?, ?, ? FROM road_closures WHERE id = ? AND version = ?
       ON CONFLICT (closureId) DO UPDATE SET version = excluded.version,
         network = excluded.network, kilometres = excluded.kilometres, segments = excluded.segments`,
      [network, kilometres, new Uint8Array(buffer, byteOffset, byteLength), closureId, version],
    )
  },
})
