/** The API definition, and a page for people that shows it. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { parseAccept } from 'hono/utils/accept'
import { keyOf } from '../../data/shapes.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { baseUrl } from '../http/base-url.ts'
import type { ResponseCache } from '../http/cached-response.ts'
import { validationHook } from '../http/validation.ts'
import { type DefinitionVersion, definitionOf } from './api-definition.ts'

const VIEWER_FOLDER = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
const VIEWER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const

/** It comes with the program: it changes only with a new start. */
const VERSION = 'definition'

const PAGE = `<!doctype html>
<html lang="zh">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API · 应急资源一张图</title>
    <link rel="icon" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="definition"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

/** In a file of its own, because the security policy allows no script in the page. */
const START_SCRIPT = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#definition',
  deepLinking: true,
  validatorUrl: null,
})
`

interface Form {
  readonly version: DefinitionVersion
  readonly mediaType: string
}

/** By the values of `f`; GDAL and QGIS know OpenAPI 3.0 alone, or plain JSON. */
const FORMS: Readonly<Record<'oas31' | 'oas30' | 'json', Form>> = {
  oas31: { version: '3.1', mediaType: MEDIA_TYPES.openapi31 },
  oas30: { version: '3.0', mediaType: MEDIA_TYPES.openapi30 },
  json: { version: '3.1', mediaType: MEDIA_TYPES.json },
}

const formQuery = z.strictObject({ f: keyOf(FORMS).optional() })

/** What an Accept header asks for first; OpenAPI 3.1 where it says nothing that is known. */
const formOf = (accept: string | undefined): keyof typeof FORMS => {
  for (const { type, params } of parseAccept(accept ?? '')) {
    if (type === MEDIA_TYPES.json) return 'json'
    if (/^application\/(vnd\.oai\.)?openapi\+json$/.test(type)) {
      return params.version?.startsWith('3.0') ? 'oas30' : 'oas31'
    }
  }
  return 'oas31'
}

/** @param api with all routes mounted, which is what the definition describes. */
export const definitionRoutes = (
  api: OpenAPIHono,
  cache: ResponseCache,
  trustProxy: boolean,
): OpenAPIHono => {
  const routes = new OpenAPIHono()
  routes.get('/openapi.json', (context) => {
    const asked = formQuery.safeParse(context.req.query())
    validationHook(asked.success ? asked : { ...asked, target: 'query' }, context)
    const form = asked.data?.f ?? formOf(context.req.header('Accept'))
    const { version, mediaType } = FORMS[form]
    const base = baseUrl(context, trustProxy)
    return cache.respond(context, `${base}/api/openapi.json?f=${form}`, VERSION, {
      headers: { Vary: 'Accept, Accept-Encoding' },
      mediaType,
      build: async () => ({
        version: VERSION,
        body: JSON.stringify(definitionOf(api, version, base)),
      }),
    })
  })
  routes.get('/docs', (context) => context.html(PAGE))
  routes.get('/docs/start.js', (context) =>
    context.body(START_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
  for (const file of VIEWER_FILES) {
    routes.get(`/docs/${file}`, serveStatic({ root: VIEWER_FOLDER, path: file }))
  }
  return routes
}
