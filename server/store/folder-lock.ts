/**
 * Who may write in a data folder. A small database of its own is locked as SQLite locks
 * (sqlite.org/lockingv3.html), which a crash releases too: each server holds it SHARED, the one that
 * writes RESERVED as well, and what puts another database in place (a seed, a restore) EXCLUSIVE.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Bilingual } from '../../data/bilingual.ts'
import { toLocalMinute } from '../../data/local-time.ts'
import { FolderHeld, StoreBusy } from './problems.ts'
import { type Binding, loadDriver } from './sqlite/driver.ts'
import { storeError } from './sqlite/errors.ts'

const PROGRAMS = {
  server: { zh: '服务', en: 'a server' },
  seed: { zh: '演示数据生成程序', en: 'the seed' },
  restore: { zh: '恢复程序', en: 'a restore' },
  import: { zh: '导入程序', en: 'an import' },
} as const satisfies Record<string, Bilingual>

export type Program = keyof typeof PROGRAMS

/** Says who holds the lock; means nothing while it is not held. */
interface Holder {
  readonly program: Program
  readonly processId: number
  readonly machine: string
  readonly since: string
  /** Where a server answers. */
  readonly address?: string
}

export interface FolderLock {
  /** Becomes the program that writes, if no other is. @throws FolderHeld */
  own(): Promise<void>
  /** Notes where a server answers, for programs that find the folder held. */
  tell(address: string): void
  release(): void
}

/** Of the files of the lock, in a data folder. */
export const LOCK_FOLDER = 'lock'

const holderPath = (folder: string): string => join(folder, LOCK_FOLDER, 'holder.json')

/** Null where none has been named yet, or the name cannot be read. */
const readHolder = (folder: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(holderPath(folder), 'utf8'))
  } catch {
    return null
  }
}

/** Where the server answers that holds a folder; null where none does, or it has not said so. */
export const serverAddress = (folder: string): string | null => readHolder(folder)?.address ?? null

const held = (folder: string): FolderHeld => {
  const holder = readHolder(folder)
  if (!holder || !Object.hasOwn(PROGRAMS, holder.program)) {
    return new FolderHeld({
      zh: `数据文件夹 ${folder} 正被另一个程序使用。`,
      en: `Another program is using the data folder ${folder}.`,
    })
  }
  const { program, processId, machine, since } = holder
  const { zh, en } = PROGRAMS[program]
  return new FolderHeld({
    zh: `数据文件夹 ${folder} 自 ${since} 起由另一个程序占用：${machine} 上的${zh}（进程 ${processId}）。`,
    en: `The data folder ${folder} is held by another program since ${since}: ${en} on ${machine} (process ${processId}).`,
  })
}

/** @throws FolderHeld where another program stands in the way. */
const locked = (binding: Binding, folder: string, statement: string): void => {
  try {
    binding.exec(statement)
  } catch (error) {
    if (storeError(error) instanceof StoreBusy) throw held(folder)
    throw error
  }
}

/**
 * Takes part in a folder, which is made where there is none. Who replaces its database is alone in
 * it from the first moment to the last.
 * @throws FolderHeld with who is in the way.
 */
export const takeFolder = async (
  folder: string,
  program: Program,
  { alone }: { readonly alone: boolean },
): Promise<FolderLock> => {
  mkdirSync(join(folder, LOCK_FOLDER), { recursive: true })
  const driver = await loadDriver()
  const open = (): Binding => driver.open(join(folder, LOCK_FOLDER, 'lock.sqlite'), 0)
  const bindings = [open()]
  const release = (): void => {
    for (const each of bindings.splice(0)) each.close()
  }
  let address: string | undefined
  const nameHolder = (): void => {
    const since = toLocalMinute(new Date())
    const holder: Holder = {
      ...{ program, processId: process.pid, machine: hostname(), since },
      ...(address === undefined ? {} : { address }),
    }
    writeFileSync(holderPath(folder), `${JSON.stringify(holder)}\n`)
  }
  try {
    locked(bindings[0]!, folder, alone ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT 1 FROM sqlite_schema')
    if (alone) nameHolder()
  } catch (error) {
    release()
    throw error
  }
  return {
    async own() {
      if (alone || bindings.length > 1) return
      const binding = open()
      try {
        locked(binding, folder, 'BEGIN IMMEDIATE')
      } catch (error) {
        binding.close()
        throw error
      }
      bindings.push(binding)
      nameHolder()
    },
    tell(reached) {
      address = reached
      if (alone || bindings.length > 1) nameHolder()
    },
    release,
  }
}
