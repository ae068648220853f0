/** The ceiling of the server library: one answer, made before anyone asks, as plain bytes, as gzip and as 304. */
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'

const response = await fetch(process.env.COPY_OF!, { headers: { 'Accept-Encoding': 'identity' } })
const headers = Object.fromEntries(response.headers)
const plain = new Uint8Array(await response.arrayBuffer())
const gzipped = new Uint8Array(gzipSync(plain))
const { etag } = headers
for (const name of ['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date']) {
  delete headers[name]
}

serve(
  {
    fetch: ({ headers: asked }) => {
      if (asked.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
      return asked.get('accept-encoding')?.includes('gzip')
        ? new Response(gzipped, { headers: { ...headers, 'content-encoding': 'gzip' } })
        : new Response(plain, { headers })
    },
    hostname: '127.0.0.1',
    port: 0,
  },
  ({ port }) => console.log(`http://127.0.0.1:${port}`),
)
process.once('SIGTERM', () => process.exit(0))
