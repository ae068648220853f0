/** Closest facility by road time: who can be at this place first. Pure: numbers in, numbers out. */
import { type ClosureMask, isPassable } from '../network/closures.ts'
import { edgesOf } from '../network/graph.ts'
import { fractionAlong, type RoadSearch } from '../network/search.ts'
import type { Snap } from '../network/snap.ts'
import type { FacilitySet } from './facility.ts'

export interface NearestRequest {
  place: Snap
  /** The walk from the road to the place. */
  placeAccessDeciseconds: number
  facilities: FacilitySet
  /** Time until each facility's vehicle starts. */
  turnoutDeciseconds: Int32Array
  /** Whether a facility may be chosen; the others are only reported where they are nearer. */
  isEligible(facility: number): boolean
  /** Whether a facility may be left at this of its points; left out: at all of them. */
  isOpen?(point: number): boolean
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

/**
 * Best way found so far to each facility, and the `count` smallest arrivals of eligible ones. The
 * arrays are as long as there are facilities and serve one question after another: what a question
 * has reached is listed, and forgotten at its end.
 */
class BestWays {
  readonly arrival: Float64Array
  readonly point: Int32Array
  /** Below 0 where it leads along the place's own edge: −1 − edge. */
  readonly state: Int32Array
  readonly reached: number[] = []
  readonly #podium: number[] = []

  constructor({ count }: FacilitySet) {
    this.arrival = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.point = new Int32Array(count)
    this.state = new Int32Array(count)
  }

  /** Arrival of the last on the podium, Infinity while a place is free. */
  bar({ count }: NearestRequest): number {
    if (this.#podium.length < count) return Number.POSITIVE_INFINITY
    return this.arrival[this.#podium[count - 1]!]!
  }

  /** @param driven deciseconds from the point's road to the place. */
  offer(request: NearestRequest, index: number, driven: number, state: number): void {
    const { facility, accessDeciseconds } = request.facilities.points[index]!
    const arrival = driven + accessDeciseconds + request.turnoutDeciseconds[facility]!
    const known = this.arrival[facility]!
    if (arrival >= known || request.isOpen?.(index) === false) return
    if (known === Number.POSITIVE_INFINITY) this.reached.push(facility)
    this.arrival[facility] = arrival
    this.point[facility] = index
    this.state[facility] = state
    if (request.isEligible(facility)) this.#enter(facility, request.count)
  }

  forget(): void {
    for (const facility of this.reached) this.arrival[facility] = Number.POSITIVE_INFINITY
    this.reached.length = 0
    this.#podium.length = 0
  }

  #enter(facility: number, count: number): void {
    const podium = this.#podium
    const at = podium.indexOf(facility)
    if (at >= 0) podium.splice(at, 1)
    const arrival = this.arrival[facility]!
    let rank = podium.length
    while (rank > 0 && this.arrival[podium[rank - 1]!]! > arrival) rank--
    podium.splice(rank, 0, facility)
    podium.length = Math.min(podium.length, count)
  }
}

/** What is kept from question to question about the same facilities or turnouts. */
const waysTo = new WeakMap<FacilitySet, BestWays>()
const leastTurnouts = new WeakMap<Int32Array, number>()

const waysOf = (facilities: FacilitySet): BestWays => {
  const known = waysTo.get(facilities) ?? new BestWays(facilities)
  waysTo.set(facilities, known)
  return known
}

/** No one arrives sooner than this after a label: the quickest turnout there is. */
const leastStartDeciseconds = ({ turnoutDeciseconds }: NearestRequest): number => {
  const known =
    leastTurnouts.get(turnoutDeciseconds) ??
    turnoutDeciseconds.reduce((least, turnout) => Math.min(least, turnout), Infinity)
  leastTurnouts.set(turnoutDeciseconds, known)
  return known
}

/** Facilities that stand on the place's own segment and need not leave it. */
const offerAlongOwnSegment = (request: NearestRequest, best: BestWays): void => {
  const { place, placeAccessDeciseconds, facilities, edgeCosts, closures } = request
  const start = facilities.segmentStart[place.segment]!
  const end = facilities.segmentStart[place.segment + 1]!
  for (const edge of edgesOf(place.segment)) {
    if (!isPassable(edgeCosts, closures, edge)) continue
    for (let index = start; index < end; index++) {
      const { snap } = facilities.points[index]!
      const share = fractionAlong(edge, place) - fractionAlong(edge, snap)
      if (share < 0) continue
      best.offer(
        request,
        index,
        placeAccessDeciseconds + Math.round(edgeCosts[edge]! * share),
        -1 - edge,
      )
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
  const { facilities, edgeCosts, closures } = request
  const { stateEdge } = search.graph
  const best = waysOf(facilities)
  const leastStart = leastStartDeciseconds(request)
  const latestLabel = (): number =>
    Math.min(request.cutoffDeciseconds, best.bar(request) - leastStart)
  try {
    offerAlongOwnSegment(request, best)
    search.run({
      direction: 'backward',
      edgeCosts,
      closures,
      sources: [{ snap: request.place, startDeciseconds: request.placeAccessDeciseconds }],
      cutoffDeciseconds: latestLabel(),
      watch: {
        segmentStart: facilities.segmentStart,
        onSettle: (state, label) => {
          const edge = stateEdge[state]!
          if (!isPassable(edgeCosts, closures, edge)) return latestLabel()
          const end = facilities.segmentStart[(edge >> 1) + 1]!
          for (let index = facilities.segmentStart[edge >> 1]!; index < end; index++) {
            const { snap } = facilities.points[index]!
            const driven = Math.round(edgeCosts[edge]! * (1 - fractionAlong(edge, snap)))
            best.offer(request, index, label + driven, state)
          }
          return latestLabel()
        },
      },
    })
    const bar = Math.min(best.bar(request), request.cutoffDeciseconds)
    const reached = best.reached
      .filter((facility) => best.arrival[facility]! <= bar)
      .map((facility) => describe(search, request, best, facility))
    reached.sort((a, b) => a.arrivalDeciseconds - b.arrivalDeciseconds || a.facility - b.facility)
    return trimTies(reached, request.count)
  } finally {
    best.forget()
  }
}

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
    eligible: request.isEligible(facility),
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
