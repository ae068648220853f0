/** Goods over HTTP: find, plan, confirm, follow, close a road, on one street of a kilometre. */
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AdequacyAnswer, adequacyAnswerSchema } from '../../data/adequacy.ts'
import type { LedgerAnswer } from '../../data/ledger.ts'
import type { MaterialKey } from '../../data/materials.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { usualAims } from '../../data/plan-request.ts'
import type { Problem } from '../../data/problem.ts'
import { closureEffectsSchema, type RoadClosure } from '../../data/road-closure.ts'
import { type MaterialsAnswer, stockAnswerSchema } from '../../data/stock.ts'
import {
  type LineChange,
  type TransferList,
  type TransferOrder,
  transferListSchema,
  transferOrderSchema,
} from '../../data/transfer-order.ts'
import {
  counterfactualSchema,
  type TransferPlan,
  transferPlanSchema,
} from '../../data/transfer-plan.ts'
import {
  answered,
  closedRoad,
  createTestApp,
  receipts,
  refusedAt,
  type TestApp,
} from '../fixtures/app.ts'
import { levee, SMALL_DATA_SET, station, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'
import { point } from '../fixtures/shapes.ts'

const AT = '2026-11-24T06:00:00+08:00'
const [SITE_LON, SITE_LAT] = gridLonLat(0, 0)

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(
    {
      ...SMALL_DATA_SET,
      stations: [station('near', gridLonLat(300, 0)), station('far', gridLonLat(900, 0))],
      stockpiles: [
        stockpile('near', gridLonLat(200, 0), { stock: { sandbag: 1000, pump: 1 } }),
        stockpile('far', gridLonLat(800, 0), { stock: { sandbag: 9000, pump: 4 } }),
      ],
    },
    { network: () => STREET },
  )
})

const stock = async (query: string) =>
  stockAnswerSchema.strict().parse(await answered(app.get(`/api/stock?${query}`)))
const NEAR = `near=${SITE_LON},${SITE_LAT}`

const plan = async (item: MaterialKey, quantity: number, more: object = {}) => {
  const demands = [{ item, quantity }]
  const sites = [{ lon: SITE_LON, lat: SITE_LAT, name: '险段', demands }]
  const response = app.post('/api/transfer-plans', { sites, startAt: AT, ...more })
  return transferPlanSchema.strict().parse(await answered(response))
}
/** With these, what is near goes before fewer lorries. */
const NEAR_FIRST = { objectives: ['missed', 'haul'] }
const sentBy = ({ loads }: TransferPlan) =>
  Object.fromEntries(
    loads.map(({ stockpileId, lines }) => [
      stockpileId,
      Object.fromEntries(lines.map(({ item, quantity }) => [item, quantity])),
    ]),
  )

const confirmationOf = ({ loads }: TransferPlan) => ({
  sites: [{ name: '险段', lon: SITE_LON, lat: SITE_LAT }],
  loads: loads.map(({ stockpileId, site, lorries, leavesAt, arrivesAt, lines }) => ({
    ...{ stockpileId, site, lorries, leavesAt, arrivesAt },
    lines: lines.map(({ item, batchId, quantity }) => ({ item, batchId, quantity })),
  })),
  emergency: false,
  requestedBy: '调度员',
})

test('the catalogue has the keys that other programs rely on, and how they are typed', async () => {
  const { materials } = await app.json<MaterialsAnswer>('/api/materials')
  const keys = materials.map(({ key }) => key)
  expect(keys).toEqual(
    expect.arrayContaining(['sandbag', 'pump', 'boat', 'life-jacket', 'tent', 'quilt']),
  )
  expect(materials.length).toBeGreaterThanOrEqual(80)
  const sandbag = materials.find(({ key }) => key === 'sandbag')
  expect(sandbag).toMatchObject({ code: null, pinyin: 'bianzhidai', initials: 'bzd' })
  for (const language of ['zh', 'en'] as const) {
    const labels = materials.map(({ label }) => label[language])
    expect(new Set(labels).size).toBe(labels.length)
  }
  expect(materials.every(({ kilogramsPerUnit }) => kilogramsPerUnit > 0)).toBe(true)
})

