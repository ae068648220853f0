/**
 * The coverage analysis over one network and one state of the data. Keeps the fields of arrivals
 * that it has computed, so that a what-if costs what it changes.
 */

import { figureOf } from '../../../data/demand.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { NOMINAL, VARIANT_NAMES, type Variant } from '../../../data/planning-day.ts'
import { PROFILE_IDS } from '../../../data/profile.ts'
import { DEFAULT_TURNOUT_SECONDS, NO_CHANGES } from '../../../data/scenario.ts'
import { SITING_LIMITS } from '../../../data/siting.ts'
import { ArrivalField, type FieldSource } from '../../network/arrival-field.ts'
import type { CompressedRows } from '../../network/compressed-rows.ts'
import { accessSeconds } from '../../network/profile.ts'
import type { RoadNetwork, VehicleTimes } from '../../network/road-network.ts'
import type { SearchSource } from '../../network/search.ts'
import { neverStop, type ShouldStop, stopIf } from '../cancellation.ts'
import { closedSegments, closureMask, type RoadStructure, roadStructures } from '../closed-roads.ts'
import { joinOnFoot, KnownWater, NO_WATER, withWaters } from '../known-water.ts'
import { LruMemo } from '../lru-memo.ts'
import {
  type Arrivals,
  type DemandPoints,
  latestLabel,
  locateDemand,
  readArrivals,
} from './arrivals.ts'
import { arrivalsAtPeople, type Contour, contour, layOutSurface, type Surface } from './contours.ts'
import { cellNeighbours, cellPosition, demandBy } from './demand.ts'
import { type DrivenCells, reachedBy, speedIn, startLabel, widestOf } from './driven-cells.ts'
import { type Evaluation, groupGaps } from './gaps.ts'
import type { CoverageQuestion, PlanningData } from './planning-data.ts'
import { type Reach, type ReachedCells, reachOver, type VehiclePost } from './reach.ts'
import { cellsInTime, longestLimit } from './served.ts'
import { type EffectiveStation, effectiveStations, isCounted } from './stations.ts'

/**
 * Fields kept at once: those of a planner's day (three parts at three speeds), today's, the
 * scenario's with its closures.
 */
const FIELDS_KEPT = 12
const REACHES_KEPT = 2
const CLOSURES_KEPT = 16
/** The second arrival is always shown. */
const LEAST_DUE_SHOWN = 2
/** Places kept besides the demand cells: as many as the candidates of a siting question. */
const PLACES_KEPT = SITING_LIMITS.mostCandidates

/** Searches from single places over the same roads, and what they have found. */
interface Reaches {
  readonly search: Reach
  readonly found: LruMemo<DrivenCells | null>
}

/** What rounding start and access by another clock may make of a label. */
const ROUNDING_LABELS = 2

const variantOf = ({ variant = NOMINAL }: CoverageQuestion): Variant => variant

const speedOf = (question: CoverageQuestion): number => speedIn(variantOf(question))

export class CoverageModel {
  readonly network: RoadNetwork
  readonly data: PlanningData
  readonly #water: KnownWater
  readonly #neighbours: CompressedRows
  readonly #points = new LruMemo<DemandPoints>(PROFILE_IDS.length * VARIANT_NAMES.length)
  readonly #bases = new LruMemo<ArrivalField>(FIELDS_KEPT)
  readonly #reaches = new LruMemo<Reaches>(REACHES_KEPT)
  readonly #closed = new LruMemo<readonly number[]>(CLOSURES_KEPT)
  readonly #todays = new LruMemo<Evaluation>(FIELDS_KEPT)
  #surface: Surface | null = null
  readonly #surfacePoints = new LruMemo<DemandPoints>(PROFILE_IDS.length)

  constructor(network: RoadNetwork, data: PlanningData) {
    this.network = network
    this.data = data
    this.#water = withWaters(new KnownWater(data.water ?? []), network.graph)
    this.#neighbours = cellNeighbours(data.demand)
  }

  get structures(): readonly RoadStructure[] {
    return roadStructures(this.network.graph)
  }

  /** The arrivals of every cell, as many as are due and at least two. */
  arrivals(question: CoverageQuestion): Arrivals {
    const shown = Math.max(LEAST_DUE_SHOWN, question.query.filter.due)
    return this.whileTried(question, (_, { arrivals }) => ({
      ...arrivals,
      deciseconds: arrivals.deciseconds.slice(0, shown),
      stations: arrivals.stations.slice(0, shown),
    }))
  }

