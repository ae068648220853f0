import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DutyValues } from '../../../data/duty.ts'
import { sameWeights, sharesOf } from '../../../server/analysis/busy/demand-weights.ts'
import { alwaysOnDuty, dutySlots } from '../../../server/analysis/busy/duty-slots.ts'
import { ShareTally } from '../../../server/analysis/busy/share-tally.ts'
import {
  type CallsQuestion,
  NOBODY,
  simulateCalls,
} from '../../../server/analysis/busy/simulate-calls.ts'
import { neverStop } from '../../../server/analysis/cancellation.ts'
import {
  erlangLoss,
  erlangWait,
  exactHypercube,
  listsOf,
  type Minutes,
  minutesArbitrary,
  rowOf,
  withoutDriving,
} from '../../fixtures/busy-cities.ts'
import { plainCalls } from '../../fixtures/plain-calls.ts'
import { forAll } from '../../fixtures/runs.ts'

const DAY = 86_400
const EVEN = sharesOf(new Array(24).fill(1))
const ON_SCENE_SECONDS = 3600

/** Calls at any hour over stations that are always there. @param offered per cell within an hour. */
const steady = (
  minutes: Minutes,
  offered: readonly number[],
  changes: Partial<CallsQuestion> = {},
): CallsQuestion => ({
  lists: [withoutDriving(listsOf(minutes))],
  listsOfHour: new Uint8Array(24),
  demand: sameWeights(Float64Array.from(offered), EVEN),
  duty: alwaysOnDuty(minutes.length),
  callsPerDay: 24 * offered.reduce((sum, calls) => sum + calls, 0),
  onSceneSeconds: ON_SCENE_SECONDS,
  fromSecond: 10 * DAY,
  untilSecond: 3000 * DAY,
  seed: 1,
  whenAllOut: 'lost',
  ...changes,
})

interface Told {
  readonly second: number
  readonly cell: number
  readonly arrival: number
  readonly ifFree: number
  readonly station: number
}

const callsOf = (question: CallsQuestion) => {
  const calls: Told[] = []
  const found = simulateCalls(
    question,
    (second, cell, arrival, ifFree, station) =>
      calls.push({ second, cell, arrival, ifFree, station }),
    neverStop,
  )
  return { ...found, calls }
}

const shareOf = <T>(of: readonly T[], holds: (each: T) => boolean): number =>
  of.filter(holds).length / of.length

