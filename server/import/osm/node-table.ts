/** The nodes that roads use: where they are and what stands on them, in flat arrays. */
import { ACCESS_ALL } from '../../network/draft.ts'

export const NOT_A_ROAD_NODE = -1

export class NodeTable {
  /** OpenStreetMap ids, ascending. The index in it is the node's index everywhere else. */
  readonly ids: Float64Array
  /** Degrees; NaN for a node that the file does not hold. */
  readonly longitudes: Float64Array
  readonly latitudes: Float64Array
  /** Bits of ACCESS that pass the node; ACCESS_ALL where no barrier stands. */
  readonly passing: Uint8Array

  /** @param refs node ids in any order, repetitions allowed. */
  constructor(refs: Float64Array) {
    const sorted = refs.slice().sort()
    let count = 0
    for (let i = 0; i < sorted.length; i++) {
      if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!
    }
    this.ids = sorted.slice(0, count)
    this.longitudes = new Float64Array(count).fill(Number.NaN)
    this.latitudes = new Float64Array(count).fill(Number.NaN)
    this.passing = new Uint8Array(count).fill(ACCESS_ALL)
  }

  /** Index of a node by its id, NOT_A_ROAD_NODE when no road uses it; O(log n). */
  indexOf(id: number): number {
    let low = 0
    let high = this.ids.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.ids[middle]!
      if (found === id) return middle
      if (found < id) low = middle + 1
      else high = middle - 1
    }
    return NOT_A_ROAD_NODE
  }

  isLocated(index: number): boolean {
    return !Number.isNaN(this.longitudes[index]!)
  }
}
