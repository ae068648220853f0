/** The roads that are left when the lake is closed: none in it, its ferries from shore to shore. */
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import {
  type DraftSegment,
  draftLonLats,
  type NetworkDraft,
} from '../../../server/network/draft.ts'
import { strongPartOf } from '../roads/measure-distances.ts'
import type { ShownWater } from './shown-water.ts'

/** A ferry lands where at least so many junctions hang together, and not on a stray lane. */
const LEAST_LANDING_NODES = 20

/** Longitude, latitude, longitude … as places. */
export const placesOf = (numbers: readonly number[]): LonLat[] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[i * 2]!, numbers[i * 2 + 1]!])

/** For each node one node that stands for all that hang together with it by the segments. */
const partsOf = (nodeCount: number, segments: readonly DraftSegment[]): Int32Array => {
  const parent = Int32Array.from({ length: nodeCount }, (_, node) => node)
  const rootOf = (node: number): number => {
    let root = node
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
  for (const { from, to } of segments) parent[rootOf(from)] = rootOf(to)
  return parent.map((_, node) => rootOf(node))
}

const sizesOf = (parts: Int32Array): Map<number, number> => {
  const sizes = new Map<number, number>()
  for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1)
  return sizes
}

/** A ferry whose landings the lake has covered: from the shore that is nearest to one of them to another's. */
const landed = (draft: NetworkDraft, dry: readonly DraftSegment[], ferry: DraftSegment) => {
  const parts = partsOf(draft.nodes.length / 2, dry)
  const sizes = sizesOf(parts)
  const nearest = (end: number, isAllowed: (part: number) => boolean) => {
    const [longitude, latitude] = draft.nodes.subarray(end * 2, end * 2 + 2) as unknown as LonLat
    let best = { node: -1, metres: Number.POSITIVE_INFINITY }
    parts.forEach((part, node) => {
      if (sizes.get(part)! < LEAST_LANDING_NODES || !isAllowed(part)) return
      const [x, y] = draft.nodes.subarray(node * 2, node * 2 + 2) as unknown as LonLat
      const metres = haversineMetres(longitude, latitude, x, y)
      if (metres < best.metres) best = { node, metres }
    })
    return best
  }
  const [a, b] = [nearest(ferry.from, () => true), nearest(ferry.to, () => true)]
  const isFirst = a.metres < b.metres
  const near = (isFirst ? a : b).node
  const far = nearest(isFirst ? ferry.to : ferry.from, (part) => part !== parts[near]).node
  return { ...ferry, from: isFirst ? near : far, to: isFirst ? far : near, shape: [] }
}

/** Nodes that no segment has left out, and what refers to them and to segments renumbered. */
const compacted = (
  draft: NetworkDraft,
  segments: readonly DraftSegment[],
  kept: readonly (number | null)[],
): NetworkDraft => {
  const used = [...new Set(segments.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const nodeOf = new Map(used.map((node, index) => [node, index]))
  const segmentOf = new Map(kept.map((old, index) => [old, index]))
  return {
    ...draft,
    nodes: Float64Array.from(
      used.flatMap((node) => [draft.nodes[node * 2]!, draft.nodes[node * 2 + 1]!]),
    ),
    segments: segments.map((segment) => ({
      ...segment,
      from: nodeOf.get(segment.from)!,
      to: nodeOf.get(segment.to)!,
    })),
    turnBans: draft.turnBans
      .filter((ban) => ban.every((edge) => segmentOf.has(edge >> 1)))
      .map((ban) => ban.map((edge) => segmentOf.get(edge >> 1)! * 2 + (edge & 1))),
  }
}

/** The draft without what the lake covers, and without lanes that then lead nowhere. */
export const dryRoads = (
  draft: NetworkDraft,
  { meetsLake, isInLake }: ShownWater,
): NetworkDraft => {
  const lineOf = (segment: DraftSegment) => placesOf(draftLonLats(draft, segment))
  const isFerry = ({ roadClass }: DraftSegment) => roadClass === 'ferry'
  const isDry = (segment: DraftSegment) => {
    const line = lineOf(segment)
    return isFerry(segment) ? !isInLake(line[0]!) && !isInLake(line.at(-1)!) : !meetsLake(line)
  }
  const dry = draft.segments.flatMap((segment, index) =>
    isDry(segment) ? [{ segment, index }] : [],
  )
  const roads = dry.map(({ segment }) => segment).filter((segment) => !isFerry(segment))
  const ferries = draft.segments
    .filter((segment) => isFerry(segment) && !isDry(segment))
    .map((ferry) => ({ segment: landed(draft, roads, ferry), index: null }))
  const all = [...dry, ...ferries]
  const whole = { ...draft, segments: all.map(({ segment }) => segment) }
  const sizes = [...sizesOf(partsOf(draft.nodes.length / 2, whole.segments))]
  const [largest] = sizes.reduce((most, each) => (each[1] > most[1] ? each : most))
  const main = strongPartOf(whole, largest)
  const left = all.filter(({ segment: { from, to } }) => main[from] === 1 && main[to] === 1)
  return compacted(
    draft,
    left.map(({ segment }) => segment),
    left.map(({ index }) => index),
  )
}
