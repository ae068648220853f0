/** The p-median problem: where must new sites stand so that all people together wait least? */
import { groupIndexes, rowsOfEntries } from '../../network/compressed-rows.ts'

/** What it costs to serve each demand from each candidate, where that beats the present state. */
export interface SiteCosts {
  readonly candidateCount: number
  readonly demandCount: number
  /**
   * Cost of each demand without any new site: whole numbers of one unit (seconds or deciseconds), a
   * stated cap where no station reaches it.
   */
  readonly baseCosts: Float64Array
  /**
   * demandCount + 1 offsets into the two arrays below: the candidates that serve a demand cheaper
   * than its base cost, cheapest first.
   */
  readonly demandStart: Uint32Array
  readonly demandCandidates: Uint32Array
  readonly demandCosts: Int32Array
}

export interface MedianInstance extends SiteCosts {
  /** People at each demand, whole numbers. */
  readonly weights: Float64Array
}

/**
 * Services in rows of the demands, cheapest first, of equals the first candidate's.
 * @param services demand, candidate and cost of each, cheaper than the demand's base cost.
 */
export const siteCosts = (
  candidateCount: number,
  baseCosts: Float64Array,
  services: Readonly<Record<'demands' | 'candidates' | 'costs', ArrayLike<number>>>,
): SiteCosts => {
  const { demands, candidates, costs } = services
  const { start, entries } = groupIndexes(demands, baseCosts.length)
  for (let demand = 0; demand < baseCosts.length; demand++) {
    entries
      .subarray(start[demand]!, start[demand + 1]!)
      .sort((a, b) => costs[a]! - costs[b]! || candidates[a]! - candidates[b]!)
  }
  return {
    candidateCount,
    demandCount: baseCosts.length,
    baseCosts,
    demandStart: start,
    demandCandidates: entries.map((entry) => candidates[entry]!),
    demandCosts: Int32Array.from(entries, (entry) => costs[entry]!),
  }
}

/** A candidate that serves a demand at a cost; input of `medianInstance`. */
export interface ServiceCost {
  readonly demand: number
  readonly candidate: number
  readonly cost: number
}

/**
 * Leaves out services that do not beat the base cost.
 * @throws RangeError for a weight or cost that is not a whole number from 0.
 */
export const medianInstance = (
  candidateCount: number,
  weights: Float64Array,
  baseCosts: Float64Array,
  services: readonly ServiceCost[],
): MedianInstance => {
  for (const value of [...weights, ...baseCosts, ...services.map(({ cost }) => cost)]) {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`weights and costs are whole numbers from 0, not ${value}`)
    }
  }
  const useful = services.filter(({ demand, cost }) => cost < baseCosts[demand]!)
  const costs = siteCosts(candidateCount, baseCosts, {
    demands: useful.map(({ demand }) => demand),
    candidates: useful.map(({ candidate }) => candidate),
    costs: useful.map(({ cost }) => cost),
  })
  return { ...costs, weights }
}

/** Cost of a demand when these candidates are open: its cheapest open one, else its base cost. */
export const demandCost = (instance: SiteCosts, isOpen: Uint8Array, demand: number): number => {
  const { demandStart, demandCandidates, demandCosts } = instance
  for (let entry = demandStart[demand]!; entry < demandStart[demand + 1]!; entry++) {
    if (isOpen[demandCandidates[entry]!] === 1) return demandCosts[entry]!
  }
  return instance.baseCosts[demand]!
}

/** Marks chosen candidates with 1. @throws RangeError for one that does not exist. */
export const openMask = (candidateCount: number, chosen: readonly number[]): Uint8Array => {
  const isOpen = new Uint8Array(candidateCount)
  for (const candidate of chosen) {
    if (!(candidate in isOpen)) throw new RangeError(`there is no candidate ${candidate}`)
    isOpen[candidate] = 1
  }
  return isOpen
}

/**
 * The same once some sites stand: what they serve cheaper is the new base cost, and services that do
 * not beat it are left out.
 */
