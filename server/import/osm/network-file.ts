/** Puts a network file in place in one step: the old one stays until the new one is complete. */
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Name of the network file in the data directory. */
export const NETWORK_FILE_NAME = 'roads.network'

/**
 * Writes a temporary file beside the target, makes sure that it is on the disk, and renames it over
 * the target. Whatever goes wrong, the temporary file is removed and the target left as it was.
 */
export const replaceNetworkFile = async (
  dataDirectory: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<string> => {
  await mkdir(dataDirectory, { recursive: true })
  const target = join(dataDirectory, NETWORK_FILE_NAME)
  const temporary = `${target}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(bytes, { signal })
      await file.sync()
    } finally {
      await file.close()
    }
    signal.throwIfAborted()
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncDirectory(dirname(target))
  return target
}

/** Makes the rename itself last through a power cut; Windows cannot open directories and needs not. */
const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
