import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { layer, ofGeometry, ROUND_LINE, type StyleContext } from './style-context.ts'

const EDIT_SOURCE = 'edited'

/** A shape that is edited, or compared, and how it was before, the way it has moved, and where it crosses itself. */
export const editLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => {
  const isNow = ['==', ['get', 'kind'], 'now'] as const
  const isBefore = ['==', ['get', 'kind'], 'before'] as const
  return [
    layer.fill('edited-area', EDIT_SOURCE, {
      filter: ['all', ofGeometry('Polygon'), isNow as never],
      paint: { 'fill-color': palette.selection, 'fill-opacity': 0.18 },
    }),
    layer.line('edited-before', EDIT_SOURCE, {
      filter: isBefore as never,
      layout: ROUND_LINE,
      paint: {
        'line-color': palette.mark,
        'line-width': 2 * scale,
        'line-dasharray': [1.5, 2],
      },
    }),
    layer.line('edited-line', EDIT_SOURCE, {
      filter: isNow as never,
      layout: ROUND_LINE,
      paint: { 'line-color': palette.selection, 'line-width': 3 * scale },
    }),
    layer.circle('edited-point', EDIT_SOURCE, {
      filter: ['all', ofGeometry('Point'), isNow as never],
      paint: {
        'circle-radius': 9 * scale,
        'circle-color': palette.selection,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2.5 * scale,
      },
    }),
    layer.circle('edited-crossing', EDIT_SOURCE, {
      filter: ['==', ['get', 'kind'], 'crossing'] as never,
      paint: {
        'circle-radius': 8 * scale,
        'circle-color': '#d6202f',
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2.5 * scale,
      },
    }),
  ]
}
