/**
 * Banned sequences of edges as an automaton. A driver's state remembers the longest beginning of a
 * banned sequence that has just been driven (Aho and Corasick 1975, over edges instead of letters),
 * so bans via several ways need no special case in the search.
 */
import type { TurnBan } from './draft.ts'

interface PrefixNode {
  /** Last edge of the beginning. */
  edge: number
  depth: number
  children: Map<number, PrefixNode>
  /** Longest shorter beginning that the driver is also on. */
  fallback: PrefixNode | null
  /** True when arriving here completes a banned sequence. */
  banned: boolean
  state: number
}

export interface BanAutomaton {
  /** Edge of each state beyond the plain edges; state = edgeCount + index. */
  readonly extraStateEdges: readonly number[]
  /** State after driving `nextEdge` from `state`, or -1 where that is banned. */
  next(state: number, nextEdge: number): number
}

const newNode = (edge: number, depth: number): PrefixNode => ({
  edge,
  depth,
  children: new Map(),
  fallback: null,
  banned: false,
  state: edge,
})

const insert = (roots: Map<number, PrefixNode>, ban: TurnBan): void => {
  let siblings = roots
  let node: PrefixNode | undefined
  ban.forEach((edge, index) => {
    node = siblings.get(edge)
    if (!node) {
      node = newNode(edge, index + 1)
      siblings.set(edge, node)
    }
    siblings = node.children
  })
  if (node) node.banned = true
}

/** @param bans each of at least two edges; shorter ones are a mistake of the caller. */
export const buildBanAutomaton = (bans: readonly TurnBan[], edgeCount: number): BanAutomaton => {
  const roots = new Map<number, PrefixNode>()
  for (const ban of bans) {
    if (ban.length < 2) throw new RangeError(`a turn ban needs at least two edges: ${ban}`)
    insert(roots, ban)
  }
  const nodeByState = new Map<number, PrefixNode>()
  const extraStateEdges: number[] = []

  const step = (node: PrefixNode | null, edge: number): PrefixNode | null => {
    for (let at = node; at; at = at.fallback) {
      const child = at.children.get(edge)
      if (child) return child
    }
    return roots.get(edge) ?? null
  }

  // Breadth first, so that every fallback (which is shorter) is complete before it is used.
  const queue = [...roots.values()]
  for (const root of queue) nodeByState.set(root.state, root)
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head]!
    for (const child of node.children.values()) {
      child.fallback = step(node.fallback, child.edge)
      child.banned ||= child.fallback?.banned ?? false
      // A completed ban is never a place to be, so it needs no state of its own.
      if (!child.banned) {
        child.state = edgeCount + extraStateEdges.length
        extraStateEdges.push(child.edge)
        nodeByState.set(child.state, child)
      }
      queue.push(child)
    }
  }

  return {
    extraStateEdges,
    next(state, nextEdge) {
      const reached = step(nodeByState.get(state) ?? null, nextEdge)
      if (!reached) return nextEdge
      return reached.banned ? -1 : reached.state
    },
  }
}
