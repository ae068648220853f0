/**
 * A plan for a fleet that is short: lorry by lorry, always the one that brings most of what is
 * wanted in time, filled as a knapsack with what weighs most in demand for its room (greedy after
 * Dantzig 1957). It does without the thin trips that a linear plan is full of.
 */
import { minutesLate } from './evaluate.ts'
import type { FlowColumns } from './flow-columns.ts'
import { HORIZON_SECONDS, type TransferInstance } from './instance.ts'

const SECONDS_PER_MINUTE = 60
/** Being late at all is worse than any lateness: that much of a share counts for nothing more. */
const LATE_SHARE = 1e-3

interface Load {
  readonly arc: number
  readonly gain: number
  /** Units by column. */
  readonly units: readonly (readonly [column: number, quantity: number])[]
  /** Whether it needs a lorry: not where all of it drives itself. */
  readonly isCarried: boolean
}

/** What drives itself is loaded first of all. */
const LEAST_ROOM = 1e-9

/** Units that fit into what is left of a lorry. */
const fitting = (left: number, share: number): number =>
  share > 0 ? Math.floor(left / share + 1e-9) : Number.POSITIVE_INFINITY

/** Units of every flow, whole, within supply, demand and fleet. */
export const fillLorries = (instance: TransferInstance, columns: FlowColumns): Float64Array => {
  const { siteCount, itemCount, demand, siteWeight, massShare, volumeShare, lorries } = instance
  const units = new Float64Array(columns.count)
  const short = Float64Array.from(demand)
  const left = Float64Array.from(instance.free)
  const free = lorries ? Int32Array.from(lorries) : null
  const byArc = Map.groupBy(
    Array.from(columns.stockpile.keys()),
    (column) => columns.stockpile[column]! * siteCount + columns.site[column]!,
  )
  const lineOf = (column: number): number =>
    columns.site[column]! * itemCount + columns.item[column]!
  const supplyOf = (column: number): number =>
    columns.stockpile[column]! * itemCount + columns.item[column]!

  const bestLoad = (arc: number): Load => {
    const stockpile = Math.floor(arc / siteCount)
    const site = arc % siteCount
    const late = minutesLate(instance, stockpile, site)
    const worth =
      late === 0 ? 1 : LATE_SHARE * Math.max(0, 1 - (late * SECONDS_PER_MINUTE) / HORIZON_SECONDS)
    const room = (supply: number): number =>
      Math.max(massShare[supply]!, volumeShare[supply]!, LEAST_ROOM)
    const value = (column: number): number =>
      (siteWeight[site]! * worth) / demand[lineOf(column)]! / room(supplyOf(column))
    let [massLeft, volumeLeft, gain] = [1, 1, 0]
    const chosen: [number, number][] = []
    for (const column of (byArc.get(arc) ?? []).toSorted((a, b) => value(b) - value(a))) {
      const supply = supplyOf(column)
      const wanted = Math.min(short[lineOf(column)]!, left[supply]!)
      const quantity = Math.min(
        wanted,
        fitting(massLeft, massShare[supply]!),
        fitting(volumeLeft, volumeShare[supply]!),
      )
      if (quantity <= 0) continue
      massLeft -= quantity * massShare[supply]!
      volumeLeft -= quantity * volumeShare[supply]!
      gain += (siteWeight[site]! * worth * quantity) / demand[lineOf(column)]!
      chosen.push([column, quantity])
    }
    return { arc, gain, units: chosen, isCarried: massLeft < 1 || volumeLeft < 1 }
  }

  /** Gains only shrink as goods go, so an arc looked at again and still first is the best (lazy greedy, Minoux 1978). */
  const loads = [...byArc.keys()].map(bestLoad).sort((a, b) => a.gain - b.gain)
  const insert = (load: Load): void => {
    let [low, high] = [0, loads.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (loads[middle]!.gain < load.gain) low = middle + 1
      else high = middle
    }
    loads.splice(low, 0, load)
  }
  for (;;) {
    const candidate = loads.pop()
    if (!candidate || candidate.gain <= 0) return units
    const stockpile = Math.floor(candidate.arc / siteCount)
    if (free && free[stockpile] === 0) continue
    const now = bestLoad(candidate.arc)
    const isStillFirst = now.gain >= (loads.at(-1)?.gain ?? 0) - 1e-12
    if (!isStillFirst) {
      if (now.gain > 0) insert(now)
      continue
    }
    if (free && now.isCarried) free[stockpile]!--
    for (const [column, quantity] of now.units) {
      units[column]! += quantity
      short[lineOf(column)]! -= quantity
      left[supplyOf(column)]! -= quantity
    }
    const again = bestLoad(candidate.arc)
    if (again.gain > 0) insert(again)
  }
}
