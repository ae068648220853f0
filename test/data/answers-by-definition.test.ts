/**
 * What the service answers over the default data is what its API definition says, by a validator
 * that is not ours: every address that is read, in every format and coordinate system, what is
 * written, and refusals.
 */
import { afterAll, expect, test } from 'vitest'
import { LANGUAGES } from '../../data/bilingual.ts'
import { COLLECTION_IDS, RESOURCE_IDS } from '../../data/collections.ts'
import type { LoadLinks, LoadSheet } from '../../data/load-link.ts'
import { NEAREST_COLLECTIONS } from '../../data/nearest.ts'
import { CRS_EVERYWHERE } from '../../server/features/crs.ts'
import { FEATURE_FORMATS } from '../../server/features/formats.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import {
  comparedWith,
  type Definition,
  operationsOf,
  type Parameter,
} from '../fixtures/api-definition.ts'
import {
  closedRoad,
  createTestApp,
  ORIGIN,
  type Page,
  receipts,
  withJson,
} from '../fixtures/app.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { sampleFeature } from '../fixtures/sample-feature.ts'
import { polygon, rectangle } from '../fixtures/shapes.ts'
import { keptAnswer, sealAsHere } from '../fixtures/siting-answer.ts'
import { JPEG } from '../fixtures/small-pictures.ts'
import { openShortStore } from '../fixtures/stores.ts'

const folder = copyOfDefaultData()
const network = new RoadNetwork(readNetwork(networkPath(folder))!)
const store = await openShortStore(`${folder}/emergency-map.sqlite`)
const app = await createTestApp({}, { store, network: () => network })
afterAll(() => store.close())

const definition = await app.json<Definition>('/api/openapi.json')
const faultOf = comparedWith(definition)
const operations = operationsOf(definition)

interface Asked extends RequestInit {
  address?: string
  origin?: string
}

/** Of the load that is made below; its link opens nothing else. */
let loadSecret = ''

/** The answer to a request, after it was compared with the definition. */
const checked = async (
  method: string,
  path: string,
  { address = path, origin = ORIGIN, ...init }: Asked = {},
): Promise<{ status: number; body: unknown }> => {
  const upper = method.toUpperCase()
  const request = new Request(`${origin}/api${address}`, { ...init, method: upper })
  if (path.startsWith('/load-links/')) request.headers.append('Load-Secret', loadSecret)
  // Answered to the page alone; a request that says it is from elsewhere is refused, as at other addresses.
  if (/\/(personal|rejected)$/.test(path)) request.headers.append('Referer', `${origin}/`)
  const response = await app.fetch(request)
  const { status } = response
  const mediaType = response.headers.get('Content-Type')
  const bytes = Buffer.from(await response.arrayBuffer())
  const operation = { method, path, described: definition.paths[path]![method]! }
  const fault = faultOf(operation, { status, mediaType, body: bytes })
  expect(fault, `${upper} ${address} ${status}`).toBeNull()
  const isJson = mediaType?.endsWith('json')
  return { status, body: isJson ? JSON.parse(bytes.toString()) : null }
}

const made = async (path: string, sent: unknown): Promise<Record<string, unknown>> => {
  const { status, body } = await checked('post', path, withJson('POST', sent))
  if (status > 201) throw new Error(`${path}: ${JSON.stringify(body)}`)
  return body as Record<string, unknown>
}

const PLACE = { lon: 116.587, lat: 35.415 }
const from = '2026-11-23T00:00:00Z'
// The default data have none.
await store.features.replace({ 'distance-posts': [sampleFeature('distance-posts', 'K1')] })
const [stockpile] = (await app.json('/api/collections/stockpiles/items?limit=1')).features
const first = async (id: string): Promise<string> =>
  (await app.json<Page>(`/api/collections/${id}/items?limit=1`)).features[0]!.id

