/** Sites one after the other, each the one that saves most: a good start for search and bound. */
import {
  type CandidateServices,
  demandCost,
  type MedianInstance,
  openMask,
} from './median-instance.ts'

/** What opening this candidate would save, given what each demand costs now. */
const savingOf = (
  instance: MedianInstance,
  services: CandidateServices,
  currentCosts: Float64Array,
  candidate: number,
): number => {
  const { candidateStart, candidateDemands, candidateCosts } = services
  let saving = 0
  for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
    const demand = candidateDemands[at]!
    const saved = currentCosts[demand]! - candidateCosts[at]!
    if (saved > 0) saving += instance.weights[demand]! * saved
  }
  return saving
}

const indexOfLargest = (values: Float64Array): number => {
  let largest = 0
  for (let index = 1; index < values.length; index++) {
    if (values[index]! > values[largest]!) largest = index
  }
  return largest
}

/**
 * Adds sites to `start` until there are `siteCount` or none saves anything (then no other choice is
 * better either: savings only shrink as sites are added). In the order of opening.
 * Lazy: a saving is computed anew only where the old, larger one leads (Minoux, 1978).
 */
export const greedyMedian = (
  instance: MedianInstance,
  services: CandidateServices,
  siteCount: number,
  start: readonly number[] = [],
): number[] => {
  const { candidateCount, demandCount } = instance
  const { candidateStart, candidateDemands, candidateCosts } = services
  const isOpen = openMask(candidateCount, start)
  const currentCosts = new Float64Array(demandCount)
  for (let demand = 0; demand < demandCount; demand++) {
    currentCosts[demand] = demandCost(instance, isOpen, demand)
  }
  const savings = new Float64Array(candidateCount)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    savings[candidate] = savingOf(instance, services, currentCosts, candidate)
  }
  const computedWith = new Int32Array(candidateCount).fill(start.length)
  const chosen = [...start]
  while (chosen.length < siteCount && candidateCount > 0) {
    const leader = indexOfLargest(savings)
    if (savings[leader]! <= 0) break
    if (computedWith[leader]! < chosen.length) {
      savings[leader] = savingOf(instance, services, currentCosts, leader)
      computedWith[leader] = chosen.length
      continue
    }
    chosen.push(leader)
    savings[leader] = 0
    for (let at = candidateStart[leader]!; at < candidateStart[leader + 1]!; at++) {
      const demand = candidateDemands[at]!
      if (candidateCosts[at]! < currentCosts[demand]!) currentCosts[demand] = candidateCosts[at]!
    }
  }
  return chosen
}