describe('over many years', () => {
  test('five stations along a road are as busy as their 32 states say', () => {
    const along = [0, 1, 2, 3, 4]
    const minutes = along.map((station) => along.map((cell) => 1 + 2 * Math.abs(station - cell)))
    const offered = [0.2, 0.5, 0.9, 0.4, 0.3]
    const question = steady(minutes, offered, { untilSecond: 3000 * DAY })
    const { calls, outSeconds } = callsOf(question)
    const rows = along.map((cell) => rowOf(question.lists[0]!, cell))
    const exact = exactHypercube(5, rows, offered)
    const seconds = question.untilSecond - question.fromSecond
    for (const station of along) {
      expect(Math.abs(outSeconds[station]! / seconds - exact.busy[station]!)).toBeLessThan(0.01)
      const ofCell = calls.filter(({ cell }) => cell === 2)
      const share = shareOf(ofCell, (call) => call.station === station)
      expect(Math.abs(share - exact.answered(2, station))).toBeLessThan(0.01)
    }
  })

  test('one pool loses the calls that Erlang’s formula says', () => {
    const { calls } = callsOf(steady([[1], [1], [1]], [2], { untilSecond: 3000 * DAY }))
    expect(calls.length).toBeGreaterThan(140_000)
    expect(
      Math.abs(shareOf(calls, ({ arrival }) => arrival === NOBODY) - erlangLoss(3, 2)),
    ).toBeLessThan(0.005)
  })

  test('one pool makes calls wait as often and as long as Erlang’s second formula says', () => {
    const question = steady([[1], [1], [1]], [2], { whenAllOut: 'wait', untilSecond: 3000 * DAY })
    const { calls } = callsOf(question)
    const waits = calls.map(({ arrival, ifFree }) => (arrival - ifFree) / 10)
    expect(Math.abs(shareOf(waits, (wait) => wait > 0) - erlangWait(3, 2))).toBeLessThan(0.01)
    // Three stations that take two calls an hour of three: the wait is an hour times that chance.
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length
    expect(Math.abs(mean / ON_SCENE_SECONDS - erlangWait(3, 2) / (3 - 2))).toBeLessThan(0.025)
  })

  test('intervals hold the truth in some 95 of 100 years', () => {
    const minutes: Minutes = [
      [2, 9],
      [9, 2],
    ]
    const offered = [0.5, 0.4]
    const rows = [
      [0, 1],
      [1, 0],
    ]
    const exact = exactHypercube(2, rows, offered)
    let held = 0
    for (let seed = 1; seed <= 100; seed++) {
      const question = steady(minutes, offered, { seed, fromSecond: DAY, untilSecond: 365 * DAY })
      const tally = new ShareTally(1, 52)
      simulateCalls(
        question,
        (second, cell, arrival) => {
          const week = Math.floor((second - DAY) / (7 * DAY))
          if (cell === 0) tally.add(0, week, arrival === 2 * 600)
        },
        neverStop,
      )
      const { low, high } = tally.interval(0)!
      if (low <= exact.answered(0, 0) && exact.answered(0, 0) <= high) held++
    }
    expect(held).toBeGreaterThanOrEqual(89)
    expect(held).toBeLessThanOrEqual(100)
  })
})

