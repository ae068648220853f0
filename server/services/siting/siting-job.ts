/** One siting question being solved, stage after stage. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import { haversineMetres } from '../../../data/geometry.ts'
import { SITING_LIMITS } from '../../../data/siting.ts'
import type { Site, SitingAnswer } from '../../../data/siting-answer.ts'
import type { DayServed } from '../../analysis/coverage/fairness.ts'
import {
  type AskedAfter,
  mostSitesOf,
  nextTask,
  type Reduced,
} from '../../analysis/siting/siting-plan.ts'
import type { SitingTask } from '../../analysis/siting/siting-task.ts'
import { SitingBusy, type SitingRun } from '../../worker/siting-run.ts'
import { fairChoice } from './fair-choice.ts'
import { moneyOf, type SitingCase, SitingFindings, type SitingProgress } from './siting-findings.ts'
import { candidatesOf, type SolvedPhase, Stage } from './siting-stage.ts'

/** The first answer waits so long for a better solution and a tighter bound, if any is missing. */
const FIRST_ANSWER_MILLISECONDS = 300
/** A proof that no one has asked about for so long is stopped. */
const ABANDONED_MILLISECONDS = 3 * 60_000
const LOOK_MILLISECONDS = 10_000
/** However far it is, a proof ends. */
const LONGEST_RUN_MILLISECONDS = 15 * 60_000
/** A busy machine's threads are asked for again after so long. */
const BUSY_MILLISECONDS = 500

/** The best set without phases is looked for so long; then each phase. */
const UNPHASED_MILLISECONDS = 15_000
const PHASE_MILLISECONDS = 6000
/** With each price of the counties. */
const FAIR_MILLISECONDS = 1500
/** For each case alone. */
const CASE_MILLISECONDS = 600
/** A site stays in a case where that case's own sites have one so near. */
const SAME_SITE_METRES = 1000
const TENTHS = 10

/** With how it is solved. */
interface SolvedCase extends SitingCase {
  /** @throws SitingBusy */
  readonly solve: (task: SitingTask) => SitingRun
  /** The task that is left once some sites stand. */
  readonly after: (asked: AskedAfter) => Promise<Reduced>
  /** With the mark by which it is known when it is to be kept. */
  readonly sealed: (answer: SitingAnswer) => SitingAnswer
  /** Who is in time once these stand, by the ordinary coverage, and how evenly. */
  readonly served: (sites: readonly Site[]) => Promise<DayServed>
}

export class SitingJob extends EventEmitter<{ changed: [] }> {
  readonly #case: SolvedCase
  readonly #now: () => Date
  readonly id = randomUUID()
  readonly #progress: SitingProgress
  readonly #findings: SitingFindings
  readonly #started = performance.now()
  #touched = this.#started
  #endedAfter: number | null = null
  #isStopped = false
  #finishing: Promise<void> | null = null
  #failure: unknown = null
  #retry: NodeJS.Timeout | undefined
  #limit: NodeJS.Timeout | undefined

