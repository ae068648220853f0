/** The set covering problem: how few sites serve every demand in time? */

export interface SetCoverInstance {
  readonly candidateCount: number
  readonly demandCount: number
  /** candidateCount + 1 offsets into `candidateDemands`. */
  readonly candidateStart: Int32Array
  /** The demands that each candidate covers, each once. */
  readonly candidateDemands: Int32Array
}

/** The transposed table: the candidates that cover each demand, ascending. */
export interface DemandCovers {
  /** demandCount + 1 offsets into `demandCandidates`. */
  readonly demandStart: Int32Array
  readonly demandCandidates: Int32Array
}

/** From one list of covered demands per candidate; repeated demands count once. */
export const setCoverInstance = (
  demandCount: number,
  coveredByCandidate: readonly (readonly number[])[],
): SetCoverInstance => {
  const lists = coveredByCandidate.map((demands) => [...new Set(demands)])
  const candidateStart = new Int32Array(lists.length + 1)
  lists.forEach((demands, candidate) => {
    candidateStart[candidate + 1] = candidateStart[candidate]! + demands.length
  })
  return {
    candidateCount: lists.length,
    demandCount,
    candidateStart,
    candidateDemands: Int32Array.from(lists.flat()),
  }
}

export const coversByDemand = (instance: SetCoverInstance): DemandCovers => {
  const { candidateCount, demandCount, candidateStart, candidateDemands } = instance
  const demandStart = new Int32Array(demandCount + 1)
  for (const demand of candidateDemands) demandStart[demand + 1]!++
  for (let demand = 0; demand < demandCount; demand++) {
    demandStart[demand + 1]! += demandStart[demand]!
  }
  const next = demandStart.slice(0, demandCount)
  const demandCandidates = new Int32Array(candidateDemands.length)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
      demandCandidates[next[candidateDemands[at]!]!++] = candidate
    }
  }
  return { demandStart, demandCandidates }
}

/** Demands left without cover by these candidates, ascending. */
export const uncoveredDemands = (
  instance: SetCoverInstance,
  chosen: Iterable<number>,
): number[] => {
  const isCovered = new Uint8Array(instance.demandCount)
  for (const candidate of chosen) {
    const from = instance.candidateStart[candidate]!
    const to = instance.candidateStart[candidate + 1]!
    for (let at = from; at < to; at++) isCovered[instance.candidateDemands[at]!] = 1
  }
  return Array.from(isCovered.keys()).filter((demand) => isCovered[demand] === 0)
}

/** Demands that no candidate covers, ascending. Search, bound and proof leave them out. */
export const uncoverableDemands = (instance: SetCoverInstance): number[] =>
  uncoveredDemands(instance, Array(instance.candidateCount).keys())
