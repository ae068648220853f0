/** Two passes over an extract: its roads and restrictions first, then the nodes that they use. */
import { countBefore } from '../../analysis/binary-search.ts'
import { ACCESS_ALL } from '../../network/draft.ts'
import { readBarrier } from './access.ts'
import type { OsmElement } from './elements.ts'
import { type Extract, ImportFailure } from './extract.ts'
import { type RoadWay, readRoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'
import { isRestriction, type Restriction, readRestriction } from './turn-restrictions.ts'

const NOT_A_ROAD_NODE = -1

/** The nodes that roads use: where they are and what stands on them, in flat arrays. */
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
    this.ids = refs.toSorted().filter((id, i, sorted) => id !== sorted[i - 1])
    const count = this.ids.length
    this.longitudes = new Float64Array(count).fill(Number.NaN)
    this.latitudes = new Float64Array(count).fill(Number.NaN)
    this.passing = new Uint8Array(count).fill(ACCESS_ALL)
  }

  /** Index of a node by its id, NOT_A_ROAD_NODE when no road uses it; O(log n). */
  indexOf(id: number): number {
    const index = countBefore(this.ids.length, (at) => this.ids[at]! < id)
    return this.ids[index] === id ? index : NOT_A_ROAD_NODE
  }

  isLocated(index: number): boolean {
    return !Number.isNaN(this.longitudes[index]!)
  }
}

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
    throw new ImportFailure(
      '文件里没有可行车的道路，未作任何更改。',
      'The file holds no roads for vehicles; nothing was changed.',
    )
  }
  return { ...roads, nodes }
}
