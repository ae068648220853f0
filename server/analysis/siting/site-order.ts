/** In which order sites are taken, by what each adds to those before it. */
import { insertSorted } from '../binary-search.ts'
import type { SiteTable, TimeTable } from './site-table.ts'

interface Taken {
  readonly candidate: number
  readonly gain: number
}

/**
 * Takes of `candidates` again and again the one that adds most, until `most` are taken. Lazily
 * (Minoux 1978): what a candidate adds must never grow as others are taken.
 */
const lazilyTaken = (
  candidates: readonly number[],
  most: number,
  gainOf: (candidate: number) => number,
  take: (candidate: number) => void,
): Taken[] => {
  const waiting = candidates
    .map((candidate) => ({ candidate, gain: gainOf(candidate) }))
    .sort((a, b) => a.gain - b.gain || b.candidate - a.candidate)
  const order: Taken[] = []
  while (order.length < most) {
    const best = waiting.pop()
    if (!best) break
    const gain = gainOf(best.candidate)
    const next = waiting.at(-1)
    if (next && gain < next.gain) {
      insertSorted(waiting, { ...best, gain }, (site) => site.gain)
      continue
    }
    take(best.candidate)
    order.push({ candidate: best.candidate, gain })
  }
  return order
}

/** Goes through the demands of a candidate, with the arrival at each. */
const eachDemand = (
  { candidateStart, candidateDemands, candidateDeciseconds }: SiteTable,
  candidate: number,
  visit: (demand: number, deciseconds: number) => void,
): void => {
  const end = candidateStart[candidate + 1]!
  for (let i = candidateStart[candidate]!; i < end; i++) {
    visit(candidateDemands[i]!, candidateDeciseconds[i]!)
  }
}

/** Who is in time as sites are taken: each person counts once in each case. */
class PeopleInTime {
  readonly #table: SiteTable
  readonly #isServed: Uint8Array
  readonly #weights: readonly number[]

  /** @param weights of the cases, whole numbers. */
  constructor(table: SiteTable, weights: readonly number[]) {
    this.#table = table
    this.#weights = weights
    this.#isServed = new Uint8Array(table.cells.length)
  }

  /** People times the weights of the cases. */
  wonBy(candidate: number): number {
    const { unservedPeople, caseOf } = this.#table
    let won = 0
    this.#eachWon(candidate, (demand) => {
      won += unservedPeople[demand]! * this.#weights[caseOf[demand]!]!
    })
    return won
  }

  take(candidate: number): void {
    this.#eachWon(candidate, (demand) => {
      this.#isServed[demand] = 1
    })
  }

  #eachWon(candidate: number, visit: (demand: number) => void): void {
    eachDemand(this.#table, candidate, (demand, deciseconds) => {
      if (this.#isServed[demand] === 1 || deciseconds > this.#table.limits[demand]!) return
      visit(demand)
    })
  }
}

/** What each case counts in the objective. */
const objectiveWeights = ({ cases }: SiteTable): number[] => cases.map(({ weight }) => weight)

/** What each case counts in the people in time that are reported: only parts of the day at usual speeds count. */
const usualWeights = ({ cases }: SiteTable): number[] =>
  cases.map(({ variant, periodWeight }) => (variant === 'nominal' ? periodWeight : 0))

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)

/** By people in time. @param people who are in time already. */
const inOrderOfPeople = (people: PeopleInTime, candidates: readonly number[], most: number) =>
  lazilyTaken(
    candidates,
    most,
    (candidate) => people.wonBy(candidate),
    (candidate) => people.take(candidate),
  )

/** By people-deciseconds saved. @param given sites that stand already. */
const inOrderOfSaving = (
  table: TimeTable,
  candidates: readonly number[],
  given: readonly number[],
): Taken[] => {
  const costs = Float64Array.from(table.baseCosts)
  const take = (candidate: number): void =>
    eachDemand(table, candidate, (demand, deciseconds) => {
      costs[demand] = Math.min(costs[demand]!, deciseconds)
    })
  for (const candidate of given) take(candidate)
  const gainOf = (candidate: number): number => {
    let saved = 0
    eachDemand(table, candidate, (demand, deciseconds) => {
      saved += table.weights[demand]! * Math.max(0, costs[demand]! - deciseconds)
    })
    return saved
  }
  return lazilyTaken(candidates, candidates.length, gainOf, take)
}

/**
 * By the deciseconds that each takes off the longest time of the places that it serves soonest of
 * all chosen ones.
 */
