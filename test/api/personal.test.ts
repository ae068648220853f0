/**
 * Names and telephone numbers of people: masked in every answer that there is, whole for the page
 * that asks for one feature or one order, and that is written down.
 */
import { strFromU8, unzipSync } from 'fflate'
import { pino } from 'pino'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  partsOf,
  RESOURCE_IDS,
  type ResourceId,
} from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { Import } from '../../data/imports.ts'
import { maskedFields } from '../../data/personal.ts'
import { NO_CHANGES } from '../../data/scenario.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import {
  answered,
  closedRoad,
  createTestApp,
  ORIGIN,
  problemOf,
  refusedAt,
  type TestApp,
} from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { STREET } from '../fixtures/grid-network.ts'
import { sampleDataSet } from '../fixtures/sample-feature.ts'
import { polygon, rectangle } from '../fixtures/shapes.ts'
import { keptAnswer, sealAsHere } from '../fixtures/siting-answer.ts'

const OWN_PAGE = { 'Sec-Fetch-Site': 'same-origin' }
const RECEIVER = { receiver: '张三丰', contact: '13800009876' }
const PERSONAL = /\/personal$/
const EAST_DEGREES = 0.1

/** Positions of any depth, moved onto the street. */
const moved = (coordinates: unknown): unknown =>
  Array.isArray(coordinates) && typeof coordinates[0] === 'number'
    ? [coordinates[0] + EAST_DEGREES, coordinates[1] as number]
    : (coordinates as unknown[]).map(moved)
const SAMPLES = Object.entries(sampleDataSet(3)).map(([id, features]) => [
  id,
  features.map(({ geometry, properties, ...feature }) => ({
    ...feature,
    // One that is retired would send nothing.
    properties: 'retiredOn' in properties ? { ...properties, retiredOn: null } : properties,
    geometry: { ...geometry, coordinates: moved(geometry.coordinates) },
  })),
])
const DATA = {
  ...Object.fromEntries(SAMPLES),
  counties: SMALL_DATA_SET.counties,
  towns: SMALL_DATA_SET.towns,
}

/** Lines of the security log. */
const logged: Record<string, unknown>[] = []
const securityLog = pino({ base: null }, { write: (line) => void logged.push(JSON.parse(line)) })

let app: TestApp
let order: TransferOrder
/** Addresses of every kind of placeholder. */
let examples: Record<string, readonly string[]>
/** What must be in no answer. */
let secrets: string[]
const told: [address: string, text: string][] = []
/** Who ordered; no answer masks it. */
const SIGNATURE = '调度员签字'

const LON_LAT: LonLat = [116.6, 35.4]
const [lon, lat] = LON_LAT

beforeAll(async () => {
  app = await createTestApp(DATA, { network: () => STREET, securityLog })
  secrets = Object.values(RECEIVER)
  for (const id of RESOURCE_IDS) {
    for (const { properties } of await app.store.features.unmasked(id)) {
      const values: Readonly<Record<string, unknown>> = properties
      secrets.push(...maskedFields(COLLECTIONS[id].fields).map((name) => String(values[name])))
    }
  }
  const made = async <T>(address: string, body: object, status = 201): Promise<T> => {
    const response = await app.post(address, body)
    told.push([`POST ${address}`, await response.clone().text()])
    return answered<T>(response, status)
  }
  const batches = await app.store.ledger.batches({})
  const { item } = batches[0]!
  const sites = [{ name: '险段', lon, lat, workId: 'levees-0', demands: [{ item, quantity: 1 }] }]
  const plan = await made<TransferPlan>('/api/transfer-plans', { sites, emergency: true }, 200)
  expect(plan.loads).not.toEqual([])
  await made('/api/deployments', { stationId: 'stations-0', by: SIGNATURE, lon, lat })
  order = await made('/api/transfers', { planId: plan.id, requestedBy: SIGNATURE, ...RECEIVER })
  await changeLevees()
  const imported = await importOfficers()
  const area = polygon(rectangle(116.5, 35.3, 116.7, 35.5))
  const from = '2026-11-23T00:00:00.000Z'
  await sealAsHere(app.store)
  const kept = async (kind: string, body: object) =>
    (await made<{ id: string }>(`/api/${kind}`, { name: '汛期', ...body })).id
  examples = {
    number: [encodeURIComponent(order.number)],
    planId: [plan.id],
    ...{ photo: ['1'], 'load-links': ['1'] },
    imports: [imported],
    jobId: ['none'],
    scenarios: [await kept('scenarios', { changes: NO_CHANGES })],
    standards: [await kept('standards', { standards: { urban: 240, rural: 900 } })],
    closures: [await kept('closures', closedRoad([116.7, 35.4]))],
    warnings: [await kept('warnings', { kind: 'flood', level: 'orange', area, from })],
    'reserve-norms': [
      await kept('reserve-norms', { source: '本局', perKilometre: { [item]: 10 } }),
    ],
    'export-forms': [await kept('export-forms', { sheets: [formOf('levees')] })],
    'item-sheets': [await kept('item-sheets', { item })],
    kits: [
      await kept('kits', {
        parts: [
          { item, quantity: 1 },
          { item: 'pump', quantity: 1 },
        ],
      }),
    ],
    'unloading-points': [await kept('unloading-points', { workId: 'levees-0', lon, lat })],
    'siting-runs': [await kept('siting-runs', { answer: keptAnswer() })],
    q: [...secrets, 'levees', '责任人', '1380000', '1000'].map(encodeURIComponent),
    lon: [String(lon)],
    lat: [String(lat)],
    at: ['2030-01-01T00:00:00Z'],
  }
})

