/** Stations as dots where their symbols would be counted together. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { COLLECTIONS } from '../../../data/collections.ts'
import { CLUSTER_MAX_ZOOM } from './resource-layers.ts'
import { byZoom, type StyleContext } from './style-context.ts'

export const STATION_DOT_SOURCE = 'coverage-stations'
export const STATION_DOT = 'coverage-station-dot'
/** Over the roads, under all names. */
export const STATION_DOTS_BEFORE = 'road-name'
/** Up to here the map counts stations together; from here on their symbols stand alone. */
export const SYMBOLS_MINZOOM = CLUSTER_MAX_ZOOM + 1

const IS_READY: ExpressionSpecification = ['boolean', ['get', 'isReady'], false]

/** Filled: can go at the time asked about. Hollow: cannot. */
export const stationDotLayers = ({
  palette,
  scale,
}: Pick<StyleContext, 'palette' | 'scale'>): LayerSpecification[] => {
  const { colour } = COLLECTIONS.stations.symbol
  return [
    {
      id: STATION_DOT,
      type: 'circle',
      source: STATION_DOT_SOURCE,
      maxzoom: SYMBOLS_MINZOOM,
      paint: {
        'circle-radius': byZoom(
          [
            [7, 1.6],
            [10, 4],
            [11, 6],
          ],
          scale,
        ),
        'circle-color': ['case', IS_READY, colour, palette.symbolPaper],
        'circle-stroke-color': ['case', IS_READY, palette.symbolPaper, colour],
        'circle-stroke-width': scale,
      },
    },
  ]
}