/** Of each kind that people keep by name, one. */
const KEPT: Record<string, object> = {
  scenarios: { name: '夜间', changes: { remove: [await first('stations')] } },
  standards: { name: '夜间', standards: { urban: 240, rural: 900 } },
  closures: closedRoad([PLACE.lon, PLACE.lat]),
  warnings: {
    ...{ name: '汛期', kind: 'flood', level: 'orange', from },
    area: polygon(rectangle(116.5, 35.3, 116.7, 35.5)),
  },
  'export-forms': {
    name: '本局',
    sheets: [
      {
        ...{ name: '队伍', collection: 'rescue-teams' },
        columns: [{ heading: '名称', value: { kind: 'field', field: 'name' } }],
      },
    ],
  },
  'reserve-norms': { name: '本局', source: '', perKilometre: { sandbag: 10 } },
  'item-sheets': { name: '编织袋', item: 'sandbag', packages: [{ unit: '捆', holds: 100 }] },
  kits: {
    name: '本局排水组合',
    parts: [
      { item: 'pump', quantity: 1 },
      { item: 'hose', quantity: 40 },
    ],
  },
  'unloading-points': { ...PLACE, name: '上堤口', workId: 'F-1' },
  'siting-runs': { name: '明年十处', answer: keptAnswer() },
}

await sealAsHere(app.store)
/** Something behind each name that a path may have. */
const NAMES: Record<string, string> = {}
await made(
  '/stock/movements',
  receipts({ stockpileId: stockpile!.id, batch: 'B-1', item: 'pump', quantity: 9 }),
)
for (const [kind, body] of Object.entries(KEPT)) {
  NAMES[`/${kind}/{id}`] = `${(await made(`/${kind}`, body)).id}`
}
const demands = [{ item: 'sandbag', quantity: 500 }]
const plan = await made('/transfer-plans', { sites: [{ ...PLACE, name: '险段', demands }] })
NAMES['/transfer-plans/{planId}'] = `${plan.id}`
const order = await made('/transfers', { planId: plan.id, requestedBy: '甲' })
NAMES['/transfers/{number}'] = encodeURIComponent(`${order.number}`)
const ofOrder = `/transfers/${NAMES['/transfers/{number}']}`
const { links } = await app.json<LoadLinks>(`/api${ofOrder}/load-links`)
const [, loadId, secret] = /#(\d+)\.(.+)$/.exec(links[0]!.href!)!
loadSecret = secret!
NAMES['/load-links/{id}'] = loadId!
const photo = await checked('post', '/load-links/{id}/photos', {
  address: `/load-links/${loadId}/photos?step=load&actor=甲`,
  ...{
    headers: { 'Content-Type': 'image/jpeg', 'Idempotency-Key': 'photo' },
    body: Uint8Array.from(JPEG),
  },
})
const [kept] = (photo.body as LoadSheet).photos
NAMES['/transfers/{number}/photos/{photo}'] = `${kept!.id}`
const siting = await made('/siting', { problem: 'mclp', add: 1 })
const station = { stationId: await first('stations'), ...PLACE, by: '甲' }
NAMES['/deployments/{id}'] = `${(await made('/deployments', station)).id}`
NAMES['/siting/{jobId}'] = `${siting.jobId}`
const imported = {
  method: 'POST',
  headers: { 'Content-Type': 'text/plain' },
  body: '名称,经度,纬度\n甲,116.6,35.4',
}
const upload = { ...imported, address: '/imports?name=a.csv&collection=stations' }
const { id: importId } = (await checked('post', '/imports', upload)).body as { id: number }
// Read in the background: rows, map and what was rejected are there once it is staged.
while ((await app.json<{ progress: object | null }>(`/api/imports/${importId}`)).progress) {
  await new Promise((resolve) => setTimeout(resolve, 20))
}
NAMES['/imports/{id}'] = `${importId}`
NAMES['/imports/{id}/rows/{row}'] = '2'
for (const id of COLLECTION_IDS) {
  NAMES[`/collections/${id}/items/{featureId}`] = encodeURIComponent(await first(id))
}
NAMES['/tiles/roads/{z}'] = '12'
NAMES['/tiles/roads/{z}/{x}'] = '3374'
NAMES['/tiles/roads/{z}/{x}/{y}'] = '1612'

