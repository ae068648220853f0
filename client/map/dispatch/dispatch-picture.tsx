import type { SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { dispatchFeatures } from '../../layers/dispatch-features.ts'
import { loadCharacters } from '../../shell/chinese-font.ts'
import { useAppState } from '../../state/app-state.ts'
import { useDispatchPicture } from '../../state/dispatch-picture.ts'
import { useAddedLayers } from '../coverage/use-added-layers.ts'
import { setSourceData } from '../source-data.ts'
import { DISPATCH_SOURCE, dispatchLayers } from '../style/dispatch-layers.ts'
import { scaleOf } from '../style/style-context.ts'

const SOURCE: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** Stock, loads and lorries of the open tab, over everything else on the map. */
export const DispatchPicture = ({ map }: { map: MapLibreMap }) => {
  const theme = useAppState((state) => state.theme)
  const scale = scaleOf(useAppState((state) => state.display))
  const layers = useMemo(() => dispatchLayers({ theme, scale }), [theme, scale])
  useAddedLayers(map, DISPATCH_SOURCE, SOURCE, layers, undefined)
  const parts = useDispatchPicture((state) => state.parts)
  useEffect(() => {
    let isCurrent = true
    const show = (): void => {
      if (isCurrent && map.getSource(DISPATCH_SOURCE)) {
        setSourceData(map, DISPATCH_SOURCE, dispatchFeatures(parts))
      }
    }
    const labels = parts.map((part) => ('label' in part ? part.label : '')).join('')
    // boxes are better than no labels at all
    loadCharacters(labels).then(show, show)
    return () => {
      isCurrent = false
    }
  }, [map, parts])
  return null
}
