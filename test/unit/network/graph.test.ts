import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { haversineMetres } from '../../../data/geometry.ts'
import { PROFILE_IDS } from '../../../data/profile.ts'
import { ARC_ARRAYS, type ArcArrays, withTurnRows } from '../../../server/network/arc-arrays.ts'
import { buildGraph } from '../../../server/network/build.ts'
import { markMainComponent } from '../../../server/network/connectivity.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { decodeGraph, encodeGraph } from '../../../server/network/file.ts'
import { GRAPH_ARRAYS, type RoadGraph } from '../../../server/network/graph.ts'
import { edgeDeciseconds } from '../../../server/network/profile.ts'
import { RoadNetwork } from '../../../server/network/road-network.ts'
import { routeAlong } from '../../../server/network/route.ts'
import { NO_STATE } from '../../../server/network/turn-rows.ts'
import { draftOf, gridDraft, gridLonLat, metres, street } from '../../fixtures/grid-network.ts'
import { turnsOutOf } from '../../fixtures/plain-dijkstra.ts'
import { line, squareRing } from '../../fixtures/shapes.ts'

test('a place that cannot be left, or not be reached, is not part of the main component', () => {
  // Triangle 0-1-2 both ways; 3 is only entered from 2, 4 only leaves to 0; 5–6 is an island.
  const draft = draftOf(
    metres([0, 0], [100, 0], [50, 80], [50, 200], [0, -100], [900, 0], [950, 0]),
    [
      street(0, 1),
      street(1, 2),
      street(2, 0),
      street(2, 3, { roadClass: 'expressway', backwardKph: 0 }),
      street(4, 0, { roadClass: 'expressway', backwardKph: 0 }),
      street(5, 6),
    ],
  )
  const graph = buildGraph(draft)
  const marked = markMainComponent(graph, edgeDeciseconds(graph, 'rescue-van', 'day'))
  const ofSegment = draft.segments.map((_, s) => marked[s * 2]! + marked[s * 2 + 1]!)
  expect(ofSegment).toEqual([2, 2, 2, 0, 0, 0])
})

// North from 0 to 1 with a bend at 40 m, then east to 2.
const graph = buildGraph(
  draftOf(metres([0, 0], [0, 100], [200, 100]), [
    street(0, 1, { shape: [...gridLonLat(0, 40)], name: '甲路' }),
    street(2, 1, { name: '乙路' }),
  ]),
)

test('a route runs from fraction to fraction, against the drawn direction too', () => {
  const route = routeAlong(graph, [0, 3], 0.2, 0.25)
  expect(route.distanceMetres).toBeCloseTo(80 + 50, 1)
  const ends = [gridLonLat(0, 20), gridLonLat(0, 40), gridLonLat(0, 100), gridLonLat(50, 100)]
  expect(route.coordinates).toHaveLength(ends.length)
  ends.forEach(([lon, lat], i) => {
    expect(haversineMetres(lon, lat, ...route.coordinates[i]!)).toBeLessThan(0.1)
  })
  expect(route.roads.map(({ name, lengthMetres }) => [name, Math.round(lengthMetres)])).toEqual([
    ['甲路', 80],
    ['乙路', 50],
  ])
})

test('a route within one edge', () => {
  const route = routeAlong(graph, [1], 0.1, 0.7)
  expect(route.distanceMetres).toBeCloseTo(60, 1)
  expect(haversineMetres(...gridLonLat(0, 90), ...route.coordinates[0]!)).toBeLessThan(0.1)
  expect(haversineMetres(...gridLonLat(0, 30), ...route.coordinates.at(-1)!)).toBeLessThan(0.1)
})

const bytes = encodeGraph(buildGraph({ ...gridDraft(4, 3), turnBans: [[0, 2]] }))

test('a network comes back from its file as it was', () => {
  const before = buildGraph({ ...gridDraft(4, 3), turnBans: [[0, 2]] })
  const after = decodeGraph(bytes.buffer)
  for (const name of Object.keys(GRAPH_ARRAYS) as (keyof typeof GRAPH_ARRAYS)[]) {
    expect([...after[name]], name).toEqual([...before[name]])
  }
  expect(after.names).toEqual(before.names)
  expect(after).toMatchObject({ nodeCount: 12, segmentCount: 17, edgeCount: 34 })
})

