import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  byZoom,
  LABEL_PLACES,
  nameExpression,
  REGULAR_FONT,
  type StyleContext,
} from './style-context.ts'

/** Names of towns and subdistricts at their seats. */
export const townLabelLayer = ({ palette, scale, language }: StyleContext): LayerSpecification => ({
  id: 'town-label',
  type: 'symbol',
  source: 'towns',
  minzoom: 9.5,
  layout: {
    'text-field': nameExpression(language),
    'text-font': REGULAR_FONT,
    'text-size': byZoom(
      [
        [9.5, 11],
        [14, 15],
      ],
      scale,
    ),
    'text-max-width': 7,
    'text-padding': 3,
    // a station often stands at the seat itself: the name moves beside its symbol
    'text-variable-anchor-offset': LABEL_PLACES,
  },
  paint: {
    'text-color': palette.label,
    'text-halo-color': palette.halo,
    'text-halo-width': 1.4 * scale,
  },
})
