/** The road network on disk: read whole into shared memory, replaced in one step. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { decodeGraph } from '../network/file.ts'
import type { RoadGraph } from '../network/graph.ts'

/**
 * The network of a file, or `null` when there is none. The arrays lie in shared memory, so worker
 * threads search the same bytes.
 * @throws Error with a sentence when the file is damaged or of another version.
 */
export const readNetwork = (path: string): RoadGraph | null => {
  if (!existsSync(path)) return null
  const file = openSync(path, 'r')
  try {
    const buffer = new SharedArrayBuffer(statSync(path).size)
    const bytes = new Uint8Array(buffer)
    let filled = 0
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, filled)
      if (read === 0) throw new Error('the network file was cut off while it was read')
      filled += read
    }
    return decodeGraph(buffer)
  } finally {
    closeSync(file)
  }
}

/**
 * Writes a temporary file beside the target, makes sure that it is on the disk, and renames it over
 * the target. Whatever goes wrong, the temporary file is removed and the target left as it was.
 */
export const replaceNetworkFile = async (
  target: string,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<void> => {
  await mkdir(dirname(target), { recursive: true })
  const temporary = `${target}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(bytes, signal ? { signal } : {})
      await file.sync()
    } finally {
      await file.close()
    }
    signal?.throwIfAborted()
    await keepPrevious(target)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncToDisk(dirname(target))
}

/** Where the demonstration's roads are kept while others are in use. */
export const demonstrationNetworkPath = (path: string): string => `${path}.demonstration`

/** Puts the file aside where it holds the demonstration's roads; one that cannot be read holds none. */
export const putDemonstrationAside = async (path: string): Promise<void> => {
  const aside = demonstrationNetworkPath(path)
  try {
    if (readNetwork(path)?.provenance !== 'generated') return
  } catch {
    return
  }
  await rm(aside, { force: true })
  await link(path, aside)
}

/** Puts the demonstration's roads back in the place of those in use. @throws Error where there are none. */
export const takeBackDemonstration = async (path: string): Promise<void> =>
  replaceNetworkFile(path, await readFile(demonstrationNetworkPath(path)))

/** The network before this one, for a file that is found damaged. */
export const previousNetworkPath = (path: string): string => `${path}.previous`

/** A second name for the file that is about to lose its own. */
const keepPrevious = async (target: string): Promise<void> => {
  if (!existsSync(target)) return
  const previous = previousNetworkPath(target)
  await rm(previous, { force: true })
  await link(target, previous)
}

/**
 * Makes a file, or the names in a directory, last through a power cut; Windows cannot open
 * directories and needs not.
 */
export const syncToDisk = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
