/** Where an answer begins and ends: lakes with a road across, counties, the network's own box. */
import { describe, expect, test } from 'vitest'
import type { LonLat } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { Replacements } from '../../server/store/features.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { createNearestApp, nearestTo } from '../fixtures/nearest-answer.ts'
import { rectangle } from '../fixtures/shapes.ts'

type Metres = readonly [east: number, north: number]

/** One street of a kilometre, in a region that reaches 0.1° around it. */
const network = loadedNetwork(gridDraft(11, 1), [116.5, 35.3, 116.7, 35.5])

const ring = (west: number, south: number, east: number, north: number) =>
  rectangle(west, south, east, north).map(([x, y]) => gridLonLat(x, y))

const [lake] = SMALL_DATA_SET.lakes
const countyWithin = (outline: [number, number][]) => ({
  ...SMALL_DATA_SET.counties[0]!,
  geometry: { type: 'MultiPolygon' as const, coordinates: [[outline]] },
})
const stations = [station('one', gridLonLat(100, 0))]
/** The street crosses the lake as a causeway; the county ends 5 km from the street's beginning. */
const DATA: Replacements = {
  stations,
  lakes: [{ ...lake!, geometry: { type: 'Polygon', coordinates: [ring(300, -4000, 700, 4000)] } }],
  counties: [countyWithin(ring(-5000, -5000, 5000, 5000))],
}

const placeAt = async (metres: Metres, data = DATA): Promise<NearestAnswer['place']> => {
  const own = await createNearestApp(data, network)
  const answer = await nearestTo(own, 'onDuty=false', gridLonLat(...metres))
  expect(answer.features).toHaveLength(answer.place.status === 'answered' ? 1 : 0)
  expect(answer.place.detail).not.toBe('')
  expect(answer.place.detailZh).toMatch(/[\u4e00-\u9fff]/)
  return answer.place
}

test('water that came with the roads is not walked across either; of a shore in part no width is told', async () => {
  const shore = {
    type: 'LineString' as const,
    coordinates: [gridLonLat(-9000, 300), gridLonLat(9000, 300)],
  }
  const waters = [{ name: '镜湖', nameEn: null, geometry: shore }]
  const withShore = loadedNetwork({ ...gridDraft(11, 1), waters }, [116.5, 35.3, 116.7, 35.5])
  const app = await createNearestApp({ ...DATA, lakes: [] }, withShore)
  const { place, features } = await nearestTo(app, 'onDuty=false', gridLonLat(500, 600))
  expect(features).toEqual([])
  expect(place.status).toBe('across-water')
  expect(place.detailZh).toContain('约 600 米外）之间隔着镜湖，2000 米内没有')
  expect(place.detail).toContain('lies 镜湖, and no road')
  const near = await nearestTo(app, 'onDuty=false', gridLonLat(500, 200))
  expect(near.place.status).toBe('answered')
})

describe('on water', () => {
  test.each([
    ['answered', [500, 0]],
    ['answered', [500, 55]],
    ['in-water', [500, 65]],
    ['in-water', [500, 3000]],
    ['answered', [250, 150]],
  ] as const)('%s at %j m: whoever stands by the causeway stands on it', async (status, metres) => {
    expect((await placeAt(metres)).status).toBe(status)
  })

  test('tells how far the nearest road is', async () => {
    const near = await placeAt([500, 150])
    expect(near.detail).toContain('about 150 m')
    expect(near.detailZh).toContain('约 150 米')
    const far = await placeAt([500, 3000])
    expect(far.detail).toContain('no road within 2000 m')
    expect(far.detailZh).toContain('2000 米内没有道路')
  })
})

describe('near a lake whose outline is rough', () => {
  const rough = (provenance: 'approximate' | 'surveyed'): Replacements => ({
    ...DATA,
    lakes: DATA.lakes!.map((each) => ({
      ...each,
      properties: {
        ...each.properties,
        name: '南阳湖示意水面',
        nameEn: 'Nanyang Lake, rough outline',
        provenance,
      },
    })),
  })

  test.each([
    ['answered', [-1000, 100]],
    ['in-water', [500, 1000]],
    // 2900 m from the shore, and 3100 m
    ['too-far-from-road', [-2600, 0]],
  ] as const)('%s at %j m comes with a word about it', async (status, metres) => {
    const place = await placeAt(metres, rough('approximate'))
    expect(place.status).toBe(status)
    expect(place.remark).toEqual({
      zh: '南阳湖的水面轮廓粗略，请核实该点是否在水上。',
      en: 'The outline of Nanyang Lake is rough: find out whether the place is on water.',
    })
  })

  test('farther than 3 km, and by one that was surveyed, with none', async () => {
    expect((await placeAt([-2800, 0], rough('approximate'))).remark).toBeNull()
    expect((await placeAt([250, 150], rough('surveyed'))).remark).toBeNull()
  })

  test('says once that it is on water, and that the outline is rough', async () => {
    const { detail, detailZh } = await placeAt([500, 1000], rough('approximate'))
    expect(detailZh).toContain('该点在南阳湖水面上，')
    expect(detail).toContain('The place is on water (Nanyang Lake); no')
  })
})

describe('the region', () => {
  test.each([
    ['answered', [-1900, 0]],
    ['too-far-from-road', [-2100, 0]],
    ['too-far-from-road', [-4900, 0]],
    // still in the network's box, in no county
    ['outside-region', [-5100, 0]],
  ] as const)('%s at %j m', async (status, metres) => {
    expect((await placeAt(metres)).status).toBe(status)
  })

  test('without counties, or with counties elsewhere, is the network’s box', async () => {
    const elsewhere: Replacements = { stations, counties: [SMALL_DATA_SET.counties[1]!] }
    for (const data of [{ stations }, elsewhere]) {
      expect((await placeAt([-5100, 0], data)).status).toBe('too-far-from-road')
      // 0.1° westwards are 9.06 km
      expect((await placeAt([-9200, 0], data)).status).toBe('outside-region')
    }
  })

  test('ends with the roads where the counties go on', async () => {
    const wide = ring(-20_000, -20_000, 20_000, 20_000)
    expect((await placeAt([-9200, 0], { stations, counties: [countyWithin(wide)] })).status).toBe(
      'outside-region',
    )
  })
})

describe('of the data set', () => {
  const ask = async (place: LonLat) => nearestTo(await createNearestApp(SMALL_DATA_SET), '', place)

  test('on water', async () => {
    // within the lake of the data set, which is some kilometres off the streets
    const answer = await ask([116.67, 35.32])
    expect(answer).toMatchObject({ place: { status: 'in-water' }, features: [] })
    expect(answer.place.detail).toContain('North Lake')
    expect(answer.place.detailZh).toContain('北湖')
  })

  test('outside the counties', async () => {
    expect((await ask([118.5, 35.4])).place.status).toBe('outside-region')
  })

  test('too far from any road', async () => {
    const answer = await ask([116.45, 35.25])
    expect(answer).toMatchObject({ place: { status: 'too-far-from-road' }, features: [] })
  })
})
