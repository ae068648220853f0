/** The road network on disk: read whole into shared memory, replaced in one step. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { decodeGraph, encodeGraph } from '../network/file.ts'
import type { RoadGraph } from '../network/graph.ts'

/** Name of the network file within DATA_DIR. */
const NETWORK_FILE = 'roads.network'

export const networkPath = (dataFolder: string): string => join(dataFolder, NETWORK_FILE)

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
 * Replaces the network file in one step: a reader finds the old network or the new one, whatever
 * happens in between. Answers the graph's id.
 */
export const writeNetwork = (path: string, graph: RoadGraph): string => {
  const bytes = encodeGraph(graph)
  const temporary = `${path}.${process.pid}.part`
  try {
    const file = openSync(temporary, 'w')
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(file, bytes, written, bytes.length - written)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
  return decodeGraph(bytes.buffer).id
}
