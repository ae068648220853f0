/** Replaces the road network by an OpenStreetMap extract of the region, wholly or not at all. */

import { basename } from 'node:path'
import type { Bilingual } from '../../../data/bilingual.ts'
import { type Bbox, bboxOf, boxesMeet, containsLonLat } from '../../../data/geometry.ts'
import { buildGraph } from '../../network/build.ts'
import { markMainComponent } from '../../network/connectivity.ts'
import { orderedAlongCurve } from '../../network/draft-order.ts'
import { decodeGraph, encodeGraph } from '../../network/file.ts'
import type { RoadGraph } from '../../network/graph.ts'
import { edgeDeciseconds, IMPASSABLE } from '../../network/profile.ts'
import { networkPath } from '../../store/data-folder.ts'
import { putDemonstrationAside, replaceNetworkFile } from '../../store/network-file.ts'
import { collector } from '../../worker/thread-settings.ts'
import { buildDraft } from './build-draft.ts'
import { type Extract, openExtract } from './extract.ts'
import { ImportFailure } from './import-failure.ts'
import { distancePostsOf } from './places.ts'
import {
  checkLocations,
  type NodeTable,
  type PassProgress,
  type Roads,
  readRoads,
} from './read-roads.ts'
import type { ImportResult } from './report.ts'
import { Tally } from './tally.ts'

/**
 * An extract of a county is cut along its border with whole ways hanging over, some kilometres
 * long.
 */
const OVERHANG_DEGREES = 0.25
const BBOX_DECIMALS = 4
/** The description of a larger network is given back to the system before the file is laid out, which is as large. */
const LARGE_SEGMENTS = 1_000_000

interface RoadExtent {
  bbox: Bbox
  nodesInRegion: number
}

/** Where the counties of the data folder lie, and what they are called together. */
export interface CountiesOfFolder {
  readonly name: Bilingual | null
  readonly bbox: Bbox
}

const measureExtent = (nodes: NodeTable, region: Bbox | null): RoadExtent => {
  let [west, south, east, north] = [180, 90, -180, -90]
  let nodesInRegion = 0
  for (let node = 0; node < nodes.ids.length; node++) {
    if (!nodes.isLocated(node)) continue
    const [longitude, latitude] = [nodes.longitudes[node]!, nodes.latitudes[node]!]
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    if (region && containsLonLat(region, longitude, latitude)) nodesInRegion++
  }
  return { bbox: [west, south, east, north], nodesInRegion }
}

const isWithin = ([west, south, east, north]: Bbox, region: Bbox): boolean =>
  west >= region[0] - OVERHANG_DEGREES &&
  south >= region[1] - OVERHANG_DEGREES &&
  east <= region[2] + OVERHANG_DEGREES &&
  north <= region[3] + OVERHANG_DEGREES

const coversMiddle = (bbox: Bbox, [west, south, east, north]: Bbox): boolean =>
  containsLonLat(bbox, (west + east) / 2, (south + north) / 2)

export const formatBbox = (bbox: Bbox): string =>
  bbox.map((degrees) => degrees.toFixed(BBOX_DECIMALS)).join(', ')

/** The roads lie elsewhere than the counties; `force` takes them all the same. */
export class RoadsElsewhere extends ImportFailure {}

const outside = (bbox: Bbox, { name, bbox: region }: CountiesOfFolder): RoadsElsewhere =>
  new RoadsElsewhere(
    `文件中的道路（${formatBbox(bbox)}）不在${name?.zh ?? '本系统'}区县的范围（${formatBbox(region)}）内，未作任何更改。`,
    `The roads in the file (${formatBbox(bbox)}) are not where the counties${name ? ` of ${name.en}` : ''} are (${formatBbox(region)}); nothing was changed.`,
  )

const nothingToClip = (bbox: Bbox): ImportFailure =>
  new ImportFailure(
    `按区县范围裁剪后没有剩余道路：文件中的道路在 ${formatBbox(bbox)}；未作任何更改。`,
    `Nothing is left after clipping to the counties: the roads in the file lie in ${formatBbox(bbox)}. Nothing was changed.`,
  )