describe('stock', () => {
  test('is ranked by road time with totals within it', async () => {
    const answer = await stock(`item=sandbag,pump&quantity=2000,&${NEAR}`)
    expect(answer.stockpiles.map(({ id, hasEnough }) => [id, hasEnough])).toEqual([
      ['near', false],
      ['far', true],
    ])
    const [near, far] = answer.stockpiles
    // The same street, four times as far.
    expect(far!.seconds! / near!.seconds!).toBeCloseTo(4, 0)
    expect(answer.totals.at(-1)).toEqual({
      withinMinutes: null,
      stockpiles: 2,
      available: { sandbag: 10_000, pump: 5 },
    })
  })

  test('is a table as it was ranked, with what was wanted beside what is there', async () => {
    const query = `item=sandbag,pump&quantity=2000,&${NEAR}`
    const csv = await app.get(`/api/stock/tables/found?${query}&f=csv&lang=en`)
    expect(csv.headers.get('content-disposition')).toContain('stock-found.csv')
    // Notes follow the rows, in fewer columns.
    const firstRows = { columns: true, bom: true, to: 4 } as const
    const rows = parse<Record<string, string>>(await csv.text(), firstRows)
    const columns = ['Rank', 'Stockpile no.', 'Item', 'Wanted', 'Available']
    expect(rows.map((row) => columns.map((name) => row[name]))).toEqual([
      ['1', 'near', 'Sandbag', '2000', '1000'],
      ['1', 'near', 'Drainage pump', '', '1'],
      ['2', 'far', 'Sandbag', '2000', '9000'],
      ['2', 'far', 'Drainage pump', '', '4'],
    ])
    const refused = await app.get('/api/stock/tables/found?item=nope')
    expect(refused.status).toBe(400)
    const xlsx = await app.get(`/api/stock/tables/found?${query}`)
    const [first, second] = new Uint8Array(await xlsx.arrayBuffer())
    expect(String.fromCharCode(first!, second!)).toBe('PK')
  })

  test('without a place is told whole; of one stockpile, batch by batch', async () => {
    const { stockpiles } = await stock('item=pump')
    expect(stockpiles.map(({ seconds }) => seconds)).toEqual([null, null])
    const [only] = (await stock('stockpile=far')).stockpiles
    expect(only?.holdings.map(({ item, onHand }) => [item, onHand])).toEqual([
      ['pump', 4],
      ['sandbag', 9000],
    ])
  })

  test.each([
    ['item=nothing', 'item'],
    ['item=pump,pump', 'item'],
    ['item=pump&quantity=1,2', 'quantity'],
    ['item=pump&near=1', 'near'],
    ['item=pump&near=,35', 'near'],
    ['item=pump&near=116.6,', 'near'],
    ['item=pump&withinSeconds=60', 'near'],
    ['stockpile=nowhere', 'stockpile'],
    ['what=1', 'what'],
  ])('%s is refused with the name of the parameter', async (query, parameter) => {
    expect(await refusedAt(app.get(`/api/stock?${query}`), 400)).toContain(parameter)
  })
})

