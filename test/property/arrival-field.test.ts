import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArrivalField, type FieldSource } from '../../server/network/arrival-field.ts'
import { buildGraph } from '../../server/network/build.ts'
import { isPassable } from '../../server/network/closures.ts'
import type { RoadGraph } from '../../server/network/graph.ts'
import { edgeDeciseconds } from '../../server/network/profile.ts'
import { RoadSearch } from '../../server/network/search.ts'
import { NO_LABEL } from '../../server/network/threaded-buckets.ts'
import { anyTown, closing, irregularGrid, snapAt } from '../fixtures/random-roads.ts'
import { forAll } from '../fixtures/runs.ts'

const DEPTH = 2

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
        snap: snapAt(segment, percent / 100),
        startDeciseconds,
      })),
    )

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
      const isDriven = isPassable(edgeCosts, closures, graph.stateEdge[state]!)
      if (isDriven && search.label(state) < NO_LABEL) labels[state]!.push(search.label(state))
    }
  }
  return labels.map((list) => list.sort((a, b) => a - b).slice(0, DEPTH))
}

const fieldLabels = (field: ArrivalField): number[][] =>
  Array.from({ length: field.graph.stateCount }, (_, state) =>
    !field.isPassable(field.graph.stateEdge[state]!)
      ? []
      : Array.from({ length: DEPTH }, (_slot, k) => field.labelAt(state * DEPTH + k))
          .filter((label) => label < NO_LABEL)
          .sort((a, b) => a - b),
  )

/** One-way streets and dead ends by chance, and turn bans. */
const caseArbitrary = fc.oneof(anyTown, fc.constant(buildGraph(irregularGrid()))).chain((graph) =>
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
  it('holds the least labels of different sources', () =>
    forAll(300, caseArbitrary, ({ graph, sources, closedFirst }) => {
      const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
      const closures = closing(graph, closedFirst)
      const field = new ArrivalField(graph, edgeCosts, closures, DEPTH)
      field.compute(sources)
      expect(fieldLabels(field)).toEqual(plainLabels(graph, edgeCosts, sources, closures))
    }))

  it('is the same after changes as if it had been computed with them, and as before afterwards', () =>
    forAll(
      600,
      caseArbitrary,
      ({ graph, sources, added, removedIndexes, closedFirst, closedLater }) => {
        const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
        const field = new ArrivalField(graph, edgeCosts, closing(graph, closedFirst), DEPTH)
        field.compute(sources)
        const before = fieldLabels(field)
        const remove = new Set(removedIndexes)
        const changed = field.tryOut({ remove, add: added, close: closedLater }, () =>
          fieldLabels(field),
        )
        const left = sources.filter(({ owner }) => !remove.has(owner))
        const closures = closing(graph, [...closedFirst, ...closedLater])
        expect(changed).toEqual(plainLabels(graph, edgeCosts, [...left, ...added], closures))
        expect(fieldLabels(field)).toEqual(before)
        // What was put back is whole: a second change starts from the same field.
        const again = field.tryOut({ add: added }, () => fieldLabels(field))
        expect(again).toEqual(
          plainLabels(graph, edgeCosts, [...sources, ...added], closing(graph, closedFirst)),
        )
      },
    ))

  it('is right up to the cutoff where a closure is tried out with one', () =>
    forAll(
      300,
      fc.tuple(caseArbitrary, fc.integer({ min: 100, max: 2000 })),
      ([{ graph, sources, closedLater }, cutoffDeciseconds]) => {
        const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
        const field = new ArrivalField(graph, edgeCosts, null, DEPTH)
        field.compute(sources)
        const upToCutoff = (labels: number[][]): number[][] =>
          labels.map((list) => list.filter((label) => label <= cutoffDeciseconds))
        const changed = field.tryOut({ close: closedLater, cutoffDeciseconds }, () =>
          fieldLabels(field),
        )
        const plain = plainLabels(graph, edgeCosts, sources, closing(graph, closedLater))
        expect(upToCutoff(changed)).toEqual(upToCutoff(plain))
      },
    ))
})