export const onceStanding = (
  instance: MedianInstance,
  given: readonly number[],
): MedianInstance => {
  if (given.length === 0) return instance
  const { candidateCount, weights, demandStart, demandCandidates, demandCosts } = instance
  const isOpen = openMask(candidateCount, given)
  const baseCosts = Float64Array.from(weights, (_, demand) => demandCost(instance, isOpen, demand))
  const demandOf = rowsOfEntries(demandStart)
  const kept = demandCosts.reduce<number[]>((entries, cost, entry) => {
    if (cost < baseCosts[demandOf[entry]!]!) entries.push(entry)
    return entries
  }, [])
  const costs = siteCosts(candidateCount, baseCosts, {
    demands: kept.map((entry) => demandOf[entry]!),
    candidates: kept.map((entry) => demandCandidates[entry]!),
    costs: kept.map((entry) => demandCosts[entry]!),
  })
  return { ...costs, weights }
}

/** Σ weight × min(base cost, cheapest chosen cost), in people × cost units; to be minimised. */
export const evaluateMedian = (instance: MedianInstance, chosen: readonly number[]): number => {
  const isOpen = openMask(instance.candidateCount, chosen)
  let total = 0
  for (let demand = 0; demand < instance.demandCount; demand++) {
    total += instance.weights[demand]! * demandCost(instance, isOpen, demand)
  }
  return total
}

/** With the same services in rows of the candidates, by demand within each. */
export interface ServedMedian extends MedianInstance {
  /** candidateCount + 1 offsets into the two arrays below. */
  readonly candidateStart: Uint32Array
  readonly candidateDemands: Uint32Array
  readonly candidateCosts: Int32Array
}

export const servicesByCandidate = (instance: MedianInstance): ServedMedian => {
  const { candidateCount, demandStart, demandCandidates, demandCosts } = instance
  const candidateStart = new Uint32Array(candidateCount + 1)
  for (const candidate of demandCandidates) candidateStart[candidate + 1]!++
  for (let each = 0; each < candidateCount; each++) {
    candidateStart[each + 1]! += candidateStart[each]!
  }
  const nextAt = candidateStart.slice()
  const candidateDemands = new Uint32Array(demandCandidates.length)
  const candidateCosts = new Int32Array(demandCandidates.length)
  for (let demand = 0; demand < instance.demandCount; demand++) {
    for (let entry = demandStart[demand]!; entry < demandStart[demand + 1]!; entry++) {
      const at = nextAt[demandCandidates[entry]!]!++
      candidateDemands[at] = demand
      candidateCosts[at] = demandCosts[entry]!
    }
  }
  return { ...instance, candidateStart, candidateDemands, candidateCosts }
}

/** What opening this candidate would save, given what each demand costs now. */
const savingOf = (instance: ServedMedian, currentCosts: Float64Array, candidate: number) => {
  const { candidateStart, candidateDemands, candidateCosts } = instance
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
 * A good start for search and bound: adds sites to `start`, each the one that saves most, until
 * there are `siteCount` or none saves anything (then no other choice is better either: savings only
 * shrink as sites are added). In the order of opening. Lazy: a saving is computed anew only where
 * the old, larger one leads (Minoux, 1978).
 */
export const greedyMedian = (
  instance: ServedMedian,
  siteCount: number,
  start: readonly number[] = [],
): number[] => {
  const { candidateCount, demandCount } = instance
  const { candidateStart, candidateDemands, candidateCosts } = instance
  const isOpen = openMask(candidateCount, start)
  const currentCosts = new Float64Array(demandCount)
  for (let demand = 0; demand < demandCount; demand++) {
    currentCosts[demand] = demandCost(instance, isOpen, demand)
  }
  const savings = new Float64Array(candidateCount)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    savings[candidate] = savingOf(instance, currentCosts, candidate)
  }
  const computedWith = new Int32Array(candidateCount).fill(start.length)
  const chosen = [...start]
  while (chosen.length < siteCount && candidateCount > 0) {
    const leader = indexOfLargest(savings)
    if (savings[leader]! <= 0) break
    if (computedWith[leader]! < chosen.length) {
      savings[leader] = savingOf(instance, currentCosts, leader)
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
