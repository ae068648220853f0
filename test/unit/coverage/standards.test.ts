/** Who is in time, worked out by hand on a road of 36 km/h: 100 m take 10 s at night. */
import { describe, expect, it } from 'vitest'
import type { CoverageRequest } from '../../../data/coverage.ts'
import type { CoverageModel } from '../../../server/analysis/coverage/coverage-model.ts'
import { settlement, station } from '../../fixtures/app-features.ts'
import { figuresFor, NIGHT, NOON, questionFor } from '../../fixtures/coverage-ground.ts'
import { along, cellOfSize, handMadeModel, longRoad } from '../../fixtures/coverage-hand-made.ts'

type Changes = Parameters<typeof station>[2]
const shift = (dutyFrom: string, dutyUntil: string): Changes => ({
  ...{ dutyPattern: 'day-shift', dutyFrom, dutyUntil },
})

const YEAR_END = '2027-12-31'
const opensOn = (openingOn: string | null): Changes => ({ buildStatus: 'building', openingOn })
const WITH_BUILT = { counted: 'with-construction' } as const

const SETTLEMENTS = [
  settlement('town', along(1200), { areaClass: 'urban', people: 100 }),
  settlement('suburb', along(3500), { areaClass: 'urban', people: 20 }),
  settlement('village', along(5400), { people: 3 }),
]

/** First, second … arrival at the settlement of so many people, in seconds. */
const arrivalsAt = (model: CoverageModel, people: number, request: CoverageRequest): number[] => {
  const { deciseconds } = model.arrivals(questionFor({ at: NIGHT, ...request }))
  return deciseconds.map((row) => row[cellOfSize(model, people)]! / 10)
}
const summary = (model: CoverageModel, request: CoverageRequest = {}) =>
  figuresFor(model, { at: NIGHT, ...request }).summary

describe('one station at the beginning of the road', () => {
  const model = handMadeModel(longRoad(10), [station('S', along(0))], SETTLEMENTS)

  it('is there after its minute of turnout and the drive', () => {
    expect(arrivalsAt(model, 100, {})[0]).toBe(60 + 120)
    expect(arrivalsAt(model, 20, {})[0]).toBe(60 + 350)
    expect(arrivalsAt(model, 3, {})[0]).toBe(60 + 540)
  })

  it('is slower by day, when a street gives nine tenths of its speed', () => {
    // 1000 m take 111.1 s, so 1200 m take 133.3 s; times are given in tenths of a second
    expect(Math.abs(arrivalsAt(model, 100, { at: NOON })[0]! - (60 + 1200 / 9))).toBeLessThan(0.2)
  })

  it('keeps both standards at once, to the second', () => {
    expect(summary(model)).toMatchObject({
      people: 123,
      peopleInTime: 103,
      share: 103 / 123,
      cellCount: 3,
      cellsInTime: 2,
      peopleUnreachable: 0,
      byClass: {
        urban: { people: 120, peopleInTime: 100, share: 100 / 120 },
        rural: { people: 3, peopleInTime: 3, share: 1 },
      },
      gapCount: 1,
    })
    const tried = (urban: number, rural: number): number =>
      summary(model, { standards: { urban, rural } }).peopleInTime
    expect(tried(179, 600)).toBe(3)
    expect(tried(180, 599)).toBe(100)
    expect(tried(409, 30)).toBe(100)
    expect(tried(410, 30)).toBe(120)
  })

  it('alone is no reserve', () => {
    expect(summary(model, { filter: { due: 2 } })).toMatchObject({ peopleInTime: 0, gapCount: 3 })
    expect(arrivalsAt(model, 100, {})).toEqual([180, -0.1])
  })
})

