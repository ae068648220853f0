/** The service as a process: how it starts, refuses to start, and ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildGraph } from '../../server/network/build.ts'
import type { NetworkDraft } from '../../server/network/draft.ts'
import { decodeGraph, encodeGraph } from '../../server/network/file.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { replaceNetworkFile } from '../../server/store/network-file.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { gridDraft } from '../fixtures/grid-network.ts'
import { PROJECT_FOLDER, runProgram } from '../fixtures/served-product.ts'
import { inDatabase, withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

/** A module that keeps better-sqlite3 from being loaded, as the loader of an old system does. */
const WITHOUT_BINARY = `data:text/javascript,${encodeURIComponent(
  `import { registerHooks } from 'node:module'
   registerHooks({
     resolve(specifier, context, next) {
       if (specifier === 'better-sqlite3') throw new Error('GLIBC_2.34 not found')
       return next(specifier, context)
     },
   })`,
)}`

let folder: string
const children: ChildProcess[] = []
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const start = (environment: Record<string, string> = {}, ...options: string[]) => {
  const child = spawn(process.execPath, ['server/main.ts', ...options], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', ...environment },
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  /** Everything printed so far, and the exit code once it has ended. */
  const output = (): string => text
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return { child, output, ended }
}

const fill = (): Promise<void> =>
  withStore(databasePath(folder), ({ features }) => features.replace(SMALL_DATA_SET))

/** Where it serves, once it has said so. */
const originOf = async ({ child, output }: ReturnType<typeof start>): Promise<string> => {
  const origin = await vi.waitFor(
    () => {
      const address = ADDRESS.exec(output())?.[0]
      if (address || child.exitCode !== null) return address
      throw new Error('the service has not said where it is')
    },
    { timeout: 60_000, interval: 20 },
  )
  if (!origin) throw new Error(`the service ended: ${output()}`)
  return origin
}

/** Starts over a small data set, and waits until it serves. */
const serving = async (environment: Record<string, string> = {}) => {
  await fill()
  const started = start(environment)
  return { ...started, origin: await originOf(started) }
}

/** Puts a network in the data folder's place for it; answers its id. */
const importNetwork = async (draft: NetworkDraft): Promise<string> => {
  const bytes = encodeGraph(buildGraph(draft))
  await replaceNetworkFile(networkPath(folder), bytes)
  return decodeGraph(bytes.buffer).id
}

describe('starting', () => {
  test('prints the address, and serves what the data folder holds', async () => {
    await importNetwork(gridDraft(3, 2))
    const { origin } = await serving()
    const health = (await (await fetch(`${origin}/api/health`)).json()) as object
    expect(health).toMatchObject({ status: 'ok', counts: { stations: 4 }, network: { nodes: 6 } })
    const landing = (await (await fetch(`${origin}/api`)).json()) as { links: { href: string }[] }
    expect(landing.links.every(({ href }) => href.startsWith(`${origin}/api`))).toBe(true)
  })

  test('makes itself ready for questions to come, and answers its own', async () => {
    await importNetwork(gridDraft(3, 2))
    const { output } = await serving({ WARM_UP: '1', LOG_LEVEL: 'debug' })
    const own = (): { status: number; question: { parts: string[] } }[] =>
      output()
        .split('\n')
        .filter((line) => line.includes('warmed up'))
        .map((line) => JSON.parse(line))
    await expect.poll(() => own().length).toBe(2)
    expect(own().map(({ status, question }) => [status, question.parts])).toEqual([
      [200, ['areas']],
      [200, ['gaps']],
    ])
    expect(output()).not.toContain('warming up failed')
  })

  test('without a road network says so and serves the rest', async () => {
    const { origin, output } = await serving()
    expect((await fetch(`${origin}/api/collections/stations/items`)).status).toBe(200)
    expect((await fetch(`${origin}/api/nearest?lon=116.6&lat=35.4`)).status).toBe(503)
    expect(output()).toContain('没有道路网')
    expect(output()).toContain('No road network')
  })

  test('uses the SQLite of Node where the binary of better-sqlite3 does not fit, and says so', async () => {
    const environment = { NODE_OPTIONS: `--import ${WITHOUT_BINARY}`, SQLITE_DRIVER: '' }
    const { origin, output } = await serving(environment)
    const page = await fetch(`${origin}/api/collections/stations/items`)
    expect(await page.json()).toMatchObject({ numberMatched: 4 })
    expect(output()).toContain('改用 Node 自带的 SQLite（node:sqlite）：GLIBC_2.34 not found')
    expect(output()).toContain("Node's own SQLite is used (node:sqlite): GLIBC_2.34 not found")
  })

  test('takes over a network that is imported while it runs', async () => {
    const { origin } = await serving()
    const idNow = async () =>
      ((await (await fetch(`${origin}/api/health`)).json()) as { network: { id: string } | null })
        .network?.id
    expect(await idNow()).toBeUndefined()
    const id = await importNetwork(gridDraft(3, 2))
    await expect.poll(idNow, { interval: 200 }).toBe(id)
  })
})

describe('the logs', () => {
  const linesOf = (name: string): Record<string, unknown>[] =>
    readFileSync(join(folder, 'logs', name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  test('say who asked for what, who read which names, what was refused and what is damaged', async () => {
    await importNetwork(gridDraft(3, 2))
    const { origin, child, ended } = await serving({ ACCESS_LOG: '1' })
    const personal = '/api/collections/levees/items/F-1/personal'
    await (await fetch(`${origin}/api/search?q=${encodeURIComponent('张三')}`)).text()
    await (await fetch(origin + personal, { headers: { Referer: `${origin}/` } })).text()
    await (await fetch(origin + personal)).text()
    const foreign = get(origin, { headers: { Host: 'elsewhere.test' } })
    await once(foreign, 'response')
    writeFileSync(networkPath(folder), 'no network')
    const statusNow = async () => {
      const health = (await (await fetch(`${origin}/api/health`)).json()) as { status: string }
      return health.status
    }
    await expect.poll(statusNow, { interval: 200 }).toBe('degraded')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)

    const address = '127.0.0.1'
    expect(linesOf('security.log')).toMatchObject([
      { event: 'personal-reading', address, collection: 'levees', id: 'F-1' },
      { event: 'refused-origin', address, path: personal },
      { event: 'refused-host', address, path: '/', host: 'elsewhere.test' },
      { event: 'damage', found: expect.stringContaining('road file') },
    ])
    const asked = linesOf('access.log')
    for (const line of [
      { address, method: 'GET', path: '/api/search', status: 200 },
      { address, method: 'GET', path: personal, status: 200 },
      { address, method: 'GET', path: '/', status: 421 },
    ]) {
      expect(asked).toContainEqual(expect.objectContaining(line))
    }
    expect(JSON.stringify(asked)).not.toMatch(/张三|%E5%BC%A0|责任人|0537/)
  })

  test('are written by default for what concerns security alone, where it is said', async () => {
    const elsewhere = join(temporaryFolder(), 'of', 'ours')
    const { origin } = await serving({ LOG_DIR: elsewhere })
    await fetch(`${origin}/api/health`)
    expect(readdirSync(elsewhere)).toEqual(['security.log'])
    expect(existsSync(join(folder, 'logs'))).toBe(false)
  })
})

describe('refusing to start, with a sentence in both languages and nothing changed', () => {
  const refuses = async (zh: string, en: string, environment: Record<string, string> = {}) => {
    const { ended, output } = start(environment)
    expect(await ended).toBe(1)
    expect(output()).not.toMatch(/\n\s+at /)
    expect(output()).toContain(zh)
    expect(output()).toContain(en)
  }

  test('when nothing can be written to the logs', async () => {
    await fill()
    const inTheWay = join(folder, 'file')
    writeFileSync(inTheWay, '')
    const refusal = ['写入日志', 'name another with LOG_DIR'] as const
    await refuses(...refusal, { LOG_DIR: join(inTheWay, 'logs') })
  })

  test('when the port is taken', async () => {
    await fill()
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port))
    })
    await refuses(`端口 ${port} 已被占用`, `Port ${port} is taken`, { PORT: `${port}` })
    other.close()
  })

  test.each(['http', '70000', '-1', '80.5'])('when PORT is %s', (PORT) =>
    refuses('PORT 应为', 'PORT must be', { PORT }),
  )

  test.each(['portal.bureau.test', '*', 'https://portal.bureau.test/map', 'javascript:1'])(
    'when FRAMED_BY has %s',
    (origin) =>
      refuses('FRAMED_BY 应为', `such as https://portal.bureau.test; ${origin} is none`, {
        FRAMED_BY: `http://10.1.2.3:8080, ${origin}`,
      }),
  )

  test('when PUBLIC_URL is no address of phones', () =>
    refuses('PUBLIC_URL 应为', 'PUBLIC_URL must be', { PUBLIC_URL: '10.1.2.3:8787' }))

  test('when anybody in the network could reach it, without a proxy that asks who is there', () => {
    const en = 'say so with BEHIND_AUTHENTICATION=1'
    return refuses('BEHIND_AUTHENTICATION=1 确认', en, { HOST: '0.0.0.0' })
  })

  test('when the database was made by a newer program', async () => {
    await fill()
    await inDatabase(databasePath(folder), (database) =>
      database.exec(
        "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)",
      ),
    )
    await refuses('更新版本的程序', 'newer version of this program')
  })

  test('when the folder that was named holds no database: its disk may not be mounted', async () => {
    await refuses('磁盘是否已挂载', 'its disk is mounted')
    expect(existsSync(databasePath(folder))).toBe(false)
    expect(await originOf(start({}, '--new'))).toMatch(ADDRESS)
  })

  test('when its database is gone from a folder that held data of the bureau’s own', async () => {
    const { child, ended } = await serving()
    child.kill('SIGTERM')
    await ended
    rmSync(databasePath(folder))
    await refuses('存有本单位的数据', 'npm run restore -- FOLDER')
    const seeded = runProgram(['seeds/main.ts', '--if-missing', '--demo'], { DATA_DIR: folder })
    expect([seeded.status, seeded.stderr]).toEqual([2, expect.stringContaining('存有本单位的数据')])
    expect(existsSync(databasePath(folder))).toBe(false)
    // Where none of it was, a folder that was named may become a demonstration.
    rmSync(join(folder, 'own-data'))
    expect(await originOf(start({}, '--demo'))).toMatch(ADDRESS)
  })

  test('when the database has lost every byte', async () => {
    writeFileSync(databasePath(folder), '')
    await refuses('0 字节', 'Restore it from a backup')
    expect(statSync(databasePath(folder)).size).toBe(0)
  })

  test('when the file is no database', async () => {
    writeFileSync(databasePath(folder), 'this is a letter, not a database. '.repeat(100))
    await refuses('无法打开数据库', 'cannot be opened')
  })
})

