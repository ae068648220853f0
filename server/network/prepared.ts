/**
 * What every question to a graph begins with: which segments lie near a place, and which of them a
 * vehicle may be sent along. Kept in the network's file, so that a start and every thread find it made.
 */
import Flatbush from 'flatbush'
import { PROFILE_IDS, type ProfileId } from '../../data/profile.ts'
import { markMainComponent } from './connectivity.ts'
import type { Prepared, RoadGraph } from './graph.ts'
import { edgeDeciseconds } from './profile.ts'
import { indexSegments, type SegmentIndex } from './snap.ts'

/** The time of day makes roads slower and closes none. */
const connectedFor = (graph: RoadGraph, profile: ProfileId): Uint8Array =>
  markMainComponent(graph, edgeDeciseconds(graph, profile, 'day'))

export const prepare = (graph: RoadGraph): Prepared => ({
  segmentIndex: new Uint8Array(indexSegments(graph).data),
  connected: Object.fromEntries(PROFILE_IDS.map((id) => [id, connectedFor(graph, id)])),
})

/** As it was prepared, else made now. */
export const segmentIndexOf = (graph: RoadGraph): SegmentIndex => {
  const bytes = graph.prepared?.segmentIndex
  return bytes ? Flatbush.from(bytes.buffer, bytes.byteOffset) : indexSegments(graph)
}

/** As it was prepared, else found now. */
export const connectedEdges = (graph: RoadGraph, profile: ProfileId): Uint8Array =>
  graph.prepared?.connected[profile] ?? connectedFor(graph, profile)
