/** Where and when calls come from: a weight for every cell and hour of the day. */

export const HOURS = 24

/** None of the numbers is negative; each table has a positive one. */
export interface DemandWeights {
  /** Each a weight per cell. A table that holds at several hours stands here once. */
  readonly tables: readonly Float64Array[]
  /** Which of the tables holds in each local hour of the day. */
  readonly tableOfHour: Uint8Array
  /** Share of a day's calls that come in each local hour; 1 together. */
  readonly hourShares: Float64Array
}

/** Of relative numbers of calls by local hour. @throws RangeError where there is none at all */
export const sharesOf = (callsByHour: readonly number[]): Float64Array => {
  const sum = callsByHour.reduce((total, calls) => total + calls, 0)
  if (callsByHour.length !== HOURS || !(sum > 0)) {
    throw new RangeError(`${HOURS} numbers of calls with a positive one, not ${callsByHour.join()}`)
  }
  return Float64Array.from(callsByHour, (calls) => calls / sum)
}

/** The same weights at every hour, such as residents. */
export const sameWeights = (weights: Float64Array, hourShares: Float64Array): DemandWeights => ({
  tables: [weights],
  tableOfHour: new Uint8Array(HOURS),
  hourShares,
})

/** @param isNight per local hour: whether the first table holds, else the second. */
export const dayAndNightWeights = (
  [atNight, byDay]: readonly [Float64Array, Float64Array],
  isNight: (hour: number) => boolean,
  hourShares: Float64Array,
): DemandWeights => ({
  tables: [atNight, byDay],
  tableOfHour: Uint8Array.from({ length: HOURS }, (_, hour) => (isNight(hour) ? 0 : 1)),
  hourShares,
})

/** The weights of the cells in a local hour. */
export const weightsAt = ({ tables, tableOfHour }: DemandWeights, hour: number): Float64Array =>
  tables[tableOfHour[hour]!]!
