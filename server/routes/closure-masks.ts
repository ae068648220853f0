/** The mask of the closures in force, for searches on the thread that answers requests. */
import { closedSegments, roadStructures } from '../analysis/closed-roads.ts'
import { type ClosureMask, closeSegments } from '../network/closures.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import type { ClosuresInForce } from './active-closures.ts'

/** Made once per network and set of closures. */
export class ClosureMasks {
  #key = ''
  #mask: ClosureMask | null = null

  of(network: RoadNetwork, { key, closures }: ClosuresInForce): ClosureMask | null {
    if (closures.length === 0) return null
    const wanted = `${network.graph.id} ${key}`
    if (this.#key !== wanted) {
      const closed = closedSegments(network, roadStructures(network.graph), closures)
      this.#mask = closed.length > 0 ? closeSegments(network.graph, closed) : null
      this.#key = wanted
    }
    return this.#mask
  }
}
