/** What siting starts from: the candidates, whom each would reach, and how things stand without. */

import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { type LeftOutReason, SITING_LIMITS, type SitingQuery } from '../../../data/siting.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { type ShouldStop, stopIf } from '../cancellation.ts'
import { arrivalOf, byClock } from '../coverage/arrivals.ts'
import type { CoverageModel } from '../coverage/coverage-model.ts'
import { cellPosition } from '../coverage/demand.ts'
import type { CoverageQuestion, PlanningData } from '../coverage/planning-data.ts'
import type { ReachedCells } from '../coverage/reach.ts'
import { longestLimit } from '../coverage/served.ts'
import { couldOpenLonger, type EffectiveStation } from '../coverage/stations.ts'
import { gainCurve } from './site-order.ts'
import {
  type CoverTable,
  coverTable,
  type SiteTable,
  type TimeTable,
  timeTable,
  WAIT_CAP_SECONDS,
} from './site-table.ts'

interface NamedPlace {
  readonly name: string
  readonly nameEn: string | null
  readonly position: LonLat
  /** Demand cell that it stands for, if any. */
  readonly cell?: number
}

/** Where a new station may stand, or one may stay open longer. */
interface SiteCandidate extends NamedPlace {
  readonly kind: 'new-site' | 'longer-hours'
  /** The station that would be open longer; null for a new site. */
  readonly stationId: string | null
  readonly turnoutSeconds: number
}

type Area = NonNullable<SitingQuery['candidates']['area']>

const isInside = ([longitude, latitude]: LonLat, area: Area): boolean =>
  booleanPointInPolygon([longitude, latitude], area)

/**
 * Demand cells, the most populous first; named by their town, which says where without inventing.
 */
const cellSites = ({ demand, towns }: PlanningData): NamedPlace[] => {
  const names = new Map(towns.map((town) => [town.code, town]))
  return [...demand.people.keys()]
    .sort((a, b) => demand.people[b]! - demand.people[a]! || a - b)
    .map((cell) => {
      const { code } = demand.towns[demand.town[cell]!]!
      const { name = code, nameEn = null } = names.get(code) ?? {}
      return { name, nameEn, position: cellPosition(demand, cell), cell }
    })
}

const isWithin = (metres: number, [longitude, latitude]: LonLat, places: readonly LonLat[]) =>
  places.some((place) => haversineMetres(longitude, latitude, ...place) <= metres)

/** Why the planner's limits leave a place out; null where they do not. */
const limitOf = (
  { candidates }: SitingQuery,
  { townSeats }: PlanningData,
  stations: readonly EffectiveStation[],
): ((place: NamedPlace) => LeftOutReason | null) => {
  const { area, exclude, nearTownsMetres, awayFromStationsMetres, settlements } = candidates
  const seats = townSeats.map(({ position }) => position)
  const standing = stations.flatMap(({ isRemoved, position }) => (isRemoved ? [] : [position]))
  return ({ position, cell }) => {
    if (cell !== undefined && !settlements) return 'not-offered'
    const isOutside = area !== null && !isInside(position, area)
    if (isOutside || exclude.some((each) => isInside(position, each))) return 'excluded'
    if (nearTownsMetres !== null && !isWithin(nearTownsMetres, position, seats)) {
      return 'far-from-towns'
    }
    const isNear =
      awayFromStationsMetres !== null && isWithin(awayFromStationsMetres, position, standing)
    return isNear ? 'near-stations' : null
  }
}

/**
 * What the planner offers: places of one's own, stations that may open longer, seats of towns, then
 * every demand cell, the most populous first.
 */
