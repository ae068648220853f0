/** Orders on a ring of roads, looked after until they are there. */
import { beforeEach, expect, test } from 'vitest'
import { type OrderWatch, orderWatchSchema } from '../../data/order-watch.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import { answered, closedRoad, createTestApp, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../fixtures/grid-network.ts'

/** From 200 m south of the north-west corner to the same in the east: by the north 1.4 km, by the south 2.6; a road on to the east. */
const RING = loadedNetwork(
  draftOf(metres([0, 0], [1000, 0], [0, -1000], [1000, -1000], [2000, 0]), [
    street(0, 1),
    street(0, 2),
    street(2, 3),
    street(3, 1),
    street(1, 4),
  ]),
)
const [LON, LAT] = gridLonLat(1000, -200)
const MIDDLE = gridLonLat(500, 0)

let now = new Date('2026-11-24T06:00:00+08:00')
let app: TestApp
beforeEach(async () => {
  now = new Date('2026-11-24T06:00:00+08:00')
  app = await createTestApp(
    {
      ...SMALL_DATA_SET,
      stockpiles: [stockpile('west', gridLonLat(0, -200), { stock: { sandbag: 1000 } })],
    },
    { network: () => RING, now: () => now },
  )
})

const order = async (deadline: string | null = null): Promise<TransferOrder> => {
  const demands = [{ item: 'sandbag', quantity: 500 }]
  const sites = [{ lon: LON, lat: LAT, name: '险段', deadline, demands }]
  const { id } = await answered<TransferPlan>(app.post('/api/transfer-plans', { sites }))
  return answered(app.post('/api/transfers', { planId: id, requestedBy: '调度员' }), 201)
}
const step = (number: string, name: string) =>
  answered<TransferOrder>(
    app.post(`/api/transfers/${encodeURIComponent(number)}/events`, { step: name, actor: '甲' }),
  )
const watch = async (): Promise<OrderWatch['orders']> =>
  orderWatchSchema.strict().parse(await answered(app.get('/api/transfers/watch'))).orders
const after = (minutes: number): void => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const close = (lon: number, lat: number) =>
  answered<{ id: string }>(
    app.post(
      '/api/closures',
      closedRoad([lon, lat], { name: `${lon} ${lat}`, from: now.toISOString() }),
    ),
    201,
  )

test('nothing is said of an order that goes as it was planned', async () => {
  await order()
  expect(await watch()).toEqual([])
})

test('a road that closes afterwards: the way round, and how much later; cut off; open again', async () => {
  const { number, loads } = await order()
  after(1)
  // It begins at a corner that the way goes round.
  await close(...gridLonLat(1500, 0))
  expect(await watch()).toEqual([])
  const { id } = await close(...MIDDLE)
  const [
    {
      loads: [load],
    } = { loads: [] },
  ] = await watch()
  expect(load).toMatchObject({ load: 0, way: 'longer', lateSeconds: 0 })
  expect(load!.closures.map((closure) => closure.id)).toEqual([id])
  // 2.6 km in place of 1.4; and whoever has not left leaves a minute later than planned.
  const [planned] = loads
  const onTheRoad = Date.parse(planned!.arrivesAt) - Date.parse(planned!.leavesAt)
  const delay = Date.parse(load!.expectedAt!) - Date.parse(planned!.arrivesAt)
  expect(delay).toBeGreaterThan(60_000)
  expect(delay).toBeLessThan(60_000 + onTheRoad)
  expect(load!.route.some(([, latitude]) => latitude < LAT - 0.005)).toBe(true)
  after(1)
  const again = await answered<TransferOrder>(
    app.post(`/api/transfers/${encodeURIComponent(number)}/reroute`, { actor: '调度员' }),
  )
  expect(again.events.at(-1)).toMatchObject({ step: 'reroute', loads: [0], actor: '调度员' })
  expect(Date.parse(again.loads[0]!.expectedAt)).toBe(Date.parse(load!.expectedAt!))
  expect(again.loads[0]!.route.some(([, latitude]) => latitude < LAT - 0.005)).toBe(true)
  // By the way that it has now there is nothing to say, and no other to choose.
  expect(await watch()).toEqual([])
  const none = await app.post(`/api/transfers/${encodeURIComponent(number)}/reroute`, {
    actor: '调度员',
  })
  expect(none.status).toBe(409)
  await close(...gridLonLat(500, -1000))
  expect((await watch())[0]?.loads[0]).toMatchObject({
    way: 'cut-off',
    expectedAt: null,
    lateSeconds: null,
  })
  for (const { id } of await app.json<{ id: string }[]>('/api/closures'))
    await app.post(`/api/closures/${id}/end`, {})
  after(1)
  expect(await watch()).toEqual([])
  expect(number).toContain('2026')
})

