/** Where should the next stations stand? Jobs with a proof that goes on, found by id for a while. */
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import type { LonLat } from '../../../data/geometry.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import {
  NOMINAL,
  USUAL_BAND,
  VARIANT_NAMES,
  type VariantName,
  variantsOf,
} from '../../../data/planning-day.ts'
import { withSites } from '../../../data/scenario-edits.ts'
import type { Robustness, SitingQuery, sitingRequestSchema } from '../../../data/siting.ts'
import type { Site, SitingAnswer } from '../../../data/siting-answer.ts'
import type { PeriodQuestion } from '../../analysis/coverage/day-figures.ts'
import type { DayServed } from '../../analysis/coverage/fairness.ts'
import type { AreaName } from '../../analysis/coverage/planning-data.ts'
import { isSamePlace } from '../../analysis/siting/site-candidates.ts'
import type { AskedSiting, SitingContext } from '../../analysis/siting/siting-context.ts'
import { hasChoice, type SitingPlan } from '../../analysis/siting/siting-plan.ts'
import { aboutParameter, ProblemError } from '../../http/problem-error.ts'
import { SitingBusy } from '../../worker/siting-run.ts'
import { checkDemand, momentOf, questionOfDay, standardsOf } from '../coverage/coverage.ts'
import { keptKey, madeKey } from '../made-keys.ts'
import { Service } from '../service-context.ts'
import { moneyOf } from './siting-findings.ts'
import { SitingJob } from './siting-job.ts'
import { SEAL_KEY, sealed } from './siting-seal.ts'

const MOST_JOBS = 50
/** A finished job is forgotten after so long without a question. */
const KEPT_MILLISECONDS = 60 * 60_000
/** Money adds up to a tenth. */
const LEAST_DIFFERENCE = 0.05

const refuse = (parameter: string, en: string, zh: string): never => {
  throw aboutParameter('invalid-body', parameter, { en, zh })
}

type SitingRequest = z.output<typeof sitingRequestSchema>

/** What only maximal covering takes. */
const refuseOfOthers = (request: SitingRequest): void => {
  const taken = {
    budget: request.budget !== null,
    quotas: request.quotas.length > 0,
    must: request.must.length > 0,
    phases: request.phases.length > 0,
    leastCountyPercent: request.leastCountyPercent !== null,
    busyPercent: request.busyPercent > 0,
    robust: request.robust !== 'nominal',
  }
  for (const [parameter, isTaken] of Object.entries(taken)) {
    if (!isTaken) continue
    refuse(
      parameter,
      'is only taken for maximal covering (`mclp`)',
      '只用于最大覆盖（mclp），其他问题不适用',
    )
  }
}

/** The least share of a county is of the people whom a single station has in time. */
const refuseBesideLeastShare = ({
  leastCountyPercent,
  phases,
  busyPercent,
  backupPercent,
}: SitingRequest): void => {
  if (leastCountyPercent === null) return
  const beside = { phases: phases.length > 0, busyPercent: busyPercent > 0 }
  for (const [parameter, isAsked] of Object.entries({
    ...beside,
    backupPercent: backupPercent > 0,
  })) {
    if (!isAsked) continue
    refuse(
      parameter,
      'cannot be asked for together with a least share of each county (`leastCountyPercent`)',
      '不能与各区县最低达标率（leastCountyPercent）同时要求',
    )
  }
}

/** No site can be chosen and ruled out. */
const refuseForbiddenMust = ({ must, forbid }: SitingRequest): void => {
  for (const [index, reference] of forbid.entries()) {
    const [position, stationId]: [LonLat, string | null] =
      'stationId' in reference
        ? [[0, 0], reference.stationId]
        : [[reference.lon, reference.lat], null]
    if (!must.some((each) => isSamePlace(each, { position, stationId }))) continue
    refuse(
      `forbid.${index}`,
      'is among the sites that must be (`must`) as well',
      '同时列在必选站址（must）中',
    )
  }
}

const refusePhases = ({ phases, budget, add, quotas }: SitingRequest): void => {
  if (phases.length === 0) return
  const sum = phases.reduce((all, { most }) => all + most, 0)
  const all = budget?.most ?? add
  if (Math.abs(sum - all) > LEAST_DIFFERENCE) {
    refuse(
      'phases',
      `add up to ${sum}; they must add up to ${budget ? 'the budget' : '`add`'}, ${all}`,
      `各期合计 ${sum}，须等于${budget ? '总预算' : '新增站数'} ${all}`,
    )
  }
  if (!budget && phases.some(({ most }) => !Number.isInteger(most))) {
    refuse('phases', 'are whole numbers of sites', '各期站数须为整数')
  }
  // Whether money left to later years still buys what a county lacks depends on all that is chosen.
  if (budget && quotas.some(({ least }) => least > 0)) {
    refuse(
      'phases',
      'of a budget cannot be asked for together with a least number of sites per county; ask for a number of sites instead',
      '按预算分期时不能同时要求区县最少站数，可改为按站数',
    )
  }
}

