/** Named places and kilometre posts of an extract: what they are, where they are, what road they are of. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { haversineMetres } from '../../../data/geometry.ts'
import { importRoads } from '../../../server/import/osm/import-roads.ts'
import { describePlace } from '../../../server/import/osm/place-tags.ts'
import { parseKilometre, placeWithin } from '../../../server/import/osm/places.ts'
import { gridLonLat } from '../../fixtures/grid-network.ts'
import { node, way, withFolder } from '../../fixtures/osm-map.ts'
import { type OsmMap, pbfFile } from '../../fixtures/osm-pbf-writer.ts'

test.each([
  ['amenity=hospital building=hospital', 'hospital'],
  ['healthcare=clinic', 'clinic'],
  ['amenity=townhall', 'government'],
  ['office=government', 'government'],
  ['office=lawyer', 'company'],
  ['railway=station public_transport=station', 'railway-station'],
  ['public_transport=station', 'bus-station'],
  ['railway=rail', null],
  ['shop=mall', 'market'],
  ['shop=bakery', 'shop'],
  ['tourism=hotel building=yes', 'hotel'],
  ['tourism=museum', 'culture'],
  ['historic=city_gate', 'sight'],
  ['place=hamlet', 'settlement'],
  ['place=municipality', 'settlement'],
  ['natural=peak', 'peak'],
  ['natural=water', 'water'],
  ['waterway=river', 'river'],
  ['waterway=sluice_gate', 'structure'],
  ['barrier=gate', 'gate'],
  ['entrance=main', 'gate'],
  ['entrance=no', null],
  ['landuse=residential', 'housing'],
  ['highway=residential', null],
  ['amenity=toilets', 'other'],
  ['note=nothing', null],
])('%s with a name is: %s', (text, kind) => {
  const tags = Object.fromEntries(text.split(' ').map((tag) => tag.split('='))) as Record<
    string,
    string
  >
  expect(describePlace({ ...tags, name: '某处' })?.kind ?? null).toBe(kind)
  // What has no name is not searched for.
  expect(describePlace(tags)).toBeNull()
})

test('names: the Chinese one first, the others told once each', () => {
  const place = describePlace({
    amenity: 'hospital',
    name: 'Jining Hospital 济宁医院',
    'name:zh': '济宁医院',
    'name:en': 'Jining Hospital',
    alt_name: '市医院; 济宁医院',
    old_name: '济宁卫生院',
    'addr:street': '健康路',
    'addr:housenumber': '6',
  })
  expect(place).toEqual({
    name: '济宁医院',
    nameEn: 'Jining Hospital',
    otherNames: ['Jining Hospital 济宁医院', '市医院', '济宁卫生院'],
    kind: 'hospital',
    address: '健康路6号',
  })
})

test.each([
  [{ 'addr:street': '洸河路', 'addr:housenumber': '12' }, '洸河路12号'],
  [{ 'addr:street': '洸河路', 'addr:housenumber': '12号院' }, '洸河路12号院'],
  [{ 'addr:street': 'Guanghe Road', 'addr:housenumber': '12' }, 'Guanghe Road 12'],
  [{ 'addr:street': '洸河路' }, undefined],
  [{ 'addr:housenumber': '12' }, undefined],
])('a house without a name: %j', (tags: Record<string, string>, name) => {
  expect(describePlace(tags)?.name).toBe(name)
  if (name) expect(describePlace(tags)?.kind).toBe('address')
})

test.each([
  ['12', 12],
  ['12.3', 12.3],
  ['12,3 km', 12.3],
  ['K12+300', 12.3],
  ['k430', 430],
  ['12+5', 12.005],
  ['10 mi', 16.09344],
  ['G327', null],
  ['12 m', null],
  ['', null],
])('the figure of a post %j is %s', (text, kilometre) => {
  if (kilometre === null) expect(parseKilometre(text)).toBeNull()
  else expect(parseKilometre(text)).toBeCloseTo(kilometre, 9)
})

test('the place of an area lies in it, beside its holes and within the arms of its bends', () => {
  // A horseshoe whose middle is outside, and a square with a hole in its middle, in unordered pieces.
  const horseshoe = [
    [0, 0],
    [10, 0],
    [10, 10],
    [8, 10],
    [8, 2],
    [2, 2],
    [2, 10],
    [0, 10],
    [0, 0],
  ] as const
  const [x, y] = placeWithin([horseshoe])!
  expect(y).toBe(5)
  expect(x < 2 || x > 8).toBe(true)
  const pieces = [
    [
      [0, 0],
      [6, 0],
      [6, 6],
    ],
    [
      [2, 2],
      [4, 2],
      [4, 4],
      [2, 4],
      [2, 2],
    ],
    [
      [0, 0],
      [0, 6],
      [6, 6],
    ],
  ] as const
  expect(placeWithin(pieces)).toEqual([1, 3])
  expect(placeWithin([])).toBeNull()
})

const MAP: OsmMap = {
  nodes: [
    node(1, 0, 0),
    node(2, 1000, 0, { highway: 'milestone', distance: '12' }),
    node(3, 2000, 0),
    // Beside the road; a post of another road by its own number; one of no road; one without a figure.
    node(4, 1500, 12, { highway: 'milestone', pk: '12+500', direction: '西' }),
    node(5, 1500, -12, { highway: 'milestone', ref: 'S104', distance: '7.5 km' }),
    node(6, 1500, 200, { highway: 'milestone', distance: '3' }),
    node(7, 500, 10, { highway: 'milestone' }),
    node(8, 300, 50, { amenity: 'hospital', name: '太白湖医院' }),
    // A school drawn as a square, a park made of two ways, a stream in two stretches.
    node(11, 100, 100),
    node(12, 200, 100),
    node(13, 200, 200),
    node(14, 100, 200),
    node(21, 0, 400),
    node(22, 90, 400),
    node(23, 190, 400),
  ],
  ways: [
    way(101, [1, 2, 3], { name: '任城大道', ref: 'G327', highway: 'trunk' }),
    { id: 102, refs: [11, 12, 13, 14, 11], tags: { amenity: 'school', name: '太白湖小学' } },
    { id: 103, refs: [11, 12, 13] },
    { id: 104, refs: [11, 14, 13] },
    { id: 105, refs: [21, 22], tags: { waterway: 'stream', name: '小沟' } },
    { id: 106, refs: [22, 23], tags: { waterway: 'stream', name: '小沟' } },
  ],
  relations: [
    {
      id: 201,
      members: [
        { type: 'way', ref: 103, role: 'outer' },
        { type: 'way', ref: 104, role: 'outer' },
      ],
      tags: { type: 'multipolygon', leisure: 'park', name: '太白湖公园' },
    },
  ],
}

test('places and posts come along with the roads', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'map.osm.pbf')
    await writeFile(file, pbfFile(MAP))
    const { graph } = await importRoads({
      file,
      dataDirectory: folder,
      clip: false,
      force: false,
      counties: null,
      onProgress: () => {},
      signal: new AbortController().signal,
    })
    const off = (name: string, eastMetres: number, northMetres: number): number => {
      const place = graph.places.find((each) => each.name === name)!
      return haversineMetres(
        place.longitude,
        place.latitude,
        ...gridLonLat(eastMetres, northMetres),
      )
    }
    expect(graph.places.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      '太白湖公园 park',
      '太白湖医院 hospital',
      '太白湖小学 school',
      '小沟 river',
    ])
    expect(off('太白湖医院', 300, 50)).toBeLessThan(0.2)
    expect(off('太白湖小学', 150, 150)).toBeLessThan(0.2)
    expect(off('太白湖公园', 150, 150)).toBeLessThan(0.2)
    // Of the stream one place, on its longer stretch.
    expect(off('小沟', 190, 400)).toBeLessThan(0.2)
    const posts = graph.distancePosts.map(({ roadName, roadRef, kilometre, direction }) => ({
      roadName,
      roadRef,
      kilometre,
      direction,
    }))
    const road = { roadName: '任城大道', roadRef: 'G327' }
    expect(posts).toEqual([
      { ...road, kilometre: 12, direction: null },
      { ...road, kilometre: 12.5, direction: '西' },
      { ...road, roadRef: 'S104', kilometre: 7.5, direction: null },
    ])
  }))
