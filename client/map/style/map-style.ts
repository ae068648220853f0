/** The whole style: a pure function of palette, language, display and state of the answer. */
import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import {
  answerLayers,
  FREE_SOURCE,
  freeLayer,
  ROUTE_SOURCE,
  SELECTION_SOURCE,
  selectionLayers,
} from './answer-layers.ts'
import { groundLabelLayers, groundLayers } from './ground-layers.ts'
import {
  CLUSTER_MAX_ZOOM,
  CLUSTER_PROPERTIES,
  CLUSTER_RADIUS_PIXELS,
  POINT_SOURCE,
  RESOURCE_LAYERS,
  shapeLayers,
  shapeSource,
  symbolLayers,
} from './resource-layers.ts'
import { ROAD_SOURCE, roadLabelLayers, roadLayers } from './road-layers.ts'
import type { StyleContext } from './style-context.ts'

const EMPTY: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

const PLAIN_SOURCES = [
  'counties',
  'county-labels',
  'towns',
  'water',
  'water-labels',
  ROUTE_SOURCE,
  SELECTION_SOURCE,
  FREE_SOURCE,
]

/**
 * Sources of the map, empty until their data is there.
 * @param origin of the page, such as `http://127.0.0.1:8787`: the worker that fetches tiles knows
 *   no relative addresses
 */
const sources = (origin: string): Record<string, SourceSpecification> => ({
  [ROAD_SOURCE]: {
    type: 'vector',
    tiles: [`${origin}/api/tiles/roads/{z}/{x}/{y}`],
    // the server has tiles at these zooms; beyond the last one they are magnified
    minzoom: 5,
    maxzoom: 15,
  },
  ...Object.fromEntries(PLAIN_SOURCES.map((id) => [id, EMPTY])),
  ...Object.fromEntries(RESOURCE_LAYERS.map((id) => [shapeSource(id), EMPTY])),
  [POINT_SOURCE]: {
    ...EMPTY,
    cluster: true,
    clusterMaxZoom: CLUSTER_MAX_ZOOM,
    clusterRadius: CLUSTER_RADIUS_PIXELS,
    clusterProperties: CLUSTER_PROPERTIES,
  },
})

/** Layers from the ground up: land, water, shapes, roads, routes, names, symbols. */
export const mapLayers = (context: StyleContext): LayerSpecification[] => [
  { id: 'background', type: 'background', paint: { 'background-color': context.palette.outside } },
  ...groundLayers(context),
  ...shapeLayers(context),
  ...roadLayers(context),
  ...answerLayers(context),
  ...roadLabelLayers(context),
  ...groundLabelLayers(context),
  ...selectionLayers(context),
  ...symbolLayers(context),
  freeLayer,
]

export const mapStyle = (context: StyleContext, origin: string): StyleSpecification => ({
  version: 8,
  name: 'emergency-resource-map',
  // no `glyphs`: text is drawn from the fonts of the machine and of the page
  sources: sources(origin),
  layers: mapLayers(context),
})