  /** @throws UnknownStation, Cancelled */
  contours(
    question: CoverageQuestion,
    minutes: readonly number[],
    shouldStop: ShouldStop = neverStop,
  ): Contour[] {
    const { demand, region } = this.data
    this.#surface ??= layOutSurface(region, demand)
    const surface = this.#surface
    const speed = speedOf(question)
    const points = this.#surfacePoints.get(`${question.query.profile} ${speed}`, () =>
      locateDemand(this.network, this.#times(question), surface.lonLat, NO_WATER, speed),
    )
    return this.whileTried(question, (field, { arrivals }) => {
      const [onSurface] = readArrivals(field, points, 1).deciseconds
      const atPeople = arrivalsAtPeople(demand, arrivals.deciseconds[0]!)
      return minutes.map((limit) => {
        stopIf(shouldStop)
        return contour(surface, onSurface!, atPeople, limit)
      })
    })
  }

  /** Where the demand joins the roads of a vehicle. */
  points(question: CoverageQuestion): DemandPoints {
    const speed = speedOf(question)
    return this.#points.get(`${question.query.profile} ${speed}`, () =>
      locateDemand(
        this.network,
        this.#times(question),
        this.data.demand.lonLat,
        this.#water,
        speed,
      ),
    )
  }

  /** The stations and arrivals that a question comes to; siting starts from them. */
  evaluate(question: CoverageQuestion): Evaluation {
    return this.whileTried(question, (_, found) => found)
  }

  /** Cells reached from a place with these roads; null where no road is near. */
  reach(question: CoverageQuestion, post: VehiclePost, cutoffDeciseconds: number) {
    return this.reaches(question, post, cutoffDeciseconds, [variantOf(question)])?.[0] ?? null
  }

  /**
   * The same in each of several variants. One search serves all of them, because the soonest way
   * of one vehicle is the same at any speed; it is kept, because the next question needs it again.
   */
  reaches(
    question: CoverageQuestion,
    post: VehiclePost,
    cutoffDeciseconds: number,
    variants: readonly Variant[],
  ): ReachedCells[] | null {
    const driven = this.#driven(question, post, cutoffDeciseconds, widestOf(variants))
    if (!driven) return null
    return variants.map((variant) => {
      const start = startLabel(post, driven.accessSeconds, variant)
      return reachedBy(driven, start, this.points({ ...question, variant }), cutoffDeciseconds)
    })
  }

  /** Whom a vehicle reaches in the widest variant, and how long it drives there. */
  #driven(question: CoverageQuestion, post: VehiclePost, cutoff: number, variant: Variant) {
    const { profile } = question.query
    const closed = this.closedOf(question).join()
    const { speedPercent, turnoutSeconds } = variant
    const widest = { ...question, variant }
    const { search, found } = this.#reaches.get(
      [profile, question.period, cutoff, speedPercent, turnoutSeconds, closed].join(' '),
      () => ({
        search: this.reachSearch(widest),
        found: new LruMemo(this.data.demand.count + PLACES_KEPT),
      }),
    )
    return found.get(
      `${post.position.join(' ')} ${post.turnoutSeconds}`,
      (): DrivenCells | null => {
        const joined = this.#join(question, post.position)
        if (!joined) return null
        const { speed, accessDeciseconds } = this.points(widest)
        const startDeciseconds = startLabel(post, joined.accessSeconds, variant)
        const latest = latestLabel(cutoff, speed) + ROUNDING_LABELS
        const { cells, labels } = search({ snap: joined.snap, startDeciseconds }, latest)
        const drivenDeciseconds = labels.map(
          (label, i) => label - startDeciseconds - accessDeciseconds[cells[i]!]!,
        )
        return { cells, drivenDeciseconds, accessSeconds: joined.accessSeconds }
      },
    )
  }

  /**
   * Finds ahead of any question whom a new station in each demand cell would reach: siting and
   * remedies need that. One cell per step.
   */
  *prepareReach(question: CoverageQuestion): Generator<void, void> {
    const { demand } = this.data
    const latest = longestLimit(question.query.standards)
    for (let cell = 0; cell < demand.count; cell++) {
      const position = cellPosition(demand, cell)
      this.reach(question, { position, turnoutSeconds: DEFAULT_TURNOUT_SECONDS }, latest)
      yield
    }
  }

  /** Where a vehicle that stands there joins the road, and when; null where no road is near. */
  startOf(question: CoverageQuestion, post: VehiclePost): SearchSource | null {
    const joined = this.#join(question, post.position)
    return (
      joined && {
        snap: joined.snap,
        startDeciseconds: startLabel(post, joined.accessSeconds, variantOf(question)),
      }
    )
  }

  #join(question: CoverageQuestion, position: LonLat) {
    const { graph, index } = this.network
    const { usable } = this.#times(question)
    const { snap } = joinOnFoot({ graph, index, usable }, this.#water, position)
    return snap && { snap, accessSeconds: accessSeconds(snap.distanceMetres) }
  }

  /** A search over the roads as the question leaves them. */
  reachSearch(question: CoverageQuestion): Reach {
    const { graph, search } = this.network
    const mask = closureMask(graph, this.closedOf(question))
    return reachOver(search, this.points(question), this.#times(question).edgeCosts, mask)
  }

  #times({ query, period }: CoverageQuestion): VehicleTimes {
    return this.network.vehicleTimes(query.profile, period)
  }

  /** Segments closed by the question and its scenario together, ascending. @throws Cancelled */
  closedOf({ query }: CoverageQuestion, shouldStop = neverStop): readonly number[] {
    const closures = [...query.closures, ...query.scenario.close]
    // Without any no grid of the roads is laid out.
    if (closures.length === 0) return []
    return this.#closed.get(JSON.stringify(closures), () =>
      closedSegments(this.network, closures, shouldStop),
    )
  }

  #sourceOf(question: CoverageQuestion, station: EffectiveStation): FieldSource | null {
    if (!isCounted(station)) return null
    const start = this.startOf(question, station)
    return start && { owner: station.index, ...start }
  }

  /** The field of the present stations over the roads as the question leaves them. */
  #field(question: CoverageQuestion, present: readonly EffectiveStation[]): ArrivalField {
    const { query, period } = question
    const depth = Math.max(query.filter.due + 1, question.arrivals ?? 0)
    const closed = this.closedOf(question)
    const counted = present.filter(isCounted)
    const indexes = counted.map(({ index }) => index).join()
    const { speedPercent, turnoutSeconds } = variantOf(question)
    const vehicles = [query.profile, period, speedPercent, turnoutSeconds, depth]
    const key = [...vehicles, closed.join(), indexes].join(' ')
    return this.#bases.get(key, () => {
      const { graph } = this.network
      const mask = closureMask(graph, closed)
      const field = new ArrivalField(graph, this.#times(question).edgeCosts, mask, depth)
      field.compute(counted.flatMap((station) => this.#sourceOf(question, station) ?? []))
      return field
    })
  }

  /** Runs `look` while the scenario's stations stand in the field. */
  whileTried<T>(
    question: CoverageQuestion,
    look: (field: ArrivalField, found: Evaluation) => T,
  ): T {
    const present = effectiveStations(this.data.stations, question, NO_CHANGES)
    const stations = effectiveStations(this.data.stations, question)
    const field = this.#field(question, present)
    const remove = new Set<number>()
    const add: FieldSource[] = []
    for (const station of stations) {
      const before = present[station.index]
      if (before && isSame(before, station)) continue
      if (before && isCounted(before)) remove.add(station.index)
      const source = this.#sourceOf(question, station)
      if (source) add.push(source)
    }
    return field.tryOut({ remove, add }, () => {
      const { standards, filter, demand: asked } = question.query
      const demand = demandBy(this.data.demand, figureOf(asked, question.instant))
      const arrivals = readArrivals(field, this.points(question), field.depth)
      const awaited = { demand, arrivals, standards, due: filter.due }
      const inTime = cellsInTime(awaited)
      const groups = groupGaps(demand, this.#neighbours, inTime)
      return look(field, { ...awaited, inTime, stations, groups })
    })
  }

  /** The same question without its scenario, null where it has none. */
  today(question: CoverageQuestion): Evaluation | null {
    const { query } = question
    if (Object.values(query.scenario).every((list) => list.length === 0)) return null
    const today = { ...question, query: { ...query, scenario: NO_CHANGES } }
    return this.#todays.get(questionKey(today), () => this.evaluate(today))
  }
}

/** The same for questions that have the same answer from one model: duty is known to the minute. */
export const questionKey = (question: CoverageQuestion): string => {
  const { query, instant, period, sent } = question
  const { at: _at, ...asked } = query
  const minute = instant.toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
  return JSON.stringify([asked, minute, period, sent, variantOf(question)])
}

/** Whether the field need not be changed for this station. */
const isSame = (before: EffectiveStation, after: EffectiveStation): boolean =>
  isCounted(before) === isCounted(after) &&
  before.turnoutSeconds === after.turnoutSeconds &&
  before.position[0] === after.position[0] &&
  before.position[1] === after.position[1]
