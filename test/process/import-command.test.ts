/** `npm run import:roads` as a person runs it. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { decodeGraph } from '../../server/network/file.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { LOCK_FOLDER } from '../../server/store/folder-lock.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { node, restriction, way } from '../fixtures/osm-map.ts'
import { type OsmMap, pbfBlocks, pbfFile } from '../fixtures/osm-pbf-writer.ts'
import { ranToEnd } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const ENTRY = fileURLToPath(new URL('../../server/import/main.ts', import.meta.url))
const NETWORK = 'roads.network'
const DATABASE = basename(databasePath(''))
vi.setConfig({ testTimeout: 180_000 })

/** Beside the lock. */
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name !== LOCK_FOLDER && !name.startsWith(DATABASE))

const run = (dataDirectory: string, args: string[], onComplaint?: Parameters<typeof ranToEnd>[3]) =>
  ranToEnd(process.execPath, [ENTRY, ...args], { DATA_DIR: dataDirectory }, onComplaint)

const JINING: OsmMap = {
  nodes: [node(1, 0, 0), node(2, 1000, 0), node(3, 2000, 0), node(4, 1000, 1000)],
  ways: [
    way(1, [1, 2], { name: '太白湖路', highway: 'primary', ref: 'G327' }),
    way(2, [2, 3], { name: '济微路' }),
    way(3, [2, 4], { name: '任城大道' }),
  ],
  relations: [restriction(1, 'no_left_turn', [1, { node: 2 }, 3])],
}
const FAR_AWAY: OsmMap = {
  nodes: [
    { id: 1, longitude: 9.5, latitude: 47.1 },
    { id: 2, longitude: 9.51, latitude: 47.1 },
  ],
  ways: [way(1, [1, 2])],
}

/** West, south, east, north of the counties there. */
const COUNTIES_BOX = [116.4, 35.2, 117.5, 35.9]

/** A folder whose database has the counties of a region with a name. */
const folderWithCounties = async (): Promise<string> => {
  const folder = temporaryFolder()
  await withStore(databasePath(folder), async (store) => {
    await store.features.replace({ counties: SMALL_DATA_SET.counties ?? [] })
    await store.setMeta(
      'region',
      JSON.stringify({ name: '济宁市', nameEn: 'Jining', source: null }),
    )
  })
  return folder
}

