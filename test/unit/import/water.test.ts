/** Water of an extract, and places beside it: the road lies on its southern shore. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  joinOnFoot,
  type KnownWater,
  NO_WATER,
  withWaters,
} from '../../../server/analysis/known-water.ts'
import { importRoads } from '../../../server/import/osm/import-roads.ts'
import { isWater } from '../../../server/import/osm/water.ts'
import { decodeGraph } from '../../../server/network/file.ts'
import type { RoadGraph } from '../../../server/network/graph.ts'
import { indexSegments } from '../../../server/network/snap.ts'
import { gridLonLat } from '../../fixtures/grid-network.ts'
import { nodesAt, way, withFolder } from '../../fixtures/osm-map.ts'
import { type MapWay, type OsmMap, pbfFile } from '../../fixtures/osm-pbf-writer.ts'

/**
 * Metres. A road along y = 0; a lake of a kilometre 200 m north of it, in two pieces, with an island of 200 m in
 * the middle; a river 200 m south of it with a bridge; a shore whose other part is beyond the extract; a pond.
 */
const NODES = nodesAt(
  ...([
    [0, 0],
    [1000, 0],
    [4000, 0],
  ] as const),
  ...([
    [500, 200],
    [1500, 200],
    [1500, 1200],
    [500, 1200],
  ] as const),
  ...([
    [900, 600],
    [1100, 600],
    [1100, 800],
    [900, 800],
  ] as const),
  ...([
    [500, -400],
    [1500, -400],
    [1500, -200],
    [500, -200],
  ] as const),
  ...([[1000, -600]] as const),
  ...([
    [2200, 200],
    [6000, 200],
  ] as const),
  ...([
    [200, 50],
    [250, 50],
    [250, 100],
    [200, 100],
  ] as const),
)
const shore = (id: number, refs: number[], tags?: Record<string, string>): MapWay => ({
  ...{ id, refs },
  ...(tags && { tags }),
})
const MAP: OsmMap = {
  nodes: NODES,
  ways: [
    way(1, [1, 2, 3]),
    way(2, [2, 16], { bridge: 'yes' }),
    shore(10, [4, 5, 6]),
    // drawn the other way round
    shore(11, [4, 7, 6]),
    shore(12, [8, 9, 10, 11, 8]),
    shore(13, [12, 13, 14, 15, 12], { natural: 'water', water: 'river', name: '宽河' }),
    shore(14, [17, 18]),
    shore(15, [19, 20, 21, 22, 19], { natural: 'water' }),
  ],
  relations: [
    {
      id: 20,
      tags: { type: 'multipolygon', natural: 'water', name: '镜湖' },
      members: [
        { type: 'way', ref: 10, role: 'outer' },
        { type: 'way', ref: 12, role: 'inner' },
        { type: 'way', ref: 11, role: 'outer' },
      ],
    },
    {
      id: 21,
      tags: { type: 'multipolygon', natural: 'water' },
      members: [
        { type: 'way', ref: 14, role: 'outer' },
        // beyond the border of the extract
        { type: 'way', ref: 99, role: 'outer' },
      ],
    },
  ],
}

let graph: RoadGraph
let water: KnownWater

beforeAll(() =>
  withFolder(async (folder) => {
    const file = join(folder, 'map.osm.pbf')
    await writeFile(file, pbfFile(MAP))
    const signal = new AbortController().signal
    const options = { clip: false, force: false, counties: null, onProgress: () => {}, signal }
    const { path } = await importRoads({ ...options, file, dataDirectory: folder })
    const { buffer, byteOffset, byteLength } = await readFile(path)
    graph = decodeGraph(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
    water = withWaters(NO_WATER, graph)
  }),
)

test('is kept with the roads: two surfaces and a shore, no pond that people walk round', () => {
  const told = graph.waters.map(({ name, geometry }) => `${name} ${geometry.type}`)
  expect(told.sort()).toEqual([' LineString', '宽河 MultiPolygon', '镜湖 MultiPolygon'])
  expect(withWaters(NO_WATER, graph)).toBe(water)
})

describe('whether a place joins the road on foot', () => {
  test.each([
    ['on the southern shore', [1000, 150], 150],
    ['behind the pond', [225, 120], 120],
    ['on the bridge', [1020, -300], 20],
    ['on the far bank of the river, beside the road from the bridge', [1300, -500], 300],
    ['on the island', [1000, 700], null],
    ['on the lake', [700, 900], null],
    ['on the northern shore', [1000, 1300], null],
    ['on the river', [700, -300], null],
    ['beyond a shore that is known in part', [4000, 400], null],
  ] as const)('%s', (_, [east, north], metres) => {
    const roads = { graph, index: indexSegments(graph), usable: () => true }
    const { snap } = joinOnFoot(roads, water, gridLonLat(east, north))
    if (metres === null) expect(snap).toBeNull()
    else expect(snap?.distanceMetres).toBeCloseTo(metres, -1)
  })
})

test('how much of the way is water is known where the surface is', () => {
  const [island, beyond] = [gridLonLat(1000, 700), gridLonLat(4000, 400)]
  // from 600 to 200 m north of the road
  expect(water.between(island, gridLonLat(1000, 0))?.metres).toBeCloseTo(400, -1)
  expect(water.between(beyond, gridLonLat(4000, 0))?.metres).toBe(Number.POSITIVE_INFINITY)
  expect(water.at(...island)).toBeNull()
  expect(water.at(...gridLonLat(700, 900))?.name).toBe('镜湖')
})

test.each([
  [true, { natural: 'water' }],
  [true, { landuse: 'reservoir' }],
  [true, { waterway: 'riverbank' }],
  [false, { waterway: 'river' }],
  [false, { natural: 'wetland' }],
  [false, { natural: 'water', intermittent: 'yes' }],
  [true, { natural: 'water', intermittent: 'no' }],
  [false, { natural: 'water', water: 'wastewater' }],
  [false, { natural: 'water', tunnel: 'culvert' }],
])('%s: %j', (is, tags) => expect(isWater(tags)).toBe(is))
