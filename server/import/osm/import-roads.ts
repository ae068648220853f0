/** Replaces the road network by an OpenStreetMap extract, wholly or not at all. */
import { basename } from 'node:path'
import { buildGraph } from '../../network/build.ts'
import { markMainComponent } from '../../network/connectivity.ts'
import { decodeGraph, encodeGraph } from '../../network/file.ts'
import type { RoadGraph } from '../../network/graph.ts'
import { edgeDeciseconds, IMPASSABLE } from '../../network/profile.ts'
import { networkPath } from '../../store/data-folder.ts'
import { replaceNetworkFile } from '../../store/network-file.ts'
import { buildDraft } from './build-draft.ts'
import { type Extract, openExtract } from './extract.ts'
import { ImportFailure } from './failure.ts'
import { type PassProgress, type Roads, readRoads } from './read-roads.ts'
import { chooseRegion, measureExtent } from './region.ts'
import type { ImportResult } from './report.ts'
import { Tally } from './tally.ts'

export interface ImportRequest {
  file: string
  dataDirectory: string
  clip: boolean
  force: boolean
  onProgress: PassProgress
  signal: AbortSignal
}

const MILLISECONDS_PER_SECOND = 1000

const describeSource = (file: string, takenAt: Date | null): string => {
  const date = takenAt ? `, ${takenAt.toISOString().slice(0, 'YYYY-MM-DD'.length)}` : ''
  return `OpenStreetMap (${basename(file)}${date}) © OpenStreetMap contributors, ODbL 1.0`
}

const stronglyConnectedShare = (graph: RoadGraph): number => {
  const costs = edgeDeciseconds(graph, 'rescue-van', 'night')
  const marked = markMainComponent(graph, costs)
  const drivable = costs.reduce((count, cost) => (cost < IMPASSABLE ? count + 1 : count), 0)
  return drivable > 0 ? marked.reduce((sum, mark) => sum + mark, 0) / drivable : 0
}

const readAll = async (
  request: ImportRequest,
  tally: Tally,
): Promise<{ roads: Roads; takenAt: Date | null }> => {
  const extract: Extract = await openExtract(request.file)
  try {
    const roads = await readRoads(extract, tally, request.onProgress, request.signal)
    return { roads, takenAt: extract.takenAt }
  } finally {
    await extract.close()
  }
}

/**
 * @throws ImportFailure with a sentence when the file is not an extract of this region's roads;
 *   then, as on any other error or an abort, the network in place is untouched.
 */
export const importRoads = async (request: ImportRequest): Promise<ImportResult> => {
  const startedAt = performance.now()
  const tally = new Tally()
  const { roads, takenAt } = await readAll(request, tally)
  const extent = measureExtent(roads.nodes)
  const region = chooseRegion(extent, request)
  const { draft, dropped } = buildDraft(
    roads,
    describeSource(request.file, takenAt),
    request.clip ? region : null,
    tally,
  )
  if (draft.segments.length === 0) {
    throw new ImportFailure({
      zh: '文件里没有完整的道路，未作任何更改。',
      en: 'The file holds no complete road; nothing was changed.',
    })
  }
  const bytes = encodeGraph(buildGraph(draft, region))
  // Read back, so that what is put in place is known to be readable, and carries its id.
  const graph = decodeGraph(bytes.buffer)
  const path = networkPath(request.dataDirectory)
  await replaceNetworkFile(path, bytes, request.signal)
  return {
    path,
    graph,
    turnBanCount: draft.turnBans.length,
    dropped,
    tally,
    stronglyConnectedShare: stronglyConnectedShare(graph),
    region,
    reachesBeyondRegion:
      !request.clip && region !== extent.bbox && extent.nodesInRegion < roads.nodes.ids.length,
    relationCount: roads.relationCount,
    elapsedSeconds: (performance.now() - startedAt) / MILLISECONDS_PER_SECOND,
  }
}
