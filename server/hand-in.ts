/** Handing a file in: to the server that holds the folder, or where none does, to the service itself. */
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import type { Import, ImportChoicesInput, ImportTarget } from '../data/imports.ts'
import type { RegisterSystem } from './import/registers/judge-system.ts'
import { RoadNetwork } from './network/road-network.ts'
import { Imports } from './services/imports/imports.ts'
import { threadTables } from './services/tables/table-files.ts'
import { databasePath, networkPath } from './store/data-folder.ts'
import { serverAddress, takeFolder } from './store/folder-lock.ts'
import { readNetwork } from './store/network-file.ts'
import { DatabaseProblem, FolderHeld } from './store/problems.ts'
import { openStore } from './store/store.ts'

export interface HandedIn {
  readonly file: string
  readonly collection: ImportTarget
  readonly system: RegisterSystem | null
  /** For all rows, by field. */
  readonly defaults: ImportChoicesInput['defaults']
}

/** What can be done with a file that was handed in; @throws DatabaseProblem where it is refused. */
export interface Desk {
  /** Read and staged, or refused. */
  handIn(file: HandedIn): Promise<Import>
  commit(id: number): Promise<Import>
  discard(id: number): Promise<void>
  close(): Promise<void>
}

/** Who has imported something where no person says so. */
const BY = '命令行'
const LOOK_MILLISECONDS = 100

const overHttp = (address: string): Desk => {
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(`${address}/api/imports${path}`, init)
    if (response.ok) return response
    const { detail, detailZh } = (await response.json()) as { detail: string; detailZh: string }
    throw new DatabaseProblem({ zh: detailZh, en: detail })
  }
  const send = (method: string, path: string, body: object): Promise<Response> =>
    ask(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const settled = async (id: number): Promise<Import> => {
    for (;;) {
      const now = (await (await ask(`/${id}`)).json()) as Import
      if (now.progress === null) return now
      await setTimeout(LOOK_MILLISECONDS)
    }
  }
  return {
    async handIn({ file, collection, system, defaults }) {
      const query = new URLSearchParams({ name: basename(file), collection, by: BY })
      if (system) query.set('crs', system)
      const uploaded = await ask(`?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: Readable.toWeb(createReadStream(file)) as never,
        duplex: 'half',
      } as RequestInit)
      const { id } = (await uploaded.json()) as Import
      const read = await settled(id)
      if (!defaults || read.state !== 'staged') return read
      await send('PATCH', `/${id}`, { defaults })
      return settled(id)
    },
    commit: async (id) =>
      (await (await send('POST', `/${id}/commit`, { by: BY })).json()) as Import,
    discard: async (id) => {
      await ask(`/${id}`, { method: 'DELETE' })
    },
    close: async () => {},
  }
}

const byOurselves = async (folder: string, release: () => void): Promise<Desk> => {
  const path = databasePath(folder)
  const logger = pino({ level: 'warn' }, process.stderr as never)
  const store = await openStore(path)
  const graph = readNetwork(networkPath(folder))
  const network = graph && new RoadNetwork(graph)
  const tables = threadTables(path, logger)
  const { signal: ending } = new AbortController()
  const now = (): Date => new Date()
  const imports = new Imports({ store, network: () => network, tables, logger, now, ending })
  return {
    async handIn({ file, collection, system, defaults }) {
      const body = Readable.toWeb(createReadStream(file))
      const name = basename(file)
      const { id } = await imports.start({ name, collection, crs: system, by: BY }, body as never)
      const read = await imports.settled(id)
      if (!defaults || read.state !== 'staged') return read
      await imports.choose(id, { defaults })
      return imports.settled(id)
    },
    commit: (id) => imports.commit(id, { by: BY }),
    discard: (id) => imports.remove(id),
    async close() {
      await tables.close()
      await store.close()
      release()
    },
  }
}

/** @throws FolderHeld where another program holds the folder that is no server, or says no address. */
export const deskOf = async (folder: string): Promise<Desk> => {
  try {
    const { release } = await takeFolder(folder, 'import', { alone: true })
    return await byOurselves(folder, release)
  } catch (error) {
    const address = error instanceof FolderHeld ? serverAddress(folder) : null
    if (address === null) throw error
    return overHttp(address)
  }
}
