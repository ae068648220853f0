/** Sites that leave every county its least share of people in time, and what that costs in people. */
import type { SitingAnswer } from '../../../data/siting-answer.ts'
import { CountyPrices, worstOff } from '../../analysis/siting/county-shares.ts'
import { peopleWonByCounty } from '../../analysis/siting/site-order.ts'
import { type SitingPlan, unitsPerObjective } from '../../analysis/siting/siting-plan.ts'
import { candidatesOf, cleaned, type SolvedPhase, type Stage } from './siting-stage.ts'

/** As often prices of the counties are set anew. */
const ROUNDS = 12

/** A choice of sites where every county is to have a least share of its people in time. */
export interface FairChoice {
  /** Candidates of the table. */
  readonly chosen: readonly number[]
  /** What people of each county counted when it was found. */
  readonly weights: readonly number[]
  /** People won, times the weights of the cases. */
  readonly objective: number
  /** No choice in which every county has its share wins more. */
  readonly bound: number
  /** What the counties still lack together. */
  readonly shortfall: number
}

/** The least share goes before the people won. */
const isFairer = (one: FairChoice, other: FairChoice): boolean =>
  one.shortfall < other.shortfall ||
  (one.shortfall === other.shortfall && one.objective > other.objective)

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/**
 * The best set found in which every county has its least share, or that comes nearest to it; null
 * where none is asked for.
 * @param free the set found without it, and what no set wins more than.
 * @param solve the best set beside those that must be, where people of a county count so much; null:
 * nothing is looked for any more.
 */
export const fairChoice = async (
  { table, needs, must }: Pick<SitingPlan, 'table' | 'needs' | 'must'>,
  free: Pick<FairChoice, 'chosen' | 'bound'>,
  solve: (countyWeights: readonly number[]) => Promise<SolvedPhase | null>,
): Promise<FairChoice | null> => {
  if (!needs) return null
  const prices = new CountyPrices(needs)
  const ofMust = peopleWonByCounty(table, must)
  // Where people of all counties count alike, it is the choice that stands.
  let { chosen, bound } = free
  let best: FairChoice | null = null
  for (let round = 0; round < ROUNDS; round++) {
    const { weights } = prices
    const won = peopleWonByCounty(table, chosen)
    const shortfall = prices.shortfall(won)
    const found = { chosen, weights, bound, objective: sum(won), shortfall }
    best = { ...(best && !isFairer(found, best) ? best : found), bound }
    const isBest = best.shortfall === 0 && best.objective >= bound
    if (isBest || !prices.learn(won)) break
    const solved = await solve(prices.weights)
    if (!solved) break
    chosen = [...must, ...candidatesOf(solved)]
    const wonByMust = sum(prices.weights.map((weight, county) => weight * ofMust[county]!))
    bound = Math.min(bound, prices.boundOf(solved.stage.bound + wonByMust))
  }
  return best
}

/** What the least share of each county costs against the best set without it. */
export const fairnessPrice = (
  plan: SitingPlan,
  first: Stage,
  { objective, bound, shortfall }: FairChoice,
): SitingAnswer['fairnessPrice'] => {
  const { table, needs, must, gainOfMust, candidates } = plan
  const free = first.solution.objective + gainOfMust
  const units = unitsPerObjective(first.task, plan)
  const people = (won: number): number => cleaned(Math.max(0, won) * units)
  const chosen = first.solution.chosen.map((each) => candidates[each]!)
  // Whatever meets all needs wins them all.
  const isProvedImpossible = bound < sum(needs ?? [])
  return {
    isKept: shortfall === 0,
    isProvedImpossible,
    ...(isProvedImpossible
      ? { people: 0, atLeast: 0, atMost: 0 }
      : {
          people: people(free - objective),
          atLeast: people(free - bound),
          atMost: people(first.bound + gainOfMust - objective),
        }),
    worstWithout: worstOff(table, [...must, ...chosen])!,
  }
}
