/** Backups and restores as they are run, with kills in between; two servers on one folder. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { expectWhole, listBackups } from '../../server/backup/backups.ts'
import { buildGraph } from '../../server/network/build.ts'
import { encodeGraph } from '../../server/network/file.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { replaceNetworkFile } from '../../server/store/network-file.ts'
import { openToRead } from '../../server/store/store.ts'
import { withJson } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { gridDraft } from '../fixtures/grid-network.ts'
import { receiptOf } from '../fixtures/ledger-books.ts'
import { runs } from '../fixtures/runs.ts'
import {
  PROJECT_FOLDER,
  ranToEnd,
  type ServedProduct,
  serveProduct,
} from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const KILLS = runs(4)
vi.setConfig({ testTimeout: runs(120_000) })

let folder: string
let backups: string
const servers: ServedProduct[] = []
beforeEach(async () => {
  folder = temporaryFolder()
  backups = join(temporaryFolder(), 'backups')
  await withStore(databasePath(folder), ({ features }) => features.replace(SMALL_DATA_SET))
  await replaceNetworkFile(networkPath(folder), encodeGraph(buildGraph(gridDraft(2, 1))))
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop('SIGKILL')
})

const serve = async (environment: Record<string, string> = {}): Promise<ServedProduct> => {
  const server = await serveProduct(folder, ['server/main.ts'], { environment })
  servers.push(server)
  return server
}

const killed = async (server: ServedProduct): Promise<void> => {
  servers.splice(servers.indexOf(server), 1)
  await server.stop('SIGKILL')
}

const commandOf = (program: 'main' | 'restore') =>
  join(PROJECT_FOLDER, `server/backup/${program}.ts`)
const run = (program: 'main' | 'restore', ...given: string[]) =>
  ranToEnd(process.execPath, [commandOf(program), ...given], { DATA_DIR: folder })

/** Runs it and kills it in the middle of whatever it is doing by then. */
const runAndKill = async (program: 'main' | 'restore', given: string, milliseconds: number) => {
  const child = spawn(process.execPath, [commandOf(program), given], {
    env: { ...process.env, DATA_DIR: folder },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  setTimeout(() => child.kill('SIGKILL'), milliseconds)
  const [status] = await ended
  return status === 0
}

/** How many movements a keeper's entries have made, as one of these writes. */
const receive = ({ origin }: ServedProduct, document: string): Promise<Response> =>
  fetch(
    `${origin}/api/stock/movements`,
    withJson('POST', { movements: [receiptOf()], actor: '甲', reason: '入库', document }),
  )

const documentsIn = async (of: string): Promise<string[]> => {
  const store = await openToRead(databasePath(of))
  try {
    const { movements } = await store.read(({ ledger }) =>
      ledger.movements({ before: null, limit: 1000 }),
    )
    return movements.map(({ document }) => document).reverse()
  } finally {
    await store.close()
  }
}

const healthOf = async ({ origin }: ServedProduct) =>
  (await fetch(`${origin}/api/health`)).json() as Promise<{
    status: string
    noticed: { zh: string; en: string }[]
    backup: { lastAt: string | null } | null
  }>

describe('a backup', () => {
  test('of a running service has every write that was acknowledged, and comes back whole', async () => {
    const server = await serve()
    for (const document of ['R-1', 'R-2', 'R-3']) {
      expect((await receive(server, document)).status).toBe(201)
    }
    const { status, stdout } = await run('main', backups)
    expect([status, stdout]).toEqual([0, expect.stringContaining('已备份并核验')])
    const [backup] = listBackups(backups)
    expect((await documentsIn(backup!.folder)).slice(-3)).toEqual(['R-1', 'R-2', 'R-3'])

    const refused = await run('restore', backup!.folder)
    expect(refused.status).toBe(1)
    expect(refused.stderr).toMatch(/数据文件夹 .* 起由另一个程序占用：.*服务（进程 \d+）/)
    expect((await receive(server, 'R-4')).status).toBe(201)
    // Stopped by a kill, its last write is in the log only.
    await killed(server)
    const restored = await run('restore', backup!.folder)
    expect([restored.status, restored.stderr]).toEqual([0, ''])
    expect((await documentsIn(folder)).at(-1)).toBe('R-3')
    const kept = readdirSync(folder).find((name) => name.startsWith('before-restore-'))!
    expect((await documentsIn(join(folder, kept))).at(-1)).toBe('R-4')
    expect((await receive(await serve(), 'R-5')).status).toBe(201)
  })

  test('shares roads that are the same with the one before, and takes new ones', async () => {
    for (const _ of [1, 2]) expect((await run('main', backups)).status).toBe(0)
    await replaceNetworkFile(networkPath(folder), encodeGraph(buildGraph(gridDraft(3, 2))))
    expect((await run('main', backups)).status).toBe(0)
    const roads = listBackups(backups).map((each) => readFileSync(networkPath(each.folder)))
    expect(roads[0]!.equals(roads[1]!)).toBe(true)
    expect(roads[2]!.equals(readFileSync(networkPath(folder)))).toBe(true)
  })

  test('is whole or not there, whenever it is killed', async () => {
    const { length } = listBackups(backups)
    let completed = 0
    for (let kill = 0; kill < KILLS; kill++) {
      if (await runAndKill('main', backups, 150 + kill * 60)) completed++
    }
    expect(listBackups(backups).length - length).toBeGreaterThanOrEqual(completed)
    for (const backup of listBackups(backups)) await expectWhole(backup.folder)
    expect((await run('main', backups)).status).toBe(0)
    expect(readdirSync(backups).filter((name) => name.startsWith('unfinished-'))).toEqual([])
  })

  test('that is damaged, or no backup at all, is not restored, and nothing is changed', async () => {
    await run('main', backups)
    const [backup] = listBackups(backups)
    const path = databasePath(backup!.folder)
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 5 * 4096, 6 * 4096)
    writeFileSync(path, bytes)
    const before = readFileSync(databasePath(folder))
    for (const given of [backup!.folder, temporaryFolder(), networkPath(folder)]) {
      const { status, stderr } = await run('restore', given)
      expect(status).toBe(1)
      expect(stderr).toContain('恢复失败，数据未改动')
    }
    expect(readFileSync(databasePath(folder)).equals(before)).toBe(true)
    const leftOver = /^(restore-unfinished|before-restore)-/
    expect(readdirSync(folder).filter((name) => leftOver.test(name))).toEqual([])
  })
})

test('a restore that is killed leaves what was there or what was to come, each with all its writes', async () => {
  await run('main', backups)
  const [backup] = listBackups(backups)
  const before = await documentsIn(backup!.folder)
  let [untouched, restored] = [0, 0]
  for (let kill = 0; kill < KILLS; kill++) {
    // A killed service's last write, in the log only.
    const server = await serve()
    const document = `K-${kill}`
    expect((await receive(server, document)).status).toBe(201)
    await killed(server)
    await runAndKill('restore', backup!.folder, 250 + kill * 60)
    await expectWhole(folder)
    const documents = await documentsIn(folder)
    if (documents.at(-1) === document) untouched++
    else {
      expect(documents).toEqual(before)
      restored++
    }
  }
  expect(untouched + restored).toBe(KILLS)
  expect((await run('restore', backup!.folder)).status).toBe(0)
  expect(await documentsIn(folder)).toEqual(before)
})

test('while it serves, backups are made by themselves, and the page is told of the last', async () => {
  const server = await serve({ BACKUP_DIR: backups })
  expect((await healthOf(server)).backup).toEqual({ lastAt: null })
  await expect.poll(() => listBackups(backups).length, { timeout: 30_000 }).toBe(1)
  const [{ at } = { at: new Date(0) }] = listBackups(backups)
  await expect
    .poll(async () => (await healthOf(server)).backup, { timeout: 15_000 })
    .toEqual({ lastAt: at.toISOString() })
})

test('a backup that cannot be made is told by the service', async () => {
  // A file where the folder should be.
  writeFileSync(backups, '')
  const server = await serve({ BACKUP_DIR: join(backups, 'within') })
  await expect
    .poll(async () => (await healthOf(server)).noticed.map(({ zh }) => zh).join(), {
      timeout: 30_000,
    })
    .toContain('备份失败')
})

test('a second server reads what the first writes, says who writes, and takes over', async () => {
  const first = await serve()
  const second = await serve()
  expect((await receive(first, 'F-1')).status).toBe(201)
  const refused = await receive(second, 'S-1')
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '5'])
  const problem = (await refused.json()) as { type: string; detailZh: string }
  expect(problem.type).toBe('/problems/read-only')
  expect(problem.detailZh).toMatch(/服务（进程 \d+）.*未写入任何内容/)
  const read = await fetch(`${second.origin}/api/ledger?limit=1`)
  expect(await read.json()).toMatchObject({ movements: [{ document: 'F-1' }] })
  const { status, noticed } = await healthOf(second)
  expect([status, noticed.length]).toEqual(['degraded', 1])
  await killed(first)
  await expect.poll(async () => (await receive(second, 'S-2')).status).toBe(201)
  expect((await healthOf(second)).noticed).toEqual([])
  expect((await documentsIn(folder)).slice(-2)).toEqual(['F-1', 'S-2'])
})
