import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { type CollectionId, LAYER_GROUPS } from '../../../data/collections.ts'
import {
  BOLD_FONT,
  between,
  byZoom,
  isOneOf,
  labelPaint,
  layer,
  nameExpression,
  ofGeometry,
  REGULAR_FONT,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

/** The groups of layers that are drawn, in the order of drawing. */
export const RESOURCE_LAYERS: readonly CollectionId[] = [...LAYER_GROUPS].reverse()

/** All resources as points: one source, so that what lies together is counted together. */
export const POINT_SOURCE = 'resource-points'
export const CLUSTER_LAYER = 'resource-cluster'
export const shapeSource = (id: CollectionId): string => `${id}-shapes`
export const symbolLayerId = (id: CollectionId): string => `${id}-symbol`
export const outlineLayerId = (id: CollectionId): string => `${id}-outline`
export const lineLayerId = (id: CollectionId): string => `${id}-line`

/** From the zoom after this one on every feature stands for itself. */
export const CLUSTER_MAX_ZOOM = 11
export const CLUSTER_RADIUS_PIXELS = 38
/** Opacity of what steps back behind an answer. */
const BACKGROUND_OPACITY = 0.45
/** Resources with names from this zoom on; below it the names would hide the symbols. */
const NAME_MINZOOM = 13.2

/** Every layer that draws a group by itself. */
export const layersOfGroup = (id: CollectionId): string[] => [
  `${id}-area`,
  outlineLayerId(id),
  lineLayerId(id),
  symbolLayerId(id),
]

/** Of a cluster: how many of each group it holds, under the name of the group. */
export const CLUSTER_PROPERTIES = Object.fromEntries(
  RESOURCE_LAYERS.map((id) => [id, ['+', ['case', ['==', ['get', 'group'], id], 1, 0]]]),
)

/** Parts of a ring are rounded to a sixteenth: similar clusters share an image. */
const RING_PARTS = 16
const SHARES = '|shares|'

/** Name of the image of a cluster: colour of its disc, scale, and how much of the ring is whose. */
const clusterImage = ({ palette, scale }: StyleContext): ExpressionSpecification => [
  'concat',
  `cluster|${palette.symbolPaper}|${scale}${SHARES}`,
  ...LAYER_GROUPS.flatMap((id, index): (ExpressionSpecification | string)[] => {
    const part: ExpressionSpecification = ['/', ['get', id], ['get', 'point_count']]
    const share: ExpressionSpecification = ['max', 1, ['round', ['*', RING_PARTS, part]]]
    return [...(index > 0 ? [','] : []), ['case', ['>', ['get', id], 0], share, 0]]
  }),
]

export interface ClusterLook {
  readonly paper: string
  readonly scale: number
  /** Parts of the ring, in any unit, in the order of `LAYER_GROUPS`. */
  readonly shares: readonly number[]
}

/** What the name of an image says of a cluster; null where it is the image of something else. */
export const clusterLook = (image: string): ClusterLook | null => {
  const [kind, paper = '', scale] = image.split('|')
  const [, shares] = image.split(SHARES)
  if (kind !== 'cluster' || shares === undefined) return null
  return { paper, scale: Number(scale), shares: shares.split(',').map(Number) }
}

/**
 * Areas and lines of resources. Roads lie over them, and lines such as levees are drawn as what
 * accompanies a river: thin, dashed and pale.
 */
export const shapeLayers = ({ scale, palette, isAnswering }: StyleContext): LayerSpecification[] =>
  RESOURCE_LAYERS.flatMap((id): LayerSpecification[] => [
    layer.fill(`${id}-area`, shapeSource(id), {
      filter: ofGeometry('Polygon'),
      paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': isAnswering ? 0.12 : 0.2 },
    }),
    layer.line(outlineLayerId(id), shapeSource(id), {
      filter: ofGeometry('Polygon'),
      layout: ROUND_LINE,
      paint: {
        'line-color': ['get', 'colour'],
        'line-width': byZoom(scale, [8, 0.6], [14, 1.6]),
        'line-opacity': isAnswering ? BACKGROUND_OPACITY : 0.8,
      },
    }),
    layer.line(lineLayerId(id), shapeSource(id), {
      filter: ofGeometry('LineString'),
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.levee,
        'line-width': byZoom(scale, [8, 0.9], [14, 2]),
        'line-dasharray': [4, 2],
        'line-opacity': isAnswering ? 0.6 : 1,
      },
    }),
  ])

const IS_CLUSTER: ExpressionSpecification = ['has', 'point_count']

/** Symbols of the resources, and rings that show the kinds and the number of those that lie together. */
export const symbolLayers = (context: StyleContext): LayerSpecification[] => {
  const { palette, language, scale, isAnswering } = context
  const opacity = isAnswering ? BACKGROUND_OPACITY : 1
  return [
    layer.symbol(CLUSTER_LAYER, POINT_SOURCE, {
      filter: IS_CLUSTER,
      layout: {
        'icon-image': clusterImage(context),
        'icon-size': between(['get', 'point_count'], [2, 0.68], [60, 0.85], [200, 1]),
        'icon-allow-overlap': true,
        'text-field': ['to-string', ['get', 'point_count']],
        'text-font': BOLD_FONT,
        'text-size': 11.5 * scale,
        'text-allow-overlap': true,
      },
      paint: { 'icon-opacity': opacity, 'text-color': palette.label, 'text-opacity': opacity },
    }),
    ...RESOURCE_LAYERS.map((id) =>
      layer.symbol(symbolLayerId(id), POINT_SOURCE, {
        filter: ['all', ['!', IS_CLUSTER], isOneOf('group', [id])],
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
    ),
  ]
}
