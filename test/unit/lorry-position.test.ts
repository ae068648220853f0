import { describe, expect, test } from 'vitest'
import { lorryEstimate, pointAlong } from '../../data/lorry-position.ts'
import { places } from '../fixtures/shapes.ts'

/** Due north one degree, then due north three more: latitude alone measures it. */
const NORTHWARD = places([116.5, 35], [116.5, 36], [116.5, 39])

describe('a point along a line', () => {
  test.each([
    [0, 35],
    [0.125, 35.5],
    [0.25, 36],
    [0.5, 37],
    [1, 39],
  ])('at %s of the length', (share, latitude) => {
    expect(pointAlong(NORTHWARD, share)).toEqual([116.5, expect.closeTo(latitude, 9)])
  })

  test('shares outside the line are its ends', () => {
    expect(pointAlong(NORTHWARD, -1)).toEqual([116.5, 35])
    expect(pointAlong(NORTHWARD, 7)).toEqual([116.5, 39])
  })

  test('east counts by the cosine of the latitude: 2° of longitude at 60° north are 1° of latitude', () => {
    // Flat ends: east 2° at 60° N is as long as about 1° north, so half the way is near the corner.
    const corner = pointAlong(places([10, 60], [12, 60], [12, 61]), 0.5)
    expect(corner).toEqual([expect.closeTo(12, 6), expect.closeTo(60, 6)])
  })

  test('a line without length and an empty one', () => {
    expect(pointAlong([[1, 2]], 0.5)).toEqual([1, 2])
    expect(pointAlong(places([1, 2], [1, 2]), 0.5)).toEqual([1, 2])
    expect(pointAlong([], 0.5)).toBeNull()
  })
})

describe('a lorry on its way', () => {
  const load = {
    state: 'in-transit',
    leavesAt: '2026-07-01T00:00:00.000Z',
    pickup: null,
    departedAt: '2026-07-01T00:00:00.000Z',
    arrivedAt: null,
    expectedAt: '2026-07-01T01:00:00.000Z',
    route: NORTHWARD,
  } as const
  const at = (clock: string): number => Date.parse(`2026-07-01T${clock}:00.000Z`)

  test('has gone as far as time has passed', () => {
    expect(lorryEstimate(load, at('00:15'))).toEqual({
      position: [116.5, expect.closeTo(36, 9)],
      isOverdue: false,
    })
  })

  test('waits at the end once its time is over, and is told to be late', () => {
    expect(lorryEstimate(load, at('01:01'))).toEqual({ position: [116.5, 39], isOverdue: true })
  })

  test('that calls at another store is at the end of this way as soon as it is there', () => {
    // Planned ten minutes earlier than it left: at the next store after half an hour.
    const nextAt = '2026-07-01T00:20:00.000Z'
    const leavesAt = '2026-06-30T23:50:00.000Z'
    const pickup = { lorry: 1, stop: 1, stops: 2, nextAt, from: null }
    const calling = { ...load, leavesAt, pickup }
    expect(lorryEstimate(calling, at('00:15'))).toEqual({
      position: [116.5, expect.closeTo(37, 9)],
      isOverdue: false,
    })
    const there = { position: [116.5, 39], isOverdue: false }
    expect(lorryEstimate(calling, at('00:45'))).toEqual(there)
  })

  test('is at the end once it has arrived, however early or late', () => {
    const arrivedAt = '2026-07-01T00:20:00.000Z'
    for (const clock of ['00:25', '01:01']) {
      const estimate = lorryEstimate({ ...load, arrivedAt }, at(clock))
      expect(estimate).toEqual({ position: [116.5, 39], isOverdue: false })
    }
  })

  test('stands at the start where this clock is behind the server’s', () => {
    const early = Date.parse('2026-06-30T23:59:00.000Z')
    expect(lorryEstimate(load, early)?.position).toEqual([116.5, 35])
  })

  test.each(['reserved', 'loading', 'received', 'returned', 'cancelled'] as const)(
    'is not on the road when %s',
    (state) => {
      expect(lorryEstimate({ ...load, state }, at('00:15'))).toBeNull()
    },
  )

  test('without a way there is nothing to show', () => {
    expect(lorryEstimate({ ...load, route: [] }, at('00:15'))).toBeNull()
  })
})