const loaded = async (folder: string) => {
  const bytes = await readFile(join(folder, NETWORK))
  return decodeGraph(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

test('an extract of the region becomes the network, with a summary in both languages', async () => {
  const folder = await folderWithCounties()
  await writeFile(join(folder, 'jining.osm.pbf'), pbfFile(JINING))
  await writeFile(join(folder, NETWORK), 'old')
  const { status, stdout, stderr } = await run(folder, [join(folder, 'jining.osm.pbf')])
  expect(status).toBe(0)
  expect(stderr).toMatch(/读取 1\/2 Reading 1\/2/)
  expect(stdout).toContain('节点 4，路段 3，禁止转向序列 1')
  expect(stdout).toContain('4 nodes, 3 segments, 1 banned sequences')
  expect(stdout).toContain('省道 1.0 km')
  expect(stdout).toContain('Street 2.0 km')
  const graph = await loaded(folder)
  expect(graph.names).toEqual(expect.arrayContaining(['太白湖路', '济微路', '任城大道', 'G327']))
  expect(graph.region).toEqual(COUNTIES_BOX)
  expect(graph.provenance).toBe('imported')
  expect(graph.source).toContain('ODbL')
  const files = ['jining.osm.pbf', NETWORK, `${NETWORK}.previous`]
  expect((await filesIn(folder)).sort()).toEqual(files)
})

test('another region is taken only with --force, and the network then says where it lies', async () => {
  const folder = await folderWithCounties()
  const file = join(folder, 'far.osm.pbf')
  await writeFile(file, pbfFile(FAR_AWAY))
  const refused = await run(folder, [file])
  expect(refused.status).toBe(1)
  expect(await filesIn(folder)).toEqual(['far.osm.pbf'])
  expect((await run(folder, ['--force', file])).status).toBe(0)
  const [west, south, east, north] = (await loaded(folder)).region
  const bounds = [west, south, east, north].map((degrees) => degrees.toFixed(5))
  expect(bounds).toEqual(['9.50000', '47.10000', '9.51000', '47.10000'])
})

test('nothing changes when the file or the command is wrong, and both languages say why', async () => {
  const folder = await folderWithCounties()
  const write = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, bytes)
    return path
  }
  const whole = pbfFile(JINING)
  await writeFile(join(folder, NETWORK), 'old')
  const good = await write('good.osm.pbf', whole)
  const cases: [args: string[], code: number, zh: string, en: RegExp][] = [
    [[join(folder, 'none.osm.pbf')], 1, '找不到文件', /There is no file/],
    [[folder], 1, '不是文件', /not a file/],
    [[await write('empty.osm.pbf', new Uint8Array(0))], 1, '空的', /is empty/],
    [[await write('cut.osm.pbf', whole.subarray(0, -20))], 1, '截断', /cut off/],
    [
      [await write('text.osm.pbf', Buffer.from('id,name\n1,x\n'))],
      1,
      '不是 OpenStreetMap PBF',
      /not an OpenStreetMap PBF/,
    ],
    [
      [await write('bare.osm.pbf', pbfFile({ ...JINING, ways: [] }))],
      1,
      '没有可行车的道路',
      /no roads/,
    ],
    [
      [await write('far.osm.pbf', pbfFile(FAR_AWAY))],
      1,
      '不在济宁市区县的范围',
      /not where the counties of Jining are/,
    ],
    [
      ['--clip', await write('far2.osm.pbf', pbfFile(FAR_AWAY))],
      1,
      '没有剩余道路',
      /Nothing is left/,
    ],
    [['--fast', good], 2, '用法', /Usage/],
    [[], 2, '用法', /Usage/],
    [[good, good], 2, '用法', /Usage/],
  ]
  const before = await filesIn(folder)
  for (const [args, code, zh, en] of cases) {
    const result = await run(folder, args)
    expect([args, result.status]).toEqual([args, code])
    expect(result.stderr).toContain(zh)
    expect(result.stderr).toMatch(en)
    expect(result.stderr).not.toMatch(/at .+:\d+:\d+/)
    expect(result.stdout).toBe('')
  }
  expect(await filesIn(folder)).toEqual(before)
  expect(await readFile(join(folder, NETWORK), 'utf8')).toBe('old')
})

/** Many times the same ways: enough to be still at work when the signal comes. */
const LONG_FILE_BLOCKS = 1000
const WAYS_PER_BLOCK = 4000

test('Ctrl-C ends an import and changes nothing', async (context) => {
  const folder = temporaryFolder()
  if (process.platform === 'win32') context.skip('not run: Windows has no SIGINT to send')
  const ways = Array.from({ length: WAYS_PER_BLOCK }, (_, i) => way(i + 1, [1, 2]))
  const [header, nodes, wayBlock] = pbfBlocks({ ...JINING, ways, relations: [] })
  if (!header || !nodes || !wayBlock) throw new Error('the map has no blocks')
  const file = join(folder, 'long.osm.pbf')
  const blocks = Array.from({ length: LONG_FILE_BLOCKS }, () => wayBlock)
  await writeFile(file, Buffer.concat([header, nodes, ...blocks]))
  await writeFile(join(folder, NETWORK), 'old')
  const { status, stderr } = await run(folder, [file], (child) => child.kill('SIGINT'))
  expect(status).toBe(130)
  expect(stderr).toContain('已中断，未作任何更改。')
  expect((await filesIn(folder)).sort()).toEqual(['long.osm.pbf', NETWORK])
  expect(await readFile(join(folder, NETWORK), 'utf8')).toBe('old')
})