describe('a plan', () => {
  test('comes from one store where that is no later; where near counts first, from near', async () => {
    const usual = await plan('sandbag', 1500)
    expect(sentBy(usual)).toEqual({ far: { sandbag: 1500 } })
    expect(usual.proof.state).toBe('proved')
    expect(usual.proof.aims.map(({ aim }) => aim)).toEqual(usualAims(true))
    expect(usual.proof.aims.map(({ sentence }) => sentence.en)).toContain(
      'no fewer stores would do: proved',
    )
    expect(usual.passedOver).toMatchObject([
      { stockpileId: 'near', reasons: [{ reason: 'fewer-stores' }, { reason: 'fewer-lorries' }] },
    ])
    const answer = await plan('sandbag', 1500, NEAR_FIRST)
    expect(sentBy(answer)).toEqual({ near: { sandbag: 1000 }, far: { sandbag: 500 } })
    expect(answer.sites[0]?.lines[0]).toMatchObject({ inTime: 1500, late: 0, short: 0 })
    expect(answer.proof.state).toBe('proved')
    const [load] = answer.loads
    // Loading 30 min, unloading 20 min, and the drive between them.
    const minutes = (Date.parse(load!.arrivesAt) - Date.parse(AT)) / 60_000
    expect(minutes).toBeCloseTo(50 + load!.travelSeconds / 60, 0)
    expect(load!.route.length).toBeGreaterThan(1)
  })

  test('tells what stays short, and that there is no more', async () => {
    const answer = await plan('pump', 9)
    expect(answer.sites[0]?.lines[0]).toMatchObject({
      inTime: 5,
      short: 4,
      shortReason: 'no-stock',
      earliestAt: null,
    })
  })

  test('keeps the minimum reserve, and takes of it in an emergency only what is missing', async () => {
    const minimums = [{ stockpileId: 'near', item: 'sandbag', minimum: 700 }]
    await app.send('PUT', '/api/stock/minimums', { minimums })
    const calm = await plan('sandbag', 9500)
    expect(sentBy(calm)).toEqual({ near: { sandbag: 300 }, far: { sandbag: 9000 } })
    expect(calm.sites[0]?.lines[0]).toMatchObject({ short: 200, shortReason: 'reserve' })
    const urgent = await plan('sandbag', 9500, { emergency: true })
    expect(sentBy(urgent)).toEqual({ near: { sandbag: 500 }, far: { sandbag: 9000 } })
    expect(urgent.figures.reserveBreaches).toEqual([
      { stockpileId: 'near', item: 'sandbag', below: 200, minimum: 700 },
    ])
    expect(urgent.rules.find(({ rule }) => rule === 'keepReserves')?.isOn).toBe(false)
  })

  test('leaves out whom the dispatcher excludes, and says so', async () => {
    const answer = await plan('pump', 1, { exclude: ['near'] })
    expect(sentBy(answer)).toEqual({ far: { pump: 1 } })
    expect(answer.passedOver).toMatchObject([
      { stockpileId: 'near', reasons: [{ reason: 'excluded' }] },
    ])
  })

  test('does without lorries that are not there', async () => {
    expect((await plan('pump', 1, { lorries: { near: 3 } })).lorriesThere).toEqual({ near: 3 })
    const answer = await plan('pump', 1, { lorries: { near: 0, far: 0 } })
    expect(answer.loads).toEqual([])
    expect(answer.sites[0]?.lines[0]).toMatchObject({ short: 1, shortReason: 'lorries' })
  })

  const pumps = (quantity: number) => ({ item: 'pump', quantity })
  test.each([
    [[], 'sites'],
    [[{ lon: 1, demands: [pumps(1)] }], 'sites.0'],
    [[{ lon: 1, lat: 1, demands: [] }], 'sites.0.demands'],
    [[{ lon: 1, lat: 1, demands: [pumps(0)] }], 'sites.0.demands.0.quantity'],
    [[{ workId: 'nowhere', demands: [pumps(1)] }], 'sites.0.workId'],
  ])('for %j is refused', async (sites, parameter) => {
    expect(await refusedAt(app.post('/api/transfer-plans', { sites }))).toContain(parameter)
  })

  test.each([[[]], [['haul']], [['stores', 'missed']], [['missed', 'missed']]])(
    'judged by %j is refused',
    async (objectives) => {
      const sites = [{ lon: SITE_LON, lat: SITE_LAT, demands: [pumps(1)] }]
      const asked = app.post('/api/transfer-plans', { sites, objectives })
      expect(await refusedAt(asked)).toContain('objectives')
    },
  )
})

