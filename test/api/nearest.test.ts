import { beforeAll, describe, expect, test } from 'vitest'
import { type NearestAnswer, nearestAnswerSchema } from '../../data/nearest.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { createTestApp, TEST_NOW, type TestApp } from '../fixtures/app-fixture.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'

/** Eleven junctions in a row, 100 m apart, with a second row north of it, in a region far larger. */
const network = loadedNetwork(gridDraft(11, 2), [116.4, 35.2, 117.5, 35.9])

/** Stations along the southern street; the place is its western end. */
const STATIONS = [
  station('suspended', gridLonLat(100, 0), { buildStatus: 'suspended' }),
  station('day', gridLonLat(200, 0), {
    dutyPattern: 'day-shift',
    dutyFrom: '08:00',
    dutyUntil: '18:00',
    equipment: { pump: 1 },
  }),
  station('night', gridLonLat(400, 0), { grade: 'first', equipment: { pump: 2 } }),
  station('far', gridLonLat(1000, 0), { equipment: { pump: 5, boat: 1 } }),
]
const [LON, LAT] = gridLonLat(0, 0)

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ ...SMALL_DATA_SET, stations: STATIONS }, { network: () => network })
})

const ask = async (query: string, lon = LON, lat = LAT): Promise<NearestAnswer> => {
  const response = await app.get(`/api/nearest?lon=${lon}&lat=${lat}${query}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/geo+json')
  return nearestAnswerSchema.strict().parse(await response.json())
}
const idsOf = ({ features }: NearestAnswer): string[] => features.map(({ id }) => id)
const reasonsOf = ({ passedOver }: NearestAnswer) =>
  Object.fromEntries(passedOver.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)]))

describe('who can be there first', () => {
  test('by day the day shift comes before the next, and the suspended one is passed over', async () => {
    const answer = await ask('&at=2026-11-23T10:00:00%2B08:00')
    expect(idsOf(answer)).toEqual(['day', 'night', 'far'])
    expect(reasonsOf(answer)).toEqual({ suspended: ['suspended'] })
    expect(answer.place.status).toBe('answered')
    for (const [i, { properties }] of answer.features.entries()) {
      expect(properties.rank).toBe(i + 1)
      expect(properties.turnoutSeconds).toBe(60)
      const { turnoutSeconds, travelSeconds, accessSeconds } = properties
      expect(properties.arrivalSeconds).toBeCloseTo(
        turnoutSeconds + travelSeconds + accessSeconds,
        1,
      )
    }
    const distances = answer.features.map(({ properties }) => properties.distanceMetres)
    expect(distances.map(Math.round)).toEqual([200, 400, 1000])
  })

  test('at night it is off duty, and a sentence says until when', async () => {
    const answer = await ask('&at=2026-11-23T03:00:00%2B08:00')
    expect(idsOf(answer)).toEqual(['night', 'far'])
    expect(reasonsOf(answer)).toEqual({ suspended: ['suspended'], day: ['off-duty'] })
    const [reason] = answer.passedOver.find(({ id }) => id === 'day')!.reasons
    expect(reason?.detail).toContain('08:00')
    expect(reason?.detailZh).toContain('08:00')
    expect(idsOf(await ask('&at=2026-11-23T03:00:00%2B08:00&onDuty=false'))).toContain('day')
  })

  test('the moment is now unless another is given', async () => {
    const { query } = await ask('')
    expect(new Date(query.at)).toEqual(TEST_NOW)
  })

  test('gear is asked for with its number', async () => {
    const answer = await ask('&equipment=pump:2')
    expect(idsOf(answer)).toEqual(['night', 'far'])
    expect(reasonsOf(answer).day).toEqual(['equipment-short'])
    expect(idsOf(await ask('&equipment=pump:2,boat:1'))).toEqual(['far'])
  })

  test('k, withinSeconds and filters bound the answer', async () => {
    expect(idsOf(await ask('&k=1'))).toEqual(['day'])
    const filtered = await ask('&grade=first')
    expect(idsOf(filtered)).toEqual(['night'])
    expect(reasonsOf(filtered).day).toEqual(['filtered-out'])
    const soon = await ask('&withinSeconds=1')
    expect(soon.features).toEqual([])
    expect(soon.place.status).toBe('none-in-reach')
  })

  test('each route starts at the resource and ends at the place', async () => {
    const { features, routes } = await ask('')
    expect(routes.features.map(({ properties }) => properties.featureId)).toEqual(
      features.map(({ id }) => id),
    )
    for (const [i, { geometry, properties }] of routes.features.entries()) {
      const [first, last] = [geometry.coordinates[0]!, geometry.coordinates.at(-1)!]
      const resource = features[i]!.geometry
      if (resource.type !== 'Point') throw new Error(resource.type)
      expect(first[0]).toBeCloseTo(resource.coordinates[0], 5)
      expect(first[1]).toBeCloseTo(resource.coordinates[1], 5)
      expect(last[0]).toBeCloseTo(LON, 5)
      expect(last[1]).toBeCloseTo(LAT, 5)
      const roads = properties.roads.reduce((sum, { lengthMetres }) => sum + lengthMetres, 0)
      expect(Math.abs(roads - properties.distanceMetres)).toBeLessThan(1)
    }
  })

  test('the query as understood gives the same answer again', async () => {
    const answer = await ask('&k=2&equipment=pump:1&grade=second')
    const { query } = answer
    const again = await ask(
      `&k=${query.k}&profile=${query.profile}&at=${encodeURIComponent(query.at)}` +
        `&withinSeconds=${query.withinSeconds}&onDuty=${query.onDuty}&equipment=pump:${query.equipment.pump}` +
        `&grade=${query.filter.grade}&collection=${query.collection}`,
    )
    expect(again).toEqual(answer)
  })

  test('says what it was computed from', async () => {
    const answer = await ask('')
    expect(answer.revision).toBe(await app.store.revision())
    expect(answer.network).toEqual({ id: network.graph.id, provenance: 'generated' })
    expect(answer.notice).toEqual(DEMONSTRATION_NOTICE)
    expect(answer.snap?.roadName).toMatch(/^街/)
  })

  test('a write is seen at once', async () => {
    const { store, json } = await createTestApp({ stations: STATIONS }, { network: () => network })
    const address = `/api/nearest?lon=${LON}&lat=${LAT}&onDuty=false`
    expect(idsOf(await json<NearestAnswer>(address))).toContain('far')
    await store.features.replace({ stations: STATIONS.slice(0, 3) })
    expect(idsOf(await json<NearestAnswer>(address))).not.toContain('far')
  })
})

describe('stockpiles', () => {
  const stockpile = SMALL_DATA_SET.stockpiles[0]!
  const at = (metres: number): typeof stockpile => ({
    ...stockpile,
    geometry: { type: 'Point', coordinates: gridLonLat(metres, 0) },
  })

  test('are asked for an item and a quantity, and a lorry fetches it', async () => {
    const { json } = await createTestApp({ stockpiles: [at(300)] }, { network: () => network })
    const askFor = (more: string) =>
      json<NearestAnswer>(`/api/nearest?lon=${LON}&lat=${LAT}&collection=stockpiles${more}`)
    const enough = await askFor('&item=sandbag&quantity=8000')
    expect(idsOf(enough)).toEqual(['P-1'])
    expect(enough.query.profile).toBe('supply-lorry')
    const short = await askFor('&item=sandbag&quantity=8001')
    expect(short.features).toEqual([])
    expect(short.place.status).toBe('none-in-reach')
  })
})

describe('a place that cannot be answered is told so', () => {
  test('on water', async () => {
    // within the lake of the data set, which is some kilometres off the streets
    const answer = await ask('', 116.67, 35.32)
    expect(answer).toMatchObject({ place: { status: 'in-water' }, features: [] })
    expect(answer.place.detail).toContain('North Lake')
    expect(answer.place.detailZh).toContain('北湖')
  })

  test('outside the counties', async () => {
    expect((await ask('', 118.5, 35.4)).place.status).toBe('outside-region')
  })

  test('too far from any road', async () => {
    const answer = await ask('', 116.45, 35.25)
    expect(answer).toMatchObject({ place: { status: 'too-far-from-road' }, features: [] })
  })
})
