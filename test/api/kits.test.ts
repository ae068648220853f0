/** Kits over HTTP: kept by name, asked for whole, sent whole, and counted part by part in the books. */
import { beforeEach, expect, test } from 'vitest'
import type { Kit } from '../../data/kit.ts'
import type { LoadLinks, LoadSheet } from '../../data/load-link.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import { type TransferPlan, transferPlanSchema } from '../../data/transfer-plan.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const AT = '2026-11-24T06:00:00+08:00'
const [lon, lat] = gridLonLat(0, 0)
/** One pump and 40 m of hose: 80 + 44 kg. */
const PARTS = [
  { item: 'pump', quantity: 1 },
  { item: 'hose', quantity: 40 },
]

let app: TestApp
let kit: Kit
const withStock = async (stock: Record<string, Record<string, number>>): Promise<void> => {
  const lorry = { lorryCount: 2, lorryKilograms: 1500, lorryCubicMetres: 8 }
  const stockpiles = Object.entries(stock).map(([id, of], index) =>
    stockpile(id, gridLonLat(400 * (index + 1), 0), { ...lorry, name: `${id}点`, stock: of }),
  )
  app = await createTestApp({ ...SMALL_DATA_SET, stockpiles }, { network: () => STREET })
  kit = await answered(
    app.post('/api/kits', { name: '排水组合', nameEn: 'Drainage kit', parts: PARTS }),
    201,
  )
}
beforeEach(() => withStock({ near: { pump: 3, hose: 90 }, far: { pump: 5, hose: 400 } }))

const plan = async (kits: number, more: object = {}): Promise<TransferPlan> => {
  const site = { lon, lat, kits: [{ kit: kit.id, quantity: kits }], ...more }
  const answer = await answered(app.post('/api/transfer-plans', { sites: [site], startAt: AT }))
  return transferPlanSchema.parse(answer)
}

/** Units by store and item. */
const sent = ({ loads }: Pick<TransferPlan, 'loads'>): Record<string, number> => {
  const units: Record<string, number> = {}
  for (const { stockpileId, lines } of loads) {
    for (const { item, quantity } of lines) {
      units[`${stockpileId} ${item}`] = (units[`${stockpileId} ${item}`] ?? 0) + quantity
    }
  }
  return units
}

test('a kit is kept under its name, with parts that lie on one lorry', async () => {
  expect(kit).toMatchObject({ version: 1, isRetired: false, note: '', parts: PARTS })
  const refused = (changes: object) =>
    refusedAt(app.post('/api/kits', { name: '另一种', parts: PARTS, ...changes }))
  expect(await refused({ parts: PARTS.slice(1) })).toEqual(['parts'])
  expect(await refused({ parts: [PARTS[0], PARTS[0]] })).toEqual(['parts.1'])
  const lorry = { item: 'pump-lorry', quantity: 1 }
  expect(await refused({ parts: [...PARTS, lorry] })).toEqual(['parts.2.item'])
  expect((await app.post('/api/kits', { name: '排水组合', parts: PARTS })).status).toBe(409)
})

test('what is asked for is a kit that there is, once, and something', async () => {
  const asked = (site: object) =>
    refusedAt(app.post('/api/transfer-plans', { sites: [{ lon, lat, ...site }] }))
  expect(await asked({ kits: [{ kit: 'none', quantity: 1 }] })).toEqual(['sites.0.kits.0.kit'])
  const twice = { kit: kit.id, quantity: 1 }
  expect(await asked({ kits: [twice, twice] })).toEqual(['sites.0.kits.1'])
  expect(await asked({ kits: [] })).toEqual(['sites.0.demands'])
  await answered(
    app.send(
      'PUT',
      `/api/kits/${kit.id}`,
      { name: kit.name, parts: PARTS, isRetired: true },
      { 'If-Match': '"1"' },
    ),
  )
  expect(await asked({ kits: [twice] })).toEqual(['sites.0.kits.0.kit'])
})

test('kits come whole, each from one store: the nearer has hose for two of three', async () => {
  const answer = await plan(4)
  expect(answer.sites[0]!.kits).toMatchObject([
    { id: kit.id, name: '排水组合', requested: 4, inTime: 4, short: 0, lacking: [] },
  ])
  const units = sent(answer)
  for (const { stockpileId, kits, tonnes } of answer.loads) {
    const { quantity } = kits[0]!
    expect(units[`${stockpileId} pump`]).toBe(quantity)
    expect(units[`${stockpileId} hose`]).toBe(40 * quantity)
    expect(tonnes).toBeCloseTo((quantity * (80 + 44)) / 1000, 6)
  }
  expect(units['near hose'] ?? 0).toBeLessThanOrEqual(80)
  expect(answer.figures).toMatchObject({ demandLines: 1, linesInTime: 1 })
})

test('bulky kits fill lorries by their volume: six boats of 1.5 m³ take two of 8 m³', async () => {
  await withStock({ near: { boat: 9, 'life-jacket': 90 } })
  const parts = [
    { item: 'boat', quantity: 1 },
    { item: 'life-jacket', quantity: 2 },
  ]
  kit = await answered(app.post('/api/kits', { name: '冲锋舟组合', parts }), 201)
  expect((await plan(5)).figures).toMatchObject({ linesInTime: 1, lorries: 1 })
  expect((await plan(6)).figures).toMatchObject({ linesInTime: 1, lorries: 2 })
})

