/** Cutting ways into segments, clipping, and what hangs together. */
import { expect, test } from 'vitest'
import type { Bbox } from '../../../data/geometry.ts'
import { legWithin } from '../../../server/import/osm/polylines.ts'
import { REGION_BBOX } from '../../fixtures/demonstration-region.ts'
import { draftOfMap, node, nodesAt, segmentsNamed, way } from '../../fixtures/osm-map.ts'

test('ways are cut where they meet, and nowhere else', async () => {
  // A street of five nodes; a side street leaves at the third.
  const { draft } = await draftOfMap({
    nodes: [0, 1, 2, 3, 4]
      .map((i) => node(i + 1, i * 100, i === 1 ? 5 : 0))
      .concat(node(6, 200, 100)),
    ways: [way(1, [1, 2, 3, 4, 5]), way(2, [3, 6])],
  })
  expect(draft.segments).toHaveLength(3)
  expect(draft.nodes).toHaveLength(4 * 2)
  const second = node(2, 100, 5)
  const [first] = draft.segments
  expect(first?.shape[0]).toBeCloseTo(second.longitude, 7)
  expect(first?.shape[1]).toBeCloseTo(second.latitude, 7)
})

test('a way is cut where it crosses itself', async () => {
  // Out along 1-2-3-4 and back through 2.
  const { draft } = await draftOfMap({
    nodes: nodesAt([0, 0], [100, 0], [200, 0], [200, 100], [100, -100]),
    ways: [way(1, [1, 2, 3, 4, 2, 5])],
  })
  expect(draft.segments).toHaveLength(3)
  const loop = draft.segments.find(({ from, to }) => from === to)
  expect(loop?.shape).toHaveLength(2 * 2)
})

test('footways do not cut roads', async () => {
  const { draft } = await draftOfMap({
    nodes: nodesAt([0, 0], [100, 0], [200, 0], [100, 100]),
    ways: [way(1, [1, 2, 3]), way(2, [2, 4], { highway: 'footway' })],
  })
  expect(draft.segments).toHaveLength(1)
})

test('a node named twice in a row is one node', async () => {
  const { draft } = await draftOfMap({
    nodes: [node(1, 0, 0), node(2, 100, 0)],
    ways: [way(1, [1, 1, 2])],
  })
  expect(draft.segments).toHaveLength(1)
})

test('a way whose nodes are not all in the file keeps the stretches that are', async () => {
  const { draft, tally } = await draftOfMap({
    nodes: [node(1, 0, 0), node(2, 100, 0), node(4, 300, 0), node(5, 400, 0), node(6, 200, 200)],
    ways: [way(1, [1, 2, 3, 4, 5, 7]), way(2, [2, 6, 4])],
  })
  expect(draft.segments).toHaveLength(3)
  expect(tally.count('wayWithoutNodes')).toBe(1)
})

test.each<[string, [number, number], [number, number], { from: number; to: number } | null]>([
  ['inside', [1, 1], [9, 9], { from: 0, to: 1 }],
  ['leaving eastwards', [5, 5], [15, 5], { from: 0, to: 0.5 }],
  ['coming in from the south', [5, -10], [5, 10], { from: 0.5, to: 1 }],
  ['passing through', [-10, 5], [20, 5], { from: 1 / 3, to: 2 / 3 }],
  ['passing by', [-5, 5], [5, 20], null],
  ['beside', [11, 0], [11, 10], null],
  ['touching a corner', [-5, 5], [5, -5], null],
])('a leg %s', (_, start, end, expected) => {
  const within = legWithin(start, end, [0, 0, 10, 10])
  if (expected === null) expect(within).toBeNull()
  else {
    expect(within?.from).toBeCloseTo(expected.from, 12)
    expect(within?.to).toBeCloseTo(expected.to, 12)
  }
})

const BOX: Bbox = [116.6, 35.4, 116.61, 35.41]
/** Nodes 1, 2, 3 … at these places. */
const at = (...places: [longitude: number, latitude: number][]) =>
  places.map(([longitude, latitude], index) => ({ id: index + 1, longitude, latitude }))

