import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import type { BaseMap } from '../../data/base-map.ts'
import { useBaseMap } from '../api/base-map.ts'
import { useAppState } from '../state/app-state.ts'
import { BASE_MAP_SOURCE, baseMapLayer } from './style/base-map-layer.ts'

/** The base map of the installation, over land and water and under all else, while it is wanted. */
export const BaseMapLayer = ({ map }: { map: MapLibreMap }) => {
  const baseMap = useBaseMap()
  const isWanted = useAppState((state) => state.baseMap)
  return baseMap && isWanted ? <Tiles map={map} baseMap={baseMap} /> : null
}

/** The library takes it for HTML. */
const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const TILE_PIXELS = 256
/** As deep as 天地图 goes everywhere; beyond, tiles are magnified. */
const MOST_ZOOM = 18

const Tiles = ({ map, baseMap }: { map: MapLibreMap; baseMap: BaseMap }) => {
  const { tiles, attribution } = baseMap
  useEffect(() => {
    map.addSource(BASE_MAP_SOURCE, {
      type: 'raster',
      tiles: [tiles],
      tileSize: TILE_PIXELS,
      maxzoom: MOST_ZOOM,
      attribution: asText(attribution),
    })
    map.addLayer(...baseMapLayer)
    return () => {
      if (!map.style) return
      map.removeLayer(BASE_MAP_SOURCE)
      map.removeSource(BASE_MAP_SOURCE)
    }
  }, [map, tiles, attribution])
  return null
}