/** A sheet of an authority's form that asks for every person and number of a collection. */
const formOf = (collection: ResourceId) => ({
  ...{ name: '责任人', collection },
  columns: maskedFields(COLLECTIONS[collection].fields).map((field) => ({
    heading: field,
    value: { kind: 'field', field },
  })),
})

/** The text of an answer; of a workbook, that of all its parts. */
const textOf = async (response: Response): Promise<string> => {
  if (!response.headers.get('Content-Type')?.includes('spreadsheetml')) return response.text()
  const parts = Object.values(unzipSync(new Uint8Array(await response.arrayBuffer())))
  return parts.map((part) => strFromU8(part)).join('\n')
}

/** What the history shows: a levee that was changed, and another in the bin. */
const changeLevees = async (): Promise<void> => {
  const levees = '/api/collections/levees/items'
  const headers = { 'Desk-Name': encodeURIComponent(SIGNATURE) }
  const send = async (method: string, address: string, body?: object): Promise<void> => {
    const response = await app.send(method, address, body, headers)
    told.push([`${method} ${address}`, await response.text()])
    expect(response.ok).toBe(true)
  }
  const [levee] = await app.store.features.unmasked('levees')
  await send('PATCH', `${levees}/${levee!.id}`, { properties: { name: '改名堤' } })
  await send('POST', levees, { ...levee, id: 'gone' })
  await send('DELETE', `${levees}/gone`)
}

const OFFICERS = `名称,姓名,电话,区县,经度,纬度
东村灾害信息员,王重阳,13700001234,任城区,116.6,35.4
西村灾害信息员,丘处机,13700005678,九霄区,116.6,没有
`

/** A register with people in it, read and not committed. @returns its number. */
const importOfficers = async (): Promise<string> => {
  secrets.push('王重阳', '13700001234', '丘处机', '13700005678')
  const query = `name=officers.csv&collection=information-officers&by=${encodeURIComponent(SIGNATURE)}`
  const { id } = await answered<Import>(
    app.request(`/api/imports?${query}`, {
      method: 'POST',
      body: OFFICERS,
      headers: { 'Content-Type': 'text/plain' },
    }),
    202,
  )
  await vi.waitFor(
    async () => {
      const { state, report } = await app.json<Import>(`/api/imports/${id}`)
      expect(state).toBe('staged')
      expect(report?.counts).toMatchObject({ rowsRead: 2 })
    },
    { timeout: 20_000 },
  )
  return String(id)
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: { readonly enum?: readonly string[] }
}
type Paths = Record<string, { get?: { parameters?: readonly Parameter[]; tags: string[] } }>

/** Every way of filling in what a parameter may be. @throws Error where the test knows of none. */
const valuesOf = (path: string, { name, schema }: Parameter): readonly string[] => {
  const collection = path.split('/')[1] === 'collections' ? path.split('/')[2] : undefined
  if (name === 'featureId') {
    return partsOf(collection as CollectionId).map((part) => (DATA[part]?.[0] ?? { id: 'none' }).id)
  }
  const known = schema?.enum ?? examples[name === 'id' ? path.split('/')[1]! : name]
  // A workbook has the cells of the other formats, in a zip.
  if (known) return known.filter((value) => value !== 'xlsx')
  if ('zxy'.includes(name)) return [{ z: '8', x: '210', y: '100' }[name]!]
  throw new Error(`${path} has a parameter ${name}: give this test an example of it`)
}

