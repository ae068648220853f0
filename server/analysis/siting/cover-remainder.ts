/** What prices leave open of a covering problem: which candidates a better choice may still use. */
import type { CoverInstance } from './cover-instance.ts'

export interface CoverRemainder {
  readonly instance: CoverInstance
  /** Sites that every better choice has. */
  readonly fixed: readonly number[]
  /** Candidates of which a better choice takes the other sites. */
  readonly free: readonly number[]
  readonly siteCount: number
}

export interface CoverProof {
  /** No choice of the fixed and free candidates wins more. */
  readonly bound: number
  readonly chosen: readonly number[] | null
}

/** Decides a remainder, or answers null where it is too large; blocks until it returns. */
export type CoverProver = (remainder: CoverRemainder) => CoverProof | null

/**
 * Lagrangian variable fixing (Beasley, 1990): the relaxed value tells at no further cost how much
 * less it would be with a candidate forced in or out; where that is no better than the incumbent,
 * the candidate is out or in for every better choice.
 * @param relaxedGain value of the relaxed problem at these prices.
 */
export const fixCandidates = (
  instance: CoverInstance,
  siteCount: number,
  prices: Float64Array,
  relaxedGain: number,
  incumbent: number,
): CoverRemainder => {
  const { candidateCount, candidateStart, candidateDemands } = instance
  const revenues = new Float64Array(candidateCount)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    for (let i = candidateStart[candidate]!; i < candidateStart[candidate + 1]!; i++) {
      revenues[candidate]! += prices[candidateDemands[i]!]!
    }
  }
  const order = Array.from(revenues.keys()).sort((a, b) => revenues[b]! - revenues[a]!)
  const lastIn = revenues[order[siteCount - 1] ?? -1] ?? 0
  const firstOut = revenues[order[siteCount] ?? -1] ?? 0
  // A better choice wins at least one more.
  const isHopeless = (gain: number): boolean => gain < incumbent + 1
  const fixed: number[] = []
  const free: number[] = []
  for (const [rank, candidate] of order.entries()) {
    const revenue = revenues[candidate]!
    const isIn = rank < siteCount
    const without = relaxedGain - (revenue - firstOut)
    const withIt = relaxedGain - (lastIn - revenue)
    if (isIn && isHopeless(without)) fixed.push(candidate)
    else if (isIn || !isHopeless(withIt)) free.push(candidate)
  }
  return { instance, fixed, free, siteCount }
}
