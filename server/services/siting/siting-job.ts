/** One siting question being solved, stage after stage, and what is to be said of it meanwhile. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import { haversineMetres } from '../../../data/geometry.ts'
import type { VariantName } from '../../../data/planning-day.ts'
import {
  SITING_LIMITS,
  SITING_PROBLEMS,
  type Site,
  type SitingAnswer,
  type SitingQuery,
} from '../../../data/siting.ts'
import type { PeriodQuestion } from '../../analysis/coverage/day-figures.ts'
import type { DayServed } from '../../analysis/coverage/fairness.ts'
import { type OrderedSite, peopleWonByCase } from '../../analysis/siting/site-order.ts'
import type { SitingContext } from '../../analysis/siting/siting-context.ts'
import {
  type AskedAfter,
  mostSitesOf,
  nextTask,
  type Reduced,
  rankedPhases,
  rankedSites,
  type SitingPlan,
  unitsPerObjective,
} from '../../analysis/siting/siting-plan.ts'
import { evaluateSites, loosestBound, type SitingTask } from '../../analysis/siting/siting-task.ts'
import { gapPercentOf, type RunState, SitingBusy, type SitingRun } from '../../worker/siting-run.ts'
import type { StampedContext } from '../analyses.ts'
import type { Obeyed } from '../coverage/coverage.ts'
import { candidatesOf, type SolvedPhase, Stage } from './siting-stage.ts'
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

/** The best set without phases is looked for so long; then each phase. */
const UNPHASED_MILLISECONDS = 15_000
const PHASE_MILLISECONDS = 6000
/** For each case alone. */
const CASE_MILLISECONDS = 600
/** A site stays in a case where that case's own sites have one so near. */
const SAME_SITE_METRES = 1000
const TENTHS = 10

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
  /** The parts of the day. */
  readonly periods: readonly PeriodQuestion[]
  /** @throws SitingBusy */
  readonly solve: (task: SitingTask) => SitingRun
  /** The task that is left once some sites stand. */
  readonly after: (asked: AskedAfter) => Promise<Reduced>
  /** Who is in time once these stand, by the ordinary coverage, and how evenly. */
  readonly served: (sites: readonly Site[]) => Promise<DayServed>
}

/** A site of the answer by its candidate of the table. */
interface ChosenSite extends OrderedSite {
  readonly phase: number | null
}

