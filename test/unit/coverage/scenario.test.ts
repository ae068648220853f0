/** Stations added, removed, moved and changed, by hand on a road of 36 km/h: 100 m take 10 s. */
import { describe, expect, it } from 'vitest'
import { COVERAGE_PARTS, type CoverageRequest } from '../../../data/coverage.ts'
import { Cancelled } from '../../../server/analysis/cancellation.ts'
import { coverageFigures } from '../../../server/analysis/coverage/coverage-figures.ts'
import { UnknownStation } from '../../../server/analysis/coverage/stations.ts'
import { settlement, station } from '../../fixtures/app-features.ts'
import { figuresFor, NIGHT, questionFor } from '../../fixtures/coverage-ground.ts'
import { along, cellOfSize, handMadeModel, longRoad } from '../../fixtures/coverage-hand-made.ts'
import { point } from '../../fixtures/shapes.ts'

const STATIONS = [
  station('A', along(0), { turnoutSeconds: 60, equipment: { boat: 1 } }),
  station('B', along(20_000), { turnoutSeconds: 30, crewOnDuty: 0 }),
]
const SETTLEMENTS = [
  settlement('west', along(4000), { people: 40, townCode: '370811001' }),
  settlement('middle', along(10_000), { people: 500, townCode: '370811002' }),
  settlement('east', along(17_000), { people: 7000, townCode: '370811003' }),
]
const model = handMadeModel(longRoad(20), STATIONS, SETTLEMENTS)

const [lonOf, latOf] = [(metres: number) => along(metres)[0], along(0)[1]]
const placeAt = (metres: number) => ({ lon: lonOf(metres), lat: latOf })
const ask = (scenario: CoverageRequest['scenario'], more: CoverageRequest = {}) =>
  figuresFor(model, { at: NIGHT, scenario, ...more }, ['changes', 'areas'])
const seconds = (scenario: CoverageRequest['scenario'], more: CoverageRequest = {}): number[] => {
  const { deciseconds } = model.arrivals(questionFor({ at: NIGHT, scenario, ...more }))
  return [40, 500, 7000].map((people) => deciseconds[0]![cellOfSize(model, people)]! / 10)
}

it('without a scenario only the station with a crew counts, and nothing is told as changed', () => {
  expect(seconds({})).toEqual([460, 1060, 1760])
  const { summary, changes } = ask({})
  expect(summary).toMatchObject({ peopleInTime: 40, stationsCounted: 1, stationsInAll: 2 })
  expect(changes).toBeNull()
})

describe('an added station', () => {
  it('leaves after a minute unless it says otherwise', () => {
    expect(seconds({ add: [placeAt(11_000)] })).toEqual([460, 160, 660])
    expect(seconds({ add: [{ ...placeAt(11_000), turnoutSeconds: 0 }] })).toEqual([460, 100, 600])
  })

  it('wins its people and is counted', () => {
    const { summary, changes } = ask({ add: [{ ...placeAt(11_000), turnoutSeconds: 0 }] })
    expect(summary).toMatchObject({ peopleInTime: 7540, stationsCounted: 2, stationsInAll: 3 })
    expect(changes).toMatchObject({ people: 7500, gapCount: -2 })
    expect(changes?.byTown.map(({ code, people }) => [code, people])).toEqual([
      ['370811002', 500],
      ['370811003', 7000],
    ])
    // For 40 people nothing changes but the reserve, which is not asked for.
    const sizes = changes!.cells.map((cell) => model.data.demand.people[cell])
    expect(sizes.sort()).toEqual([500, 7000])
  })

  it('counts only if it meets what is asked', () => {
    const asked = { filter: { equipment: { boat: 1 }, minimumGrade: 'second' as const } }
    const bare = placeAt(11_000)
    expect(ask({ add: [bare] }, asked).summary.stationsCounted).toBe(1)
    const good = { ...bare, equipment: { boat: 1 }, grade: 'second' as const }
    expect(ask({ add: [good] }, asked).summary.stationsCounted).toBe(2)
  })

  it('of a day shift is not there at night', () => {
    const shift = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
    expect(seconds({ add: [{ ...placeAt(11_000), ...shift }] })).toEqual([460, 1060, 1760])
  })
})

describe('a removed station', () => {
  it('leaves nobody', () => {
    expect(seconds({ remove: ['A'] })).toEqual([-0.1, -0.1, -0.1])
    const { summary, changes } = ask({ remove: ['A'] })
    expect(summary).toMatchObject({
      peopleInTime: 0,
      peopleUnreachable: 7540,
      stationsCounted: 0,
      stationsInAll: 1,
    })
    expect(changes).toMatchObject({ people: -40, gapCount: 1 })
  })

  it('that did not count costs nobody, but is one less', () => {
    const { summary, changes } = ask({ remove: ['B'] })
    expect(summary).toMatchObject({ peopleInTime: 40, stationsCounted: 1, stationsInAll: 1 })
    expect(changes).toMatchObject({ people: 0, gapCount: 0, cells: [], byTown: [] })
  })
})

