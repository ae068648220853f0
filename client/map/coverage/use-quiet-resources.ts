/** Hides what is not about coverage, and what dots stand for, while the coverage picture is shown. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { SYMBOLS_MINZOOM } from '../style/coverage-station-layers.ts'
import {
  clusterLayerId,
  pointSource,
  RESOURCE_LAYERS,
  shapeSource,
  symbolLayerId,
} from '../style/resource-layers.ts'

const OTHER_SOURCES: readonly string[] = RESOURCE_LAYERS.filter((id) => id !== 'stations').flatMap(
  (id) => [pointSource(id), shapeSource(id)],
)
const STATION_SYMBOLS = symbolLayerId('stations')
/** What the library takes for a layer without a limit. */
const MOST_ZOOM = 24
const STATION_COUNTS = [clusterLayerId('stations'), `${clusterLayerId('stations')}-count`]

/** Layers that step aside: other resources, and the counts of stations. */
const quietLayers = (map: MapLibreMap): string[] =>
  map
    .getStyle()
    .layers.filter(
      (layer) =>
        STATION_COUNTS.includes(layer.id) ||
        ('source' in layer && OTHER_SOURCES.includes(layer.source as string)),
    )
    .map(({ id }) => id)

/** The map's own repainting leaves visibility and zooms alone: nothing else changes them back. */
export const useQuietResources = (map: MapLibreMap): void => {
  useEffect(() => {
    const layers = quietLayers(map)
    for (const id of layers) map.setLayoutProperty(id, 'visibility', 'none')
    map.setLayerZoomRange(STATION_SYMBOLS, SYMBOLS_MINZOOM, MOST_ZOOM)
    return () => {
      if (!map.style) return
      for (const id of layers) map.setLayoutProperty(id, 'visibility', 'visible')
      map.setLayerZoomRange(STATION_SYMBOLS, 0, MOST_ZOOM)
    }
  }, [map])
}