  /** @throws SitingBusy */
  constructor(sitingCase: SolvedCase, now: () => Date) {
    super()
    this.#case = sitingCase
    this.#now = now
    const { plan, solve } = sitingCase
    this.#progress = {
      id: this.id,
      first: new Stage(plan.task, solve(plan.task)),
      ...{ second: null, phases: [], fair: null, checked: null, stability: null, isDone: false },
      elapsedMilliseconds: () => this.#endedAfter ?? performance.now() - this.#started,
    }
    this.#findings = new SitingFindings(sitingCase, this.#progress)
    const watch = setInterval(() => {
      const idle = performance.now() - this.#touched
      const running = performance.now() - this.#started
      if (idle > ABANDONED_MILLISECONDS || running > LONGEST_RUN_MILLISECONDS) this.stop()
      if (this.isDone) clearInterval(watch)
    }, LOOK_MILLISECONDS)
    watch.unref()
    if (sitingCase.query.phases.length > 0 || plan.needs) {
      this.#limit = setTimeout(() => this.#progress.first.run.stop(), UNPHASED_MILLISECONDS)
    }
    this.#progress.first.run.on('changed', () => this.#goOn())
    this.#goOn()
  }

  /** Nothing better and no better bound is looked for, and the ordinary coverage has been asked. */
  get isDone(): boolean {
    return this.#progress.isDone
  }

  /** Someone still wants to know. */
  touch(): void {
    this.#touched = performance.now()
  }

  /** Ends the proof; what was found stays. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#retry)
    clearTimeout(this.#limit)
    this.#current?.run.stop()
    this.#progress.first.run.stop()
    this.#progress.second?.run.stop()
    this.#goOn()
  }

  /** Resolves once there is something to answer. */
  async first(): Promise<void> {
    const enough = new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MILLISECONDS))
    await this.#progress.first.run.first(enough)
    await this.#progress.second?.run.first(enough)
    // Phases and cases go on for seconds; a single answer is checked before it is given.
    if (!this.#takesLong) await this.#finishing
  }

  /** Whatever follows from what was found: the next stage, the check, word to those who listen. */
  #goOn(): void {
    const task = this.#progress.second || this.#isStopped ? null : this.#nextTask
    if (task) this.#start(task)
    else if (this.#progress.first.isDone && (this.#progress.second?.isDone ?? true))
      this.#finishing ??= this.#finish()
    this.emit('changed')
  }

  get #nextTask(): SitingTask | null {
    const { query, plan } = this.#case
    const { isDone, run } = this.#progress.first
    return nextTask(query, plan, { ...run.findings, isDone })
  }

  #start(task: SitingTask): void {
    clearTimeout(this.#retry)
    try {
      this.#progress.second = new Stage(task, this.#case.solve(task))
      this.#progress.second.run.on('changed', () => this.#goOn())
    } catch (error) {
      if (!(error instanceof SitingBusy)) throw error
      this.#retry = setTimeout(() => this.#goOn(), BUSY_MILLISECONDS)
    }
  }

  /** The stage that runs behind the first ones. */
  #current: Stage | null = null

  get #takesLong(): boolean {
    const { query, plan } = this.#case
    return (
      query.phases.length > 0 ||
      plan.needs !== null ||
      (query.problem === 'mclp' && plan.table.cases.length > 1)
    )
  }

  /** Phases, the check, and in how many cases each site stays. */
  async #finish(): Promise<void> {
    clearTimeout(this.#limit)
    try {
      await this.#solvePhases()
      this.#progress.fair = await this.#solveFair()
      this.#endedAfter = performance.now() - this.#started
      const { served } = this.#case
      this.#progress.checked = {
        before: await served([]),
        after: await served(this.#findings.sites),
      }
      this.emit('changed')
      await this.#solveCases()
    } catch (error) {
      this.#failure = error
    }
    this.#progress.isDone = true
    this.emit('changed')
  }

  /** Solves a task that follows from the first findings, for so long at most; null when stopped. */
  async #solveAfter(asked: AskedAfter, milliseconds: number): Promise<SolvedPhase | null> {
    // A thread that HiGHS holds for long could only be ended when its time is over, not asked to stop.
    const reduced = await this.#case.after({ ...asked, isQuick: true })
    const run = await this.#startWhenFree(reduced.task)
    if (!run) return null
    const stage = new Stage(reduced.task, run)
    this.#current = stage
    let isOver = false
    let limit: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      const look = (): void => {
        // A busy machine's first solution and bound are waited for, however long they take.
        const { best, bound } = stage.run.findings
        if (isOver && best && Number.isFinite(bound)) stage.run.stop()
        if (!stage.isDone) return
        stage.run.off('changed', look)
        resolve()
      }
      stage.run.on('changed', look)
      limit = setTimeout(() => {
        isOver = true
        look()
      }, milliseconds)
      look()
    })
    clearTimeout(limit)
    this.#current = null
    return { reduced, stage }
  }

  async #startWhenFree(task: SitingTask): Promise<SitingRun | null> {
    while (!this.#isStopped) {
      try {
        return this.#case.solve(task)
      } catch (error) {
        if (!(error instanceof SitingBusy)) throw error
        await setTimeoutPromise(BUSY_MILLISECONDS)
      }
    }
    return null
  }

  /** Each phase's best set given those before it. */
  async #solvePhases(): Promise<void> {
    const { query, plan } = this.#case
    const { must } = plan
    const standing = [...must]
    const phases: SolvedPhase[] = []
    let spent = moneyOf(plan, must)
    let allowed = 0
    for (const { most } of query.phases) {
      if (this.#isStopped) return
      allowed += most
      const money = query.budget ? Math.round(allowed * TENTHS) - spent : undefined
      const siteCount = query.budget ? SITING_LIMITS.mostSites : allowed - standing.length
      const later = query.budget ? 0 : mostSitesOf(query) - allowed
      const asked = { standing: [...standing], siteCount: Math.max(0, siteCount), later }
      const ofPhase = { ...asked, ...(money !== undefined && { money: Math.max(0, money) }) }
      const solved = await this.#solveAfter(ofPhase, PHASE_MILLISECONDS)
      if (!solved) return
      const chosen = candidatesOf(solved)
      phases.push(solved)
      standing.push(...chosen)
      spent += moneyOf(plan, chosen)
    }
    if (!this.#isStopped) this.#progress.phases = phases
  }

  #solveFair(): ReturnType<typeof fairChoice> {
    const { plan, query } = this.#case
    const { must, gainOfMust } = plan
    const siteCount = mostSitesOf(query) - must.length
    const free = {
      chosen: this.#findings.chosen.map(({ candidate }) => candidate),
      bound: this.#progress.first.bound + gainOfMust,
    }
    return fairChoice(plan, free, async (countyWeights) => {
      if (this.#isStopped) return null
      return this.#solveAfter({ standing: must, siteCount, countyWeights }, FAIR_MILLISECONDS)
    })
  }

  /** In how many cases, each solved alone, a site is chosen or one near it. */
  async #solveCases(): Promise<void> {
    const { plan, query, sites: ground } = this.#case
    const { cases } = plan.table
    if (query.problem !== 'mclp' || cases.length < 2) return
    const { must } = plan
    const siteCount = mostSitesOf(query) - must.length
    const shown = this.#findings.chosen
    const { fair } = this.#progress
    const counties = fair && { countyWeights: fair.weights }
    const chosen = shown.map(() => 0)
    for (const index of cases.keys()) {
      if (this.#isStopped) return
      const weights = cases.map((_, other) => Number(other === index))
      const asked = { standing: must, siteCount, weights, ...counties }
      const solved = await this.#solveAfter(asked, CASE_MILLISECONDS)
      if (!solved) return
      const alone = [...must, ...candidatesOf(solved)]
      for (const [k, { candidate }] of shown.entries()) {
        const [lon, lat] = ground.candidates[candidate]!.position
        const stays = alone.some((other) => {
          const { position } = ground.candidates[other]!
          return haversineMetres(lon, lat, ...position) <= SAME_SITE_METRES
        })
        chosen[k]! += Number(stays)
      }
    }
    this.#progress.stability = { cases: cases.length, chosen }
  }

  /** The findings as an answer, checked. @throws Error where a solution is not what it claims. */
  answer(): SitingAnswer {
    if (this.#failure !== null) throw this.#failure
    return this.#case.sealed(this.#findings.answer(this.#now()))
  }
}
