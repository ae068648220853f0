/** Real names and real streets: towns and counties by how they are read and written elsewhere, crossings of an extract. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as traditional from 'opencc-js/cn2t'
import { createOSMStream } from 'osm-pbf-parser-node'
import { describe, expect, test } from 'vitest'
import { Alphabet } from '../../../server/analysis/gazetteer/alphabet.ts'
import { crossingsOf } from '../../../server/analysis/gazetteer/crossings.ts'
import { findNames } from '../../../server/analysis/gazetteer/find-names.ts'
import { NameIndex } from '../../../server/analysis/gazetteer/name-index.ts'
import { type Road, roadsOf } from '../../../server/analysis/gazetteer/roads.ts'
import { buildGraph } from '../../../server/network/build.ts'
import { counties, towns } from '../../fixtures/facts-reading.ts'
import { draftOfExtract } from '../../fixtures/osm-map.ts'

const places = [...counties.map(({ properties }) => properties), ...towns]
const alphabet = new Alphabet()
const index = new NameIndex(alphabet)
// Chinese names alone, so that what is typed must be a reading of their characters.
for (const [entry, { nameZh }] of places.entries()) index.add(entry, nameZh, 'name')

const found = (text: string): string[] =>
  findNames(alphabet, [{ index, order: 0 }], text, { most: 50 }).map(
    ({ entry }) => places[entry]!.nameZh,
  )

/** What the last characters of a town's name are read as. */
const SUFFIXES = { 街道: 'jiedao', 镇: 'zhen', 乡: 'xiang' } as const

describe('towns', () => {
  test('are found by the reading that their English names give, whatever else the characters may be', () => {
    expect(towns).toHaveLength(156)
    for (const { nameZh, nameEn } of towns) {
      const [suffix, read] = Object.entries(SUFFIXES).find(([each]) => nameZh.endsWith(each))!
      const spelled = nameEn.replace(/ (Subdistrict|Town|Township)$/, '')
      const typed = `${spelled.replaceAll(/[^A-Za-z]/g, '').toLowerCase()}${read}`
      expect(found(typed), `${typed} for ${suffix}`).toContain(nameZh)
    }
  })

  test.each([
    ['lhjd', '柳行街道'],
    ['liuhangjiedao', '柳行街道'],
    ['spjd', '水泊街道'],
    ['shuipojiedao', '水泊街道'],
    // the commoner reading of 行 and 泊 is typed, too
    ['lxjd', '柳行街道'],
    ['shuibojiedao', '水泊街道'],
  ])('%s is %s', (typed, name) => {
    expect(found(typed)[0]).toBe(name)
  })

  test('are found in traditional characters', () => {
    const convert = traditional.Converter({ from: 'cn', to: 't' })
    const changed = towns.filter(({ nameZh }) => convert(nameZh) !== nameZh)
    expect(changed.length).toBeGreaterThan(50)
    for (const { nameZh } of changed) expect(found(convert(nameZh))).toContain(nameZh)
  })
})

test.each([
  ['任城區', '任城区'],
  ['兗州區', '兖州区'],
  ['曲阜市', '曲阜市'],
  ['泗水縣', '泗水县'],
  ['鄒城市', '邹城市'],
  ['微山縣', '微山县'],
  ['魚臺縣', '鱼台县'],
  ['魚台縣', '鱼台县'],
  ['金鄉縣', '金乡县'],
  ['嘉祥縣', '嘉祥县'],
  ['汶上縣', '汶上县'],
  ['梁山縣', '梁山县'],
  ['鄒城', '邹城市'],
  ['兗州', '兖州区'],
])('%s is %s', (typed, name) => {
  expect(found(typed)[0]).toBe(name)
})

const EXTRACT = fileURLToPath(
  new URL('../../../../shared/osm/beijing_tsinghua.osm.pbf', import.meta.url),
)

/** Pairs of named roads whose ways share a node, as the parsing library's own stream gives them. */
const meetingNames = async (isRoad: (name: string) => boolean): Promise<string[]> => {
  const namesAt = new Map<number, Set<string>>()
  const stream = createOSMStream(EXTRACT) as AsyncIterable<{
    type?: string
    tags?: Record<string, string>
    refs?: number[]
  }>
  for await (const { type, tags, refs = [] } of stream) {
    const name = tags?.name
    if (type !== 'way' || !tags?.highway || !name || !isRoad(name)) continue
    for (const node of refs) namesAt.set(node, (namesAt.get(node) ?? new Set()).add(name))
  }
  const pairs = [...namesAt.values()].flatMap((names) =>
    [...names].flatMap((a) => [...names].filter((b) => a < b).map((b) => `${a}与${b}`)),
  )
  return [...new Set(pairs)].sort()
}

test('in Beijing those roads cross that share a node on the map, and no others', async (context) => {
  if (!existsSync(EXTRACT)) {
    const reason = `not run: ${EXTRACT} is not present`
    console.warn(reason)
    context.skip(reason)
  }
  const { draft } = await draftOfExtract(EXTRACT)
  const graph = buildGraph(draft)
  const work = roadsOf(graph)
  let roads: Road[] | undefined
  while (!roads) {
    const { done, value } = work.next()
    if (done) roads = value
  }
  const named = roads.filter(({ name }) => name !== '')
  const ours = named.flatMap((a) =>
    named
      .filter((b) => a.name < b.name && crossingsOf(graph, [a], [b]).length > 0)
      .map((b) => `${a.name}与${b.name}`),
  )
  const names = new Set(named.map(({ name }) => name))
  expect(ours.length).toBeGreaterThan(20)
  expect([...new Set(ours)].sort()).toEqual(await meetingNames((name) => names.has(name)))
})
