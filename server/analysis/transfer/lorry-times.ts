/** Where supply lorries join the roads, and which of these are closed. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import type { LonLat } from '../../../data/geometry.ts'
import type { Closure } from '../../../data/scenario.ts'
import { type ClosureMask, closeSegments, isPassable } from '../../network/closures.ts'
import { accessSeconds, type Period, toDeciseconds } from '../../network/profile.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { routeAlong } from '../../network/route.ts'
import { type Direction, fractionAlong, RoadSearch } from '../../network/search.ts'
import type { Snap } from '../../network/snap.ts'
import { closedSegments, type RoadStructure, roadStructures } from '../closed-roads.ts'
import { LruMemo } from '../lru-memo.ts'

const LORRY_PROFILE = 'supply-lorry'
const CLOSURES_KEPT = 16
const PLACES_KEPT = 5000

interface RoadPlace {
  readonly snap: Snap
  readonly accessDeciseconds: number
}

const isUnder = ([longitude, latitude]: LonLat, closures: readonly Closure[]): boolean =>
  closures.some(
    (closure) => closure.type !== 'Point' && booleanPointInPolygon([longitude, latitude], closure),
  )

class LorryPlaces {
  readonly #network: RoadNetwork
  readonly #structures: readonly RoadStructure[]
  readonly #masks = new LruMemo<{ readonly mask: ClosureMask | null }>(CLOSURES_KEPT)
  readonly #stockpiles = new LruMemo<{ readonly place: RoadPlace | null }>(PLACES_KEPT)

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

// Road times of supply lorries from stockpiles to sites, and the ways they take.

const DECISECONDS_PER_SECOND = 10
/** Longer than any way in the region takes. */
const FAR_SECONDS = 100 * 3600
/** Lists of times kept: a plan is asked again at every change of the draft. */
const TIMES_KEPT = 2000

export interface RoadConditions {
  readonly period: Period
  readonly closures: readonly Closure[]
}

/** A way that a lorry drives. */
export interface LorryRoute {
  readonly seconds: number
  readonly distanceMetres: number
  readonly coordinates: readonly LonLat[]
}

/** How a stockpile is best left: `state` < 0 along its own edge, −1 − edge. */
interface BestWay {
  readonly deciseconds: number
  readonly state: number
  readonly edge: number
  readonly source: number
}

export class LorryTimes {
  readonly #network: RoadNetwork
  readonly #search: RoadSearch
  readonly #places: LorryPlaces
  readonly #times = new LruMemo<Float64Array>(TIMES_KEPT)

  constructor(network: RoadNetwork) {
    this.#network = network
    this.#search = new RoadSearch(network.graph)
    this.#places = new LorryPlaces(network)
  }

