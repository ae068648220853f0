/** Repaints the map when theme, language, display or the presence of an answer change. */
import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { useAppState } from '../state/app-state.ts'
import { isImportInSight, useIntake } from '../state/intake.ts'
import { setDiffering } from './geojson-layers.tsx'
import { addPlates, drawWhenAsked } from './map-images.ts'
import { mapLayers } from './style/map-style.ts'
import { CLUSTER_MAX_ZOOM, CLUSTER_RADIUS_PIXELS, POINT_SOURCE } from './style/resource-layers.ts'
import { type StyleContext, styleContext } from './style/style-context.ts'

/** Larger discs need more room between them. */
const spaceClusters = (map: MapLibreMap, scale: number): void =>
  void map.getSource<GeoJSONSource>(POINT_SOURCE)?.setClusterOptions({
    cluster: true,
    clusterMaxZoom: CLUSTER_MAX_ZOOM,
    clusterRadius: CLUSTER_RADIUS_PIXELS * scale,
  })

const useStyleContext = (): StyleContext => {
  const theme = useAppState((state) => state.theme)
  const language = useAppState((state) => state.language)
  const display = useAppState((state) => state.display)
  const isImporting = useIntake(isImportInSight)
  const isAnswering = useAppState(({ place, panel, coverage: { paint, tab } }) => {
    if (panel === 'data') return isImporting
    // stations step back behind people, unless they are to be moved
    const isOfPeople = paint === 'served' || paint === 'change'
    return place !== null || (panel === 'coverage' && isOfPeople && tab !== 'scenario')
  })
  return useMemo(
    () => styleContext(theme, language, display, isAnswering),
    [theme, language, display, isAnswering],
  )
}

/** Layers as they look now. @param make must be the same function each time */
export const useLayers = (
  make: (context: StyleContext) => LayerSpecification[],
): LayerSpecification[] => {
  const context = useStyleContext()
  return useMemo(() => make(context), [make, context])
}

export const useStyle = (map: MapLibreMap): void => {
  const { palette, scale } = useStyleContext()
  useEffect(() => {
    drawWhenAsked(map, { paper: palette.symbolPaper, scale })
    addPlates(map, scale)
    spaceClusters(map, scale)
  }, [map, palette, scale])
  const layers = useLayers(mapLayers)
  const shown = useRef<LayerSpecification[] | null>(null)
  useEffect(() => {
    // `setStyle` would also compare sources, and empty those whose data came later
    setDiffering(map, shown.current ?? map.getStyle().layers, layers)
    shown.current = layers
  }, [map, layers])
}
