/** Files that are whole and files that are not. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openExtract } from '../../../server/import/osm/extract.ts'
import { ImportFailure } from '../../../server/import/osm/import-failure.ts'
import { draftOfExtract, node, restriction, way, withFolder } from '../../fixtures/osm-map.ts'
import { fileBlock, type OsmMap, pbfBlocks, pbfFile } from '../../fixtures/osm-pbf-writer.ts'
import { osmXml } from '../../fixtures/osm-xml-writer.ts'

const MAP: OsmMap = {
  nodes: [node(1, 0, 0), node(2, 100, 0, { barrier: 'gate' }), node(3, 200, 0), node(4, 100, 100)],
  ways: [way(1, [1, 2], { name: '太白湖路' }), way(2, [2, 3], { name: '济微路' }), way(3, [2, 4])],
  relations: [restriction(1, 'no_left_turn', [1, { node: 2 }, 3])],
}

/** The draft of a file with these bytes, or the sentence that refuses it. */
const read = (bytes: Uint8Array) =>
  withFolder(async (folder) => {
    const path = join(folder, 'map.osm.pbf')
    await writeFile(path, bytes)
    return draftOfExtract(path).catch((error: unknown) => {
      if (error instanceof ImportFailure) return error.sentence
      throw error
    })
  })

const refusal = async (bytes: Uint8Array): Promise<string> => {
  const result = await read(bytes)
  return 'en' in result ? result.en : 'no refusal'
}

test.each(['zlib', 'zstd', 'none'] as const)(
  'a file with %s compression is read',
  async (compression) => {
    const result = await read(pbfFile(MAP, { compression }))
    const names = 'draft' in result && result.draft.segments.map(({ name }) => name)
    expect(names).toEqual(['太白湖路', '济微路', ''])
  },
)

test('a granularity other than the usual one is honoured', async () => {
  const result = await read(pbfFile(MAP, { granularity: 1000 }))
  if (!('draft' in result)) throw new Error(result.en)
  // Rounded to a millionth of a degree, a tenth of a metre.
  expect(result.draft.nodes[0]).toBeCloseTo(node(1, 0, 0).longitude, 6)
})

test('kinds of blob that nobody knows are passed over', async () => {
  const [header, ...data] = pbfBlocks(MAP)
  const odd = fileBlock('OSMSomethingNew', new Uint8Array([1, 2, 3]))
  const result = await read(Buffer.concat([header ?? Buffer.alloc(0), odd, ...data]))
  expect('draft' in result && result.draft.segments).toHaveLength(3)
})

test('a file cut off at any byte is noticed, except exactly between two blobs', async () => {
  const blocks = pbfBlocks(MAP)
  const file = Buffer.concat(blocks)
  const borders = new Set<number>()
  let end = 0
  for (const block of blocks) {
    end += block.length
    borders.add(end)
  }
  const unnoticed: number[] = []
  for (let size = 1; size < file.length; size++) {
    const result = await read(file.subarray(0, size))
    if ('draft' in result) unnoticed.push(size)
  }
  // Header, nodes and ways are there: nothing in the format says that relations should follow.
  const [headerBytes, nodeBytes, wayBytes] = [...borders]
  expect(unnoticed).toEqual([wayBytes])
  // After the header, or after the nodes, the roads are missing, and that is said.
  for (const size of [headerBytes, nodeBytes]) {
    expect(await refusal(file.subarray(0, size))).toMatch(/no roads/)
  }
})

test('a file cut off in its last blob is refused before anything in it is parsed', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'cut.osm.pbf')
    await writeFile(path, pbfFile(MAP).subarray(0, -1))
    await expect(openExtract(path)).rejects.toThrow(/cut off/)
  }))

const WHOLE = pbfFile(MAP)
const XML = Buffer.from('<?xml version="1.0"?><osm version="0.6"></osm>')

/** The whole map, and this at its end. */
const withinOsm = (more: string): Buffer =>
  Buffer.from(osmXml(MAP).replace(/<\/osm>$/, `${more}</osm>`))

