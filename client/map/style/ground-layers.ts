/** Land and water: tints and boundaries of the counties, lakes, rivers, and the names of all. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  BOLD_FONT,
  between,
  byZoom,
  growing,
  LABEL_PLACES,
  labelPaint,
  layer,
  nameExpression,
  ofGeometry,
  REGULAR_FONT,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

const tint = (tints: readonly string[]): ExpressionSpecification => [
  'match',
  ['%', ['get', 'tint'], tints.length],
  ...(tints.slice(1).flatMap((colour, index) => [index + 1, colour]) as [number, string]),
  tints[0] ?? '#ffffff',
]

/** Equator of the web Mercator square in metres, and the pixels of a tile at zoom 0. */
const EQUATOR_METRES = 40_075_016.686
const TILE_PIXELS = 512
/**
 * How much longer a metre is on the map than at the equator, in the middle latitude of China: a sixth
 * too much or too little at 20° and at 45°.
 */
const STRETCH = 1 / Math.cos((35 * Math.PI) / 180)
const PIXELS_PER_METRE_AT_ZOOM_0 = (TILE_PIXELS / EQUATOR_METRES) * STRETCH

/** A schematic course without a figure is drawn as a stream of this width. */
const DEFAULT_WIDTH_METRES = 30
const WIDE_METRES = 300

/**
 * Width of a river: its own metres once the zoom is large enough; before that, where those are
 * below a pixel, by importance, so that rivers stay visible on the map of the whole city.
 */
const riverWidth = (scale: number): ExpressionSpecification => {
  const metres: ExpressionSpecification = [
    'to-number',
    ['get', 'widthMetres'],
    DEFAULT_WIDTH_METRES,
  ]
  const leastWidth = (zoom: number, narrow: number, wide: number) =>
    [zoom, between(metres, [20, narrow * scale], [WIDE_METRES, wide * scale])] as const
  const trueWidth = (zoom: number) =>
    [zoom, ['max', scale, ['*', metres, PIXELS_PER_METRE_AT_ZOOM_0 * 2 ** zoom]]] as const
  return growing(2, [leastWidth(7, 0.5, 1.6), leastWidth(10, 1, 3), trueWidth(13), trueWidth(18)])
}

/** Tints of the counties with a soft glow along their boundaries; rivers, lakes and reservoirs. */
export const groundLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => [
  layer.fill('county-tint', 'counties', { paint: { 'fill-color': tint(palette.countyTints) } }),
  layer.line('county-glow', 'counties', {
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.boundaryGlow,
      'line-width': byZoom(scale, [7, 9], [12, 22]),
      'line-blur': byZoom(scale, [7, 6], [12, 16]),
      'line-opacity': 0.75,
    },
  }),
  layer.line('river', 'water', {
    filter: ofGeometry('LineString'),
    layout: ROUND_LINE,
    paint: { 'line-color': palette.water, 'line-width': riverWidth(scale) },
  }),
  layer.fill('water-area', 'water', {
    filter: ofGeometry('Polygon'),
    paint: { 'fill-color': palette.water, 'fill-antialias': true },
  }),
  layer.line('water-edge', 'water', {
    filter: ofGeometry('Polygon'),
    paint: { 'line-color': palette.waterEdge, 'line-width': byZoom(scale, [8, 0.6], [14, 1.6]) },
  }),
  layer.line('county-boundary', 'counties', {
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.boundary,
      'line-width': byZoom(scale, [7, 0.8], [12, 1.6]),
      'line-dasharray': [4, 2, 1, 2],
    },
  }),
]

/**
 * The name of a county may stand farther off: its area says what it belongs to. All round its middle,
 * nearer places first, since the counts of resources leave few gaps on a large map.
 */
const COUNTY_PLACES = [
  ...LABEL_PLACES,
  ...[2.6, 3.8, 5].flatMap((distance) =>
    Array.from({ length: 16 }, (_, step) => {
      const angle = (step * Math.PI) / 8
      return ['center', [distance * Math.cos(angle), distance * Math.sin(angle)]]
    }).flat(),
  ),
] as typeof LABEL_PLACES

/** Names along the rivers, one on each lake, of towns at their seats, and one per county. */
export const groundLabelLayers = (context: StyleContext): LayerSpecification[] => {
  const { palette, scale, language } = context
  const name = { 'text-field': nameExpression(language), 'text-font': REGULAR_FONT }
  const waterPaint = labelPaint(palette.waterLabel, palette.halo, 1.2 * scale)
  return [
    layer.symbol('river-label', 'water', {
      filter: ofGeometry('LineString'),
      minzoom: 9,
      layout: {
        ...name,
        'symbol-placement': 'line',
        'symbol-spacing': 420 * scale,
        'text-size': byZoom(scale, [9, 11], [14, 14]),
        'text-letter-spacing': 0.1,
      },
      paint: waterPaint,
    }),
    layer.symbol('water-label', 'water-labels', {
      minzoom: 8,
      filter: ['>=', ['get', 'areaSquareKilometres'], ['step', ['zoom'], 60, 9, 8, 11, 1, 13, 0]],
      layout: {
        ...name,
        'text-size': byZoom(scale, [8, 11], [13, 14]),
        'text-max-width': 7,
        'text-padding': 6,
      },
      paint: waterPaint,
    }),
    layer.symbol('town-label', 'towns', {
      minzoom: 9,
      layout: {
        ...name,
        // where there is room for few, subdistricts come first and townships last
        'symbol-sort-key': ['match', ['get', 'kind'], 'subdistrict', 0, 'town', 1, 2],
        'text-size': byZoom(scale, [9.5, 11], [14, 15]),
        'text-max-width': 7,
        'text-padding': byZoom(scale, [9, 16], [11, 3]),
        // a station often stands at the seat itself: the name moves beside its symbol
        'text-variable-anchor-offset': LABEL_PLACES,
      },
      paint: labelPaint(palette.label, palette.halo, 1.4 * scale),
    }),
    // from a source of points: tiles would repeat it
    layer.symbol('county-label', 'county-labels', {
      maxzoom: 11.5,
      layout: {
        ...name,
        'text-font': BOLD_FONT,
        'text-size': byZoom(scale, [7, 12], [10, 18]),
        'text-letter-spacing': language === 'zh' ? 0.15 : 0.04,
        'text-max-width': 8,
        'text-padding': 2,
        // away from the counts of resources, which are placed first; where nothing is free, over them
        'text-overlap': 'always',
        'text-variable-anchor-offset': COUNTY_PLACES,
      },
      paint: labelPaint(palette.countyLabel, palette.halo, 1.6 * scale),
    }),
  ]
}
