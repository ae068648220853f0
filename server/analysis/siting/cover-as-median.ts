/** Covering as a p-median: a demand costs 1 as long as nobody serves it, then 0. First level only. */
import type { CoverInstance } from './cover-instance.ts'
import type { MedianInstance } from './median-instance.ts'

export const coverAsMedian = (instance: CoverInstance): MedianInstance => {
  const { candidateCount, demandCount, candidateStart, candidateDemands, gainFirst } = instance
  const demandStart = new Int32Array(demandCount + 1)
  for (const demand of candidateDemands) demandStart[demand + 1]!++
  for (let demand = 0; demand < demandCount; demand++) {
    demandStart[demand + 1]! += demandStart[demand]!
  }
  const next = demandStart.slice()
  const demandCandidates = new Int32Array(candidateDemands.length)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    for (let i = candidateStart[candidate]!; i < candidateStart[candidate + 1]!; i++) {
      demandCandidates[next[candidateDemands[i]!]!++] = candidate
    }
  }
  return {
    candidateCount,
    demandCount,
    weights: gainFirst,
    baseCosts: new Float64Array(demandCount).fill(1),
    demandStart,
    demandCandidates,
    demandCosts: new Int32Array(candidateDemands.length),
  }
}