describe('connections', () => {
  /** The first line of the answer to a request that names this host; '' where there is none. */
  const statusLine = (origin: string, host: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(origin).port), '127.0.0.1')
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(text.split('\r\n')[0]!))
      socket.write(`GET /api HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    })

  test('to a name that is not ours are refused, whatever page sent them', async () => {
    const { origin } = await serving({ ALLOWED_HOSTS: 'map.bureau.test, other.test' })
    const { host, port } = new URL(origin)
    for (const own of [host, `localhost:${port}`, 'map.bureau.test', `other.test:${port}`])
      expect(await statusLine(origin, own)).toContain(' 200 ')
    expect(await statusLine(origin, `rebound.example:${port}`)).toContain(' 421 ')
  })

  test('more than are allowed at once are closed; the others go on', async () => {
    const { origin } = await serving({ MOST_CONNECTIONS: '2' })
    const idle = [1, 2].map(() => connect(Number(new URL(origin).port), '127.0.0.1'))
    await Promise.all(idle.map((socket) => once(socket, 'connect')))
    const refused = connect(Number(new URL(origin).port), '127.0.0.1')
    refused.on('error', () => undefined)
    await once(refused, 'close')
    const security = join(folder, 'logs', 'security.log')
    await expect.poll(() => readFileSync(security, 'utf8')).toContain('refused-connection')
    for (const socket of idle) socket.destroy()
    await expect.poll(() => statusLine(origin, 'localhost').catch(() => '')).toContain(' 200 ')
  })

  test('that say nothing are closed after a while', async () => {
    const { origin } = await serving({ IDLE_SECONDS: '0.2' })
    const idle = connect(Number(new URL(origin).port), '127.0.0.1')
    await once(idle, 'close')
  })

  test('are kept for as long between requests, which the client is told', async () => {
    const { origin } = await serving({ IDLE_SECONDS: '70' })
    const { headers } = await fetch(`${origin}/api/health`)
    expect(headers.get('keep-alive')).toBe('timeout=70')
  })
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: the service ends by itself, without an error',
  async (signal) => {
    const { origin, child, ended } = await serving()
    // leaves a connection open for the next request, as browsers do
    await (await fetch(`${origin}/api/collections/stations/items`)).text()
    child.kill(signal)
    expect(await ended).toBe(0)
    const counts = withStore(databasePath(folder), ({ features }) => features.counts())
    expect((await counts).stations).toBe(4)
  },
)

test('logs are lines of JSON that name neither places nor persons', async () => {
  const { origin, child, output, ended } = await serving({ LOG_LEVEL: 'info' })
  await fetch(`${origin}/api/search?q=${encodeURIComponent('责任人甲')}`)
  await fetch(`${origin}/api/nearest?lon=116.587123&lat=35.415123`)
  child.kill('SIGTERM')
  await ended
  const lines = output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const requests = lines.filter(({ method }) => method === 'GET')
  expect(requests.map(({ path, status }) => [path, status])).toEqual([
    ['/api/search', 200],
    ['/api/nearest', 503],
  ])
  expect(requests.every(({ requestId }) => typeof requestId === 'string')).toBe(true)
  expect(output()).not.toMatch(/责任人|%E8%B4%A3|116\.587|35\.415/)
})
