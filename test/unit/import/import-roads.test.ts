import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Bbox } from '../../../data/geometry.ts'
import { chooseRegion, importRoads } from '../../../server/import/osm/import-roads.ts'
import { networkPath } from '../../../server/store/data-folder.ts'
import { replaceNetworkFile } from '../../../server/store/network-file.ts'
import { COUNTIES, REGION_BBOX } from '../../fixtures/demonstration-region.ts'
import { node, way, withFolder } from '../../fixtures/osm-map.ts'
import { pbfFile } from '../../fixtures/osm-pbf-writer.ts'

const plain = { clip: false, force: false }
const clip = { clip: true, force: false }
const force = { clip: false, force: true }

/** Some county inside Jining, the whole province, the neighbour in the west, another country. */
const COUNTY: Bbox = [116.5, 35.2, 116.9, 35.6]
const PROVINCE: Bbox = [114.8, 34.4, 122.7, 38.4]
const NEIGHBOUR: Bbox = [114.8, 34.4, 116.4, 35.9]
const LIECHTENSTEIN: Bbox = [9.47, 47.05, 9.64, 47.27]

test.each<[string, Bbox, number]>([
  ['a county of it', COUNTY, 100],
  ['a county with ways hanging over the border', [115.7, 35.2, 116.9, 35.6], 100],
  ['the whole province', PROVINCE, 100],
])('%s belongs to the region', (_, bbox, nodesInRegion) => {
  expect(chooseRegion({ bbox, nodesInRegion }, plain, COUNTIES)).toEqual(REGION_BBOX)
  // Force changes nothing where none is needed.
  expect(chooseRegion({ bbox, nodesInRegion }, force, COUNTIES)).toEqual(REGION_BBOX)
})

test.each<[string, Bbox, number]>([
  ['a neighbour that touches it', NEIGHBOUR, 20],
  ['another country', LIECHTENSTEIN, 0],
])('%s is refused, unless forced', (_, bbox, nodesInRegion) => {
  expect(() => chooseRegion({ bbox, nodesInRegion }, plain, COUNTIES)).toThrow(/Jining/)
  expect(chooseRegion({ bbox, nodesInRegion }, force, COUNTIES)).toEqual(bbox)
})

test('without counties nothing is elsewhere, and there is nothing to clip to', () => {
  const extent = { bbox: LIECHTENSTEIN, nodesInRegion: 0 }
  expect(chooseRegion(extent, plain, null)).toEqual(LIECHTENSTEIN)
  expect(() => chooseRegion(extent, clip, null)).toThrow(/no counties/)
})

test('clipped roads are of the region, if any are left', () => {
  expect(chooseRegion({ bbox: NEIGHBOUR, nodesInRegion: 20 }, clip, COUNTIES)).toEqual(REGION_BBOX)
  expect(() => chooseRegion({ bbox: LIECHTENSTEIN, nodesInRegion: 0 }, clip, COUNTIES)).toThrow(
    /Nothing is left/,
  )
  expect(() =>
    chooseRegion({ bbox: LIECHTENSTEIN, nodesInRegion: 0 }, { clip: true, force: true }, COUNTIES),
  ).toThrow(/Nothing is left/)
})

const NEVER = new AbortController().signal
const BYTES = new Uint8Array([1, 2, 3])
const FILE_NAME = basename(networkPath('any'))

test('the file is put in place, and its folder made when there is none', () =>
  withFolder(async (folder) => {
    const data = join(folder, 'a', 'b')
    await replaceNetworkFile(networkPath(data), BYTES, NEVER)
    expect([...(await readFile(join(data, FILE_NAME)))]).toEqual([1, 2, 3])
    expect(await readdir(data)).toEqual([FILE_NAME])
  }))

test('an interruption leaves the old file and nothing else', () =>
  withFolder(async (folder) => {
    await writeFile(join(folder, FILE_NAME), 'old')
    await expect(
      replaceNetworkFile(networkPath(folder), BYTES, AbortSignal.abort()),
    ).rejects.toThrow()
    expect(await readdir(folder)).toEqual([FILE_NAME])
    expect(await readFile(join(folder, FILE_NAME), 'utf8')).toBe('old')
  }))

test('a target that cannot be replaced leaves no temporary file behind', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, FILE_NAME, 'in-the-way'), { recursive: true })
    await expect(replaceNetworkFile(networkPath(folder), BYTES, NEVER)).rejects.toThrow()
    expect(await readdir(folder)).toEqual([FILE_NAME])
  }))

test.each([1, 2] as const)('an import interrupted in pass %d changes nothing', (interrupted) =>
  withFolder(async (folder) => {
    const file = join(folder, 'map.osm.pbf')
    await writeFile(
      file,
      pbfFile({ nodes: [node(1, 0, 0), node(2, 100, 0)], ways: [way(1, [1, 2])] }),
    )
    const interruption = new AbortController()
    const running = importRoads({
      file,
      dataDirectory: folder,
      clip: false,
      force: false,
      counties: null,
      onProgress: (pass) => {
        if (pass === interrupted) interruption.abort()
      },
      signal: interruption.signal,
    })
    await expect(running).rejects.toThrow(/abort/)
    expect(await readdir(folder)).toEqual(['map.osm.pbf'])
  }),
)

describe('an extract that lacks nodes of its roads', () => {
  /** One road of 40 nodes, of which the last so many are not in the file. */
  const lacking = (missing: number): Uint8Array => {
    const ids = Array.from({ length: 40 }, (_, i) => i + 1)
    return pbfFile({
      nodes: ids.slice(0, 40 - missing).map((id) => node(id, id * 100, 0)),
      ways: [way(1, ids)],
    })
  }
  const taken = (folder: string, file: string, incomplete: boolean) =>
    importRoads({
      ...{ file, dataDirectory: folder, clip: false, force: true, counties: null, incomplete },
      ...{ onProgress: () => undefined, signal: NEVER },
    })

  test.each([
    [2, false, true],
    [3, false, false],
    [3, true, true],
    [20, true, true],
    [21, true, false],
  ])('%d of 40, incomplete: %s', (missing, incomplete, isTaken) =>
    withFolder(async (folder) => {
      const file = join(folder, 'map.osm.pbf')
      await writeFile(file, lacking(missing))
      await writeFile(join(folder, FILE_NAME), 'old')
      const importing = taken(folder, file, incomplete)
      if (isTaken) {
        expect((await importing).graph.segmentCount).toBe(1)
        return
      }
      await expect(importing).rejects.toThrow(
        new RegExp(`${missing} of their 40 nodes have no location.*--strategy=complete_ways`),
      )
      if (!incomplete) await expect(importing).rejects.toThrow(/--incomplete/)
      expect(await readFile(join(folder, FILE_NAME), 'utf8')).toBe('old')
    }),
  )
})
