/** What one station reaches is what would be told if it were the only one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SITING_LIMITS } from '../../../data/siting.ts'
import { type DemandPoints, readArrivals } from '../../../server/analysis/coverage/arrivals.ts'
import { Reach } from '../../../server/analysis/coverage/reach.ts'
import { ArrivalField } from '../../../server/network/arrival-field.ts'
import { buildGraph } from '../../../server/network/build.ts'
import { edgeDeciseconds } from '../../../server/network/profile.ts'
import { RoadSearch } from '../../../server/network/search.ts'
import type { Snap } from '../../../server/network/snap.ts'
import { settlement } from '../../fixtures/app-features.ts'
import { NIGHT, questionFor } from '../../fixtures/coverage-ground.ts'
import { along, handMadeModel, longRoad } from '../../fixtures/coverage-hand-made.ts'
import { draftOf, street } from '../../fixtures/grid-network.ts'
import { runs } from '../../fixtures/runs.ts'

const NODES = 8
const FOREVER = 0x0fff_ffff

const roads = fc.array(
  fc.record({
    from: fc.nat(NODES - 1),
    to: fc.nat(NODES - 1),
    oneWay: fc.boolean(),
    kph: fc.integer({ min: 20, max: 90 }),
  }),
  { minLength: 4, maxLength: 16 },
)
const places = fc.array(fc.tuple(fc.nat(900), fc.nat(900)), {
  minLength: NODES,
  maxLength: NODES,
})
const spot = fc.record({ road: fc.nat(100), percent: fc.nat(100), seconds: fc.nat(90) })

const snapAt = (segment: number, fraction: number): Snap => ({
  segment,
  fraction,
  longitude: 0,
  latitude: 0,
  distanceMetres: 0,
})

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
    segment: Int32Array.from(segments),
    fraction: Float64Array.from(spots, ({ percent }) => percent / 100),
    accessDeciseconds: Int32Array.from(spots, ({ seconds }) => seconds * 10),
    segmentStart,
    cellsBySegment: Uint32Array.from(order),
  }
}

const caseArbitrary = fc
  .record({
    roads,
    places,
    cells: fc.array(spot, { minLength: 1, maxLength: 12 }),
    stations: fc.array(spot, { minLength: 1, maxLength: 4 }),
    closed: fc.array(fc.nat(100), { maxLength: 2 }),
    cutoff: fc.integer({ min: 0, max: 3000 }),
  })
  .map(({ roads, places, closed, ...rest }) => {
    const streets = roads
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, oneWay, kph }) =>
        street(from, to, { forwardKph: kph, backwardKph: oneWay ? 0 : kph }),
      )
    const metres = places.map(([x, y], i) => [x + i * 0.7, y + i * 0.3] as const)
    const graph = buildGraph(draftOf(metres, streets.length > 0 ? streets : [street(0, 1)]))
    const closures = new Uint8Array(graph.segmentCount)
    for (const each of closed) closures[each % graph.segmentCount] = 1
    return { graph, closures, points: pointsAt(rest.cells, graph.segmentCount), ...rest }
  })

describe('reach', () => {
  it('holds the arrivals of a lone station, and only those up to the cutoff', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ graph, closures, points, stations, cutoff }) => {
        const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
        const reach = new Reach(new RoadSearch(graph), points, edgeCosts, closures)
        // One after another over the same arrays, so that nothing is left behind.
        for (const { road, percent, seconds } of stations) {
          const snap = snapAt(road % graph.segmentCount, percent / 100)
          const startDeciseconds = seconds * 10
          const field = new ArrivalField(graph, edgeCosts, closures, 1)
          field.compute([{ owner: 0, snap, startDeciseconds }])
          const alone = [...readArrivals(field, points, 1).deciseconds[0]!]
          const found = (latest: number): number[] => {
            const { cells, deciseconds } = reach.from(snap, startDeciseconds, latest)
            expect(new Set(cells).size).toBe(cells.length)
            const times = new Array<number>(points.count).fill(-1)
            cells.forEach((cell, i) => {
              times[cell] = deciseconds[i]!
            })
            return times
          }
          expect(found(FOREVER)).toEqual(alone)
          expect(found(cutoff)).toEqual(alone.map((time) => (time <= cutoff ? time : -1)))
        }
      }),
      { numRuns: runs(400) },
    )
  })
})

describe('a model', () => {
  const FAR = 6000
  const model = handMadeModel(longRoad(10), [], [settlement('village', along(1200), { people: 3 })])
  const question = questionFor({ at: NIGHT })
  const reachFrom = (metres: number) => model.reach(question, along(metres), 60, FAR)

  it('keeps what it found for so many places, and not for ever more', () => {
    const first = reachFrom(0)
    expect(first?.cells).toHaveLength(1)
    expect(reachFrom(0)).toBe(first)
    // As many other places as one question may name, and one for every cell.
    for (let n = 1; n <= SITING_LIMITS.mostCandidates + 1; n++) reachFrom(n)
    expect(reachFrom(0)).not.toBe(first)
    expect(reachFrom(0)).toEqual(first)
  })
})
