/** Stations that may be out: what the analysis is asked, and what it has assumed. */
import type { z } from 'zod'
import type { Bilingual } from '../../../data/bilingual.ts'
import {
  ASSUMED_CALLS,
  BUSY_LIMITS,
  type BusyAnswer,
  type BusyQuery,
  type busyRequestSchema,
} from '../../../data/busy.ts'
import { DEMANDS, isOnRecord } from '../../../data/demand.ts'
import { NOT_ON_RECORD } from '../../../data/demand-words.ts'
import { durationText } from '../../../data/wording.ts'
import type { DemandCells } from '../../analysis/coverage/demand.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import { Service } from '../service-context.ts'
import { coverageQueryOf, questionNow } from './coverage.ts'

type Request = z.output<typeof busyRequestSchema>
type Calls = Request['calls']

const PEOPLE_OF_RATE = 10_000

const sumOf = (figures: Float64Array): number => figures.reduce((sum, each) => sum + each, 0)

/** As many as are said, as are on record, or as the people make by the rate; one at least. */
const callsPerYear = (
  { perYear, per10000, places }: Calls,
  { people, callsPerYear: recorded }: DemandCells,
): number => {
  if (perYear !== null) return perYear
  if (places === 'calls' && recorded) return sumOf(recorded)
  return Math.max(1, Math.round((sumOf(people) / PEOPLE_OF_RATE) * per10000))
}

/** @throws ProblemError where no settlement has what calls are to be spread by. */
const checkPlaces = ({ places }: Calls, { record }: DemandCells) => {
  if (places === 'residents' || isOnRecord(places, record)) return
  throw aboutParameter('invalid-body', 'calls.places', NOT_ON_RECORD[places])
}

/** @throws ProblemError where simulating it would take too long. */
const checkLength = (calls: number, years: number): void => {
  if (calls * years <= BUSY_LIMITS.mostCalls) return
  const most = Math.floor(BUSY_LIMITS.mostCalls / calls)
  const sentence =
    most > 0
      ? {
          en: `with ${calls} calls a year at most ${most} years are simulated`,
          zh: `每年 ${calls} 次接警时最多模拟 ${most} 年`,
        }
      : {
          en: `${calls} calls a year are more than are simulated: ${BUSY_LIMITS.mostCalls}`,
          zh: `每年 ${calls} 次接警，超过可模拟的 ${BUSY_LIMITS.mostCalls} 次`,
        }
  throw aboutParameter('invalid-body', most > 0 ? 'simulation.years' : 'calls.per10000', sentence)
}

export class Busy extends Service {
  /** @param signal aborted when no one waits any more. @throws ProblemError */
  async answer(request: Request, signal: AbortSignal): Promise<BusyAnswer> {
    const { store, analyses, inForce, now } = this.context
    const { calls, simulation, ...conditions } = request
    const {
      parts: _parts,
      demand,
      ...asked
    } = coverageQueryOf({ ...conditions, demand: 'residents' }, now())
    const { context, question, told } = await store.read(async (snapshot) => ({
      context: await analyses.context(snapshot),
      ...(await questionNow({ ...asked, demand }, inForce, snapshot)),
    }))
    checkPlaces(calls, context.data.demand)
    const perYear = callsPerYear(calls, context.data.demand)
    checkLength(perYear, simulation.years)
    const query: BusyQuery = { ...asked, calls: { ...calls, perYear }, simulation }
    const figures = await analyses.run('long', context, 'busy', { question, query }, signal)
    const { graph } = context.network
    return {
      ...figures,
      ...told,
      assumptions: assumptions(request, query, figures),
      revision: context.revision,
      network: { id: graph.id, provenance: graph.provenance },
      query,
      timeStamp: now().toISOString(),
      notice: context.notice,
    }
  }
}

/** Whether no caller has said so and no register has it. */
const isAssumed = ({ byHour }: Calls): boolean =>
  byHour.every((calls, hour) => calls === ASSUMED_CALLS.byHour[hour])