describe('an order', () => {
  const confirmed = async (quantity = 1500): Promise<TransferOrder> => {
    const body = confirmationOf(await plan('sandbag', quantity, NEAR_FIRST))
    const response = await app.post('/api/transfers', body)
    const order = transferOrderSchema.strict().parse(await answered(response, 201))
    expect(response.headers.get('Location')).toBe(
      `/api/transfers/${encodeURIComponent(order.number)}`,
    )
    return order
  }
  const step = (number: string, body: object): Promise<Response> =>
    app.post(`/api/transfers/${encodeURIComponent(number)}/events`, { actor: '甲', ...body })

  test.each([
    [{ name: '北京市', orderMark: '京防调' }, '京防调'],
    [{ name: '临夏州', orderMark: null }, '临防调'],
  ])('of %j is numbered under its mark, the years on end', async (region, mark) => {
    const before = await confirmed(100)
    expect(before.number).toBe('防调〔2026〕0001')
    const named = await app.send('PUT', '/api/region', { nameEn: null, source: null, ...region })
    expect(named.status).toBe(200)
    expect((await confirmed(100)).number).toBe(`${mark}〔2026〕0002`)
    expect((await step(before.number, { step: 'cancel' })).status).toBe(200)
  })

  test('reserves what was planned; the next plan does without it', async () => {
    const order = await confirmed()
    expect(order).toMatchObject({ number: '防调〔2026〕0001', state: 'draft' })
    expect(sentBy(await plan('sandbag', 500))).toEqual({ far: { sandbag: 500 } })
    const { movements } = await app.json<LedgerAnswer>('/api/ledger?item=sandbag&stockpile=near')
    expect(movements[0]).toMatchObject({
      kind: 'reservation',
      quantity: 1000,
      document: order.number,
      onHandAfter: 1000,
      reservedAfter: 1000,
    })
    const health = await app.json<{ ledger: object }>('/api/health')
    expect(health.ledger).toEqual({ balanced: true, movements: 6 })
  })

  test('of a plan that others were quicker with answers 409 and which lines have changed', async () => {
    const late = await plan('sandbag', 1500, NEAR_FIRST)
    await confirmed()
    const response = app.post('/api/transfers', confirmationOf(late))
    const { changes, detailZh } = await answered<Problem & { changes: LineChange[] }>(response, 409)
    expect(changes).toMatchObject([
      { stockpileId: 'near', item: 'sandbag', wanted: 1000, available: 0, reason: 'taken' },
    ])
    const wanted = late.loads.flatMap(({ lines }) => lines)
    const [{ batchId, batch } = { batchId: 0, batch: null }] = changes
    // As the books call it: the page may have planned anew by then, without this batch.
    expect(wanted.find((line) => line.batchId === batchId)?.batch).toBe(batch)
    expect(detailZh).toContain('1 条明细')
    const list = transferListSchema.strict().parse(await app.json<TransferList>('/api/transfers'))
    expect(list.orders).toHaveLength(1)
  })

  test('is made once for one key, whatever is asked for with it again', async () => {
    const body = confirmationOf(await plan('pump', 1))
    const headers = { 'Idempotency-Key': 'tap' }
    const first = await app.post('/api/transfers', body, headers)
    const second = await app.post('/api/transfers', body, headers)
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.json()).toEqual(await first.json())
    const other = await app.post('/api/transfers', { ...body, requestedBy: '别人' }, headers)
    expect(other.status).toBe(422)
    expect((await app.json<TransferList>('/api/transfers')).orders).toHaveLength(1)
  })

  test('moves on step by step, load by load, and tells what can be done next', async () => {
    const { number } = await confirmed()
    expect((await step(number, { step: 'depart' })).status).toBe(409)
    const first = [{ step: 'approve-by-phone' }, { step: 'load' }, { step: 'depart', loads: [0] }]
    for (const body of first) expect((await step(number, body)).status).toBe(200)
    const half = await app.json<TransferOrder>(`/api/transfers/${encodeURIComponent(number)}`)
    expect(half.loads.map(({ state }) => state)).toEqual(['in-transit', 'loading'])
    expect(half).toMatchObject({
      state: 'loading',
      steps: ['papers', 'depart', 'arrive', 'receive', 'return', 'cancel'],
    })
    // Whoever looks for what is on the road finds the one lorry that is.
    for (const state of ['in-transit', 'loading', 'approved,in-transit']) {
      const { orders } = await app.json<TransferList>(`/api/transfers?state=${state}`)
      expect(orders, state).toMatchObject([{ number }])
    }
    expect(await app.json('/api/transfers?state=approved')).toMatchObject({ orders: [] })
    expect((await step(number, { step: 'depart' })).status).toBe(200)
    const counts = [{ lineId: half.loads[0]!.lines[0]!.id, received: 99_999 }]
    expect((await step(number, { step: 'receive', counts })).status).toBe(422)
    expect((await step(number, { step: 'receive' })).status).toBe(200)
    expect((await step(number, { step: 'close' })).status).toBe(409)
    expect((await step(number, { step: 'papers' })).status).toBe(200)
    // What is at the site is accounted for first.
    const open = await answered<Problem & { lines: object[] }>(step(number, { step: 'close' }), 409)
    expect(open.detailZh).toContain('编织袋 1,000 条、编织袋 500 条')
    expect(open.lines).toEqual(
      half.loads.map(({ load, lines }) => {
        const [{ id, item, quantity } = lines[0]!] = lines
        return { load, lineId: id, item, underWay: 0, atSite: quantity }
      }),
    )
    expect((await step(number, { step: 'use' })).status).toBe(200)
    const closed = await step(number, { step: 'close' })
    expect(await closed.json()).toMatchObject({ state: 'closed', steps: [] })
    const table = await app.get(
      `/api/transfers/tables/lines?f=csv&number=${encodeURIComponent(number)}`,
    )
    expect(await table.text()).toContain('编织袋')
  })

  test('that does not exist is not found', async () => {
    expect((await app.get('/api/transfers/x')).status).toBe(404)
    expect((await step('x', { step: 'approve' })).status).toBe(404)
  })
})