const offeredSites = (
  { candidates, turnoutSeconds }: SitingQuery,
  data: PlanningData,
  stations: readonly EffectiveStation[],
): SiteCandidate[] => {
  const newSite = (place: NamedPlace): SiteCandidate => {
    return { kind: 'new-site', stationId: null, ...place, turnoutSeconds }
  }
  const points = candidates.points.map(
    ({ name, lon, lat }, index): NamedPlace => ({
      name: name ?? `候选点 ${index + 1}`,
      nameEn: name ?? `Candidate ${index + 1}`,
      position: [lon, lat],
    }),
  )
  const longer = candidates.longerHours ? stations.filter(couldOpenLonger) : []
  return [
    ...points.map(newSite),
    ...longer.map(
      ({ id: stationId, name, nameEn, position, turnoutSeconds: own }): SiteCandidate => {
        return { kind: 'longer-hours', stationId, name, nameEn, position, turnoutSeconds: own }
      },
    ),
    ...(candidates.towns ? data.townSeats : []).map(newSite),
    ...cellSites(data).map(newSite),
  ]
}

/** Cells that are no candidates, by reason. */
class LeftOut {
  readonly #people: Float64Array
  readonly #found = new Map<LeftOutReason, { cells: number; people: number }>()

  constructor(people: Float64Array) {
    this.#people = people
  }

  add(reason: LeftOutReason, { cell }: SiteCandidate): void {
    if (cell === undefined) return
    const { cells, people } = this.#found.get(reason) ?? { cells: 0, people: 0 }
    this.#found.set(reason, { cells: cells + 1, people: people + this.#people[cell]! })
  }

  get list() {
    return [...this.#found].map(([reason, found]) => ({ reason, ...found }))
  }
}

/** With a table by the kind of the problem. */
export interface SitingContext {
  readonly candidates: readonly SiteCandidate[]
  readonly leftOut: readonly {
    readonly reason: LeftOutReason
    readonly cells: number
    readonly people: number
  }[]
  readonly people: number
  readonly peopleInTime: number
  /** People in time whom any number of sites would add, taken one after the other. */
  readonly curve: readonly { readonly sites: number; readonly people: number }[]
  readonly cover?: CoverTable
  readonly time?: TimeTable
}

/** What each candidate for a new station would do, as the problem needs it. */
export const sitingContext = (
  model: CoverageModel,
  query: SitingQuery,
  question: CoverageQuestion,
  shouldStop: ShouldStop,
): SitingContext => {
  const { demand } = model.data
  const { standards, problem, backupPercent } = query
  return model.whileTried(question, (field, found) => {
    const limit = limitOf(query, model.data, found.stations)
    const leftOut = new LeftOut(demand.people)
    const candidates: SiteCandidate[] = []
    const reached: ReachedCells[] = []
    /** Keeps those with a road, as many as there may be. */
    const gather = (reach: (candidate: SiteCandidate) => ReachedCells | null): void => {
      for (const candidate of offeredSites(query, model.data, found.stations)) {
        stopIf(shouldStop)
        const isFull = candidates.length >= SITING_LIMITS.mostCandidates
        const reason = limit(candidate) ?? (isFull ? 'limit' : null)
        const cells = reason === null ? reach(candidate) : null
        if (cells) {
          candidates.push(candidate)
          reached.push(cells)
        } else leftOut.add(reason ?? 'no-road', candidate)
      }
    }
    const people = demand.people.reduce((sum, each) => sum + each, 0)
    const peopleInTime = demand.people.reduce(
      (sum, each, cell) => (found.inTime[cell] === 1 ? sum + each : sum),
      0,
    )
    const answer = (table: SiteTable) => {
      const curve = query.curve ? gainCurve(table, query.add) : []
      return { candidates, leftOut: leftOut.list, people, peopleInTime, curve }
    }
    if (problem === 'mclp' || problem === 'lscp') {
      const latest = longestLimit(standards)
      gather((candidate) => model.reach(question, candidate, latest))
      const cover = coverTable(found, problem === 'mclp' ? backupPercent : 0, reached)
      return { ...answer(cover), cover }
    }
    const ceilings = field.firstLabels()
    const { speed } = model.points(question)
    const search = model.reachSearch(question)
    gather((candidate) => {
      const start = model.startOf(question, candidate)
      if (!start) return null
      const { cells, labels } = search(
        start,
        byClock(toDeciseconds(WAIT_CAP_SECONDS), speed),
        ceilings,
      )
      return { cells, deciseconds: labels.map((label) => arrivalOf(label, speed)) }
    })
    const time = timeTable(found, reached)
    return { ...answer(time), time }
  })
}
