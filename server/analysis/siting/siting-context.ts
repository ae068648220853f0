/** What siting starts from: the candidates, whom each would reach, and how things stand without. */

import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import type { LonLat } from '../../../data/geometry.ts'
import { SITING_LIMITS, type SitingQuery } from '../../../data/siting.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { type ShouldStop, stopIf } from '../cancellation.ts'
import type { CoverageModel } from '../coverage/coverage-model.ts'
import { cellPosition } from '../coverage/demand.ts'
import type { CoverageQuestion, PlanningData } from '../coverage/planning-data.ts'
import { longestLimit } from '../coverage/served.ts'
import { couldOpenLonger, type EffectiveStation } from '../coverage/stations.ts'
import {
  type CoverTable,
  coverTable,
  gainCurve,
  type TimeTable,
  timeTable,
  WAIT_CAP_SECONDS,
} from './site-table.ts'

interface NamedPlace {
  readonly name: string
  readonly nameEn: string | null
  readonly position: LonLat
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
      return { name, nameEn, position: cellPosition(demand, cell) }
    })
}

/** What the planner allows, less what is excluded; cells fill up what the limit leaves. */
const siteCandidates = (
  { candidates, turnoutSeconds }: SitingQuery,
  data: PlanningData,
  stations: readonly EffectiveStation[],
): SiteCandidate[] => {
  const { area, exclude } = candidates
  const isAllowed = ({ position }: SiteCandidate): boolean =>
    (area === null || isInside(position, area)) && !exclude.some((each) => isInside(position, each))
  const newSite = ({ name, nameEn, position }: NamedPlace): SiteCandidate => {
    return { kind: 'new-site', stationId: null, name, nameEn, position, turnoutSeconds }
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
    ...(candidates.settlements ? cellSites(data) : []).map(newSite),
  ]
    .filter(isAllowed)
    .slice(0, SITING_LIMITS.mostCandidates)
}

/** With a table by the kind of the problem. */
export interface SitingContext {
  readonly candidates: readonly SiteCandidate[]
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
    const candidates = siteCandidates(query, model.data, found.stations)
    const people = demand.people.reduce((sum, each) => sum + each, 0)
    const peopleInTime = demand.people.reduce(
      (sum, each, cell) => (found.inTime[cell] === 1 ? sum + each : sum),
      0,
    )
    const shared = { candidates, people, peopleInTime }
    if (problem === 'mclp' || problem === 'lscp') {
      const latest = longestLimit(standards)
      const reached = candidates.map((candidate) => {
        stopIf(shouldStop)
        return model.reach(question, candidate, latest)
      })
      const backup = problem === 'mclp' ? backupPercent : 0
      const cover = coverTable(found, backup, reached)
      return { ...shared, cover, curve: query.curve ? gainCurve(cover, query.add) : [] }
    }
    const ceilings = field.firstLabels()
    const search = model.reachSearch(question)
    const reached = candidates.map((candidate) => {
      stopIf(shouldStop)
      const start = model.startOf(question, candidate)
      return start && search(start, toDeciseconds(WAIT_CAP_SECONDS), ceilings)
    })
    const time = timeTable(found, reached)
    return { ...shared, time, curve: query.curve ? gainCurve(time, query.add) : [] }
  })
}
