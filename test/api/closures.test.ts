/** Closures over HTTP: how large an area may be, what is measured when, and how one ends. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { hazardHistorySchema } from '../../data/hazard-change.ts'
import {
  type ClosedRoadsTold,
  closedRoadsSchema,
  type RoadClosure,
  roadClosureSchema,
} from '../../data/road-closure.ts'
import { NO_CHANGES, type Scenario, scenarioSchema } from '../../data/scenario.ts'
import type { RoadNetwork } from '../../server/network/road-network.ts'
import { localPlanner, type Planner } from '../../server/worker/planner.ts'
import { answered, createTestApp, problemOf, TEST_NOW, type TestApp } from '../fixtures/app.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'

const FROM = '2026-11-23T08:00:00+08:00'
const LATER = '2026-11-25T08:00:00+08:00'
const PAST = ['2026-11-20T06:00:00+08:00', '2026-11-21T06:00:00+08:00'] as const
const [LON, LAT] = gridLonLat(100, 100)

let network: RoadNetwork
let app: TestApp
beforeEach(async () => {
  network = loadedNetwork(gridDraft(3, 3))
  app = await createTestApp(undefined, { network: () => network })
})

/** So many corners, and back to the first of them. */
const ring = (corners: number): [number, number][] => {
  const places = Array.from({ length: corners }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / corners
    return [LON + 0.0001 * Math.cos(angle), LAT + 0.0001 * Math.sin(angle)]
  })
  return [...places, places[0]!]
}
const area = (corners: number) => ({ type: 'Polygon' as const, coordinates: [ring(corners)] })
const flooded = (corners: number) => ({
  ...{ name: '淹没区', kind: 'flooded-area' as const, note: '' },
  ...{ area: area(corners), from: FROM, until: null },
})
const road = {
  ...{ name: '封路', kind: 'road' as const, note: '', until: null },
  ...{ area: { type: 'Point' as const, coordinates: gridLonLat(50, 0) }, from: FROM },
}
const create = (input: object): Promise<RoadClosure> =>
  answered(app.post('/api/closures', input), 201)
const list = (): Promise<RoadClosure[]> => app.json('/api/closures')