const QUERIES: Record<string, string[]> = {
  '/nearest': NEAREST_COLLECTIONS.map((each) => `lon=116.587&lat=35.415&collection=${each}`),
  '/nearest/routes': ['lon=116.587&lat=35.415&k=3', 'lon=10&lat=10'],
  '/nearest/table': ['lon=116.587&lat=35.415&k=3'],
  '/collections/{collection}/as-of': ['at=2030-01-01T00:00:00Z'],
  '/search': ['q=rc', 'q=116.6,35.4'],
  '/stock': ['near=116.6,35.4&item=sandbag&quantity=10', ''],
}

/** Addresses of a path: its placeholders filled in, one for each of a list. */
const addressesOf = (path: string, parameters: readonly Parameter[]): string[] =>
  path
    .split('/')
    .reduce<string[]>(
      (addresses, part, index, parts) => {
        const name = /^\{(.+)\}$/.exec(part)?.[1]
        const listed = parameters.find((each) => each.in === 'path' && each.name === name)?.schema
        const values = name
          ? (listed?.enum ?? [NAMES[parts.slice(0, index + 1).join('/')] ?? 'nope'])
          : [part]
        return addresses.flatMap((address) => values.map((value) => `${address}/${value}`))
      },
      [''],
    )
    .map((address) => address.slice(1))

/** Every choice of each parameter that changes the form of an answer. */
const queriesOf = (path: string, parameters: readonly Parameter[]): string[] => {
  const bases = QUERIES[path] ?? ['']
  const choices = ['f', 'crs', 'lang'].flatMap((name) => {
    const schema = parameters.find((each) => each.in === 'query' && each.name === name)?.schema
    const values = schema?.enum ?? schema?.anyOf?.flatMap((each) => each.enum ?? []) ?? []
    return values.map((value) => `${name}=${encodeURIComponent(`${value}`)}`)
  })
  if (choices.length === 0) return bases
  return choices.flatMap((choice) => bases.map((base) => `${base}&${choice}`))
}

const READ = operations.filter(({ method }) => method === 'get')
/** The stream of events has no end (`test/api/events.test.ts`). */
const ENDING = READ.filter(({ path }) => path !== '/events')

test.each(ENDING.map(({ path, described }) => [path, described] as const))(
  'GET %s',
  async (path, { parameters = [] }) => {
    // No id is one of every collection: what a history shows is tested in `test/api/feature-writes.test.ts`.
    const wanted = path.endsWith('/{featureId}/history') ? 404 : 200
    for (const address of addressesOf(path, parameters)) {
      for (const query of queriesOf(path, parameters)) {
        const { status } = await checked('get', path, { address: `${address}?${query}` })
        expect([address, query, status]).toEqual([address, query, wanted])
      }
    }
  },
)

test('analyses in every format', async () => {
  for (const { method, path, described } of operations) {
    if (method !== 'post' || !path.startsWith('/coverage')) continue
    const body = path.endsWith('contours') ? { minutes: [5] } : {}
    for (const address of addressesOf(path, described.parameters ?? [])) {
      for (const query of queriesOf(path, described.parameters ?? [])) {
        const init = { ...withJson('POST', body), address: `${address}?${query}` }
        expect((await checked('post', path, init)).status).toBe(200)
      }
    }
  }
})

const WRONG: [name: string, status: number, asked: Asked & { query?: string }][] = [
  ['a parameter that there is not', 400, { query: '?nonsense=1' }],
  ['another site', 403, withJson('POST', {}, { Origin: 'http://elsewhere.test' })],
  ['a body of another type', 415, withJson('POST', 'x', { 'Content-Type': 'text/plain' })],
  ['a body too large', 413, withJson('POST', JSON.stringify('x'.repeat(2 ** 20)))],
  ['a body of another kind', 422, withJson('POST', [])],
  ['another host', 421, { origin: 'http://elsewhere.test' }],
]

