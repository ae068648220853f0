/** Where should the next stations stand? Jobs with a proof that goes on, found by id for a while. */
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { toLocalIso } from '../../../data/local-time.ts'
import {
  SITING_PROBLEMS,
  type SitingAnswer,
  type SitingQuery,
  type sitingRequestSchema,
} from '../../../data/siting.ts'
import type { SitingContext } from '../../analysis/siting/siting-context.ts'
import {
  evaluateSites,
  orderedSites,
  planSiting,
  type SitingPlan,
} from '../../analysis/siting/siting-task.ts'
import { aboutParameter, ProblemError } from '../../http/problem-error.ts'
import { gapPercentOf, SitingBusy, type SitingRun } from '../../worker/siting-run.ts'
import type { StampedContext } from '../analyses.ts'
import { type Obeyed, questionNow, standardsOf } from '../coverage/coverage.ts'
import { Service } from '../service-context.ts'

/** The first answer waits so long for a better solution and a tighter bound, if any is missing. */
const FIRST_ANSWER_MILLISECONDS = 300

const MOST_JOBS = 50
/** A finished job is forgotten after so long without a question. */
const KEPT_MILLISECONDS = 60 * 60_000
/** A proof that no one has asked about for so long is stopped. */
const ABANDONED_MILLISECONDS = 3 * 60_000
const LOOK_MILLISECONDS = 10_000
/** However far it is, a proof ends. */
const LONGEST_RUN_MILLISECONDS = 15 * 60_000
const GAP_DECIMALS = 4
const MILLISECONDS_PER_SECOND = 1000

/** Decimals that only floating point has made. */
const DECIMALS = 6
const cleaned = (value: number): number => Number(value.toFixed(DECIMALS))

/** @throws Error where the solver's objective is not what a plain evaluation says. */
const checkedSites = (plan: SitingPlan, run: SitingRun) => {
  const { best } = run.findings
  if (!best) return { chosen: [], objective: evaluateSites(plan.task, []) ?? 0 }
  const objective = evaluateSites(plan.task, best.chosen)
  if (objective !== best.objective) {
    throw new Error(`the sites are worth ${objective}, not ${best.objective}`)
  }
  return best
}

const refuse = (parameter: string, en: string, zh: string): never => {
  throw aboutParameter('invalid-body', parameter, { en, zh })
}

const sitingQueryOf = (request: z.output<typeof sitingRequestSchema>, now: Date): SitingQuery => {
  if (request.filter.due > 1) {
    refuse(
      'filter.due',
      'sites are chosen for the first arrival; for a second one ask for backup cover (`backupPercent`)',
      '选址按首到计算；需要第二到达时请使用后备覆盖（backupPercent）',
    )
  }
  return {
    ...request,
    at: toLocalIso(request.at ? new Date(request.at) : now),
    withoutSent: request.withoutSent ?? request.at === undefined,
    standards: standardsOf(request),
  }
}

/** What a job rests on. */
interface SitingCase {
  readonly query: SitingQuery
  readonly sites: SitingContext
  readonly context: StampedContext
  readonly told: Obeyed
  readonly plan: SitingPlan
}

export class SitingJob {
  readonly #case: SitingCase
  readonly #run: SitingRun
  readonly #now: () => Date
  readonly id = randomUUID()
  readonly #started = performance.now()
  #touched = this.#started
  #endedAfter: number | null = null

  constructor(sitingCase: SitingCase, run: SitingRun, now: () => Date) {
    this.#case = sitingCase
    this.#run = run
    this.#now = now
    const watch = setInterval(() => {
      const idle = performance.now() - this.#touched
      const running = performance.now() - this.#started
      if (idle > ABANDONED_MILLISECONDS || running > LONGEST_RUN_MILLISECONDS) run.stop()
    }, LOOK_MILLISECONDS)
    watch.unref()
    run.on('changed', () => {
      if (!this.isDone) return
      this.#endedAfter ??= performance.now() - this.#started
      clearInterval(watch)
    })
  }

  get isDone(): boolean {
    return this.#run.findings.state !== 'running'
  }