test('clipping cuts ways on the border of the region', async () => {
  const west = REGION_BBOX[0]
  const { draft } = await draftOfMap(
    {
      nodes: at(
        [west - 0.01, 35],
        [west + 0.03, 35],
        [west + 0.03, 35.01],
        [west - 0.01, 35.01],
        [west - 0.02, 35],
      ),
      // In, up, out again; and a road that lies outside altogether.
      ways: [way(1, [1, 2, 3, 4], { name: 'in' }), way(2, [5, 1], { name: 'out' })],
    },
    REGION_BBOX,
  )
  expect(draft.segments.map(({ name }) => name)).toEqual(['in'])
  const ends = [...draft.nodes]
  expect(ends[0]).toBeCloseTo(west, 9)
  expect(ends[1]).toBeCloseTo(35, 9)
  expect(ends[2]).toBeCloseTo(west, 9)
  expect(ends[3]).toBeCloseTo(35.01, 9)
  expect(draft.segments[0]?.shape).toHaveLength(2 * 2)
})

test('a way with a single bend outside the region is cut on both sides of the bend', async () => {
  const imported = await draftOfMap(
    {
      nodes: at([116.605, 35.402], [116.615, 35.405], [116.605, 35.408]),
      ways: [way(1, [1, 2, 3], { name: 'bend' }), way(2, [1, 3], { name: 'inner' })],
    },
    BOX,
  )
  // Both legs cross the border half-way; on the way out at 35.4035, on the way back at 35.4065.
  expect(segmentsNamed(imported, 'bend').map(({ shape }) => shape)).toEqual([[], []])
  const latitudes = [...imported.draft.nodes].filter((_, i) => i % 2 === 1).sort()
  const written = latitudes.map((latitude) => latitude.toFixed(4))
  expect(written).toEqual(['35.4020', '35.4035', '35.4065', '35.4080'])
})

test('a way that leaves the region and returns becomes two', async () => {
  const imported = await draftOfMap(
    {
      nodes: at(
        [116.605, 35.402],
        [116.62, 35.402],
        [116.62, 35.408],
        [116.605, 35.408],
        [116.605, 35.405],
      ),
      ways: [way(1, [1, 2, 3, 4], { name: 'loop' }), way(2, [4, 5, 1], { name: 'inner' })],
    },
    BOX,
  )
  expect(segmentsNamed(imported, 'loop')).toHaveLength(2)
  expect(segmentsNamed(imported, 'inner')).toHaveLength(1)
  expect(Math.max(...imported.draft.nodes.filter((_, i) => i % 2 === 0))).toBeCloseTo(116.61, 9)
})

test('small parts that hang together with nothing are dropped with a count', async () => {
  // 12 km, 11 km, and a yard of 100 m + 100 m.
  const { draft, dropped } = await draftOfMap({
    nodes: nodesAt([0, 0], [12_000, 0], [0, 500], [11_000, 500], [0, 900], [100, 900], [200, 900]),
    ways: [
      way(1, [1, 2], { name: 'long' }),
      way(2, [3, 4], { name: 'island' }),
      way(3, [5, 6], { name: 'yard' }),
      way(4, [6, 7], { name: 'yard' }),
    ],
  })
  expect(draft.segments.map(({ name }) => name)).toEqual(['long', 'island'])
  expect(draft.nodes).toHaveLength(4 * 2)
  expect(dropped.parts).toBe(1)
  expect(dropped.segments).toBe(2)
  expect(dropped.metres).toBeCloseTo(200, 1)
})

test('the largest part stays, however small', async () => {
  const { draft, dropped } = await draftOfMap({
    nodes: nodesAt([0, 0], [100, 0], [0, 50], [50, 50]),
    ways: [way(1, [1, 2], { name: 'larger' }), way(2, [3, 4], { name: 'smaller' })],
  })
  expect(draft.segments.map(({ name }) => name)).toEqual(['larger'])
  expect(dropped.parts).toBe(1)
})
