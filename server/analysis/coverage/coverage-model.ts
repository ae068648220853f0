/**
 * The coverage analysis over one network and one state of the data. Keeps the fields of arrivals
 * that it has computed, so that a what-if costs what it changes.
 */
import type { CoverageAnswer, CoveragePart, CoverageQuery } from '../../../data/coverage.ts'
import { NO_CHANGES } from '../../../data/scenario.ts'
import { ArrivalField, type FieldSource } from '../../network/arrival-field.ts'
import { closeSegments } from '../../network/closures.ts'
import { accessSeconds, type Period, toDeciseconds } from '../../network/profile.ts'
import type { RoadNetwork, VehicleTimes } from '../../network/road-network.ts'
import { type Arrivals, readArrivals } from './arrivals.ts'
import { type CellNeighbours, cellNeighbours } from './cell-features.ts'
import { closedSegments } from './closed-roads.ts'
import { type Contour, contour, layOutSurface, type Surface } from './contours.ts'
import { type DemandPoints, locateDemand } from './demand-points.ts'
import { peopleLostByStation, peopleLostByStructure } from './fragility.ts'
import { type CellGroup, describeGap, groupGaps } from './gaps.ts'
import { Kept } from './kept.ts'
import type { PlanningData } from './planning-data.ts'
import { Reach, type ReachedCells } from './reach.ts'
import { findRemedies } from './remedies.ts'
import { cellsInTime, coverageByArea, distribution, summarise } from './served.ts'
import { type EffectiveStation, effectiveStations, isCounted } from './stations.ts'
import { type RoadStructure, roadStructures } from './structures.ts'

/** The question with the time of day as numbers. */
export interface CoverageQuestion {
  readonly query: Omit<CoverageQuery, 'parts'>
  readonly minuteOfDay: number
  readonly period: Period
}

export type CoverageFigures = Omit<
  CoverageAnswer,
  'revision' | 'network' | 'query' | 'timeStamp' | 'notice'
>

/** Fields kept at once: today's, the scenario's with its closures, and those of another planner. */
const FIELDS_KEPT = 6
const REACHES_KEPT = 2
/** The second arrival is always told. */
const LEAST_DUE_TOLD = 2
/** Rows of the table of fragility. */
const MOST_FRAGILE_PER_KIND = 100

/** Everything that holds for one vehicle, time and set of closures, before any scenario. */
interface Base {
  readonly field: ArrivalField
  readonly closed: readonly number[]
}

/** What was found for one question. */
interface Evaluation {
  readonly stations: readonly EffectiveStation[]
  readonly arrivals: Arrivals
  readonly inTime: Uint8Array
  readonly groups: readonly CellGroup[]
}

/** Asked between steps that take long; true throws `Cancelled`. */
export type ShouldStop = () => boolean

/** The asker has gone; nothing was computed to the end. */
export class Cancelled extends Error {}

export class CoverageModel {
  readonly network: RoadNetwork
  readonly data: PlanningData
  readonly structures: readonly RoadStructure[]
  readonly #neighbours: CellNeighbours
  readonly #points = new Map<string, DemandPoints>()
  readonly #bases = new Kept<Base>(FIELDS_KEPT)
  readonly #reaches = new Kept<Map<string, ReachedCells | null>>(REACHES_KEPT)
  readonly #todays = new Kept<Evaluation>(FIELDS_KEPT)
  #surface: Surface | null = null
  readonly #surfacePoints = new Map<string, DemandPoints>()

  constructor(network: RoadNetwork, data: PlanningData) {
    this.network = network
    this.data = data
    this.structures = roadStructures(network.graph)
    this.#neighbours = cellNeighbours(data.demand)
  }

