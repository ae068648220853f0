/** What GET /api/nearest refuses, and how it compares the values it filters by. */
import { describe, expect, test } from 'vitest'
import type { NearestAnswer } from '../../data/nearest.ts'
import { DEMONSTRATION_NOTICE, type Provenance } from '../../data/provenance.ts'
import { createTestApp, problemOf, refusedAt } from '../fixtures/app.ts'
import { station, stockpile } from '../fixtures/app-features.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { createNearestApp, idsOf, nearestTo } from '../fixtures/nearest-answer.ts'

const [LON, LAT] = gridLonLat(0, 0)

const app = await createNearestApp({
  stations: [
    station('bare', gridLonLat(100, 0)),
    station('full', gridLonLat(300, 0), {
      address: '任城区甲路1号，乙路口',
      turnoutSeconds: 45,
      verifiedAt: '2026-03-01',
      grade: 'first',
    }),
    station('comma', gridLonLat(400, 0), { address: '甲路,1号' }),
  ],
  stockpiles: [stockpile('P-1', gridLonLat(200, 0))],
})

const address = (query: string): string => `/api/nearest?lon=${LON}&lat=${LAT}&${query}`

describe('400 names the parameter and says what it may be', () => {
  test.each([
    ['k=0', 'k', /at least 1/],
    ['k=51', 'k', /at most 50/],
    ['k=2.5', 'k', /form/],
    ['k=1&k=2', 'k', /only once/],
    ['lon=116', 'lon', /only once/],
    ['withinSeconds=0', 'withinSeconds', /at least 1/],
    ['withinSeconds=21601', 'withinSeconds', /at most 21600/],
    ['profile=bicycle', 'profile', /rescue-van, supply-lorry/],
    ['onDuty=yes', 'onDuty', /true, false/],
    ['collection=counties', 'collection', /stations/],
    ['at=noon', 'at', /offset/],
    ['at=2026-11-23', 'at', /offset/],
    ['at=2026-11-23T10:00:00', 'at', /offset/],
    ['at=2026-02-30T10:00:00Z', 'at', /offset/],
    ['at=2026-11-23T24:00:00Z', 'at', /offset/],
    ['at=2026-11-23T10:00:00%2B99:99', 'at', /offset/],
    ['equipment=', 'equipment', /pump:2/],
    ['equipment=pump:0', 'equipment', /pump:2/],
    ['equipment=pump:-1', 'equipment', /pump:2/],
    ['equipment=pump:many', 'equipment', /pump:2/],
    ['equipment=pump:2:9', 'equipment', /pump:2/],
    ['equipment=pump;2', 'equipment', /pump:2/],
    ['equipment=toString:1', 'equipment', /pump:2/],
    ['equipment=pump:1,pump:2', 'equipment', /more than once/],
    [
      'collection=stockpiles&equipment=pump:1',
      'equipment',
      /only micro rescue stations and rescue teams have/,
    ],
    ['item=sandbag', 'item', /only stockpiles/],
    ['collection=stockpiles&item=gold', 'item', /no item; .api.materials lists them/],
    ['collection=stockpiles&quantity=5', 'quantity', /needs an item/],
    ['collection=stockpiles&item=sandbag&quantity=-1', 'quantity', /at least 0/],
    ['grade=fourth', 'grade', /first, second, third/],
    ['grade=first,fourth', 'grade', /first, second, third/],
    ['turnoutSeconds=soon', 'turnoutSeconds', /whole number/],
    ['turnoutSeconds=1.5', 'turnoutSeconds', /whole number/],
    ['verifiedAt=2026-13-01', 'verifiedAt', /date/],
    ['dutyFrom=8am', 'dutyFrom', /time of day/],
    ['collection=stockpiles&grade=first', 'grade', /no such property/],
    ['collection=flood-works&technicalPhone=x', 'technicalPhone', /no such parameter/],
    ['colour=red', 'colour', /no such parameter/],
  ])('%s', async (query, parameter, sentence) => {
    const { errors = [] } = await problemOf(app.get(address(query)), 400)
    expect(errors.map((error) => error.parameter)).toEqual([parameter])
    expect(errors[0]!.detail).toMatch(sentence)
  })

  test.each([
    ['/api/nearest?lat=35.4', 'lon'],
    ['/api/nearest?lon=116.6', 'lat'],
    ['/api/nearest?lon=116.6&lat=91', 'lat'],
    ['/api/nearest?lon=NaN&lat=35.4', 'lon'],
    ['/api/nearest?lon=&lat=35.4', 'lon'],
  ])('%s', async (whole, parameter) => {
    expect(await refusedAt(app.get(whole), 400)).toEqual([parameter])
  })

  test('several mistakes are told at once', async () => {
    const refused = await refusedAt(
      app.get(address('grade=fourth&turnoutSeconds=x&item=sandbag')),
      400,
    )
    expect(refused.sort()).toEqual(['grade', 'item', 'turnoutSeconds'])
  })

  test('a mistake is told even where there are no roads', async () => {
    const { get } = await createTestApp({})
    expect((await get(address('k=0'))).status).toBe(400)
    expect((await get(address('k=1'))).status).toBe(503)
  })
})

describe('filters', () => {
  test.each([
    ['turnoutSeconds=45', ['full']],
    ['turnoutSeconds=045', ['full']],
    ['turnoutSeconds=45,60', ['bare', 'full', 'comma']],
    ['grade=first,third', ['full']],
    ['verifiedAt=2026-03-01', ['full']],
    [`address=${encodeURIComponent('甲路,1号')}`, ['comma']],
    // an address that is not known is not the address "null"
    ['address=null', []],
    ['address=undefined', []],
  ])('%s', async (query, ids) => expect(idsOf(await nearestTo(app, query))).toEqual(ids))

  test('the query is told as it was understood, and means the same again', async () => {
    const asked =
      'collection=stockpiles&item=sandbag&quantity=10.5&tier=county&at=2026-11-23T02:00Z'
    const { query } = await nearestTo(app, asked)
    expect(query).toEqual({
      lon: LON,
      lat: LAT,
      collection: 'stockpiles',
      k: 5,
      profile: 'supply-lorry',
      at: '2026-11-23T10:00:00+08:00',
      withinSeconds: 7200,
      onDuty: false,
      withoutSent: false,
      equipment: {},
      item: 'sandbag',
      quantity: 10.5,
      filter: { tier: 'county' },
    })
  })

  test('equipment without a number is wanted once', async () => {
    const { query } = await nearestTo(app, 'equipment=pump,boat:3')
    expect(query.equipment).toEqual({ pump: 1, boat: 3 })
  })
})

/** An answer is a demonstration when either the resources or the roads are. */
test.each([
  ['generated', 'generated', DEMONSTRATION_NOTICE],
  ['generated', 'imported', DEMONSTRATION_NOTICE],
  ['imported', 'generated', DEMONSTRATION_NOTICE],
  ['imported', 'approximate', DEMONSTRATION_NOTICE],
  ['imported', 'imported', null],
  ['imported', 'surveyed', null],
] as const satisfies [NearestAnswer['network']['provenance'], Provenance, unknown][])(
  'the notice for %s roads and %s stations',
  async (roads, provenance, notice) => {
    const network = loadedNetwork({ ...gridDraft(3, 2), provenance: roads })
    const stations = [station('one', gridLonLat(100, 0), { provenance })]
    const answer = await nearestTo(await createNearestApp({ stations }, network), 'onDuty=false')
    expect(answer.network.provenance).toBe(roads)
    expect(answer.features).toHaveLength(1)
    expect(answer.notice).toEqual(notice)
  },
)