describe('a drawn area has at most 1000 corners in all', () => {
  const many = [ring(400), ring(301), ring(300)]
  test.each<[string, object]>([
    ['one ring', area(1001)],
    ['rings with holes', { type: 'Polygon', coordinates: many }],
    ['several parts', { type: 'MultiPolygon', coordinates: many.map((each) => [each]) }],
  ])('%s', async (_, drawn) => {
    const bodies: [parameter: string, kind: string, body: object][] = [
      ['area', 'closures', { ...flooded(4), area: drawn }],
      ['changes.close.0', 'scenarios', { name: '大', changes: { ...NO_CHANGES, close: [drawn] } }],
      ['scenario.close.1', 'coverage', { scenario: { close: [area(4), drawn] } }],
      ['closures.0', 'coverage', { closures: [drawn] }],
    ]
    for (const [parameter, kind, body] of bodies) {
      const refused = app.post(`/api/${kind}`, body)
      const { detail, detailZh, errors } = await problemOf(refused, 422)
      expect(errors).toMatchObject([{ parameter }])
      expect(detail).toContain('at most 1000 corners in all, not 1001')
      expect(detailZh).toContain('顶点合计不能超过 1000 个，现有 1001 个')
    }
    expect(await list()).toEqual([])
    expect(await app.json('/api/scenarios')).toEqual([])
  })

  test('and may have as many', async () => {
    const { closedKilometres } = await create(flooded(1000))
    expect(closedKilometres).toBeCloseTo(0.4, 2)
  })

  const site = { name: '堤段', lon: LON, lat: LAT, deadline: LATER, needs: {} }
  test.each<[string, string, (close: object[]) => object]>([
    ['/api/coverage', 'closures', (closures) => ({ closures })],
    ['/api/coverage', 'scenario.close', (close) => ({ scenario: { close } })],
    ['/api/transfer-plans', 'close', (close) => ({ sites: [site], close })],
  ])('all that %s closes in %s has at most 20000 corners', async (address, parameter, bodyOf) => {
    const drawn = Array.from({ length: 21 }, () => area(1000))
    const refusal = await problemOf(await app.post(address, bodyOf(drawn)), 422)
    expect(refusal.errors).toContainEqual(expect.objectContaining({ parameter }))
    const { detail } = refusal.errors!.find((each) => each.parameter === parameter)!
    expect(detail).toContain('at most 20000 corners in all areas together, not 21000')
  })

  test('and all that are in force at once 100000, until one of them ends', async () => {
    const ids: string[] = []
    for (let i = 0; i < 100; i++) {
      const { name, ...content } = flooded(1000)
      const kept = { name: `${name}${i}`, content, at: TEST_NOW.toISOString() }
      ids.push((await app.store.closures.create(kept)).id)
    }
    const one = { ...flooded(4), name: '又一处' }
    const { detail, errors } = await problemOf(await app.post('/api/closures', one), 409)
    expect(errors).toMatchObject([{ parameter: 'area' }])
    expect(detail).toContain('100004 corners; at most 100000')
    const ifAny = { 'If-Match': '*' }
    await answered(
      app.send('PUT', `/api/closures/${ids[0]}`, { ...flooded(900), name: '淹没区0' }, ifAny),
    )
    await create(one)
    await answered(app.post(`/api/closures/${ids[1]}/end`))
    await create({ ...flooded(1000), name: '第三处' })
  })

  test('but one kept from before is still told, ended and obeyed', async () => {
    const at = TEST_NOW.toISOString()
    const { name, ...content } = flooded(1500)
    const { id } = await app.store.closures.create({ name, content, at })
    const changes = { ...NO_CHANGES, close: [area(1500)] }
    const kept = await app.store.scenarios.create({ name, content: { note: '', changes }, at })
    const closure = roadClosureSchema.parse(await app.json(`/api/closures/${id}`))
    expect(closure).toMatchObject({ area: area(1500), isActive: true })
    const scenario = await app.json<Scenario>(`/api/scenarios/${kept.id}`)
    expect(scenarioSchema.parse(scenario).changes).toEqual(changes)
    expect((await app.json<{ closures: object[] }>('/api/closures/effects')).closures).toHaveLength(
      1,
    )
    expect((await app.post(`/api/closures/${id}/end`)).status).toBe(200)
    expect((await list())[0]?.isActive).toBe(false)
  })
})

describe('the length of closed road', () => {
  test('is measured once, and anew for a changed area or other roads', async () => {
    const looks = vi.spyOn(network.index, 'search')
    const { id } = await create(flooded(100))
    const once = looks.mock.calls.length
    expect(once).toBeGreaterThan(0)
    for (let i = 0; i < 3; i++) expect((await list())[0]?.closedKilometres).toBeCloseTo(0.4, 2)
    await app.json(`/api/closures/${id}`)
    expect(looks).toHaveBeenCalledTimes(once)
    const elsewhere = { type: 'Polygon', coordinates: [ring(4).map(([x, y]) => [x + 1, y])] }
    const changed = { ...flooded(4), area: elsewhere }
    const { status } = await app.send('PUT', `/api/closures/${id}`, changed, { 'If-Match': '"1"' })
    expect(status).toBe(200)
    expect((await list())[0]?.closedKilometres).toBe(0)
    network = loadedNetwork(gridDraft(5, 5))
    const others = vi.spyOn(network.index, 'search')
    await list()
    expect(others).toHaveBeenCalled()
  })

  test('is not measured where the closure is over', async () => {
    const looks = vi.spyOn(network.index, 'search')
    const [from, until] = PAST
    const { closedKilometres } = await create({ ...flooded(100), from, until })
    expect(closedKilometres).toBeNull()
    expect(await list()).toMatchObject([{ closedKilometres: null, isActive: false }])
    expect(looks).not.toHaveBeenCalled()
  })

  test('is measured for what has not begun yet', async () => {
    const { closedKilometres } = await create({ ...flooded(100), from: LATER })
    expect(closedKilometres).toBeCloseTo(0.4, 2)
  })
})

