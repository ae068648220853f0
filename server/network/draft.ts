/**
 * A road network as its source describes it (the demonstration generator or an OpenStreetMap
 * extract), before `buildGraph` lays out edges, turns and states for the search.
 */
import { haversineMetres } from '../../data/geometry.ts'
import type { DistancePost, DrawnWater, NamedPlace } from '../../data/named-place.ts'
import type { RoadClass } from '../../data/road-class.ts'

/** Who may drive a segment; a bit mask, since an ambulance may pass where a lorry may not. */
export const ACCESS = {
  /** Ordinary motor vehicles. */
  motor: 1,
  /** Emergency vehicles on a call: also private roads and barriers that open for them. */
  emergency: 2,
  /** Goods vehicles. */
  lorry: 4,
} as const

/** Everything: what a public road without restrictions carries. */
export const ACCESS_ALL = ACCESS.motor | ACCESS.emergency | ACCESS.lorry

/** What a segment is besides a stretch of road; a bit mask. */
export const STRUCTURE = { bridge: 1, dam: 2, tunnel: 4, ferry: 8, roundabout: 16 } as const

/** A stretch of road between two nodes where a driver has a choice (or the road ends). */
export interface DraftSegment {
  /** Index into `NetworkDraft.nodes`. */
  from: number
  to: number
  /** Points between the two nodes: longitude, latitude, longitude, latitude … (WGS-84). */
  shape: readonly number[]
  roadClass: RoadClass
  /** Spoken name, '' when it has none. A bridge or dam carries its own name. */
  name: string
  /** Road number such as G327, '' when it has none. */
  ref: string
  /** Free-flow speed from `from` to `to`; 0 where that direction must not be driven. */
  forwardKph: number
  backwardKph: number
  /** Bits of ACCESS. */
  access: number
  /** Bits of STRUCTURE. */
  structure: number
}

/**
 * A sequence of directed edges that must not be driven in this order. A directed edge is
 * `segmentIndex * 2`, plus 1 when driven from `to` towards `from`. Two edges make an ordinary
 * turn ban, more make a ban via ways.
 */
export type TurnBan = readonly number[]

export interface NetworkDraft {
  provenance: 'generated' | 'imported'
  /** Where it comes from, with licence, in one sentence a user may read. */
  source: string
  /** longitude, latitude of each node, interleaved (WGS-84 degrees). */
  nodes: Float64Array
  segments: DraftSegment[]
  turnBans: TurnBan[]
  /** What the source names beside its roads; a generated network has none. */
  places?: readonly NamedPlace[]
  distancePosts?: readonly DistancePost[]
  waters?: readonly DrawnWater[]
}

/** All points of a segment from its first node to its last: longitude, latitude, longitude … */
export const draftLonLats = ({ nodes }: NetworkDraft, segment: DraftSegment): number[] => {
  const { from, to, shape } = segment
  return [nodes[from * 2]!, nodes[from * 2 + 1]!, ...shape, nodes[to * 2]!, nodes[to * 2 + 1]!]
}

/** Metres along a segment's shape. */
export const draftMetres = (draft: NetworkDraft, segment: DraftSegment): number => {
  const line = draftLonLats(draft, segment)
  let metres = 0
  for (let i = 2; i < line.length; i += 2) {
    metres += haversineMetres(line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!)
  }
  return metres
}
