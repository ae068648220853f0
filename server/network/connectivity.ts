/** Which edges belong to the part of the network where everywhere can be reached from everywhere. */
import type { RoadGraph } from './graph.ts'
import { IMPASSABLE } from './profile.ts'
import { NO_TURN } from './turn-rows.ts'

const UNVISITED = -1

/**
 * Marks (1) every edge one of whose states lies in the largest strongly connected component over
 * states and turns, for a vehicle with these edge costs. A place is only snapped to marked edges:
 * a yard behind a one-way street that cannot be left is no place to send anyone from.
 * Tarjan (1972), with its recursion unrolled; O(states + turns).
 */
export const markMainComponent = (graph: RoadGraph, edgeCosts: Int32Array): Uint8Array => {
  const { stateCount, stateEdge, stateHead, stateTurns, leavingStart, turnRows } = graph
  const order = new Int32Array(stateCount).fill(UNVISITED)
  const low = new Int32Array(stateCount)
  const component = new Int32Array(stateCount).fill(UNVISITED)
  /** Of each state that is open the next one to look at, among those that leave its head. */
  const nextState = new Uint32Array(stateCount)
  const open = new Int32Array(stateCount)
  const path = new Int32Array(stateCount)
  const passable = (state: number): boolean => edgeCosts[stateEdge[state]!]! < IMPASSABLE
  let [visited, openCount, componentCount] = [0, 0, 0]
  let largest = { component: UNVISITED, size: 0 }

  const visit = (state: number): void => {
    order[state] = low[state] = visited++
    nextState[state] = leavingStart[stateHead[state]!]!
    open[openCount++] = state
  }
  const closeComponent = (root: number): void => {
    const before = openCount
    let member: number
    do {
      member = open[--openCount]!
      component[member] = componentCount
    } while (member !== root)
    const size = before - openCount
    if (size > largest.size) largest = { component: componentCount, size }
    componentCount++
  }

  for (let start = 0; start < stateCount; start++) {
    if (order[start] !== UNVISITED || !passable(start)) continue
    let depth = 0
    path[0] = start
    visit(start)
    while (depth >= 0) {
      const state = path[depth]!
      const head = stateHead[state]!
      if (nextState[state]! < leavingStart[head + 1]!) {
        const to = nextState[state]!++
        const turn = turnRows[stateTurns[state]! + to - leavingStart[head]!]!
        if (turn === NO_TURN || !passable(to)) continue
        if (order[to] === UNVISITED) {
          visit(to)
          path[++depth] = to
        } else if (component[to] === UNVISITED) {
          low[state] = Math.min(low[state]!, order[to]!)
        }
      } else {
        if (low[state] === order[state]) closeComponent(state)
        depth--
        if (depth >= 0) low[path[depth]!] = Math.min(low[path[depth]!]!, low[state]!)
      }
    }
  }

  const marked = new Uint8Array(graph.edgeCount)
  for (let state = 0; state < stateCount; state++) {
    if (largest.size > 0 && component[state] === largest.component) marked[stateEdge[state]!] = 1
  }
  return marked
}
