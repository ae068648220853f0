/** Where supply lorries join the roads, and which of these are closed. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import type { LonLat } from '../../../data/geometry.ts'
import type { Closure } from '../../../data/scenario.ts'
import { type ClosureMask, closeSegments } from '../../network/closures.ts'
import { accessSeconds, toDeciseconds } from '../../network/profile.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { Snap } from '../../network/snap.ts'
import { closedSegments } from '../coverage/closed-roads.ts'
import { Kept } from '../coverage/kept.ts'
import { type RoadStructure, roadStructures } from '../coverage/structures.ts'

export const LORRY_PROFILE = 'supply-lorry'
const CLOSURES_KEPT = 16
const PLACES_KEPT = 5000

export interface RoadPlace {
  readonly snap: Snap
  readonly accessDeciseconds: number
}

const isUnder = ([longitude, latitude]: LonLat, closures: readonly Closure[]): boolean =>
  closures.some(
    (closure) => closure.type !== 'Point' && booleanPointInPolygon([longitude, latitude], closure),
  )

export class LorryPlaces {
  readonly #network: RoadNetwork
  readonly #structures: readonly RoadStructure[]
  readonly #masks = new Kept<{ readonly mask: ClosureMask | null }>(CLOSURES_KEPT)
  readonly #stockpiles = new Kept<{ readonly place: RoadPlace | null }>(PLACES_KEPT)

  constructor(network: RoadNetwork) {
    this.#network = network
    this.#structures = roadStructures(network.graph)
  }

  /** The closed segments; null where none is. */
  mask(closures: readonly Closure[]): ClosureMask | null {
    if (closures.length === 0) return null
    return this.#masks.get(JSON.stringify(closures), () => {
      const closed = closedSegments(this.#network, this.#structures, closures)
      return { mask: closed.length > 0 ? closeSegments(this.#network.graph, closed) : null }
    }).mask
  }

  /** A stockpile stands on its road, whether that is closed or not; null far from every road. */
  ofStockpile([longitude, latitude]: LonLat): RoadPlace | null {
    return this.#stockpiles.get(`${longitude},${latitude}`, () => ({
      place: this.#join(longitude, latitude, null),
    })).place
  }

  /**
   * A site is served from the next road that is open, as those are who drive to an incident; null
   * where its road is closed because it lies within a closed area itself, or far from every road.
   */
  ofSite(position: LonLat, closures: readonly Closure[]): RoadPlace | null {
    const usual = this.ofStockpile(position)
    const mask = this.mask(closures)
    if (!usual || mask?.[usual.snap.segment] !== 1) return usual
    return isUnder(position, closures) ? null : this.#join(...position, mask)
  }

  #join(longitude: number, latitude: number, mask: ClosureMask | null): RoadPlace | null {
    // Day and night open the same roads.
    const { edgeCosts, usable } = this.#network.vehicleTimes(LORRY_PROFILE, 'day')
    const snap = this.#network.snap(longitude, latitude, {
      edgeCosts,
      usable: (segment) => usable(segment) && mask?.[segment] !== 1,
    })
    return snap && { snap, accessDeciseconds: toDeciseconds(accessSeconds(snap.distanceMetres)) }
  }
}
