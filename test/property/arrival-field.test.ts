import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArrivalField, type FieldSource, NO_LABEL } from '../../server/network/arrival-field.ts'
import { buildGraph } from '../../server/network/build.ts'
import type { DraftSegment } from '../../server/network/draft.ts'
import type { RoadGraph } from '../../server/network/graph.ts'
import { edgeDeciseconds } from '../../server/network/profile.ts'
import { RoadSearch } from '../../server/network/search.ts'
import { draftOf, street } from '../fixtures/grid-network.ts'
import { runs } from '../fixtures/runs.ts'

const NODES = 9
const DEPTH = 2

/** Random small towns: some one-way streets, some broken bridges, some dead ends. */
const graphArbitrary: fc.Arbitrary<RoadGraph> = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
      minLength: NODES,
      maxLength: NODES,
    }),
    fc.array(
      fc.record({
        from: fc.nat(NODES - 1),
        to: fc.nat(NODES - 1),
        oneWay: fc.boolean(),
        kph: fc.integer({ min: 20, max: 90 }),
      }),
      { minLength: 6, maxLength: 18 },
    ),
  )
  .map(([places, roads]) => {
    const metres = places.map(([x, y], i) => [x + i * 0.7, y + i * 0.3] as const)
    const segments: DraftSegment[] = roads
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, oneWay, kph }) =>
        street(from, to, { forwardKph: kph, backwardKph: oneWay ? 0 : kph }),
      )
    return buildGraph(draftOf(metres, segments.length > 0 ? segments : [street(0, 1)]))
  })

const sourcesArbitrary = (graph: RoadGraph, firstOwner: number): fc.Arbitrary<FieldSource[]> =>
  fc
    .array(
      fc.record({
        segment: fc.nat(graph.segmentCount - 1),
        percent: fc.nat(100),
        startDeciseconds: fc.nat(900),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((list) =>
      list.map(({ segment, percent, startDeciseconds }, i) => ({
        owner: firstOwner + i,
        snap: { segment, fraction: percent / 100, longitude: 0, latitude: 0, distanceMetres: 0 },
        startDeciseconds,
      })),
    )

const mask = (graph: RoadGraph, segments: readonly number[]): Uint8Array => {
  const closures = new Uint8Array(graph.segmentCount)
  for (const segment of segments) closures[segment] = 1
  return closures
}

/** Per state the labels of all sources, each searched on its own with the one-label search. */
const plainLabels = (
  graph: RoadGraph,
  edgeCosts: Int32Array,
  sources: readonly FieldSource[],
  closures: Uint8Array,
): number[][] => {
  const search = new RoadSearch(graph)
  const labels: number[][] = Array.from({ length: graph.stateCount }, () => [])
  for (const { snap, startDeciseconds } of sources) {
    search.run({
      direction: 'forward',
      edgeCosts,
      closures,
      sources: [{ snap, startDeciseconds }],
      cutoffDeciseconds: Number.POSITIVE_INFINITY,
    })
    for (let state = 0; state < graph.stateCount; state++) {
      if (search.label(state) < NO_LABEL) labels[state]!.push(search.label(state))
    }
  }
  return labels.map((list) => list.sort((a, b) => a - b).slice(0, DEPTH))
}

const fieldLabels = (field: ArrivalField): number[][] =>
  Array.from({ length: field.graph.stateCount }, (_, state) =>
    [...field.labels.subarray(state * DEPTH, (state + 1) * DEPTH)]
      .filter((label) => label < NO_LABEL)
      .sort((a, b) => a - b),
  )

const caseArbitrary = graphArbitrary.chain((graph) =>
  fc.record({
    graph: fc.constant(graph),
    sources: sourcesArbitrary(graph, 0),
    added: sourcesArbitrary(graph, 100),
    removedIndexes: fc.array(fc.nat(4), { maxLength: 3 }),
    closedFirst: fc.array(fc.nat(graph.segmentCount - 1), { maxLength: 2 }),
    closedLater: fc.array(fc.nat(graph.segmentCount - 1), { maxLength: 3 }),
  }),
)

describe('the field of first and second arrivals', () => {
  it('holds the least labels of different sources', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ graph, sources, closedFirst }) => {
        const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
        const closures = mask(graph, closedFirst)
        const field = new ArrivalField(graph, edgeCosts, closures, DEPTH)
        field.compute(sources)
        expect(fieldLabels(field)).toEqual(plainLabels(graph, edgeCosts, sources, closures))
      }),
      { numRuns: runs(300) },
    )
  })

  it('is the same after changes as if it had been computed with them, and as before afterwards', () => {
    fc.assert(
      fc.property(
        caseArbitrary,
        ({ graph, sources, added, removedIndexes, closedFirst, closedLater }) => {
          const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
          const field = new ArrivalField(graph, edgeCosts, mask(graph, closedFirst), DEPTH)
          field.compute(sources)
          const before = fieldLabels(field)
          const remove = new Set(removedIndexes)
          const changed = field.tryOut({ remove, add: added, close: closedLater }, () =>
            fieldLabels(field),
          )
          const left = sources.filter(({ owner }) => !remove.has(owner))
          const closures = mask(graph, [...closedFirst, ...closedLater])
          expect(changed).toEqual(plainLabels(graph, edgeCosts, [...left, ...added], closures))
          expect(fieldLabels(field)).toEqual(before)
          // What was put back is whole: a second change starts from the same field.
          const again = field.tryOut({ add: added }, () => fieldLabels(field))
          expect(again).toEqual(
            plainLabels(graph, edgeCosts, [...sources, ...added], mask(graph, closedFirst)),
          )
        },
      ),
      { numRuns: runs(600) },
    )
  })

  it('is right up to the cutoff where a closure is tried out with one', () => {
    fc.assert(
      fc.property(
        caseArbitrary,
        fc.integer({ min: 100, max: 2000 }),
        ({ graph, sources, closedLater }, cutoffDeciseconds) => {
          const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
          const field = new ArrivalField(graph, edgeCosts, null, DEPTH)
          field.compute(sources)
          const upToCutoff = (labels: number[][]): number[][] =>
            labels.map((list) => list.filter((label) => label <= cutoffDeciseconds))
          const changed = field.tryOut({ close: closedLater, cutoffDeciseconds }, () =>
            fieldLabels(field),
          )
          const plain = plainLabels(graph, edgeCosts, sources, mask(graph, closedLater))
          expect(upToCutoff(changed)).toEqual(upToCutoff(plain))
        },
      ),
      { numRuns: runs(300) },
    )
  })
})