describe('a moved station', () => {
  it('drives from its new place, with its own turnout', () => {
    expect(seconds({ move: [{ id: 'A', ...placeAt(5000) }] })).toEqual([160, 560, 1260])
    expect(ask({ move: [{ id: 'A', ...placeAt(5000) }] }).changes?.people).toBe(500)
  })

  it('beside the road walks to it at 5 km/h', () => {
    // 50 m on foot are 36 s
    const [lon, lat] = [lonOf(5000), along(0)[1] + 50 / 111_195.08]
    const [west] = seconds({ move: [{ id: 'A', lon, lat }] })
    expect(Math.abs(west! - (60 + 36 + 100))).toBeLessThan(0.2)
  })
})

describe('a changed station', () => {
  it('may be quicker, or get a crew', () => {
    expect(seconds({ change: [{ id: 'A', turnoutSeconds: 0 }] })).toEqual([400, 1000, 1700])
    expect(seconds({ change: [{ id: 'B', crewOnDuty: 2 }] })).toEqual([460, 1030, 330])
  })

  it('may lose its gear, its hours or its house', () => {
    const asked = { filter: { equipment: { boat: 1 } } }
    expect(ask({}, asked).summary.stationsCounted).toBe(1)
    expect(ask({ change: [{ id: 'A', equipment: {} }] }, asked).summary.stationsCounted).toBe(0)
    expect(ask({ change: [{ id: 'A', buildStatus: 'suspended' }] }).summary.stationsCounted).toBe(0)
    const shift = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
    expect(ask({ change: [{ id: 'A', ...shift }] }).summary.stationsCounted).toBe(0)
  })

  it('may be moved as well, and both hold', () => {
    const both = { move: [{ id: 'A', ...placeAt(5000) }], change: [{ id: 'A', turnoutSeconds: 0 }] }
    expect(seconds(both)).toEqual([100, 500, 1200])
  })
})

describe('a closed road', () => {
  const place = (metres: number) => point(...along(metres))

  it('cuts off what lies behind it', () => {
    expect(seconds({ close: [place(6500)] })).toEqual([460, -0.1, -0.1])
    expect(seconds({ close: [place(6500)], change: [{ id: 'B', crewOnDuty: 1 }] })).toEqual([
      460, 1030, 330,
    ])
    expect(ask({ close: [place(6500)] }).closedSegments).toBe(1)
  })

  it('counts once, whether the question or the scenario closes it', () => {
    const { closedSegments, changes } = ask({ close: [place(6500)] }, { closures: [place(6400)] })
    expect(closedSegments).toBe(1)
    expect(changes).toMatchObject({ people: 0, cells: [] })
  })
})

it('after a what-if everything is as it was before', () => {
  const before = seconds({})
  ask({ add: [placeAt(11_000)], remove: ['A'], close: [point(...along(6500))] })
  expect(seconds({})).toEqual(before)
})

it('a question that is given up half-way leaves everything as it was, wherever it stops', () => {
  const asked = questionFor({
    at: NIGHT,
    scenario: { add: [placeAt(11_000)], remove: ['A'] },
    closures: [point(...along(6500))],
  })
  const fresh = () => handMadeModel(longRoad(20), STATIONS, SETTLEMENTS)
  const expected = coverageFigures(fresh(), asked, COVERAGE_PARTS)
  const tried = fresh()
  for (let steps = 0; ; steps++) {
    let left = steps
    const stopped = (): boolean => left-- <= 0
    try {
      coverageFigures(tried, asked, COVERAGE_PARTS, stopped)
      expect(steps).toBeGreaterThan(1)
      break
    } catch (error) {
      expect(error).toBeInstanceOf(Cancelled)
    }
    expect(coverageFigures(tried, asked, COVERAGE_PARTS)).toEqual(expected)
  }
})

it.each<[string, CoverageRequest['scenario'], string, boolean]>([
  ['removed', { remove: ['A', 'X'] }, 'scenario.remove.1', false],
  ['moved', { move: [{ id: 'X', ...placeAt(0) }] }, 'scenario.move.0.id', false],
  ['changed', { change: [{ id: 'X' }] }, 'scenario.change.0.id', false],
  [
    'added twice',
    {
      add: [
        { id: 'N', ...placeAt(0) },
        { id: 'N', ...placeAt(0) },
      ],
    },
    'scenario.add.1.id',
    true,
  ],
  ['added but present', { add: [{ id: 'A', ...placeAt(0) }] }, 'scenario.add.0.id', true],
])(
  'ids: of a station %s are refused where they are wrong',
  (_, scenario, parameter, isDuplicate) => {
    expect(() => ask(scenario)).toThrow(UnknownStation)
    expect(() => ask(scenario)).toThrow(expect.objectContaining({ parameter, isDuplicate }))
  },
)
