/**
 * How busy each station is, where each call goes to the nearest one that is free: the hypercube
 * model's approximation (Larson, 1975) for times out that differ by cell and station, and calls that
 * are lost to the system where no station in the cell's row is free (Jarvis, 1985).
 */
import { allOutChances, correctionFactors, poolOf } from './expected-coverage.ts'
import type { StationLists } from './station-lists.ts'

export interface Hypercube {
  /** Share of its time that each station is out. */
  readonly busy: Float64Array
  /** Per entry of the lists, the share of the cell's calls to which that station goes. */
  readonly answered: Float64Array
  /** For how long a call keeps a station, on average. */
  readonly meanOutSeconds: number
  /** Calls that come within that time, from cells that somebody comes to. */
  readonly offered: number
  readonly isConverged: boolean
}

export interface Load {
  readonly lists: StationLists
  /** Stations that take part; others must not stand in the lists. */
  readonly stations: number
  /** Per cell. */
  readonly callsPerSecond: Float64Array
  readonly onSceneSeconds: number
}

const MOST_ROUNDS = 500
const TOLERANCE = 1e-9
/** Rows are followed until it is less likely than this that all so far are out. */
const LEAST_CHANCE = 1e-12
const DECISECONDS_PER_SECOND = 10

/** Times out and who answers, improved in turn until no station's share changes any more. */
export const hypercubeApproximation = (load: Load): Hypercube => {
  const { lists, stations } = load
  const busy = new Float64Array(lists.stationCount)
  // At first everybody is at home: the nearest goes.
  const answered = new Float64Array(lists.stations.length)
  for (const first of lists.start.subarray(0, lists.cellCount)) answered[first] = 1
  const longest = Math.min(stations, longestRow(lists))
  if (longest === 0) return { busy, answered, meanOutSeconds: 0, offered: 0, isConverged: true }
  let work = meanWork(load, answered)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pool = poolOf(stations, work.offered)
    shareOut(load, busy, answered, {
      next: correctionFactors(pool, longest - 1),
      allOut: allOutChances(pool, longest).map((chance, k) => chance / pool.busy ** k || 0),
    })
    let change = 0
    for (const [station, asked] of workAsked(load, busy, answered).entries()) {
      const now = asked / (1 + asked)
      change = Math.max(change, Math.abs(now - busy[station]!))
      busy[station] = now
    }
    work = meanWork(load, answered)
    if (change < TOLERANCE) return { busy, answered, ...work, isConverged: true }
  }
  return { busy, answered, ...work, isConverged: false }
}

const longestRow = ({ start, cellCount }: StationLists): number => {
  let longest = 0
  for (let cell = 0; cell < cellCount; cell++) {
    longest = Math.max(longest, start[cell + 1]! - start[cell]!)
  }
  return longest
}

const outSeconds = ({ lists, onSceneSeconds }: Load, entry: number): number =>
  onSceneSeconds + lists.awayDeciseconds[entry]! / DECISECONDS_PER_SECOND

/** How long a call keeps a station as they are answered now, and how many come in that time. */
const meanWork = (load: Load, answered: Float64Array) => {
  const { start, cellCount } = load.lists
  let [calls, taken, work] = [0, 0, 0]
  for (let cell = 0; cell < cellCount; cell++) {
    const rate = load.callsPerSecond[cell]!
    if (start[cell]! < start[cell + 1]!) calls += rate
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      taken += rate * answered[i]!
      work += rate * answered[i]! * outSeconds(load, i)
    }
  }
  const meanOutSeconds = taken > 0 ? work / taken : 0
  return { meanOutSeconds, offered: calls * meanOutSeconds }
}

/** By how much dependence changes the chance that so many are out: with the next one free, and all. */
interface Corrections {
  readonly next: Float64Array
  readonly allOut: Float64Array
}

/** Who goes how often, as busy as the stations are now; each row and its lost calls make 1. */
const shareOut = (
  { lists: { start, cellCount, stations } }: Load,
  busy: Float64Array,
  answered: Float64Array,
  { next, allOut }: Corrections,
): void => {
  for (let cell = 0; cell < cellCount; cell++) {
    const [from, until] = [start[cell]!, start[cell + 1]!]
    let before = 1
    let sum = 0
    let i = from
    for (; i < until && before > LEAST_CHANCE; i++) {
      const own = busy[stations[i]!]!
      answered[i] = next[i - from]! * (1 - own) * before
      sum += answered[i]!
      before *= own
    }
    const scale = sum > 0 ? Math.max(0, 1 - allOut[i - from]! * before) / sum : 0
    for (let k = from; k < i; k++) answered[k]! *= scale
    answered.fill(0, i, until)
  }
}

/** Per station the time that calls ask of it, for each second that it is free. */
const workAsked = (load: Load, busy: Float64Array, answered: Float64Array): Float64Array => {
  const { start, cellCount, stations } = load.lists
  const asked = new Float64Array(busy.length)
  for (let cell = 0; cell < cellCount; cell++) {
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      const free = 1 - busy[stations[i]!]!
      if (free > 0 && answered[i]! > 0) {
        asked[stations[i]!]! +=
          (load.callsPerSecond[cell]! * answered[i]! * outSeconds(load, i)) / free
      }
    }
  }
  return asked
}
