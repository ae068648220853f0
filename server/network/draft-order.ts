/**
 * What lies together in the country lies together in memory: a search reads junction after
 * junction of a neighbourhood, and in a large network nearly all of its time is waiting for memory.
 */
import { groupIndexes } from './compressed-rows.ts'
import type { DraftSegment, NetworkDraft } from './draft.ts'

/** Columns and rows of the map that places are sorted in: some ten metres wide in a province. */
const CURVE_SIDE = 1 << 16
/** Of a network that is a point. */
const LEAST_DEGREES = 1e-9

/** Where a square lies along the curve that visits all of them, each beside the one before (Hilbert 1891). */
const alongHilbert = (column: number, row: number): number => {
  let [x, y, along] = [column, row, 0]
  for (let side = CURVE_SIDE / 2; side > 0; side /= 2) {
    const right = (x & side) > 0
    const upper = (y & side) > 0
    along += side * side * ((right ? 3 : 0) ^ (upper ? 1 : 0))
    if (upper) continue
    if (right) [x, y] = [CURVE_SIDE - 1 - x, CURVE_SIDE - 1 - y]
    ;[x, y] = [y, x]
  }
  return along
}

const HALF_BITS = 16
const HALF = 1 << HALF_BITS

/** Indexes by ascending rank, ties by index: two counting sorts, by the lower half of the bits and by the upper. */
const byRank = (ranks: Uint32Array): Uint32Array => {
  const lower = groupIndexes(
    ranks.map((rank) => rank % HALF),
    HALF,
  ).entries
  const upper = groupIndexes(
    lower.map((index) => ranks[index]! >>> HALF_BITS),
    HALF,
  ).entries
  return upper.map((at) => lower[at]!)
}

const inverse = (order: Uint32Array): Uint32Array => {
  const places = new Uint32Array(order.length)
  for (let i = 0; i < order.length; i++) places[order[i]!] = i
  return places
}

/**
 * The same roads: nodes along a space-filling curve, segments by the node where they begin. Takes the draft
 * over: its segments get their new numbers where they are, because in a large network they are most of the memory.
 */
export const orderedAlongCurve = (draft: NetworkDraft): NetworkDraft => {
  const { nodes, segments, turnBans } = draft
  let [west, south, east, north] = [180, 90, -180, -90]
  for (let i = 0; i < nodes.length; i += 2) {
    west = Math.min(west, nodes[i]!)
    east = Math.max(east, nodes[i]!)
    south = Math.min(south, nodes[i + 1]!)
    north = Math.max(north, nodes[i + 1]!)
  }
  const columnsPerDegree = (CURVE_SIDE - 1) / Math.max(east - west, LEAST_DEGREES)
  const rowsPerDegree = (CURVE_SIDE - 1) / Math.max(north - south, LEAST_DEGREES)
  const nodeRanks = Uint32Array.from({ length: nodes.length / 2 }, (_, node) =>
    alongHilbert(
      Math.floor((nodes[node * 2]! - west) * columnsPerDegree),
      Math.floor((nodes[node * 2 + 1]! - south) * rowsPerDegree),
    ),
  )
  const nodeOrder = byRank(nodeRanks)
  const nodeAt = inverse(nodeOrder)
  const segmentOrder = byRank(Uint32Array.from(segments, ({ from }) => nodeAt[from]!))
  const segmentAt = inverse(segmentOrder)
  const reordered: DraftSegment[] = []
  for (const index of segmentOrder) {
    const segment = segments[index]!
    segment.from = nodeAt[segment.from]!
    segment.to = nodeAt[segment.to]!
    reordered.push(segment)
  }
  const lonLats = new Float64Array(nodes.length)
  for (let node = 0; node < nodeOrder.length; node++) {
    lonLats[node * 2] = nodes[nodeOrder[node]! * 2]!
    lonLats[node * 2 + 1] = nodes[nodeOrder[node]! * 2 + 1]!
  }
  const edgeAt = (edge: number): number => segmentAt[edge >> 1]! * 2 + (edge & 1)
  return {
    ...draft,
    nodes: lonLats,
    segments: reordered,
    turnBans: turnBans.map((ban) => ban.map(edgeAt)),
  }
}
