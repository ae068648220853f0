/** The nodes that roads use: where they are and what stands on them, in flat arrays. */
import { ACCESS_ALL } from '../../network/draft.ts'
import { readBarrier } from './access.ts'
import type { OsmElement } from './elements.ts'
import { type Extract, ImportFailure } from './extract.ts'
import { type RoadWay, readRoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'
import { isRestriction, type Restriction, readRestriction } from './turn-restrictions.ts'

const NOT_A_ROAD_NODE = -1

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

// Two passes over an extract: its roads and restrictions first, then the nodes that they use.

export interface Roads {
  ways: readonly RoadWay[]
  restrictions: readonly Restriction[]
  /** Relations of any kind; none at all is a hint that the file lost its end. */
  relationCount: number
  nodes: NodeTable
}

/** Share of the work done, 0 … 1, of pass 1 or 2. */
export type PassProgress = (pass: 1 | 2, share: number) => void

interface FirstPass {
  ways: RoadWay[]
  restrictions: Restriction[]
  relationCount: number
}

const readElement = (element: OsmElement, into: FirstPass, tally: Tally): void => {
  if (element.type === 'way') {
    const way = readRoadWay(element, tally)
    if (way) into.ways.push(way)
  } else if (element.type === 'relation') {
    into.relationCount++
    if (!element.tags || !isRestriction(element.tags)) return
    const restriction = readRestriction(element, tally)
    if (restriction) into.restrictions.push(restriction)
  }
}

const nodeTableOf = (ways: readonly RoadWay[]): NodeTable => {
  const refs = new Float64Array(ways.reduce((sum, way) => sum + way.refs.length, 0))
  let end = 0
  for (const way of ways) {
    refs.set(way.refs, end)
    end += way.refs.length
  }
  return new NodeTable(refs)
}

const readNode = (element: OsmElement, nodes: NodeTable, tally: Tally): void => {
  if (element.type !== 'node') return
  const index = nodes.indexOf(element.id)
  if (index === NOT_A_ROAD_NODE) return
  nodes.longitudes[index] = element.lon
  nodes.latitudes[index] = element.lat
  if (element.tags) nodes.passing[index] = readBarrier(element.tags, tally)
}

/**
 * @throws ImportFailure when the extract is damaged or holds no road, and whatever `signal` was
 *   aborted with.
 */
export const readRoads = async (
  extract: Extract,
  tally: Tally,
  onProgress: PassProgress,
  signal: AbortSignal,
): Promise<Roads> => {
  const roads: FirstPass = { ways: [], restrictions: [], relationCount: 0 }
  for await (const block of extract.blocks('waysAndRelations', (share) => onProgress(1, share))) {
    signal.throwIfAborted()
    for (const element of block) readElement(element, roads, tally)
  }
  const nodes = nodeTableOf(roads.ways)
  for await (const block of extract.blocks('nodes', (share) => onProgress(2, share))) {
    signal.throwIfAborted()
    for (const element of block) readNode(element, nodes, tally)
  }
  if (!nodes.longitudes.some((longitude) => !Number.isNaN(longitude))) {
    throw new ImportFailure({
      zh: '文件里没有可行车的道路，未作任何更改。',
      en: 'The file holds no roads for vehicles; nothing was changed.',
    })
  }
  return { ...roads, nodes }
}
