/** What the importer makes of a map, judged by where one then drives. */
import { expect, test } from 'vitest'
import { gridLonLat } from '../../fixtures/grid-network.ts'
import { searchOf } from '../../fixtures/network-search.ts'
import { draftOfMap, nodesAt, restriction, way } from '../../fixtures/osm-map.ts'
import type { OsmMap } from '../../fixtures/osm-pbf-writer.ts'

/** Names of the roads driven between two points, metres east and north; neighbours once. */
const roadsDriven = async (
  map: OsmMap,
  from: [number, number],
  to: [number, number],
): Promise<string[]> => {
  const { draft } = await draftOfMap(map)
  const { graph, nearest } = searchOf(draft)
  const [reached] = nearest([gridLonLat(...from)], gridLonLat(...to))
  const names = (reached?.edges ?? []).map((edge) => draft.segments[edge >> 1]?.name ?? '')
  expect(graph.segmentCount).toBe(draft.segments.length)
  return names.filter((name, index) => name !== names[index - 1])
}

/** A one-way round trip b, c, d and e to the place, which is also the next on the left from a. */
const block = (relations: OsmMap['relations'] = []): OsmMap => ({
  nodes: nodesAt([0, 0], [100, 0], [200, 0], [200, 100], [100, 100]),
  ways: [
    way(1, [1, 2], { name: 'a' }),
    way(2, [2, 3], { name: 'b', oneway: 'yes' }),
    way(3, [3, 4], { name: 'c', oneway: 'yes' }),
    way(4, [5, 4], { name: 'd', oneway: '-1' }),
    way(5, [5, 2], { name: 'e' }),
  ],
  relations,
})

test('a forbidden left turn sends the driver round the block', async () => {
  expect(await roadsDriven(block(), [10, 0], [100, 50])).toEqual(['a', 'e'])
  const forbidden = block([restriction(1, 'no_left_turn', [1, { node: 2 }, 5])])
  expect(await roadsDriven(forbidden, [10, 0], [100, 50])).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('one-way streets are driven one way', async () => {
  // From the middle of c the way back to b is closed: on round the block.
  expect(await roadsDriven(block(), [200, 50], [150, 0])).toEqual(['c', 'd', 'e', 'b'])
})

test('a roundabout is driven round, whatever its tags leave out', async () => {
  const map: OsmMap = {
    nodes: nodesAt([0, 50], [50, 0], [100, 50], [50, 100], [-100, 50], [50, 200]),
    ways: [
      way(1, [1, 2, 3, 4, 1], { name: 'ring', junction: 'roundabout' }),
      way(2, [5, 1], { name: 'west' }),
      way(3, [4, 6], { name: 'north' }),
    ],
  }
  const { draft } = await draftOfMap(map)
  const { nearest } = searchOf(draft)
  const metres = (from: [number, number], to: [number, number]): number => {
    const [reached] = nearest([gridLonLat(...from)], gridLonLat(...to))
    const ring = (reached?.edges ?? []).filter((edge) => draft.segments[edge >> 1]?.name === 'ring')
    return ring.length
  }
  // The ring is cut where the two roads join, into three quarters and one.
  const pieces = draft.segments.filter(({ name }) => name === 'ring')
  expect(pieces.map(({ shape }) => shape.length / 2).sort()).toEqual([0, 2])
  expect(metres([-50, 50], [50, 150])).toBe(1)
  expect(metres([50, 150], [-50, 50])).toBe(1)
  expect(pieces.every(({ backwardKph }) => backwardKph === 0)).toBe(true)
})

test('a car ferry is as fast as its crossing takes', async () => {
  // 600 m in 6 minutes are 6 km/h; without a duration the class default holds.
  const map = (duration?: string): OsmMap => ({
    nodes: nodesAt([0, 0], [100, 0], [700, 0], [800, 0]),
    ways: [
      way(1, [1, 2]),
      {
        id: 2,
        refs: [2, 3],
        tags: { route: 'ferry', motor_vehicle: 'yes', ...(duration && { duration }) },
      },
      way(3, [3, 4]),
    ],
  })
  const ferryKph = async (duration?: string): Promise<number | undefined> =>
    (await draftOfMap(map(duration))).draft.segments.find(({ roadClass }) => roadClass === 'ferry')
      ?.forwardKph
  expect(await ferryKph('00:06')).toBeCloseTo(6, 1)
  expect(await ferryKph()).toBe(10)
})
