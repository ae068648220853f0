/** From roads as OpenStreetMap has them to a network draft. */
import type { Bbox } from '../../../data/geometry.ts'
import type { NetworkDraft } from '../../network/draft.ts'
import { type DroppedParts, dropSmallParts } from './drop-parts.ts'
import { layOutPolylines } from './polylines.ts'
import type { Roads } from './read-roads.ts'
import { layOutSegments } from './segments.ts'
import { splitAtJunctions } from './split.ts'
import { standBarriers } from './stand-barriers.ts'
import type { Tally } from './tally.ts'
import { resolveTurnBans } from './turn-bans.ts'

export interface BuiltDraft {
  draft: NetworkDraft
  dropped: DroppedParts
}

/** @param clipTo keep only what lies in it; `null` keeps everything. */
export const buildDraft = (
  roads: Roads,
  source: string,
  clipTo: Bbox | null,
  tally: Tally,
): BuiltDraft => {
  const { points, polylines } = layOutPolylines(roads.ways, roads.nodes, clipTo, tally)
  const layout = layOutSegments(splitAtJunctions(polylines, points), points, roads.ways)
  standBarriers(layout, points, tally)
  const { kept, dropped } = dropSmallParts(layout)
  const turnBans = resolveTurnBans(roads.restrictions, roads.ways, roads.nodes, kept, tally)
  return {
    draft: {
      provenance: 'imported',
      source,
      nodes: Float64Array.from(kept.nodes),
      segments: kept.segments,
      turnBans,
    },
    dropped,
  }
}
