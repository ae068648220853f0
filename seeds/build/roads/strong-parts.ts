/** Strongly connected parts of a draft, by its nodes and the directions that may be driven. */
import type { NetworkDraft } from '../../../server/network/draft.ts'

/** Nodes that can be reached from `start` along (or against) the directions of travel. */
const reachable = (
  starts: Uint32Array,
  targets: Uint32Array,
  start: number,
  count: number,
): Uint8Array => {
  const isReached = new Uint8Array(count)
  const open = [start]
  isReached[start] = 1
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      const next = targets[i]!
      if (isReached[next] === 1) continue
      isReached[next] = 1
      open.push(next)
    }
  }
  return isReached
}

const adjacency = (draft: NetworkDraft, isReversed: boolean) => {
  const count = draft.nodes.length / 2
  const pairs = draft.segments.flatMap(({ from, to, forwardKph, backwardKph }) => [
    ...(forwardKph > 0 ? [[from, to]] : []),
    ...(backwardKph > 0 ? [[to, from]] : []),
  ])
  const starts = new Uint32Array(count + 1)
  const ends = pairs.map(([a = 0, b = 0]) => (isReversed ? ([b, a] as const) : ([a, b] as const)))
  for (const [from] of ends) starts[from + 1]!++
  for (let node = 0; node < count; node++) starts[node + 1]! += starts[node]!
  const fill = starts.slice()
  const targets = new Uint32Array(ends.length)
  for (const [from, to] of ends) targets[fill[from]!++] = to
  return { starts, targets }
}

/**
 * Marks (1) the nodes that `root` can be reached from and that can be reached from it: its
 * strongly connected component.
 */
export const strongPartOf = (draft: NetworkDraft, root: number): Uint8Array => {
  const count = draft.nodes.length / 2
  const [out, back] = [adjacency(draft, false), adjacency(draft, true)]
  const forward = reachable(out.starts, out.targets, root, count)
  const backward = reachable(back.starts, back.targets, root, count)
  return forward.map((value, node) => value & backward[node]!)
}
