import type { RasterLayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { layersOfGroup, RESOURCE_LAYERS } from './resource-layers.ts'

export const BASE_MAP_SOURCE = 'base-map'

/** The layer with the layer of the style that it lies under: the first that is no ground. */
export const baseMapLayer: [layer: RasterLayerSpecification, before: string | undefined] = [
  { id: BASE_MAP_SOURCE, type: 'raster', source: BASE_MAP_SOURCE },
  RESOURCE_LAYERS.flatMap(layersOfGroup)[0],
]
