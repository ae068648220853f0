/**
 * The elements in a block of a PBF file (wiki.openstreetmap.org/wiki/PBF_Format), with what readers
 * of roads need beyond tags and places: versions, deletions, and the locations that ways carry where
 * the nodes were left out.
 */
import { PbfReader } from 'pbf'
import type { ElementKind, OsmElement, OsmMember, OsmRelation, OsmWay, Tags } from './elements.ts'

const NANODEGREES = 1e9
const DEFAULT_GRANULARITY = 100
const MEMBER_TYPES = ['node', 'way', 'relation'] as const

/** Field numbers in PrimitiveGroup; each group holds one kind of element. */
const GROUP = { node: 1, denseNodes: 2, way: 3, relation: 4 } as const

interface Block {
  strings: string[]
  groups: PbfReader[]
  granularity: number
  latitudeOffset: number
  longitudeOffset: number
}

const sameLength = (...lists: readonly (readonly unknown[])[]): void => {
  if (lists.some(({ length }) => length !== lists[0]!.length))
    throw new RangeError('lists that belong together differ in length')
}

/** Each value is stored as its difference from the one before. */
const summed = (differences: number[]): number[] => {
  let sum = 0
  return differences.map((difference) => (sum += difference))
}

const readBlock = (bytes: Uint8Array): Block =>
  new PbfReader(bytes).readFields<Block>(
    (tag, block, pbf) => {
      if (tag === 1) {
        pbf.readMessage((field, strings) => {
          if (field === 1) strings.push(pbf.readString())
        }, block.strings)
      } else if (tag === 2) block.groups.push(new PbfReader(pbf.readBytes()))
      else if (tag === 17) block.granularity = pbf.readVarint()
      else if (tag === 19) block.latitudeOffset = pbf.readVarint(true)
      else if (tag === 20) block.longitudeOffset = pbf.readVarint(true)
    },
    {
      strings: [],
      groups: [],
      granularity: DEFAULT_GRANULARITY,
      latitudeOffset: 0,
      longitudeOffset: 0,
    },
  )

const stringAt = ({ strings }: Block, index: number): string => {
  const text = strings[index]
  if (text === undefined) throw new RangeError('there is no such string')
  return text
}

const degrees = ({ granularity }: Block, offset: number, units: number): number =>
  (offset + granularity * units) / NANODEGREES

/** What all three kinds of element have at the same field numbers. */
interface Common {
  id: number
  keys: number[]
  values: number[]
  version: number
  isDeleted: boolean
}

const common = (): Common => ({ id: 0, keys: [], values: [], version: 0, isDeleted: false })

const readCommon = (tag: number, element: Common, pbf: PbfReader): void => {
  if (tag === 1) element.id = pbf.readVarint(true)
  else if (tag === 2) pbf.readPackedVarint(element.keys)
  else if (tag === 3) pbf.readPackedVarint(element.values)
  else if (tag === 4) {
    pbf.readMessage((field, info) => {
      if (field === 1) info.version = pbf.readVarint()
      else if (field === 6) info.isDeleted = !pbf.readBoolean()
    }, element)
  }
}

const describe = (block: Block, { id, keys, values, version, isDeleted }: Common) => {
  sameLength(keys, values)
  const tags: Record<string, string> = {}
  keys.forEach((key, i) => {
    tags[stringAt(block, key)] = stringAt(block, values[i]!)
  })
  return { id, version, isDeleted, ...(keys.length > 0 && { tags }) }
}

const readNode = (block: Block, pbf: PbfReader): OsmElement => {
  const node = pbf.readMessage(
    (tag, into) => {
      if (tag === 1) into.id = pbf.readSVarint()
      else if (tag === 8) into.lat = pbf.readSVarint()
      else if (tag === 9) into.lon = pbf.readSVarint()
      else readCommon(tag, into, pbf)
    },
    { ...common(), lat: 0, lon: 0 },
  )
  return {
    type: 'node',
    ...describe(block, node),
    lat: degrees(block, block.latitudeOffset, node.lat),
    lon: degrees(block, block.longitudeOffset, node.lon),
  }
}

/** Key, value, key, value … of one node after the other, each closed by a zero. */
const denseTags = (block: Block, keysAndValues: readonly number[]): (Tags | undefined)[] => {
  const all: (Tags | undefined)[] = []
  for (let at = 0; at < keysAndValues.length; at++) {
    let tags: Record<string, string> | undefined
    for (; keysAndValues[at] !== 0; at += 2) {
      tags ??= {}
      tags[stringAt(block, keysAndValues[at]!)] = stringAt(block, keysAndValues[at + 1]!)
    }
    all.push(tags)
  }
  return all
}