test('the same roads have the same id, other roads another', () => {
  const other = gridDraft(4, 3)
  other.segments[3]!.forwardKph = 37
  const id = decodeGraph(bytes.buffer).id
  expect(id).toMatch(/^[0-9a-f]{16}$/)
  expect(decodeGraph(encodeGraph(decodeGraph(bytes.buffer)).buffer).id).toBe(id)
  expect(decodeGraph(encodeGraph(buildGraph(other)).buffer).id).not.toBe(id)
})

const NAMED = {
  places: [
    {
      name: '济宁市第一人民医院',
      nameEn: 'Jining No. 1 People\u2019s Hospital',
      otherNames: ['市一院'],
      kind: 'hospital',
      longitude: 116.6,
      latitude: 35.4,
      address: '健康路6号',
    },
  ],
  distancePosts: [
    {
      roadName: '',
      roadRef: 'G327',
      kilometre: 12.3,
      direction: null,
      longitude: 116.61,
      latitude: 35.41,
    },
  ],
  waters: [
    {
      name: '镜湖',
      nameEn: null,
      geometry: { type: 'MultiPolygon', coordinates: [[squareRing(116.6, 35.4, 0.1)]] },
    },
    { name: '', nameEn: null, geometry: line([116.6, 35.3], [116.7, 35.3]) },
  ],
} satisfies Partial<NetworkDraft>

test('names lie beside the roads: none by default, part of the id, left behind by copies', () => {
  const plain = decodeGraph(bytes.buffer)
  expect([plain.places, plain.distancePosts, plain.waters]).toEqual([[], [], []])
  const written = encodeGraph(buildGraph({ ...gridDraft(4, 3), turnBans: [[0, 2]], ...NAMED }))
  const shared = new SharedArrayBuffer(written.length)
  new Uint8Array(shared).set(written)
  const graph = decodeGraph(shared)
  expect(graph.places).toEqual(NAMED.places)
  expect(graph.distancePosts).toEqual(NAMED.distancePosts)
  expect(graph.waters).toEqual(NAMED.waters)
  expect(graph.id).not.toBe(plain.id)
  expect(decodeGraph(encodeGraph(graph).buffer).id).toBe(graph.id)
  // What a thread is sent.
  expect(structuredClone(graph)).not.toHaveProperty('places')
})

test('damaged names are noticed, those of a version to come are passed over', () => {
  const written = encodeGraph(buildGraph({ ...gridDraft(4, 3), ...NAMED }))
  const at = Buffer.from(written).indexOf('济宁市第一人民医院')
  const damaged = written.slice()
  damaged[at]! ^= 1
  expect(() => decodeGraph(damaged.buffer)).toThrow('section places does not have its checksum')
  const text = Buffer.from(written).toString('latin1')
  const newer = written.slice()
  const digit = text.indexOf('"places","version":1') + '"places","version":'.length
  newer[digit] = '2'.charCodeAt(0)
  const [headerLength = 0] = new Uint32Array(newer.buffer, 8, 1)
  new Uint32Array(newer.buffer, 12, 1)[0] = crc32(newer.subarray(16, 16 + headerLength))
  const graph = decodeGraph(newer.buffer)
  expect([graph.places, graph.distancePosts]).toEqual([[], NAMED.distancePosts])
})

test('a file cut off anywhere is refused with a sentence', () => {
  for (const length of [0, 5, 40, 400, bytes.length - 1]) {
    expect(() => decodeGraph(bytes.slice(0, length).buffer)).toThrow(/cut off/)
  }
})

test('one byte that is not as it was written is noticed wherever it stands', () => {
  const written = decodeGraph(bytes.buffer)
  let noticed = 0
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice()
    damaged[at]! ^= 1 << (at % 8)
    try {
      // What lies between two arrays says nothing.
      expect(decodeGraph(damaged.buffer)).toEqual(written)
    } catch (error) {
      expect(String(error)).toMatch(/network file/)
      noticed++
    }
  }
  expect(noticed).toBeGreaterThan(0.9 * bytes.length)
})

