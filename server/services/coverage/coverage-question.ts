/** A planner's request with its defaults filled in, and as numbers for the analysis. */
import type { z } from 'zod'
import {
  COVERAGE_PARTS,
  type CoverageQuery,
  type coverageRequestSchema,
} from '../../../data/coverage.ts'
import { localMinuteOfDay, toLocalIso } from '../../../data/local-time.ts'
import type { ActiveClosure } from '../../../data/road-closure.ts'
import { DEFAULT_STANDARDS } from '../../../data/standards.ts'
import type { CoverageQuestion } from '../../analysis/coverage/planning-data.ts'
import { periodAtHour } from '../../network/profile.ts'
import type { Snapshot } from '../../store/store.ts'
import { type ClosuresInForce, NONE_IN_FORCE } from '../hazards/closures-in-force.ts'

type Parsed = z.output<typeof coverageRequestSchema>

const MINUTES_PER_HOUR = 60

/** What is left out is as the city wants it. */
export const standardsOf = ({ standards: { urban, rural } }: Pick<Parsed, 'standards'>) => ({
  urban: urban ?? DEFAULT_STANDARDS.urban,
  rural: rural ?? DEFAULT_STANDARDS.rural,
})

/** The query as understood: send it again and the answer is the same. */
export const coverageQueryOf = (request: Parsed, now: Date): CoverageQuery => ({
  ...request,
  at: toLocalIso(request.at ? new Date(request.at) : now),
  standards: standardsOf(request),
  parts: request.parts ?? [...COVERAGE_PARTS],
})

/** As it stands, without the closures in force. */
export const questionOf = (query: Omit<CoverageQuery, 'parts'>): CoverageQuestion => {
  const minuteOfDay = localMinuteOfDay(new Date(query.at))
  const period = periodAtHour(Math.floor(minuteOfDay / MINUTES_PER_HOUR))
  return { query, minuteOfDay, period }
}

/** The question with the closures in force at its time, unless it says not to obey them. */
export const questionNow = async (
  query: Omit<CoverageQuery, 'parts'>,
  inForce: ClosuresInForce,
  snapshot: Snapshot,
): Promise<{ question: CoverageQuestion; obeyed: ActiveClosure[] }> => {
  const obeyed = query.obeyClosures ? await inForce.at(snapshot, new Date(query.at)) : NONE_IN_FORCE
  const closures = [...query.closures, ...obeyed.closures]
  return { question: questionOf({ ...query, closures }), obeyed: obeyed.list }
}
