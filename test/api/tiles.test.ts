import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { describe, expect, test } from 'vitest'
import { STRUCTURE } from '../../server/network/draft.ts'
import { createTestApp } from '../fixtures/app.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../fixtures/grid-network.ts'

/** Two streets of 3 km and a national road crossing them on a bridge. */
const network = loadedNetwork(
  draftOf(metres([0, 0], [1500, 0], [3000, 0], [1500, 1500]), [
    street(0, 1, { name: '建设路' }),
    street(1, 2, { name: '建设路' }),
    street(1, 3, { roadClass: 'national', name: '', ref: 'G105', structure: STRUCTURE.bridge }),
  ]),
)

/** Column and row of the tile that holds a place (OpenStreetMap's slippy map tile formula). */
const tileAt = (longitude: number, latitude: number, zoom: number): [number, number] => {
  const phi = (latitude * Math.PI) / 180
  return [
    Math.floor(((longitude + 180) / 360) * 2 ** zoom),
    Math.floor(((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * 2 ** zoom),
  ]
}

const app = await createTestApp({}, { network: () => network })

const middle = gridLonLat(1500, 100)
const addressAt = (zoom: number): string => {
  const [x, y] = tileAt(...middle, zoom)
  return `/api/tiles/roads/${zoom}/${x}/${y}`
}

const layerAt = async (zoom: number) => {
  const response = await app.get(addressAt(zoom))
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/vnd.mapbox-vector-tile')
  const { layers } = new VectorTile(new PbfReader(await response.arrayBuffer()))
  expect(Object.keys(layers)).toEqual(['roads'])
  const layer = layers.roads!
  const features = Array.from({ length: layer.length }, (_, i) => layer.feature(i))
  return { version: layer.version, extent: layer.extent, features }
}

describe('a road tile', () => {
  test('has one layer with class, name, number and structure of each road', async () => {
    const { version, extent, features } = await layerAt(13)
    expect([version, extent]).toEqual([2, 4096])
    const byClass = new Map(features.map(({ properties }) => [properties.class, properties]))
    const street = { class: 'street', name: '建设路', ref: '', structure: 0 }
    const bridge = { class: 'national', name: '', ref: 'G105', structure: STRUCTURE.bridge }
    expect(byClass.get('street')).toEqual(street)
    expect(byClass.get('national')).toEqual(bridge)
    expect(features.every(({ type }) => type === 2)).toBe(true)
  })

  test('joins the stretches of one road into one line', async () => {
    const { features } = await layerAt(11)
    const national = features.filter(({ properties }) => properties.class === 'national')
    expect(national).toHaveLength(1)
    const streets = (await layerAt(13)).features.filter(
      ({ properties }) => properties.class === 'street',
    )
    expect(streets).toHaveLength(1)
    expect(streets[0]!.loadGeometry()).toHaveLength(1)
  })

  test('draws what is worth its ink: no streets when far away', async () => {
    const classes = (await layerAt(9)).features.map(({ properties }) => properties.class)
    expect(classes).toEqual(['national'])
  })

  test('puts roads where they are', async () => {
    const zoom = 13
    const [column, row] = tileAt(...middle, zoom)
    const { features } = await layerAt(zoom)
    const national = features.find(({ properties }) => properties.class === 'national')!
    const toLonLat = ({ x, y }: { x: number; y: number }): [number, number] => [
      ((column + x / 4096) / 2 ** zoom) * 360 - 180,
      (Math.atan(Math.sinh(Math.PI * (1 - (2 * (row + y / 4096)) / 2 ** zoom))) * 180) / Math.PI,
    ]
    const [line = []] = national.loadGeometry()
    const ends = [line[0]!, line.at(-1)!].map(toLonLat)
    const southern = ends.reduce((a, b) => (a[1] < b[1] ? a : b))
    // a unit of the tile is about a metre here
    expect(southern[0]).toBeCloseTo(gridLonLat(1500, 0)[0], 4)
    expect(southern[1]).toBeCloseTo(gridLonLat(1500, 0)[1], 4)
  })

  test('without roads is 204', async () => {
    const response = await app.get('/api/tiles/roads/9/0/0')
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
  })

  test('is compressed for who takes it, and not sent again', async () => {
    const plain = await app.get(addressAt(12))
    const compressed = await app.get(addressAt(12), { 'Accept-Encoding': 'gzip' })
    expect(compressed.headers.get('Content-Encoding')).toBe('gzip')
    const bytes = gunzipSync(Buffer.from(await compressed.arrayBuffer()))
    expect(bytes.equals(Buffer.from(await plain.arrayBuffer()))).toBe(true)
    const etag = plain.headers.get('ETag')!
    for (const header of [etag, `W/"other", ${etag}`]) {
      const again = await app.get(addressAt(12), { 'If-None-Match': header })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
    }
  })

  test('belongs to a network: another network has other tiles', async () => {
    let current = network
    const { get } = await createTestApp({}, { network: () => current })
    const before = (await get(addressAt(12))).headers.get('ETag')!
    current = loadedNetwork(draftOf(metres([0, 0], [3000, 0]), [street(0, 1)]))
    const after = await get(addressAt(12), { 'If-None-Match': before })
    expect(after.status).toBe(204)
  })
})