describe('a closed road', () => {
  const place = gridLonLat(550, 0)
  const close = (changes: object = {}): Promise<RoadClosure> =>
    answered(app.post('/api/closures', closedRoad(place, changes)), 201)
  const nearestIds = async (at = ''): Promise<NearestAnswer> =>
    app.json<NearestAnswer>(`/api/nearest?lon=${SITE_LON}&lat=${SITE_LAT}&profile=rescue-van${at}`)

  test('is obeyed at once by nearest, stock, coverage and plans, and every answer says so', async () => {
    const { id, closedKilometres } = await close()
    expect(closedKilometres).toBeCloseTo(0.1, 2)
    const obeyed = [{ id, name: '涵洞积水', kind: 'road' }]
    const nearest = await nearestIds()
    expect(nearest.features.map((feature) => feature.id)).toEqual(['near'])
    expect(nearest.obeyed).toEqual(obeyed)
    const found = await stock(`item=sandbag&${NEAR}`)
    expect(found.stockpiles.map((each) => each.id)).toEqual(['near'])
    expect(found.unreachable.map((each) => each.id)).toEqual(['far'])
    expect(found.closures).toEqual(obeyed)
    const answer = await plan('sandbag', 1500)
    expect(sentBy(answer)).toEqual({ near: { sandbag: 1000 } })
    expect(answer.sites[0]?.lines[0]).toMatchObject({ short: 500, shortReason: 'unreachable' })
    expect(answer.closures).toEqual(obeyed)
    const coverage = await app.post('/api/coverage', {})
    expect(await coverage.json()).toMatchObject({ obeyed, closedSegments: 1 })
    const without = await plan('sandbag', 1500, { rules: { closures: false } })
    expect(sentBy(without)).toEqual({ far: { sandbag: 1500 } })
  })

  test('that parts the street tells which stockpile it cuts off, and no more once it is lifted', async () => {
    const west = levee('west', [gridLonLat(0, 0), gridLonLat(0, -1)])
    await app.store.features.replace({ levees: [west] })
    const effects = async () =>
      closureEffectsSchema.strict().parse(await app.json('/api/closures/effects'))
    const { id } = await close()
    expect(await effects()).toMatchObject({ stockpiles: [{ id: 'far' }], works: [] })
    await close({ name: '西段', area: point(...gridLonLat(150, 0)) })
    const both = await effects()
    expect(both.stockpiles.map((each) => each.id).sort()).toEqual(['far', 'near'])
    expect(both.works.map((each) => each.id)).toEqual(['west'])
    await app.post(`/api/closures/${id}/end`, {})
    expect((await effects()).closures).toHaveLength(1)
  })

  test('holds from its first moment until just before its last', async () => {
    await close({ from: '2026-11-23T12:00:00+08:00', until: '2026-11-23T13:00:00+08:00' })
    const ids = async (time: string) =>
      (await nearestIds(`&at=2026-11-23T${time}%2B08:00`)).features.map(({ id }) => id)
    expect(await ids('11:59:59')).toEqual(['near', 'far'])
    expect(await ids('12:00:00')).toEqual(['near'])
    expect(await ids('12:59:59')).toEqual(['near'])
    expect(await ids('13:00:00')).toEqual(['near', 'far'])
  })

  test('that was lifted or deleted is obeyed no longer', async () => {
    const first = await close()
    expect((await app.post(`/api/closures/${first.id}/end`, {})).status).toBe(200)
    expect((await nearestIds()).obeyed).toEqual([])
    const second = await close({ name: '另一处' })
    expect((await app.send('DELETE', `/api/closures/${second.id}`)).status).toBe(204)
    expect((await nearestIds()).features).toHaveLength(2)
  })

  test('needs an area where water stands and a point where a road is closed', async () => {
    const times = { from: '2026-11-23T12:00:00+08:00', until: '2026-11-23T11:00:00+08:00' }
    const wrong = closedRoad(place, { name: '错', kind: 'flooded-area', ...times })
    const refused = await refusedAt(app.post('/api/closures', wrong))
    expect(refused.sort()).toEqual(['area', 'until'])
  })
})