test('a closure that was there before is no news', async () => {
  await close(...MIDDLE)
  after(1)
  await order()
  after(1)
  expect(await watch()).toEqual([])
})

test('after the deadline, and overdue', async () => {
  const { number } = await order('2026-11-24T08:00:00+08:00')
  after(110)
  const [late] = (await watch())[0]!.loads
  // Loading and unloading take their time from now on.
  expect(late!.lateSeconds).toBeGreaterThan(0)
  expect(late!.isOverdue).toBe(false)
  for (const name of ['approve', 'load', 'depart']) await step(number, name)
  after(200)
  expect((await watch())[0]!.loads[0]).toMatchObject({ isOverdue: true, way: 'open' })
  await step(number, 'receive')
  expect(await watch()).toEqual([])
})

test('a lorry that calls at another store is looked after as far as there', async () => {
  const lorry = { lorryCount: 1, lorryKilograms: 1500, lorryCubicMetres: 8 }
  const stockpiles = [
    stockpile('west', gridLonLat(0, -200), { ...lorry, stock: { pump: 10 } }),
    stockpile('north', gridLonLat(600, 0), { ...lorry, stock: { pump: 8 } }),
  ]
  const data = { ...SMALL_DATA_SET, stockpiles }
  app = await createTestApp(data, { network: () => RING, now: () => now })
  const { id } = await answered<TransferPlan>(
    app.post('/api/transfer-plans', {
      sites: [{ lon: LON, lat: LAT, name: '险段', demands: [{ item: 'pump', quantity: 18 }] }],
      ...{ rules: { oneStore: false }, lorries: { north: 0 } },
    }),
  )
  const { number, loads }: TransferOrder = await answered(
    app.post('/api/transfers', { planId: id, requestedBy: '调度员' }),
    201,
  )
  expect(loads.map(({ stockpileId }) => stockpileId)).toEqual(['west', 'north'])
  after(1)
  await close(...gridLonLat(300, 0))
  const [{ loads: told } = { loads: [] }] = await watch()
  // The way from the north store to the site is open; what leaves no later is not reported.
  const [first] = told.filter(({ way }) => way !== 'open')
  expect(first).toMatchObject({ load: 0, way: 'longer' })
  // Its street is closed as a whole: the store is served from the corner, not from the site south of it.
  const [longitude, latitude] = gridLonLat(1000, 0)
  expect(first!.route.at(-1)![0]).toBeCloseTo(longitude, 3)
  expect(first!.route.at(-1)![1]).toBeCloseTo(latitude, 3)
  after(1)
  const again: TransferOrder = await answered(
    app.post(`/api/transfers/${encodeURIComponent(number)}/reroute`, { actor: '调度员' }),
  )
  const [before, rerouted] = [loads[0]!, again.loads[0]!]
  // It is at the next store by as much later as its goods are at the site.
  expect(Date.parse(rerouted.pickup!.nextAt!) - Date.parse(before.pickup!.nextAt!)).toBe(
    Date.parse(rerouted.arrivesAt) - Date.parse(before.arrivesAt),
  )
})

test('a flood drawn over the unloading place is told, though the road there is open', async () => {
  const flood = (name: string) => {
    const [[west, south], [east, north]] = [gridLonLat(1060, -460), gridLonLat(1300, -340)]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const area = { type: 'Polygon', coordinates: [ring] }
    const body = { name, kind: 'flooded-area', area, from: now.toISOString() }
    return answered(app.post('/api/closures', body), 201)
  }
  // A hundred metres from the road, which stays dry.
  const [lon, lat] = gridLonLat(1100, -400)
  const sites = [{ lon, lat, name: '险段', demands: [{ item: 'sandbag', quantity: 500 }] }]
  const ask = () => answered<TransferPlan>(app.post('/api/transfer-plans', { sites }))
  const { id, sites: dry } = await ask()
  expect(dry[0]!.floods).toEqual([])
  await answered(app.post('/api/transfers', { planId: id, requestedBy: '调度员' }), 201)
  after(1)
  await flood('漫溢')
  const [told] = await watch()
  expect(told!.loads).toMatchObject([{ way: 'open', floods: [{ name: '漫溢' }], closures: [] }])
  after(1)
  const again = await ask()
  expect(again.sites[0]!.floods).toMatchObject([{ name: '漫溢', kind: 'flooded-area' }])
  await answered(app.post('/api/transfers', { planId: again.id, requestedBy: '调度员' }), 201)
  // The order made then is not reported: its plan showed the flood.
  expect(await watch()).toHaveLength(1)
})