/** @throws ProblemError */
const checkedRequest = (request: SitingRequest, counties: ReadonlySet<string>): void => {
  const { filter, problem, quotas, backupPercent, busyPercent } = request
  if (filter.due > 1) {
    refuse(
      'filter.due',
      'sites are chosen for the first arrival; for a second one ask for backup cover (`backupPercent`)',
      '选址按首到计算；需要第二到达时请使用后备覆盖（backupPercent）',
    )
  }
  if (problem !== 'mclp') refuseOfOthers(request)
  if (busyPercent > 0 && backupPercent > 0) {
    refuse(
      'busyPercent',
      'counts second stations already; leave `backupPercent` at 0',
      '站点占用已计入第二站，后备覆盖（backupPercent）须为 0',
    )
  }
  for (const [index, { countyCode, least, most }] of quotas.entries()) {
    const at = `quotas.${index}`
    if (!counties.has(countyCode)) {
      refuse(`${at}.countyCode`, `no county has the code ${countyCode}`, `没有区县 ${countyCode}`)
    }
    if (quotas.findIndex((each) => each.countyCode === countyCode) < index) {
      refuse(`${at}.countyCode`, 'is named twice', '区县重复')
    }
    if (least > most) refuse(`${at}.least`, 'is more than the most', '最少数大于最多数')
  }
  refuseForbiddenMust(request)
  refusePhases(request)
  refuseBesideLeastShare(request)
}

const sitingQueryOf = (
  request: SitingRequest,
  now: Date,
): SitingQuery & Pick<SitingRequest, 'demand'> => ({
  ...request,
  at: toLocalIso(momentOf(request) ?? now),
  withoutSent: request.withoutSent ?? momentOf(request) === null,
  standards: standardsOf(request),
  ...(request.robust !== 'nominal' && { band: request.band ?? USUAL_BAND }),
})

/** What each end of the band counts in the objective. */
const FACTORS: Readonly<Record<Robustness, Readonly<Record<VariantName, number>>>> = {
  nominal: { slow: 0, nominal: 1, fast: 0 },
  average: { slow: 1, nominal: 1, fast: 1 },
  worst: { slow: 1, nominal: 0, fast: 0 },
}

const variantsAsked = ({ band, robust, problem }: SitingQuery): AskedSiting['variants'] => {
  if (!band || problem !== 'mclp') return [['nominal', NOMINAL, 1]]
  const variants = variantsOf(band)
  return VARIANT_NAMES.map((name) => [name, variants[name], FACTORS[robust][name]])
}

const PERCENT = 100
const TENTHS = 10

/** Sites that must be stand from the first phase on. */
const refuseFirstPhase = (
  { phases: [first], budget }: Pick<SitingQuery, 'phases' | 'budget'>,
  plan: SitingPlan,
): void => {
  const taken = budget ? moneyOf(plan, plan.must) / TENTHS : plan.must.length
  if (!first || taken <= first.most + LEAST_DIFFERENCE) return
  refuse(
    'phases.0.most',
    `is ${first.most}, and the sites that must be, which stand from the first phase on, take ${taken}`,
    `为 ${first.most}，而必选站址都在第一期，需要 ${taken}`,
  )
}

/**
 * @param counties names by code.
 * @throws ProblemError where a site that must be cannot be, or the rules leave no choice.
 */
