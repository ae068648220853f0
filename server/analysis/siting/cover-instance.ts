/** The maximal covering problem (Church and ReVelle, 1974): which sites serve most people? */

export interface CoverInstance {
  readonly candidateCount: number
  readonly demandCount: number
  /** Whole number won when a demand is served by at least one chosen site. */
  readonly gainFirst: Float64Array
  /** Whole number, not above the first, won besides when it is served by at least two. */
  readonly gainSecond: Float64Array
  /** candidateCount + 1 offsets into `candidateDemands`. */
  readonly candidateStart: Uint32Array
  /** The demands that each candidate serves in time, each once. */
  readonly candidateDemands: Uint32Array
}

/** The transposed table: the candidates that serve each demand, ascending. */
export interface ServingCandidates {
  /** demandCount + 1 offsets into `demandCandidates`. */
  readonly demandStart: Uint32Array
  readonly demandCandidates: Uint32Array
}

export const servingCandidates = (instance: CoverInstance): ServingCandidates => {
  const { candidateCount, demandCount, candidateStart, candidateDemands } = instance
  const demandStart = new Uint32Array(demandCount + 1)
  for (const demand of candidateDemands) demandStart[demand + 1]!++
  for (let demand = 0; demand < demandCount; demand++) {
    demandStart[demand + 1]! += demandStart[demand]!
  }
  const next = demandStart.slice()
  const demandCandidates = new Uint32Array(candidateDemands.length)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    for (let i = candidateStart[candidate]!; i < candidateStart[candidate + 1]!; i++) {
      demandCandidates[next[candidateDemands[i]!]!++] = candidate
    }
  }
  return { demandStart, demandCandidates }
}

/** What a choice of sites wins, computed plainly: each site counts once however often it is named. */
export const evaluateCover = (instance: CoverInstance, chosen: Iterable<number>): number => {
  const times = new Uint32Array(instance.demandCount)
  for (const candidate of new Set(chosen)) {
    const end = instance.candidateStart[candidate + 1]!
    for (let i = instance.candidateStart[candidate]!; i < end; i++) {
      times[instance.candidateDemands[i]!]!++
    }
  }
  let gain = 0
  for (const [demand, served] of times.entries()) {
    if (served >= 1) gain += instance.gainFirst[demand]!
    if (served >= 2) gain += instance.gainSecond[demand]!
  }
  return gain
}