test('the books over HTTP take receipts and stocktakes, and refuse what does not fit with its line', async () => {
  const entry = (...goods: object[]) => app.post('/api/stock/movements', receipts(...goods))
  const goods = { stockpileId: 'near', item: 'boat', batch: '2026-11', quantity: 2 }
  expect((await entry(goods)).status).toBe(201)
  const unknown = entry(goods, { ...goods, stockpileId: 'nowhere' })
  expect((await refusedAt(unknown))[0]).toBe('movements.1')
  const [boats] = (await stock('item=boat&stockpile=near')).stockpiles[0]!.holdings
  expect(boats?.onHand).toBe(2)
  const count = (expectedOnHand: number, counted: number) =>
    app.post('/api/stocktakes', {
      ...{ stockpileId: 'near', actor: '甲', reason: '盘点' },
      counts: [{ batchId: boats!.batches[0]!.id, expectedOnHand, counted }],
    })
  expect((await count(3, 3)).status).toBe(409)
  expect((await count(2, 1)).status).toBe(201)
  const csv = await app.get('/api/stock/tables/balances?f=csv&stockpile=near')
  expect(await csv.text()).toMatch(/冲锋舟/)
})

describe('adequacy', () => {
  const withLevee = (): Promise<unknown> => {
    const line = [gridLonLat(0, -1), gridLonLat(0, 0)]
    return app.store.features.replace({ levees: [levee('levee', line, { lengthMetres: 3000 })] })
  }

  test('sets the plan of every work against what arrives, and lists what is to be bought', async () => {
    await withLevee()
    const answer = adequacyAnswerSchema.strict().parse(await app.json('/api/adequacy'))
    // 3 km × 4,120 bags = 12,360 against 10,000; 3 × 64 jackets against none.
    expect(answer.works).toMatchObject([
      {
        id: 'levee',
        isReached: true,
        lines: [
          { item: 'sandbag', planned: 12_360, within30: 10_000, within60: 10_000, short: 2360 },
          { item: 'life-jacket', planned: 192, within60: 0, short: 192 },
        ],
      },
    ])
    expect(answer.norm.isExample).toBe(true)
    expect(answer.norm.source.zh).toContain('不是法定定额')
    const list = await (await app.get('/api/adequacy/tables/purchases?f=csv')).text()
    expect(list).toContain('2360')
    expect(list).toContain('不是法定定额')
  })

  test('follows a norm of one’s own, obeys closures, and refuses one that is not there', async () => {
    await withLevee()
    const norm = { name: '本市定额', source: '内部', perKilometre: { sandbag: 3000 } }
    const { id } = await answered<{ id: string }>(app.post('/api/reserve-norms', norm), 201)
    const ask = (): Promise<AdequacyAnswer> => app.json<AdequacyAnswer>(`/api/adequacy?norm=${id}`)
    expect((await ask()).works[0]?.lines[0]).toMatchObject({ planned: 9000, short: 0 })
    await app.post('/api/closures', closedRoad(gridLonLat(550, 0)))
    const closed = await ask()
    expect(closed.works[0]?.lines[0]).toMatchObject({ within60: 1000, short: 8000 })
    expect(closed.obeyed).toHaveLength(1)
    expect((await app.get('/api/adequacy?norm=nothing')).status).toBe(404)
  })
})

