/** A graph ready to be asked: its index, its search arrays, and the times of each vehicle. */
import type { ProfileId } from '../../data/profile.ts'
import type { RoadGraph } from './graph.ts'
import { connectedEdges, segmentIndexOf } from './prepared.ts'
import { edgeDeciseconds, type Period, SNAP_LIMIT_METRES } from './profile.ts'
import { RoadSearch } from './search.ts'
import { type SegmentIndex, type Snap, snapToRoad } from './snap.ts'

/** What one vehicle makes of the network at one time of day. */
export interface VehicleTimes {
  readonly edgeCosts: Int32Array
  /** Whether a place may be joined to a segment: drivable, and part of the connected network. */
  readonly usable: (segment: number) => boolean
}

export class RoadNetwork {
  readonly graph: RoadGraph
  readonly index: SegmentIndex
  readonly search: RoadSearch
  readonly #times = new Map<string, VehicleTimes>()
  /** By vehicle: the time of day makes roads slower and closes none. */
  readonly #connected = new Map<ProfileId, Uint8Array>()

  constructor(graph: RoadGraph) {
    this.graph = graph
    this.index = segmentIndexOf(graph)
    this.search = new RoadSearch(graph)
  }

  /** Edge times of a vehicle, computed at the first question and kept. */
  vehicleTimes(profile: ProfileId, period: Period): VehicleTimes {
    const key = `${profile} ${period}`
    const known = this.#times.get(key)
    if (known) return known
    const edgeCosts = edgeDeciseconds(this.graph, profile, period)
    const connected = this.#connected.get(profile) ?? connectedEdges(this.graph, profile)
    this.#connected.set(profile, connected)
    const times: VehicleTimes = {
      edgeCosts,
      usable: (segment) => connected[segment * 2] === 1 || connected[segment * 2 + 1] === 1,
    }
    this.#times.set(key, times)
    return times
  }

  /** The place's point on the nearest usable road, or `null` beyond SNAP_LIMIT_METRES. */
  snap(longitude: number, latitude: number, times: VehicleTimes): Snap | null {
    return snapToRoad(this.graph, this.index, longitude, latitude, SNAP_LIMIT_METRES, times.usable)
  }
}