const unitOf = ({ kind }: SitingTask, { problem }: SitingQuery): SitingAnswer['unit'] =>
  kind === 'cover' ? SITING_PROBLEMS.mclp.unit : SITING_PROBLEMS[problem].unit

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
  #finishing: Promise<void> | null = null
  #phases: SolvedPhase[] = []
  #checked: { readonly before: DayServed; readonly after: DayServed } | null = null
  #stability: SitingAnswer['stability'] = null
  #failure: unknown = null
  #isDone = false
  #retry: NodeJS.Timeout | undefined
  #limit: NodeJS.Timeout | undefined

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
    if (sitingCase.query.phases.length > 0) {
      this.#limit = setTimeout(() => this.#first.run.stop(), UNPHASED_MILLISECONDS)
    }
    this.#first.run.on('changed', () => this.#goOn())
    this.#goOn()
  }

  /** Nothing better and no better bound is looked for, and the ordinary coverage has been asked. */
  get isDone(): boolean {
    return this.#isDone
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
    this.#first.run.stop()
    this.#second?.run.stop()
    this.#goOn()
  }

  /** Resolves once there is something to answer. */
  async first(): Promise<void> {
    const enough = new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MILLISECONDS))
    await this.#first.run.first(enough)
    await this.#second?.run.first(enough)
    // Phases and cases go on for seconds; a single answer is checked before it is given.
    if (!this.#takesLong) await this.#finishing
  }

  /** Whatever follows from what was found: the next stage, the check, word to those who listen. */
  #goOn(): void {
    const task = this.#second || this.#isStopped ? null : this.#nextTask
    if (task) this.#start(task)
    else if (this.#first.isDone && (this.#second?.isDone ?? true))
      this.#finishing ??= this.#finish()
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

  /** The stage that runs behind the first ones. */
  #current: Stage | null = null

  get #takesLong(): boolean {
    const { query, plan } = this.#case
    return query.phases.length > 0 || (query.problem === 'mclp' && plan.table.cases.length > 1)
  }

  /** Phases, the check, and in how many cases each site stays. */
  async #finish(): Promise<void> {
    clearTimeout(this.#limit)
    try {
      await this.#solvePhases()
      this.#endedAfter = performance.now() - this.#started
      const { served } = this.#case
      this.#checked = { before: await served([]), after: await served(this.#sites) }
      this.emit('changed')
      await this.#solveCases()
    } catch (error) {
      this.#failure = error
    }
    this.#isDone = true
    this.emit('changed')
  }

  /** Solves a task that follows from the first findings, for so long at most; null when stopped. */
  async #solveAfter(asked: AskedAfter, milliseconds: number): Promise<SolvedPhase | null> {
    // A thread that HiGHS holds could only be ended when its time is over, not asked to stop.
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
    let spent = this.#moneyOf(must)
    let allowed = 0
    for (const { most } of query.phases) {
      if (this.#isStopped) return
      allowed += most
      const money = query.budget ? Math.round(allowed * TENTHS) - spent : undefined
      const siteCount = query.budget ? SITING_LIMITS.mostSites : allowed - standing.length
      const asked = { standing: [...standing], siteCount: Math.max(0, siteCount) }
      const ofPhase = { ...asked, ...(money !== undefined && { money: Math.max(0, money) }) }
      const solved = await this.#solveAfter(ofPhase, PHASE_MILLISECONDS)
      if (!solved) return
      const chosen = candidatesOf(solved)
      phases.push(solved)
      standing.push(...chosen)
      spent += this.#moneyOf(chosen)
    }
    if (!this.#isStopped) this.#phases = phases
  }

  /** In how many cases, each solved alone, a site is chosen or one near it. */
  async #solveCases(): Promise<void> {
    const { plan, query, sites: ground } = this.#case
    const { cases } = plan.table
    if (query.problem !== 'mclp' || cases.length < 2) return
    const { must } = plan
    const siteCount = mostSitesOf(query) - must.length
    const shown = this.#chosen
    const chosen = shown.map(() => 0)
    for (const index of cases.keys()) {
      if (this.#isStopped) return
      const weights = cases.map((_, other) => Number(other === index))
      const asked = { standing: must, siteCount, weights }
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
    this.#stability = { cases: cases.length, chosen }
  }

  /** In tenths of 10,000 yuan. */
  #moneyOf(candidates: readonly number[]): number {
    const { budget } = this.#case.plan.rules
    return candidates.reduce((sum, candidate) => sum + (budget?.costs[candidate] ?? 0), 0)
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
    const found = solution.chosen.map((each) => plan.candidates[each]!)
    const ranked = rankedSites(plan, task.kind, found)
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

  /** The sites shown, phase by phase, in each those that gain most first. */
  get #chosen(): ChosenSite[] {
    const { plan } = this.#case
    const { task, solution } = this.#shown.stage
    const candidates = plan.most?.task === task ? plan.most.candidates : plan.candidates
    if (this.#phases.length === 0) {
      const spare = this.#spare?.solution.chosen
      const all = [...plan.must, ...solution.chosen.map((each) => candidates[each]!)]
      return rankedSites(plan, task.kind, all, spare).map((site) => ({ ...site, phase: null }))
    }
    const sets = this.#phases.map(candidatesOf)
    sets[0] = [...plan.must, ...sets[0]!]
    return rankedPhases(plan, sets)
  }

  get #sites(): Site[] {
    const { plan, sites } = this.#case
    return this.#chosen.map(({ candidate, peopleWon, gain, isSpare, phase }, index) => {
      const { position, name, nameEn, kind, stationId, ...at } = sites.candidates[candidate]!
      const [lon, lat] = position
      const { countyCode, townCode, isMust } = at
      const cost = plan.rules.budget ? this.#moneyOf([candidate]) / TENTHS : null
      const ranked = { rank: index + 1, peopleWon, gain: isSpare ? null : cleaned(gain), isSpare }
      const place = { lon, lat, name, nameEn, kind, stationId, countyCode, townCode }
      return { ...ranked, ...place, cost, phase, isMust }
    })
  }

  /** The stage that makes use of sites which the objective does not need. */
  get #spare(): Stage | null {
    return this.#first.task.kind === 'center' ? this.#second : null
  }

  /** People in time over the parts of the day at one speed. @param byCase in time in each case. */
  #overDay(byCase: readonly number[], variant: VariantName = 'nominal'): number {
    const { cases } = this.#case.plan.table
    let [sum, weights] = [0, 0]
    for (const [index, each] of cases.entries()) {
      if (each.variant !== variant) continue
      sum += each.periodWeight * byCase[index]!
      weights += each.periodWeight
    }
    return Math.round(sum / weights)
  }

  /** Who is in time in each case, with the sites shown. @throws Error as `#peopleChecked`. */
  get #people() {
    const { plan, sites: ground, periods } = this.#case
    const { cases } = plan.table
    const before = ground.peopleInTime
    const won = peopleWonByCase(
      plan.table,
      this.#chosen.map(({ candidate }) => candidate),
    )
    const after = before.map((people, index) => people + won[index]!)
    const variants = new Set(cases.map(({ variant }) => variant))
    const band = (variant: VariantName) => ({
      before: this.#overDay(before, variant),
      after: this.#overDay(after, variant),
    })
    const byPeriod = periods.map(({ name, weight, question }, period) => {
      const at = cases.findIndex((each) => each.period === period && each.variant === 'nominal')
      const people = { peopleInTimeBefore: before[at]!, peopleInTime: after[at]! }
      return { name, at: question.query.at, weight, ...people }
    })
    return {
      peopleInTimeBefore: this.#overDay(before),
      peopleInTime: this.#overDay(after),
      peopleInTimeChecked: this.#peopleChecked(byPeriod),
      periods: byPeriod,
      band:
        variants.size > 1
          ? { slow: band('slow'), nominal: band('nominal'), fast: band('fast') }
          : null,
    }
  }

  /** Objective and bound as people read them, with what the sites that must be win. */
  get #worth() {
    const { plan } = this.#case
    const { task, solution, bound } = this.#shown.stage
    const { gainOfMust } = plan
    const phased = this.#phases.length > 0 ? this.#phasedObjective : solution.objective
    const units = unitsPerObjective(task, plan)
    return {
      objective: (phased + gainOfMust) * units,
      bound: (bound + gainOfMust) * units,
      gapPercent: gapPercentOf(phased + gainOfMust, bound + gainOfMust),
    }
  }

  /** What the sets of all phases win together. */
  get #phasedObjective(): number {
    return this.#phases.reduce((sum, { stage }) => sum + stage.solution.objective, 0)
  }

  get #phaseFindings(): Pick<SitingAnswer, 'phases' | 'phaseLoss'> {
    if (this.#phases.length === 0) return { phases: [], phaseLoss: null }
    const { plan, query } = this.#case
    const sites = this.#chosen
    const unphased = this.#first.solution.objective
    return {
      phases: this.#phases.map(({ stage }, index) => {
        const own = sites.filter(({ phase }) => phase === index)
        const { solution, bound, run } = stage
        return {
          ...query.phases[index]!,
          sites: own.length,
          peopleWon: own.reduce((sum, { peopleWon }) => sum + peopleWon, 0),
          gapPercent: Number(gapPercentOf(solution.objective, bound).toFixed(GAP_DECIMALS)),
          proved: run.findings.state === 'optimal',
        }
      }),
      phaseLoss: Math.max(
        0,
        Math.round((unphased - this.#phasedObjective) * unitsPerObjective(this.#first.task, plan)),
      ),
    }
  }

  /** The findings as an answer, checked. @throws Error where a solution is not what it claims. */
  answer(): SitingAnswer {
    if (this.#failure !== null) throw this.#failure
    const { query, sites: ground, context, told, plan } = this.#case
    const { stage, state } = this.#shown
    const { task, solution } = stage
    const before = 'siteCount' in task ? evaluateSites(task, []) : null
    const elapsed = this.#endedAfter ?? performance.now() - this.#started
    const { objective, bound, gapPercent } = this.#worth
    const isPhased = this.#phases.length > 0
    const found = {
      sites: this.#sites,
      objective: cleaned(objective),
      objectiveBefore: before === null ? null : cleaned(before * unitsPerObjective(task, plan)),
      bound: cleaned(bound),
      unit: unitOf(task, query),
      proved: isPhased ? gapPercent === 0 : state === 'optimal',
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
      ...this.#people,
      ...this.#phaseFindings,
      remarks: sitingRemarks(found, isLeast),
      gapPercent: Number(gapPercent.toFixed(GAP_DECIMALS)),
      state: this.isDone ? state : 'running',
      ...(!this.isDone && { jobId: this.id }),
      spent: plan.rules.budget
        ? this.#moneyOf(this.#chosen.map(({ candidate }) => candidate)) / TENTHS
        : null,
      fairness: this.#checked && {
        before: this.#checked.before.fairness,
        after: this.#checked.after.fairness,
      },
      stability: this.#stability,
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
  #peopleChecked(expected: readonly { readonly peopleInTime: number }[]): number | null {
    if (!this.#checked) return null
    const found = this.#checked.after.peopleInTime
    const { cases } = this.#case.plan.table
    for (const [period, { peopleInTime }] of expected.entries()) {
      if (found[period] === peopleInTime) continue
      throw new Error(
        `the sites bring ${peopleInTime} people in time, by the coverage ${found[period]}`,
      )
    }
    return this.#overDay(cases.map(({ period }) => found[period]!))
  }
}
