/** The API definition, and a page for people that shows it. */
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { OpenAPIHono } from '@hono/zod-openapi'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { baseUrl } from '../http/base-url.ts'
import type { ResponseCache } from '../http/cached-response.ts'

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

/** GDAL and QGIS know OpenAPI 3.0 by its media type and refuse that of 3.1; plain JSON suits them. */
const definitionType = (accept: string): string =>
  accept.includes(MEDIA_TYPES.json) && !accept.includes(MEDIA_TYPES.openapi)
    ? MEDIA_TYPES.json
    : MEDIA_TYPES.openapi

/** @param api with all routes mounted, which is what the definition describes. */
export const definitionRoutes = (
  api: OpenAPIHono,
  cache: ResponseCache,
  trustProxy: boolean,
): OpenAPIHono => {
  const routes = new OpenAPIHono()
  const definition = (base: string): string =>
    JSON.stringify(
      api.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: '应急资源一张图 / Emergency Resource Map',
          version: '1.0.0',
          description: `${DEMONSTRATION_NOTICE.zh}\n\n${DEMONSTRATION_NOTICE.en}`,
          license: { name: 'MIT' },
        },
        servers: [{ url: `${base}/api` }],
      }),
    )
  routes.get('/openapi.json', (context) => {
    const base = baseUrl(context, trustProxy)
    return cache.respond(context, `${base}/api/openapi.json`, VERSION, {
      headers: { Vary: 'Accept, Accept-Encoding' },
      mediaType: definitionType(context.req.header('Accept') ?? ''),
      build: async () => ({ version: VERSION, body: definition(base) }),
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
