/** Extracts that come in over HTTP: written down piece by piece, built by the program that the command is. */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { RoadImport } from '../data/roads.ts'
import type { BuildMessage } from './import/build-message.ts'
import { networkPath } from './store/data-folder.ts'
import { demonstrationNetworkPath, takeBackDemonstration } from './store/network-file.ts'

const PROGRAM = fileURLToPath(new URL('./import/main.ts', import.meta.url))
const FOLDER = 'roads-upload'

export interface RoadImports {
  /** Null where none has come since the service was started, or it was called off. */
  current(): RoadImport | null
  /** Begins anew with a file of this name and length. */
  begin(name: string, total: number): Promise<void>
  /** Adds to what has come; the last piece begins the building. @throws what the disk says */
  append(piece: Uint8Array): Promise<void>
  /** Builds what has come, once more after a refusal. @param force also roads that lie elsewhere */
  build(force: boolean): void
  /** Calls off what is under way and forgets the file; roads in use stay. */
  cancel(): Promise<void>
  hasDemonstration(): boolean
  /** Puts the demonstration's roads in use again. */
  takeBack(): Promise<void>
  close(): Promise<void>
}

/** @param onReplaced the roads in use have become others */
export const roadImports = (dataFolder: string, onReplaced: () => void): RoadImports => {
  const folder = join(dataFolder, FOLDER)
  let current: RoadImport | null = null
  let child: ChildProcess | null = null
  const fileOf = ({ name }: RoadImport): string => join(folder, name)
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const change = (changes: Partial<RoadImport>): void => {
    if (current) current = { ...current, ...changes }
  }

  const listen = (message: BuildMessage): void => {
    if ('share' in message) change({ share: message.share })
    else if ('built' in message) {
      onReplaced()
      change({ state: 'done', share: 1, sentence: message.built })
    } else change({ state: 'refused', sentence: message.refused, isElsewhere: message.isElsewhere })
  }

  const build = (force: boolean): void => {
    if (!current) return
    change({ state: 'building', share: 0, sentence: null, isElsewhere: false })
    const started = fork(PROGRAM, [fileOf(current), ...(force ? ['--force'] : [])], {
      env: { ...process.env, DATA_DIR: dataFolder },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    child = started
    const complaint = text(started.stderr!).catch(() => '')
    started.on('message', (message) => {
      if (child === started) listen(message as BuildMessage)
    })
    started.once('close', async () => {
      if (child !== started) return
      child = null
      if (current?.state === 'building') {
        const reason = (await complaint).trim().split('\n').at(-1) ?? ''
        const sentence = {
          zh: `道路未能建成，原有道路不变。${reason}`,
          en: `The roads could not be built; those before stay. ${reason}`,
        }
        change({ state: 'failed', sentence })
      }
      // A file that lies elsewhere may be wanted all the same.
      if (!current?.isElsewhere) await forget()
      onReplaced()
    })
  }

  const stopChild = async (): Promise<void> => {
    const ended = child
    child = null
    if (!ended || ended.exitCode !== null) return
    await new Promise((resolve) => {
      ended.once('close', resolve)
      ended.kill()
    })
  }
  const cancel = async (): Promise<void> => {
    current = null
    await stopChild()
    await forget()
  }

  return {
    current: () => current,
    async begin(name, total) {
      await cancel()
      await mkdir(folder, { recursive: true })
      const nothing = { received: 0, share: 0, sentence: null, isElsewhere: false }
      current = { ...nothing, name, total, state: 'uploading' }
    },
    async append(piece) {
      if (!current) return
      await appendFile(fileOf(current), piece)
      change({ received: current.received + piece.length })
      if (current.received === current.total) build(false)
    },
    build,
    cancel,
    hasDemonstration: () => existsSync(demonstrationNetworkPath(networkPath(dataFolder))),
    async takeBack() {
      await cancel()
      await takeBackDemonstration(networkPath(dataFolder))
      onReplaced()
    },
    async close() {
      await cancel()
    },
  }
}