const text = Buffer.from(bytes).toString('latin1')
const headerEnd = text.lastIndexOf('}]}') + 3
/** The file with another header, its checksum included. */
const changed = (change: (header: string) => string): ArrayBuffer => {
  const header = Buffer.from(change(text.slice(16, headerEnd)), 'latin1')
  const start = Math.ceil((16 + header.length) / 8) * 8
  const rest = bytes.subarray(Math.ceil(headerEnd / 8) * 8)
  const file = new Uint8Array(start + rest.length)
  file.set(bytes.subarray(0, 8))
  new Uint32Array(file.buffer, 8, 2).set([header.length, crc32(header)])
  file.set(header, 16)
  file.set(rest, start)
  return file.buffer
}

test('what is damaged is named, and of sections those that are not known are passed over', () => {
  const last = bytes.slice()
  last[Math.ceil(headerEnd / 8) * 8]! ^= 1
  expect(() => decodeGraph(last.buffer)).toThrow('section nodeLonLat does not have its checksum')
  const more = changed((header) =>
    header.replace('"sections":[', '"sections":[{"name":"gazetteer","version":7},'),
  )
  const { turnRows, edgeKph, names } = decodeGraph(bytes.buffer)
  const read = decodeGraph(more)
  expect([...read.turnRows, ...read.edgeKph]).toEqual([...turnRows, ...edgeKph])
  expect(read.names).toEqual(names)
  const newer = changed((header) =>
    header.replace('"turnRows","version":1', '"turnRows","version":2'),
  )
  expect(() => decodeGraph(newer)).toThrow('version 2 of turnRows; this program reads version 1')
  const without = changed((header) => header.replace('"turnRows"', '"turnRoWs"'))
  expect(() => decodeGraph(without)).toThrow('nothing of turnRows')
})

test('near segments and connected ones are read from the file, else found anew, and are the same', () => {
  const read = decodeGraph(bytes.buffer)
  expect(Object.keys(read.prepared!.connected)).toEqual(['rescue-van', 'supply-lorry'])
  const others = changed((header) =>
    header.replace('"segmentIndex"', '"segmentindex"').replace('"connected supply', '"connected'),
  )
  expect(decodeGraph(others).prepared).toBeNull()
  // A program in which the vehicle may drive other roads writes another version.
  const older = decodeGraph(
    changed((header) => header.replace(/("connected rescue-van","version":)\d+/, '$17')),
  )
  expect(Object.keys(older.prepared!.connected)).toEqual(['supply-lorry'])
  const networks = [read, decodeGraph(others), older].map((graph) => new RoadNetwork(graph))
  const [west, south, east, north] = read.region
  for (const profile of PROFILE_IDS) {
    const snaps = networks.map((network) => {
      const times = network.vehicleTimes(profile, 'day')
      return Array.from({ length: 60 }, (_, i) => {
        const [across, up] = [(i % 10) / 9, Math.floor(i / 10) / 5]
        return network.snap(west + across * (east - west), south + up * (north - south), times)
      })
    })
    expect(snaps[0]!.filter(Boolean).length).toBeGreaterThan(50)
    expect(snaps[1]).toEqual(snaps[0])
    expect(snaps[2]).toEqual(snaps[0])
  }
})

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** The network's turns as lists, as files held them once: states are edges first, then copies. */
const arcArrays = (graph: RoadGraph): ArcArrays => {
  const copies = [...graph.stateEdge.keys()].filter(
    (state) => graph.edgeState[graph.stateEdge[state]!] !== state,
  )
  const edges = [...Array(graph.edgeCount).keys()]
  const stateOf = [...edges.map((edge) => graph.edgeState[edge]!), ...copies]
  const arcs = stateOf.map((state) =>
    state === NO_STATE
      ? []
      : turnsOutOf(graph, state).map(({ to, cost }) => ({ to: stateOf.indexOf(to), cost })),
  )
  const ends = arcs.map((_, i) => arcs.slice(0, i + 1).flat().length)
  const turnTo = Uint32Array.from(arcs.flat(), ({ to }) => to)
  const turnCostDeciseconds = Uint16Array.from(arcs.flat(), ({ cost }) => cost)
  return {
    ...graph,
    stateEdge: Uint32Array.from([...edges, ...copies.map((state) => graph.stateEdge[state]!)]),
    turnStart: Uint32Array.from([0, ...ends]),
    turnTo,
    turnCostDeciseconds,
    // Not looked at any more; of the right length in the file.
    reverseTurnStart: new Uint32Array(arcs.length + 1),
    reverseTurnFrom: new Uint32Array(turnTo.length),
    reverseTurnCostDeciseconds: new Uint16Array(turnTo.length),
  }
}

