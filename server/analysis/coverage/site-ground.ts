/** What siting starts from: the candidates, whom each would reach, and how things stand without. */
import type { SitingQuery } from '../../../data/siting.ts'
import { toDeciseconds } from '../../network/profile.ts'
import type { CoverageModel } from './coverage-model.ts'
import { type CoverageQuestion, type ShouldStop, stopIf } from './question.ts'
import { type SiteCandidate, siteCandidates } from './site-candidates.ts'
import {
  type CoverTable,
  coverTable,
  standingDemand,
  type TimeTable,
  timeTable,
  WAIT_CAP_SECONDS,
} from './site-demand.ts'
import { gainCurve } from './site-order.ts'

/** With a table by the kind of the problem. */
export interface SiteGround {
  readonly candidates: readonly SiteCandidate[]
  readonly people: number
  readonly peopleInTime: number
  /** People in time whom any number of sites would add, taken one after the other. */
  readonly curve: readonly { readonly sites: number; readonly people: number }[]
  readonly cover?: CoverTable
  readonly time?: TimeTable
}

/** What each candidate for a new station would do, as the problem needs it. */
export const siteGround = (
  model: CoverageModel,
  query: SitingQuery,
  question: CoverageQuestion,
  shouldStop: ShouldStop,
): SiteGround => {
  const { demand } = model.data
  const { standards, problem, backupPercent } = query
  return model.whileTried(question, (field, { stations, arrivals, inTime }) => {
    const candidates = siteCandidates(query, model.data, stations)
    const people = demand.people.reduce((sum, each) => sum + each, 0)
    const peopleInTime = demand.people.reduce(
      (sum, each, cell) => (inTime[cell] === 1 ? sum + each : sum),
      0,
    )
    const standing = standingDemand(demand, arrivals, inTime, standards)
    const ground = { candidates, people, peopleInTime }
    if (problem === 'mclp' || problem === 'lscp') {
      const latest = toDeciseconds(Math.max(...Object.values(standards)))
      const reached = candidates.map(({ position, turnoutSeconds }) => {
        stopIf(shouldStop)
        return model.reach(question, position, turnoutSeconds, latest)
      })
      const backup = problem === 'mclp' ? backupPercent : 0
      const cover = coverTable(standing, backup, reached)
      return { ...ground, cover, curve: query.curve ? gainCurve(cover, query.add) : [] }
    }
    const ceilings = field.firstLabels()
    const search = model.reachSearch(question)
    const reached = candidates.map(({ position, turnoutSeconds }) => {
      stopIf(shouldStop)
      const start = model.startOf(question, position, turnoutSeconds)
      const latest = toDeciseconds(WAIT_CAP_SECONDS)
      return start && search.from(start.snap, start.deciseconds, latest, ceilings)
    })
    const time = timeTable(standing, reached)
    return { ...ground, time, curve: query.curve ? gainCurve(time, query.add) : [] }
  })
}