/** Of one address all that it may be asked for: each value of each parameter that has few. */
const addressesOf = (path: string, parameters: readonly Parameter[]): string[] => {
  const asked = parameters.filter(
    (each) => each.required || /^(collection|f|table)$/.test(each.name),
  )
  let found = [{ path, query: '' }]
  for (const parameter of asked) {
    found = found.flatMap((each) =>
      valuesOf(each.path, parameter).map((value) =>
        parameter.in === 'path'
          ? { ...each, path: each.path.replace(`{${parameter.name}}`, value) }
          : { ...each, query: `${each.query}&${parameter.name}=${value}` },
      ),
    )
  }
  return found.map(({ path: filled, query }) => `/api${filled}${query && `?${query.slice(1)}`}`)
}

describe('whatever is read', () => {
  test('holds no name and no number whole', async () => {
    const { paths } = await app.json<{ paths: Paths }>('/api/openapi.json')
    const statuses = new Map<string, Set<number>>()
    const signed = new Set<string>()
    for (const [path, { get }] of Object.entries(paths)) {
      // A stream of revisions has no end.
      if (!get || PERSONAL.test(path) || path === '/events') continue
      for (const address of addressesOf(path, get.parameters ?? [])) {
        const response = await app.get(address)
        statuses.set(path, (statuses.get(path) ?? new Set()).add(response.status))
        const text = await textOf(response)
        told.push([address, text])
        const isForOthers = response.headers.get('Access-Control-Allow-Origin') !== null
        if (text.includes(SIGNATURE)) signed.add(`${path}${isForOthers ? ' by any page' : ''}`)
      }
    }
    // What is signed is read by our own page alone.
    expect([...signed].sort()).toEqual([
      '/bin',
      '/changes',
      '/collections/{collection}/items/{featureId}/history',
      '/deployments',
      '/imports',
      '/imports/{id}',
      '/ledger',
      '/stock/tables/{table}',
      '/transfers',
      '/transfers/tables/{table}',
      '/transfers/{number}',
    ])
    const unanswered = [...statuses].filter(([, each]) => !each.has(200)).map(([path]) => path)
    expect(unanswered).toEqual([
      '/siting/{jobId}',
      '/siting/{jobId}/events',
      // There is none.
      '/transfers/{number}/photos/{photo}',
      // With the secret of its load alone.
      '/load-links/{id}',
      // For our own page alone, and logged.
      '/imports/{id}/rejected',
      '/tiles/roads/{z}/{x}/{y}',
    ])
    expect(told.length).toBeGreaterThan(200)
    for (const [address, text] of told) {
      // A search repeats what was asked for.
      const answer = address.startsWith('/api/search')
        ? JSON.stringify(JSON.parse(text).features)
        : text
      for (const secret of secrets) {
        if (answer.includes(secret)) throw new Error(`${address} tells ${secret}`)
      }
    }
    // They are there, so that the above means something.
    const all = told.map(([, text]) => text).join()
    const masks = ['l*** 巡***', 's*** 管**', '138****1000', '张**', '138****9876']
    expect(masks.filter((mask) => !all.includes(mask))).toEqual([])
  })

  test('is not found by what is masked: guesses would tell what the mask hides', async () => {
    for (const id of COLLECTION_IDS) {
      for (const name of maskedFields(COLLECTIONS[id].fields)) {
        await problemOf(app.get(`/api/collections/${id}/items?${name}=13800001000`), 400)
      }
    }
    const { features } = await app.json('/api/search?q=13800001000')
    expect(features).toEqual([])
  })
})

describe('a mask that is sent in', () => {
  test.each(['receiver', 'contact'])('as %s of an order is refused', async (name) => {
    const body = { ...RECEIVER, [name]: '138****9876' }
    const [planId] = examples.planId!
    const named = app.post('/api/transfers', { planId, requestedBy: '调度员', ...body })
    expect(await refusedAt(named)).toContain(name)
    const {
      sites: [site],
      loads: [load],
    } = order
    const line = load!.lines[0]!
    const sent = app.post('/api/transfers', {
      sites: [{ name: site!.name, lon, lat, ...body }],
      loads: [
        {
          stockpileId: load!.stockpileId,
          site: 0,
          lorries: 1,
          leavesAt: load!.leavesAt,
          arrivesAt: load!.arrivesAt,
          lines: [{ batchId: line.batchId, item: line.item, quantity: 1 }],
        },
      ],
      requestedBy: '调度员',
    })
    expect(await refusedAt(sent)).toContain(`sites.0.${name}`)
    expect(await app.store.transfers.count()).toBe(1)
  })
})

