/** How low the total cost can be at best, proven: Lagrangian bound of the p-median. */
import {
  evaluateMedian,
  greedyMedian,
  type MedianInstance,
  openMask,
  servicesByCandidate,
} from './median-instance.ts'
import { FREE, MedianRelaxation, MUST_CLOSE, MUST_OPEN } from './median-relaxation.ts'
import { ascending, type SiteBound, type SiteSolution } from './solver.ts'
import { VolumeAscent } from './volume-ascent.ts'

/** Price iterations at a node below the first; more pay less than branching. */
const NODE_ITERATIONS = 120
/** Iterations between two readings of the primal average. */
const SUGGESTION_PERIOD = 20
/** From so many waiting prices on (64 MB), the newest node is taken first, which lets few wait. */
const MOST_WAITING_PRICES = 8_000_000
const HALF = 0.5

interface TreeNode {
  /** Valid for every solution that keeps to the fixings. */
  value: number
  /** FREE, MUST_OPEN or MUST_CLOSE of each candidate. */
  fixings: Uint8Array
  prices: Float64Array
}

interface OpenNode extends TreeNode {
  ascent: VolumeAscent
  iterationsLeft: number
}

/**
 * Lower bound of the p-median: best-first branch and bound with the volume algorithm over
 * `MedianRelaxation` at every node, at the first until it settles, and candidates fixed by their
 * reduced costs at all prices on the way (Christofides and Beasley, 1982). Whatever is given up
 * because no better solution can be in it keeps its bound: `bound` holds whether or not the
 * incumbents named were real.
 */
export class MedianBound implements SiteBound {
  readonly #relaxation: MedianRelaxation
  readonly #waiting: TreeNode[] = []
  #node: OpenNode | null
  /** Least bound of all that was given up. */
  #floor = Number.POSITIVE_INFINITY
  suggestion: SiteSolution

  constructor(instance: MedianInstance, siteCount: number) {
    const served = servicesByCandidate(instance)
    this.#relaxation = new MedianRelaxation(served, siteCount)
    const greedy = greedyMedian(served, this.#relaxation.siteCount)
    this.suggestion = this.#solution(greedy)
    const { fixings } = this.#relaxation
    const prices = startPrices(instance, greedy)
    this.#node = this.#opened({ value: 0, fixings, prices }, Number.POSITIVE_INFINITY)
    this.#node.value = this.#node.ascent.value
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding up needs no margin. */
  get bound(): number {
    let least = Math.min(this.#floor, this.#node?.value ?? Number.POSITIVE_INFINITY)
    for (const { value } of this.#waiting) least = Math.min(least, value)
    return Math.max(0, Math.ceil(least))
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    while ((this.#node || this.#waiting.length > 0) && !shouldPause()) {
      const target = Math.min(incumbent, this.suggestion.objective)
      this.#node ??= this.#takeUp(target)
      if (this.#node) this.#iterate(this.#node, target)
    }
  }

  #giveUp(value: number): void {
    this.#floor = Math.min(this.#floor, value)
  }

  #opened(node: TreeNode, iterationsLeft: number): OpenNode {
    const ascent = new VolumeAscent(this.#relaxation, this.#relaxation.priceUnit, node.prices)
    return { ...node, ascent, iterationsLeft }
  }

  /** The waiting node of least value; null where it cannot hold anything better. */
  #takeUp(incumbent: number): OpenNode | null {
    const waiting = this.#waiting
    let next = waiting.length - 1
    if (waiting.length * this.#relaxation.rowCount < MOST_WAITING_PRICES) {
      for (const [at, { value }] of waiting.entries()) if (value < waiting[next]!.value) next = at
    }
    const [node] = waiting.splice(next, 1)
    if (!node) return null
    if (Math.ceil(node.value) >= incumbent) {
      this.#giveUp(node.value)
      return null
    }
    this.#relaxation.decide(node.fixings)
    return this.#opened(node, NODE_ITERATIONS)
  }

  #iterate(node: OpenNode, incumbent: number): void {
    const { ascent } = node
    ascent.iterate(incumbent)
    this.#giveUp(this.#relaxation.fix(incumbent))
    node.value = Math.max(node.value, ascent.value)
    if (ascent.iterations % SUGGESTION_PERIOD === 0) {
      this.#suggest(ascent.mostOpen(this.#relaxation.siteCount))
    }
    if (Math.ceil(node.value) >= incumbent) {
      this.#giveUp(node.value)
      this.#node = null
    } else if (--node.iterationsLeft <= 0 || ascent.isSettled || this.#relaxation.freeCount === 0) {
      this.#node = null
      if (node.iterationsLeft === Number.POSITIVE_INFINITY) this.#relaxation.keepForGood()
      this.#split(node)
    }
  }

  /**
   * Two nodes in place of one: with the candidate that the average is least sure of, and without.
   */
  #split({ value, fixings, ascent }: OpenNode): void {
    const free = Array.from(fixings.keys()).filter((each) => fixings[each] === FREE)
    const open = Array.from(fixings.keys()).filter((each) => fixings[each] === MUST_OPEN)
    const places = this.#relaxation.siteCount - open.length
    if (places <= 0 || free.length <= places) {
      // All sites are decided: what they cost is exact.
      this.#giveUp(this.#suggest(places > 0 ? [...open, ...free] : open))
      return
    }
    const sureness = (each: number): number => Math.abs(ascent.primal[each]! - HALF)
    const candidate = free.reduce((a, b) => (sureness(b) < sureness(a) ? b : a))
    for (const fixing of [MUST_CLOSE, MUST_OPEN]) {
      const child = fixings.slice()
      child[candidate] = fixing
      this.#waiting.push({ value, fixings: child, prices: ascent.prices })
    }
  }

  /** @returns what these sites cost. */
  #suggest(sites: readonly number[]): number {
    const solution = this.#solution(sites)
    if (solution.objective < this.suggestion.objective) this.suggestion = solution
    return solution.objective
  }

  #solution(sites: readonly number[]): SiteSolution {
    const chosen = sites.toSorted(ascending)
    return { chosen, objective: evaluateMedian(this.#relaxation.instance, chosen) }
  }
}

/**
 * What a demand would lose if its site closed is what it may pay at most for one nearby: halfway
 * between its cheapest and its second cheapest cost.
 */
const startPrices = (instance: MedianInstance, sites: readonly number[]): Float64Array => {
  const { demandCount, demandStart, demandCandidates, demandCosts, baseCosts, weights } = instance
  const isOpen = openMask(instance.candidateCount, sites)
  const prices = new Float64Array(demandCount)
  for (let demand = 0; demand < demandCount; demand++) {
    const costs: number[] = []
    for (let entry = demandStart[demand]!; entry < demandStart[demand + 1]!; entry++) {
      if (isOpen[demandCandidates[entry]!] === 1) costs.push(demandCosts[entry]!)
      if (costs.length === 2) break
    }
    const [first = baseCosts[demand]!, second = baseCosts[demand]!] = costs
    prices[demand] = (weights[demand]! * (first + second)) / 2
  }
  return prices
}
