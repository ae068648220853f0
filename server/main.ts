/** Starts the service: environment, data folder, network, port. The only file that acts on import. */
import { existsSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { backUp } from './backup/backups.ts'
import { scheduleBackups } from './backup/schedule.ts'
import { readBaseMap } from './base-map.ts'
import type { Dependencies } from './dependencies.ts'
import { rememberingAnswers } from './http/answer-memory.ts'
import { ResponseCache } from './http/cached-response.ts'
import { isLoopback } from './http/known-hosts.ts'
import { watchNetwork } from './loaded-network.ts'
import { openLogFiles } from './log-files.ts'
import { readPublicUrl } from './public-url.ts'
import { roadImports } from './road-imports.ts'
import { threadTables } from './services/tables/table-files.ts'
import { databasePath, markOwnData, networkPath, whyNothingIsMade } from './store/data-folder.ts'
import { takeFolder } from './store/folder-lock.ts'
import { DatabaseProblem, FolderHeld } from './store/problems.ts'
import { openStore } from './store/store.ts'
import { warmUpLater } from './warm-up.ts'
import { threadPlanner } from './worker/planner-threads.ts'
import { threadSiting } from './worker/siting-run.ts'

// How much room for young objects this thread has been started with is no measure for others: each has its own.
setFlagsFromString('--max-semi-space-size=0')

const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))
const DEFAULT_PORT = 8787
/** Where a program of this machine reaches a service that listens on all of its addresses. */
const EVERY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }
const LARGEST_PORT = 65_535
/** Answers are given up sooner. */
const LONGEST_ANSWER_MILLISECONDS = 150_000
/** How long a client may take to send its request. */
const REQUEST_MILLISECONDS = 30_000
const MILLISECONDS_PER_SECOND = 1000
/** Who stops the service waits for what is all but answered, not for every analysis. */
const LONGEST_FAREWELL_MILLISECONDS = 30_000

const {
  HOST = '127.0.0.1',
  PORT = `${DEFAULT_PORT}`,
  LOG_LEVEL = 'warn',
  TRUST_PROXY,
  ALLOWED_HOSTS = '',
  FRAMED_BY = '',
  PUBLIC_URL = '',
  BASE_MAP_URL = '',
  BASE_MAP_KEY = '',
  BASE_MAP_ATTRIBUTION = '',
  MOST_CONNECTIONS = '1000',
  IDLE_SECONDS = '60',
  BEHIND_AUTHENTICATION,
  ACCESS_LOG,
  BACKUP_DIR,
  BACKUP_MINUTES = '60',
  WARM_UP,
} = process.env
const dataFolder = resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var')
const logFolder = process.env.LOG_DIR
  ? resolve(PROJECT_FOLDER, process.env.LOG_DIR)
  : join(dataFolder, 'logs')

const giveUp = (zh: string, en: string): never => {
  console.error(`\n✗ ${zh}\n  ${en}`)
  process.exit(1)
}

const port = Number(PORT)
if (!Number.isInteger(port) || port < 0 || port > LARGEST_PORT) {
  giveUp(
    `PORT 应为 0–${LARGEST_PORT} 的整数，现为 ${PORT}。`,
    `PORT must be a whole number from 0 to ${LARGEST_PORT}, not ${PORT}.`,
  )
}

if (!isLoopback(HOST) && BEHIND_AUTHENTICATION !== '1') {
  giveUp(
    `HOST=${HOST} 会让网络中的任何人读写数据，而本系统尚无登录功能。请保持 127.0.0.1，或在前面设置要求登录的代理，并以 BEHIND_AUTHENTICATION=1 确认。`,
    `HOST=${HOST} would let anybody in the network read and write: there is no sign-in here yet. Keep 127.0.0.1, or put a proxy in front that asks who is there, and say so with BEHIND_AUTHENTICATION=1.`,
  )
}

for (const [name, value] of Object.entries({ MOST_CONNECTIONS, IDLE_SECONDS, BACKUP_MINUTES })) {
  if (Number(value) > 0) continue
  giveUp(
    `${name} 应为大于 0 的数，现为 ${value}。`,
    `${name} must be a number above 0, not ${value}.`,
  )
}

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)