const noCounties = (): ImportFailure =>
  new ImportFailure(
    '数据库中没有区县，无从裁剪；未作任何更改。',
    'There are no counties in the database to clip to; nothing was changed.',
  )

/**
 * The region that goes with the roads: the counties' box for an extract that lies in it, covers its
 * middle (a whole province, say) or is clipped to it; the extract's own extent with `force`, or where
 * there are no counties. A neighbour's extract that merely touches them is refused like any other.
 * @throws ImportFailure when the roads are elsewhere.
 */
export const chooseRegion = (
  extent: RoadExtent,
  options: { clip: boolean; force: boolean },
  counties: CountiesOfFolder | null,
): Bbox => {
  const { bbox, nodesInRegion } = extent
  if (options.clip) {
    if (!counties) throw noCounties()
    if (nodesInRegion === 0) throw nothingToClip(bbox)
    return counties.bbox
  }
  if (!counties) return bbox
  const isHere = isWithin(bbox, counties.bbox) || coversMiddle(bbox, counties.bbox)
  if (nodesInRegion > 0 && isHere) return counties.bbox
  if (options.force) return bbox
  throw outside(bbox, counties)
}

interface ImportRequest {
  file: string
  dataDirectory: string
  clip: boolean
  force: boolean
  /** Null where there are none. */
  counties: CountiesOfFolder | null
  /** Take a file that lacks nodes of its roads; roads then end where they do not. */
  incomplete?: boolean
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
 * The roads of an extract laid out, and what is told of them. What was read and described on the way is much
 * more than that, and nothing holds it after this. @throws ImportFailure
 */
const layOut = async (request: ImportRequest, tally: Tally) => {
  const { roads, takenAt } = await readAll(request, tally)
  checkLocations(roads, request.incomplete ?? false)
  const { counties } = request
  const extent = measureExtent(roads.nodes, counties?.bbox ?? null)
  const region = chooseRegion(extent, request, counties)
  const { draft, dropped } = buildDraft(
    roads,
    describeSource(request.file, takenAt),
    request.clip ? region : null,
    tally,
  )
  if (draft.segments.length === 0) {
    throw new ImportFailure(
      '文件里没有完整的道路，未作任何更改。',
      'The file holds no complete road; nothing was changed.',
    )
  }
  const isKept = ({ longitude, latitude }: { longitude: number; latitude: number }): boolean =>
    !request.clip || containsLonLat(region, longitude, latitude)
  const built = buildGraph(
    orderedAlongCurve({
      ...draft,
      places: roads.places.filter(isKept),
      waters: roads.waters.filter(
        ({ geometry }) => !request.clip || boxesMeet(bboxOf(geometry), region),
      ),
    }),
    region,
  )
  const distancePosts = distancePostsOf(built, roads.milestones.filter(isKept))
  const { places, waters } = built
  return {
    built: { ...built, places, waters, distancePosts },
    turnBanCount: draft.turnBans.length,
    dropped,
    region,
    reachesBeyondRegion:
      !request.clip && region !== extent.bbox && extent.nodesInRegion < roads.nodes.ids.length,
    relationCount: roads.relationCount,
  }
}

/**
 * @throws ImportFailure with a sentence when the file is not an extract of this region's roads;
 *   then, as on any other error or an abort, the network in place is untouched.
 */
export const importRoads = async (request: ImportRequest): Promise<ImportResult> => {
  const startedAt = performance.now()
  const tally = new Tally()
  const { built, ...told } = await layOut(request, tally)
  if (built.segmentCount > LARGE_SEGMENTS) collector()({ type: 'major', flavor: 'last-resort' })
  const bytes = encodeGraph(built)
  // Read back, so that what is put in place is known to be readable, and carries its id.
  const graph = decodeGraph(bytes.buffer)
  const path = networkPath(request.dataDirectory)
  await putDemonstrationAside(path)
  await replaceNetworkFile(path, bytes, request.signal)
  return {
    path,
    graph,
    ...told,
    tally,
    stronglyConnectedShare: stronglyConnectedShare(graph),
    elapsedSeconds: (performance.now() - startedAt) / MILLISECONDS_PER_SECOND,
  }
}
