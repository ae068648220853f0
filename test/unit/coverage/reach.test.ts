/** What one station reaches is what would be answered if it were the only one. */
import fc from 'fast-check'
import { describe, expect, it, test, vi } from 'vitest'
import { SITING_LIMITS } from '../../../data/siting.ts'
import { type DemandPoints, readArrivals } from '../../../server/analysis/coverage/arrivals.ts'
import { reachOver } from '../../../server/analysis/coverage/reach.ts'
import { ArrivalField } from '../../../server/network/arrival-field.ts'
import { edgeDeciseconds } from '../../../server/network/profile.ts'
import { RoadSearch } from '../../../server/network/search.ts'
import { settlement, station } from '../../fixtures/app-features.ts'
import { NIGHT, questionFor } from '../../fixtures/coverage-ground.ts'
import { along, handMadeModel, longRoad } from '../../fixtures/coverage-hand-made.ts'
import { anyTown, closing, snapAt } from '../../fixtures/random-roads.ts'
import { forAll } from '../../fixtures/runs.ts'

const FOREVER = 0x0fff_ffff

const spot = fc.record({ road: fc.nat(100), percent: fc.nat(100), seconds: fc.nat(90) })

interface Spot {
  road: number
  percent: number
  seconds: number
}

/** Cells on these spots; the seconds are the way on foot. */
const pointsAt = (spots: readonly Spot[], segmentCount: number): DemandPoints => {
  const segments = spots.map(({ road }) => road % segmentCount)
  const order = [...segments.keys()].sort((a, b) => segments[a]! - segments[b]! || a - b)
  const segmentStart = new Uint32Array(segmentCount + 1)
  for (let s = 0; s <= segmentCount; s++) {
    segmentStart[s] = segments.filter((segment) => segment < s).length
  }
  return {
    count: spots.length,
    speed: 1,
    segment: Int32Array.from(segments),
    fraction: Float64Array.from(spots, ({ percent }) => percent / 100),
    accessDeciseconds: Int32Array.from(spots, ({ seconds }) => seconds * 10),
    segmentStart,
    cellsBySegment: Uint32Array.from(order),
  }
}

const caseArbitrary = fc.record({
  graph: anyTown,
  cells: fc.array(spot, { minLength: 1, maxLength: 12 }),
  stations: fc.array(spot, { minLength: 1, maxLength: 4 }),
  closed: fc.array(fc.nat(100), { maxLength: 2 }),
  cutoff: fc.integer({ min: 0, max: 3000 }),
})

it('reach holds the arrivals of a lone station, and only those up to the cutoff', () =>
  forAll(400, caseArbitrary, ({ graph, cells, stations, closed, cutoff }) => {
    const closures = closing(graph, closed)
    const points = pointsAt(cells, graph.segmentCount)
    const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
    const reach = reachOver(new RoadSearch(graph), points, edgeCosts, closures)
    // One after another over the same arrays, so that nothing is left behind.
    for (const { road, percent, seconds } of stations) {
      const snap = snapAt(road % graph.segmentCount, percent / 100)
      const startDeciseconds = seconds * 10
      const field = new ArrivalField(graph, edgeCosts, closures, 1)
      field.compute([{ owner: 0, snap, startDeciseconds }])
      const alone = [...readArrivals(field, points, 1).deciseconds[0]!]
      const found = (latest: number): number[] => {
        const { cells, labels } = reach({ snap, startDeciseconds }, latest)
        expect(new Set(cells).size).toBe(cells.length)
        const times = new Array<number>(points.count).fill(-1)
        cells.forEach((cell, i) => {
          times[cell] = labels[i]!
        })
        return times
      }
      expect(found(FOREVER)).toEqual(alone)
      expect(found(cutoff)).toEqual(alone.map((time) => (time <= cutoff ? time : -1)))
    }
  }))

it('a model keeps what it found for so many places, and not for ever more', () => {
  const FAR = 6000
  const model = handMadeModel(longRoad(10), [], [settlement('village', along(1200), { people: 3 })])
  const question = questionFor({ at: NIGHT })
  const reachFrom = (metres: number) =>
    model.reach(question, { position: along(metres), turnoutSeconds: 60 }, FAR)
  const searching = vi.spyOn(model.network.search, 'run')
  const first = reachFrom(0)
  expect(first?.cells).toHaveLength(1)
  expect(reachFrom(0)).toEqual(first)
  expect(searching).toHaveBeenCalledTimes(1)
  // As many other places as one question may name, and one for every cell.
  for (let n = 1; n <= SITING_LIMITS.mostCandidates + 1; n++) reachFrom(n)
  searching.mockClear()
  expect(reachFrom(0)).toEqual(first)
  expect(searching).toHaveBeenCalledTimes(1)
})

const variantArbitrary = fc.record({
  speedPercent: fc.integer({ min: 70, max: 130 }),
  turnoutSeconds: fc.integer({ min: -120, max: 120 }),
})

/**
 * A straight road of 36 km/h: 100 s a kilometre by night. The station stands beside its beginning,
 * the village beside its fifth kilometre, each with no way on foot.
 */
describe('vehicles that drive and turn out otherwise', () => {
  const settlements = [settlement('village', along(5000), { people: 3 })]
  const stations = [station('s', along(0), { turnoutSeconds: 60 })]
  const model = handMadeModel(longRoad(10), stations, settlements)
  const arrivalIn = (speedPercent: number, turnoutSeconds: number): number => {
    const variant = { speedPercent, turnoutSeconds }
    return model.arrivals({ ...questionFor({ at: NIGHT }), variant }).deciseconds[0]![0]!
  }

  test.each([
    [100, 0, 60 + 500],
    [80, 0, 60 + 500 / 0.8],
    [110, -10, 50 + 500 / 1.1],
    [90, 10, 70 + 500 / 0.9],
    // No one turns out before the call.
    [100, -90, 500],
  ])('%i %% of the speed and %i s more to turn out', (speedPercent, seconds, arrivalSeconds) => {
    expect(arrivalIn(speedPercent, seconds)).toBeCloseTo(arrivalSeconds * 10, -1)
  })

  test('what one search finds for all of them is what the field of each says', () =>
    forAll(
      60,
      fc.record({
        variants: fc.array(variantArbitrary, { minLength: 1, maxLength: 3 }),
        metres: fc.integer({ min: 0, max: 9000 }),
        cutoff: fc.integer({ min: 0, max: 12_000 }),
      }),
      ({ variants, metres, cutoff }) => {
        const [lon, lat] = along(metres)
        const scenario = { remove: ['s'], add: [{ id: 'x', lon, lat, turnoutSeconds: 60 }] }
        const post = { position: along(metres), turnoutSeconds: 60 }
        const found = model.reaches(questionFor({ at: NIGHT }), post, cutoff, variants)!
        for (const [i, variant] of variants.entries()) {
          const question = { ...questionFor({ at: NIGHT, scenario }), variant }
          const [time] = model.arrivals(question).deciseconds[0]!
          expect([...found[i]!.deciseconds]).toEqual(time! <= cutoff ? [time] : [])
        }
      },
    ))
})
