/** Closest facility by road time: who can be at this place first. Pure: numbers in, numbers out. */
import { type ClosureMask, isPassable } from '../network/closures.ts'
import type { RoadSearch } from '../network/search.ts'
import { fractionAlong } from '../network/search.ts'
import type { Snap } from '../network/snap.ts'
import type { FacilitySet } from './facility.ts'

export interface NearestRequest {
  place: Snap
  /** The walk from the road to the place. */
  placeAccessDeciseconds: number
  facilities: FacilitySet
  /** Time until each facility's vehicle starts. */
  turnoutDeciseconds: Int32Array
  /** 1 for facilities that may be chosen; the others are only reported where they are nearer. */
  eligible: Uint8Array
  /** How many eligible facilities are wanted. */
  count: number
  edgeCosts: Int32Array
  closures: ClosureMask | null
  /** Latest arrival that counts. */
  cutoffDeciseconds: number
}

export interface ReachedFacility {
  facility: number
  eligible: boolean
  /** Index into the facility set's points. */
  point: number
  /** turnout + its access + travel + the place's access. */
  arrivalDeciseconds: number
  travelDeciseconds: number
  accessDeciseconds: number
  /** Directed edges driven, from the facility's to the place's; the first and last in part. */
  edges: number[]
}

/** Best way found so far to each facility; `state` < 0 means along the place's own edge. */
interface BestWays {
  arrival: Float64Array
  point: Int32Array
  state: Int32Array
}

const offer = (
  best: BestWays,
  facility: number,
  point: number,
  arrival: number,
  state: number,
): boolean => {
  if (arrival >= best.arrival[facility]!) return false
  best.arrival[facility] = arrival
  best.point[facility] = point
  best.state[facility] = state
  return true
}

/** The `count` smallest arrivals of eligible facilities, kept up to date as ways are found. */
class TopK {
  readonly #count: number
  readonly #facilities: number[] = []
  readonly #best: BestWays

  constructor(count: number, best: BestWays) {
    this.#count = count
    this.#best = best
  }

  /** Arrival of the last on the podium, Infinity while a place is free. */
  get bar(): number {
    if (this.#facilities.length < this.#count) return Number.POSITIVE_INFINITY
    return this.#best.arrival[this.#facilities[this.#count - 1]!]!
  }

  enter(facility: number): void {
    const at = this.#facilities.indexOf(facility)
    if (at >= 0) this.#facilities.splice(at, 1)
    const arrival = this.#best.arrival[facility]!
    let rank = this.#facilities.length
    while (rank > 0 && this.#best.arrival[this.#facilities[rank - 1]!]! > arrival) rank--
    this.#facilities.splice(rank, 0, facility)
    this.#facilities.length = Math.min(this.#facilities.length, this.#count)
  }
}

/** Facilities that stand on the place's own segment and need not leave it. */
const offerAlongOwnSegment = (
  request: NearestRequest,
  best: BestWays,
  found: (facility: number) => void,
): void => {
  const { place, facilities, edgeCosts, closures } = request
  const start = facilities.segmentStart[place.segment]!
  const end = facilities.segmentStart[place.segment + 1]!
  for (const edge of [place.segment * 2, place.segment * 2 + 1]) {
    if (!isPassable(edgeCosts, closures, edge)) continue
    for (let index = start; index < end; index++) {
      const point = facilities.points[index]!
      const share = fractionAlong(edge, place) - fractionAlong(edge, point.snap)
      if (share < 0) continue
      const arrival =
        request.placeAccessDeciseconds +
        Math.round(edgeCosts[edge]! * share) +
        point.accessDeciseconds +
        request.turnoutDeciseconds[point.facility]!
      if (offer(best, point.facility, index, arrival, -1 - edge)) found(point.facility)
    }
  }
}

/**
 * Eligible facilities that arrive first, at most `count`, and every facility that would arrive
 * before the last of them (or before the cutoff, where fewer are found) but is not eligible; all
 * in order of arrival, ties by facility index. Facilities that no road connects are absent.
 * One search backwards from the place, which stops as soon as nothing nearer can turn up.
 */
export const findNearest = (search: RoadSearch, request: NearestRequest): ReachedFacility[] => {
  const { facilities, turnoutDeciseconds, eligible, edgeCosts, closures } = request
  const { stateEdge } = search.graph
  const best: BestWays = {
    arrival: new Float64Array(facilities.count).fill(Number.POSITIVE_INFINITY),
    point: new Int32Array(facilities.count),
    state: new Int32Array(facilities.count),
  }
  const podium = new TopK(request.count, best)
  const found = (facility: number): void => {
    if (eligible[facility] === 1) podium.enter(facility)
  }
  offerAlongOwnSegment(request, best, found)
  const leastStart = leastStartDeciseconds(request)
  search.run({
    direction: 'backward',
    edgeCosts,
    closures,
    sources: [{ snap: request.place, startDeciseconds: request.placeAccessDeciseconds }],
    cutoffDeciseconds: request.cutoffDeciseconds,
    onSettle: (state, label) => {
      if (label + leastStart > podium.bar) return true
      const edge = stateEdge[state]!
      const start = facilities.segmentStart[edge >> 1]!
      const end = facilities.segmentStart[(edge >> 1) + 1]!
      if (start === end || !isPassable(edgeCosts, closures, edge)) return false
      for (let index = start; index < end; index++) {
        const point = facilities.points[index]!
        const driven = Math.round(edgeCosts[edge]! * (1 - fractionAlong(edge, point.snap)))
        const arrival =
          label + driven + point.accessDeciseconds + turnoutDeciseconds[point.facility]!
        if (offer(best, point.facility, index, arrival, state)) found(point.facility)
      }
      return false
    },
  })
  const bar = Math.min(podium.bar, request.cutoffDeciseconds)
  const reached: ReachedFacility[] = []
  for (let facility = 0; facility < facilities.count; facility++) {
    if (best.arrival[facility]! <= bar) reached.push(describe(search, request, best, facility))
  }
  reached.sort((a, b) => a.arrivalDeciseconds - b.arrivalDeciseconds || a.facility - b.facility)
  return trimTies(reached, request.count)
}

/** No one arrives sooner than this after a label: the quickest turnout there is. */
const leastStartDeciseconds = (request: NearestRequest): number =>
  request.turnoutDeciseconds.reduce((least, turnout) => Math.min(least, turnout), Infinity)

const describe = (
  search: RoadSearch,
  request: NearestRequest,
  best: BestWays,
  facility: number,
): ReachedFacility => {
  const pointIndex = best.point[facility]!
  const { accessDeciseconds } = request.facilities.points[pointIndex]!
  const arrivalDeciseconds = best.arrival[facility]!
  const access = accessDeciseconds + request.placeAccessDeciseconds
  const state = best.state[facility]!
  const { stateEdge } = search.graph
  return {
    facility,
    eligible: request.eligible[facility] === 1,
    point: pointIndex,
    arrivalDeciseconds,
    travelDeciseconds: arrivalDeciseconds - access - request.turnoutDeciseconds[facility]!,
    accessDeciseconds: access,
    edges: state < 0 ? [-1 - state] : search.pathFrom(state).map((each) => stateEdge[each]!),
  }
}

/** Drops eligible facilities that tie with the last wanted one, and what comes after it. */
const trimTies = (reached: readonly ReachedFacility[], count: number): ReachedFacility[] => {
  let taken = 0
  const last = reached.findIndex((each) => each.eligible && ++taken === count)
  return last < 0 ? [...reached] : reached.slice(0, last + 1)
}
