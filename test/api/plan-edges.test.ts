/** Plans at the edges of what can be asked: past deadlines, whole stockpiles excluded, billions of bags. */
import { beforeEach, expect, test } from 'vitest'
import type { MaterialKey } from '../../data/materials.ts'
import { type TransferPlan, transferPlanSchema } from '../../data/transfer-plan.ts'
import { solutionOf } from '../../server/analysis/transfer/evaluate.ts'
import type { TransferFindings } from '../../server/analysis/transfer/transfer-question.ts'
import type { Replacements } from '../../server/store/features.ts'
import { localPlanner, type Planner } from '../../server/worker/planner.ts'
import { answered, closedRoad, createTestApp, receipts, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const AT = '2026-11-24T06:00:00+08:00'
const [lon, lat] = gridLonLat(0, 0)

let app: TestApp
let data: Replacements
beforeEach(async () => {
  const only = stockpile('only', gridLonLat(800, 0), {
    ...{ name: '唯一储备点', lorryCount: 1, lorryKilograms: 1500, lorryCubicMetres: 8 },
    stock: { sandbag: 1000, 'pump-lorry': 2, pump: 60 },
  })
  data = { ...SMALL_DATA_SET, stockpiles: [only] }
  app = await createTestApp(data, { network: () => STREET })
})

const plan = async (
  item: MaterialKey,
  quantity: number,
  more: object = {},
  site: object = {},
): Promise<TransferPlan> => {
  const sites = [{ lon, lat, demands: [{ item, quantity }], ...site }]
  const response = app.post('/api/transfer-plans', { sites, startAt: AT, ...more })
  return transferPlanSchema.strict().parse(await answered(response))
}
const lineOf = ({ sites }: TransferPlan) => sites[0]?.lines[0]

test('a deadline that has passed is late from the start, and the goods go all the same', async () => {
  const past = { deadline: '2026-11-20T10:00:00+08:00' }
  const answer = await plan('sandbag', 100, {}, past)
  expect(lineOf(answer)).toMatchObject({ inTime: 0, late: 100, short: 0 })
  for (const { gapPercent } of answer.proof.aims) {
    expect(gapPercent).toBeGreaterThanOrEqual(0)
    expect(gapPercent).toBeLessThanOrEqual(100)
  }
})

test('what only excluded stockpiles have is short because they are excluded', async () => {
  const answer = await plan('sandbag', 100, { exclude: ['only'] })
  expect(answer.loads).toEqual([])
  expect(lineOf(answer)).toMatchObject({ short: 100, shortReason: 'excluded' })
})

test('what an emergency has used up is not held back by a reserve', async () => {
  const answer = await plan('sandbag', 5000, { emergency: true })
  expect(lineOf(answer)).toMatchObject({ short: 4000, shortReason: 'no-stock' })
})

test('stock beyond what 32 bits count is stock', async () => {
  const bags = { stockpileId: 'only', item: 'sandbag', quantity: 1_000_000_000, expiresOn: null }
  const batches = [1, 2, 3].map((each) => ({ ...bags, batch: `B${each}` }))
  expect((await app.post('/api/stock/movements', receipts(...batches))).status).toBe(201)
  expect(lineOf(await plan('sandbag', 100))).toMatchObject({ inTime: 100, short: 0 })
})

test('vehicles go on their own wheels, beside the one lorry', async () => {
  const answer = await plan('pump-lorry', 2)
  expect(lineOf(answer)).toMatchObject({ short: 0 })
  expect(answer.loads).toMatchObject([{ stockpileId: 'only', lorries: 0 }])
})

test('hired lorries are a line with a number, in the plan and in its order', async () => {
  const hired = { name: '宏运车队', count: 3, kilograms: 1500, cubicMetres: 8, stockpileId: 'only' }
  const more = { hired: [{ ...hired, readyMinutes: 45 }], lorries: { only: 0 } }
  const { id, loads } = await plan('sandbag', 900, more)
  expect(loads).toMatchObject([{ lorries: 1, hired: '宏运车队', stockpileId: 'only' }])
  expect((Date.parse(loads[0]!.leavesAt) - Date.parse(AT)) / 60_000).toBe(45 + 30)
  const body = { planId: id, requestedBy: '值班员', receiver: '', contact: '' }
  const order = await answered(app.post('/api/transfers', body), 201)
  expect(order).toMatchObject({ loads: [{ lorries: 1, hired: '宏运车队' }] })
})

test.each([
  ['stands nowhere', {}, 'hired.0'],
  ['stands at two places', { stockpileId: 'only', lon, lat }, 'hired.0'],
  ['stands at a stockpile that is not there', { stockpileId: 'none' }, 'hired.0.stockpileId'],
])('a line of hired lorries that %s is refused by its name', async (_, at, name) => {
  const line = { name: '社会车辆', count: 1, kilograms: 1500, cubicMetres: 8, ...at }
  const demands = [{ item: 'sandbag', quantity: 1 }]
  const body = { sites: [{ lon, lat, demands }], startAt: AT, hired: [line] }
  const response = await app.post('/api/transfer-plans', body)
  expect(response.status).toBe(422)
  expect(JSON.stringify(await response.json())).toContain(`"${name}"`)
})

test('a lorry that is back in time drives again, where the rule is lifted', async () => {
  // By mass 18 pumps of 80 kg go on a lorry of 1.5 t.
  const site = { deadline: '2026-11-24T11:00:00+08:00' }
  expect(lineOf(await plan('pump', 60, {}, site))).toMatchObject({ inTime: 18, short: 42 })
  const { id, loads, figures, sites } = await plan('pump', 60, { rules: { oneTrip: false } }, site)
  expect(loads.map(({ round, lorries, lines }) => [round, lorries, lines[0]?.quantity])).toEqual([
    [1, 1, 18],
    [2, 1, 18],
    [3, 1, 18],
    [4, 1, 6],
  ])
  expect(figures.lorries).toBe(1)
  expect(sites[0]).toMatchObject({ lastArrivalAt: loads[3]!.arrivesAt })
  for (const [index, load] of loads.slice(1).entries()) {
    const away = (Date.parse(load.leavesAt) - Date.parse(loads[index]!.arrivesAt)) / 1000
    // The way back is the way there, along one street; then half an hour of loading.
    expect(Math.abs(away - load.travelSeconds - 1800)).toBeLessThanOrEqual(2)
  }
  const body = { planId: id, requestedBy: '值班员', receiver: '', contact: '' }
  const order = await answered(app.post('/api/transfers', body), 201)
  expect(order).toMatchObject({ loads: [1, 2, 3, 4].map((round) => ({ round })) })
})

test('what drives itself is a load of its own: it leaves at once and has only the road', async () => {
  const demands = [
    { item: 'sandbag', quantity: 100 },
    { item: 'pump-lorry', quantity: 2 },
  ]
  const { loads, figures } = await plan('sandbag', 100, {}, { demands })
  const [driven, carried] = loads
  expect(loads.map(({ lorries, lines }) => [lorries, lines[0]?.item])).toEqual([
    [0, 'pump-lorry'],
    [1, 'sandbag'],
  ])
  const minutesTo = (at: string) => (Date.parse(at) - Date.parse(AT)) / 60_000
  const driving = driven!.travelSeconds / 60
  expect(driving).toBeGreaterThan(0)
  expect(minutesTo(driven!.leavesAt)).toBe(0)
  expect(minutesTo(driven!.arrivesAt)).toBeCloseTo(driving, 1)
  expect(minutesTo(carried!.leavesAt)).toBe(30)
  expect(minutesTo(carried!.arrivesAt)).toBeCloseTo(30 + driving + 20, 1)
  // A hundred bags of 120 g: the machines lie on no lorry.
  expect(figures).toMatchObject({ lorries: 1, tonnes: 0.012 })
})

test('a road that is closed while lorries load or drive is no way, later ones are', async () => {
  const closure = (name: string, from: string) =>
    app.post('/api/closures', closedRoad(gridLonLat(450, 0), { name, from }))
  await closure('明日封路', '2026-11-25T06:00:00+08:00')
  expect(lineOf(await plan('sandbag', 100))).toMatchObject({ short: 0 })
  await closure('装车时封路', '2026-11-24T06:10:00+08:00')
  const answer = await plan('sandbag', 100)
  expect(answer.closures.map(({ name }) => name)).toEqual(['装车时封路'])
  expect(lineOf(answer)).toMatchObject({ short: 100, shortReason: 'unreachable' })
})

/** Half of what the best plan sends: as much as a search may have found when it is answered. */
const halfOf = ({ instance, solution, proofs, routes }: TransferFindings): TransferFindings => {
  const flows = solution.flows.map((flow) => ({ ...flow, quantity: flow.quantity / 2 }))
  const half = solutionOf(instance, flows)
  const open = proofs.map((proof) => {
    const value = half.values[proof.objective]
    return { ...proof, value, gapPercent: value > proof.bound ? 50 : 0 }
  })
  return { instance, solution: half, proofs: open, routes }
}

/** Answers with half a plan; the proof, which finds the whole one, ends when it is let. */
const slowlyImproving = () => {
  const whole = localPlanner()
  const gate = Promise.withResolvers<void>()
  const proofs: Promise<unknown>[] = []
  const planner: Planner = {
    ...whole,
    async run(lane, context, name, input, signal) {
      if (name === 'transfer-proof') await gate.promise
      const found = whole.run(lane, context, name, input, signal)
      if (name === 'transfer-proof') proofs.push(found)
      if (name !== 'transfer-plan') return found
      return halfOf((await found) as TransferFindings) as Awaited<typeof found>
    },
  }
  return { planner, prove: gate.resolve, proofs }
}

test('a plan that became better says so, and what was answered last is what is confirmed', async () => {
  const { planner, prove, proofs } = slowlyImproving()
  app = await createTestApp(data, { network: () => STREET, planner })
  const bags = (loads: readonly { lines: readonly { quantity: number }[] }[]): number =>
    loads.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0)
  const confirm = async (planId: string) => {
    const body = { planId, requestedBy: '值班员', receiver: '', contact: '' }
    return bags((await answered<TransferPlan>(app.post('/api/transfers', body), 201)).loads)
  }
  const shown = await plan('sandbag', 100)
  const unseen = await plan('sandbag', 100)
  expect([bags(shown.loads), shown.improved, shown.proof.state]).toEqual([50, null, 'running'])
  prove()
  const again = () => app.json<TransferPlan>(`/api/transfer-plans/${shown.id}`)
  await expect.poll(async () => (await again()).proof.state).not.toBe('running')
  const better = await again()
  expect(better.improved!.zh).toMatch(/^改进后的方案：/)
  expect(bags(better.loads)).toBe(100)
  expect(await confirm(shown.id)).toBe(100)
  // The other plan is better by now, too, but no one has been shown that.
  await expect.poll(() => proofs.length).toBe(2)
  await Promise.all(proofs)
  expect(await confirm(unseen.id)).toBe(50)
})