const hours = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`
})
const dutyValues: fc.Arbitrary<DutyValues> = fc.oneof(
  fc.constant({ dutyPattern: 'around-the-clock' as const }),
  fc.record({ dutyPattern: fc.constant('day-shift' as const), dutyFrom: hours, dutyUntil: hours }),
  fc.record({
    roster: fc.constantFrom('工作日 08:00-18:00 5人；休息日 09:00-17:00 2人；节假日 休'),
  }),
  fc.constant({}),
)

test('every call is answered as the plain way answers it, whoever is on duty', () => {
  const drawn = fc.record({
    minutes: minutesArbitrary(5, 6),
    duties: fc.array(dutyValues, { minLength: 5, maxLength: 5 }),
    byHour: fc.array(fc.nat(4), { minLength: 24, maxLength: 24 }),
    weights: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 6 }),
    callsPerDay: fc.integer({ min: 1, max: 60 }),
    turnout: fc.integer({ min: 0, max: 90 }),
    whenAllOut: fc.constantFrom('wait' as const, 'lost' as const),
    seed: fc.nat(1000),
  })
  // A Wednesday before a week of holidays.
  const midnight = new Date('2026-09-30T00:00:00+08:00')
  forAll(40, drawn, ({ minutes, duties, byHour, weights, turnout, ...rest }) => {
    const stations = minutes.map((_, i) => duties[i]!)
    const night = listsOf(minutes, turnout)
    const day = listsOf(
      minutes.map((row) => row.map((each) => each && each + 1)),
      turnout,
    )
    const cells = minutes[0]!.map((_, cell) => weights[cell]! + (cell === 0 ? 1 : 0))
    const question: CallsQuestion = {
      lists: [night, day],
      listsOfHour: Uint8Array.from({ length: 24 }, (_, hour) => (hour < 6 || hour >= 22 ? 0 : 1)),
      demand: sameWeights(
        Float64Array.from(cells),
        sharesOf(byHour.map((count, i) => (i === 0 ? count + 1 : count))),
      ),
      duty: dutySlots(stations, midnight, 12),
      onSceneSeconds: ON_SCENE_SECONDS,
      fromSecond: DAY,
      untilSecond: 4 * DAY,
      ...rest,
    }
    const plain = plainCalls(question, stations, midnight)
    const { calls, outSeconds, answered } = callsOf(question)
    expect(calls.length).toBe(plain.calls.length)
    for (const [i, call] of calls.entries()) {
      const other = plain.calls[i]!
      expect(call.second).toBeCloseTo(other.second, 4)
      expect([call.cell, call.station]).toEqual([other.cell, other.station ?? NOBODY])
      expect(call.arrival / 10).toBeCloseTo(other.arrivalSeconds ?? NOBODY / 10, 3)
      expect(call.ifFree / 10).toBeCloseTo(other.ifFreeSeconds ?? NOBODY / 10, 3)
    }
    for (const [station, seconds] of outSeconds.entries()) {
      expect(seconds).toBeCloseTo(plain.outSeconds[station]!, 2)
      expect(answered[station]).toBe(calls.filter((call) => call.station === station).length)
    }
  })
})

test('calls come at the hours they are said to come, and from cells by their weight', () => {
  const byHour = new Array(24).fill(0)
  byHour[8] = 3
  byHour[20] = 1
  const weights = Float64Array.of(1, 0, 3)
  const question: CallsQuestion = {
    ...steady([[1, 1, 1]], [1, 1, 1], { untilSecond: 400 * DAY, callsPerDay: 100 }),
    demand: {
      tables: [weights, Float64Array.of(0, 1, 0)],
      tableOfHour: Uint8Array.from({ length: 24 }, (_, hour) => (hour === 20 ? 1 : 0)),
      hourShares: sharesOf(byHour),
    },
  }
  const { calls } = callsOf(question)
  // 390 days of 100 calls: a Poisson number within four of its standard deviations.
  expect(Math.abs(calls.length - 39_000)).toBeLessThan(4 * Math.sqrt(39_000))
  const hourOf = ({ second }: Told): number => Math.floor(second / 3600) % 24
  expect(new Set(calls.map(hourOf))).toEqual(new Set([8, 20]))
  expect(Math.abs(shareOf(calls, (call) => hourOf(call) === 8) - 0.75)).toBeLessThan(0.01)
  expect(calls.every((call) => (hourOf(call) === 20) === (call.cell === 1))).toBe(true)
  const morning = calls.filter((call) => hourOf(call) === 8)
  expect(Math.abs(shareOf(morning, ({ cell }) => cell === 2) - 0.75)).toBeLessThan(0.012)
})

test('of two that come on duty together the nearer one takes the first call that waits', () => {
  const dayShift = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
  const stations = [{ dutyPattern: 'around-the-clock' } as const, dayShift, dayShift]
  // All calls come from 7 to 8; the one station that is there then is away for two hours.
  const { calls } = callsOf({
    ...steady([[60], [70], [80]], [1], {
      whenAllOut: 'wait',
      fromSecond: 0,
      untilSecond: 60 * DAY,
    }),
    lists: [listsOf([[60], [70], [80]])],
    demand: sameWeights(
      Float64Array.of(1),
      sharesOf(Array.from({ length: 24 }, (_, hour) => (hour === 7 ? 1 : 0))),
    ),
    duty: dutySlots(stations, new Date('2026-11-23T00:00:00+08:00'), 60),
    callsPerDay: 3,
    onSceneSeconds: 1,
  })
  const days = [...Map.groupBy(calls, ({ second }) => Math.floor(second / DAY)).values()]
  const full = days.filter(({ length }) => length >= 3)
  expect(full.length).toBeGreaterThan(10)
  for (const day of full) {
    expect(day.slice(0, 3).map(({ station }) => station)).toEqual([0, 1, 2])
    // At 8 sharp, and then seventy minutes on the road.
    expect((day[1]!.second % DAY) + day[1]!.arrival / 10).toBeCloseTo(8 * 3600 + 70 * 60, 3)
  }
})

test('a simulation that nobody waits for is given up', () => {
  const question = steady([[1]], [5])
  expect(() =>
    simulateCalls(
      question,
      () => {},
      () => true,
    ),
  ).toThrow('')
})
