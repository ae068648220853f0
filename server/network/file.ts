/**
 * The network file: magic, format version, length and checksum of a JSON header, the header, then
 * sections, each on an eight-byte border. The header gives name, version, place and checksum of each:
 * a program reads the sections that it knows and passes over others. Bytes in, graph out, without
 * parsing the arrays; lists of names are JSON, parsed when they are asked for.
 */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PROFILE_IDS, type ProfileId } from '../../data/profile.ts'
import { ARC_ARRAYS, type ArcArrays, withTurnRows } from './arc-arrays.ts'
import {
  assembleGraph,
  GRAPH_ARRAYS,
  type GraphArrays,
  type GraphDescription,
  type RoadGraph,
} from './graph.ts'
import { bytesOfNames, NAME_LIST_NAMES, nameReaders } from './name-lists.ts'
import { prepare } from './prepared.ts'
import { openRoadsVersion } from './profile.ts'

const MAGIC = 0x4e_45_52_4d
const FORMAT_VERSION = 2
/** Written before sections had checksums: one digest, the id, stands for all. */
const OLD_FORMAT_VERSION = 1
const OLD_PREAMBLE_BYTES = 12
const PREAMBLE_BYTES = 16
/** Of most sections; an array whose meaning changes gets the next. */
const FIRST_SECTION_VERSION = 1
/** States were numbered as their edges before. */
const STATE_EDGE_VERSION = 2
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
  readonly lengths: Readonly<Record<keyof ArcArrays, number>>
}

const ARRAY_NAMES = Object.keys(GRAPH_ARRAYS) as readonly (keyof GraphArrays)[]
const ARC_ARRAY_NAMES = Object.keys(ARC_ARRAYS) as readonly (keyof ArcArrays)[]

const versionOf = (name: string): number =>
  name === 'stateEdge' ? STATE_EDGE_VERSION : FIRST_SECTION_VERSION

const aligned = (offset: number): number => Math.ceil(offset / ALIGNMENT_BYTES) * ALIGNMENT_BYTES

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

interface Content {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Everything that a file holds beside its description, in its order; no lists that are empty. */
const contentsOf = (graph: RoadGraph): Content[] => [
  ...ARRAY_NAMES.map((name) => ({ name, bytes: bytesOf(graph[name]) })),
  ...NAME_LIST_NAMES.map((name) => ({ name, bytes: bytesOfNames(graph, name) })).filter(
    ({ bytes }) => bytes.length > 0,
  ),
]

const INDEX_SECTION = 'segmentIndex'
/** Its boxes have a margin, in single precision. */
const INDEX_VERSION = 1
const connectedSection = (profile: ProfileId): string => `connected ${profile}`

/** What follows from the rest, made once. */
const preparedContents = (graph: RoadGraph): (Content & { readonly version: number })[] => {
  const { segmentIndex, connected } = prepare(graph)
  return [
    { name: INDEX_SECTION, version: INDEX_VERSION, bytes: segmentIndex },
    ...PROFILE_IDS.map((profile) => ({
      name: connectedSection(profile),
      version: openRoadsVersion(profile),
      bytes: connected[profile] ?? new Uint8Array(),
    })),
  ]
}

/** What makes two networks the same: all contents, the roads' names and where they come from. */
const digestOf = (
  graph: Omit<GraphDescription, 'id'>,
  contents: Iterable<{ readonly bytes: Uint8Array }>,
): string => {
  const hash = createHash('sha256')
  for (const { bytes } of contents) hash.update(bytes)
  hash.update(JSON.stringify([graph.provenance, graph.source, graph.region, graph.names]))
  return hash.digest('hex').slice(0, DIGEST_CHARACTERS)
}

/** The bytes of a network file; the id in it is the digest of the contents. */
export const encodeGraph = (graph: RoadGraph): Uint8Array<ArrayBuffer> => {
  const { provenance, source, region, names } = graph
  const told = contentsOf(graph)
  const description = { id: digestOf(graph, told), provenance, source, region, names }
  const contents = [
    ...told.map((content) => ({ ...content, version: versionOf(content.name) })),
    ...preparedContents(graph),
  ]
  let end = 0
  const sections = contents.map(({ name, version, bytes }): Section => {
    const { byteLength } = bytes
    const offset = aligned(end)
    end = offset + byteLength
    return { name, version, offset, byteLength, crc32: crc32(bytes) }
  })
  const header = new TextEncoder().encode(
    JSON.stringify({ description, sections } satisfies Header),
  )
  const start = aligned(PREAMBLE_BYTES + header.length)
  const bytes = new Uint8Array(start + aligned(end))
  new Uint32Array(bytes.buffer, 0, 4).set([MAGIC, FORMAT_VERSION, header.length, crc32(header)])
  bytes.set(header, PREAMBLE_BYTES)
  for (const [i, content] of contents.entries())
    bytes.set(content.bytes, start + sections[i]!.offset)
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
    const { description, arrays } = decodedOld(buffer)
    const contents = ARC_ARRAY_NAMES.map((name) => ({ bytes: bytesOf(arrays[name]) }))
    if (digestOf(description, contents) === description.id) {
      return assembleGraph(
        description,
        withTurnRows(arrays),
        nameReaders(() => null),
      )
    }
  } catch (error) {
    if (error instanceof NetworkFileError) throw error
  }
  throw new NetworkFileError('the network file is damaged')
}