const inOrderOfLongest = (table: TimeTable, candidates: readonly number[]): Taken[] => {
  const costs = Float64Array.from(table.baseCosts)
  const soonest = new Int32Array(costs.length).fill(-1)
  for (const candidate of candidates) {
    eachDemand(table, candidate, (demand, deciseconds) => {
      if (deciseconds >= costs[demand]!) return
      costs[demand] = deciseconds
      soonest[demand] = candidate
    })
  }
  const before = new Map<number, number>()
  const after = new Map<number, number>()
  const longest = (of: Map<number, number>, candidate: number, time: number): void => {
    of.set(candidate, Math.max(of.get(candidate) ?? 0, time))
  }
  for (const [demand, candidate] of soonest.entries()) {
    if (candidate < 0) continue
    longest(before, candidate, table.baseCosts[demand]!)
    longest(after, candidate, costs[demand]!)
  }
  return candidates
    .map((candidate) => {
      const gain = (before.get(candidate) ?? 0) - (after.get(candidate) ?? 0)
      return { candidate, gain }
    })
    .sort((a, b) => b.gain - a.gain || a.candidate - b.candidate)
}

export interface OrderedSite {
  readonly candidate: number
  /** People in time whom it adds to those before it. */
  readonly peopleWon: number
  /** What it is ranked by: people or people-deciseconds times weights, or deciseconds. */
  readonly gain: number
  readonly isSpare: boolean
}

/** For one site after the other the people that it adds, rounded so that the parts add up to the whole. */
const peopleTold = (table: SiteTable) => {
  const weights = usualWeights(table)
  const people = new PeopleInTime(table, weights)
  let won = 0
  const rounded = (): number => Math.round(won / sumOf(weights))
  return ({ candidate, gain }: Taken, isSpare = false): OrderedSite => {
    const before = rounded()
    won += people.wonBy(candidate)
    people.take(candidate)
    return { candidate, peopleWon: rounded() - before, gain, isSpare }
  }
}

/**
 * Sites with the greatest gain first, spare ones last.
 * @param by what a site is ranked by; `saving` and `longest` need a table of times.
 * @param spare sites that serve people-minutes where others meet the objective.
 */
export const orderedSites = (
  table: SiteTable | TimeTable,
  by: 'people' | 'saving' | 'longest',
  chosen: readonly number[],
  spare: readonly number[] = [],
): OrderedSite[] => {
  const told = peopleTold(table)
  if (by === 'people' || !('weights' in table)) {
    return orderedPhases(table, [chosen]).map(({ phase: _, ...site }) => site)
  }
  const taken =
    by === 'saving' ? inOrderOfSaving(table, chosen, []) : inOrderOfLongest(table, chosen)
  const others = inOrderOfSaving(table, spare, chosen)
  return [...taken.map((site) => told(site)), ...others.map((site) => told(site, true))]
}

/** The sites of one phase after the other by people in time, each phase in order of its gains. */
export const orderedPhases = (
  table: SiteTable,
  phases: readonly (readonly number[])[],
): (OrderedSite & { readonly phase: number })[] => {
  const counted = new PeopleInTime(table, objectiveWeights(table))
  const told = peopleTold(table)
  return phases.flatMap((sites, phase) =>
    inOrderOfPeople(counted, sites, sites.length).map((taken) => ({ ...told(taken), phase })),
  )
}

/** The curve goes on beyond what was asked for, so that its bend can be seen. */
const LEAST_CURVE_SITES = 40
const CURVE_FACTOR = 2

/** People in time whom a choice wins in each case. */
export const peopleWonByCase = (table: SiteTable, chosen: readonly number[]): number[] =>
  table.cases.map((_, index) => {
    const people = new PeopleInTime(
      table,
      table.cases.map((_case, other) => Number(other === index)),
    )
    return chosen.reduce((sum, candidate) => {
      const won = people.wonBy(candidate)
      people.take(candidate)
      return sum + won
    }, 0)
  })

/** People in time whom a choice wins in each county, times the weights of the cases that count. */
export const peopleWonByCounty = (table: SiteTable, chosen: readonly number[]): number[] => {
  const { cases, caseOf, countyOf, counties, unservedPeople } = table
  const won = counties.map(() => 0)
  const isServed = new Uint8Array(table.cells.length)
  for (const candidate of chosen) {
    eachDemand(table, candidate, (demand, deciseconds) => {
      if (isServed[demand] === 1 || deciseconds > table.limits[demand]!) return
      isServed[demand] = 1
      won[countyOf[demand]!]! += unservedPeople[demand]! * cases[caseOf[demand]!]!.weight
    })
  }
  return won
}

/** People won by 0, 1, 2 … sites, each taken for what it adds most: no choice is proved best. */
export const gainCurve = (table: SiteTable, asked: number): { sites: number; people: number }[] => {
  const most = Math.max(LEAST_CURVE_SITES, asked * CURVE_FACTOR)
  const weight = sumOf(objectiveWeights(table))
  let won = 0
  const counted = new PeopleInTime(table, objectiveWeights(table))
  const taken = inOrderOfPeople(counted, [...Array(table.candidateCount).keys()], most)
  return [
    { sites: 0, people: 0 },
    ...taken.map(({ gain }, index) => {
      won += gain
      return { sites: index + 1, people: Math.round(won / weight) }
    }),
  ]
}
