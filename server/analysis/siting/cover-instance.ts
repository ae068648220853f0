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

// The same covering problem with fewer demands and candidates.

interface ReducedCover {
  readonly instance: CoverInstance
  /** The candidate of the whole problem that each reduced one stands for. */
  readonly candidates: Uint32Array
}

/** Demands that the same candidates serve, as one; those that nobody serves, or wins by, left out. */
const mergedDemands = (instance: CoverInstance): Int32Array => {
  const { demandStart, demandCandidates } = servingCandidates(instance)
  const first = new Map<string, number>()
  return Int32Array.from({ length: instance.demandCount }, (_, demand) => {
    const serving = demandCandidates.subarray(demandStart[demand]!, demandStart[demand + 1]!)
    if (serving.length === 0 || instance.gainFirst[demand] === 0) return -1
    const key = serving.join()
    const known = first.get(key)
    if (known === undefined) first.set(key, demand)
    return known ?? demand
  })
}

/**
 * Candidates that serve nobody whom another one does not serve as well are never needed, where a
 * second station wins nothing: whoever is served by both is served once. Of twins one is kept.
 */
const dominated = (demandsOf: readonly Uint32Array[], demandCount: number): Uint8Array => {
  const serving: number[][] = Array.from({ length: demandCount }, () => [])
  for (const [candidate, demands] of demandsOf.entries()) {
    for (const demand of demands) serving[demand]!.push(candidate)
  }
  const isDominated = new Uint8Array(demandsOf.length)
  const mark = new Int32Array(demandCount).fill(-1)
  for (const [candidate, demands] of demandsOf.entries()) {
    if (demands.length === 0) isDominated[candidate] = 1
    if (demands.length === 0) continue
    for (const demand of demands) mark[demand] = candidate
    const rarest = demands.reduce((a, b) => (serving[b]!.length < serving[a]!.length ? b : a))
    isDominated[candidate] = serving[rarest]!.some((other) => {
      const isSmaller = demandsOf[other]!.length < demands.length
      if (other === candidate || isSmaller || isDominated[other] === 1) return false
      return (
        demandsOf[other]!.reduce((n, d) => n + (mark[d] === candidate ? 1 : 0), 0) ===
        demands.length
      )
    })
      ? 1
      : 0
  }
  return isDominated
}

/** The best choice of the reduced problem is one of the whole problem. */
export const reduceCover = (instance: CoverInstance): ReducedCover => {
  const { candidateCount, candidateStart, candidateDemands } = instance
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
  const demandsOf = Array.from({ length: candidateCount }, (_, candidate) =>
    candidateDemands
      .subarray(candidateStart[candidate]!, candidateStart[candidate + 1]!)
      .filter((demand) => representative[demand] === demand)
      .map((demand) => numberOf[demand]!),
  )
  const hasBackup = gainSecond.some((gain) => gain > 0)
  const isDropped = hasBackup
    ? Uint8Array.from(demandsOf, ({ length }) => (length === 0 ? 1 : 0))
    : dominated(demandsOf, kept.length)
  const candidates = Uint32Array.from(demandsOf.keys()).filter((each) => isDropped[each] === 0)
  const start = new Uint32Array(candidates.length + 1)
  for (const [index, candidate] of candidates.entries()) {
    start[index + 1] = start[index]! + demandsOf[candidate]!.length
  }
  const demands = new Uint32Array(start.at(-1) ?? 0)
  for (const [index, candidate] of candidates.entries()) {
    demands.set(demandsOf[candidate]!, start[index]!)
  }
  return {
    instance: {
      candidateCount: candidates.length,
      demandCount: kept.length,
      gainFirst,
      gainSecond,
      candidateStart: start,
      candidateDemands: demands,
    },
    candidates,
  }
}