const ARC_ARRAY_NAMES = Object.keys(ARC_ARRAYS) as (keyof ArcArrays)[]
const oneWays = gridDraft(4, 3)
oneWays.segments[5]!.backwardKph = 0
const banned = buildGraph({
  ...oneWays,
  turnBans: [
    [0, 2],
    [0, 4, 8],
    [12, 14, 16],
  ],
})

test('a network whose turns were lists of arcs is the same with rows', () => {
  const rows = withTurnRows(arcArrays(banned))
  expect(banned.stateCount).toBeGreaterThan(banned.edgeKph.filter((kph) => kph > 0).length)
  for (const name of Object.keys(GRAPH_ARRAYS) as (keyof typeof GRAPH_ARRAYS)[]) {
    expect([...rows[name]], name).toEqual([...banned[name]])
  }
})

test('a file with lists of arcs is read, and its id is kept', () => {
  const arrays = arcArrays(banned)
  const { provenance, source, region, names } = banned
  const description = { id: '0123456789abcdef', provenance, source, region, names }
  let end = 0
  const sections = ARC_ARRAY_NAMES.map((name) => {
    const { byteLength } = arrays[name]
    const offset = Math.ceil(end / 8) * 8
    end = offset + byteLength
    return { name, version: 1, offset, byteLength, crc32: crc32(bytesOf(arrays[name])) }
  })
  const header = Buffer.from(JSON.stringify({ description, sections }))
  const start = Math.ceil((16 + header.length) / 8) * 8
  const file = new Uint8Array(start + Math.ceil(end / 8) * 8)
  new Uint32Array(file.buffer, 0, 4).set([0x4e_45_52_4d, 2, header.length, crc32(header)])
  file.set(header, 16)
  for (const { name, offset } of sections)
    file.set(bytesOf(arrays[name as keyof ArcArrays]), start + offset)
  const read = decodeGraph(file.buffer)
  expect(read.id).toBe('0123456789abcdef')
  expect([...read.turnRows]).toEqual([...banned.turnRows])
  expect([...read.stateTurns]).toEqual([...banned.stateTurns])
  file[start + sections[10]!.offset]! ^= 1
  expect(() => decodeGraph(file.buffer)).toThrow('section turnTo does not have its checksum')
})

test('a file from before sections had checksums is read, and its one digest is looked at', () => {
  const arrays = arcArrays(banned)
  const { provenance, source, region, names } = banned
  const lengths = Object.fromEntries(ARC_ARRAY_NAMES.map((name) => [name, arrays[name].length]))
  const digest = createHash('sha256')
  for (const name of ARC_ARRAY_NAMES) digest.update(bytesOf(arrays[name]))
  digest.update(JSON.stringify([provenance, source, region, names]))
  const id = digest.digest('hex').slice(0, 16)
  const description = { id, provenance, source, region, names }
  const header = Buffer.from(JSON.stringify({ description, lengths }))
  const border = (length: number) => Buffer.alloc((8 - (length % 8)) % 8)
  const preamble = Buffer.from(new Uint32Array([0x4e_45_52_4d, 1, header.length]).buffer)
  const parts: Uint8Array[] = [preamble, header, border(12 + header.length)]
  for (const name of ARC_ARRAY_NAMES) {
    parts.push(bytesOf(arrays[name]), border(arrays[name].byteLength))
  }
  const old = Uint8Array.from(Buffer.concat(parts))
  const read = decodeGraph(old.buffer)
  for (const name of Object.keys(GRAPH_ARRAYS) as (keyof typeof GRAPH_ARRAYS)[]) {
    expect([...read[name]], name).toEqual([...banned[name]])
  }
  old[old.length - 8]! ^= 1
  expect(() => decodeGraph(old.buffer)).toThrow('is damaged')
})

test('another file is refused', () => {
  const other = bytes.slice()
  other[0] = 0
  expect(() => decodeGraph(other.buffer)).toThrow('this is not a network file')
  const newer = bytes.slice()
  newer[4] = 99
  expect(() => decodeGraph(newer.buffer)).toThrow('has format 99')
})
