import { validate } from '@readme/openapi-parser'
import { describe, expect, test } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { createTestApp, ORIGIN } from '../fixtures/app.ts'

interface Parameter {
  name: string
  in: string
  schema: Record<string, unknown>
}
interface Definition {
  openapi: string
  servers: { url: string }[]
  components: { parameters: Record<string, Parameter>; schemas: Record<string, unknown> }
  paths: Record<
    string,
    { get: { parameters: Parameter[]; responses: Record<string, { content?: object }> } }
  >
}

const app = await createTestApp()
const definition = await app.json<Definition>('/api/openapi.json')

describe('the API definition', () => {
  test('is valid OpenAPI 3.1 for an independent parser', async () => {
    expect(definition.openapi).toBe('3.1.0')
    const result = await validate(structuredClone(definition) as never)
    expect(result).toMatchObject({ valid: true })
  })

  test('that parser would notice a mistake', async () => {
    const broken = structuredClone(definition)
    broken.paths['/conformance']!.get.responses = { 200: {} }
    expect(await validate(broken as never)).toMatchObject({ valid: false })
  })

  test('has its own media type', async () => {
    const { headers } = await app.get('/api/openapi.json')
    expect(headers.get('Content-Type')).toBe('application/vnd.oai.openapi+json;version=3.1')
  })

  test('is plain JSON for GDAL and QGIS, which refuse that media type', async () => {
    const { headers } = await app.get('/api/openapi.json', {
      Accept:
        'application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0, application/json',
    })
    expect(headers.get('Content-Type')).toBe('application/json')
    expect(headers.get('Vary')).toBe('Accept, Accept-Encoding')
  })

  test('declares limit where GDAL looks for the largest page', () => {
    expect(definition.components.parameters.limit).toMatchObject({
      name: 'limit',
      in: 'query',
      schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
    })
  })

  test('lists every path, and all without placeholders answer 200', async () => {
    const { pathname } = new URL(definition.servers[0]!.url)
    expect(definition.servers[0]!.url).toBe(`${ORIGIN}/api`)
    const paths = Object.keys(definition.paths)
    for (const id of COLLECTION_IDS) expect(paths).toContain(`/collections/${id}/items/{featureId}`)
    expect(paths).toEqual(
      expect.arrayContaining([
        '/conformance',
        '/collections',
        '/nearest',
        '/search',
        '/health',
        '/tiles/roads/{z}/{x}/{y}',
      ]),
    )
    // nearest and search need parameters; nearest and adequacy a road network
    const isPlain = (path: string): boolean =>
      'get' in definition.paths[path]! &&
      !path.includes('{') &&
      !/nearest|search|adequacy/.test(path)
    const plain = paths.filter(isPlain)
    for (const path of plain) {
      const response = await app.get(path === '/' ? pathname : pathname + path)
      expect([path, response.status]).toEqual([path, 200])
    }
  })

  test('describes parameters of items as the queryables do, persons left out', async () => {
    for (const id of COLLECTION_IDS) {
      const { parameters } = definition.paths[`/collections/${id}/items`]!.get
      const names = parameters.map(({ name }) => name)
      const paging = ['limit', 'after', 'offset', 'startindex']
      const general = ['f', 'lang', ...paging, 'bbox', 'bbox-crs', 'crs', 'datetime']
      const { properties } = await app.json<{ properties: object }>(
        `/api/collections/${id}/queryables`,
      )
      const queryables = Object.keys(properties).filter((name) => name !== 'geometry')
      expect(names.sort()).toEqual([...general, ...queryables].sort())
      expect(names.some((name) => /person/i.test(name))).toBe(false)
    }
    const { parameters } = definition.paths['/collections/stations/items']!.get
    const schemaOf = (name: string) => parameters.find((each) => each.name === name)?.schema
    expect(schemaOf('turnoutSeconds')).toMatchObject({ type: 'array', items: { type: 'integer' } })
    expect(schemaOf('grade')).toMatchObject({ items: { enum: ['first', 'second', 'third'] } })
    expect(schemaOf('bbox')).toMatchObject({ type: 'array', items: { type: 'number' } })
  })

  test('says that problems are answered as problem documents', () => {
    for (const [path, operations] of Object.entries(definition.paths)) {
      for (const { responses } of Object.values(operations)) {
        expect([path, Object.keys(responses[400]?.content ?? {})]).toEqual([
          path,
          ['application/problem+json'],
        ])
      }
    }
  })

  test('lists the other failures where they can happen', () => {
    const statusesOf = (path: string) => Object.keys(definition.paths[path]!.get.responses)
    const everywhere = ['200', '400', '421', '503']
    expect(statusesOf('/nearest')).toEqual(everywhere)
    expect(statusesOf('/collections/stations/items/{featureId}')).toEqual(
      [...everywhere, '404', '406', '429'].sort(),
    )
    expect(statusesOf('/tiles/roads/{z}/{x}/{y}')).toEqual([...everywhere, '204'].sort())
  })
})

test.each(['scenarios', 'standards', 'closures', 'warnings', 'reserve-norms'])(
  'writing %s says that the disk may be full',
  (path) => {
    const operations = (address: string) =>
      definition.paths[address] as unknown as Record<string, { responses: object }>
    for (const { responses } of [operations(`/${path}`).post!, operations(`/${path}/{id}`).put!]) {
      expect(Object.keys(responses)).toContain('507')
    }
  },
)

test('its page for people has no script of its own and asks nothing of others', async () => {
  const response = await app.get('/api/docs')
  expect(response.headers.get('Content-Type')).toMatch('text/html')
  const page = await response.text()
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(page).not.toMatch(/\son\w+=/)
  expect(page).not.toMatch(/https?:/)
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!)
  const types = files.map(async (file) => {
    const { status, headers } = await app.get(file)
    return [file, status, headers.get('Content-Type')?.split(';')[0]]
  })
  expect(await Promise.all(types)).toEqual([
    ['/api/docs/favicon-32x32.png', 200, 'image/png'],
    ['/api/docs/swagger-ui.css', 200, 'text/css'],
    ['/api/docs/swagger-ui-bundle.js', 200, 'text/javascript'],
    ['/api/docs/start.js', 200, 'text/javascript'],
  ])
})
