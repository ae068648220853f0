/**
 * Turns as rows of costs. Whoever arrives at a junction by one state can leave it by every state
 * whose tail it is; what that costs is one row, and junctions are so alike that a network of
 * hundreds of thousands of turns has some thousand different rows. States are numbered by the node
 * that they leave, so a row needs no list of where its turns lead, and what is looked at together
 * lies together.
 */
import { groupIndexes } from './compressed-rows.ts'
import type { GraphArrays } from './graph.ts'
import { IMPASSABLE } from './profile.ts'

/** In a row: this turn must not be made. */
export const NO_TURN = IMPASSABLE

/** In `edgeState`: the edge is never driven. */
export const NO_STATE = 0xffff_ffff

export type TurnArrays = Pick<
  GraphArrays,
  | 'stateEdge'
  | 'edgeState'
  | 'leavingStart'
  | 'stateHead'
  | 'stateTurns'
  | 'arrivingStart'
  | 'arrivingState'
  | 'arrivingTail'
  | 'arrivingTurns'
  | 'turnRows'
>

/** The turns of a network before its states are numbered. */
export interface TurnSource {
  readonly nodeCount: number
  readonly edgeKph: Uint8Array
  /** Edge of each state in the source's own numbers: first the edges, then copies within bans. */
  readonly sourceEdge: ArrayLike<number>
  tailOf(edge: number): number
  /** Every turn out of a state of the source. */
  forEachTurn(state: number, visit: (to: number, costDeciseconds: number) => void): void
}

const FIRST_SLOTS = 1 << 12
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** Different rows, one behind the other; open addressing by what they hold (FNV-1a). */
class RowPool {
  #values = new Uint32Array(FIRST_SLOTS)
  #used = 0
  #rowCount = 0
  /** Start and length of the row in each slot; length 0 where it is free. */
  #slots = new Uint32Array(FIRST_SLOTS * 2)

  /** Where the first `length` values of `row` stand, put there if they stood nowhere. */
  add(row: Uint32Array, length: number): number {
    if (length === 0) return 0
    if (this.#rowCount * 2 > this.#slots.length / 2) this.#growSlots()
    const slot = this.#slotOf(row, 0, length)
    if (this.#slots[slot * 2 + 1] !== 0) return this.#slots[slot * 2]!
    const start = this.#used
    if (start + length > this.#values.length) {
      const more = new Uint32Array(this.#values.length * 2 + length)
      more.set(this.#values)
      this.#values = more
    }
    for (let i = 0; i < length; i++) this.#values[start + i] = row[i]!
    this.#used += length
    this.#rowCount++
    this.#slots.set([start, length], slot * 2)
    return start
  }

  values(): Uint32Array<ArrayBuffer> {
    return this.#values.slice(0, this.#used)
  }

  #slotOf(row: Uint32Array, from: number, length: number): number {
    const mask = this.#slots.length / 2 - 1
    let hash = FNV_OFFSET
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ row[from + i]!, FNV_PRIME)
    let slot = (hash ^ (hash >>> 15)) & mask
    while (this.#slots[slot * 2 + 1] !== 0 && !this.#holds(slot, row, from, length)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  #holds(slot: number, row: Uint32Array, from: number, length: number): boolean {
    if (this.#slots[slot * 2 + 1] !== length) return false
    const start = this.#slots[slot * 2]!
    for (let i = 0; i < length; i++) {
      if (this.#values[start + i] !== row[from + i]) return false
    }
    return true
  }

  #growSlots(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let slot = 0; slot < old.length; slot += 2) {
      const [start, length] = [old[slot]!, old[slot + 1]!]
      if (length > 0)
        this.#slots.set([start, length], this.#slotOf(this.#values, start, length) * 2)
    }
  }
}

/**
 * Numbers the states of all edges that are ever driven by the node that they leave, and lays their turns out as
 * rows, forwards and backwards.
 */
export const layOutTurns = (source: TurnSource): TurnArrays => {
  const { nodeCount, edgeKph, sourceEdge, tailOf } = source
  const tails = new Int32Array(sourceEdge.length)
  for (let state = 0; state < tails.length; state++) {
    const edge = sourceEdge[state]!
    tails[state] = edgeKph[edge]! > 0 ? tailOf(edge) : -1
  }
  const { start: leavingStart, entries: sourceState } = groupIndexes(tails, nodeCount)
  const stateCount = sourceState.length
  const numbers = new Uint32Array(sourceEdge.length).fill(NO_STATE)
  const stateEdge = new Uint32Array(stateCount)
  const stateHead = new Uint32Array(stateCount)
  for (let state = 0; state < stateCount; state++) {
    numbers[sourceState[state]!] = state
    stateEdge[state] = sourceEdge[sourceState[state]!]!
    stateHead[state] = tailOf(stateEdge[state]! ^ 1)
  }
  const pool = new RowPool()
  const { start: arrivingStart, entries: arrivingState } = groupIndexes(stateHead, nodeCount)
  const row = new Uint32Array(widest(leavingStart, arrivingStart))

  const stateTurns = new Uint32Array(stateCount)
  for (let state = 0; state < stateCount; state++) {
    const first = leavingStart[stateHead[state]!]!
    const length = leavingStart[stateHead[state]! + 1]! - first
    row.fill(NO_TURN, 0, length)
    source.forEachTurn(sourceState[state]!, (to, cost) => {
      row[numbers[to]! - first] = cost
    })
    stateTurns[state] = pool.add(row, length)
  }
  const forward = pool.values()

  const arrivingTail = new Uint32Array(stateCount)
  const arrivingTurns = new Uint32Array(stateCount)
  for (let at = 0; at < stateCount; at++) {
    const state = arrivingState[at]!
    const node = tailOf(stateEdge[state]!)
    const first = arrivingStart[node]!
    const length = arrivingStart[node + 1]! - first
    const column = state - leavingStart[node]!
    for (let i = 0; i < length; i++) {
      row[i] = forward[stateTurns[arrivingState[first + i]!]! + column]!
    }
    arrivingTail[at] = node
    arrivingTurns[at] = pool.add(row, length)
  }
  const edgeState = numbers.slice(0, edgeKph.length)
  return {
    ...{ stateEdge, edgeState, leavingStart, stateHead, stateTurns },
    ...{ arrivingStart, arrivingState, arrivingTail, arrivingTurns, turnRows: pool.values() },
  }
}

/** Most states of one node. */
const widest = (...starts: readonly Uint32Array[]): number => {
  let most = 0
  for (const start of starts) {
    for (let node = 0; node + 1 < start.length; node++) {
      most = Math.max(most, start[node + 1]! - start[node]!)
    }
  }
  return most
}
