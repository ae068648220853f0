/** The API definition as OpenAPI 3.0 and 3.1: what the routes declare, completed by what follows from it. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'

export const DEFINITION_VERSIONS = ['3.0', '3.1'] as const
export type DefinitionVersion = (typeof DEFINITION_VERSIONS)[number]

/** How far the versions are alike. */
interface Schema {
  readonly [keyword: string]: unknown
  readonly type?: unknown
  readonly prefixItems?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly nullable?: boolean
}
interface Parameter {
  readonly in: string
  readonly style?: string
  readonly explode?: boolean
}
interface Operation {
  readonly tags?: readonly string[]
  readonly parameters?: readonly Parameter[]
}
type Document = Readonly<Record<string, unknown>> & {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly parameters: Readonly<Record<string, Parameter>> }
}

const STYLES: Readonly<Record<string, string>> = { query: 'form', path: 'simple', header: 'simple' }

/** Several values of a parameter are separated by commas unless it says otherwise. */
const withStyle = (parameter: Parameter): Parameter => ({
  style: STYLES[parameter.in]!,
  explode: false,
  ...parameter,
})

/** `getCollectionsStationsItems` of GET /collections/stations/items. */
const operationId = (method: string, path: string): string =>
  `${method}/${path}`.replace(/[^a-z0-9]+(\w?)/gi, (_, first: string) => first.toUpperCase())

/** OpenAPI 3.0 has no type for null: the library writes it so, and anything at all too. */
const isNull = (schema: Schema): boolean =>
  schema.nullable === true && Object.keys(schema).length === 1

/** One of these or null, where 3.0 knows null beside a type alone. */
const orNull = (choices: readonly Schema[]): readonly Schema[] => {
  const others = choices.filter((each) => !isNull(each))
  const typed = others.findIndex(({ type }) => type !== undefined)
  if (others.length === choices.length || typed < 0) return choices
  return others.with(typed, { ...others[typed], nullable: true })
}

/** What both versions and all programs understand, of what the library writes. */
const simpler = (schema: Schema): Schema => {
  const { anyOf, oneOf, prefixItems, ...rest } = schema
  if (isNull(schema)) return {}
  if (oneOf) return { ...rest, oneOf: orNull(oneOf) }
  if (anyOf) {
    const choices = orNull(anyOf)
    return choices.length === 1 ? { ...rest, ...choices[0] } : { ...rest, anyOf: choices }
  }
  if (!prefixItems) return schema
  const kinds = [...new Set(prefixItems.map((each) => JSON.stringify(each)))].map((each): object =>
    JSON.parse(each),
  )
  const isOfOneKind = kinds.length === 1
  return {
    ...rest,
    ...(!isOfOneKind && { prefixItems }),
    items: isOfOneKind ? kinds[0] : { anyOf: kinds },
    minItems: prefixItems.length,
    maxItems: prefixItems.length,
  }
}

/** @param base scheme and host under which the client has reached us. */
export const definitionOf = (
  api: OpenAPIHono,
  version: DefinitionVersion,
  base: string,
): Document => {
  const head = {
    openapi: `${version}.${version === '3.0' ? 3 : 0}`,
    info: {
      title: '应急资源一张图 / Emergency Resource Map',
      version: '1.0.0',
      description: `${DEMONSTRATION_NOTICE.zh}\n\n${DEMONSTRATION_NOTICE.en}`,
      contact: { name: '本系统的运维人员 / Whoever runs this service' },
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: `${base}/api` }],
    // There are no accounts to sign in with.
    security: [],
  }
  const declared = version === '3.0' ? api.getOpenAPIDocument(head) : api.getOpenAPI31Document(head)
  const text = JSON.stringify(declared, (_, value) =>
    typeof value === 'object' && value !== null ? simpler(value) : value,
  )
  const document = JSON.parse(text) as Document
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  const tags = [...new Set(operations.flatMap(({ tags = [] }) => tags))]
  const parameters = Object.entries(document.components.parameters)
  return {
    ...document,
    tags: tags.map((name) => ({ name })),
    components: {
      ...document.components,
      parameters: Object.fromEntries(parameters.map(([name, each]) => [name, withStyle(each)])),
    },
    paths: Object.fromEntries(
      Object.entries(document.paths).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [
            method,
            {
              operationId: operationId(method, path),
              ...operation,
              ...(operation.parameters && { parameters: operation.parameters.map(withStyle) }),
            },
          ]),
        ),
      ]),
    ),
  }
}
