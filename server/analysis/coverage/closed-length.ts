/** How much road a closure closes. */
import type { Closure } from '../../../data/scenario.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { closedSegments } from './closed-roads.ts'
import { type RoadStructure, roadStructures } from './structures.ts'

const METRES_PER_KILOMETRE = 1000

/** Kept with the network that they were found in. */
const structuresOf = new WeakMap<RoadNetwork, readonly RoadStructure[]>()

/** Kilometres of road, each stretch once whatever its directions; 0 where it touches no road. */
export const closedKilometres = (network: RoadNetwork, closure: Closure): number => {
  const structures = structuresOf.get(network) ?? roadStructures(network.graph)
  structuresOf.set(network, structures)
  const metres = closedSegments(network, structures, [closure]).reduce(
    (sum, segment) => sum + network.graph.segmentLengthMetres[segment]!,
    0,
  )
  return metres / METRES_PER_KILOMETRE
}
