/** The default network, made once for the tests of one file, and its lines as plain places. */
import { createHash } from 'node:crypto'
import { readFacts } from '../../../seeds/build/facts.ts'
import { generateRoads } from '../../../seeds/build/roads/generate-roads.ts'
import { generateSettlements } from '../../../seeds/build/settlements/generate-settlements.ts'
import type { DraftSegment, NetworkDraft } from '../../../server/network/draft.ts'
import type { LonLat } from './facts-reading.ts'

/** A fresh run, from the fact files on. */
export function makeDefaultRoads(onProgress: (stage: string, share: number) => void = () => {}) {
  const facts = readFacts()
  return generateRoads(facts, generateSettlements(facts), onProgress)
}

export function digestOf(draft: NetworkDraft): string {
  const { nodes, ...rest } = draft
  return createHash('sha256')
    .update(new Uint8Array(nodes.buffer, nodes.byteOffset, nodes.byteLength))
    .update(JSON.stringify(rest))
    .digest('hex')
}

export function nodePlace(draft: NetworkDraft, node: number): LonLat {
  const [longitude, latitude] = draft.nodes.subarray(node * 2, node * 2 + 2)
  if (longitude === undefined || latitude === undefined) throw new Error(`no node ${node}`)
  return [longitude, latitude]
}

/** From node to node, with the shape in between. */
export function lineOf(draft: NetworkDraft, { from, to, shape }: DraftSegment): LonLat[] {
  const inner = Array.from({ length: shape.length / 2 }, (_, i): LonLat => {
    return [shape[i * 2] ?? Number.NaN, shape[i * 2 + 1] ?? Number.NaN]
  })
  return [nodePlace(draft, from), ...inner, nodePlace(draft, to)]
}

export interface Piece {
  segment: number
  a: LonLat
  b: LonLat
}

/** All straight pieces of the segments that are accepted. */
export function piecesOf(
  draft: NetworkDraft,
  isAccepted: (segment: DraftSegment) => boolean = () => true,
): Piece[] {
  return draft.segments.flatMap((segment, index) => {
    if (!isAccepted(segment)) return []
    const line = lineOf(draft, segment)
    return line.slice(1).map((b, i) => ({ segment: index, a: line[i] ?? b, b }))
  })
}
