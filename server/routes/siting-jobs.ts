/** Siting jobs that run or have run: found by their id for as long as somebody may ask. */
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ActiveClosure } from '../../data/road-closure.ts'
import { SITING_PROBLEMS, type SitingAnswer, type SitingQuery } from '../../data/siting.ts'
import type { SitingContext } from '../analysis/siting/siting-context.ts'
import { orderedSites, planSiting, type SitingPlan } from '../analysis/siting/siting-plan.ts'
import { evaluateSites } from '../analysis/siting/siting-task.ts'
import { gapPercentOf, type Siting, type SitingRun } from '../worker/siting-run.ts'
import type { PlanningState } from './planning-ground.ts'

const MOST_JOBS = 50
/** A finished job is forgotten after so long without a question. */
const KEPT_MILLISECONDS = 60 * 60_000
/** A proof that nobody has asked about for so long is stopped. */
const ABANDONED_MILLISECONDS = 3 * 60_000
const LOOK_MILLISECONDS = 10_000
/** However far it is, a proof ends. */
const LONGEST_RUN_MILLISECONDS = 15 * 60_000
const GAP_DECIMALS = 4

export interface SitingJob {
  readonly id: string
  readonly run: SitingRun
  /** The findings as an answer, checked; @throws Error where a solution is not what it claims. */
  answer(): SitingAnswer
  /** Somebody still wants to know. */
  touch(): void
}

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

/** What a job rests on, the closures in force included. */
export interface SitingState extends PlanningState {
  readonly obeyed: readonly ActiveClosure[]
}

export class SitingJobs {
  readonly #siting: Siting
  readonly #now: () => Date
  readonly #jobs = new LRUCache<string, SitingJob>({
    max: MOST_JOBS,
    ttl: KEPT_MILLISECONDS,
    updateAgeOnGet: true,
    dispose: (job) => job.run.stop(),
  })

  constructor(siting: Siting, now: () => Date) {
    this.#siting = siting
    this.#now = now
  }

  get(id: string): SitingJob | null {
    return this.#jobs.get(id) ?? null
  }

  /** @throws SitingBusy */
  start(query: SitingQuery, ground: SitingContext, state: SitingState): SitingJob {
    const plan = planSiting(query, ground)
    const run = this.#siting.start(plan.task, query.gapPercent)
    const started = performance.now()
    let touched = started
    const watch = setInterval(() => {
      const idle = performance.now() - touched
      const running = performance.now() - started
      if (idle > ABANDONED_MILLISECONDS || running > LONGEST_RUN_MILLISECONDS) run.stop()
    }, LOOK_MILLISECONDS)
    watch.unref()
    let endedAfter: number | null = null
    run.on('changed', () => {
      if (run.findings.state === 'running') return
      endedAfter ??= performance.now() - started
      clearInterval(watch)
    })
    const id = randomUUID()
    const job: SitingJob = {
      id,
      run,
      touch: () => {
        touched = performance.now()
      },
      answer: () => {
        const seconds = (endedAfter ?? performance.now() - started) / 1000
        return this.#answer(id, query, ground, state, plan, run, seconds)
      },
    }
    this.#jobs.set(id, job)
    return job
  }

  #answer(
    id: string,
    query: SitingQuery,
    ground: SitingContext,
    { revision, notice, obeyed }: SitingState,
    plan: SitingPlan,
    run: SitingRun,
    elapsedSeconds: number,
  ): SitingAnswer {
    const { chosen, objective } = checkedSites(plan, run)
    const { bound, state, failure } = run.findings
    if (failure !== null) throw new Error(`a siting job failed: ${failure}`)
    // A job stopped before anything was proved has proved nothing.
    const told = Number.isFinite(bound) ? bound : plan.loosestBound
    const sites = orderedSites(plan, chosen)
    const won = sites.reduce((sum, { peopleWon }) => sum + peopleWon, 0)
    return {
      sites: sites.map(({ candidate, peopleWon }, index) => {
        const { position, name, nameEn, kind, stationId } = ground.candidates[candidate]!
        const [lon, lat] = position
        return { rank: index + 1, lon, lat, name, nameEn, kind, stationId, peopleWon }
      }),
      objective: cleaned(objective * plan.unitsPerObjective),
      bound: cleaned(told * plan.unitsPerObjective),
      unit: SITING_PROBLEMS[query.problem].unit,
      proved: state === 'optimal',
      gapPercent: Number(gapPercentOf(objective, told).toFixed(GAP_DECIMALS)),
      state,
      ...(state === 'running' && { jobId: id }),
      people: ground.people,
      peopleInTimeBefore: ground.peopleInTime,
      peopleInTime: ground.peopleInTime + won,
      candidateCount: ground.candidates.length,
      demandCount: plan.table.cells.length,
      curve: [...ground.curve],
      unreachableCells: [...plan.unreachableCells],
      peopleUnreachable: plan.peopleUnreachable,
      elapsedSeconds: Number(elapsedSeconds.toFixed(2)),
      obeyed: [...obeyed],
      revision,
      query,
      timeStamp: this.#now().toISOString(),
      notice,
    }
  }
}
