import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { COLLECTIONS, type CollectionId, LAYER_GROUPS } from '../../../data/collections.ts'
import {
  BOLD_FONT,
  between,
  byZoom,
  labelPaint,
  layer,
  nameExpression,
  ofGeometry,
  REGULAR_FONT,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

/** The groups of layers that are drawn, and counted together, in the order of drawing. */
export const RESOURCE_LAYERS: readonly CollectionId[] = [...LAYER_GROUPS].reverse()

export const pointSource = (id: CollectionId): string => `${id}-points`
export const shapeSource = (id: CollectionId): string => `${id}-shapes`
export const symbolLayerId = (id: CollectionId): string => `${id}-symbol`
export const clusterLayerId = (id: CollectionId): string => `${id}-cluster`
export const outlineLayerId = (id: CollectionId): string => `${id}-outline`

/** From this zoom on every feature stands for itself. */
export const CLUSTER_MAX_ZOOM = 10
export const CLUSTER_RADIUS_PIXELS = 38
/** Opacity of what steps back behind an answer. */
const BACKGROUND_OPACITY = 0.35
/** Resources with names from this zoom on; below it the names would hide the symbols. */
const NAME_MINZOOM = 12.5

/** Counts of several layers over one town lie beside each other instead of on each other. */
const CLUSTER_OFFSETS: readonly (readonly [x: number, y: number])[] = [
  [8, -8],
  [-8, 9],
  [9, 8],
  [-7, -7],
  [0, 0],
]

const clusterOffset = (id: CollectionId, scale: number): [number, number] => {
  const [x, y] = CLUSTER_OFFSETS[RESOURCE_LAYERS.indexOf(id) % CLUSTER_OFFSETS.length] ?? [0, 0]
  return [x * scale, y * scale]
}

/** Areas and lines of resources, below the names of places. */
export const shapeLayers = ({ scale, isAnswering }: StyleContext): LayerSpecification[] => {
  const wide = (line: number, edge: number) =>
    ['match', ['geometry-type'], 'LineString', line * scale, edge * scale] as const
  return RESOURCE_LAYERS.flatMap((id): LayerSpecification[] => [
    layer.fill(`${id}-area`, shapeSource(id), {
      filter: ofGeometry('Polygon'),
      paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': isAnswering ? 0.12 : 0.24 },
    }),
    layer.line(outlineLayerId(id), shapeSource(id), {
      layout: ROUND_LINE,
      paint: {
        'line-color': ['get', 'colour'],
        'line-width': between(['zoom'], [8, wide(1.8, 0.8)], [14, wide(5, 1.8)]),
        'line-opacity': isAnswering ? BACKGROUND_OPACITY : 0.9,
      },
    }),
  ])
}

/** Symbols of the resources, counted together where they would lie on each other. */
export const symbolLayers = (context: StyleContext): LayerSpecification[] => {
  const { palette, language, scale, isAnswering } = context
  const opacity = isAnswering ? BACKGROUND_OPACITY : 1
  return RESOURCE_LAYERS.flatMap((id): LayerSpecification[] => [
    layer.circle(clusterLayerId(id), pointSource(id), {
      filter: ['has', 'point_count'],
      paint: {
        'circle-color': COLLECTIONS[id].symbol.colour,
        'circle-radius': between(['get', 'point_count'], [2, 9 * scale], [60, 15 * scale]),
        'circle-opacity': isAnswering ? BACKGROUND_OPACITY : 0.92,
        'circle-stroke-color': palette.symbolPaper,
        'circle-stroke-width': 1.5 * scale,
        'circle-translate': clusterOffset(id, scale),
        'circle-stroke-opacity': opacity,
      },
    }),
    layer.symbol(`${id}-cluster-count`, pointSource(id), {
      filter: ['has', 'point_count'],
      layout: {
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': BOLD_FONT,
        'text-size': 11 * scale,
        'text-allow-overlap': true,
        // names of places keep clear of the disc
        'text-padding': 4 * scale,
      },
      paint: {
        'text-color': '#ffffff',
        'text-opacity': opacity,
        'text-translate': clusterOffset(id, scale),
      },
    }),
    layer.symbol(symbolLayerId(id), pointSource(id), {
      filter: ['!', ['has', 'point_count']],
      layout: {
        'icon-image': ['get', 'image'],
        'icon-size': byZoom(1, [8, 0.72], [12, 1]),
        'icon-allow-overlap': true,
        'text-field': isAnswering
          ? ''
          : ['step', ['zoom'], '', NAME_MINZOOM, nameExpression(language)],
        'text-font': REGULAR_FONT,
        'text-size': 11.5 * scale,
        'text-anchor': 'top',
        'text-offset': [0, 1.25],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: { 'icon-opacity': opacity, ...labelPaint(palette.label, palette.halo, 1.3 * scale) },
    }),
  ])
}
