import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  isOneOf,
  labelPaint,
  layer,
  nameBelow,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

const DISPATCH_SOURCE = 'dispatch'

const COLOURS = {
  light: { disc: '#7048b6', route: '#0b5cad', late: '#c8102e', lorry: '#d9660b', site: '#c2255c' },
  dark: { disc: '#b9a3e3', route: '#6db3f8', late: '#ff8a8a', lorry: '#ffb067', site: '#ff8fb8' },
} as const

/** Stock as discs, ways as lines as wide as their lorries are many, senders, sites and lorries. */
export const dispatchLayers = ({ theme, palette, scale }: StyleContext): LayerSpecification[] => {
  const { disc, route, late, lorry, site } = COLOURS[theme]
  return [
    layer.line('dispatch-route', DISPATCH_SOURCE, {
      filter: isOneOf('kind', ['route']),
      layout: ROUND_LINE,
      paint: {
        'line-color': ['case', ['get', 'isLate'], late, route],
        'line-width': ['min', 12, ['*', scale, ['+', 2.5, ['get', 'lorries']]]],
        'line-opacity': 0.85,
      },
    }),
    layer.line('dispatch-detour', DISPATCH_SOURCE, {
      filter: isOneOf('kind', ['detour']),
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', ['get', 'isLate'], late, route],
        'line-width': 4 * scale,
        'line-dasharray': [2, 1.5],
      },
    }),
    layer.circle('dispatch-disc', DISPATCH_SOURCE, {
      filter: isOneOf('kind', ['disc']),
      paint: {
        'circle-radius': ['*', scale, ['get', 'radius']],
        'circle-color': disc,
        'circle-opacity': ['case', ['get', 'isHollow'], 0, 0.65],
        'circle-stroke-color': disc,
        'circle-stroke-width': 1.5 * scale,
      },
    }),
    layer.circle('dispatch-mark', DISPATCH_SOURCE, {
      filter: isOneOf('kind', ['sender', 'site', 'lorry']),
      paint: {
        'circle-radius': 8 * scale,
        'circle-color': ['match', ['get', 'kind'], 'site', site, 'lorry', lorry, disc],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2 * scale,
      },
    }),
    layer.symbol('dispatch-label', DISPATCH_SOURCE, {
      filter: ['has', 'label'],
      layout: { 'text-field': ['get', 'label'], ...nameBelow(scale, 0.9) },
      paint: labelPaint(palette.label, palette.halo, 1.6 * scale),
    }),
  ]
}
