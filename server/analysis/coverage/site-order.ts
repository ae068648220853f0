/** Sites in the order of what each adds, and what any number of them would win. */
import type { SiteTable } from './site-demand.ts'

export interface OrderedSite {
  readonly candidate: number
  /** People in time whom it adds to those before it. */
  readonly peopleWon: number
}

const wonBy = (
  table: SiteTable,
  candidate: number,
  isServed: Uint8Array,
  visit?: (demand: number) => void,
): number => {
  let won = 0
  const end = table.candidateStart[candidate + 1]!
  for (let i = table.candidateStart[candidate]!; i < end; i++) {
    const demand = table.candidateDemands[i]!
    if (isServed[demand] === 1 || table.candidateDeciseconds[i]! > table.limits[demand]!) continue
    won += table.unservedPeople[demand]!
    visit?.(demand)
  }
  return won
}

/**
 * Takes of `candidates` again and again the one that adds most (lazily, Minoux 1978: what a
 * candidate adds never grows), until `most` are taken. Sums of `peopleWon` count nobody twice.
 */
export const inOrderOfGain = (
  table: SiteTable,
  candidates: readonly number[],
  most = candidates.length,
): OrderedSite[] => {
  const isServed = new Uint8Array(table.cells.length)
  const waiting = candidates
    .map((candidate) => ({ candidate, peopleWon: wonBy(table, candidate, isServed) }))
    .sort((a, b) => a.peopleWon - b.peopleWon || b.candidate - a.candidate)
  const order: OrderedSite[] = []
  while (order.length < most) {
    const best = waiting.pop()
    if (!best) break
    const peopleWon = wonBy(table, best.candidate, isServed)
    const next = waiting.at(-1)
    if (next && peopleWon < next.peopleWon) {
      insertSorted(waiting, { candidate: best.candidate, peopleWon })
      continue
    }
    wonBy(table, best.candidate, isServed, (demand) => {
      isServed[demand] = 1
    })
    order.push({ candidate: best.candidate, peopleWon })
  }
  return order
}

const insertSorted = (waiting: OrderedSite[], site: OrderedSite): void => {
  let [low, high] = [0, waiting.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (waiting[middle]!.peopleWon < site.peopleWon) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, site)
}

/** The curve goes on beyond what was asked for, so that its bend can be seen. */
const LEAST_CURVE_SITES = 40
const CURVE_FACTOR = 2

/** People won by 0, 1, 2 … sites, each taken for what it adds most: no choice is proved best. */
export const gainCurve = (table: SiteTable, asked: number): { sites: number; people: number }[] => {
  const most = Math.max(LEAST_CURVE_SITES, asked * CURVE_FACTOR)
  let people = 0
  const taken = inOrderOfGain(table, [...Array(table.candidateCount).keys()], most)
  return [
    { sites: 0, people },
    ...taken.map(({ peopleWon }, index) => {
      people += peopleWon
      return { sites: index + 1, people }
    }),
  ]
}