test.each([
  ['nothing', new Uint8Array(0), /empty/],
  ['XML without roads', XML, /no roads/],
  ['other XML', Buffer.from('<gpx></gpx>'), /root is <gpx>, not <osm>/],
  ['broken XML', Buffer.from('<osm>\n<node id="1" lat="x" lon="116"/></osm>'), /line 2 is wrong/],
  ['XML that ends early', Buffer.from(osmXml(MAP).slice(0, -9)), /cut off/],
  ['gzip that ends early', gzipSync(osmXml(MAP)).subarray(0, -20), /cut off/],
  ['PBF in gzip', gzipSync(pbfFile(MAP)), /unpack it with gunzip/],
  ['a change file', Buffer.from(osmXml(MAP, 'osmChange')), /apply-changes/],
  ['a change file in gzip', gzipSync(osmXml(MAP, 'osmChange')), /apply-changes/],
  ['differences by Overpass', withinOsm('<action type="create"/>'), /apply-changes/],
  [
    'what Overpass did not finish',
    withinOsm('<remark> runtime error: Query timed out in "recurse" at line 3. </remark>'),
    /did not finish .*\(runtime error: Query timed out in "recurse" at line 3\.\)/,
  ],
  [
    'nodes without a place',
    Buffer.from(osmXml(MAP).replaceAll(/ lat="[^"]*" lon="[^"]*"/g, '')),
    /4 of their 4 nodes have no location/,
  ],
  ['XML in GBK', Buffer.from('<osm><note>\xd6\xd0</note></osm>', 'latin1'), /iconv -f GBK/],
  ['XML cut within a character', Buffer.from('<osm><note>中').subarray(0, -1), /cut off/],
  ['OPL', Buffer.from('n1 v1 dV x116.5 y35.4\n'), /osmium cat FILE.osm.opl/],
  ['bzip2', Buffer.from('BZh91AY&SY'), /osmium cat FILE.osm.bz2 -o OUT.osm.pbf/],
  ['o5m', Buffer.from('\xff\xe0\x04o5m2', 'latin1'), /osmconvert FILE.o5m/],
  ['changes in o5m', Buffer.from('\xff\xe0\x04o5c2', 'latin1'), /apply-changes/],
  ['zip', Buffer.from('PK\x03\x04xx', 'latin1'), /by zip. Unpack it \(unzip\)/],
  ['xz', Buffer.from('\xfd7zXZ\0\0', 'latin1'), /by xz. Unpack it \(unxz\)/],
  ['7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), /by 7z. Unpack it \(7z x\)/],
  ['zstd', zstdCompressSync(osmXml(MAP)), /by zstd. Unpack it \(unzstd\)/],
  ['XML in UTF-16', Buffer.from(`\ufeff${osmXml(MAP)}`, 'utf16le'), /iconv -f UTF-16/],
  ['XML in UTF-16, the other way round', Buffer.from(`\ufeff<osm/>`, 'utf16le').swap16(), /UTF-16/],
  ['a shapefile', Buffer.from('\0\0\x27\x0a'.padEnd(100, '\0'), 'latin1'), /shapefile/],
  ['Overpass JSON', Buffer.from('{"version": 0.6, "osm3s": {}}'), /\[out:xml\]/],
  [
    'GeoJSON',
    Buffer.from('{"type": "FeatureCollection", "features": []}'),
    /JSON \(such as GeoJSON\)/,
  ],
  ['two letters', Buffer.from('PK'), /not an OpenStreetMap PBF/],
  ['zeros', Buffer.alloc(5000), /not an OpenStreetMap PBF/],
  ['a file without its last byte', WHOLE.subarray(0, WHOLE.length - 1), /cut off/],
  ['a file with two bytes more', Buffer.concat([WHOLE, Buffer.from([0, 0])]), /cut off/],
  ['a file with a hundred bytes more', Buffer.concat([WHOLE, Buffer.alloc(100)]), /damaged/],
  ['LZ4', pbfFile(MAP, { compression: 'lz4' }), /compressed/],
  ['history', pbfFile(MAP, { requiredFeatures: ['HistoricalInformation'] }), /osmium time-filter/],
  ['a map without ways', pbfFile({ ...MAP, ways: [] }), /no roads/],
  [
    'a map without nodes',
    pbfFile({ ...MAP, nodes: [] }),
    /holds 3 roads, but 4 of their 4 nodes have no location/,
  ],
  [
    'a map with nodes for one road of three',
    pbfFile({ ...MAP, nodes: MAP.nodes.slice(1, 2) }),
    /3 of their 4 nodes/,
  ],
])('%s has its own sentence', async (_, bytes, sentence) => {
  expect(await refusal(bytes)).toMatch(sentence)
})

test('a flipped byte inside a compressed blob is noticed', async () => {
  const blocks = pbfBlocks(MAP)
  const file = Buffer.concat(blocks)
  const start = blocks[0]?.length ?? 0
  const inTheMiddleOfNodes = start + Math.floor((blocks[1]?.length ?? 0) * 0.75)
  file[inTheMiddleOfNodes] = (file[inTheMiddleOfNodes] ?? 0) ^ 0xff
  expect(await refusal(file)).toMatch(/damaged/)
})

test('every refusal is said in Chinese too', async () => {
  const result = await read(new Uint8Array(0))
  expect('zh' in result && result.zh).toBe('文件是空的，未作任何更改。')
})
