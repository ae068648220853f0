/** One map in every form, order and number of copies that it may come in is one network. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildGraph } from '../../../server/network/build.ts'
import { decodeGraph, encodeGraph } from '../../../server/network/file.ts'
import {
  draftOfExtract,
  type ImportedMap,
  node,
  restriction,
  way,
  withFolder,
} from '../../fixtures/osm-map.ts'
import { type MapNode, type OsmMap, pbfBlocks, pbfFile } from '../../fixtures/osm-pbf-writer.ts'
import { osmXml } from '../../fixtures/osm-xml-writer.ts'
import { forAllInTurn } from '../../fixtures/runs.ts'

const MAP: OsmMap = {
  nodes: [
    node(1, 0, 0),
    node(2, 500, 0),
    node(3, 1000, 0, { barrier: 'bollard' }),
    node(4, 1500, 40),
    node(5, 500, 700),
    node(6, 500, -700),
    node(7, 800, 300, { amenity: 'hospital', name: '太白湖医院' }),
  ],
  ways: [
    way(11, [1, 2], { name: '太白湖路' }),
    way(12, [2, 3, 4], { name: '太白湖路' }),
    way(13, [5, 2], { name: '荷花路', oneway: 'yes' }),
    way(14, [2, 6], { name: '荷花路' }),
  ],
  relations: [restriction(21, 'no_left_turn', [11, { node: 2 }, 13])],
}

const read = (bytes: Uint8Array): Promise<ImportedMap> =>
  withFolder(async (folder) => {
    const path = join(folder, 'map')
    await writeFile(path, bytes)
    return draftOfExtract(path)
  })

/** The digest of all that the importer made of it, and what it counted. */
const madeOf = async (bytes: Uint8Array) => {
  const { draft, places, tally } = await read(bytes)
  const { id } = decodeGraph(encodeGraph(buildGraph({ ...draft, places })).buffer)
  const counted = tally
    .groups()
    .flatMap(({ entries }) => entries)
    .filter(({ label }) => !label.en.includes('more than once'))
  return { id, counted }
}

const locationOf = (map: OsmMap) => {
  const places = new Map(
    map.nodes.map(({ id, longitude, latitude }) => [id, [longitude, latitude]]),
  )
  return (ref: number): readonly number[] => places.get(ref)!
}

/** As `osmium add-locations-to-ways` writes it, with its nodes that have tags or without any. */
const withLocations = (map: OsmMap, keepsTagged: boolean): OsmMap => ({
  ...map,
  nodes: keepsTagged ? map.nodes.filter(({ tags }) => tags) : [],
  ways: map.ways.map((each) => ({ ...each, lonLats: each.refs.flatMap(locationOf(map)) })),
})

const joined = (...maps: OsmMap[]): Buffer => {
  const [first, ...others] = maps.map((map) => pbfBlocks(map))
  return Buffer.concat([...first!, ...others.flatMap((blocks) => blocks.slice(1))])
}

test.each([
  ['locations on ways beside tagged nodes', pbfFile(withLocations(MAP, true))],
  ['nodes and locations on ways', pbfFile({ ...withLocations(MAP, true), nodes: MAP.nodes })],
  ['XML', Buffer.from(osmXml(MAP))],
  ['XML in gzip', gzipSync(osmXml(MAP))],
  ['everything twice', joined(MAP, MAP)],
  ['two halves that overlap', joined({ ...MAP, ways: MAP.ways.slice(0, 3) }, MAP)],
  [
    'blocks in the opposite order',
    Buffer.concat([pbfBlocks(MAP)[0]!, ...pbfBlocks(MAP).slice(1).reverse()]),
  ],
])('%s is the same network', async (_, bytes) => {
  expect(await madeOf(bytes)).toEqual(await madeOf(pbfFile(MAP)))
})

test('without any nodes the roads are the same, and what stood on the nodes is not known', async () => {
  const bare = { ...MAP, nodes: MAP.nodes.map(({ tags: _, ...rest }): MapNode => rest) }
  expect(await madeOf(pbfFile(withLocations(MAP, false)))).toEqual(await madeOf(pbfFile(bare)))
})

test('a location that a way lacks is missing there, and the rest of the way is read', async () => {
  const map = withLocations(MAP, false)
  // How osmium writes a node that is not in the file.
  const missing = 214.748_364_7
  map.ways[1]!.lonLats!.splice(4, 2, missing, missing)
  const { draft, tally } = await read(pbfFile(map))
  expect(tally.count('wayWithoutNodes')).toBe(1)
  expect(draft.nodes.every((degrees) => Math.abs(degrees) < 180)).toBe(true)
  expect(draft.segments).toHaveLength(4)
})

test('of an object in several versions the newest counts, in whatever order they come', async () => {
  const versions = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
  const moved = node(2, 520, 10)
  const newest: OsmMap = {
    ...MAP,
    nodes: MAP.nodes.map((each) => ({ ...(each.id === 2 ? moved : each), version: 4 })),
    ways: MAP.ways
      .filter(({ id }) => id !== 14)
      .map((each) => ({ ...each, version: 4, refs: each.id === 12 ? [2, 4] : each.refs })),
  }
  const older = (version: number): OsmMap => ({
    ...MAP,
    nodes: MAP.nodes.map((each) => ({
      ...each,
      version,
      // Before, the hospital was a gate, and the bollard a place.
      ...(each.id === 7 && { tags: { barrier: 'gate' } }),
      ...(each.id === 3 && { tags: { name: '旧名', tourism: 'hotel' } }),
      longitude: each.longitude + version / 1000,
    })),
    ways: MAP.ways.map((each) => ({ ...each, version })),
  })
  // A newer version of way 14 is no road any more.
  const gone: OsmMap = {
    nodes: [],
    ways: [{ id: 14, version: 4, refs: [2, 6], tags: { building: 'yes' } }],
  }
  const wanted = await madeOf(pbfFile(newest))
  await forAllInTurn(24, versions, async (order) => {
    const parts = [joined(older(1)), joined(older(2)), joined(newest), joined(gone)]
    const [header] = pbfBlocks(MAP)
    const bytes = Buffer.concat([header!, ...order.map((i) => parts[i]!.subarray(header!.length))])
    expect((await madeOf(bytes)).id).toBe(wanted.id)
  })
})

test('a node that was deleted last is missing, and objects that come twice are told', async () => {
  const deleted = { ...MAP.nodes[5]!, version: 2, isDeleted: true }
  const { draft, tally } = await read(joined({ ...MAP, nodes: [...MAP.nodes, deleted] }, MAP))
  // The road to the deleted node is gone, and what lies behind the bollard hangs together with nothing.
  expect(draft.segments).toHaveLength(3)
  expect(tally.count('wayWithoutNodes')).toBe(1)
  expect(tally.count('objectRepeated')).toBe(5)
})
