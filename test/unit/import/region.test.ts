import { expect, test } from 'vitest'
import { type Bbox, REGION_BBOX } from '../../../data/geometry.ts'
import { chooseRegion } from '../../../server/import/osm/import-roads.ts'

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
  expect(chooseRegion({ bbox, nodesInRegion }, plain)).toEqual(REGION_BBOX)
  // Force changes nothing where none is needed.
  expect(chooseRegion({ bbox, nodesInRegion }, force)).toEqual(REGION_BBOX)
})

test.each<[string, Bbox, number]>([
  ['a neighbour that touches it', NEIGHBOUR, 20],
  ['another country', LIECHTENSTEIN, 0],
])('%s is refused, unless forced', (_, bbox, nodesInRegion) => {
  expect(() => chooseRegion({ bbox, nodesInRegion }, plain)).toThrow(/Jining/)
  expect(chooseRegion({ bbox, nodesInRegion }, force)).toEqual(bbox)
})

test('clipped roads are of the region, if any are left', () => {
  expect(chooseRegion({ bbox: NEIGHBOUR, nodesInRegion: 20 }, clip)).toEqual(REGION_BBOX)
  expect(() => chooseRegion({ bbox: LIECHTENSTEIN, nodesInRegion: 0 }, clip)).toThrow(
    /Nothing is left/,
  )
  expect(() =>
    chooseRegion({ bbox: LIECHTENSTEIN, nodesInRegion: 0 }, { clip: true, force: true }),
  ).toThrow(/Nothing is left/)
})
