/** A planner's request with its defaults filled in, and as numbers for the analysis. */
import type { z } from '@hono/zod-openapi'
import {
  COVERAGE_PARTS,
  type CoverageQuery,
  type coverageRequestSchema,
} from '../../data/coverage.ts'
import { localMinuteOfDay, toLocalIso } from '../../data/local-time.ts'
import type { ActiveClosure } from '../../data/road-closure.ts'
import { DEFAULT_STANDARDS } from '../../data/standards.ts'
import { Cancelled } from '../analysis/cancellation.ts'
import type { CoverageQuestion } from '../analysis/coverage/planning-data.ts'
import { UnknownStation } from '../analysis/coverage/stations.ts'
import { ProblemError } from '../http/problem-error.ts'
import { periodAtHour } from '../network/profile.ts'
import type { ActiveClosures, ClosuresInForce } from './active-closures.ts'

type Parsed = z.output<typeof coverageRequestSchema>

const MINUTES_PER_HOUR = 60
const NONE_IN_FORCE: Pick<ClosuresInForce, 'list' | 'closures'> = { list: [], closures: [] }

/** The query as understood: send it again and the answer is the same. */
export const coverageQueryOf = (request: Parsed, now: Date): CoverageQuery => ({
  ...request,
  at: toLocalIso(request.at ? new Date(request.at) : now),
  standards: {
    urban: request.standards.urban ?? DEFAULT_STANDARDS.urban,
    rural: request.standards.rural ?? DEFAULT_STANDARDS.rural,
  },
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
  active: ActiveClosures,
): Promise<{ question: CoverageQuestion; obeyed: ActiveClosure[] }> => {
  const inForce = query.obeyClosures ? await active.at(new Date(query.at)) : NONE_IN_FORCE
  const closures = [...query.closures, ...inForce.closures]
  return { question: questionOf({ ...query, closures }), obeyed: [...inForce.list] }
}

/** What went wrong in an analysis, as the asker is told. */
export const planningProblem = (error: unknown): unknown => {
  if (error instanceof UnknownStation) {
    const { parameter, stationId, isDuplicate } = error
    const sentence = isDuplicate
      ? {
          en: `there is a station ${stationId} already; an added one needs an id of its own`,
          zh: `已有编号为 ${stationId} 的站点，新增站点须另起编号`,
        }
      : {
          en: `there is no station ${stationId}; the data may have changed since the scenario was made`,
          zh: `没有编号为 ${stationId} 的站点；方案做成之后数据可能已经变化`,
        }
    return new ProblemError('invalid-body', sentence, [{ parameter, sentence }])
  }
  if (error instanceof Cancelled) {
    return new ProblemError('cancelled', {
      en: 'The analysis was stopped because nobody waits for it any more.',
      zh: '请求方已离开，分析已停止。',
    })
  }
  return error
}
