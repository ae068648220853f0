/**
 * The network file: magic, format version, length of a JSON header, the header, then the arrays,
 * each on an eight-byte border. Bytes in, graph out, without parsing the arrays.
 */
import { createHash } from 'node:crypto'
import {
  assembleGraph,
  GRAPH_ARRAYS,
  type GraphArrays,
  type GraphDescription,
  type RoadGraph,
} from './graph.ts'

const MAGIC = 0x4e_45_52_4d
const FORMAT_VERSION = 1
const PREAMBLE_BYTES = 12
const ALIGNMENT_BYTES = 8
const DIGEST_CHARACTERS = 16

/** Bytes that are no network, with a sentence that says why. */
export class NetworkFileError extends Error {}

interface Header {
  description: GraphDescription
  lengths: Record<keyof GraphArrays, number>
}

const ARRAY_NAMES = Object.keys(GRAPH_ARRAYS) as readonly (keyof GraphArrays)[]

const aligned = (offset: number): number => Math.ceil(offset / ALIGNMENT_BYTES) * ALIGNMENT_BYTES

const bytesOf = (array: GraphArrays[keyof GraphArrays]): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** What makes two networks the same: every array, the names and where they come from. */
const digestOf = (graph: RoadGraph): string => {
  const hash = createHash('sha256')
  for (const name of ARRAY_NAMES) hash.update(bytesOf(graph[name]))
  hash.update(JSON.stringify([graph.provenance, graph.source, graph.region, graph.names]))
  return hash.digest('hex').slice(0, DIGEST_CHARACTERS)
}

/** The bytes of a network file; the id in it is the digest of the contents. */
export const encodeGraph = (graph: RoadGraph): Uint8Array<ArrayBuffer> => {
  const { provenance, source, region, names } = graph
  const lengths = Object.fromEntries(ARRAY_NAMES.map((name) => [name, graph[name].length]))
  const header: Header = {
    description: { id: digestOf(graph), provenance, source, region, names },
    lengths: lengths as Header['lengths'],
  }
  const headerBytes = new TextEncoder().encode(JSON.stringify(header))
  const arraysOffset = aligned(PREAMBLE_BYTES + headerBytes.length)
  const size = ARRAY_NAMES.reduce(
    (offset, name) => aligned(offset + graph[name].byteLength),
    arraysOffset,
  )
  const bytes = new Uint8Array(size)
  new Uint32Array(bytes.buffer, 0, 3).set([MAGIC, FORMAT_VERSION, headerBytes.length])
  bytes.set(headerBytes, PREAMBLE_BYTES)
  let offset = arraysOffset
  for (const name of ARRAY_NAMES) {
    bytes.set(bytesOf(graph[name]), offset)
    offset = aligned(offset + graph[name].byteLength)
  }
  return bytes
}

/**
 * The graph in the bytes of a network file; its arrays are views of `buffer`, nothing is copied.
 * @throws NetworkFileError with a sentence when the bytes are not a network file of this version, cut off, or
 *   not those that were written.
 */
export const decodeGraph = (buffer: ArrayBuffer | SharedArrayBuffer): RoadGraph => {
  try {
    const graph = decoded(buffer)
    // Of an array that was damaged on the disk there is no other sign: times would be wrong.
    if (digestOf(graph) === graph.id) return graph
  } catch (error) {
    if (error instanceof NetworkFileError) throw error
  }
  throw new NetworkFileError('the network file is damaged')
}

const decoded = (buffer: ArrayBuffer | SharedArrayBuffer): RoadGraph => {
  if (buffer.byteLength < PREAMBLE_BYTES)
    throw new NetworkFileError('the network file is empty or cut off')
  const [magic, version, headerLength] = new Uint32Array(buffer, 0, 3)
  if (magic !== MAGIC) throw new NetworkFileError('this is not a network file')
  if (version !== FORMAT_VERSION) {
    throw new NetworkFileError(
      `the network file has format ${version}; this program reads ${FORMAT_VERSION}`,
    )
  }
  const arraysOffset = PREAMBLE_BYTES + (headerLength ?? 0)
  if (arraysOffset > buffer.byteLength) throw new NetworkFileError('the network file is cut off')
  // A copy, because TextDecoder refuses shared memory.
  const headerBytes = new Uint8Array(buffer, PREAMBLE_BYTES, headerLength).slice()
  const header = JSON.parse(new TextDecoder().decode(headerBytes)) as Header
  let offset = aligned(arraysOffset)
  const arrays: Record<string, unknown> = {}
  for (const name of ARRAY_NAMES) {
    const length = header.lengths[name]
    const end = offset + length * GRAPH_ARRAYS[name].BYTES_PER_ELEMENT
    if (aligned(end) > buffer.byteLength) throw new NetworkFileError('the network file is cut off')
    // One constructor stands for all in the type: they take the same arguments.
    const View = GRAPH_ARRAYS[name] as Float64ArrayConstructor
    arrays[name] = new View(buffer as ArrayBufferLike, offset, length)
    offset = aligned(end)
  }
  return assembleGraph(header.description, arrays as GraphArrays)
}
