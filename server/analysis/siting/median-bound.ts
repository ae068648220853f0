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

/** Iterations between two readings of the primal average. */
const SUGGESTION_PERIOD = 20

/**
 * Lower bound of the p-median: the volume algorithm over `MedianRelaxation`, then, when prices
 * alone prove no more, branch and bound.
 */
export class MedianBound implements SiteBound {
  readonly #relaxation: MedianRelaxation
  readonly #ascent: VolumeAscent
  #tree: MedianTree | null = null
  suggestion: SiteSolution

  constructor(instance: MedianInstance, siteCount: number) {
    this.#relaxation = new MedianRelaxation(instance, siteCount)
    const greedy = greedyMedian(servicesByCandidate(instance), this.#relaxation.siteCount)
    this.suggestion = this.#solution(greedy)
    const prices = startPrices(instance, greedy)
    this.#ascent = new VolumeAscent(this.#relaxation, this.#relaxation.priceUnit, prices)
  }

  /** Exact arithmetic (see `VolumeAscent`): rounding up needs no margin. */
  get bound(): number {
    return Math.max(0, Math.ceil(this.#ascent.value), this.#tree?.bound ?? 0)
  }

  tighten(incumbent: number, shouldPause: () => boolean): void {
    while (this.bound < incumbent && !this.#ascent.isSettled && !shouldPause()) {
      this.#ascent.iterate(Math.min(incumbent, this.suggestion.objective))
      if (this.#ascent.iterations % SUGGESTION_PERIOD === 0) {
        this.#suggest(this.#solution(this.#ascent.mostOpen(this.#relaxation.siteCount)))
      }
    }
    if (this.#ascent.isSettled && this.bound < incumbent) this.#branch(incumbent, shouldPause)
  }

  #branch(incumbent: number, shouldPause: () => boolean): void {
    this.#tree ??= new MedianTree(this.#relaxation, this.#ascent)
    this.#tree.work(Math.min(incumbent, this.suggestion.objective), shouldPause)
    this.#suggest(this.#tree.suggestion)
  }

  #suggest(solution: SiteSolution | null): void {
    if (solution && solution.objective < this.suggestion.objective) this.suggestion = solution
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

/** Price iterations at a node; more pay less than branching. */
const NODE_ITERATIONS = 120
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
 * Best-first branch and bound with the Lagrangian bound at every node and candidates fixed by their
 * reduced costs (Christofides and Beasley, 1982). Whatever is given up because no better solution
 * can be in it keeps its bound: `bound` holds whether or not the incumbents named were real.
 */
class MedianTree {
  /** The best solution met at a node where all sites are decided, or null. */
  suggestion: SiteSolution | null = null
  readonly #relaxation: MedianRelaxation
  readonly #waiting: TreeNode[]
  #node: OpenNode | null = null
  /** Least bound of all that was given up. */
  #floor = Number.POSITIVE_INFINITY

  constructor(relaxation: MedianRelaxation, root: VolumeAscent) {
    this.#relaxation = relaxation
    const fixings = new Uint8Array(relaxation.columnCount)
    this.#waiting = [{ value: root.value, fixings, prices: root.prices }]
  }

  get bound(): number {
    let least = Math.min(this.#floor, this.#node?.value ?? Number.POSITIVE_INFINITY)
    for (const { value } of this.#waiting) least = Math.min(least, value)
    return Math.ceil(least)
  }

  get isDone(): boolean {
    return this.#waiting.length === 0 && this.#node === null
  }

  work(incumbent: number, shouldPause: () => boolean): void {
    while (!this.isDone && !shouldPause()) {
      const node = this.#node ?? this.#takeUp(incumbent)
      this.#node = node
      if (node) this.#iterate(node, incumbent)
    }
  }

  #giveUp(value: number): void {
    this.#floor = Math.min(this.#floor, value)
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
    this.#relaxation.fixings = node.fixings
    const ascent = new VolumeAscent(this.#relaxation, this.#relaxation.priceUnit, node.prices)
    return { ...node, ascent, iterationsLeft: NODE_ITERATIONS }
  }

  #iterate(node: OpenNode, incumbent: number): void {
    node.ascent.iterate(incumbent)
    node.value = Math.max(node.value, node.ascent.value)
    if (Math.ceil(node.value) >= incumbent) {
      this.#giveUp(node.value)
      this.#node = null
    } else if (--node.iterationsLeft <= 0) {
      this.#node = null
      this.#split(node, incumbent)
    }
  }

  /**
   * Two nodes in place of one: with the candidate that the average is least sure of, and without.
   */
  #split({ value, fixings, ascent }: OpenNode, incumbent: number): void {
    const fixed = fixings.slice()
    const candidate = this.#fix(fixed, ascent, incumbent)
    const places =
      this.#relaxation.siteCount - fixed.reduce((sum, each) => sum + Number(each === MUST_OPEN), 0)
    const freeCount = fixed.reduce((sum, each) => sum + Number(each === FREE), 0)
    if (candidate === null || places <= 0 || freeCount <= places) {
      this.#settle(fixed, places > 0)
      return
    }
    for (const fixing of [MUST_CLOSE, MUST_OPEN]) {
      const child = fixed.slice()
      child[candidate] = fixing
      this.#waiting.push({ value, fixings: child, prices: ascent.prices })
    }
  }

  /**
   * Decides candidates whose opposite cannot be part of anything better, by the reduced costs at
   * the node's best prices. @returns the free candidate to branch on, or null.
   */
  #fix(fixed: Uint8Array, ascent: VolumeAscent, incumbent: number): number | null {
    const served = new Float64Array(this.#relaxation.rowCount)
    const opened = new Float64Array(this.#relaxation.columnCount)
    const value = this.#relaxation.solve(ascent.prices, served, opened)
    const { reducedCosts, lastOpened, firstUnopened } = this.#relaxation
    let branch: number | null = null
    let leastSure = Number.POSITIVE_INFINITY
    for (const [candidate, fixing] of fixed.entries()) {
      if (fixing !== FREE) continue
      const reducedCost = reducedCosts[candidate]!
      const isOpen = opened[candidate] === 1
      const otherwise = value + (isOpen ? firstUnopened - reducedCost : reducedCost - lastOpened)
      if (Math.ceil(otherwise) >= incumbent) {
        fixed[candidate] = isOpen ? MUST_OPEN : MUST_CLOSE
        this.#giveUp(otherwise)
        continue
      }
      const distance = Math.abs(ascent.primal[candidate]! - HALF)
      if (distance >= leastSure) continue
      leastSure = distance
      branch = candidate
    }
    return branch
  }

  /** All sites are decided: what they cost is exact. */
  #settle(fixed: Uint8Array, opensFree: boolean): void {
    const chosen: number[] = []
    for (const [candidate, fixing] of fixed.entries()) {
      if (fixing === MUST_OPEN || (opensFree && fixing === FREE)) chosen.push(candidate)
    }
    const objective = evaluateMedian(this.#relaxation.instance, chosen)
    this.#giveUp(objective)
    if (this.suggestion && this.suggestion.objective <= objective) return
    this.suggestion = { chosen, objective }
  }
}
