/** A store without a lorry, and a lorry that calls there on its way: from the plan to the driver's phone. */
import { beforeEach, expect, test } from 'vitest'
import type { LoadLinks, LoadSheet } from '../../data/load-link.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import { transferPlanSchema } from '../../data/transfer-plan.ts'
import { answered, createTestApp, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const AT = '2026-11-24T06:00:00+08:00'
const [lon, lat] = gridLonLat(0, 0)
const MINUTE = 60_000

let app: TestApp
beforeEach(async () => {
  const lorry = { lorryCount: 1, lorryKilograms: 1500, lorryCubicMetres: 8 }
  const stockpiles = [
    stockpile('far', gridLonLat(800, 0), { ...lorry, name: '远点', stock: { pump: 10 } }),
    stockpile('near', gridLonLat(400, 0), { ...lorry, name: '近点', stock: { pump: 8 } }),
  ]
  const data = { ...SMALL_DATA_SET, stockpiles }
  app = await createTestApp(data, { network: () => STREET })
})

/** By mass 18 pumps of 80 kg go on a lorry of 1.5 t; the near store has none today. */
const plan = async (rules: object) => {
  const sites = [
    {
      ...{ lon, lat, deadline: '2026-11-24T10:00:00+08:00' },
      demands: [{ item: 'pump', quantity: 18 }],
    },
  ]
  const body = { sites, startAt: AT, rules, lorries: { near: 0 } }
  return transferPlanSchema.parse(await answered(app.post('/api/transfer-plans', body)))
}

test('with each lorry at its own store the near one sends nothing', async () => {
  const { sites, rules } = await plan({})
  expect(sites[0]!.lines[0]).toMatchObject({ inTime: 10, short: 8, shortReason: 'lorries' })
  expect(rules.find(({ rule }) => rule === 'oneStore')).toMatchObject({ isOn: true })
})

test('with the rule lifted the lorry of the far store loads at the near one too', async () => {
  const { id, loads, figures, sites, proof } = await plan({ oneStore: false })
  expect(sites[0]!.lines[0]).toMatchObject({ inTime: 18, short: 0 })
  expect(figures).toMatchObject({ lorries: 1, linesInTime: 1 })
  expect(proof.aims[0]).toMatchObject({ aim: 'missed', value: 0, gapPercent: 0 })
  const [first, second] = loads
  expect(first).toMatchObject({
    ...{ stockpileId: 'far', lorries: 1, lines: [{ quantity: 10 }] },
    pickup: { lorry: 1, stop: 1, stops: 2, from: null },
  })
  expect(second).toMatchObject({
    ...{ stockpileId: 'near', lorries: 1, lines: [{ quantity: 8 }] },
    pickup: { lorry: 1, stop: 2, stops: 2, nextAt: null, from: null },
  })
  const at = (moment: string): number => Date.parse(moment)
  // Half an hour of loading at each, the ways between; both are unloaded with the lorry.
  expect(at(first!.leavesAt) - at(AT)).toBe(30 * MINUTE)
  expect(at(second!.leavesAt) - at(first!.pickup!.nextAt!)).toBe(30 * MINUTE)
  expect(at(first!.pickup!.nextAt!)).toBeGreaterThan(at(first!.leavesAt))
  expect(first!.arrivesAt).toBe(second!.arrivesAt)
  const driven = second!.travelSeconds * 1000 + 20 * MINUTE
  expect(Math.abs(at(second!.arrivesAt) - at(second!.leavesAt) - driven)).toBeLessThan(2000)
  // The way of the first ends where the second begins.
  expect(first!.route.at(-1)![0]).toBeCloseTo(second!.route[0]![0]!, 4)

  const body = { planId: id, requestedBy: '值班员', receiver: '', contact: '' }
  const order: TransferOrder = await answered(app.post('/api/transfers', body), 201)
  expect(order.loads.map(({ pickup }) => pickup)).toEqual([first!.pickup, second!.pickup])
  const number = encodeURIComponent(order.number)
  const { links }: LoadLinks = await answered(app.get(`/api/transfers/${number}/load-links`))
  const [load, secret] = new URL(links[1]!.href!).hash.slice(1).split('.')
  const sheet: LoadSheet = await answered(
    app.get(`/api/load-links/${load}`, { 'Load-Secret': secret! }),
  )
  const clock = (moment: string): string =>
    new Date(at(moment) + 8 * 60 * MINUTE).toISOString().slice(11, 16)
  expect(sheet.sequence?.zh).toBe(
    `远点 装货 ${clock(first!.leavesAt)} 发 → 近点 ${clock(first!.pickup!.nextAt!)} 到，装货 ${clock(second!.leavesAt)} 发 → ${clock(second!.arrivesAt)} 卸完`,
  )
  const table = await (await app.get('/api/transfers/tables/orders?f=csv')).text()
  // One lorry, however many stores it calls at.
  const rows = table.split(/\r?\n/).map((row) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
  const lorries = rows.find((row) => row.includes('车辆'))!.indexOf('车辆')
  expect(rows.find((row) => row.includes(order.number))![lorries]).toBe('1')

  // Both stops are entered as left in one step: the lorry comes once, by the way from its first.
  for (const step of ['approve', 'load', 'depart'])
    await answered(app.post(`/api/transfers/${number}/events`, { step, actor: '值班员', note: '' }))
  const left: TransferOrder = await app.json(`/api/transfers/${number}`)
  const whole = at(first!.arrivesAt) - at(first!.leavesAt)
  expect(left.loads.map(({ departedAt, expectedAt }) => at(expectedAt) - at(departedAt!))).toEqual([
    whole,
    whole,
  ])
})

test('a store without lorries sends by one of a store that has nearly nothing of it', async () => {
  const [far] = [gridLonLat(800, 0)]
  const lorry = { lorryCount: 1, lorryKilograms: 1500, lorryCubicMetres: 8 }
  const stockpiles = [
    stockpile('far', far!, { ...lorry, name: '远点', stock: { pump: 10, sandbag: 1 } }),
    stockpile('near', gridLonLat(400, 0), { ...lorry, name: '近点', stock: { sandbag: 500 } }),
  ]
  app = await createTestApp({ ...SMALL_DATA_SET, stockpiles }, { network: () => STREET })
  const body = {
    sites: [{ lon, lat, demands: [{ item: 'sandbag', quantity: 200 }] }],
    ...{ startAt: AT, rules: { oneStore: false }, lorries: { near: 0 } },
  }
  const answer = await answered(app.post('/api/transfer-plans', body))
  const { loads, sites } = transferPlanSchema.parse(answer)
  expect(sites[0]!.lines[0]).toMatchObject({ short: 0 })
  expect(loads.map(({ stockpileId }) => stockpileId)).toContain('near')
  const near = loads.find(({ stockpileId }) => stockpileId === 'near')!
  expect(near.pickup).not.toBeNull()
})
