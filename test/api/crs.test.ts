import { describe, expect, test } from 'vitest'
import { createTestApp, ORIGIN, type Page } from '../fixtures/app.ts'

const ITEMS = '/api/collections/stations/items'
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/'
const crsOf = (code: number): string => encodeURIComponent(`${EPSG}${code}`)

/** Spherical Mercator by its own formula (EPSG method 1024), radius 6378137 m. */
const mercator = (longitude: number, latitude: number): [number, number] => [
  (6_378_137 * longitude * Math.PI) / 180,
  6_378_137 * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)),
]

/** S-1 of the data set lies here. */
const [LONGITUDE, LATITUDE] = [116.6, 35.4]

const app = await createTestApp()

const firstPosition = ({ features }: Page): readonly number[] => {
  const geometry = features[0]!.geometry
  if (geometry.type !== 'Point') throw new Error(geometry.type)
  return geometry.coordinates
}

describe('crs', () => {
  test.each([4326, 4490])('EPSG:%i has latitude first', async (code) => {
    const response = await app.get(`${ITEMS}?limit=1&crs=${crsOf(code)}`)
    expect(response.headers.get('Content-Crs')).toBe(`<${EPSG}${code}>`)
    expect(firstPosition((await response.json()) as Page)).toEqual([LATITUDE, LONGITUDE])
  })

  test('EPSG:3857 is in metres, easting first', async () => {
    const response = await app.get(`${ITEMS}?limit=1&crs=${crsOf(3857)}`)
    expect(response.headers.get('Content-Crs')).toBe(`<${EPSG}3857>`)
    const [x, y] = firstPosition((await response.json()) as Page)
    const [easting, northing] = mercator(LONGITUDE, LATITUDE)
    expect(x).toBeCloseTo(easting, 1)
    expect(y).toBeCloseTo(northing, 1)
  })

  test('EPSG:4527 is in metres, northing first, with the number of the zone', async () => {
    const response = await app.get(`${ITEMS}?limit=1&crs=${crsOf(4527)}`)
    expect(response.headers.get('Content-Crs')).toBe(`<${EPSG}4527>`)
    // gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4527 (GDAL 3.6.2) of 116.6 35.4
    expect(firstPosition((await response.json()) as Page)).toEqual([3919044.08, 39463663.22])
  })

  test('GCJ-02 is named by an address of this service, taken with any host', async () => {
    for (const host of [ORIGIN, 'https://proxy.test', '']) {
      const uri = encodeURIComponent(`${host}/api/crs/gcj-02`)
      const response = await app.get(`${ITEMS}?limit=1&crs=${uri}`)
      expect(response.headers.get('Content-Crs')).toBe(`<${ORIGIN}/api/crs/gcj-02>`)
      const [longitude, latitude] = firstPosition((await response.json()) as Page)
      expect(longitude! - LONGITUDE).toBeCloseTo(0.0052896, 6)
      expect(latitude! - LATITUDE).toBeCloseTo(-0.0004626, 6)
    }
  })

  test('reaches every position of lines and polygons, and single items', async () => {
    const item = async (collection: string, id: string) => {
      const address = `/api/collections/${collection}/items/${id}`
      const crs84 = await app.json<Page['features'][number]>(address)
      const epsg = await app.json<Page['features'][number]>(`${address}?crs=${crsOf(4326)}`)
      return [JSON.stringify(crs84.geometry), JSON.stringify(epsg.geometry)]
    }
    for (const [collection, id] of [
      ['flood-works', 'F-1'],
      ['forests', 'W-1'],
      ['counties', '370831'],
    ] as const) {
      const [crs84, epsg] = await item(collection, id)
      const swapped = crs84!.replace(/\[([\d.]+),([\d.]+)\]/g, '[$2,$1]')
      expect(swapped).not.toBe(crs84)
      expect(epsg).toBe(swapped)
    }
  })

  test('is told of single items too', async () => {
    for (const code of [4326, 3857]) {
      const { headers } = await app.get(`${ITEMS}/S-1?crs=${crsOf(code)}`)
      expect(headers.get('Content-Crs')).toBe(`<${EPSG}${code}>`)
    }
    expect((await app.get(`${ITEMS}/S-1`)).headers.get('Content-Crs')).toBe(
      '<http://www.opengis.net/def/crs/OGC/1.3/CRS84>',
    )
  })

  test('other properties stay as they are', async () => {
    const plain = await app.json(ITEMS)
    const projected = await app.json(`${ITEMS}?crs=${crsOf(3857)}`)
    const without = ({ features }: Page) => features.map(({ id, properties }) => [id, properties])
    expect(without(projected)).toEqual(without(plain))
  })
})

describe('bbox-crs', () => {
  const idsIn = async (bbox: readonly number[], code: number): Promise<string[]> => {
    const page = await app.json(`${ITEMS}?bbox=${bbox.join(',')}&bbox-crs=${crsOf(code)}`)
    return page.features.map(({ id }) => id)
  }

  test.each([4326, 4490])('EPSG:%i gives latitudes first', async (code) => {
    expect(await idsIn([35.3, 116.5, 35.5, 116.7], code)).toEqual(['S-1', 'S-2'])
    expect(await idsIn([35.3, 116.5, 0, 35.5, 116.7, 50], code)).toEqual(['S-1', 'S-2'])
  })

  test('latitudes first across the antimeridian', async () => {
    expect(await idsIn([35, 117, 36, 116.601], 4326)).toEqual(['S-1', 'S-4'])
  })

  test('EPSG:3857 gives metres', async () => {
    const [west, south] = mercator(116.5, 35.3)
    const [east, north] = mercator(116.7, 35.5)
    expect(await idsIn([west, south, east, north], 3857)).toEqual(['S-1', 'S-2'])
    // 200 m east and north of S-1 lies S-2; a box of 20 m around S-1 leaves it out
    const [x, y] = mercator(LONGITUDE, LATITUDE)
    expect(await idsIn([x - 10, y - 10, x + 10, y + 10], 3857)).toEqual(['S-1'])
  })

  test('EPSG:4527 gives northings first, and leaves out what its slanting sides do', async () => {
    // S-1 lies at 3919044.08, 39463663.22 and S-2 some 200 m to the north-east
    expect(await idsIn([3919034, 39463653, 3919054, 39463673], 4527)).toEqual(['S-1'])
    expect(await idsIn([3919034, 39463653, 3919254, 39463953], 4527)).toEqual(['S-1', 'S-2'])
    // 3 cm to the west of a side that leans 12 m farther west where it ends
    expect(await idsIn([3916044, 39463663.25, 3922044, 39469663], 4527)).toEqual(['S-2'])
  })

  test('the whole world of EPSG:3857 is no more than the world', async () => {
    const edge = 20037508.342789244
    for (const half of [edge, 20037508.34, 20037508.35]) {
      expect(await idsIn([-half, -half, half, half], 3857)).toHaveLength(4)
    }
  })

  test('does not change the system of the answer', async () => {
    const page = await app.json(
      `${ITEMS}?limit=1&bbox=35.3,116.5,35.5,116.7&bbox-crs=${crsOf(4326)}`,
    )
    expect(firstPosition(page)).toEqual([LONGITUDE, LATITUDE])
  })
})
