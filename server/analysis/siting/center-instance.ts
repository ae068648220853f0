/** The p-center problem: where must new sites stand so that whoever waits longest waits least? */
import { demandCost, openMask, type SiteCosts } from './median-instance.ts'
import type { SetCoverInstance } from './set-cover-instance.ts'

export interface CenterInstance extends SiteCosts {
  /** The base cost that stands for "no station reaches it". A demand that some candidate reaches,
   *  but no chosen one, counts with it. */
  readonly capCost: number
}

/** Demands that neither a station nor a candidate reaches, ascending: they are left out. */
export const unreachableDemands = (instance: CenterInstance): number[] =>
  Array.from(instance.baseCosts.keys()).filter((demand) => !isReachable(instance, demand))

const isReachable = (instance: CenterInstance, demand: number): boolean => {
  const { baseCosts, capCost, demandStart } = instance
  return baseCosts[demand]! < capCost || demandStart[demand + 1]! > demandStart[demand]!
}

/** Largest min(base cost, cheapest chosen cost) of all reachable demands; 0 where there is none. */
export const evaluateCenter = (instance: CenterInstance, chosen: readonly number[]): number => {
  const isOpen = openMask(instance.candidateCount, chosen)
  let largest = 0
  for (let demand = 0; demand < instance.demandCount; demand++) {
    if (!isReachable(instance, demand)) continue
    largest = Math.max(largest, demandCost(instance, isOpen, demand))
  }
  return largest
}

/**
 * Every value that the objective can take, ascending: from what it is with all candidates open to
 * what it is without any. `[0]` where no demand is reachable.
 */
export const centerThresholds = (instance: CenterInstance): Int32Array => {
  const { baseCosts, demandStart, demandCosts } = instance
  const reachable = Array.from(baseCosts.keys()).filter((demand) => isReachable(instance, demand))
  let least = 0
  let most = 0
  for (const demand of reachable) {
    const start = demandStart[demand]!
    const hasService = demandStart[demand + 1]! > start
    least = Math.max(least, hasService ? demandCosts[start]! : baseCosts[demand]!)
    most = Math.max(most, baseCosts[demand]!)
  }
  const isTaken = new Uint8Array(most - least + 1)
  isTaken[0] = 1
  for (const demand of reachable)
    if (baseCosts[demand]! >= least) isTaken[baseCosts[demand]! - least] = 1
  for (const cost of demandCosts) if (cost >= least && cost <= most) isTaken[cost - least] = 1
  return Int32Array.from(isTaken.keys())
    .filter((offset) => isTaken[offset] === 1)
    .map((offset) => least + offset)
}

/**
 * Who must be covered, and who covers whom, where nobody may cost more than `threshold`. With
 * `siteCount` sites the threshold can be kept exactly when a cover of that size exists. Demands are
 * numbered anew: those that a station serves already are not among them.
 */
export const coverWithin = (instance: CenterInstance, threshold: number): SetCoverInstance => {
  const { candidateCount, demandStart, demandCandidates, demandCosts, baseCosts } = instance
  const ends = new Int32Array(instance.demandCount)
  const candidateStart = new Int32Array(candidateCount + 1)
  const pending: number[] = []
  for (let demand = 0; demand < instance.demandCount; demand++) {
    if (baseCosts[demand]! <= threshold || !isReachable(instance, demand)) continue
    pending.push(demand)
    let entry = demandStart[demand]!
    for (; entry < demandStart[demand + 1]! && demandCosts[entry]! <= threshold; entry++) {
      candidateStart[demandCandidates[entry]! + 1]!++
    }
    ends[demand] = entry
  }
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    candidateStart[candidate + 1]! += candidateStart[candidate]!
  }
  const next = candidateStart.slice(0, candidateCount)
  const candidateDemands = new Int32Array(candidateStart[candidateCount]!)
  for (const [row, demand] of pending.entries()) {
    for (let entry = demandStart[demand]!; entry < ends[demand]!; entry++) {
      candidateDemands[next[demandCandidates[entry]!]!++] = row
    }
  }
  return { candidateCount, demandCount: pending.length, candidateStart, candidateDemands }
}

/** Place of a value among ascending thresholds: how many of them are smaller. */
export const countBelow = (thresholds: Int32Array, value: number): number => {
  let low = 0
  let high = thresholds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (thresholds[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
