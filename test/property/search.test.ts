import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildGraph } from '../../server/network/build.ts'
import type { DraftSegment, NetworkDraft } from '../../server/network/draft.ts'
import { edgeHead, edgeTail } from '../../server/network/graph.ts'
import { edgeDeciseconds, IMPASSABLE } from '../../server/network/profile.ts'
import { RoadSearch } from '../../server/network/search.ts'
import { draftOf, street } from '../fixtures/grid-network.ts'
import { turnsOutOf } from '../fixtures/plain-dijkstra.ts'
import { snapAt } from '../fixtures/random-roads.ts'
import { forAll } from '../fixtures/runs.ts'

/** Up to seven junctions, some one-way streets, some bans over two and three edges. */
const networks: fc.Arbitrary<NetworkDraft> = fc
  .record({
    metres: fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
      minLength: 2,
      maxLength: 7,
    }),
    links: fc.array(
      fc.record({
        from: fc.nat(6),
        to: fc.nat(6),
        backwardKph: fc.constantFrom(0, 36, 36),
        forwardKph: fc.constantFrom(20, 36, 60),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    bans: fc.array(fc.tuple(fc.nat(999), fc.nat(999), fc.boolean()), { maxLength: 5 }),
  })
  .map(({ metres, links, bans }) => {
    const segments: DraftSegment[] = links
      .map(({ from, to, ...speeds }) => ({
        from: from % metres.length,
        to: to % metres.length,
        speeds,
      }))
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, speeds }) => street(from, to, speeds))
    const draft = draftOf(metres, segments)
    draft.turnBans = bans.flatMap(([pick, step, long]) => banAlong(segments, pick, step, long))
    return draft
  })
  .filter(({ segments }) => segments.length > 0)

const head = (segments: readonly DraftSegment[], edge: number): number =>
  (edge & 1) === 0 ? segments[edge >> 1]!.to : segments[edge >> 1]!.from
const tail = (segments: readonly DraftSegment[], edge: number): number => head(segments, edge ^ 1)

/** A ban that really could be driven: consecutive edges, chosen by the two numbers. */
const banAlong = (
  segments: readonly DraftSegment[],
  pick: number,
  step: number,
  long: boolean,
): number[][] => {
  const ban = [pick % (segments.length * 2)]
  while (ban.length < (long ? 3 : 2)) {
    const options = [...Array(segments.length * 2).keys()].filter(
      (edge) => tail(segments, edge) === head(segments, ban.at(-1)!),
    )
    ban.push(options[step % options.length]!)
  }
  return [ban]
}

/**
 * Floyd–Warshall over pairs (edge before, edge now), so that bans over three edges are checked by
 * looking at the three edges, not by the automaton under test. Answers the cost from the head of
 * one edge to the tail of another, in deciseconds.
 */
const floydWarshall = (draft: NetworkDraft): ((from: number, to: number) => number) => {
  const unbanned = buildGraph({ ...draft, turnBans: [] })
  const edgeCosts = edgeDeciseconds(unbanned, 'rescue-van', 'night')
  const isBanned = (sequence: number[]): boolean =>
    draft.turnBans.some((ban) => ban.join() === sequence.slice(-ban.length).join())
  // Without bans each edge that is driven has one state.
  const turn = (from: number, to: number): number =>
    turnsOutOf(unbanned, unbanned.edgeState[from]!).find(
      (each) => unbanned.stateEdge[each.to] === to,
    )?.cost ?? Number.POSITIVE_INFINITY
  const drivable = [...Array(unbanned.edgeCount).keys()].filter((e) => edgeCosts[e]! < IMPASSABLE)
  const START = -1
  const pairs = drivable.flatMap((edge) => [
    { before: START, edge },
    ...drivable.filter((b) => turn(b, edge) < Infinity).map((before) => ({ before, edge })),
  ])
  // Cost from the head of pair i to the head of pair j: turn, then edge j.
  const cost = pairs.map((from) =>
    pairs.map((to) => {
      if (to.before !== from.edge || isBanned([from.before, from.edge, to.edge])) return Infinity
      return turn(from.edge, to.edge) + edgeCosts[to.edge]!
    }),
  )
  pairs.forEach((_, middle) => {
    pairs.forEach((_from, i) => {
      const first = cost[i]![middle]!
      if (first === Infinity) return
      pairs.forEach((_to, j) => {
        cost[i]![j] = Math.min(cost[i]![j]!, first + cost[middle]![j]!)
      })
    })
  })
  return (from, to) => {
    const start = pairs.findIndex(({ before, edge }) => before === START && edge === from)
    const ends = pairs.flatMap(({ edge }, j) => (edge === to ? [cost[start]![j]!] : []))
    return Math.min(...ends) - edgeCosts[to]!
  }
}

test('forwards and backwards the search equals Floyd–Warshall over the line graph', () =>
  forAll(60, networks, (draft) => {
    const graph = buildGraph(draft)
    const edgeCosts = edgeDeciseconds(graph, 'rescue-van', 'night')
    const search = new RoadSearch(graph)
    const expected = floydWarshall(draft)
    const edges = [...Array(graph.edgeCount).keys()].filter((e) => edgeCosts[e]! < IMPASSABLE)
    for (const origin of edges) {
      // From the very end of the origin edge; against its direction nothing may start, so the
      // edge's segment is entered at fraction 1 of the driven direction only.
      for (const direction of ['forward', 'backward'] as const) {
        const atFarEnd = (direction === 'forward') === ((origin & 1) === 0)
        const twin = origin ^ 1
        const blocked = edgeCosts.slice()
        blocked[twin] = IMPASSABLE
        search.run({
          direction,
          edgeCosts: blocked,
          closures: null,
          sources: [{ snap: snapAt(origin >> 1, atFarEnd ? 1 : 0), startDeciseconds: 0 }],
          cutoffDeciseconds: IMPASSABLE,
        })
        const withoutTwin = floydWarshallWithout(draft, twin, expected)
        for (const other of edges) {
          if (other === twin) continue
          const label = Math.min(...search.statesOfEdge(other).map((s) => search.label(s)))
          const want =
            direction === 'forward' ? withoutTwin(origin, other) : withoutTwin(other, origin)
          expect(label).toBe(want)
        }
      }
    }
  }))

/** The same yardstick with one direction of a street taken away. */
const floydWarshallWithout = (
  draft: NetworkDraft,
  edge: number,
  whole: (from: number, to: number) => number,
): ((from: number, to: number) => number) => {
  const segment = draft.segments[edge >> 1]!
  const speed = (edge & 1) === 0 ? segment.forwardKph : segment.backwardKph
  if (speed === 0) return whole
  const segments = draft.segments.slice()
  segments[edge >> 1] =
    (edge & 1) === 0 ? { ...segment, forwardKph: 0 } : { ...segment, backwardKph: 0 }
  return floydWarshall({ ...draft, segments })
}

test('edges know their ends', () =>
  forAll(100, networks, (draft) => {
    const graph = buildGraph(draft)
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      expect(edgeHead(graph, edge)).toBe(edgeTail(graph, edge ^ 1))
      expect(edgeHead(graph, edge)).toBe(head(draft.segments, edge))
    }
  }))
