/** Whether an extract's roads are roads of the region. */
import { type Bbox, containsLonLat, REGION_BBOX } from '../../../data/geometry.ts'
import { ImportFailure } from './failure.ts'
import type { NodeTable } from './node-table.ts'

/** An extract of a county is cut along its border with whole ways hanging over, some kilometres long. */
const OVERHANG_DEGREES = 0.25
const BBOX_DECIMALS = 4

export interface RoadExtent {
  bbox: Bbox
  nodesInRegion: number
}

export const measureExtent = (nodes: NodeTable): RoadExtent => {
  let [west, south, east, north] = [180, 90, -180, -90]
  let nodesInRegion = 0
  for (let node = 0; node < nodes.ids.length; node++) {
    if (!nodes.isLocated(node)) continue
    const [longitude, latitude] = [nodes.longitudes[node]!, nodes.latitudes[node]!]
    west = Math.min(west, longitude)
    east = Math.max(east, longitude)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
    if (containsLonLat(REGION_BBOX, longitude, latitude)) nodesInRegion++
  }
  return { bbox: [west, south, east, north], nodesInRegion }
}

const isWithinRegion = ([west, south, east, north]: Bbox): boolean =>
  west >= REGION_BBOX[0] - OVERHANG_DEGREES &&
  south >= REGION_BBOX[1] - OVERHANG_DEGREES &&
  east <= REGION_BBOX[2] + OVERHANG_DEGREES &&
  north <= REGION_BBOX[3] + OVERHANG_DEGREES

const coversMiddleOfRegion = (bbox: Bbox): boolean =>
  containsLonLat(bbox, (REGION_BBOX[0] + REGION_BBOX[2]) / 2, (REGION_BBOX[1] + REGION_BBOX[3]) / 2)

export const formatBbox = (bbox: Bbox): string =>
  bbox.map((degrees) => degrees.toFixed(BBOX_DECIMALS)).join(', ')

const outside = (bbox: Bbox): ImportFailure =>
  new ImportFailure({
    zh: `文件中的道路（${formatBbox(bbox)}）不在济宁范围（${formatBbox(REGION_BBOX)}）内，未作任何更改；确要导入请加 --force。`,
    en: `The roads in the file (${formatBbox(bbox)}) are not those of the Jining region (${formatBbox(REGION_BBOX)}); nothing was changed. Add --force to import them all the same.`,
  })

const nothingToClip = (bbox: Bbox): ImportFailure =>
  new ImportFailure({
    zh: `按济宁范围裁剪后没有剩余道路：文件中的道路在 ${formatBbox(bbox)}；未作任何更改。`,
    en: `Nothing is left after clipping to the Jining region: the roads in the file lie in ${formatBbox(bbox)}. Nothing was changed.`,
  })

/**
 * The region that goes with the roads: Jining for an extract that lies in it, covers its middle
 * (a whole province, say) or is clipped to it; with `force` any other extract's own extent.
 * A neighbour's extract that merely touches Jining is refused like any other.
 * @throws ImportFailure when the roads are elsewhere.
 */
export const chooseRegion = (
  extent: RoadExtent,
  options: { clip: boolean; force: boolean },
): Bbox => {
  const { bbox, nodesInRegion } = extent
  if (options.clip) {
    if (nodesInRegion === 0) throw nothingToClip(bbox)
    return REGION_BBOX
  }
  const isHere = nodesInRegion > 0 && (isWithinRegion(bbox) || coversMiddleOfRegion(bbox))
  if (isHere) return REGION_BBOX
  if (options.force) return bbox
  throw outside(bbox)
}
