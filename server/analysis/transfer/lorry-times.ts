/** Road times of supply lorries between stockpiles and sites, and the ways they take. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import type { LonLat } from '../../../data/geometry.ts'
import type { Closure } from '../../../data/scenario.ts'
import { type ClosureMask, isPassable } from '../../network/closures.ts'
import { edgesOf } from '../../network/graph.ts'
import { accessSeconds, type Period, toDeciseconds, toSeconds } from '../../network/profile.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { routeAlong } from '../../network/route.ts'
import { fractionAlong, RoadSearch, type SearchSource } from '../../network/search.ts'
import type { Direction } from '../../network/search-side.ts'
import { neverStop, type ShouldStop } from '../cancellation.ts'
import { closedSegments, closureMask } from '../closed-roads.ts'
import { LruMemo } from '../lru-memo.ts'

const LORRY_PROFILE = 'supply-lorry'
const DECISECONDS_PER_SECOND = 10
/** Longer than any way in the region takes. */
const FAR_SECONDS = 100 * 3600
const CLOSURES_KEPT = 16
const PLACES_KEPT = 5000
/** Lists of times kept: the same are needed again at every change of a draft. */
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

/** The roads under some conditions. */
interface OpenRoads extends RoadConditions {
  readonly edgeCosts: Int32Array
  /** Null where no segment is closed. */
  readonly mask: ClosureMask | null
}

/** A search over these roads from one or several places, the ways to the road included. */
interface Reach {
  readonly roads: OpenRoads
  readonly sources: readonly SearchSource[]
  readonly direction: Direction
}

/** Between a source and a place: over a labelled state, or along one edge (−1 − edge). */
interface BestWay {
  readonly deciseconds: number
  readonly state: number
  readonly edge: number
  readonly source: number
}

const isUnder = ([longitude, latitude]: LonLat, closures: readonly Closure[]): boolean =>
  closures.some(
    (closure) => closure.type !== 'Point' && booleanPointInPolygon([longitude, latitude], closure),
  )

export class LorryTimes {
  readonly #network: RoadNetwork
  readonly #search: RoadSearch
  readonly #masks = new LruMemo<ClosureMask | null>(CLOSURES_KEPT)
  readonly #stockpiles = new LruMemo<SearchSource | null>(PLACES_KEPT)
  readonly #times = new LruMemo<Float64Array>(TIMES_KEPT)