const framedBy = listed(FRAMED_BY)
const noOrigin = framedBy.find((each) => !/^https?:/.test(each) || URL.parse(each)?.origin !== each)
if (noOrigin !== undefined) {
  giveUp(
    `FRAMED_BY 应为以逗号分隔的来源，如 https://portal.bureau.test，现含 ${noOrigin}。`,
    `FRAMED_BY must be origins with commas between, such as https://portal.bureau.test; ${noOrigin} is none.`,
  )
}

const phones = readPublicUrl(PUBLIC_URL)
if ('refused' in phones) giveUp(phones.refused.zh, phones.refused.en)
const publicUrl = 'origin' in phones ? phones.origin : null

const isNew = process.argv.includes('--new') && !existsSync(databasePath(dataFolder))
const baseMap = readBaseMap({
  url: BASE_MAP_URL,
  key: BASE_MAP_KEY,
  attribution: BASE_MAP_ATTRIBUTION,
})
if (baseMap && 'refused' in baseMap) giveUp(baseMap.refused.zh, baseMap.refused.en)

const refused = whyNothingIsMade(dataFolder, {
  isNamed: Boolean(process.env.DATA_DIR),
  isWanted: isNew || process.argv.includes('--demo'),
})
if (refused) giveUp(refused.zh, refused.en)

const logger = pino({ level: LOG_LEVEL })

const openLogs = () => {
  try {
    return openLogFiles(logFolder, ACCESS_LOG === '1', logger)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return giveUp(
      `无法在 ${logFolder} 写入日志（${reason}）：每次读取完整姓名和电话都须记录。请修正该文件夹的权限，或用 LOG_DIR 指定其他文件夹。`,
      `Nothing can be written to the logs in ${logFolder} (${reason}): each reading of whole names and numbers is written down. Mend the rights of the folder, or name another with LOG_DIR.`,
    )
  }
}
const logs = openLogs()

const openDataStore = async () => {
  try {
    const lock = await takeFolder(dataFolder, 'server', { alone: false })
    const store = await openStore(databasePath(dataFolder), {
      expectToWrite: lock.own,
      onTakenOver: () => console.log('✓ 现在由本服务写入 / This service writes now'),
    })
    return { lock, store }
  } catch (error) {
    if (error instanceof DatabaseProblem || error instanceof FolderHeld) {
      return giveUp(error.sentence.zh, error.sentence.en)
    }
    const reason = error instanceof Error ? error.message : String(error)
    return giveUp(`无法打开数据库：${reason}`, `The database cannot be opened: ${reason}`)
  }
}
const { lock, store } = await openDataStore()
if (isNew || (await store.read(({ features }) => features.hasImportedRows()))) {
  markOwnData(dataFolder, new Date())
}
const found = await store.examine(new Date())
const network = watchNetwork(networkPath(dataFolder), logger)
const backups = BACKUP_DIR
  ? scheduleBackups({
      dataFolder,
      folder: resolve(BACKUP_DIR),
      everyMinutes: Number(BACKUP_MINUTES),
      isOurs: () => store.heldBy() === null,
    })
  : null
const told = new Set<string>()
/** Of a second service on the folder. */
const onlyRead = () => {
  const held = store.heldBy()
  return (
    held && {
      zh: `${held.zh}此处只能查询，保存会被拒绝；那个程序停止后，由本服务接替写入。`,
      en: `${held.en} Everything can be read here and nothing saved; this service takes over when that program has ended.`,
    }
  )
}
/** What is wrong while the service works all the same; what is new is printed, and logged if it is damage. */
const noticed = () => {
  const damages = [...found, network.problem()].filter((each) => each !== null)
  const others = [onlyRead(), backups?.problem() ?? null].filter((each) => each !== null)
  for (const each of [...damages, ...others]) {
    if (told.has(each.en)) continue
    told.add(each.en)
    console.warn(`⚠ ${each.zh}\n  ${each.en}`)
    if (damages.includes(each)) logs.securityLog.error({ event: 'damage', found: each.en })
  }
  return [...damages, ...others]
}
noticed()
if (!network.problem() && !network.current()) {
  console.warn(
    '⚠ 没有道路网：请运行 npm run seed 或 npm run import:roads。\n  No road network: run npm run seed or npm run import:roads.',
  )
}