const checkPlan = (
  query: SitingQuery,
  { candidates, people }: Pick<SitingContext, 'candidates' | 'people'>,
  plan: SitingPlan,
  counties: ReadonlyMap<string, AreaName>,
): void => {
  if (candidates.length === 0 && people === 0) {
    refuse(
      'candidates',
      'there are none: no settlement has anybody to serve; import a table of settlements',
      '没有候选地点：居民点表里没有可服务的人口，请先导入居民点',
    )
  }
  if (candidates.length === 0) {
    refuse('candidates', 'no place is left where a station may stand', '没有可选的建站地点')
  }
  for (const [index, reference] of query.must.entries()) {
    if (candidates.some((each) => each.isMust && isSamePlace(reference, each))) continue
    refuse(
      `must.${index}`,
      'has no road near it, or is a station that no change makes count at any of the times asked about',
      '附近没有道路，或该站在所问各时段无法通过任何改进计入',
    )
  }
  if (plan.beyondReach) {
    const { code, share } = plan.beyondReach
    const { name = code, nameEn = null } = counties.get(code) ?? {}
    const most = (Math.floor(share * PERCENT * 10) / 10).toFixed(1)
    refuse(
      'leastCountyPercent',
      `cannot be had: all candidates together bring ${nameEn ?? name} to ${most}%`,
      `无法实现：即使选用全部候选地点，${name}的达标率也只有 ${most}%`,
    )
  }
  refuseFirstPhase(query, plan)
  if (hasChoice(query, plan)) return
  const parameter = query.quotas.length > 0 ? 'quotas' : query.budget ? 'budget' : 'must'
  refuse(
    parameter,
    'leaves no choice: the sites that must be, the number or the budget, and the least of each county cannot be had together',
    '没有可行方案：必选站址、数量或预算、各区县最少数不能同时满足',
  )
}

export class Siting extends Service {
  readonly #jobs = new LRUCache<string, SitingJob>({
    max: MOST_JOBS,
    ttl: KEPT_MILLISECONDS,
    updateAgeOnGet: true,
    dispose: (job) => job.stop(),
  })

  /** Answers the first solution with its bound. @throws ProblemError */
  async start(request: SitingRequest, signal: AbortSignal): Promise<SitingAnswer> {
    const { store, analyses, inForce, siting, now, ending } = this.context
    const query = sitingQueryOf(request, now())
    const { context, question, periods, told } = await store.read(async (snapshot) => {
      const found = await analyses.context(snapshot)
      checkedRequest(request, new Set(found.data.counties.map(({ code }) => code)))
      checkDemand(query.demand, found.data.demand.record)
      return { context: found, ...(await questionOfDay(query, inForce, snapshot)) }
    })
    const moment: PeriodQuestion = { question, weight: 1, name: null }
    const asked: AskedSiting = {
      query,
      periods: periods.length > 0 ? periods : [moment],
      variants: variantsAsked(query),
    }
    const { sites, plan } = await analyses.run('long', context, 'siting-plan', { asked }, signal)
    const counties = new Map(context.data.counties.map((county) => [county.code, county]))
    checkPlan(query, sites, plan, counties)
    const values = new Map(context.data.stations.map((station) => [station.id, station.values]))
    const served = (built: readonly Site[]): Promise<DayServed> => {
      const scenario = withSites(
        query.scenario,
        built,
        query,
        ({ name }) => name,
        (id) => values.get(id) ?? {},
      )
      const standing = asked.periods.map(({ question: of, weight }) => ({
        question: { ...of, query: { ...of.query, scenario } },
        weight,
      }))
      return analyses.run('long', context, 'day-served', { parts: standing }, ending)
    }
    const key = await this.#sealKey()
    const job = (() => {
      try {
        return new SitingJob(
          {
            ...{ query, sites, context, plan, served },
            told,
            periods: asked.periods,
            solve: (task) => siting.start(task, query.gapPercent),
            sealed: (answer) => (key ? sealed(key, answer) : answer),
            after: (next) => {
              const { table, rules } = plan
              const input = { plan: { table, rules }, asked: next }
              return analyses.run('long', context, 'siting-after', input, ending)
            },
          },
          now,
        )
      } catch (error) {
        if (!(error instanceof SitingBusy)) throw error
        throw new ProblemError('busy', {
          en: 'Other siting jobs are being computed; stop one of them or try again in a moment.',
          zh: '其他选址任务正在计算，请先停止其中一个，或稍后再试。',
        })
      }
    })()
    this.#jobs.set(job.id, job)
    await job.first()
    return job.answer()
  }

  /** Null where another program writes, and nothing can be kept either. */
  #sealKey(): Promise<Buffer | null> {
    const { store } = this.context
    return store.heldBy()
      ? store.read((snapshot) => keptKey(snapshot, SEAL_KEY))
      : madeKey(store, SEAL_KEY)
  }

  /** A job that someone still wants to know of. @throws ProblemError where there is none. */
  job(id: string): SitingJob {
    const job = this.#jobs.get(id)
    if (!job) {
      throw new ProblemError('not-found', {
        en: 'There is no such siting job any more; ask the question again.',
        zh: '没有这个选址任务（可能已过期），请重新提交。',
      })
    }
    job.touch()
    return job
  }
}