test.each(WRONG)(
  '%s is refused with %i, as is said',
  async (_, status, { query = '', ...init }) => {
    let seen = 0
    for (const { method, path, described } of operations) {
      if (method === 'get' && 'body' in init) continue
      if (status === 422 && !described.requestBody) continue
      // Takes files, texts or pictures, of sizes of their own: `test/api/imports.test.ts`, `load-links.test.ts`.
      if ('body' in init && status !== 403 && /\/(imports|pieces|photos)$/.test(path)) continue
      for (const address of addressesOf(path, described.parameters ?? []).slice(0, 1)) {
        const answer = await checked(method, path, { ...init, address: `${address}${query}` })
        expect([method, path, answer.status]).toEqual([method, path, status])
        seen++
      }
    }
    expect(seen).toBeGreaterThan(10)
  },
)

test('a name that there is not is refused with 404, as is said', async () => {
  const asked: Record<string, Asked> = {
    'GET /adequacy': { address: '/adequacy?norm=nope' },
    'GET /transfers/tables/{table}': { address: '/transfers/tables/orders?number=nope' },
    'POST /transfers/{number}/events': withJson('POST', { step: 'approve', actor: '甲' }),
    'POST /transfers/{number}/reroute': withJson('POST', { actor: '甲' }),
    'POST /transfer-plans/{planId}/counterfactuals': withJson('POST', {
      ...{ stockpileId: 'nope', site: 0, item: 'sandbag' },
    }),
    'POST /deployments/{id}/end': {
      ...withJson('POST', { how: 'back', by: '甲' }),
      address: '/deployments/999/end',
    },
    'GET /collections/{collection}/as-of': {
      address: '/collections/stations/as-of?at=1990-01-01T00:00:00Z',
    },
    'GET /adequacy/tables/{table}': { address: '/adequacy/tables/purchases?norm=nope' },
  }
  asked['POST /imports/{id}/commit'] = withJson('POST', { name: '册', by: '甲' })
  asked['POST /imports/{id}/undo'] = withJson('POST', { by: '甲' })
  asked['POST /imports/{id}/rows/{row}/place'] = withJson('POST', { ...PLACE, by: '甲' })
  asked['PATCH /imports/{id}'] = withJson('PATCH', { system: null })
  for (const id of RESOURCE_IDS) {
    const sent = withJson('PUT', sampleFeature(id, 'nope'), { 'If-Match': '"1"' })
    asked[`PUT /collections/${id}/items/{featureId}`] = sent
    const reverted = { sequence: 1, fields: 'all', to: 'before' }
    asked[`POST /collections/${id}/items/{featureId}/revert`] = withJson('POST', reverted, {
      'If-Match': '"1"',
    })
    asked[`PATCH /collections/${id}/items/{featureId}`] = withJson('PATCH', { properties: {} })
  }
  for (const [kind, body] of Object.entries(KEPT)) {
    asked[`PUT /${kind}/{id}`] = withJson('PUT', body, { 'If-Match': '"1"' })
  }
  for (const { method, path, described } of operations) {
    if (!described.responses[404]) continue
    const filled = path.replace('{collection}', 'stations').replace(/\{(sequence|photo)\}/, '999')
    const isNumbered = path.startsWith('/imports/')
    const init = { address: filled.replace(/\{\w+\}/g, isNumbered ? '999' : 'nope') }
    const changes = asked[`${method.toUpperCase()} ${path}`]
    const { status, body } = await checked(method, path, { ...init, ...changes })
    expect([method, path, status, status === 404 ? '' : JSON.stringify(body)]).toEqual([
      method,
      path,
      404,
      '',
    ])
  }
})

