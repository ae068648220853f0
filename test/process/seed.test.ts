import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { haversineMetres } from '../../data/geometry.ts'
import { NO_CHANGES } from '../../data/scenario.ts'
import { DEFAULT_STANDARDS } from '../../data/standards.ts'
import { loadSeeds } from '../../seeds/load.ts'
import { rebuild, SeedRefused } from '../../seeds/rebuild.ts'
import { contentDigest, isUntouchedSeed, META } from '../../seeds/seed-state.ts'
import { buildGraph } from '../../server/network/build.ts'
import { encodeGraph } from '../../server/network/file.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { LOCK_FOLDER, takeFolder } from '../../server/store/folder-lock.ts'
import { readNetwork, replaceNetworkFile } from '../../server/store/network-file.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { gridDraft } from '../fixtures/grid-network.ts'
import { PROJECT_FOLDER, runProgram } from '../fixtures/served-product.ts'
import { type ShortStore, withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const REBUILD_MILLISECONDS = 180_000

const temporary = temporaryFolder()

const inFolder = <T>(folder: string, use: (store: ShortStore) => Promise<T>): Promise<T> =>
  withStore(databasePath(folder), use)

const request = (dataFolder: string) => ({
  dataFolder,
  onlyIfMissing: false,
  discardUserData: false,
  now: new Date('2026-11-23T08:30:00Z'),
  onProgress: () => {},
})

const importStation = (folder: string): Promise<void> =>
  inFolder(folder, async (store) => {
    const [first, ...rest] = await store.features.all('stations')
    if (!first) throw new Error('no stations')
    const imported = {
      ...first,
      properties: { ...first.properties, provenance: 'imported' as const },
    }
    await store.features.replace({ stations: [imported, ...rest] })
  })

const digestOf = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('hex')

/** Beside the lock. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name !== LOCK_FOLDER)

/** What the folder keeps: its files, every feature, the network. */
const contentsOf = (folder: string): Promise<unknown> =>
  inFolder(folder, async (store) => ({
    revision: await store.revision(),
    rows: await Promise.all(
      COLLECTION_IDS.map(async (collection) =>
        digestOf(JSON.stringify(await store.features.unmasked(collection))),
      ),
    ),
    network: digestOf(readFileSync(networkPath(folder))),
    files: filesIn(folder)
      .filter((name) => !/-(wal|shm)$/.test(name))
      .sort(),
  }))

const refused = async (promise: Promise<unknown>): Promise<SeedRefused> => {
  const error = await promise.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(SeedRefused)
  return error as SeedRefused
}

it('loading the seeds refuses a database that holds rows, and changes nothing', async () => {
  const folder = copyOfDefaultData()
  await inFolder(folder, async (store) => {
    const revision = await store.revision()
    await expect(loadSeeds(store, networkPath(folder), () => {})).rejects.toThrow(/已有数据/)
    expect(await store.revision()).toBe(revision)
    expect(await store.read(isUntouchedSeed)).toBe(true)
  })
})

describe('rebuilding over what is there', () => {
  it('refuses over imported rows', async () => {
    const folder = copyOfDefaultData()
    await importStation(folder)
    const before = await contentsOf(folder)
    const error = await refused(rebuild(request(folder)))
    expect(error.sentence.zh).toContain('用户导入的数据')
    expect(error.sentence.en).toContain('--discard-user-data')
    expect(await contentsOf(folder)).toEqual(before)
  })

  it('refuses over a row that somebody corrected, whatever its provenance says', async () => {
    const folder = copyOfDefaultData()
    await inFolder(folder, async (store) => {
      const stations = await store.features.all('stations')
      for (const { properties } of stations.slice(0, 1)) properties.crewOnDuty += 1
      await store.features.replace({ stations })
    })
    const error = await refused(rebuild(request(folder)))
    expect(error.sentence.zh).toContain('有人修改过')
  })

  it('refuses over a scenario or a standard that somebody saved', async () => {
    const at = '2026-11-23T08:00:00.000Z'
    const content = { note: '', changes: NO_CHANGES }
    const saving: ((store: ShortStore) => Promise<unknown>)[] = [
      (store) => store.scenarios.create({ name: '汛期', content, at }),
      (store) => store.standards.create({ name: '夜间', content: DEFAULT_STANDARDS, at }),
    ]
    for (const save of saving) {
      const folder = copyOfDefaultData()
      await inFolder(folder, save)
      const before = await contentsOf(folder)
      const error = await refused(rebuild(request(folder)))
      expect(error.sentence.zh).toContain('方案、标准')
      expect(error.sentence.en).toContain('--discard-user-data')
      expect(await contentsOf(folder)).toEqual(before)
      const kept = await inFolder(folder, async (store) => [
        await store.scenarios.count(),
        await store.standards.count(),
      ])
      expect(kept.sort()).toEqual([0, 1])
    }
  })

  it('refuses over an imported road network', async () => {
    const folder = copyOfDefaultData()
    const graph = buildGraph({ ...gridDraft(2, 1), provenance: 'imported' })
    await replaceNetworkFile(networkPath(folder), encodeGraph(graph))
    const error = await refused(rebuild(request(folder)))
    expect(error.sentence.zh).toContain('道路网是用户导入的')
    expect(readNetwork(networkPath(folder))?.provenance).toBe('imported')
  })

  it('refuses while another connection has the database open', async () => {
    const folder = copyOfDefaultData()
    await inFolder(folder, async (store) => {
      await store.setMeta('someone', 'is here')
      const error = await refused(rebuild(request(folder)))
      expect(error.sentence.zh).toContain('停止服务')
    })
  })

  it('refuses over a damaged database: it may have held anything', async () => {
    const folder = temporaryFolder()
    const path = databasePath(folder)
    cpSync(fileURLToPath(import.meta.url), path)
    const before = digestOf(readFileSync(path))
    await refused(rebuild(request(folder)))
    expect(digestOf(readFileSync(path))).toBe(before)
    expect(filesIn(folder)).toEqual([basename(path)])
  })

  it('does nothing where a database is there and only a missing one is asked for', async () => {
    const folder = copyOfDefaultData()
    const { mtimeMs } = statSync(databasePath(folder))
    expect(await rebuild({ ...request(folder), onlyIfMissing: true })).toEqual([])
    expect(statSync(databasePath(folder)).mtimeMs).toBe(mtimeMs)
  })

  it('removes what a killed seed left behind, but nothing of one that is running', async () => {
    const folder = copyOfDefaultData()
    const unfinished = join(folder, 'seed-unfinished-1')
    mkdirSync(unfinished)
    const running = await takeFolder(folder, 'seed', { alone: true })
    const error = await refused(rebuild(request(folder)))
    expect(error.sentence.zh).toContain(`进程 ${process.pid}`)
    expect(existsSync(unfinished)).toBe(true)
    running.release()
    await rebuild({ ...request(folder), onlyIfMissing: true })
    expect(existsSync(unfinished)).toBe(false)
  })

  it('refuses while a server runs on the folder, even one that only reads', async () => {
    const folder = copyOfDefaultData()
    const server = await takeFolder(folder, 'server', { alone: false })
    const discarding = { ...request(folder), discardUserData: true }
    expect((await refused(rebuild(discarding))).sentence.zh).toContain('停止服务')
    server.release()
  })

  it(
    'keeps the old files when told to discard, and makes the same data again',
    async () => {
      const folder = copyOfDefaultData()
      const network = readNetwork(networkPath(folder))?.id
      const original = await inFolder(folder, async (store) =>
        Promise.all(COLLECTION_IDS.map((collection) => store.features.all(collection))),
      )
      await importStation(folder)
      const backups = await rebuild({ ...request(folder), discardUserData: true })
      expect(backups.map((path) => basename(path)).sort()).toEqual([
        'emergency-map.sqlite',
        'roads.network',
      ])
      const backup = join(folder, 'backup-2026-11-23T08-30-00')
      expect(await inFolder(backup, (store) => store.features.hasImportedRows())).toBe(true)
      // Built in this process now, by the command line before: the same to the last digit.
      const made = await inFolder(folder, async (store) =>
        Promise.all(COLLECTION_IDS.map((collection) => store.features.all(collection))),
      )
      expect(made).toEqual(original)
      expect(readNetwork(networkPath(folder))?.id).toBe(network)
      expect(readdirSync(folder).filter((name) => name.startsWith('seed-unfinished-'))).toEqual([])
    },
    REBUILD_MILLISECONDS,
  )
})

describe('npm run seed', () => {
  const run = (folder: string, ...options: string[]) =>
    runProgram(['seeds/main.ts', ...options], { DATA_DIR: join(temporary, folder) })

  it('refuses an unknown option with a sentence in both languages', () => {
    const { status, stderr } = run('command', '--discard')
    expect(status).toBe(2)
    expect(stderr).toContain('参数无效')
    expect(stderr).toContain('--discard-user-data')
  })

  it('asks with --if-missing what an empty folder is to become', () => {
    const { status, stderr } = run('empty', '--if-missing')
    expect(status).toBe(2)
    expect(stderr).toContain('npm start -- --demo')
    expect(stderr).toContain('npm start -- --new')
    expect(existsSync(join(temporary, 'empty'))).toBe(false)
    const { status: madeNew, stdout } = run('empty', '--if-missing', '--new')
    expect([madeNew, stdout]).toEqual([0, ''])
  })

  it('says nothing and does nothing with --if-missing where there is a database', () => {
    copyOfDefaultData(join(temporary, 'command'))
    const { status, stdout, stderr } = run('command', '--if-missing')
    expect([status, stdout, stderr]).toEqual([0, '', ''])
  })

  it('adds with --if-missing what a demonstration of an earlier version has not got', async () => {
    const folder = copyOfDefaultData(join(temporary, 'earlier'))
    const made = await inFolder(folder, async (store) => {
      const shelters = await store.features.all('shelters')
      await store.write(async (transaction) => {
        await transaction.features.replace({ shelters: [] })
        await transaction.setMeta(META.collections, '[]')
        await transaction.setMeta(META.digest, await contentDigest(transaction))
      })
      return shelters
    })
    const { status, stdout, stderr } = run('earlier', '--if-missing')
    expect([status, stdout, stderr]).toEqual([
      0,
      expect.stringMatching(/应急避难场所.*helters/),
      '',
    ])
    await inFolder(folder, async (store) => {
      const again = await store.features.all('shelters')
      const withoutPlace = ({ id, properties }: (typeof made)[number]) => ({ id, properties })
      expect(again.map(withoutPlace)).toEqual(made.map(withoutPlace))
      // Beside a settlement that the lake has moved, whose place is kept to the nearest centimetres.
      const apart = again.map(({ geometry }, index) => {
        const places = [geometry, made[index]!.geometry] as { coordinates: [number, number] }[]
        return haversineMetres(...places[0]!.coordinates, ...places[1]!.coordinates)
      })
      expect(Math.max(...apart)).toBeLessThan(1)
      expect(await store.read(isUntouchedSeed)).toBe(true)
    })
  })

  it('leaves nothing half-made in place when it is killed', async () => {
    const folder = join(temporary, 'killed')
    const child = spawn(process.execPath, ['seeds/main.ts'], {
      cwd: PROJECT_FOLDER,
      env: { ...process.env, DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    // Killed in the middle: the people are placed, the roads are not.
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      if (String(chunk).includes('居民点')) child.kill('SIGKILL')
    }
    expect(filesIn(folder)).toEqual([`seed-unfinished-${child.pid}`])
  })

  it('ends with an error and a sentence where it refuses', async () => {
    await importStation(join(temporary, 'command'))
    const { status, stderr } = run('command')
    expect(status).toBe(1)
    expect(stderr).toContain('用户导入的数据')
    expect(stderr).toContain('imported data')
  })
})