  /**
   * Seconds on the road from every stockpile to a site, the ways to and from the road included;
   * Infinity where no road leads.
   * @param site points at which it can be reached; the best for each stockpile counts.
   * @param withinSeconds what is farther may count as not reached, which is quicker to find out.
   */
  seconds(
    stockpiles: readonly LonLat[],
    site: readonly LonLat[],
    conditions: RoadConditions,
    withinSeconds = FAR_SECONDS,
  ): Float64Array {
    const key = JSON.stringify([site, conditions, withinSeconds])
    return this.#times.get(`${key} ${placesKey(stockpiles)}`, () => {
      const targets = this.#run(site, conditions, withinSeconds)
      return Float64Array.from(stockpiles, (stockpile) => {
        const best = this.#bestWay(stockpile, targets, conditions)
        return best ? best.deciseconds / DECISECONDS_PER_SECOND : Number.POSITIVE_INFINITY
      })
    })
  }

  /**
   * The same for many sites at once: one list over all stockpiles for each site. Searched from the
   * side that has fewer places.
   * @param onSearch called before every search; throws to leave off.
   */
  matrix(
    stockpiles: readonly LonLat[],
    sites: readonly (readonly LonLat[])[],
    conditions: RoadConditions,
    withinSeconds: number,
    onSearch: () => void,
  ): Float64Array[] {
    if (sites.length <= stockpiles.length) {
      return sites.map((site) => {
        onSearch()
        return this.seconds(stockpiles, site, conditions, withinSeconds)
      })
    }
    const rows = sites.map(() => new Float64Array(stockpiles.length))
    stockpiles.forEach((stockpile, index) => {
      const key = JSON.stringify([stockpile, conditions, withinSeconds])
      onSearch()
      const times = this.#times.get(`${key} from ${placesKey(sites.flat())}`, () =>
        this.#secondsFrom(stockpile, sites, conditions, withinSeconds),
      )
      times.forEach((seconds, site) => {
        rows[site]![index] = seconds
      })
    })
    return rows
  }

  /** The ways from some stockpiles to a site; null where no road leads. */
  routes(
    stockpiles: readonly LonLat[],
    site: readonly LonLat[],
    conditions: RoadConditions,
  ): (LorryRoute | null)[] {
    const targets = this.#run(site, conditions, FAR_SECONDS)
    return stockpiles.map((stockpile) => {
      const best = this.#bestWay(stockpile, targets, conditions)
      return best ? this.#route(stockpile, targets, best) : null
    })
  }

  /**
   * Which sites lorries from any of the sources, stockpiles, can come to (forward), or from which
   * stockpiles they can come to any of the sources, sites (backward). A place is reached when one
   * of its points is.
   */
  reached(
    sources: readonly LonLat[],
    places: readonly (readonly LonLat[])[],
    direction: Direction,
    { period, closures }: RoadConditions,
  ): boolean[] {
    const isForward = direction === 'forward'
    const placeOf = (position: LonLat, isSite: boolean): RoadPlace | null =>
      isSite ? this.#places.ofSite(position, closures) : this.#places.ofStockpile(position)
    const from = sources.flatMap((position) => placeOf(position, !isForward) ?? [])
    const { edgeCosts } = this.#network.vehicleTimes(LORRY_PROFILE, period)
    const mask = this.#places.mask(closures)
    this.#search.run({
      direction,
      edgeCosts,
      closures: mask,
      sources: from.map(({ snap }) => ({ snap, startDeciseconds: 0 })),
      cutoffDeciseconds: FAR_SECONDS * DECISECONDS_PER_SECOND,
    })
    const own = new Set(from.map(({ snap }) => snap.segment))
    const isReached = (position: LonLat): boolean => {
      const segment = placeOf(position, isForward)?.snap.segment
      if (segment === undefined) return false
      return [segment * 2, segment * 2 + 1].some(
        (edge) =>
          isPassable(edgeCosts, mask, edge) &&
          (own.has(segment) ||
            this.#search
              .statesOfEdge(edge)
              .some((state) => Number.isFinite(this.#search.label(state)))),
      )
    }
    return places.map((positions) => positions.some(isReached))
  }

  #run(
    site: readonly LonLat[],
    conditions: RoadConditions,
    withinSeconds: number,
  ): readonly RoadPlace[] {
    const targets = this.#targets(site, conditions)
    const { edgeCosts } = this.#network.vehicleTimes(LORRY_PROFILE, conditions.period)
    this.#search.run({
      direction: 'backward',
      edgeCosts,
      closures: this.#places.mask(conditions.closures),
      sources: targets.map(({ snap, accessDeciseconds }) => ({
        snap,
        startDeciseconds: accessDeciseconds,
      })),
      cutoffDeciseconds: withinSeconds * DECISECONDS_PER_SECOND,
    })
    return targets
  }

  #targets(site: readonly LonLat[], { closures }: RoadConditions): RoadPlace[] {
    return site.flatMap((position) => this.#places.ofSite(position, closures) ?? [])
  }

  /** One search forwards: to the nearest point of every site. */
  #secondsFrom(
    stockpile: LonLat,
    sites: readonly (readonly LonLat[])[],
    { period, closures }: RoadConditions,
    withinSeconds: number,
  ): Float64Array {
    const from = this.#places.ofStockpile(stockpile)
    if (!from) return new Float64Array(sites.length).fill(Number.POSITIVE_INFINITY)
    const { edgeCosts } = this.#network.vehicleTimes(LORRY_PROFILE, period)
    const mask = this.#places.mask(closures)
    const search = this.#search
    search.run({
      direction: 'forward',
      edgeCosts,
      closures: mask,
      sources: [{ snap: from.snap, startDeciseconds: from.accessDeciseconds }],
      cutoffDeciseconds: withinSeconds * DECISECONDS_PER_SECOND,
    })
    const deciseconds = ({ snap, accessDeciseconds }: RoadPlace): number => {
      let least = Number.POSITIVE_INFINITY
      for (const edge of [snap.segment * 2, snap.segment * 2 + 1]) {
        if (!isPassable(edgeCosts, mask, edge)) continue
        const driven = Math.round(edgeCosts[edge]! * fractionAlong(edge, snap))
        for (const state of search.statesOfEdge(edge)) {
          least = Math.min(least, search.label(state) + driven)
        }
        const share = fractionAlong(edge, snap) - fractionAlong(edge, from.snap)
        if (snap.segment !== from.snap.segment || share < 0) continue
        least = Math.min(least, from.accessDeciseconds + Math.round(edgeCosts[edge]! * share))
      }
      return least + accessDeciseconds
    }
    return Float64Array.from(sites, (site) => {
      const points = this.#targets(site, { period, closures })
      return Math.min(...points.map(deciseconds)) / DECISECONDS_PER_SECOND
    })
  }

  /** After a search backwards from the targets. */
  #bestWay(
    stockpile: LonLat,
    targets: readonly RoadPlace[],
    { period, closures }: RoadConditions,
  ): BestWay | null {
    const from = this.#places.ofStockpile(stockpile)
    if (!from) return null
    const { edgeCosts } = this.#network.vehicleTimes(LORRY_PROFILE, period)
    const mask = this.#places.mask(closures)
    const search = this.#search
    let best: BestWay | null = null
    const offer = (deciseconds: number, state: number, edge: number, source: number): void => {
      if (Number.isFinite(deciseconds) && (!best || deciseconds < best.deciseconds)) {
        best = { deciseconds, state, edge, source }
      }
    }
    for (const edge of [from.snap.segment * 2, from.snap.segment * 2 + 1]) {
      if (!isPassable(edgeCosts, mask, edge)) continue
      const cost = edgeCosts[edge]!
      const driven = Math.round(cost * (1 - fractionAlong(edge, from.snap)))
      for (const state of search.statesOfEdge(edge)) {
        const label = search.label(state)
        if (!Number.isFinite(label)) continue
        offer(label + driven + from.accessDeciseconds, state, edge, search.owner(state))
      }
      targets.forEach(({ snap, accessDeciseconds }, source) => {
        if (snap.segment !== from.snap.segment) return
        const share = fractionAlong(edge, snap) - fractionAlong(edge, from.snap)
        if (share < 0) return
        const time = accessDeciseconds + Math.round(cost * share) + from.accessDeciseconds
        offer(time, -1 - edge, edge, source)
      })
    }
    return best
  }

  #route(stockpile: LonLat, targets: readonly RoadPlace[], best: BestWay): LorryRoute | null {
    const from = this.#places.ofStockpile(stockpile)
    const { stateEdge } = this.#search.graph
    const edges =
      best.state < 0 ? [best.edge] : this.#search.pathFrom(best.state).map((s) => stateEdge[s]!)
    const target = targets[best.source]
    const last = edges.at(-1)
    if (!from || !target || last === undefined) return null
    const { coordinates, distanceMetres } = routeAlong(
      this.#network.graph,
      edges,
      fractionAlong(best.edge, from.snap),
      fractionAlong(last, target.snap),
    )
    return { seconds: best.deciseconds / DECISECONDS_PER_SECOND, distanceMetres, coordinates }
  }
}

/** Tells lists of places apart without keeping them. FNV-1a (Fowler, Noll, Vo 1991). */
const placesKey = (places: readonly LonLat[]): string => {
  let hash = 0x811c9dc5
  for (const place of places) {
    for (const degrees of place) {
      hash = Math.imul(hash ^ Math.round(degrees * 1e6), 0x01000193)
    }
  }
  return (hash >>> 0).toString(36)
}
