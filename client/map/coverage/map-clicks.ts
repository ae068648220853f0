/** What of the coverage picture is clicked on. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import type { LonLat } from '../../../data/geometry.ts'
import { useMapTool } from '../../state/map-tool.ts'
import { hitAt } from '../hit.ts'
import { listen } from '../listen.ts'
import { CELL_DISC, CELL_FILL } from '../style/coverage-layers.ts'
import { GAP_CIRCLE, TOWN_FILL } from '../style/coverage-town-layers.ts'
import { stationAt } from './station-drag.ts'

export type Picked =
  | { readonly kind: 'station'; readonly id: string }
  | { readonly kind: 'gap'; readonly rank: number }
  | { readonly kind: 'town'; readonly id: number; readonly position: LonLat }
  | { readonly kind: 'cell'; readonly cell: number }

/** What lies in front is meant before what lies behind. Discs that towns hide are not there. */
const AREA_LAYERS = { gap: [GAP_CIRCLE], town: [TOWN_FILL], cell: [CELL_FILL, CELL_DISC] } as const

const areaAt = (map: MapLibreMap, { point, lngLat }: MapMouseEvent): Picked | null => {
  for (const [kind, layers] of Object.entries(AREA_LAYERS)) {
    const present = layers.filter((id) => map.getLayer(id))
    if (present.length === 0) continue
    const [found] = map.queryRenderedFeatures(point, { layers: present })
    if (typeof found?.id !== 'number') continue
    if (kind === 'gap') return { kind, rank: found.id }
    if (kind === 'town') return { kind, id: found.id, position: [lngLat.lng, lngLat.lat] }
    return { kind: 'cell', cell: found.id }
  }
  return null
}

/** @param onPick receives null for a click beside everything; must be the same function each time */
export const usePictureClicks = (
  map: MapLibreMap,
  onPick: (picked: Picked | null) => void,
): void => {
  useEffect(() => {
    const onClick = (event: MapMouseEvent): void => {
      if (useMapTool.getState().tool !== 'none') return
      const id = stationAt(map, event.point)
      if (id !== null) onPick({ kind: 'station', id })
      else onPick(hitAt(map, event.point) === null ? areaAt(map, event) : null)
    }
    return listen(map, { click: onClick })
  }, [map, onPick])
}
