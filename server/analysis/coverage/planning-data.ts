/** What planners' analyses are computed from, as it travels to a worker thread: plain data. */
import type { CoverageQuery } from '../../../data/coverage.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { Variant } from '../../../data/planning-day.ts'
import type { Period } from '../../network/profile.ts'
import type { WaterBody } from '../known-water.ts'
import { buildDemandCells, type DemandCells } from './demand.ts'

export interface PlanningStation {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly position: LonLat
  /** Values of the station's fields. */
  readonly values: Readonly<Record<string, unknown>>
}

export interface AreaName {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
}

export interface PlanningData {
  /** Same key, same data: the revision they were read at. */
  readonly revision: number
  readonly stations: readonly PlanningStation[]
  readonly demand: DemandCells
  readonly counties: readonly AreaName[]
  readonly towns: readonly AreaName[]
  /** Seats of towns, as candidates for new stations. */
  readonly townSeats: readonly (AreaName & { readonly position: LonLat })[]
  /** Outlines of the counties, rings of longitude, latitude. */
  readonly region: readonly (readonly (readonly LonLat[])[])[]
  /** Water that cannot be crossed on foot on the way from a road; none where it is not known. */
  readonly water?: readonly WaterBody[]
}

/** For what reads nothing but the network. */
export const NO_PLANNING_DATA: PlanningData = {
  revision: 0,
  stations: [],
  demand: buildDemandCells([]),
  counties: [],
  towns: [],
  townSeats: [],
  region: [],
}

/** A planner's question with its time as analyses read it. */
export interface CoverageQuestion {
  readonly query: Omit<CoverageQuery, 'parts'>
  readonly instant: Date
  readonly period: Period
  /** Ids of stations that are out. */
  readonly sent: readonly string[]
  /** How they drive and turn out; as the network and the registers say where it is left out. */
  readonly variant?: Variant
  /** How many arrivals are found at each place at the least. */
  readonly arrivals?: number
}