describe('two stations, one at each end', () => {
  const far = (changes: Changes, ofNear: Changes = {}) =>
    handMadeModel(
      longRoad(10),
      [station('near', along(0), ofNear), station('far', along(10_000), changes)],
      SETTLEMENTS,
    )

  it('are told soonest first', () => {
    // from the far end 8800, 6500 and 4600 m
    expect(arrivalsAt(far({}), 100, {})).toEqual([180, 60 + 880])
    expect(arrivalsAt(far({}), 20, {})).toEqual([410, 60 + 650])
    expect(arrivalsAt(far({}), 3, {})).toEqual([60 + 460, 600])
  })

  it('are both asked for as a reserve', () => {
    const asked = { filter: { due: 2 }, standards: { urban: 710, rural: 600 } }
    expect(summary(far({}), asked).peopleInTime).toBe(20 + 3)
    expect(summary(far({}), { ...asked, standards: { urban: 709, rural: 599 } }).peopleInTime).toBe(
      0,
    )
  })

  it.each<[string, Changes, CoverageRequest]>([
    ['of too low a grade', { grade: 'third' }, { filter: { minimumGrade: 'second' } }],
    ['with one boat of two', { equipment: { boat: 1 } }, { filter: { equipment: { boat: 2 } } }],
    ['without a crew', { crewOnDuty: 0 }, {}],
    ['under construction', { buildStatus: 'building' }, {}],
    ['out of service', { buildStatus: 'suspended' }, { filter: { counted: 'with-construction' } }],
    ['planned', { buildStatus: 'planned' }, { filter: { counted: 'with-construction' } }],
    ['to open later', opensOn('2028-01-01'), { filter: { counted: 'with-planned', by: YEAR_END } }],
    ['to open later still', opensOn('2028-01-01'), { filter: { by: YEAR_END } }],
    ['built, as of then', { buildStatus: 'building' }, { filter: { by: YEAR_END } }],
    [
      'open by then, of the day shift',
      { ...opensOn(YEAR_END), ...shift('08:00', '18:00') },
      { filter: { by: YEAR_END } },
    ],
    ['without a crew, as of then', { crewOnDuty: 0 }, { filter: { by: YEAR_END } }],
    ['open at no day', { buildStatus: 'building' }, { filter: { ...WITH_BUILT, by: YEAR_END } }],
    ['of the day shift at 03:00', shift('08:00', '18:00'), {}],
  ])('do not both count when the far one is %s', (_, changes, request) => {
    const near = { grade: 'second', equipment: { boat: 2 } } as const
    const model = far(changes, near)
    expect(summary(model, request)).toMatchObject({ stationsCounted: 1, stationsInAll: 2 })
    expect(arrivalsAt(model, 3, request)).toEqual([600, -0.1])
  })

  it.each<[string, Changes, CoverageRequest]>([
    ['has just the grade', { grade: 'second' }, { filter: { minimumGrade: 'second' } }],
    ['has just the gear', { equipment: { boat: 2 } }, { filter: { equipment: { boat: 2 } } }],
    ['has a shift over midnight', shift('20:00', '03:01'), {}],
    ['is being built', { ...opensOn(null), crewOnDuty: 0 }, { filter: WITH_BUILT }],
    ['opens on the last day', opensOn(YEAR_END), { filter: { ...WITH_BUILT, by: YEAR_END } }],
    // its crew is not known yet
    ['is open by then', { ...opensOn(YEAR_END), crewOnDuty: 0 }, { filter: { by: YEAR_END } }],
    [
      'is of the day shift, at any hour',
      { ...opensOn(YEAR_END), ...shift('08:00', '18:00') },
      { filter: { counted: 'operating', by: YEAR_END } },
    ],
    ['is planned', { buildStatus: 'planned' }, { filter: { counted: 'with-planned' } }],
    ['is suspended', { buildStatus: 'suspended' }, { filter: { counted: 'with-planned' } }],
    ['has no state', { buildStatus: null as never }, { filter: { ...WITH_BUILT, by: YEAR_END } }],
    ['need not be there now', shift('08:00', '18:00'), { filter: { counted: 'operating' } }],
  ])('both count when the far one %s', (_, changes, request) => {
    const near = { grade: 'first', equipment: { boat: 3 } } as const
    const model = far(changes, near)
    expect(summary(model, request).stationsCounted).toBe(2)
    expect(arrivalsAt(model, 3, request)).toEqual([520, 600])
  })
})

it('equal times name the station that comes first in the list, first', () => {
  const middle = [settlement('middle', along(5000), { people: 7 })]
  for (const ids of [
    ['west', 'east'],
    ['east', 'west'],
  ]) {
    const metres = { west: 2000, east: 8000 } as Record<string, number>
    const stations = ids.map((id) => station(id, along(metres[id]!)))
    const { deciseconds, stations: who } = handMadeModel(longRoad(10), stations, middle).arrivals(
      questionFor({ at: NIGHT }),
    )
    expect(deciseconds.map((row) => row[0])).toEqual([3600, 3600])
    expect(who.map((row) => row[0])).toEqual([0, 1])
  }
})

it('the distribution counts who is reached at the full minute, and not a tenth of a second later', () => {
  const at = (metres: number, turnoutSeconds: number) =>
    figuresFor(
      handMadeModel(
        longRoad(20),
        [station('S', along(0), { turnoutSeconds })],
        [settlement('V', along(metres), { people: 5 })],
      ),
      { at: NIGHT },
      ['distribution'],
    ).distribution.findIndex(({ people }) => people === 5) + 1
  expect(at(0, 0)).toBe(1)
  expect(at(600, 0)).toBe(1)
  expect(at(601, 0)).toBe(2)
  expect(at(0, 60)).toBe(1)
  expect(at(17_400, 60)).toBe(30)
  expect(at(17_401, 60)).toBe(0)
})
