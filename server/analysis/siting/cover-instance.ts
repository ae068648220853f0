/** The maximal covering problem (Church and ReVelle, 1974): which sites serve most people? */

export interface CoverInstance {
  readonly candidateCount: number
  readonly demandCount: number
  /** Whole number won when a demand is served by at least one chosen site. */
  readonly gainFirst: Float64Array
  /** Whole number, not above the first, won when it is served by at least two. */
  readonly gainSecond: Float64Array
  /** candidateCount + 1 offsets into `candidateDemands`. */
  readonly candidateStart: Uint32Array
  /** The demands that each candidate serves in time, each once. */
  readonly candidateDemands: Uint32Array
}

/** What a choice of sites wins, computed plainly. */
export const evaluateCover = (instance: CoverInstance, chosen: Iterable<number>): number => {
  const times = new Uint8Array(instance.demandCount)
  let gain = 0
  for (const candidate of new Set(chosen)) {
    const end = instance.candidateStart[candidate + 1]!
    for (let i = instance.candidateStart[candidate]!; i < end; i++) {
      const demand = instance.candidateDemands[i]!
      if (times[demand] === 0) gain += instance.gainFirst[demand]!
      if (times[demand] === 1) gain += instance.gainSecond[demand]!
      times[demand] = Math.min(2, times[demand]! + 1)
    }
  }
  return gain
}