const planner = threadPlanner(logger)
const siting = threadSiting()
const tables = threadTables(databasePath(dataFolder), logger)
const roadsOnTheWay = roadImports(dataFolder, network.lookAgain)

const ending = new AbortController()
const dependencies: Dependencies = {
  store,
  network: network.current,
  noticed,
  backups,
  cache: new ResponseCache(),
  planner,
  siting,
  tables,
  roadImports: roadsOnTheWay,
  backUp: () => backUp(dataFolder, resolve(BACKUP_DIR || join(dataFolder, 'backups')), new Date()),
  clientFolder: resolve(PROJECT_FOLDER, 'dist'),
  logger,
  ...logs,
  now: () => new Date(),
  ending: ending.signal,
  trustProxy: TRUST_PROXY === '1',
  hosts: [HOST, ...listed(ALLOWED_HOSTS), ...(publicUrl ? [new URL(publicUrl).hostname] : [])],
  publicUrl,
  framedBy,
  baseMap: baseMap && 'baseMap' in baseMap ? baseMap : null,
}
const app = createApp(dependencies)

const idleMilliseconds = Number(IDLE_SECONDS) * MILLISECONDS_PER_SECOND
const server = serve(
  {
    fetch: rememberingAnswers(app.fetch, dependencies),
    hostname: HOST,
    port,
    serverOptions: {
      ...{ requestTimeout: REQUEST_MILLISECONDS, headersTimeout: REQUEST_MILLISECONDS },
      // Between requests too: a connection closed sooner meets a client that has just used it again.
      keepAliveTimeout: idleMilliseconds,
    },
  },
  (address) => {
    const host = HOST.includes(':') ? `[${HOST}]` : HOST
    console.log(`✓ 应急资源一张图 / Emergency Resource Map: http://${host}:${address.port}`)
    const reached = EVERY_ADDRESS[HOST] ?? host
    lock.tell(`http://${reached}:${address.port}`)
  },
)

// Who opens a connection and says nothing keeps it from others.
server.maxConnections = Number(MOST_CONNECTIONS)
if ('setTimeout' in server) server.setTimeout(idleMilliseconds)
// An answer may take longer: who waits for one is not idle.
server.on('request', ({ socket }: { socket: Socket }) => {
  socket.setTimeout(Math.max(idleMilliseconds, LONGEST_ANSWER_MILLISECONDS))
})

server.on('drop', (from?: { remoteAddress?: string }) =>
  logs.securityLog.warn({ event: 'refused-connection', address: from?.remoteAddress }),
)

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    giveUp(
      `端口 ${port} 已被占用：请关闭占用它的程序，或用 PORT 换一个端口。`,
      `Port ${port} is taken: stop the program that uses it, or choose another with PORT.`,
    )
  }
  giveUp(
    `无法监听 ${HOST}:${port}：${error.message}`,
    `Cannot listen on ${HOST}:${port}: ${error.message}`,
  )
})

const roads = network.current()
const callOffWarmUp =
  roads && WARM_UP !== '0' ? warmUpLater({ app, planner, network: roads }, logger) : () => {}

/** Answers what has been asked, then ends; the database is closed last. */
const stop = (): void => {
  callOffWarmUp()
  ending.abort()
  network.close()
  backups?.close()
  const end = (): void => {
    Promise.all([
      store.close(),
      planner.close(),
      siting.close(),
      tables.close(),
      roadsOnTheWay.close(),
      logs.close(),
    ]).then(() => {
      lock.release()
      process.exit(0)
    })
  }
  server.close(end)
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  // Who holds a connection open for longer is not waited for.
  setTimeout(end, LONGEST_FAREWELL_MILLISECONDS).unref()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
