/** How fast the p-median search and its bound close in on each other, on a made-up street grid. */
import { indexBelow, type Random, seededRandom } from '../../server/analysis/random.ts'
import { MedianBound } from '../../server/analysis/siting/median-bound.ts'
import {
  type MedianInstance,
  medianInstance,
  type ServiceCost,
} from '../../server/analysis/siting/median-instance.ts'
import { MedianSearch } from '../../server/analysis/siting/median-search.ts'

const SIDE = 30
const NODES = SIDE * SIDE
const SITES = 20
const SEEDS = [1, 2, 3, 4, 5]
/** A street between neighbouring crossings, in deciseconds. */
const LEAST_STREET = 50
const STREET_RANGE = 550
/** Every twentieth street is missing. */
const STREET_SHARE = 0.95
const MOST_PEOPLE = 2000
/** There is no station yet; no one is as far away as this. */
const CAP_DECISECONDS = 360_000
const SLICE_MILLISECONDS = 10
const MARKS_MILLISECONDS = [500, 1000, 2000]
const PERCENT = 100

/** Costs between all crossings, row by row (Floyd, 1962; Warshall, 1962). */
const allPairs = (random: Random): Float64Array => {
  const costs = new Float64Array(NODES * NODES).fill(Number.POSITIVE_INFINITY)
  const street = (a: number, b: number): void => {
    if (random() >= STREET_SHARE) return
    const cost = LEAST_STREET + indexBelow(random, STREET_RANGE)
    costs[a * NODES + b] = cost
    costs[b * NODES + a] = cost
  }
  for (let node = 0; node < NODES; node++) {
    costs[node * NODES + node] = 0
    if ((node + 1) % SIDE !== 0) street(node, node + 1)
    if (node + SIDE < NODES) street(node, node + SIDE)
  }
  for (let via = 0; via < NODES; via++) {
    for (let from = 0; from < NODES; from++) {
      const toVia = costs[from * NODES + via]!
      if (toVia === Number.POSITIVE_INFINITY) continue
      for (let to = 0; to < NODES; to++) {
        const detour = toVia + costs[via * NODES + to]!
        if (detour < costs[from * NODES + to]!) costs[from * NODES + to] = detour
      }
    }
  }
  return costs
}

const streetGrid = (seed: number): MedianInstance => {
  const random = seededRandom(seed)
  const costs = allPairs(random)
  const weights = Float64Array.from({ length: NODES }, () => 1 + indexBelow(random, MOST_PEOPLE))
  const services: ServiceCost[] = []
  for (let demand = 0; demand < NODES; demand++) {
    for (let candidate = 0; candidate < NODES; candidate++) {
      const cost = costs[candidate * NODES + demand]!
      if (cost < CAP_DECISECONDS) services.push({ demand, candidate, cost })
    }
  }
  return medianInstance(NODES, weights, new Float64Array(NODES).fill(CAP_DECISECONDS), services)
}

const untilAfter = (milliseconds: number): (() => boolean) => {
  const end = performance.now() + milliseconds
  return () => performance.now() >= end
}

/** Gap in percent of the bound at each mark, and when it closed, if it did. */
const raceGrid = (instance: MedianInstance): string => {
  const started = performance.now()
  const search = new MedianSearch(instance, SITES)
  const bound = new MedianBound(instance, SITES)
  const elapsed = (): number => performance.now() - started
  const set = `set up in ${elapsed().toFixed(0)} ms`
  const parts: string[] = []
  let closed = 'not closed'
  for (const mark of MARKS_MILLISECONDS) {
    while (elapsed() < mark && bound.bound < search.best.objective) {
      search.improve(untilAfter(SLICE_MILLISECONDS))
      bound.tighten(search.best.objective, untilAfter(SLICE_MILLISECONDS))
      search.adopt(bound.suggestion.chosen)
    }
    const gap = (PERCENT * (search.best.objective - bound.bound)) / bound.bound
    if (gap === 0 && elapsed() < mark) closed = `proved optimal after ${elapsed().toFixed(0)} ms`
    parts.push(`${mark / 1000} s: ${gap.toFixed(3)} %`)
    if (gap === 0) break
  }
  return `${set}; gap at ${parts.join(', ')}; ${closed}`
}

/** One process, search and bound in turn, so each has half of the time; two threads are faster. */
export const benchMedian = (): string[] => [
  `p-median, ${NODES} demands and candidates, ${SITES} sites; search and bound in turn in one thread`,
  ...SEEDS.map((seed) => `grid ${seed}: ${raceGrid(streetGrid(seed))}`),
]
