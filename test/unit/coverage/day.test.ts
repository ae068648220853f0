/** A day of two periods on a road of 36 km/h, by hand: 100 m take 10 s at night, a ninth more by day. */
import { describe, expect, it } from 'vitest'
import type { CoverageRequest } from '../../../data/coverage.ts'
import { bandSchema } from '../../../data/planning-day.ts'
import { dayFigures, type PeriodQuestion } from '../../../server/analysis/coverage/day-figures.ts'
import { settlement, station } from '../../fixtures/app-features.ts'
import { NIGHT, NOON, questionFor } from '../../fixtures/coverage-ground.ts'
import { along, handMadeModel, longRoad } from '../../fixtures/coverage-hand-made.ts'

const OFFICE_HOURS = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
const model = handMadeModel(
  longRoad(10),
  [station('west', along(0)), station('east', along(10_000), OFFICE_HOURS)],
  [
    settlement('town', along(1200), { areaClass: 'urban', people: 100 }),
    settlement('middle', along(5400), { people: 3 }),
    settlement('end', along(9000), { people: 20 }),
  ],
)

const asked = (request: CoverageRequest) =>
  questionFor({ standards: { urban: 200, rural: 600 }, ...request })
const period = (at: string, weight: number, request: CoverageRequest = {}): PeriodQuestion => ({
  question: asked({ ...request, at }),
  name: null,
  weight,
})
const figures = (
  periods: readonly PeriodQuestion[],
  { band = false, changes = false }: { band?: boolean; changes?: boolean } = {},
) => {
  const spread = { periods, band: band ? bandSchema.parse({}) : null }
  return dayFigures(model, asked({ at: NIGHT }), spread, changes)
}

describe('a day of ten hours with both stations and fourteen with one', () => {
  // by day: town 60 + 1200 / 9 = 193 s, middle 60 + 4600 / 9 = 571 s and end 60 + 1000 / 9 = 171 s from the east;
  // at night: town 180 s, middle 600 s, end 960 s from the west
  const day = [period(NOON, 10), period(NIGHT, 14)]

  it('counts each period as ever, and weighs it by its hours', () => {
    const told = figures(day).day!
    expect(told.periods).toEqual([
      {
        name: null,
        at: NOON,
        weight: 10,
        stationsCounted: 2,
        people: 123,
        peopleInTime: 123,
        share: 1,
      },
      {
        ...{ name: null, at: NIGHT, weight: 14, stationsCounted: 1, people: 123 },
        ...{ peopleInTime: 103, share: 103 / 123 },
      },
    ])
    // (10 × 123 + 14 × 103) / 24 = 111.33
    expect(told).toMatchObject({ people: 123, peopleInTime: 111, peopleUnreachable: 0 })
    expect(told.share).toBeCloseTo(2672 / 24 / 123, 10)
    expect(told.byClass.urban).toEqual({ people: 100, peopleInTime: 100, share: 1 })
    // (10 × 23 + 14 × 3) / 24 = 11.33
    expect(told.byClass.rural).toMatchObject({ people: 23, peopleInTime: 11 })
    expect(told.byTown).toMatchObject([{ people: 123, peopleInTime: 111, worstSeconds: 960 }])
    expect(told.byCounty).toMatchObject([{ people: 123, peopleInTime: 111, worstSeconds: 960 }])
    expect(told.changes).toBeNull()
  })

  it('of equal weights is the plain mean, of one period that period', () => {
    expect(figures([period(NOON, 3), period(NIGHT, 3)]).day!.peopleInTime).toBe(113)
    expect(figures([period(NIGHT, 7)]).day).toMatchObject({ peopleInTime: 103, share: 103 / 123 })
    expect(figures([]).day).toBeNull()
  })

  it('has a band: a tenth slower with ten seconds more turnout, and as much the other way', () => {
    // slow by day: town 70 + 133 / 0.9 = 218 s, middle 70 + 511 / 0.9 = 638 s, end 70 + 111 / 0.9 = 193 s; at night town
    // 70 + 120 / 0.9 = 203 s, middle 70 + 600 = 670 s: (10 × 20 + 14 × 0) / 24 = 8.33
    expect(figures(day, { band: true }).band).toMatchObject({
      ...{ speedPercent: 10, turnoutSeconds: 10 },
      slow: { people: 123, peopleInTime: 8, share: expect.closeTo(200 / 24 / 123, 10) },
      nominal: { people: 123, peopleInTime: 111, share: expect.closeTo(2672 / 24 / 123, 10) },
      // at night the end of the road still takes 50 + 900 / 1.1 = 868 s
      fast: { people: 123, peopleInTime: 111, share: expect.closeTo(2672 / 24 / 123, 10) },
    })
    const { slow, fast } = figures(day, { band: true }).band!
    // slow: no one in the town is reached within 200 s, and in the country only the 20 at the end, by day: 200 / 24
    expect(slow.byClass.urban).toEqual({ people: 100, peopleInTime: 0, share: 0 })
    expect(slow.byClass.rural).toMatchObject({ people: 23, peopleInTime: 8 })
    expect(fast.byClass.urban).toEqual({ people: 100, peopleInTime: 100, share: 1 })
    // all live in one county and one town
    const { code } = figures(day).day!.byCounty[0]!
    expect(slow.byCounty).toMatchObject([{ code, people: 123, peopleInTime: 8 }])
    expect(fast.byTown).toMatchObject([{ people: 123, peopleInTime: 111 }])
    // without periods it is that of the moment
    expect(figures([], { band: true }).band).toMatchObject({
      ...{ slow: { peopleInTime: 0 }, nominal: { peopleInTime: 103 } },
    })
  })

  it('tells what a scenario wins over the whole day', () => {
    const [lon, lat] = along(9000)
    const scenario = { add: [{ id: 'N', lon, lat }] }
    const changed = [period(NOON, 10, { scenario }), period(NIGHT, 14, { scenario })]
    const told = figures(changed, { changes: true }).day!
    expect(told.peopleInTime).toBe(123)
    // 111.33 before are 111 people
    expect(told.changes).toMatchObject({ people: 12, byTown: [{ people: 12 }] })
    expect(figures(day, { changes: true }).day!.changes).toBeNull()
  })
})
