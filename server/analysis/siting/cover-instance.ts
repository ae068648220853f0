/** The maximal covering problem (Church and ReVelle, 1974): which sites serve most people? */
import {
  byDemand,
  type CandidateTable,
  candidatesOf,
  candidateTable,
  demandsOf,
} from './candidate-table.ts'

export interface CoverInstance extends CandidateTable {
  /** Whole number won when a demand is served by at least one chosen site. */
  readonly gainFirst: Float64Array
  /** Whole number, not above the first, won besides when it is served by at least two. */
  readonly gainSecond: Float64Array
}

/**
 * What a choice of sites wins, computed plainly: each site counts once however often it is named.
 */
export const evaluateCover = (instance: CoverInstance, chosen: Iterable<number>): number => {
  const times = new Uint32Array(instance.demandCount)
  for (const candidate of new Set(chosen)) {
    for (const demand of demandsOf(instance, candidate)) times[demand]!++
  }
  let gain = 0
  for (const [demand, served] of times.entries()) {
    if (served >= 1) gain += instance.gainFirst[demand]!
    if (served >= 2) gain += instance.gainSecond[demand]!
  }
  return gain
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
    if (serving.length === 0 || instance.gainFirst[demand] === 0) return -1
    const key = serving.join()
    const known = first.get(key)
    if (known === undefined) first.set(key, demand)
    return known ?? demand
  })
}

/**
 * Marks (1) candidates whose demands another one serves as well: they are never needed where a
 * second station wins nothing. Of twins one is kept.
 */
const dominated = (lists: readonly Uint32Array[], demandCount: number): Uint8Array => {
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
      return others.reduce((n, d) => n + Number(mark[d] === candidate), 0) === demands.length
    }
    isDominated[candidate] = Number(serving[rarest]!.some(isServedBy))
  }
  return isDominated
}

/**
 * The same problem with fewer demands and candidates: its best choice is one of the whole problem.
 * @returns with it the candidate of the whole problem that each of its own stands for.
 */
export const reduceCover = (instance: CoverInstance) => {
  const representative = mergedDemands(instance)
  const kept = [...representative.keys()].filter((demand) => representative[demand] === demand)
  const numberOf = new Int32Array(instance.demandCount).fill(-1)
  for (const [number, demand] of kept.entries()) numberOf[demand] = number
  const gainFirst = new Float64Array(kept.length)
  const gainSecond = new Float64Array(kept.length)
  for (const [demand, of] of representative.entries()) {
    if (of < 0) continue
    gainFirst[numberOf[of]!]! += instance.gainFirst[demand]!
    gainSecond[numberOf[of]!]! += instance.gainSecond[demand]!
  }
  const lists = Array.from({ length: instance.candidateCount }, (_, candidate) =>
    demandsOf(instance, candidate)
      .filter((demand) => representative[demand] === demand)
      .map((demand) => numberOf[demand]!),
  )
  const hasBackup = gainSecond.some((gain) => gain > 0)
  const isDropped = hasBackup
    ? Uint8Array.from(lists, ({ length }) => Number(length === 0))
    : dominated(lists, kept.length)
  const candidates = Uint32Array.from(lists.keys()).filter((each) => isDropped[each] === 0)
  const left = Array.from(candidates, (candidate) => lists[candidate]!)
  return { instance: { ...candidateTable(kept.length, left), gainFirst, gainSecond }, candidates }
}