describe('what if a nearer stockpile sent', () => {
  const supposed = async (id: string, body: object) =>
    counterfactualSchema
      .strict()
      .parse(await answered(app.post(`/api/transfer-plans/${id}/counterfactuals`, body)))
  const from = (stockpileId: string) => ({ stockpileId, site: 0, item: 'sandbag' })

  test('one store and one lorry more', async () => {
    // Far has 9000 and sends all 1500; near has 1000, so that far still has to send 500.
    const { id } = await plan('sandbag', 1500)
    expect(await supposed(id, from('near'))).toMatchObject({
      ...{ quantity: 1000, laterSeconds: 0, lines: [], reserves: [] },
      ...{ storesMore: 1, lorriesMore: 1, lorriesLacking: 0, worse: ['stores', 'lorries'] },
      sentence: { en: expect.stringContaining('1 store more, 1 lorry more') },
    })
  })

  test('the reserve broken by so many, though this is no emergency', async () => {
    const minimums = [{ stockpileId: 'near', item: 'sandbag', minimum: 700 }]
    await app.send('PUT', '/api/stock/minimums', { minimums })
    // It may send 300 of 1000; 500 are wanted.
    const { id, passedOver } = await plan('sandbag', 500)
    expect(passedOver).toMatchObject([{ stockpileId: 'near' }])
    const answer = await supposed(id, from('near'))
    expect(answer).toMatchObject({
      quantity: 500,
      reserves: [{ stockpileId: 'near', item: 'sandbag', belowMore: 200 }],
      worse: ['reserve'],
      sentence: { en: 'Sandbag 500 bags from it: the reserve broken by 200 bags' },
    })
    expect(answer.laterSeconds).toBeLessThan(0)
  })

  test('later, where the one that sends is nearer', async () => {
    const { id, sites } = await plan('sandbag', 500)
    const answer = await supposed(id, from('far'))
    const way = async (stockpileId: string) => {
      const other = stockpileId === 'near' ? 'far' : 'near'
      const alone = await plan('sandbag', 500, { exclude: [other] })
      return Date.parse(alone.sites[0]!.lastArrivalAt!)
    }
    const later = ((await way('far')) - (await way('near'))) / 1000
    expect(answer.laterSeconds).toBeCloseTo(later, -1)
    expect(answer.worse[0]).toBe('arrival')
    expect(sites[0]?.lines[0]).toMatchObject({ inTime: 500 })
  })

  test('an excluded one as if it were not, and lorries as if there were some', async () => {
    const { id } = await plan('pump', 1, { exclude: ['near'], lorries: { near: 0 } })
    const answer = await supposed(id, { ...from('near'), item: 'pump' })
    expect(answer).toMatchObject({ quantity: 1, worse: [], lorriesLacking: 1 })
    expect(answer.laterSeconds).toBeLessThan(0)
  })

  test('nothing, where it has none', async () => {
    const { id } = await plan('pump', 1)
    const body = { ...from('near'), item: 'pump' }
    expect(await supposed(id, body)).toMatchObject({ quantity: 0, worse: [] })
  })

  test.each([
    [{ stockpileId: 'nowhere' }, 'stockpileId'],
    [{ site: 1 }, 'site'],
    [{ item: 'boat' }, 'item'],
  ])('of what is not in the plan is refused: %j', async (wrong, parameter) => {
    const { id } = await plan('sandbag', 500)
    const asked = app.post(`/api/transfer-plans/${id}/counterfactuals`, {
      ...from('near'),
      ...wrong,
    })
    expect(await refusedAt(asked)).toContain(parameter)
  })
})