describe('the personal reading', () => {
  const feature = '/api/collections/levees/items/levees-0/personal'
  const ofOrder = () => `/api/transfers/${encodeURIComponent(order.number)}/personal`
  const WHOLE = { patrolPerson: 'levees-0 巡查责任人', patrolPhone: '13800001000' }

  test('tells a feature whole, by its collection and by the union, to be kept by nobody', async () => {
    for (const address of [feature, feature.replace('levees/', 'flood-works/')]) {
      const response = await app.get(address, OWN_PAGE)
      expect(response.headers.get('Cache-Control')).toBe('no-store')
      expect(response.headers.get('ETag')).toBeNull()
      const { id, fields } = await answered<{ id: string; fields: object }>(response)
      expect(id).toBe('levees-0')
      expect(fields).toMatchObject(WHOLE)
      expect(Object.keys(fields).sort()).toEqual(maskedFields(COLLECTIONS.levees.fields).sort())
    }
  })

  test('tells an order whole', async () => {
    const response = await app.get(ofOrder(), OWN_PAGE)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await answered(response)).toEqual({
      sites: [RECEIVER],
      stockpilePhones: order.loads.map(({ stockpileId }) => {
        const [stockpile] = DATA.stockpiles.filter(({ id }: { id: string }) => id === stockpileId)
        return stockpile.properties.phone
      }),
    })
  })

  test.each([
    ['a browser that says so', OWN_PAGE],
    ['a page over plain http', { Referer: `${ORIGIN}/?panel=list` }],
    ['a page over plain http that names its origin', { Origin: ORIGIN }],
    ['a proxy of another name', { Origin: 'https://maps.test', ...OWN_PAGE }],
  ])('is answered to %s', async (_, headers) => {
    expect((await app.get(feature, headers)).status).toBe(200)
  })

  test.each([
    ['a program', {}],
    ['an address that was typed', { 'Sec-Fetch-Site': 'none' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://elsewhere.test' }],
    [
      'another site that forges what it may',
      { 'Sec-Fetch-Site': 'cross-site', Referer: `${ORIGIN}/` },
    ],
    ['a neighbour', { 'Sec-Fetch-Site': 'same-site', Origin: ORIGIN }],
    ['another site over plain http', { Origin: 'http://elsewhere.test', Referer: `${ORIGIN}/` }],
    ['a link from another site', { Referer: 'http://elsewhere.test/map.test' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['a nonsense', { Referer: 'map.test' }],
  ])('is refused to %s', async (_, headers) => {
    for (const address of [feature, ofOrder()]) {
      logged.length = 0
      const problem = await problemOf(app.get(address, headers), 403)
      expect(problem.type).toBe('/problems/cross-origin')
      expect(JSON.stringify(problem)).not.toContain('1380000')
      expect(logged).toMatchObject([
        { event: 'refused-origin', method: 'GET', path: decodeURIComponent(address) },
      ])
    }
  })

  test('is written down: what, and from which address; not what was told', async () => {
    logged.length = 0
    const request = new Request(`${ORIGIN}${feature}`, { headers: OWN_PAGE })
    await app.fetch(request)
    await app.get(ofOrder(), OWN_PAGE)
    expect(logged).toMatchObject([
      { event: 'personal-reading', collection: 'levees', id: 'levees-0', address: '' },
      { event: 'personal-reading', collection: 'transfers', id: order.number },
    ])
    expect(JSON.stringify(logged)).not.toMatch(/1380000|责任人|张三丰/)
  })

  test('of what is not there says so, and of what has no persons', async () => {
    logged.length = 0
    await problemOf(app.get('/api/collections/levees/items/none/personal', OWN_PAGE), 404)
    await problemOf(app.get('/api/transfers/none/personal', OWN_PAGE), 404)
    await problemOf(app.get('/api/collections/counties/items/370811/personal', OWN_PAGE), 404)
    expect(logged).toEqual([])
  })
})