  /** @throws UnknownStation, Cancelled */
  answer(
    question: CoverageQuestion,
    parts: readonly CoveragePart[],
    shouldStop: ShouldStop = () => false,
  ): CoverageFigures {
    const wants = (part: CoveragePart): boolean => parts.includes(part)
    const { demand } = this.data
    // Before the scenario stands in the field, which today's figures may be read from as well.
    const before = wants('changes') ? this.#today(question) : null
    return this.#whileTried(question, (field, found) => {
      const { stations, arrivals, inTime, groups } = found
      stopIf(shouldStop)
      const areas = coverageByArea(demand, arrivals, inTime, this.data)
      const counted = stations.filter(isCounted)
      return {
        summary: {
          ...summarise(demand, arrivals, inTime),
          stationsCounted: counted.length,
          stationsInAll: stations.filter(({ isRemoved }) => !isRemoved).length,
          gapCount: groups.length,
        },
        distribution: wants('distribution') ? distribution(demand, arrivals) : [],
        byCounty: wants('areas') ? areas.byCounty : [],
        byTown: wants('areas') ? areas.byTown : [],
        gaps: wants('gaps') ? this.#gaps(question, found, wants('remedies'), shouldStop) : [],
        ...(wants('fragility')
          ? this.#fragility(question, field, found, shouldStop)
          : { fragility: [], overlap: [] }),
        changes: before && this.#changes(question, before, found, areas),
        closedSegments: this.#closedOf(question).length,
      }
    })
  }

  /** The arrivals of every cell, as many as asked for and at least two. */
  arrivals(question: CoverageQuestion): Arrivals {
    const told = Math.max(LEAST_DUE_TOLD, question.query.filter.due)
    return this.#whileTried(question, (_, { arrivals }) => ({
      ...arrivals,
      deciseconds: arrivals.deciseconds.slice(0, told),
      stations: arrivals.stations.slice(0, told),
    }))
  }

  /** @throws UnknownStation, Cancelled */
  contours(
    question: CoverageQuestion,
    minutes: readonly number[],
    shouldStop: ShouldStop = () => false,
  ): Contour[] {
    const { demand, region } = this.data
    this.#surface ??= layOutSurface(region, demand)
    const surface = this.#surface
    const { profile } = question.query
    let points = this.#surfacePoints.get(profile)
    if (!points) {
      points = locateDemand(this.network, this.#times(question), surface.lonLat)
      this.#surfacePoints.set(profile, points)
    }
    const located = points
    return this.#whileTried(question, (field, { arrivals }) => {
      const onSurface = readArrivals(field, located, 1)
      const demandTimes = arrivals.deciseconds[0]!
      return minutes.map((limit) => {
        stopIf(shouldStop)
        return contour(surface, onSurface.deciseconds[0]!, demand, demandTimes, limit)
      })
    })
  }

  /** Where the demand joins the roads of a vehicle. */
  points(question: CoverageQuestion): DemandPoints {
    const { profile } = question.query
    const known = this.#points.get(profile)
    if (known) return known
    const points = locateDemand(this.network, this.#times(question), this.data.demand.lonLat)
    this.#points.set(profile, points)
    return points
  }

  /** The stations and arrivals that a question comes to; siting starts from them. */
  evaluate(question: CoverageQuestion): Evaluation {
    return this.#whileTried(question, (_, found) => found)
  }

  /** Cells reached from a place with these roads; kept, because the next question asks again. */
  reach(
    question: CoverageQuestion,
    [longitude, latitude]: readonly [number, number],
    turnoutSeconds: number,
    cutoffDeciseconds: number,
  ): ReachedCells | null {
    const closed = this.#closedOf(question)
    const { profile } = question.query
    const reaches = this.#reaches.get(
      `${profile} ${question.period} ${cutoffDeciseconds} ${closed.join()}`,
      () => new Map<string, ReachedCells | null>(),
    )
    const key = `${longitude} ${latitude} ${turnoutSeconds}`
    const known = reaches.get(key)
    if (known !== undefined) return known
    const times = this.#times(question)
    const snap = this.network.snap(longitude, latitude, times)
    const mask = closed.length > 0 ? closeSegments(this.network.graph, closed) : null
    const search = new Reach(this.network.search, this.points(question), times.edgeCosts, mask)
    const start = snap && toDeciseconds(turnoutSeconds + accessSeconds(snap.distanceMetres))
    const reached = snap && search.from(snap, start ?? 0, cutoffDeciseconds)
    reaches.set(key, reached)
    return reached
  }

  #times({ query, period }: CoverageQuestion): VehicleTimes {
    return this.network.vehicleTimes(query.profile, period)
  }

  #closedOf({ query }: CoverageQuestion): number[] {
    const closures = [...query.closures, ...query.scenario.close]
    return closures.length > 0 ? closedSegments(this.network, this.structures, closures) : []
  }

  #sourceOf(question: CoverageQuestion, station: EffectiveStation): FieldSource | null {
    if (!isCounted(station)) return null
    const [longitude, latitude] = station.position
    const snap = this.network.snap(longitude, latitude, this.#times(question))
    if (!snap) return null
    const seconds = station.turnoutSeconds + accessSeconds(snap.distanceMetres)
    return { owner: station.index, snap, startDeciseconds: toDeciseconds(seconds) }
  }

  #stations(question: CoverageQuestion, scenario = question.query.scenario): EffectiveStation[] {
    const { filter } = question.query
    return effectiveStations(this.data.stations, scenario, filter, question.minuteOfDay)
  }

  /** The field of the present stations over the roads as the question leaves them. */
  #base(question: CoverageQuestion, present: readonly EffectiveStation[]): Base {
    const { query, period } = question
    const depth = query.filter.due + 1
    const closed = this.#closedOf(question)
    const counted = present.filter(isCounted)
    const key = [
      query.profile,
      period,
      depth,
      closed.join(),
      counted.map(({ index }) => index).join(),
    ].join(' ')
    return this.#bases.get(key, () => {
      const { graph } = this.network
      const mask = closed.length > 0 ? closeSegments(graph, closed) : null
      const field = new ArrivalField(graph, this.#times(question).edgeCosts, mask, depth)
      field.compute(counted.flatMap((station) => this.#sourceOf(question, station) ?? []))
      return { field, closed }
    })
  }

  /** Runs `look` while the scenario's stations stand in the field. */
  #whileTried<T>(
    question: CoverageQuestion,
    look: (field: ArrivalField, found: Evaluation) => T,
  ): T {
    const present = this.#stations(question, NO_CHANGES)
    const stations = this.#stations(question)
    const { field } = this.#base(question, present)
    const remove = new Set<number>()
    const add: FieldSource[] = []
    for (const station of stations) {
      const before = present[station.index]
      if (before && isSame(before, station)) continue
      if (before && isCounted(before)) remove.add(station.index)
      const source = this.#sourceOf(question, station)
      if (source) add.push(source)
    }
    return field.tryOut({ remove, add }, () => look(field, this.#found(question, stations, field)))
  }

  #found(
    question: CoverageQuestion,
    stations: readonly EffectiveStation[],
    field: ArrivalField,
  ): Evaluation {
    const { standards, filter } = question.query
    const { demand } = this.data
    const arrivals = readArrivals(field, this.points(question), field.depth)
    const inTime = cellsInTime(demand, arrivals, standards, filter.due)
    return { stations, arrivals, inTime, groups: groupGaps(demand, this.#neighbours, inTime) }
  }

  #gaps(
    question: CoverageQuestion,
    { stations, arrivals, inTime, groups }: Evaluation,
    withRemedies: boolean,
    shouldStop: ShouldStop,
  ): CoverageAnswer['gaps'] {
    const { demand, towns } = this.data
    const { standards, filter } = question.query
    const nameOf = (index: number) => naming(stations[index]!)
    const gaps = groups.map((group, index) =>
      describeGap(demand, arrivals, filter.due, group, index + 1, towns, nameOf),
    )
    if (!withRemedies) return gaps.map((gap) => ({ ...gap, remedy: null }))
    const latest = toDeciseconds(Math.max(...Object.values(standards)))
    const remedies = findRemedies(
      {
        demand,
        arrivals,
        inTime,
        standards,
        due: filter.due,
        stations,
        equipmentWanted: filter.equipment,
        reachOfStation: ({ position, turnoutSeconds }) => {
          stopIf(shouldStop)
          return this.reach(question, position, turnoutSeconds, latest)
        },
        reachOfCell: (cell, turnoutSeconds) => {
          stopIf(shouldStop)
          const place = [demand.lonLat[cell * 2]!, demand.lonLat[cell * 2 + 1]!] as const
          return this.reach(question, place, turnoutSeconds, latest)
        },
      },
      gaps.map((gap, index) => ({ gap, group: groups[index]! })),
    )
    return gaps.map((gap, index) => ({ ...gap, remedy: remedies[index] ?? null }))
  }

  #fragility(
    question: CoverageQuestion,
    field: ArrivalField,
    { stations, arrivals, inTime }: Evaluation,
    shouldStop: ShouldStop,
  ): Pick<CoverageAnswer, 'fragility' | 'overlap'> {
    const { demand } = this.data
    const { standards, filter } = question.query
    const lost = peopleLostByStation(demand, arrivals, inTime, standards, filter.due)
    const ofStations = [...lost].map(([index, peopleLost]) => ({
      kind: 'station' as const,
      ...naming(stations[index]!),
      position: [...stations[index]!.position] as [number, number],
      peopleLost,
    }))
    const points = this.points(question)
    const structures = this.structures.filter(({ segments }) =>
      segments.some(
        (segment) => field.isPassable(segment * 2) || field.isPassable(segment * 2 + 1),
      ),
    )
    const losses = structures.flatMap((structure) => {
      stopIf(shouldStop)
      return peopleLostByStructure(field, points, demand, inTime, standards, filter.due, [
        structure,
      ])
    })
    const ofStructures = structures.map(({ kind, id, name, position }, index) => ({
      kind,
      id,
      name,
      nameEn: null,
      position: [...position] as [number, number],
      peopleLost: losses[index]!,
    }))
    const fragility = [...worst(ofStations), ...worst(ofStructures)].sort(byPeopleLost)
    const overlap = stations
      .filter((station) => isCounted(station) && !lost.has(station.index))
      .map((station) => ({
        ...naming(station),
        position: [...station.position] as [number, number],
      }))
    return { fragility, overlap }
  }

  /** Differences to the same question without the scenario. */
  #changes(
    question: CoverageQuestion,
    before: Evaluation,
    after: Evaluation,
    areas: Pick<CoverageAnswer, 'byTown'>,
  ): CoverageAnswer['changes'] {
    const { query } = question
    const due = query.filter.due - 1
    const cells: number[] = []
    for (let cell = 0; cell < this.data.demand.count; cell++) {
      const differs = [0, due].some(
        (k) => before.arrivals.deciseconds[k]![cell] !== after.arrivals.deciseconds[k]![cell],
      )
      if (differs) cells.push(cell)
    }
    const { demand } = this.data
    const townsBefore = coverageByArea(demand, before.arrivals, before.inTime, this.data).byTown
    const byTown = areas.byTown.flatMap(
      ({ code, name, nameEn, countyCode, peopleInTime }, town) => {
        const people = peopleInTime - townsBefore[town]!.peopleInTime
        return people === 0 ? [] : [{ code, name, nameEn, countyCode, people }]
      },
    )
    return {
      people: byTown.reduce((sum, { people }) => sum + people, 0),
      gapCount: after.groups.length - before.groups.length,
      cells,
      deciseconds: cells.map((cell) => after.arrivals.deciseconds[0]![cell]!),
      dueDeciseconds: cells.map((cell) => after.arrivals.deciseconds[due]![cell]!),
      byTown,
    }
  }

  /** The same question without its scenario, null where it has none. */
  #today(question: CoverageQuestion): Evaluation | null {
    const { at: _at, ...query } = question.query
    if (Object.values(query.scenario).every((list) => list.length === 0)) return null
    const today = { ...question, query: { ...question.query, scenario: NO_CHANGES } }
    const key = JSON.stringify([
      { ...query, scenario: null },
      question.minuteOfDay,
      question.period,
    ])
    return this.#todays.get(key, () => this.evaluate(today))
  }
}

const naming = ({ id, name, nameEn }: EffectiveStation) => ({ id, name, nameEn })

/** Whether the field need not be changed for this station. */
const isSame = (before: EffectiveStation, after: EffectiveStation): boolean =>
  isCounted(before) === isCounted(after) &&
  before.turnoutSeconds === after.turnoutSeconds &&
  before.position[0] === after.position[0] &&
  before.position[1] === after.position[1]

const byPeopleLost = (a: { peopleLost: number }, b: { peopleLost: number }): number =>
  b.peopleLost - a.peopleLost

/** Stations would else crowd out the bridges, of which few matter, but those to everybody. */
const worst = <T extends { peopleLost: number }>(losses: readonly T[]): T[] =>
  losses
    .filter(({ peopleLost }) => peopleLost > 0)
    .sort(byPeopleLost)
    .slice(0, MOST_FRAGILE_PER_KIND)

const stopIf = (shouldStop: ShouldStop): void => {
  if (shouldStop()) throw new Cancelled()
}
