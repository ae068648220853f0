import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  byZoom,
  labelPaint,
  nameExpression,
  REGULAR_FONT,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

const IS_AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
const IS_COURSE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString']

/** Equator of the web Mercator square in metres, and the pixels of a tile at zoom 0. */
const EQUATOR_METRES = 40_075_016.686
const TILE_PIXELS = 512
/** Latitude of Jining: a metre there is this much longer on the map than at the equator. */
const STRETCH = 1 / Math.cos((35.3 * Math.PI) / 180)
const PIXELS_PER_METRE_AT_ZOOM_0 = (TILE_PIXELS / EQUATOR_METRES) * STRETCH

/** A schematic course without a figure is drawn as a stream of this width. */
const DEFAULT_WIDTH_METRES = 30
/** Rivers stay visible on the map of the whole city, where their true width is below a pixel. */
const LEAST_PIXELS: readonly (readonly [zoom: number, narrow: number, wide: number])[] = [
  [7, 0.5, 1.6],
  [10, 1, 3],
]
const WIDE_METRES = 300

/** Width of a river: its own metres once the zoom is large enough, before that by importance. */
export const riverWidth = (scale: number): ExpressionSpecification => {
  const metres: ExpressionSpecification = [
    'to-number',
    ['get', 'widthMetres'],
    DEFAULT_WIDTH_METRES,
  ]
  const trueWidth = (zoom: number): ExpressionSpecification => [
    'max',
    scale,
    ['*', metres, PIXELS_PER_METRE_AT_ZOOM_0 * 2 ** zoom],
  ]
  return [
    'interpolate',
    ['exponential', 2],
    ['zoom'],
    ...LEAST_PIXELS.flatMap(([zoom, narrow, wide]): [number, ExpressionSpecification] => [
      zoom,
      ['interpolate', ['linear'], metres, 20, narrow * scale, WIDE_METRES, wide * scale],
    ]),
    13,
    trueWidth(13),
    18,
    trueWidth(18),
  ] as unknown as ExpressionSpecification
}

/** Lakes, reservoirs and river courses. */
export const waterLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => [
  {
    id: 'river',
    type: 'line',
    source: 'water',
    filter: IS_COURSE,
    layout: ROUND_LINE,
    paint: { 'line-color': palette.water, 'line-width': riverWidth(scale) },
  },
  {
    id: 'water-area',
    type: 'fill',
    source: 'water',
    filter: IS_AREA,
    paint: { 'fill-color': palette.water, 'fill-antialias': true },
  },
  {
    id: 'water-edge',
    type: 'line',
    source: 'water',
    filter: IS_AREA,
    paint: {
      'line-color': palette.waterEdge,
      'line-width': byZoom(scale, [8, 0.6], [14, 1.6]),
    },
  },
]

/** Names along the rivers, and one on each lake. */
export const waterLabelLayers = ({
  palette,
  scale,
  language,
}: StyleContext): LayerSpecification[] => {
  const paint = labelPaint(palette.waterLabel, palette.halo, 1.2 * scale)
  return [
    {
      id: 'river-label',
      type: 'symbol',
      source: 'water',
      filter: IS_COURSE,
      minzoom: 9,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420 * scale,
        'text-field': nameExpression(language),
        'text-font': REGULAR_FONT,
        'text-size': byZoom(scale, [9, 11], [14, 14]),
        'text-letter-spacing': 0.1,
      },
      paint,
    },
    {
      id: 'water-label',
      type: 'symbol',
      source: 'water-labels',
      minzoom: 8,
      filter: ['>=', ['get', 'areaSquareKilometres'], ['step', ['zoom'], 60, 9, 8, 11, 1, 13, 0]],
      layout: {
        'text-field': nameExpression(language),
        'text-font': REGULAR_FONT,
        'text-size': byZoom(scale, [8, 11], [13, 14]),
        'text-max-width': 7,
        'text-padding': 6,
      },
      paint,
    },
  ]
}
