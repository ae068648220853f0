import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { createTestApp, ORIGIN, refusedAt } from '../fixtures/app.ts'

interface Parameter {
  name: string
  in: string
  style?: string
  explode?: boolean
  schema: Record<string, unknown>
}
interface Definition {
  openapi: string
  info: object
  security?: unknown
  servers: { url: string }[]
  components: { parameters: Record<string, Parameter>; schemas: Record<string, unknown> }
  paths: Record<
    string,
    { get: { parameters: Parameter[]; responses: Record<string, { content?: object }> } }
  >
}

const app = await createTestApp()
const OPENAPI_3_0 = 'application/vnd.oai.openapi+json;version=3.0'
const OPENAPI_3_1 = 'application/vnd.oai.openapi+json;version=3.1'
const definition = await app.json<Definition>('/api/openapi.json')
const definition30 = await app.json<Definition>('/api/openapi.json?f=oas30')
const BOTH = [
  ['3.0', definition30],
  ['3.1', definition],
] as const

/** What Redocly's recommended rules say, by their names: errors, and warnings. */
const linted = async (document: Definition): Promise<Record<string, string[]>> => {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    config: await createConfig({ extends: ['recommended'] }),
  })
  const named = (severity: string): string[] => [
    ...new Set(problems.filter((each) => each.severity === severity).map(({ ruleId }) => ruleId)),
  ]
  return { errors: named('error'), warnings: named('warn').sort() }
}

const isValid = async (document: Definition): Promise<boolean> => {
  const { valid } = await new Validator().validate({ ...document })
  return valid
}

describe.each(BOTH)('the API definition as OpenAPI %s', (version, document) => {
  test('is without fault for two independent linters', async () => {
    expect(document.openapi).toMatch(new RegExp(`^${version}\\.\\d$`))
    expect(await isValid(document)).toBe(true)
    expect(await linted(document)).toEqual({
      errors: [],
      warnings: [
        // an order may not be called `tables`, which a program cannot know
        'no-ambiguous-paths',
        // `limit`, which GDAL looks for there
        'no-unused-components',
        'tag-description',
      ],
    })
  })

  test('they would notice a mistake', async () => {
    // One path of all says it as well, in a tenth of the time.
    const { get } = document.paths['/conformance']!
    const withPath = (answers: Definition['paths'][string]['get']['responses']): Definition => ({
      ...document,
      paths: { '/conformance': { get: { ...get, responses: answers } } },
    })
    const right = withPath(get.responses)
    expect([await isValid(right), (await linted(right)).errors]).toEqual([true, []])
    const wrong = withPath({ 200: {} })
    expect(await isValid(wrong)).toBe(false)
    expect((await linted(wrong)).errors).toEqual(['struct'])
    const { security, ...others } = right
    expect(security).toEqual([])
    expect((await linted(others as Definition)).errors).toEqual(['security-defined'])
  })

  test('says how each parameter is written, and of each default one that may be asked for', () => {
    const ajv = new Ajv2020({ strict: false, formats: { 'uri-reference': true } })
    for (const operations of Object.values(document.paths)) {
      for (const { parameters = [] } of Object.values(operations)) {
        for (const { name, in: place, style, explode, schema } of parameters) {
          expect([name, style]).toEqual([name, place === 'query' ? 'form' : 'simple'])
          expect([name, explode]).toEqual([name, false])
          if (schema.default !== undefined) {
            expect([name, ajv.validate(schema, schema.default)]).toEqual([name, true])
          }
        }
      }
    }
  })

  test('names its licence and what it does not ask for', () => {
    expect(document.info).toMatchObject({ license: { name: 'MIT', url: expect.any(String) } })
    expect(document.security).toEqual([])
  })
})

test('both versions describe the same operations', () => {
  const outline = ({ paths }: Definition) =>
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.entries(operations).map(([method, { parameters = [], responses }]) => [
        method,
        parameters.map(({ name, in: place }) => [name, place]),
        Object.entries(responses).map(([status, { content = {} }]) => [
          status,
          Object.keys(content),
        ]),
      ]),
    ])
  expect(outline(definition30)).toEqual(outline(definition))
})

describe('the version', () => {
  test.each([
    ['', {}, OPENAPI_3_1, '3.1'],
    ['', { Accept: '*/*' }, OPENAPI_3_1, '3.1'],
    ['', { Accept: OPENAPI_3_1 }, OPENAPI_3_1, '3.1'],
    ['', { Accept: OPENAPI_3_0 }, OPENAPI_3_0, '3.0'],
    ['', { Accept: 'application/openapi+json; version="3.0"' }, OPENAPI_3_0, '3.0'],
    ['', { Accept: `${OPENAPI_3_0};q=0.2, ${OPENAPI_3_1};q=0.8` }, OPENAPI_3_1, '3.1'],
    ['', { Accept: 'application/json' }, 'application/json', '3.1'],
    // as GDAL and QGIS ask
    [
      '',
      { Accept: `${OPENAPI_3_0}, application/openapi+json;version=3.0, application/json` },
      OPENAPI_3_0,
      '3.0',
    ],
    ['?f=oas30', {}, OPENAPI_3_0, '3.0'],
    ['?f=oas31', { Accept: OPENAPI_3_0 }, OPENAPI_3_1, '3.1'],
    ['?f=json', {}, 'application/json', '3.1'],
  ])('is asked for by f and Accept: %s %o', async (query, headers, type, version) => {
    const response = await app.get(`/api/openapi.json${query}`, headers)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Vary')).toBe('Accept, Accept-Encoding')
    const { openapi } = (await response.json()) as Definition
    expect(openapi.slice(0, version.length)).toBe(version)
  })

  test('that is none is refused', async () => {
    expect(await refusedAt(app.get('/api/openapi.json?f=oas20'), 400)).toEqual(['f'])
    expect(await refusedAt(app.get('/api/openapi.json?version=3.0'), 400)).toEqual(['version'])
  })
})

describe('the API definition', () => {
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
        '/nearest/routes',
        '/search',
        '/health',
        '/tiles/roads/{z}/{x}/{y}',
      ]),
    )
    // nearest and search need parameters; nearest, adequacy and coverage a road network
    const isPlain = (path: string): boolean =>
      'get' in definition.paths[path]! &&
      !path.includes('{') &&
      !/nearest|search|adequacy|coverage/.test(path)
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
      const general = [
        'f',
        'lang',
        ...paging,
        'bbox',
        'bbox-crs',
        'crs',
        'datetime',
        'ids',
        'encoding',
      ]
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

  test('says that problems are answered as problem documents, where browsers are led as pages too', () => {
    const pages = ['text/html; charset=utf-8']
    for (const [path, operations] of Object.entries(definition.paths)) {
      for (const [method, { responses }] of Object.entries(operations)) {
        expect([path, Object.keys(responses[400]?.content ?? {})]).toEqual([
          path,
          ['application/problem+json', ...(method === 'get' ? pages : [])],
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

test.each([
  ['/nearest', ['at', 'onDuty', 'withoutSent']],
  ['/search', ['q']],
])('the parameters of %s whose names do not tell what they do are described', (path, names) => {
  const { get } = definition.paths[path] as unknown as {
    get: { parameters: { name: string; description?: string }[] }
  }
  const described = get.parameters.filter(({ description }) => (description ?? '') !== '')
  expect(described.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
})