describe('ending a closure', () => {
  const end = (id: string): Promise<RoadClosure> => answered(app.post(`/api/closures/${id}/end`))

  test('opens the road now', async () => {
    const { id, version } = await create({ ...road, until: LATER })
    expect(await end(id)).toMatchObject({
      ...{ until: TEST_NOW.toISOString(), version: version + 1, isActive: false },
    })
  })

  test('that is over already leaves its end and its version as they are', async () => {
    const [from, until] = PAST
    const closure = await create({ ...road, from, until })
    expect(await end(closure.id)).toEqual(closure)
    expect(await list()).toEqual([closure])
  })

  test('that has not begun makes it never begin, once', async () => {
    const { id } = await create({ ...road, from: LATER })
    const ended = await end(id)
    expect(Date.parse(ended.until!) - Date.parse(LATER)).toBe(1)
    expect(await end(id)).toEqual(ended)
  })
})

test('a closure begins and ends for every analysis in the very second that it is told', async () => {
  const times = ['10:00:00.400', '10:00:00.900', '10:00:01.700', '10:00:01.800']
  let time = times[0]
  const now = () => new Date(`2026-11-23T${time}+08:00`)
  app = await createTestApp(undefined, { network: () => network, now })
  const obeyed = async (): Promise<number> => {
    const [nearest, stock] = await Promise.all([
      app.json<{ obeyed: object[] }>(`/api/nearest?lon=${LON}&lat=${LAT}`),
      app.json<{ closures: object[] }>(`/api/stock?near=${LON},${LAT}`),
    ])
    expect(nearest.obeyed).toEqual(stock.closures)
    return stock.closures.length
  }
  const { id } = await create({ ...road, from: now().toISOString() })
  time = times[1]
  expect(await obeyed()).toBe(1)
  time = times[2]
  await app.post(`/api/closures/${id}/end`)
  time = times[3]
  expect(await obeyed()).toBe(0)
})

describe('what closures close', () => {
  /** Counts the questions after closed roads, and fails the first `failures` of them. */
  const counting = (failures = 0): Planner & { asked: number } => {
    const { run, close } = localPlanner()
    return {
      asked: 0,
      async run(lane, context, name, input, signal) {
        if (name !== 'closed-roads') return run(lane, context, name, input, signal)
        this.asked++
        if (this.asked <= failures) throw new Error('a planner has ended')
        return run(lane, context, name, input, signal)
      },
      close,
    }
  }
  const PLACE = `/api/nearest?lon=${LON}&lat=${LAT}&at=${encodeURIComponent(FROM)}`
  const restarted = (planner: Planner) =>
    createTestApp(undefined, { store: app.store, network: () => network, planner })

  test('is found once, and still known after a restart', async () => {
    const kilometres = (await create(flooded(1000))).closedKilometres
    await create(road)
    const planner = counting()
    const later = await restarted(planner)
    expect((await later.get(PLACE)).status).toBe(200)
    const [, area] = await later.json<RoadClosure[]>('/api/closures')
    expect(area?.closedKilometres).toBe(kilometres)
    expect(planner.asked).toBe(0)
  })

  test('is found anew over other roads: together where it is waited for', async () => {
    for (const name of ['一', '二', '三']) await create({ ...flooded(100), name })
    network = loadedNetwork(gridDraft(4, 4))
    const planner = counting()
    const later = await restarted(planner)
    await answered(later.get(PLACE))
    expect(planner.asked).toBeLessThanOrEqual(1 + 3)
    await answered(later.get('/api/closures'))
    const before = planner.asked
    expect(before).toBe(1 + 3)
    await answered(later.get(PLACE))
    await answered(later.get('/api/closures'))
    expect(planner.asked).toBe(before)
  })

  test('is asked for again after a failure', async () => {
    const planner = counting(1)
    const later = await restarted(planner)
    expect((await later.post('/api/closures', flooded(100))).status).toBe(500)
    expect((await later.json<RoadClosure[]>('/api/closures'))[0]?.closedKilometres).toBeCloseTo(0.4)
  })
})

