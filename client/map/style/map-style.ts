/** The whole style: a pure function of palette, language, display and state of the answer. */
import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import { answerLayers, ROUTE_SOURCE, SELECTION_SOURCE, selectionLayers } from './answer-layers.ts'
import { groundLabelLayers, groundLayers } from './ground-layers.ts'
import {
  CLUSTER_MAX_ZOOM,
  CLUSTER_RADIUS_PIXELS,
  pointSource,
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
  ...Object.fromEntries(
    RESOURCE_LAYERS.map((id) => [
      pointSource(id),
      {
        ...EMPTY,
        cluster: true,
        clusterMaxZoom: CLUSTER_MAX_ZOOM,
        clusterRadius: CLUSTER_RADIUS_PIXELS,
      },
    ]),
  ),
})

/** Layers from the ground up: land, water, roads, shapes, routes, names, symbols. */
export const mapLayers = (context: StyleContext): LayerSpecification[] => [
  { id: 'background', type: 'background', paint: { 'background-color': context.palette.outside } },
  ...groundLayers(context),
  ...roadLayers(context),
  ...shapeLayers(context),
  ...answerLayers(context),
  ...roadLabelLayers(context),
  ...groundLabelLayers(context),
  ...selectionLayers(context),
  ...symbolLayers(context),
]

export const mapStyle = (context: StyleContext, origin: string): StyleSpecification => ({
  version: 8,
  name: 'emergency-resource-map',
  // no `glyphs`: text is drawn from the fonts of the machine and of the page
  sources: sources(origin),
  layers: mapLayers(context),
})
