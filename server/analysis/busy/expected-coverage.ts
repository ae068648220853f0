/**
 * Coverage when stations may be out: each of the stations in time is free with some chance. Expected
 * covering (MEXCLP) takes them as out independently of one another (Daskin, 1983); the correction of
 * Batta, Dolan & Krishnamurthy (1989) takes them as stations of one pool, which are out together
 * more often than chance would have it.
 */
import type { StationLists } from './station-lists.ts'

/** Stations that share all calls; one that comes while all are out is lost (Erlang, 1917). */
export interface Pool {
  readonly stations: number
  /** Share of the time that a station is out. */
  readonly busy: number
  /** Chance that exactly 0, 1 … all of them are out. */
  readonly outCounts: Float64Array
}

/**
 * @param offered calls that come within the time that one keeps a station, on average.
 */
export const poolOf = (stations: number, offered: number): Pool => {
  if (!(offered >= 0) || stations < 1) {
    throw new RangeError(`${stations} stations cannot share ${offered} calls`)
  }
  const outCounts = new Float64Array(stations + 1)
  // From the likeliest number outward, so that nothing overflows.
  const mode = Math.min(stations, Math.floor(offered))
  outCounts[mode] = 1
  for (let n = mode; n > 0; n--) outCounts[n - 1] = (outCounts[n]! * n) / offered
  for (let n = mode; n < stations; n++) outCounts[n + 1] = (outCounts[n]! * offered) / (n + 1)
  const sum = outCounts.reduce((total, weight) => total + weight, 0)
  let meanOut = 0
  for (let n = 0; n <= stations; n++) {
    outCounts[n]! /= sum
    meanOut += n * outCounts[n]!
  }
  return { stations, outCounts, busy: meanOut / stations }
}

/**
 * Chance that 0, 1 … `most` given stations of the pool are all out: where n are out, every set of n
 * is as likely as any other.
 */
export const allOutChances = ({ stations, outCounts }: Pool, most: number): Float64Array => {
  const chances = new Float64Array(most + 1)
  const weights = outCounts.slice()
  for (let k = 0; k <= most; k++) {
    chances[k] = weights.reduce((sum, weight) => sum + weight, 0)
    for (let n = 0; n <= stations; n++) weights[n]! *= Math.max(0, n - k) / (stations - k || 1)
  }
  return chances
}

/**
 * Q(n, ρ, j): how many times likelier than by independence it is that j stations of the pool are out
 * and the next one asked is free (Larson, 1975; here for the pool that loses calls). 1 for j = 0.
 * @param most largest j, less than there are stations.
 */
export const correctionFactors = (pool: Pool, most: number): Float64Array => {
  const allOut = allOutChances(pool, most + 1)
  const { busy } = pool
  return Float64Array.from({ length: most + 1 }, (_, j) => {
    const independent = busy ** j * (1 - busy)
    return independent > 0 ? (allOut[j]! - allOut[j + 1]!) / independent : 1
  })
}

/** How many stations of its row are in time at each cell. @param limits deciseconds per cell. */
export const stationsInTime = (lists: StationLists, limits: Int32Array): Uint32Array =>
  Uint32Array.from(limits, (limit, cell) => {
    let i = lists.start[cell]!
    while (i < lists.start[cell + 1]! && lists.arrivalDeciseconds[i]! <= limit) i++
    return i - lists.start[cell]!
  })

/** Chance per cell that a station in time is free, by both ways. */
export const freeChances = (
  pool: Pool,
  inTime: Uint32Array,
): { readonly independent: Float64Array; readonly corrected: Float64Array } => {
  const allOut = allOutChances(pool, Math.min(pool.stations, Math.max(0, ...new Set(inTime))))
  return {
    independent: Float64Array.from(inTime, (count) => 1 - pool.busy ** count),
    corrected: Float64Array.from(inTime, (count) => 1 - allOut[count]!),
  }
}
