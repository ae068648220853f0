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

/** Who is in time as sites are taken: each person counts once. */
class PeopleInTime {
  readonly #table: SiteTable
  readonly #isServed: Uint8Array

  constructor(table: SiteTable) {
    this.#table = table
    this.#isServed = new Uint8Array(table.cells.length)
  }

  wonBy(candidate: number): number {
    let won = 0
    this.#eachWon(candidate, (demand) => {
      won += this.#table.unservedPeople[demand]!
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

/** By people in time. */
const inOrderOfPeople = (table: SiteTable, candidates: readonly number[], most: number) => {
  const people = new PeopleInTime(table)
  return lazilyTaken(
    candidates,
    most,
    (candidate) => people.wonBy(candidate),
    (candidate) => people.take(candidate),
  )
}

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
  /** What it is ranked by: people, people-deciseconds or deciseconds. */
  readonly gain: number
  readonly isSpare: boolean
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
  const people = new PeopleInTime(table)
  const withPeople = (taken: readonly Taken[], isSpare: boolean): OrderedSite[] =>
    taken.map(({ candidate, gain }) => {
      const peopleWon = people.wonBy(candidate)
      people.take(candidate)
      return { candidate, peopleWon, gain, isSpare }
    })
  if (by === 'people' || !('weights' in table)) {
    return withPeople(inOrderOfPeople(table, chosen, chosen.length), false)
  }
  const taken =
    by === 'saving' ? inOrderOfSaving(table, chosen, []) : inOrderOfLongest(table, chosen)
  return [...withPeople(taken, false), ...withPeople(inOrderOfSaving(table, spare, chosen), true)]
}

/** The curve goes on beyond what was asked for, so that its bend can be seen. */
const LEAST_CURVE_SITES = 40
const CURVE_FACTOR = 2

/** People won by 0, 1, 2 … sites, each taken for what it adds most: no choice is proved best. */
export const gainCurve = (table: SiteTable, asked: number): { sites: number; people: number }[] => {
  const most = Math.max(LEAST_CURVE_SITES, asked * CURVE_FACTOR)
  let people = 0
  const taken = inOrderOfPeople(table, [...Array(table.candidateCount).keys()], most)
  return [
    { sites: 0, people },
    ...taken.map(({ gain }, index) => {
      people += gain
      return { sites: index + 1, people }
    }),
  ]
}