const readDenseNodes = (block: Block, pbf: PbfReader): OsmElement[] => {
  const dense = {
    ids: [] as number[],
    versions: [] as number[],
    visible: [] as boolean[],
    lats: [] as number[],
    lons: [] as number[],
    keysAndValues: [] as number[],
  }
  pbf.readMessage((tag, into) => {
    if (tag === 1) pbf.readPackedSVarint(into.ids)
    else if (tag === 5) {
      pbf.readMessage((field, info) => {
        if (field === 1) pbf.readPackedVarint(info.versions)
        else if (field === 6) pbf.readPackedBoolean(info.visible)
      }, into)
    } else if (tag === 8) pbf.readPackedSVarint(into.lats)
    else if (tag === 9) pbf.readPackedSVarint(into.lons)
    else if (tag === 10) pbf.readPackedVarint(into.keysAndValues)
  }, dense)
  const { versions, visible } = dense
  const [ids, lats, lons] = [summed(dense.ids), summed(dense.lats), summed(dense.lons)]
  const tags = denseTags(block, dense.keysAndValues)
  sameLength(ids, lats, lons)
  for (const list of [versions, visible, tags]) if (list.length > 0) sameLength(ids, list)
  return ids.map((id, i) => ({
    type: 'node',
    id,
    version: versions[i] ?? 0,
    isDeleted: visible[i] === false,
    lat: degrees(block, block.latitudeOffset, lats[i]!),
    lon: degrees(block, block.longitudeOffset, lons[i]!),
    ...(tags[i] && { tags: tags[i] }),
  }))
}

const readWay = (block: Block, pbf: PbfReader): OsmWay => {
  const way = pbf.readMessage(
    (tag, into) => {
      if (tag === 8) pbf.readPackedSVarint(into.refs)
      else if (tag === 9) pbf.readPackedSVarint(into.lats)
      else if (tag === 10) pbf.readPackedSVarint(into.lons)
      else readCommon(tag, into, pbf)
    },
    { ...common(), refs: [] as number[], lats: [] as number[], lons: [] as number[] },
  )
  const refs = summed(way.refs)
  const element: OsmWay = { type: 'way', ...describe(block, way), refs }
  if (way.lats.length === 0) return element
  const [lats, lons] = [summed(way.lats), summed(way.lons)]
  sameLength(refs, lats, lons)
  element.lonLats = lats.flatMap((lat, i) => [
    degrees(block, block.longitudeOffset, lons[i]!),
    degrees(block, block.latitudeOffset, lat),
  ])
  return element
}

const readRelation = (block: Block, pbf: PbfReader): OsmRelation => {
  const relation = pbf.readMessage(
    (tag, into) => {
      if (tag === 8) pbf.readPackedVarint(into.roles)
      else if (tag === 9) pbf.readPackedSVarint(into.refs)
      else if (tag === 10) pbf.readPackedVarint(into.types)
      else readCommon(tag, into, pbf)
    },
    { ...common(), roles: [] as number[], refs: [] as number[], types: [] as number[] },
  )
  sameLength(relation.roles, relation.refs, relation.types)
  const members = summed(relation.refs).map((ref, i): OsmMember => {
    const type = MEMBER_TYPES[relation.types[i]!]
    if (!type) throw new RangeError('a member of no kind')
    return { type, ref, role: stringAt(block, relation.roles[i]!) }
  })
  return { type: 'relation', ...describe(block, relation), members }
}

export interface BlockElements {
  elements: OsmElement[]
  /** Which kinds the whole block holds. */
  holds: Readonly<Record<ElementKind, boolean>>
}

/** The elements of one kind in a block. @throws Error of any kind when the bytes are no block. */
export const elementsOfBlock = (bytes: Uint8Array, kind: ElementKind): BlockElements => {
  const block = readBlock(bytes)
  const holds = { nodes: false, waysAndRelations: false }
  const elements: OsmElement[] = []
  for (const group of block.groups) {
    group.readFields((tag, _, pbf) => {
      const isNode = tag === GROUP.node || tag === GROUP.denseNodes
      if (!isNode && tag !== GROUP.way && tag !== GROUP.relation) return
      holds[isNode ? 'nodes' : 'waysAndRelations'] = true
      if (isNode !== (kind === 'nodes')) return
      if (tag === GROUP.node) elements.push(readNode(block, pbf))
      else if (tag === GROUP.way) elements.push(readWay(block, pbf))
      else if (tag === GROUP.relation) elements.push(readRelation(block, pbf))
      else for (const node of readDenseNodes(block, pbf)) elements.push(node)
    }, null)
  }
  return { elements, holds }
}
