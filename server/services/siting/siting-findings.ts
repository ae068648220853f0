/** What is to be said of a siting question while it is solved, and once it is. */
import { saidInDemandWords } from '../../../data/demand-words.ts'
import type { VariantName } from '../../../data/planning-day.ts'
import { SITING_PROBLEMS, type SitingQuery } from '../../../data/siting.ts'
import type { Site, SitingAnswer } from '../../../data/siting-answer.ts'
import type { PeriodQuestion } from '../../analysis/coverage/day-figures.ts'
import type { DayServed } from '../../analysis/coverage/fairness.ts'
import { type OrderedSite, peopleWonByCase } from '../../analysis/siting/site-order.ts'
import type { SitingContext } from '../../analysis/siting/siting-context.ts'
import {
  rankedPhases,
  rankedSites,
  type SitingPlan,
  unitsPerObjective,
} from '../../analysis/siting/siting-plan.ts'
import {
  evaluateSites,
  isDecided,
  loosestBound,
  type SitingTask,
} from '../../analysis/siting/siting-task.ts'
import { gapPercentOf, type RunState } from '../../worker/siting-run.ts'
import type { StampedContext } from '../analyses.ts'
import type { Obeyed } from '../coverage/coverage.ts'
import { type FairChoice, fairnessPrice } from './fair-choice.ts'
import { candidatesOf, cleaned, type SolvedPhase, type Stage } from './siting-stage.ts'
import { sitingRemarks } from './siting-words.ts'

const GAP_DECIMALS = 4
const MILLISECONDS_PER_SECOND = 1000

/** None where the bound leaves nothing open. */
const gapOf = (task: SitingTask, objective: number, bound: number): number =>
  isDecided(task, objective, bound) ? 0 : gapPercentOf(objective, bound)
const TENTHS = 10

/** What is asked, and what it is asked of. */
export interface SitingCase {
  readonly query: SitingQuery
  readonly sites: Omit<SitingContext, 'cover' | 'time'>
  readonly context: StampedContext
  readonly told: Obeyed
  readonly plan: SitingPlan
  /** The parts of the day. */
  readonly periods: readonly PeriodQuestion[]
}

/** How far a job has come. */
export interface SitingProgress {
  readonly id: string
  readonly first: Stage
  /** What is solved over the first stage's findings, if anything is. */
  second: Stage | null
  phases: readonly SolvedPhase[]
  fair: FairChoice | null
  checked: { readonly before: DayServed; readonly after: DayServed } | null
  stability: SitingAnswer['stability']
  isDone: boolean
  readonly elapsedMilliseconds: () => number
}

/** A site of the answer by its candidate of the table. */
interface ChosenSite extends OrderedSite {
  readonly phase: number | null
}

const unphased = (site: OrderedSite): ChosenSite => ({ ...site, phase: null })

const unitOf = ({ kind }: SitingTask, { problem, demand }: SitingQuery): SitingAnswer['unit'] =>
  saidInDemandWords(SITING_PROBLEMS[kind === 'cover' ? 'mclp' : problem].unit, demand)

/** What candidates cost together, in tenths of 10,000 yuan; 0 without a budget. */
export const moneyOf = (
  { rules: { budget } }: Pick<SitingPlan, 'rules'>,
  candidates: readonly number[],
): number => candidates.reduce((sum, candidate) => sum + (budget?.costs[candidate] ?? 0), 0)

export class SitingFindings {
  readonly #case: SitingCase
  readonly #progress: SitingProgress

  constructor(sitingCase: SitingCase, progress: SitingProgress) {
    this.#case = sitingCase
    this.#progress = progress
  }