test('a path that takes one of a list, or a number, refuses others with 400, as is said', async () => {
  for (const { method, path, described } of READ) {
    if (!path.includes('{') || described.responses[404]) continue
    const { status } = await checked(method, path, { address: path.replace(/\{\w+\}/g, 'nope') })
    expect([path, status]).toEqual([path, 400])
  }
})

test('no choice of form is left out', () => {
  const choices = READ.map(({ path, described }) => {
    const [, collection] = /^\/collections\/([\w-]+)\/items$/.exec(path) ?? []
    return [collection, queriesOf(path, described.parameters ?? []).length] as const
  })
  const ofItems = choices.filter(([collection]) => collection)
  // GeoJSON by its three names, the files; either language
  const forms = CRS_EVERYWHERE.length + 2 + FEATURE_FORMATS.length + LANGUAGES.length
  expect(ofItems).toEqual(COLLECTION_IDS.map((id) => [id, forms]))
})

test('what is written, and what is refused because others were there before', async () => {
  const write = async (method: string, path: string, status: number, asked: Asked = {}) => {
    const answer = await checked(method, path, { address: addressesOf(path, [])[0]!, ...asked })
    expect([method, path, answer.status]).toEqual([method, path, status])
  }
  for (const [kind, body] of Object.entries(KEPT)) {
    const [all, single] = [`/${kind}`, `/${kind}/{id}`]
    await write('post', all, 409, withJson('POST', body))
    await write('put', single, 428, withJson('PUT', body))
    await write('put', single, 200, withJson('PUT', body, { 'If-Match': '"1"' }))
    await write('put', single, 412, withJson('PUT', body, { 'If-Match': '"1"' }))
  }
  await write('post', '/scenarios/{id}/copy', 201)
  await write('post', '/closures/{id}/end', 200)
  const batch = (await store.ledger.batches({})).find(({ onHand }) => onHand > 0)!
  const minimum = { stockpileId: batch.stockpileId, item: batch.item, minimum: 1 }
  await write('put', '/stock/minimums', 204, withJson('PUT', { minimums: [minimum] }))
  const count = { batchId: batch.id, expectedOnHand: batch.onHand, counted: batch.onHand - 1 }
  const stocktake = {
    ...{ stockpileId: batch.stockpileId, counts: [count], actor: '甲', reason: '盘点' },
  }
  await write('post', '/stocktakes', 201, withJson('POST', stocktake))
  await write('post', '/stocktakes', 409, withJson('POST', stocktake))
  const cap = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier>
    <sender>bureau@example.org</sender><sent>2026-11-23T08:00:00+08:00</sent><status>Actual</status>
    <msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category>
    <event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
    <expires>2026-11-23T20:00:00+08:00</expires><area><areaDesc>任城区</areaDesc>
    <circle>35.4,116.6 10</circle></area></info></alert>`
  const xml = { method: 'POST', headers: { 'Content-Type': 'application/cap+xml' }, body: cap }
  await write('post', '/warnings/cap', 201, xml)
  const step = (name: string) => withJson('POST', { step: name, actor: '甲' })
  await write('post', '/transfers/{number}/events', 200, step('approve'))
  await write('post', '/transfers/{number}/events', 409, step('approve'))
  await write('post', '/deployments', 409, withJson('POST', station))
  await write('post', '/deployments/{id}/end', 200, withJson('POST', { how: 'back', by: '甲' }))
  await write('delete', '/siting/{jobId}', 200)
  const supposed = { stockpileId: await first('stockpiles'), site: 0, item: 'sandbag' }
  await write('post', '/transfer-plans/{planId}/counterfactuals', 200, withJson('POST', supposed))
  await write('delete', '/transfer-plans/{planId}', 204)
  for (const kind of Object.keys(KEPT)) {
    await write('delete', `/${kind}/{id}`, 412, { headers: { 'If-Match': '"1"' } })
    await write('delete', `/${kind}/{id}`, 204)
  }
})
