/**
 * A transfer problem as numbers: sites that want goods, stockpiles that have them, lorries that
 * carry them. Indexes count from 0; tables lie in rows of the index named first.
 */

import type { Objective, ObjectiveProof, ObjectiveValues } from './objectives.ts'

/** What never comes counts as late by as much; no plan looks farther ahead. */
export const HORIZON_SECONDS = 24 * 3600

export interface TransferInstance {
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
   * Seconds from the plan's start until the goods are unloaded (loading, driving, unloading), by
   * stockpile and site; Infinity where no road leads.
   */
  readonly arrivalSeconds: Float64Array
  /** The driving alone. */
  readonly travelSeconds: Float64Array
  /** 0 from the site's own county, 1 from the city's stores, 2 from elsewhere; as travelSeconds. */
  readonly countyDistance: Uint8Array
  /** 0 from the site's own town, else 1. */
  readonly townDistance: Uint8Array
  /** Lorries there are by stockpile, each driving once; null where their number is no limit. */
  readonly lorries: Int32Array | null
  /**
   * Share of a lorry's load and of its room that one unit takes, by stockpile and item: 0 for what
   * drives itself, Infinity where not even one unit fits (see lorryShare).
   */
  readonly massShare: Float64Array
  readonly volumeShare: Float64Array
  /** Of one unit, by item; volume may be 0, mass is > 0. */
  readonly kilograms: Float64Array
  readonly cubicMetres: Float64Array
  /** What the plan is judged by, in order; `missed` or `lateness` is the first. */
  readonly objectives: readonly Objective[]
}

/** One stockpile's goods of one kind for one site. */
export interface TransferFlow {
  readonly stockpile: number
  readonly site: number
  readonly item: number
  /** Whole units, > 0. */
  readonly quantity: number
}

export interface TransferTrip {
  readonly stockpile: number
  readonly site: number
  /**
   * Whole lorries, enough for the trip's flows by mass and volume; 0 where all drive themselves.
   */
  readonly lorries: number
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
