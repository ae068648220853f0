import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { useCollection } from '../../api/features.ts'
import { instantOf } from '../../form/shanghai-time.ts'
import { stationDots } from '../../layers/resource-features.ts'
import { useMoment } from '../../layers/use-moment.ts'
import { layersOf, useAppState } from '../../state/app-state.ts'
import { lookedAt, useShownPaint } from '../../state/coverage-answer.ts'
import { GeojsonLayers } from '../geojson-layers.tsx'
import { NAMES_BEFORE, SYMBOLS_MINZOOM, stationDotLayers } from '../style/coverage-layers.ts'
import {
  CLUSTER_LAYER,
  layersOfGroup,
  RESOURCE_LAYERS,
  symbolLayerId,
} from '../style/resource-layers.ts'
import { useLayers } from '../use-style.ts'

const QUIET_DOTS = stationDotLayers(true)
const DOTS = stationDotLayers(false)

/** Every station where it stands, in place of discs with counts that would hide the picture. */
export const StationsLayer = ({ map }: { map: MapLibreMap }) => {
  const paint = useShownPaint()
  const isOfPeople = paint === 'served' || paint === 'change'
  const layers = useLayers(isOfPeople ? QUIET_DOTS : DOTS)
  useQuietResources(map)
  const { data } = useCollection('stations')
  const isVisible = useAppState((state) => layersOf(state).includes('stations'))
  const filter = useAppState((state) => state.filters.stations)
  const at = useAppState((state) => lookedAt(state.coverage))
  const now = useMoment()
  const moment = (at === null ? null : instantOf(at)) ?? now
  const dots = useMemo(
    () => (isVisible && data ? stationDots(data.features, filter, moment) : null),
    [isVisible, data, filter, moment],
  )
  return <GeojsonLayers map={map} layers={layers} data={dots} before={NAMES_BEFORE} />
}

const STATION_SYMBOLS = symbolLayerId('stations')
/** What the library takes for a layer without a limit. */
const MOST_ZOOM = 24
const OTHERS: readonly string[] = RESOURCE_LAYERS.filter((id) => id !== 'stations').flatMap(
  layersOfGroup,
)

/** Layers that step aside: other resources, and the counts of all. */
const QUIET_LAYERS = [CLUSTER_LAYER, ...OTHERS]

/** Hides other resources, and what dots stand for. The map's own repainting leaves visibility and zooms alone: nothing else changes them back. */
const useQuietResources = (map: MapLibreMap): void => {
  useEffect(() => {
    for (const id of QUIET_LAYERS) map.setLayoutProperty(id, 'visibility', 'none')
    map.setLayerZoomRange(STATION_SYMBOLS, SYMBOLS_MINZOOM, MOST_ZOOM)
    return () => {
      if (!map.style) return
      for (const id of QUIET_LAYERS) map.setLayoutProperty(id, 'visibility', 'visible')
      map.setLayerZoomRange(STATION_SYMBOLS, 0, MOST_ZOOM)
    }
  }, [map])
}
