import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  BOLD_FONT,
  byZoom,
  LABEL_PLACES,
  labelPaint,
  nameExpression,
  REGULAR_FONT,
  type StyleContext,
} from './style-context.ts'

/** Tints of the counties with a soft glow along their boundaries. */
export const countyLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => [
  {
    id: 'county-tint',
    type: 'fill',
    source: 'counties',
    paint: { 'fill-color': tint(palette.countyTints) },
  },
  {
    id: 'county-glow',
    type: 'line',
    source: 'counties',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.boundaryGlow,
      'line-width': byZoom(scale, [7, 9], [12, 22]),
      'line-blur': byZoom(scale, [7, 6], [12, 16]),
      'line-opacity': 0.75,
    },
  },
]

export const countyBoundaryLayer = ({ palette, scale }: StyleContext): LayerSpecification => ({
  id: 'county-boundary',
  type: 'line',
  source: 'counties',
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': palette.boundary,
    'line-width': byZoom(scale, [7, 0.8], [12, 1.6]),
    'line-dasharray': [4, 2, 1, 2],
  },
})

/** One label per county, from a source of points: tiles would repeat it. */
export const countyLabelLayer = ({
  palette,
  scale,
  language,
}: StyleContext): LayerSpecification => ({
  id: 'county-label',
  type: 'symbol',
  source: 'county-labels',
  maxzoom: 11.5,
  layout: {
    'text-field': nameExpression(language),
    'text-font': BOLD_FONT,
    'text-size': byZoom(scale, [7, 12], [10, 18]),
    'text-letter-spacing': language === 'zh' ? 0.15 : 0.04,
    'text-max-width': 8,
    'text-padding': 2,
    // away from the counts of resources, which are placed first; where nothing is free, over them
    'text-overlap': 'always',
    'text-variable-anchor-offset': LABEL_PLACES,
  },
  paint: labelPaint(palette.countyLabel, palette.halo, 1.6 * scale),
})

const tint = (tints: readonly string[]): ExpressionSpecification => [
  'match',
  ['%', ['get', 'tint'], tints.length],
  ...(tints.slice(1).flatMap((colour, index) => [index + 1, colour]) as [number, string]),
  tints[0] ?? '#ffffff',
]

/** Names of towns and subdistricts at their seats. */
export const townLabelLayer = ({ palette, scale, language }: StyleContext): LayerSpecification => ({
  id: 'town-label',
  type: 'symbol',
  source: 'towns',
  minzoom: 9.5,
  layout: {
    'text-field': nameExpression(language),
    'text-font': REGULAR_FONT,
    'text-size': byZoom(scale, [9.5, 11], [14, 15]),
    'text-max-width': 7,
    'text-padding': 3,
    // a station often stands at the seat itself: the name moves beside its symbol
    'text-variable-anchor-offset': LABEL_PLACES,
  },
  paint: labelPaint(palette.label, palette.halo, 1.4 * scale),
})
