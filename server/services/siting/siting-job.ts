/** One siting question being solved, stage after stage, and what is to be said of it meanwhile. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  SITING_PROBLEMS,
  type Site,
  type SitingAnswer,
  type SitingQuery,
} from '../../../data/siting.ts'
import type { SitingContext } from '../../analysis/siting/siting-context.ts'
import {
  evaluateSites,
  loosestBound,
  nextTask,
  rankedSites,
  type SitingPlan,
  type SitingTask,
  unitsPerObjective,
} from '../../analysis/siting/siting-task.ts'
import type { SiteSolution } from '../../analysis/siting/solver.ts'
import { gapPercentOf, type RunState, SitingBusy, type SitingRun } from '../../worker/siting-run.ts'
import type { StampedContext } from '../analyses.ts'
import type { Obeyed } from '../coverage/coverage.ts'
import { sitingRemarks } from './siting-words.ts'

/** The first answer waits so long for a better solution and a tighter bound, if any is missing. */
const FIRST_ANSWER_MILLISECONDS = 300
/** A proof that no one has asked about for so long is stopped. */
const ABANDONED_MILLISECONDS = 3 * 60_000
const LOOK_MILLISECONDS = 10_000
/** However far it is, a proof ends. */
const LONGEST_RUN_MILLISECONDS = 15 * 60_000
/** A busy machine's threads are asked for again after so long. */
const BUSY_MILLISECONDS = 500
const GAP_DECIMALS = 4
const MILLISECONDS_PER_SECOND = 1000

/** Decimals that only floating point has made. */
const DECIMALS = 6
const cleaned = (value: number): number => Number(value.toFixed(DECIMALS))

/** What a job rests on. */
interface SitingCase {
  readonly query: SitingQuery
  readonly sites: Omit<SitingContext, 'cover' | 'time'>
  readonly context: StampedContext
  readonly told: Obeyed
  readonly plan: SitingPlan
  /** @throws SitingBusy */
  readonly solve: (task: SitingTask) => SitingRun
  /** People in time once these stand, by the ordinary coverage. */
  readonly coverage: (sites: readonly Site[]) => Promise<number>
}

/** A task being solved, and what is known of it. */
class Stage {
  readonly task: SitingTask
  readonly run: SitingRun

  constructor(task: SitingTask, run: SitingRun) {
    this.task = task
    this.run = run
  }

  get isDone(): boolean {
    return this.run.findings.state !== 'running'
  }

  /** @throws Error where the job failed, or the solution is not worth what the solver says. */
  get solution(): SiteSolution {
    const { best, failure } = this.run.findings
    if (failure !== null) throw new Error(`a siting job failed: ${failure}`)
    if (!best) return { chosen: [], objective: evaluateSites(this.task, []) ?? 0 }
    const objective = evaluateSites(this.task, best.chosen)
    if (objective !== best.objective) {
      throw new Error(`the sites are worth ${objective}, not ${best.objective}`)
    }
    return best
  }

  /** A job stopped before anything was proved has proved nothing. */
  get bound(): number {
    const { bound } = this.run.findings
    return Number.isFinite(bound) ? bound : loosestBound(this.task)
  }
}

export class SitingJob extends EventEmitter<{ changed: [] }> {
  readonly #case: SitingCase
  readonly #first: Stage
  /** What is solved over the first stage's findings, if anything is. */
  #second: Stage | null = null
  readonly #now: () => Date
  readonly id = randomUUID()
  readonly #started = performance.now()
  #touched = this.#started
  #endedAfter: number | null = null
  #isStopped = false
  #checking: Promise<void> | null = null
  #checked: { readonly people: number } | { readonly failure: unknown } | null = null
  #retry: NodeJS.Timeout | undefined

  /** @throws SitingBusy */
  constructor(sitingCase: SitingCase, now: () => Date) {
    super()
    this.#case = sitingCase
    this.#now = now
    const { plan, solve } = sitingCase
    this.#first = new Stage(plan.task, solve(plan.task))
    const watch = setInterval(() => {
      const idle = performance.now() - this.#touched
      const running = performance.now() - this.#started
      if (idle > ABANDONED_MILLISECONDS || running > LONGEST_RUN_MILLISECONDS) this.stop()
      if (this.isDone) clearInterval(watch)
    }, LOOK_MILLISECONDS)
    watch.unref()
    this.#first.run.on('changed', () => this.#goOn())
    this.#goOn()
  }

  /** Nothing better and no better bound is looked for, and the ordinary coverage has been asked. */
  get isDone(): boolean {
    return this.#checked !== null
  }

  /** Someone still wants to know. */
  touch(): void {
    this.#touched = performance.now()
  }

