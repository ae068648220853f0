/**
 * Calls as they might come, one after the other: a Poisson process whose rate follows the hour, each
 * call at a cell drawn by weight. The nearest station on duty that is free goes; where all are out
 * the call is pledged to the one that is free soonest. Same seed, same calls, whatever the stations
 * do: differences between two runs are the stations' doing.
 */
import { type ShouldStop, stopIf } from '../cancellation.ts'
import { seededRandom } from '../random.ts'
import { type DemandWeights, HOURS } from './demand-weights.ts'
import { type DutySlots, isOnDuty, nextOnDuty } from './duty-slots.ts'
import type { StationLists } from './station-lists.ts'
import { drawIndex, weightedDraw } from './weighted-draw.ts'

export interface CallsQuestion {
  /** Rows of stations, one table for each state of the roads; all over the same stations. */
  readonly lists: readonly StationLists[]
  /** Which of them holds in each local hour. */
  readonly listsOfHour: Uint8Array
  readonly demand: DemandWeights
  readonly duty: DutySlots
  readonly callsPerDay: number
  /** Mean of an exponential time. */
  readonly onSceneSeconds: number
  /** Calls count from this second since the first midnight on; those before it bring the city to its usual load. */
  readonly fromSecond: number
  readonly untilSecond: number
  readonly seed: number
  /** What a call does while everybody on duty is out. */
  readonly whenAllOut: 'wait' | 'lost'
}

/** NOBODY in place of an arrival: no station of the row is on duty, or the call is lost. */
export const NOBODY = -1

/**
 * @param second since the first midnight.
 * @param arrivalDeciseconds from the call till somebody is there, NOBODY.
 * @param ifFreeDeciseconds the same if no station on duty were out.
 */
export type CallTold = (
  second: number,
  cell: number,
  arrivalDeciseconds: number,
  ifFreeDeciseconds: number,
  station: number,
) => void

export interface Simulated {
  /** Between `fromSecond` and `untilSecond`, by station. */
  readonly outSeconds: Float64Array
  readonly answered: Uint32Array
}

const SECONDS_PER_HOUR = 3600
const DECISECONDS_PER_SECOND = 10
/** So many calls between two questions whether the answer is still wanted. */
const CALLS_PER_LOOK = 4096

/** @throws Cancelled */
export const simulateCalls = (
  question: CallsQuestion,
  onCall: CallTold,
  shouldStop: ShouldStop,
): Simulated => {
  const { lists, listsOfHour, demand, duty, onSceneSeconds, fromSecond, untilSecond } = question
  const stationCount = lists[0]!.stationCount
  const freeAt = new Float64Array(stationCount)
  const outSeconds = new Float64Array(stationCount)
  const answered = new Uint32Array(stationCount)
  const draws = demand.tables.map(weightedDraw)
  const random = seededRandom(question.seed)
  const exponential = (): number => -Math.log(1 - random())
  const perSecond = demand.hourShares.map(
    (share) => (share * question.callsPerDay) / SECONDS_PER_HOUR,
  )
  let second = 0
  let calls = 0
  for (;;) {
    second = nextCall(second, exponential(), perSecond, untilSecond)
    if (second >= untilSecond) return { outSeconds, answered }
    if (++calls % CALLS_PER_LOOK === 0) stopIf(shouldStop)
    const hour = Math.floor(second / SECONDS_PER_HOUR) % HOURS
    const cell = drawIndex(draws[demand.tableOfHour[hour]!]!, random)
    const onScene = exponential() * onSceneSeconds
    const { start, stations, arrivalDeciseconds, awayDeciseconds } = lists[listsOfHour[hour]!]!
    const end = start[cell + 1]!
    let nearest = -1
    let chosen = -1
    for (let i = start[cell]!; i < end; i++) {
      const station = stations[i]!
      if (!isOnDuty(duty, station, second)) continue
      if (nearest < 0) nearest = i
      if (freeAt[station]! > second) continue
      chosen = i
      break
    }
    let begins = second
    if (chosen < 0 && nearest >= 0 && question.whenAllOut === 'wait') {
      begins = Number.POSITIVE_INFINITY
      for (let i = start[cell]!; i < end; i++) {
        const station = stations[i]!
        const soonest = nextOnDuty(duty, station, Math.max(second, freeAt[station]!))
        if (soonest >= begins) continue
        begins = soonest
        chosen = i
      }
    }
    let arrival = NOBODY
    const isTold = second >= fromSecond
    if (chosen >= 0) {
      const station = stations[chosen]!
      const back = begins + onScene + awayDeciseconds[chosen]! / DECISECONDS_PER_SECOND
      arrival = (begins - second) * DECISECONDS_PER_SECOND + arrivalDeciseconds[chosen]!
      freeAt[station] = back
      outSeconds[station]! += Math.max(
        0,
        Math.min(back, untilSecond) - Math.max(begins, fromSecond),
      )
      if (isTold) answered[station]!++
    }
    if (isTold) {
      const ifFree = nearest >= 0 ? arrivalDeciseconds[nearest]! : NOBODY
      onCall(second, cell, arrival, ifFree, chosen >= 0 ? stations[chosen]! : NOBODY)
    }
  }
}

/** When so much of the rates has passed, from a second on. @param due unit exponential. */
const nextCall = (
  from: number,
  due: number,
  perSecond: Float64Array,
  untilSecond: number,
): number => {
  let second = from
  let left = due
  while (second < untilSecond) {
    const hour = Math.floor(second / SECONDS_PER_HOUR)
    const rate = perSecond[hour % HOURS]!
    const within = ((hour + 1) * SECONDS_PER_HOUR - second) * rate
    if (left < within) return second + left / rate
    left -= within
    second = (hour + 1) * SECONDS_PER_HOUR
  }
  return untilSecond
}
