/** Every county is to have a least share of its people in time: what people of each then count. */
import { peopleWonByCounty } from './site-order.ts'
import type { SiteTable } from './site-table.ts'

const PERCENT = 100

/** People in time of each county, times the weights of the cases that count. */
interface CountyShares {
  /** All of them. */
  readonly people: readonly number[]
  /** Before any new site. */
  readonly inTime: readonly number[]
}

const countyShares = (table: SiteTable): CountyShares => {
  const { cases, caseOf, countyOf, counties, unservedPeople } = table
  const people = counties.map((county) => county.people)
  const inTime = [...people]
  for (const [demand, unserved] of unservedPeople.entries()) {
    inTime[countyOf[demand]!]! -= unserved * cases[caseOf[demand]!]!.weight
  }
  return { people, inTime }
}

/** What sites must win in each county for its least share; 0 where it has it already. */
export const countyNeeds = (table: SiteTable, leastPercent: number): number[] => {
  const { people, inTime } = countyShares(table)
  return people.map((all, county) =>
    Math.max(0, Math.ceil((all * leastPercent) / PERCENT) - inTime[county]!),
  )
}

export interface CountyShare {
  readonly code: string
  /** Of its people in time, from 0 to 1. */
  readonly share: number
}

/** The county with the least share of its people in time once `chosen` stand. */
export const worstOff = (table: SiteTable, chosen: readonly number[]): CountyShare | null => {
  const { people, inTime } = countyShares(table)
  const won = peopleWonByCounty(table, chosen)
  const shares = table.counties.flatMap(({ code }, county) =>
    people[county]! > 0
      ? [{ code, share: (inTime[county]! + won[county]!) / people[county]! }]
      : [],
  )
  return shares.sort((a, b) => a.share - b.share || a.code.localeCompare(b.code))[0] ?? null
}

/** A county that cannot have the least share even where every candidate is chosen; null: none. */
export const beyondReach = (table: SiteTable, leastPercent: number): CountyShare | null => {
  const worst = worstOff(table, [...Array(table.candidateCount).keys()])
  return worst && worst.share * PERCENT < leastPercent ? worst : null
}

/** The first price of a county that falls short, in parts of what a person counts. */
const FIRST_PRICE = 8
/** Prices are multiples of this part, so that what people count are whole numbers. */
const PARTS = 16
/** Beyond it a person of a county counts more than a thousand others. */
const MOST_PRICE = 1024 * PARTS

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/**
 * A Lagrangian relaxation of the least shares: a person won in county c counts 1 + price(c), and
 * whatever the prices ≥ 0, the most that can be won so, less Σ price(c) · need(c), is no less than
 * what the best choice wins that meets all needs. The price of each county is halved in on the
 * least at which it falls no shorter.
 */
export class CountyPrices {
  readonly #needs: readonly number[]
  readonly #prices: number[]
  /** The highest price at which a county fell short, and the lowest at which it did not. */
  readonly #short: number[]
  readonly #enough: number[]

  constructor(needs: readonly number[]) {
    this.#needs = needs
    this.#prices = needs.map(() => 0)
    this.#short = needs.map(() => 0)
    this.#enough = needs.map(() => Number.POSITIVE_INFINITY)
  }

  /** What a person of each county counts now, in sixteenths. */
  get weights(): number[] {
    return this.#prices.map((price) => PARTS + price)
  }

  /**
   * No choice that meets all needs wins more than this, in people.
   * @param most that can be won with people counting as they do now, in sixteenths.
   */
  boundOf(most: number): number {
    return (most - sum(this.#prices.map((price, county) => price * this.#needs[county]!))) / PARTS
  }

  /** By how much a choice falls short of the needs, over all counties. */
  shortfall(won: readonly number[]): number {
    return sum(this.#needs.map((need, county) => Math.max(0, need - won[county]!)))
  }

  /** Sets new prices from what was won at the present ones; false: there is nothing left to try. */
  learn(won: readonly number[]): boolean {
    let isNew = false
    for (const [county, need] of this.#needs.entries()) {
      const price = this.#prices[county]!
      const next = won[county]! < need ? this.#dearer(county, price) : this.#cheaper(county, price)
      if (next !== price) isNew = true
      this.#prices[county] = next
    }
    return isNew
  }

  #dearer(county: number, price: number): number {
    this.#short[county] = Math.max(this.#short[county]!, price)
    // What others cost has changed since it had enough.
    if (this.#enough[county]! <= price) this.#enough[county] = Number.POSITIVE_INFINITY
    const enough = this.#enough[county]!
    if (!Number.isFinite(enough)) return Math.min(MOST_PRICE, Math.max(FIRST_PRICE, price * 2))
    return Math.ceil((price + enough) / 2)
  }

  #cheaper(county: number, price: number): number {
    if (price === 0) return 0
    this.#enough[county] = Math.min(this.#enough[county]!, price)
    if (this.#short[county]! >= price) this.#short[county] = 0
    const next = Math.ceil((this.#short[county]! + price) / 2)
    // Between what fell short and what did not nothing is left.
    return next === price ? price : next
  }
}
