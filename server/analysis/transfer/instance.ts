/**
 * A transfer problem as numbers: sites that want goods, stockpiles that have them, senders that
 * bring them. Indexes count from 0; tables lie in rows of the index named first.
 */

import type { Objective, ObjectiveProof, ObjectiveValues } from './objectives.ts'

/** What never comes counts as late by as much; no plan looks farther ahead. */
export const HORIZON_SECONDS = 24 * 3600

/**
 * Ways in which goods leave: each stockpile with its own lorries, in the order of the stockpiles;
 * after them stockpiles with machines that drive themselves, or with lorries from elsewhere.
 */
export interface Senders {
  readonly senderCount: number
  /** Whose goods they are, by sender. */
  readonly stockpileOf: Int32Array
  /** Whose lorries they are, by sender: a stockpile's own bear its index. */
  readonly fleetOf: Int32Array
}

/** What a lorry can do that drives to its site again and again, by sender and site. */
export interface Repeats {
  /** Trips that end by the site's deadline: 1 where the first does not, or there is none. */
  readonly mostTrips: Int32Array
  /** From one unloading to the next: the way back, loading, the way there, unloading. */
  readonly cycleSeconds: Float64Array
}

/**
 * A store at which a lorry loads on its way to a site: a sender of its own, which has a road to that
 * site alone. The stops of one lorry follow one another, and arrive together.
 */
export interface PickupStop {
  /** The lorry's number among those with stops, from 0. */
  readonly run: number
  /** Whose lorry it is. */
  readonly lorryOf: number
  /** The sender of its first stop. */
  readonly first: number
  /** From the plan's start until it leaves the store, loaded. */
  readonly leavesSeconds: number
  /** From then until it is at the next store; null where it drives to the site. */
  readonly legSeconds: number | null
}

export interface TransferInstance extends Senders {
  readonly siteCount: number
  readonly stockpileCount: number
  readonly itemCount: number
  /** Units wanted, by site and item. */
  readonly demand: Int32Array
  /** What a site's demand weighs against another's, > 0. */
  readonly siteWeight: Float64Array
  /** Seconds from the plan's start by which a site wants its goods; Infinity without deadline. */
  readonly deadlineSeconds: Float64Array
  /** Units that may be sent without touching the minimum reserve, by stockpile and item. */
  readonly free: Int32Array
  /** Further units, those below the minimum reserve: all 0 unless the request is an emergency. */
  readonly reserve: Int32Array
  /** The minimum reserve itself, > 0 wherever `reserve` is: what a breach is measured against. */
  readonly minimum: Int32Array
  /**
   * Seconds from the plan's start until the first goods are unloaded (loading, driving, unloading),
   * by sender and site; Infinity where no road leads.
   */
  readonly arrivalSeconds: Float64Array
  /** The driving to the site alone. */
  readonly travelSeconds: Float64Array
  /** 0 from the site's own county, 1 from the city's stores, 2 from elsewhere; as travelSeconds. */
  readonly countyDistance: Uint8Array
  /** 0 from the site's own town, else 1. */
  readonly townDistance: Uint8Array
  /** Lorries there are by fleet, each for one site; null where their number is no limit. */
  readonly lorries: Int32Array | null
  /** Null where each lorry drives once. */
  readonly repeats: Repeats | null
  /** The last senders, in their order; left out where every lorry loads at one store. */
  readonly stops?: readonly PickupStop[]
  /**
   * Share of a lorry's load and of its room that one unit takes, by sender and item: 0 for what
   * drives itself, Infinity where not even one unit fits (see lorryShare) or goes another way.
   */
  readonly massShare: Float64Array
  readonly volumeShare: Float64Array
  /** Of one unit, by item; volume may be 0, mass is > 0. */
  readonly kilograms: Float64Array
  readonly cubicMetres: Float64Array
  /** What the plan is judged by, in order; `missed` or `lateness` is the first. */
  readonly objectives: readonly Objective[]
}

/** One sender's goods of one kind for one site. */
export interface TransferFlow {
  readonly sender: number
  readonly site: number
  readonly item: number
  /** Whole units, > 0. */
  readonly quantity: number
}

export interface TransferTrip {
  readonly sender: number
  readonly site: number
  /** Whole lorries, enough for the trip's flows by mass and volume; 0 for what drives itself. */
  readonly lorries: number
  /** How often they drive, the last time perhaps not all of them. */
  readonly rounds: number
}

export interface TransferSolution {
  readonly flows: readonly TransferFlow[]
  readonly trips: readonly TransferTrip[]
  readonly values: ObjectiveValues
}

export interface ProvedPlan {
  readonly solution: TransferSolution
  readonly proofs: readonly ObjectiveProof[]
}
