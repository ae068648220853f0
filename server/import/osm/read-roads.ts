/** Two passes over an extract: its roads and restrictions first, then the nodes that they use. */
import { readBarrier } from './barrier.ts'
import type { OsmElement } from './elements.ts'
import type { Extract } from './extract.ts'
import { ImportFailure } from './failure.ts'
import { NOT_A_ROAD_NODE, NodeTable } from './node-table.ts'
import { isRestriction, type Restriction, readRestriction } from './restriction.ts'
import { type RoadWay, readRoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'

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