  constructor(network: RoadNetwork) {
    this.#network = network
    this.#search = new RoadSearch(network.graph)
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
      const reach = this.#reachSite(site, conditions, withinSeconds)
      return Float64Array.from(stockpiles, (stockpile) =>
        this.#secondsTo(this.#stockpilePlace(stockpile), reach),
      )
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
    for (const [index, stockpile] of stockpiles.entries()) {
      const key = JSON.stringify([stockpile, conditions, withinSeconds])
      onSearch()
      const times = this.#times.get(`${key} from ${placesKey(sites.flat())}`, () =>
        this.#secondsFrom(stockpile, sites, conditions, withinSeconds),
      )
      for (const [site, seconds] of times.entries()) rows[site]![index] = seconds
    }
    return rows
  }

  /** The ways from some stockpiles to a site; null where no road leads. */
  routes(
    stockpiles: readonly LonLat[],
    site: readonly LonLat[],
    conditions: RoadConditions,
  ): (LorryRoute | null)[] {
    const reach = this.#reachSite(site, conditions, FAR_SECONDS)
    return stockpiles.map((stockpile) => {
      const from = this.#stockpilePlace(stockpile)
      const best = from && this.#bestWay(from, reach)
      return best && this.#route(from, reach.sources, best)
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
    conditions: RoadConditions,
  ): boolean[] {
    const roads = this.#openRoads(conditions)
    const placeOf = (position: LonLat, isSite: boolean): SearchSource | null =>
      isSite ? this.#sitePlace(position, roads) : this.#stockpilePlace(position)
    const isForward = direction === 'forward'
    const from = sources.flatMap((position) => placeOf(position, !isForward) ?? [])
    // Only whether a way leads there counts, so all begin at once.
    const starts = from.map(({ snap }) => ({ snap, startDeciseconds: 0 }))
    this.#run({ roads, sources: starts, direction }, FAR_SECONDS)
    const own = new Set(from.map(({ snap }) => snap.segment))
    const isReached = (position: LonLat): boolean => {
      const segment = placeOf(position, isForward)?.snap.segment
      if (segment === undefined) return false
      return edgesOf(segment).some(
        (edge) =>
          isPassable(roads.edgeCosts, roads.mask, edge) &&
          (own.has(segment) || this.#labelledStates(edge).length > 0),
      )
    }
    return places.map((positions) => positions.some(isReached))
  }

  /** Finds what is closed, ahead of the questions that obey it. @throws Cancelled */
  close(closures: readonly Closure[], shouldStop: ShouldStop): void {
    this.#mask(closures, shouldStop)
  }

  #openRoads(conditions: RoadConditions): OpenRoads {
    const { edgeCosts } = this.#network.vehicleTimes(LORRY_PROFILE, conditions.period)
    return { ...conditions, edgeCosts, mask: this.#mask(conditions.closures) }
  }

  #mask(closures: readonly Closure[], shouldStop = neverStop): ClosureMask | null {
    if (closures.length === 0) return null
    return this.#masks.get(JSON.stringify(closures), () =>
      closureMask(this.#network.graph, closedSegments(this.#network, closures, shouldStop)),
    )
  }

  /** A stockpile stands on its road, whether that is closed or not; null far from every road. */
  #stockpilePlace([longitude, latitude]: LonLat): SearchSource | null {
    return this.#stockpiles.get(`${longitude},${latitude}`, () =>
      this.#join(longitude, latitude, null),
    )
  }

  /**
   * A site is served from the next road that is open, as an incident is; null where its road is
   * closed because it lies within a closed area itself, or far from every road.
   */
  #sitePlace(position: LonLat, { closures, mask }: OpenRoads): SearchSource | null {
    const usual = this.#stockpilePlace(position)
    if (!usual || mask?.[usual.snap.segment] !== 1) return usual
    return isUnder(position, closures) ? null : this.#join(...position, mask)
  }

  #join(longitude: number, latitude: number, mask: ClosureMask | null): SearchSource | null {
    // Day and night open the same roads.
    const { edgeCosts, usable } = this.#network.vehicleTimes(LORRY_PROFILE, 'day')
    const snap = this.#network.snap(longitude, latitude, {
      edgeCosts,
      usable: (segment) => usable(segment) && mask?.[segment] !== 1,
    })
    return snap && { snap, startDeciseconds: toDeciseconds(accessSeconds(snap.distanceMetres)) }
  }

  /** Labels, until the next search, how long it takes from every state to the site. */
  #reachSite(site: readonly LonLat[], conditions: RoadConditions, withinSeconds: number): Reach {
    const roads = this.#openRoads(conditions)
    const sources = site.flatMap((position) => this.#sitePlace(position, roads) ?? [])
    return this.#run({ roads, sources, direction: 'backward' }, withinSeconds)
  }

  /** One search forwards: to the nearest point of every site. */
  #secondsFrom(
    stockpile: LonLat,
    sites: readonly (readonly LonLat[])[],
    conditions: RoadConditions,
    withinSeconds: number,
  ): Float64Array {
    const from = this.#stockpilePlace(stockpile)
    if (!from) return new Float64Array(sites.length).fill(Number.POSITIVE_INFINITY)
    const roads = this.#openRoads(conditions)
    const reach = this.#run({ roads, sources: [from], direction: 'forward' }, withinSeconds)
    return Float64Array.from(sites, (site) =>
      Math.min(...site.map((point) => this.#secondsTo(this.#sitePlace(point, roads), reach))),
    )
  }

  #run(reach: Reach, withinSeconds: number): Reach {
    const { roads, sources, direction } = reach
    this.#search.run({
      direction,
      edgeCosts: roads.edgeCosts,
      closures: roads.mask,
      sources,
      cutoffDeciseconds: withinSeconds * DECISECONDS_PER_SECOND,
    })
    return reach
  }

  #labelledStates(edge: number): number[] {
    return this.#search
      .statesOfEdge(edge)
      .filter((state) => Number.isFinite(this.#search.label(state)))
  }

  #secondsTo(place: SearchSource | null, reach: Reach): number {
    const best = place && this.#bestWay(place, reach)
    return best ? toSeconds(best.deciseconds) : Number.POSITIVE_INFINITY
  }

  /** After the search: the best way between its sources and a place. */
  #bestWay({ snap, startDeciseconds: access }: SearchSource, reach: Reach): BestWay | null {
    const { roads, sources, direction } = reach
    const isForward = direction === 'forward'
    let best: BestWay | null = null
    const offer = (deciseconds: number, state: number, edge: number, source: number): void => {
      if (!best || deciseconds < best.deciseconds) best = { deciseconds, state, edge, source }
    }
    for (const edge of edgesOf(snap.segment)) {
      if (!isPassable(roads.edgeCosts, roads.mask, edge)) continue
      const cost = roads.edgeCosts[edge]!
      const along = fractionAlong(edge, snap)
      const driven = Math.round(cost * (isForward ? along : 1 - along)) + access
      for (const state of this.#labelledStates(edge)) {
        offer(this.#search.label(state) + driven, state, edge, this.#search.owner(state))
      }
      for (const [source, other] of sources.entries()) {
        if (snap.segment !== other.snap.segment) continue
        const ahead = fractionAlong(edge, other.snap) - along
        const share = isForward ? -ahead : ahead
        if (share < 0) continue
        const deciseconds = other.startDeciseconds + Math.round(cost * share) + access
        offer(deciseconds, -1 - edge, edge, source)
      }
    }
    return best
  }

  /** After a search backwards from the targets. */
  #route(from: SearchSource, targets: readonly SearchSource[], best: BestWay): LorryRoute | null {
    const { stateEdge } = this.#search.graph
    const edges =
      best.state < 0 ? [best.edge] : this.#search.pathFrom(best.state).map((s) => stateEdge[s]!)
    const target = targets[best.source]
    const last = edges.at(-1)
    if (!target || last === undefined) return null
    const { coordinates, distanceMetres } = routeAlong(
      this.#network.graph,
      edges,
      fractionAlong(best.edge, from.snap),
      fractionAlong(last, target.snap),
    )
    return { seconds: toSeconds(best.deciseconds), distanceMetres, coordinates }
  }
}

/** Distinguishes lists of places without keeping them. FNV-1a (Fowler, Noll, Vo 1991). */
const placesKey = (places: readonly LonLat[]): string => {
  let hash = 0x811c9dc5
  for (const place of places) {
    for (const degrees of place) {
      hash = Math.imul(hash ^ Math.round(degrees * 1e6), 0x01000193)
    }
  }
  return (hash >>> 0).toString(36)
}
