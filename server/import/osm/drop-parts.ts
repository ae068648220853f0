/** Leaves out small parts of the network that hang together with nothing else. */
import type { Layout, WaySegment } from './segments.ts'

/** A disconnected part with less road than this is left out, unless it is the largest. */
export const SMALLEST_PART_METRES = 10_000

export interface DroppedParts {
  parts: number
  segments: number
  metres: number
}

/** Root of each node in a forest of joined nodes (union–find with path halving). */
const rootsOf = (segments: readonly WaySegment[], nodeCount: number): Uint32Array => {
  const parent = Uint32Array.from({ length: nodeCount }, (_, node) => node)
  const root = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (const { from, to } of segments) parent[root(from)] = root(to)
  return parent.map((_, node) => root(node))
}

/**
 * Drops the weakly connected parts with less than SMALLEST_PART_METRES of road and renumbers the
 * nodes that remain, so that none is left without a road.
 */
export const dropSmallParts = (layout: Layout): { kept: Layout; dropped: DroppedParts } => {
  const nodeCount = layout.nodes.length / 2
  const roots = rootsOf(layout.segments, nodeCount)
  const metresOfRoot = new Map<number, number>()
  for (const { from, lengthMetres } of layout.segments) {
    const root = roots[from]!
    metresOfRoot.set(root, (metresOfRoot.get(root) ?? 0) + lengthMetres)
  }
  let largest = 0
  for (const metres of metresOfRoot.values()) largest = Math.max(largest, metres)
  const isKept = (node: number): boolean => {
    const metres = metresOfRoot.get(roots[node]!) ?? 0
    return metres >= SMALLEST_PART_METRES || metres === largest
  }
  const dropped: DroppedParts = { parts: 0, segments: 0, metres: 0 }
  for (const metres of metresOfRoot.values()) {
    if (metres >= SMALLEST_PART_METRES || metres === largest) continue
    dropped.parts++
    dropped.metres += metres
  }
  const kept: Layout = { segments: [], nodes: [], nodeOfPoint: new Map() }
  const renumbered = new Int32Array(nodeCount).fill(-1)
  const keep = (node: number): number => {
    if (renumbered[node]! < 0) {
      renumbered[node] = kept.nodes.length / 2
      kept.nodes.push(layout.nodes[node * 2]!, layout.nodes[node * 2 + 1]!)
    }
    return renumbered[node]!
  }
  for (const segment of layout.segments) {
    if (isKept(segment.from)) {
      kept.segments.push({ ...segment, from: keep(segment.from), to: keep(segment.to) })
    } else dropped.segments++
  }
  for (const [point, node] of layout.nodeOfPoint) {
    if (renumbered[node]! >= 0) kept.nodeOfPoint.set(point, renumbered[node]!)
  }
  return { kept, dropped }
}