  /** Ends the proof; what was found stays. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#retry)
    this.#first.run.stop()
    this.#second?.run.stop()
    this.#goOn()
  }

  /** Resolves once there is something to answer. */
  async first(): Promise<void> {
    const enough = new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MILLISECONDS))
    await this.#first.run.first(enough)
    await this.#second?.run.first(enough)
    await this.#checking
  }

  /** Whatever follows from what was found: the next stage, the check, word to those who listen. */
  #goOn(): void {
    const task = this.#second || this.#isStopped ? null : this.#nextTask
    if (task) this.#start(task)
    else if (this.#first.isDone && (this.#second?.isDone ?? true)) this.#checking ??= this.#check()
    this.emit('changed')
  }

  get #nextTask(): SitingTask | null {
    const { query, plan } = this.#case
    const { isDone, run } = this.#first
    return nextTask(query, plan, { ...run.findings, isDone })
  }

  #start(task: SitingTask): void {
    clearTimeout(this.#retry)
    try {
      this.#second = new Stage(task, this.#case.solve(task))
      this.#second.run.on('changed', () => this.#goOn())
    } catch (error) {
      if (!(error instanceof SitingBusy)) throw error
      this.#retry = setTimeout(() => this.#goOn(), BUSY_MILLISECONDS)
    }
  }

  async #check(): Promise<void> {
    this.#endedAfter = performance.now() - this.#started
    try {
      this.#checked = { people: await this.#case.coverage(this.#sites) }
    } catch (failure) {
      this.#checked = { failure }
    }
    this.emit('changed')
  }

  /** The stage whose objective and bound are shown, and its sites. */
  get #shown(): { stage: Pick<Stage, 'task' | 'solution' | 'bound'>; state: RunState } {
    const { query, plan } = this.#case
    const { task, solution, run } = this.#first
    if (query.problem !== 'lscp' || solution.objective <= query.add || !plan.most) {
      return { stage: this.#first, state: run.findings.state }
    }
    if (this.#second) return { stage: this.#second, state: this.#second.run.findings.state }
    // Not known yet whether so many are enough: those of the larger choice that win most.
    const most = plan.most.task
    const ranked = rankedSites(plan, { task, candidates: plan.candidates }, solution.chosen)
    const ofMost = new Map([...plan.most.candidates].map((candidate, index) => [candidate, index]))
    const chosen = ranked.slice(0, query.add).flatMap(({ candidate }) => {
      const index = ofMost.get(candidate)
      return index === undefined ? [] : [index]
    })
    const objective = evaluateSites(most, chosen)!
    return {
      stage: { task: most, solution: { chosen, objective }, bound: loosestBound(most) },
      state: run.findings.state,
    }
  }

  get #sites(): Site[] {
    const { plan, sites } = this.#case
    const { task, solution } = this.#shown.stage
    const candidates = plan.most?.task === task ? plan.most.candidates : plan.candidates
    const spare = this.#spare?.solution.chosen
    return rankedSites(plan, { task, candidates }, solution.chosen, spare).map(
      ({ candidate, peopleWon, gain, isSpare }, index) => {
        const { position, name, nameEn, kind, stationId } = sites.candidates[candidate]!
        const [lon, lat] = position
        const ranked = { rank: index + 1, peopleWon, gain: isSpare ? null : cleaned(gain), isSpare }
        return { ...ranked, lon, lat, name, nameEn, kind, stationId }
      },
    )
  }

  /** The stage that makes use of sites which the objective does not need. */
  get #spare(): Stage | null {
    return this.#first.task.kind === 'center' ? this.#second : null
  }

  /** The findings as an answer, checked. @throws Error where a solution is not what it claims. */
  answer(): SitingAnswer {
    const { query, sites: ground, context, told, plan } = this.#case
    const { stage, state } = this.#shown
    const { task, solution, bound } = stage
    const units = unitsPerObjective(task, plan)
    const before = 'siteCount' in task ? evaluateSites(task, []) : null
    const sites = this.#sites
    const peopleInTime = sites.reduce((sum, { peopleWon }) => sum + peopleWon, ground.peopleInTime)
    const elapsed = this.#endedAfter ?? performance.now() - this.#started
    const found = {
      sites,
      objective: cleaned(solution.objective * units),
      objectiveBefore: before === null ? null : cleaned(before * units),
      bound: cleaned(bound * units),
      unit: task.kind === 'cover' ? SITING_PROBLEMS.mclp.unit : SITING_PROBLEMS[query.problem].unit,
      proved: state === 'optimal',
      enough: this.#enough,
      spare: this.#spareFindings,
      people: ground.people,
      peopleUnreachable: plan.peopleUnreachable,
      leftOut: [...ground.leftOut],
      query,
    }
    const isLeast = task.kind === 'center' && solution.objective === loosestBound(task)
    return {
      ...found,
      remarks: sitingRemarks(found, isLeast),
      gapPercent: Number(gapPercentOf(solution.objective, bound).toFixed(GAP_DECIMALS)),
      state: this.isDone ? state : 'running',
      ...(!this.isDone && { jobId: this.id }),
      peopleInTimeBefore: ground.peopleInTime,
      peopleInTime,
      peopleInTimeChecked: this.#peopleChecked(peopleInTime),
      candidateCount: ground.candidates.length,
      demandCount: plan.table.cells.length,
      curve: [...ground.curve],
      unreachableCells: [...plan.unreachableCells],
      elapsedSeconds: Number((elapsed / MILLISECONDS_PER_SECOND).toFixed(2)),
      ...told,
      revision: context.revision,
      timeStamp: this.#now().toISOString(),
      notice: context.notice,
    }
  }

  get #enough(): SitingAnswer['enough'] {
    if (this.#case.query.problem !== 'lscp') return null
    const { solution, bound, run } = this.#first
    return {
      sites: solution.objective,
      atLeast: Math.ceil(bound),
      proved: run.findings.state === 'optimal',
    }
  }

  get #spareFindings(): SitingAnswer['spare'] {
    const stage = this.#spare
    if (!stage) return null
    const units = unitsPerObjective(stage.task, this.#case.plan)
    const standing = evaluateSites(stage.task, [])!
    return {
      sites: stage.solution.chosen.length,
      saved: cleaned((standing - stage.solution.objective) * units),
      mostSaved: cleaned((standing - stage.bound) * units),
      proved: stage.run.findings.state === 'optimal',
    }
  }

  /** @throws Error where the ordinary coverage finds other people in time. */
  #peopleChecked(expected: number): number | null {
    if (!this.#checked) return null
    if ('failure' in this.#checked) throw this.#checked.failure
    const { people } = this.#checked
    if (people === expected) return people
    throw new Error(`the sites bring ${expected} people in time, by the coverage ${people}`)
  }
}
