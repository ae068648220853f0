/**
 * The network file: magic, format version, length and checksum of a JSON header, the header, then
 * sections, each on an eight-byte border. The header tells name, version, place and checksum of each:
 * a program reads the sections that it knows and passes over others. Bytes in, graph out, without
 * parsing the arrays.
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import {
  assembleGraph,
  GRAPH_ARRAYS,
  type GraphArrays,
  type GraphDescription,
  type RoadGraph,
} from './graph.ts'

const MAGIC = 0x4e_45_52_4d
const FORMAT_VERSION = 2
/** Written before sections had checksums: one digest, the id, stands for all. */
const OLD_FORMAT_VERSION = 1
const OLD_PREAMBLE_BYTES = 12
const PREAMBLE_BYTES = 16
/** Of every array as `GRAPH_ARRAYS` describes it; one whose meaning changes gets the next. */
const SECTION_VERSION = 1
const ALIGNMENT_BYTES = 8
const DIGEST_CHARACTERS = 16

/** Bytes that are no network, with a sentence that says why. */
export class NetworkFileError extends Error {}

interface Section {
  readonly name: string
  readonly version: number
  /** From the border after the header. */
  readonly offset: number
  readonly byteLength: number
  readonly crc32: number
}

interface Header {
  readonly description: GraphDescription
  readonly sections: readonly Section[]
}

interface OldHeader {
  readonly description: GraphDescription
  /** Elements of each array, which follow one another. */
  readonly lengths: Readonly<Record<keyof GraphArrays, number>>
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
  const description = { id: digestOf(graph), provenance, source, region, names }
  let end = 0
  const sections = ARRAY_NAMES.map((name): Section => {
    const { byteLength } = graph[name]
    const offset = aligned(end)
    end = offset + byteLength
    return {
      name,
      version: SECTION_VERSION,
      offset,
      byteLength,
      crc32: crc32(bytesOf(graph[name])),
    }
  })
  const header = new TextEncoder().encode(
    JSON.stringify({ description, sections } satisfies Header),
  )
  const start = aligned(PREAMBLE_BYTES + header.length)
  const bytes = new Uint8Array(start + aligned(end))
  new Uint32Array(bytes.buffer, 0, 4).set([MAGIC, FORMAT_VERSION, header.length, crc32(header)])
  bytes.set(header, PREAMBLE_BYTES)
  for (const [i, name] of ARRAY_NAMES.entries())
    bytes.set(bytesOf(graph[name]), start + sections[i]!.offset)
  return bytes
}

const cutOff = (): NetworkFileError => new NetworkFileError('the network file is cut off')
const damagedIn = (part: string): NetworkFileError =>
  new NetworkFileError(`the network file is damaged: ${part} does not have its checksum`)

/**
 * The graph in the bytes of a network file; its arrays are views of `buffer`, nothing is copied.
 * @throws NetworkFileError with a sentence when the bytes are not a network file of this version, cut off, or
 *   not those that were written.
 */
export const decodeGraph = (buffer: ArrayBuffer | SharedArrayBuffer): RoadGraph => {
  if (buffer.byteLength < OLD_PREAMBLE_BYTES)
    throw new NetworkFileError('the network file is empty or cut off')
  const [magic, version] = new Uint32Array(buffer, 0, 2)
  if (magic !== MAGIC) throw new NetworkFileError('this is not a network file')
  if (version === FORMAT_VERSION) return decoded(buffer)
  if (version !== OLD_FORMAT_VERSION) {
    throw new NetworkFileError(
      `the network file has format ${version}; this program reads ${FORMAT_VERSION}`,
    )
  }
  try {
    const graph = decodedOld(buffer)
    if (digestOf(graph) === graph.id) return graph
  } catch (error) {
    if (error instanceof NetworkFileError) throw error
  }
  throw new NetworkFileError('the network file is damaged')
}

/** A copy, because TextDecoder refuses shared memory. */
const headerBytesOf = (
  buffer: ArrayBuffer | SharedArrayBuffer,
  offset: number,
): Uint8Array<ArrayBuffer> => {
  const [length = 0] = new Uint32Array(buffer, 8, 1)
  if (offset + length > buffer.byteLength) throw cutOff()
  return new Uint8Array(buffer, offset, length).slice()
}

const arrayAt = (
  buffer: ArrayBuffer | SharedArrayBuffer,
  name: keyof GraphArrays,
  offset: number,
  byteLength: number,
): GraphArrays[keyof GraphArrays] => {
  if (aligned(offset + byteLength) > buffer.byteLength) throw cutOff()
  // One constructor stands for all in the type: they take the same arguments.
  const View = GRAPH_ARRAYS[name] as Float64ArrayConstructor
  return new View(buffer as ArrayBufferLike, offset, byteLength / View.BYTES_PER_ELEMENT)
}

const decoded = (buffer: ArrayBuffer | SharedArrayBuffer): RoadGraph => {
  if (buffer.byteLength < PREAMBLE_BYTES) throw cutOff()
  const bytes = headerBytesOf(buffer, PREAMBLE_BYTES)
  if (new Uint32Array(buffer, 12, 1)[0] !== crc32(bytes)) throw damagedIn('its header')
  const start = aligned(PREAMBLE_BYTES + bytes.length)
  const { description, sections } = JSON.parse(new TextDecoder().decode(bytes)) as Header
  const arrays = ARRAY_NAMES.map((name) => {
    const section = sections.find((each) => each.name === name)
    if (section?.version !== SECTION_VERSION) {
      throw new NetworkFileError(
        `the network file has ${section ? `version ${section.version}` : 'nothing'} of ${name}; this program reads version ${SECTION_VERSION}`,
      )
    }
    const array = arrayAt(buffer, name, start + section.offset, section.byteLength)
    // Of an array that was damaged on the disk there is no other sign: times would be wrong.
    if (crc32(bytesOf(array)) !== section.crc32) throw damagedIn(`section ${name}`)
    return [name, array]
  })
  return assembleGraph(description, Object.fromEntries(arrays))
}

const decodedOld = (buffer: ArrayBuffer | SharedArrayBuffer): RoadGraph => {
  const bytes = headerBytesOf(buffer, OLD_PREAMBLE_BYTES)
  const { description, lengths } = JSON.parse(new TextDecoder().decode(bytes)) as OldHeader
  let end = OLD_PREAMBLE_BYTES + bytes.length
  const arrays = ARRAY_NAMES.map((name) => {
    const offset = aligned(end)
    const byteLength = lengths[name] * GRAPH_ARRAYS[name].BYTES_PER_ELEMENT
    end = offset + byteLength
    return [name, arrayAt(buffer, name, offset, byteLength)]
  })
  return assembleGraph(description, Object.fromEntries(arrays))
}