test('no more is promised than can be made whole, and the part that lacks is named', async () => {
  // Seven by hose at two stores (2 + 5 by pumps): the far store's five pumps end it.
  const answer = await plan(9)
  expect(answer.sites[0]!.kits).toMatchObject([
    { inTime: 7, short: 2, shortReason: 'no-stock', lacking: [{ item: 'pump', short: 1 }] },
  ])
  expect(sent(answer)).toEqual({
    ...{ 'near pump': 2, 'near hose': 80, 'far pump': 5, 'far hose': 200 },
  })
})

test('parts that lie apart make no kit', async () => {
  await withStock({ near: { pump: 3 }, far: { hose: 400 } })
  const answer = await plan(1)
  expect(answer.loads).toEqual([])
  expect(answer.sites[0]!.kits).toMatchObject([{ short: 1, shortReason: 'no-stock', lacking: [] }])
})

test('a nearer store that sends no kit is told with the reason, and its lorries', async () => {
  await withStock({ near: { pump: 3 }, far: { pump: 2, hose: 400 } })
  const reasonsOf = ({ kitsPassedOver }: TransferPlan) =>
    kitsPassedOver.map(({ stockpileId, kit: of, insteadId, reasons }) => ({
      ...{ stockpileId, of, insteadId, reasons: reasons.map(({ detail }) => detail.zh) },
    }))
  const apart = await plan(1)
  expect(apart.passedOver).toEqual([])
  const near = { stockpileId: 'near', of: kit.id, insteadId: 'far' }
  expect(reasonsOf(apart)).toEqual([{ ...near, reasons: ['配不成整套'] }])
  expect(apart.lorriesThere).toEqual({ near: 2, far: 2 })
  await withStock({ near: { pump: 3, hose: 90 }, far: { pump: 2, hose: 400 } })
  const sites = [{ lon, lat, kits: [{ kit: kit.id, quantity: 1 }] }]
  const asked = { sites, startAt: AT, exclude: ['near'] }
  const excluded = await answered(app.post('/api/transfer-plans', asked))
  expect(reasonsOf(transferPlanSchema.parse(excluded))).toEqual([
    { ...near, of: kit.id, reasons: ['已被排除'] },
  ])
})

test('what kits leave goes by itself: three pumps, of which two in kits', async () => {
  await withStock({ near: { pump: 3, hose: 80 } })
  const pumps = { demands: [{ item: 'pump', quantity: 2 }] }
  const answer = await plan(3, pumps)
  expect(answer.sites[0]).toMatchObject({
    kits: [{ inTime: 2, short: 1 }],
    lines: [{ item: 'pump', inTime: 1, short: 1 }],
  })
  expect(sent(answer)).toEqual({ 'near pump': 3, 'near hose': 80 })
  // One asked for at another store than where kits are made takes nothing from them.
  await withStock({ near: { pump: 1 }, far: { pump: 1, hose: 40 } })
  expect((await plan(1, { demands: [{ item: 'pump', quantity: 1 }] })).sites[0]).toMatchObject({
    kits: [{ inTime: 1 }],
    lines: [{ inTime: 1, short: 0 }],
  })
})

test('an order reserves and counts each part in the books, and tells the kits', async () => {
  const { id, loads } = await plan(2)
  const body = { planId: id, requestedBy: '值班员', receiver: '', contact: '' }
  const order: TransferOrder = await answered(app.post('/api/transfers', body), 201)
  expect(order.loads.map(({ kits }) => kits)).toEqual(loads.map(({ kits }) => kits))
  const from = order.loads[0]!.stockpileId
  const balance = async () => {
    const batches = await app.store.ledger.batches({ stockpileIds: [from] })
    return batches.map(({ item, onHand, reserved }) => [item, onHand, reserved])
  }
  const before = await balance()
  expect(new Map(before.map(([item, , reserved]) => [item, reserved]))).toEqual(
    new Map([
      ['pump', 2],
      ['hose', 80],
    ]),
  )
  const number = encodeURIComponent(order.number)
  const step = (name: string, more: object = {}) =>
    app.post(`/api/transfers/${number}/events`, { step: name, actor: '甲', ...more })
  await answered(step('approve'))
  await answered(step('load'))
  const { links }: LoadLinks = await answered(app.get(`/api/transfers/${number}/load-links`))
  const [load, secret] = new URL(links[0]!.href!).hash.slice(1).split('.')
  const sheet: LoadSheet = await answered(
    app.get(`/api/load-links/${load}`, { 'Load-Secret': secret! }),
  )
  expect(sheet.kits.map(({ zh }) => zh)).toEqual(['排水组合 2 套：排水泵 2 台、排水软管 80 米'])
  // One roll of hose stays behind: the books hold what has left, part by part.
  const lines = order.loads[0]!.lines
  const hose = lines.find(({ item }) => item === 'hose')!
  await answered(step('depart', { counts: [{ lineId: hose.id, shipped: 60 }] }))
  const left: TransferOrder = await answered(step('receive'))
  for (const { item, shipped, received, atSite, reserved } of left.loads[0]!.lines) {
    const units = item === 'hose' ? 60 : 2
    expect([shipped, received, atSite, reserved]).toEqual([units, units, units, 0])
  }
  const gone = new Map(before.map(([item, onHand]) => [item, onHand]))
  for (const [item, onHand, reserved] of await balance()) {
    expect(Number(gone.get(item)) - Number(onHand)).toBe(item === 'hose' ? 60 : 2)
    expect(reserved).toBe(0)
  }
})

test('an order that is sent whole names no kits that its lines do not carry', async () => {
  const { sites, loads } = await plan(1)
  const [load] = loads
  const kits = load!.kits.map((each) => ({ ...each, quantity: 2 }))
  const body = { sites, loads: [{ ...load, kits }], requestedBy: '值班员' }
  expect(await refusedAt(app.post('/api/transfers', body))).toEqual(['loads.0.kits'])
})
