/** Real extracts, where they lie beside the project; they are test data and no part of it. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createOSMStream } from 'osm-pbf-parser-node'
import { expect, type TestContext, test } from 'vitest'
import { seededRandom } from '../../../server/analysis/random.ts'
import type { OsmElement } from '../../../server/import/osm/elements.ts'
import { openExtract } from '../../../server/import/osm/extract.ts'
import { readRoads } from '../../../server/import/osm/read-roads.ts'
import { Tally } from '../../../server/import/osm/tally.ts'
import { buildGraph } from '../../../server/network/build.ts'
import { markMainComponent } from '../../../server/network/connectivity.ts'
import { edgeDeciseconds, IMPASSABLE } from '../../../server/network/profile.ts'
import { draftOfExtract, withFolder } from '../../fixtures/osm-map.ts'

const FOLDER = fileURLToPath(new URL('../../../../shared/osm/', import.meta.url))
const LIECHTENSTEIN = join(FOLDER, 'liechtenstein.osm.pbf')
const TSINGHUA = join(FOLDER, 'beijing_tsinghua.osm.pbf')

/** Skips, saying why, where the extract is not there. */
const needs = (context: TestContext, path: string): void => {
  if (existsSync(path)) return
  const reason = `not run: ${path} is not present`
  console.warn(reason)
  context.skip(reason)
}

/** The elements as the parsing library's own stream gives them, without our reading of blobs. */
const elementsByLibrary = async (path: string): Promise<OsmElement[]> => {
  const elements: OsmElement[] = []
  for await (const item of createOSMStream(path) as AsyncIterable<Partial<OsmElement>>) {
    if (item.type) elements.push(item as OsmElement)
  }
  return elements
}

const count = async (path: string): Promise<Record<string, number>> => {
  const extract = await openExtract(path)
  const counts: Record<string, number> = {}
  for (const kind of ['nodes', 'waysAndRelations'] as const) {
    for await (const block of extract.blocks(kind, () => {})) {
      for (const { type } of block) {
        // A block on the border between two kinds holds both and comes with either.
        if ((type === 'node') === (kind === 'nodes')) counts[type] = (counts[type] ?? 0) + 1
      }
    }
  }
  await extract.close()
  return counts
}

test('every element of Liechtenstein is read', async (context) => {
  needs(context, LIECHTENSTEIN)
  // The counts that its keeper states.
  expect(await count(LIECHTENSTEIN)).toEqual({ node: 142_832, way: 15_247, relation: 358 })
})

test('Liechtenstein hangs together, and its restrictions are honoured', async (context) => {
  needs(context, LIECHTENSTEIN)
  const { draft, tally } = await draftOfExtract(LIECHTENSTEIN)
  const graph = buildGraph(draft)
  const costs = edgeDeciseconds(graph, 'rescue-van', 'night')
  const drivable = costs.filter((cost) => cost < IMPASSABLE).length
  const connected = markMainComponent(graph, costs).reduce((sum, mark) => sum + mark, 0)
  expect(connected / drivable).toBeGreaterThan(0.99)
  // Each restriction in the file is accounted for exactly once.
  const inFile = (await elementsByLibrary(LIECHTENSTEIN)).filter(
    ({ type, tags }) => type === 'relation' && tags?.type === 'restriction',
  )
  const accounted = tally.entries('restrictions').reduce((sum, entry) => sum + entry.count, 0)
  expect(accounted - tally.count('restrictionViaWay')).toBe(inFile.length)
})

test('all roads of the larger classes of Liechtenstein are imported', async (context) => {
  needs(context, LIECHTENSTEIN)
  const larger = new Set(['primary', 'secondary', 'tertiary', 'residential'])
  const wanted = (await elementsByLibrary(LIECHTENSTEIN))
    .filter(({ type, tags }) => type === 'way' && larger.has(tags?.highway ?? ''))
    .filter(({ tags }) => tags?.access !== 'no' && tags?.area !== 'yes')
    .map(({ id }) => id)
  const extract = await openExtract(LIECHTENSTEIN)
  const roads = await readRoads(extract, new Tally(), () => {}, new AbortController().signal)
  await extract.close()
  const imported = new Set(roads.ways.map(({ id }) => id))
  expect(wanted.length).toBeGreaterThan(1000)
  expect(wanted.filter((id) => !imported.has(id))).toEqual([])
})

test('Chinese names come through whole', async (context) => {
  needs(context, TSINGHUA)
  const { draft } = await draftOfExtract(TSINGHUA)
  const names = new Set(draft.segments.map(({ name }) => name))
  expect([...names]).toEqual(expect.arrayContaining(['成府路', '中关村东路', '双清路']))
  expect([...names].filter((name) => name.includes('\uFFFD'))).toEqual([])
  const inFile = new Set(
    (await elementsByLibrary(TSINGHUA)).flatMap(({ type, tags }) =>
      type === 'way' && tags
        ? [tags['name:zh'], tags['name:zh-Hans'], tags.name, tags['bridge:name']]
        : [],
    ),
  )
  expect([...names].filter((name) => name !== '' && !inFile.has(name))).toEqual([])
})

test('a real file cut off anywhere is refused', async (context) => {
  needs(context, TSINGHUA)
  const whole = await readFile(TSINGHUA)
  const random = seededRandom(7)
  await withFolder(async (folder) => {
    const path = join(folder, 'cut.osm.pbf')
    for (let i = 0; i < 40; i++) {
      const size = 1 + Math.floor(random() * (whole.length - 1))
      await writeFile(path, whole.subarray(0, size))
      await expect(draftOfExtract(path), `${size} of ${whole.length} bytes`).rejects.toThrow(
        /cut off|no roads|not an OpenStreetMap/,
      )
    }
  })
})