const howMany = ({ perYear: stated, places, per10000 }: Calls, perYear: number): Bilingual => {
  if (stated !== null) {
    return {
      zh: `每年 ${perYear} 次接警，由使用者给出`,
      en: `${perYear} calls a year, as stated by the asker`,
    }
  }
  if (places === 'calls') {
    return {
      zh: `每年 ${perYear} 次接警，为各居民点登记的合计`,
      en: `${perYear} calls a year, those that settlements have on record`,
    }
  }
  return {
    zh: `每年 ${perYear} 次接警：按每万人每年 ${per10000} 次计。默认值 ${ASSUMED_CALLS.per10000} 为假定：824 万人口的城市有 668 个站（2024 年），设每站每年都像其中有记录的一站那样出动 68 次`,
    en: `${perYear} calls a year, by ${per10000} per 10,000 people and year. The default of ${ASSUMED_CALLS.per10000} is an assumption: a city of 8.24 million people with 668 stations (2024), each taken to have the 68 calls a year that one of them told`,
  }
}

/** In the order of the computation: calls, times out, formulas, simulation. */
const assumptions = (
  { calls }: Request,
  query: BusyQuery,
  { year }: Pick<BusyAnswer, 'year'>,
): Bilingual[] => {
  const { perYear, minutesOnScene } = query.calls
  const places = DEMANDS[query.calls.places]
  return [
    howMany(calls, perYear),
    {
      zh: `接警地点按${places.zh}分布；${isAssumed(calls) ? '假定 6–22 时每小时接警为夜间的两倍' : '各小时接警按所给比例'}；各次接警相互独立（泊松过程）`,
      en: `Calls are spread by ${places.en.toLowerCase()}; ${isAssumed(calls) ? 'between 6 and 22 o’clock they are assumed to come twice as often as at night' : 'by hour as stated'}; each comes independently (Poisson)`,
    },
    {
      zh: `每次出动的占用时间为出动、往返行车（返程与去程相同）加现场平均 ${minutesOnScene} 分钟（指数分布；默认 ${ASSUMED_CALLS.minutesOnScene} 分钟为假定）；返回途中不接新警`,
      en: `A call keeps a station for its turnout, the drive there and back (as long as the way there) and ${minutesOnScene} minutes at the place on average (exponential; the default of ${ASSUMED_CALLS.minutesOnScene} is an assumption); on the way back it takes no other call`,
    },
    {
      zh: '期望覆盖（MEXCLP，Daskin 1983）设各站占用相互独立、占用率相同；修正（Batta、Dolan、Krishnamurthy 1989）设所有站共同承担全部接警；逐站占用率用超立方近似（Larson 1975，Jarvis 1985），附近各站都在外时的接警视为由系统之外处置',
      en: 'Expected coverage (MEXCLP, Daskin 1983) takes stations as out independently and equally often; the correction (Batta, Dolan & Krishnamurthy 1989) as one pool that shares all calls; by station the hypercube approximation is used (Larson 1975, Jarvis 1985), where a call that finds all stations near it out is dealt with by others',
    },
    {
      zh: `模拟中由在岗、未出动的最近站前往；都在外时，等最早能出动的站；${durationText(year.reachMinutes * 60, 'zh')}内无站在岗的接警记为无人前往，计入未达标`,
      en: `In the simulation the nearest station goes that is on duty and not out; where all are out the call waits for the first that can go; a call that no station on duty could come to within ${durationText(year.reachMinutes * 60, 'en')} counts as unanswered and not in time`,
    },
    {
      zh: `值班按所问日期起 365 天逐刻钟计，多年模拟重复这一年；95% 区间为 Wilson 区间，按周分批的设计效应放宽，因为同一时段的接警遇到相同的外出站`,
      en: 'Duty is taken by the quarter-hour over 365 days from the day asked about, repeated where several years are simulated; 95% intervals are Wilson’s, widened by the design effect of weekly batches, because calls of the same hours find the same stations out',
    },
  ]
}
