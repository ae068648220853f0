/** The search alone, on the default network: no HTTP, no JSON. */
import type { LonLat } from '../../data/geometry.ts'
import { locateFacilities } from '../../server/analysis/facility.ts'
import { findNearest } from '../../server/analysis/nearest.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { IMPASSABLE } from '../../server/network/profile.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import type { Snap } from '../../server/network/snap.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { costsToPlace, incomingArcs } from '../fixtures/plain-dijkstra.ts'
import { withStore } from '../fixtures/stores.ts'
import { describeTimes, quantile, times } from './quantile.ts'

const PLACES = 1000
const WARM_UP = 200
const WANTED = 5
const FULL_RUNS = 30
const PLAIN_RUNS = 10

export const benchKernel = async (dataFolder: string): Promise<string[]> => {
  const graph = readNetwork(networkPath(dataFolder))
  if (!graph) throw new Error('the default network is missing')
  const network = new RoadNetwork(graph)
  const vehicle = network.vehicleTimes('rescue-van', 'day')
  const stations = await withStore(databasePath(dataFolder), ({ features }) =>
    features.all('stations'),
  )
  const positions = stations.map(({ geometry }) => [geometry.coordinates as unknown as LonLat])
  const facilities = locateFacilities(graph, network.index, positions, vehicle.usable)
  const turnoutDeciseconds = Int32Array.from(stations, (s) => s.properties.turnoutSeconds * 10)

  const random = seededRandom(1)
  const [west, south, east, north] = graph.region
  const places: Snap[] = []
  while (places.length < PLACES + WARM_UP) {
    const snap = network.snap(
      west + (east - west) * random(),
      south + (north - south) * random(),
      vehicle,
    )
    if (snap) places.push(snap)
  }
  let next = 0
  let checksum = 0
  const nearest = (): void => {
    const answer = findNearest(network.search, {
      place: places[next++ % places.length]!,
      placeAccessDeciseconds: 0,
      facilities,
      turnoutDeciseconds,
      isEligible: () => true,
      count: WANTED,
      edgeCosts: vehicle.edgeCosts,
      closures: null,
      cutoffDeciseconds: IMPASSABLE,
    })
    checksum += answer.length
  }
  times(WARM_UP, nearest)
  const nearestTimes = times(PLACES, nearest)

  const everywhere = (): void => {
    network.search.run({
      direction: 'forward',
      edgeCosts: vehicle.edgeCosts,
      closures: null,
      sources: facilities.points.map(({ snap, facility }) => ({
        snap,
        startDeciseconds: turnoutDeciseconds[facility]!,
      })),
      cutoffDeciseconds: IMPASSABLE,
    })
    checksum += network.search.label(0)
  }
  times(FULL_RUNS, everywhere)
  const everywhereTimes = times(FULL_RUNS, everywhere)

  const incoming = incomingArcs(graph)
  const isOpen = (edge: number): boolean => vehicle.edgeCosts[edge]! < IMPASSABLE
  const plain = (): void => {
    const { segment, fraction } = places[next++ % places.length]!
    checksum += costsToPlace(graph, incoming, vehicle.edgeCosts, isOpen, segment, fraction)[0]!
  }
  const plainTimes = times(PLAIN_RUNS, plain)
  const ratio = quantile(plainTimes, 0.5) / quantile(nearestTimes, 0.5)
  return [
    `network: ${graph.nodeCount} nodes, ${graph.edgeCount} directed edges, ${graph.stateCount} states, ${stations.length} stations`,
    `nearest ${WANTED}, turn-aware: ${describeTimes(nearestTimes)}`,
    `the same by a plain Dijkstra with a binary heap over everything: ${describeTimes(plainTimes)}; ${ratio.toFixed(0)} times slower`,
    `time from the nearest station to every edge, turn-aware: ${describeTimes(everywhereTimes)}`,
    `(checksum ${checksum})`,
  ]
}