  /** The stage whose objective and bound are shown, and its sites. */
  get #shown(): { stage: Pick<Stage, 'task' | 'solution' | 'bound'>; state: RunState } {
    const { query, plan } = this.#case
    const { task, solution, run } = this.#progress.first
    if (query.problem !== 'lscp' || solution.objective <= query.add || !plan.most) {
      return { stage: this.#progress.first, state: run.findings.state }
    }
    if (this.#progress.second)
      return { stage: this.#progress.second, state: this.#progress.second.run.findings.state }
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
  get chosen(): ChosenSite[] {
    const { plan } = this.#case
    const { task, solution } = this.#shown.stage
    const candidates = plan.most?.task === task ? plan.most.candidates : plan.candidates
    const { fair } = this.#progress
    if (fair) return rankedSites(plan, task.kind, fair.chosen).map(unphased)
    if (this.#progress.phases.length === 0) {
      const spare = this.#spare?.solution.chosen
      const all = [...plan.must, ...solution.chosen.map((each) => candidates[each]!)]
      return rankedSites(plan, task.kind, all, spare).map(unphased)
    }
    const sets = this.#progress.phases.map(candidatesOf)
    sets[0] = [...plan.must, ...sets[0]!]
    return rankedPhases(plan, sets)
  }

  get sites(): Site[] {
    return this.#sitesOf(this.chosen)
  }

  #sitesOf(chosen: readonly ChosenSite[]): Site[] {
    const { plan, sites } = this.#case
    return chosen.map(({ candidate, peopleWon, gain, isSpare, phase }, index) => {
      const { position, name, nameEn, kind, stationId, ...at } = sites.candidates[candidate]!
      const [lon, lat] = position
      const { countyCode, townCode, isMust } = at
      const cost = plan.rules.budget ? moneyOf(plan, [candidate]) / TENTHS : null
      const ranked = { rank: index + 1, peopleWon, gain: isSpare ? null : cleaned(gain), isSpare }
      const place = { lon, lat, name, nameEn, kind, stationId, countyCode, townCode }
      return { ...ranked, ...place, cost, phase, isMust }
    })
  }

  /** The stage that makes use of sites which the objective does not need. */
  get #spare(): Stage | null {
    return this.#progress.first.task.kind === 'center' ? this.#progress.second : null
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
  #peopleOf(candidates: readonly number[]) {
    const { plan, sites: ground, periods } = this.#case
    const { cases } = plan.table
    const before = ground.peopleInTime
    const won = peopleWonByCase(plan.table, candidates)
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

  /** Objective and bound in whole numbers, with what the sites that must be win. */
  get #won(): { readonly objective: number; readonly bound: number } {
    const { gainOfMust } = this.#case.plan
    const { solution, bound } = this.#shown.stage
    const { fair, phases } = this.#progress
    const free = { objective: solution.objective + gainOfMust, bound: bound + gainOfMust }
    if (phases.length > 0) return { ...free, objective: this.#phasedObjective + gainOfMust }
    if (!fair) return free
    // A choice that does not keep the least shares is held against all choices.
    return fair.shortfall === 0 ? fair : { ...free, objective: fair.objective }
  }

  /** As people read them. */
  get #worth() {
    const { plan } = this.#case
    const { objective, bound } = this.#won
    const units = unitsPerObjective(this.#shown.stage.task, plan)
    return {
      objective: objective * units,
      bound: bound * units,
      gapPercent: gapOf(this.#shown.stage.task, objective, bound),
    }
  }

  /** What the sets of all phases win together. */
  get #phasedObjective(): number {
    return this.#progress.phases.reduce((sum, { stage }) => sum + stage.solution.objective, 0)
  }

  #phasesOf(sites: readonly ChosenSite[]): Pick<SitingAnswer, 'phases' | 'phaseLoss'> {
    if (this.#progress.phases.length === 0) return { phases: [], phaseLoss: null }
    const { plan, query } = this.#case
    const free = this.#progress.first.solution.objective
    return {
      phases: this.#progress.phases.map(({ stage }, index) => {
        const own = sites.filter(({ phase }) => phase === index)
        const { task, solution, bound, run } = stage
        return {
          ...query.phases[index]!,
          sites: own.length,
          peopleWon: own.reduce((sum, { peopleWon }) => sum + peopleWon, 0),
          gapPercent: Number(gapOf(task, solution.objective, bound).toFixed(GAP_DECIMALS)),
          proved: run.findings.state === 'optimal',
        }
      }),
      phaseLoss: Math.max(
        0,
        Math.round(
          (free - this.#phasedObjective) * unitsPerObjective(this.#progress.first.task, plan),
        ),
      ),
    }
  }

  /** The findings as an answer, checked. @throws Error where a solution is not what it claims. */
  answer(now: Date): SitingAnswer {
    const { query, sites: ground, context, told, plan } = this.#case
    const { id, isDone, checked, stability, elapsedMilliseconds } = this.#progress
    const { graph } = context.network
    const { stage, state } = this.#shown
    const { task, solution } = stage
    const before = 'siteCount' in task ? evaluateSites(task, []) : null
    const { objective, bound, gapPercent } = this.#worth
    const { fair, phases } = this.#progress
    const chosen = this.chosen
    const candidates = chosen.map(({ candidate }) => candidate)
    const isProved =
      fair || phases.length > 0
        ? gapPercent === 0 && (fair?.shortfall ?? 0) === 0
        : state === 'optimal'
    const found = {
      sites: this.#sitesOf(chosen),
      objective: cleaned(objective),
      objectiveBefore: before === null ? null : cleaned(before * unitsPerObjective(task, plan)),
      bound: cleaned(bound),
      unit: unitOf(task, query),
      proved: isProved,
      fairnessPrice: fair && fairnessPrice(plan, this.#progress.first, fair),
      enough: this.#enough,
      spare: this.#spareFindings,
      people: Math.round(ground.people),
      demandRecord: context.data.demand.record,
      peopleUnreachable: plan.peopleUnreachable,
      leftOut: [...ground.leftOut],
      query,
    }
    const isLeast = task.kind === 'center' && solution.objective === loosestBound(task)
    const counted = this.#peopleOf(candidates)
    return {
      ...found,
      ...counted,
      ...this.#phasesOf(chosen),
      remarks: sitingRemarks({ ...found, ...counted }, isLeast, plan.peopleNeverReached).map(
        (remark) => saidInDemandWords(remark, query.demand),
      ),
      gapPercent: Number(gapPercent.toFixed(GAP_DECIMALS)),
      state: isDone ? this.#stateOf(state, isProved, gapPercent) : 'running',
      ...(!isDone && { jobId: id }),
      spent: plan.rules.budget && moneyOf(plan, candidates) / TENTHS,
      fairness: checked && {
        before: checked.before.fairness,
        after: checked.after.fairness,
      },
      stability,
      candidateCount: ground.candidates.length,
      demandCount: plan.table.cells.length,
      curve: [...ground.curve],
      unreachableCells: [...plan.unreachableCells],
      elapsedSeconds: Number((elapsedMilliseconds() / MILLISECONDS_PER_SECOND).toFixed(2)),
      ...told,
      network: { id: graph.id, provenance: graph.provenance },
      revision: context.revision,
      timeStamp: now.toISOString(),
      notice: context.notice,
    }
  }

  /** The search for least shares ends by time: only then is it not what the first stage is. */
  #stateOf(state: RunState, isProved: boolean, gapPercent: number): RunState {
    const { fair } = this.#progress
    if (!fair || state === 'failed') return state
    if (isProved) return 'optimal'
    const isWithin = fair.shortfall === 0 && gapPercent <= this.#case.query.gapPercent
    return isWithin ? 'within-gap' : 'stopped'
  }

  get #enough(): SitingAnswer['enough'] {
    if (this.#case.query.problem !== 'lscp') return null
    const { solution, bound, run } = this.#progress.first
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
    if (!this.#progress.checked) return null
    const found = this.#progress.checked.after.peopleInTime
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