  /** Someone still wants to know. */
  touch(): void {
    this.#touched = performance.now()
  }

  /** Ends the proof; what was found stays. */
  stop(): void {
    this.#run.stop()
  }

  /** Resolves once there is something to answer. */
  first(): Promise<void> {
    const enough = new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MILLISECONDS))
    return this.#run.first(enough)
  }

  /** @returns how to hear no more. */
  onChange(listener: () => void): () => void {
    this.#run.on('changed', listener)
    return () => this.#run.off('changed', listener)
  }

  /** The findings as an answer, checked. @throws Error where a solution is not what it claims. */
  answer(): SitingAnswer {
    const { query, sites: ground, context, told, plan } = this.#case
    const { chosen, objective } = checkedSites(plan, this.#run)
    const { bound, state, failure } = this.#run.findings
    if (failure !== null) throw new Error(`a siting job failed: ${failure}`)
    // A job stopped before anything was proved has proved nothing.
    const provedBound = Number.isFinite(bound) ? bound : plan.loosestBound
    const sites = orderedSites(plan, chosen)
    const won = sites.reduce((sum, { peopleWon }) => sum + peopleWon, 0)
    const elapsed = this.#endedAfter ?? performance.now() - this.#started
    return {
      sites: sites.map(({ candidate, peopleWon }, index) => {
        const { position, name, nameEn, kind, stationId } = ground.candidates[candidate]!
        const [lon, lat] = position
        return { rank: index + 1, lon, lat, name, nameEn, kind, stationId, peopleWon }
      }),
      objective: cleaned(objective * plan.unitsPerObjective),
      bound: cleaned(provedBound * plan.unitsPerObjective),
      unit: SITING_PROBLEMS[query.problem].unit,
      proved: state === 'optimal',
      gapPercent: Number(gapPercentOf(objective, provedBound).toFixed(GAP_DECIMALS)),
      state,
      ...(state === 'running' && { jobId: this.id }),
      people: ground.people,
      peopleInTimeBefore: ground.peopleInTime,
      peopleInTime: ground.peopleInTime + won,
      candidateCount: ground.candidates.length,
      demandCount: plan.table.cells.length,
      curve: [...ground.curve],
      unreachableCells: [...plan.unreachableCells],
      peopleUnreachable: plan.peopleUnreachable,
      elapsedSeconds: Number((elapsed / MILLISECONDS_PER_SECOND).toFixed(2)),
      ...told,
      revision: context.revision,
      query,
      timeStamp: this.#now().toISOString(),
      notice: context.notice,
    }
  }
}

export class Siting extends Service {
  readonly #jobs = new LRUCache<string, SitingJob>({
    max: MOST_JOBS,
    ttl: KEPT_MILLISECONDS,
    updateAgeOnGet: true,
    dispose: (job) => job.stop(),
  })

  /** Answers the first solution with its bound. @throws ProblemError */
  async start(
    request: z.output<typeof sitingRequestSchema>,
    signal: AbortSignal,
  ): Promise<SitingAnswer> {
    const { store, analyses, inForce, siting, now } = this.context
    const query = sitingQueryOf(request, now())
    const { context, question, told } = await store.read(async (snapshot) => ({
      context: await analyses.context(snapshot),
      ...(await questionNow(query, inForce, snapshot)),
    }))
    const sites = await analyses.run('long', context, 'site-ground', { question, query }, signal)
    if (sites.candidates.length === 0) {
      refuse('candidates', 'no place is left where a station may stand', '没有可选的建站地点')
    }
    const plan = planSiting(query, sites)
    const run = (() => {
      try {
        return siting.start(plan.task, query.gapPercent)
      } catch (error) {
        if (!(error instanceof SitingBusy)) throw error
        throw new ProblemError('busy', {
          en: 'Other siting jobs are being computed; stop one of them or try again in a moment.',
          zh: '其他选址任务正在计算，请先停止其中一个，或稍后再试。',
        })
      }
    })()
    const job = new SitingJob({ query, sites, context, told, plan }, run, now)
    this.#jobs.set(job.id, job)
    await job.first()
    return job.answer()
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