type AnyView = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** Typed arrays take plain and shared memory alike. */
interface AnyViewConstructor {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, offset: number, length: number): AnyView
}

const arraysBy = <Name extends string>(
  names: readonly Name[],
  read: (name: Name) => AnyView,
): Record<Name, AnyView> =>
  Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, AnyView>

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
  view: AnyViewConstructor,
  offset: number,
  byteLength: number,
): AnyView => {
  if (aligned(offset + byteLength) > buffer.byteLength) throw cutOff()
  return new view(buffer, offset, byteLength / view.BYTES_PER_ELEMENT)
}

const decoded = (buffer: ArrayBuffer | SharedArrayBuffer): RoadGraph => {
  if (buffer.byteLength < PREAMBLE_BYTES) throw cutOff()
  const bytes = headerBytesOf(buffer, PREAMBLE_BYTES)
  if (new Uint32Array(buffer, 12, 1)[0] !== crc32(bytes)) throw damagedIn('its header')
  const start = aligned(PREAMBLE_BYTES + bytes.length)
  const { description, sections } = JSON.parse(new TextDecoder().decode(bytes)) as Header
  const read = (name: string, view: AnyViewConstructor, version: number): AnyView => {
    const section = sections.find((each) => each.name === name)
    if (section?.version !== version) {
      throw new NetworkFileError(
        `the network file has ${section ? `version ${section.version}` : 'nothing'} of ${name}; this program reads version ${version}`,
      )
    }
    const array = arrayAt(buffer, view, start + section.offset, section.byteLength)
    // Of an array that was damaged on the disk there is no other sign: times would be wrong.
    if (crc32(bytesOf(array)) !== section.crc32) throw damagedIn(`section ${name}`)
    return array
  }
  const hasArcs = sections.some(({ name }) => name === 'turnTo')
  const arrays = hasArcs
    ? withTurnRows(
        arraysBy(ARC_ARRAY_NAMES, (name) =>
          read(name, ARC_ARRAYS[name], FIRST_SECTION_VERSION),
        ) as ArcArrays,
      )
    : (arraysBy(ARRAY_NAMES, (name) =>
        read(name, GRAPH_ARRAYS[name], versionOf(name)),
      ) as GraphArrays)
  // Roads are searched without what these hold: of a version that is not known, or left out, there is none.
  const bytesIf = (name: string, version: number): Uint8Array | null => {
    const section = sections.find((each) => each.name === name && each.version === version)
    if (!section) return null
    const { offset, byteLength } = section
    if (aligned(start + offset + byteLength) > buffer.byteLength) throw cutOff()
    const contents = new Uint8Array(buffer, start + offset, byteLength)
    if (crc32(contents) !== section.crc32) throw damagedIn(`section ${name}`)
    return contents
  }
  const names = nameReaders((list) => bytesIf(list, FIRST_SECTION_VERSION))
  const segmentIndex = bytesIf(INDEX_SECTION, INDEX_VERSION)
  const connected = PROFILE_IDS.flatMap((profile) => {
    const marks = bytesIf(connectedSection(profile), openRoadsVersion(profile))
    return marks ? [[profile, marks] as const] : []
  })
  const prepared = segmentIndex && { segmentIndex, connected: Object.fromEntries(connected) }
  return assembleGraph(description, arrays, names, prepared)
}

const decodedOld = (
  buffer: ArrayBuffer | SharedArrayBuffer,
): { description: GraphDescription; arrays: ArcArrays } => {
  const bytes = headerBytesOf(buffer, OLD_PREAMBLE_BYTES)
  const { description, lengths } = JSON.parse(new TextDecoder().decode(bytes)) as OldHeader
  let end = OLD_PREAMBLE_BYTES + bytes.length
  const arrays = arraysBy(ARC_ARRAY_NAMES, (name) => {
    const offset = aligned(end)
    const byteLength = lengths[name] * ARC_ARRAYS[name].BYTES_PER_ELEMENT
    end = offset + byteLength
    return arrayAt(buffer, ARC_ARRAYS[name] as AnyViewConstructor, offset, byteLength)
  })
  return { description, arrays: arrays as ArcArrays }
}