test('what a point would close is told before it is kept, and the same of the closure', async () => {
  const told = await answered<ClosedRoadsTold>(
    app.post('/api/closures/roads', { area: road.area }),
    200,
  )
  expect(closedRoadsSchema.parse(told)).toEqual(told)
  expect(await list()).toEqual([])
  const { closedKilometres, roads, lines } = await create(road)
  expect({ closedKilometres, roads }).toEqual(told)
  // One stretch of the grid, which is 100 m from node to node.
  expect(closedKilometres).toBeCloseTo(0.1, 2)
  expect(lines).toEqual([[expect.any(Array), expect.any(Array)]])
  const drawn = lines[0]!.map(([lon, lat]) => [lon.toFixed(4), lat.toFixed(4)].join()).sort()
  const ends = [gridLonLat(0, 0), gridLonLat(100, 0)]
  expect(drawn).toEqual(ends.map(([lon, lat]) => [lon.toFixed(4), lat.toFixed(4)].join()).sort())
  await problemOf(app.post('/api/closures/roads', { area: { type: 'Point' } }), 422)
})

describe('the history of a closure', () => {
  const by = (who: string, reason: string) => ({
    ...{ 'Desk-Name': encodeURIComponent(who), 'Change-Reason': encodeURIComponent(reason) },
    'If-Match': '*',
  })
  const history = async (id: string) =>
    hazardHistorySchema.parse(await app.json(`/api/closures/${id}/history`)).changes

  test('tells who did what, when and why, newest first, and stays when it is deleted', async () => {
    const { id, from } = await answered<RoadClosure>(
      app.post('/api/closures', road, by('甲', '桥面积水')),
      201,
    )
    const longer = { ...road, from, until: LATER, note: '加宽' }
    await answered(app.send('PUT', `/api/closures/${id}`, longer, by('乙', '水未退')))
    const lifted = await answered<RoadClosure>(
      app.post(`/api/closures/${id}/end`, undefined, by('丙', '水退')),
    )
    const at = TEST_NOW.toISOString()
    expect(lifted.ended).toEqual({ at, who: '丙', reason: '水退', message: null })
    expect((await app.send('DELETE', `/api/closures/${id}`, undefined, by('丁', ''))).status).toBe(
      204,
    )
    const changes = await history(id)
    expect(changes.map(({ kind, who, reason, version }) => [kind, who, reason, version])).toEqual([
      ['delete', '丁', null, 3],
      ['end', '丙', '水退', 3],
      ['update', '乙', '水未退', 2],
      ['create', '甲', '桥面积水', 1],
    ])
    expect(changes.map(({ fields }) => fields)).toEqual([
      [],
      [{ field: 'until', before: LATER, after: at }],
      [
        { field: 'until', before: null, after: LATER },
        { field: 'note', before: '', after: '加宽' },
      ],
      [],
    ])
    expect(new Set(changes.map((change) => change.at))).toEqual(new Set([at]))
  })

  test('knows of an extension that it is closed again', async () => {
    const { id } = await create(road)
    await app.post(`/api/closures/${id}/end`)
    const again = { ...road, until: LATER }
    const closure = await answered<RoadClosure>(
      app.send('PUT', `/api/closures/${id}`, again, { 'If-Match': '*' }),
    )
    expect(closure).toMatchObject({ isActive: true, ended: null })
  })

  test('has nothing of a change that was refused, nor of one that changes nothing', async () => {
    const { id } = await create(road)
    await create({ ...road, name: '另一处' })
    const taken = { ...road, name: '另一处' }
    expect((await app.send('PUT', `/api/closures/${id}`, taken, { 'If-Match': '*' })).status).toBe(
      409,
    )
    await app.post(`/api/closures/${id}/end`)
    await app.post(`/api/closures/${id}/end`)
    expect((await history(id)).map(({ kind }) => kind)).toEqual(['end', 'create'])
    await problemOf(app.get('/api/closures/none/history'), 404)
  })
})
