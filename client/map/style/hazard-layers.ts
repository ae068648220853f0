import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { ThemeMode } from '../../state/app-state.ts'
import { MAP_PALETTES } from './palette.ts'
import { BOLD_FONT, labelPaint } from './style-context.ts'

export const HAZARD_SOURCE = 'hazards'

const COLOURS: Readonly<Record<ThemeMode, string>> = { light: '#b3143a', dark: '#ff7a92' }
const IS_POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point']

/** Closed areas and points: firm where they hold, pale where they do not yet. */
export const hazardLayers = (theme: ThemeMode, scale: number): LayerSpecification[] => {
  const colour = COLOURS[theme]
  const { label, halo } = MAP_PALETTES[theme]
  const strength = (firm: number, pale: number): ExpressionSpecification => [
    'case',
    ['get', 'isActive'],
    firm,
    pale,
  ]
  return [
    {
      id: 'hazard-area',
      type: 'fill',
      source: HAZARD_SOURCE,
      filter: ['all', ['!', IS_POINT], ['==', ['get', 'warning'], '']],
      paint: { 'fill-color': colour, 'fill-opacity': strength(0.28, 0.12) },
    },
    {
      id: 'hazard-outline',
      type: 'line',
      source: HAZARD_SOURCE,
      filter: ['!', IS_POINT],
      paint: {
        'line-color': ['case', ['==', ['get', 'warning'], ''], colour, ['get', 'warning']],
        'line-width': ['case', ['==', ['get', 'warning'], ''], 2 * scale, 3.5 * scale],
        'line-dasharray': [3, 1.5],
      },
    },
    {
      id: 'hazard-point',
      type: 'circle',
      source: HAZARD_SOURCE,
      filter: IS_POINT,
      paint: {
        'circle-radius': 9 * scale,
        'circle-color': '#ffffff',
        'circle-opacity': strength(1, 0.6),
        'circle-stroke-color': colour,
        'circle-stroke-width': 4 * scale,
      },
    },
    {
      id: 'hazard-name',
      type: 'symbol',
      source: HAZARD_SOURCE,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': BOLD_FONT,
        'text-size': 12 * scale,
        'text-offset': [0, 1.3],
        'text-anchor': 'top',
        'text-max-width': 12,
        'text-optional': true,
      },
      paint: labelPaint(label, halo, 1.6 * scale),
    },
  ]
}
