/** The built client: hashed files for a year, the page itself asked for anew each time. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'

const ONE_DAY_SECONDS = 86_400
const ONE_YEAR_SECONDS = 31_536_000

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>应急资源一张图</title>
<p>网页尚未构建：请运行 <code>npm start</code>，它会自动构建。</p>
<p lang="en">The page has not been built yet: run <code>npm start</code>, which builds it.</p>`

/** Says for how long what was found may be kept, unless that has been said already. */
const keptFor =
  (cacheControl: string): MiddlewareHandler =>
  async (context, next) => {
    await next()
    const { ok, headers } = context.res
    if (ok && !headers.has('Cache-Control')) headers.set('Cache-Control', cacheControl)
  }

export const clientFiles = (folder: string | null): Hono => {
  const app = new Hono()
  if (!folder || !existsSync(join(folder, 'index.html'))) {
    app.get('/', (context) => context.html(NOT_BUILT))
    return app
  }
  // What the build notes for itself is no page.
  app.use('*', (context, next) =>
    context.req.path.includes('/.') ? Promise.resolve(context.notFound()) : next(),
  )
  app.use(compress())
  app.use('*', keptFor('no-cache'))
  app.use('/assets/*', keptFor(`public, max-age=${ONE_YEAR_SECONDS}, immutable`))
  // The page of a load is opened where there may be no connection: for a day the browser has it by itself.
  app.use('/load.html', keptFor(`private, max-age=${ONE_DAY_SECONDS}`))
  app.get('*', serveStatic({ root: folder, precompressed: true }))
  // A page that a person asks for by another address; what a program asks for stays not found.
  app.get('*', async (context, next) => {
    const isPage = context.req.header('Accept')?.includes('text/html') ?? false
    if (!isPage) return next()
    return context.html(await readFile(join(folder, 'index.html'), 'utf8'))
  })
  return app
}
