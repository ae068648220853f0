/** The maximal covering problem (Church and ReVelle, 1974): which sites serve most people? */
import {
  byDemand,
  type CandidateTable,
  candidatesOf,
  candidateTable,
  demandsOf,
} from './candidate-table.ts'
import { NO_RULES, rulesAmong, type SiteRules } from './site-rules.ts'

export interface CoverInstance extends CandidateTable {
  /**
   * By level: the whole number won when a demand is served by at least one chosen site, what is
   * won besides when it is by two, and so on; of one demand none is above the one before.
   */
  readonly gains: readonly Float64Array[]
}

/** What is won by serving a demand once more. @param times how often it is served. */
export const gainOfNext = ({ gains }: CoverInstance, demand: number, times: number): number =>
  gains[times]?.[demand] ?? 0

/** How often each demand is served. */
export const timesServed = (instance: CoverInstance, chosen: Iterable<number>): Uint32Array => {
  const times = new Uint32Array(instance.demandCount)
  for (const candidate of new Set(chosen)) {
    for (const demand of demandsOf(instance, candidate)) times[demand]!++
  }
  return times
}

/**
 * What a choice of sites wins, computed plainly: each site counts once however often it is named.
 */
export const evaluateCover = (instance: CoverInstance, chosen: Iterable<number>): number => {
  let won = 0
  for (const [demand, times] of timesServed(instance, chosen).entries()) {
    for (let level = 0; level < times; level++) won += gainOfNext(instance, demand, level)
  }
  return won
}

/** What is left to win once some sites stand. */
export const instanceAfter = (
  instance: CoverInstance,
  standing: readonly number[],
): CoverInstance => {
  if (standing.length === 0) return instance
  const times = timesServed(instance, standing)
  const gains = instance.gains.map((_, level) =>
    Float64Array.from(times, (served, demand) => gainOfNext(instance, demand, served + level)),
  )
  return { ...instance, gains }
}

/**
 * For each demand the first one that the same candidates serve, which stands for all of them; −1
 * where no candidate serves it, or nothing is won by it.
 */
const mergedDemands = (instance: CoverInstance): Int32Array => {
  const table = byDemand(instance)
  const first = new Map<string, number>()
  return Int32Array.from({ length: instance.demandCount }, (_, demand) => {
    const serving = candidatesOf(table, demand)
    if (serving.length === 0 || instance.gains[0]![demand] === 0) return -1
    const key = serving.join()
    const known = first.get(key)
    if (known === undefined) first.set(key, demand)
    return known ?? demand
  })
}

/**
 * Marks (1) candidates whose demands another one serves as well, at no higher cost: they
 * are never needed where a second station wins nothing. Of twins one is kept.
 */
const dominated = (
  lists: readonly Uint32Array[],
  demandCount: number,
  { budget }: SiteRules,
): Uint8Array => {
  const serving: number[][] = Array.from({ length: demandCount }, () => [])
  for (const [candidate, demands] of lists.entries()) {
    for (const demand of demands) serving[demand]!.push(candidate)
  }
  const isDominated = new Uint8Array(lists.length)
  const mark = new Int32Array(demandCount).fill(-1)
  for (const [candidate, demands] of lists.entries()) {
    if (demands.length === 0) {
      isDominated[candidate] = 1
      continue
    }
    for (const demand of demands) mark[demand] = candidate
    const rarest = demands.reduce((a, b) => (serving[b]!.length < serving[a]!.length ? b : a))
    const isServedBy = (other: number): boolean => {
      const others = lists[other]!
      if (other === candidate || others.length < demands.length || isDominated[other] === 1)
        return false
      if (budget && budget.costs[other]! > budget.costs[candidate]!) return false
      return others.reduce((n, d) => n + Number(mark[d] === candidate), 0) === demands.length
    }
    isDominated[candidate] = Number(serving[rarest]!.some(isServedBy))
  }
  return isDominated
}

const NO_DEMANDS = new Uint32Array(0)

/**
 * The same problem with fewer demands and candidates: its best choice is one of the whole problem.
 * With quotas all candidates stay: what one of them must have may be one that wins nothing.
 * @param without candidates that are not to be chosen.
 * @returns with it the candidate of the whole problem that each of its own stands for.
 */
export const reduceCover = (
  instance: CoverInstance,
  rules: SiteRules = NO_RULES,
  without: readonly number[] = [],
) => {
  const representative = mergedDemands(instance)
  const kept = [...representative.keys()].filter((demand) => representative[demand] === demand)
  const numberOf = new Int32Array(instance.demandCount).fill(-1)
  for (const [number, demand] of kept.entries()) numberOf[demand] = number
  const gains = instance.gains.map(() => new Float64Array(kept.length))
  for (const [demand, of] of representative.entries()) {
    if (of < 0) continue
    for (const [level, gain] of gains.entries()) {
      gain[numberOf[of]!]! += instance.gains[level]![demand]!
    }
  }
  const isOut = new Uint8Array(instance.candidateCount)
  for (const candidate of without) isOut[candidate] = 1
  const lists = Array.from({ length: instance.candidateCount }, (_, candidate) =>
    (isOut[candidate] === 1 ? NO_DEMANDS : demandsOf(instance, candidate))
      .filter((demand) => representative[demand] === demand)
      .map((demand) => numberOf[demand]!),
  )
  const hasBackup = gains.some((gain, level) => level > 0 && gain.some((each) => each > 0))
  const isDropped = (() => {
    if (rules.quotas) return new Uint8Array(lists.length)
    if (!hasBackup) return dominated(lists, kept.length, rules)
    return Uint8Array.from(lists, ({ length }) => Number(length === 0))
  })()
  for (const candidate of without) isDropped[candidate] = 1
  const candidates = Uint32Array.from(lists.keys()).filter((each) => isDropped[each] === 0)
  const left = Array.from(candidates, (candidate) => lists[candidate]!)
  const reduced: CoverInstance = { ...candidateTable(kept.length, left), gains }
  return { instance: reduced, rules: rulesAmong(rules, candidates), candidates }
}
