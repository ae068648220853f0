import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { ThemeMode } from '../../state/app-state.ts'
import { MAP_PALETTES } from './palette.ts'
import { BOLD_FONT, labelPaint, ROUND_LINE } from './style-context.ts'

export const DISPATCH_SOURCE = 'dispatch'

const isKind = (...kinds: readonly string[]): ExpressionSpecification => [
  'in',
  ['get', 'kind'],
  ['literal', [...kinds]],
]

const COLOURS = {
  light: { disc: '#7048b6', route: '#0b5cad', late: '#c8102e', lorry: '#d9660b', site: '#c2255c' },
  dark: { disc: '#b9a3e3', route: '#6db3f8', late: '#ff8a8a', lorry: '#ffb067', site: '#ff8fb8' },
} as const

interface DispatchLook {
  readonly theme: ThemeMode
  readonly scale: number
}

/** Stock as discs, ways as lines as wide as their lorries are many, senders, sites and lorries. */
export const dispatchLayers = ({ scale, theme }: DispatchLook): LayerSpecification[] => {
  const colours = COLOURS[theme]
  const palette = MAP_PALETTES[theme]
  const source = DISPATCH_SOURCE
  return [
    {
      id: 'dispatch-route',
      type: 'line',
      source,
      filter: isKind('route'),
      layout: ROUND_LINE,
      paint: {
        'line-color': ['case', ['get', 'isLate'], colours.late, colours.route],
        'line-width': ['min', 12, ['*', scale, ['+', 2.5, ['get', 'lorries']]]],
        'line-opacity': 0.85,
      },
    },
    {
      id: 'dispatch-disc',
      type: 'circle',
      source,
      filter: isKind('disc'),
      paint: {
        'circle-radius': ['*', scale, ['get', 'radius']],
        'circle-color': colours.disc,
        'circle-opacity': ['case', ['get', 'isHollow'], 0, 0.65],
        'circle-stroke-color': colours.disc,
        'circle-stroke-width': 1.5 * scale,
      },
    },
    {
      id: 'dispatch-mark',
      type: 'circle',
      source,
      filter: isKind('sender', 'site', 'lorry'),
      paint: {
        'circle-radius': 8 * scale,
        'circle-color': [
          'match',
          ['get', 'kind'],
          'site',
          colours.site,
          'lorry',
          colours.lorry,
          colours.disc,
        ],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2 * scale,
      },
    },
    {
      id: 'dispatch-label',
      type: 'symbol',
      source,
      filter: ['all', ['!=', ['get', 'kind'], 'route'], ['!=', ['get', 'label'], '']],
      layout: {
        'text-field': ['get', 'label'],
        'text-font': BOLD_FONT,
        'text-size': 12 * scale,
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-max-width': 12,
        'text-optional': true,
      },
      paint: labelPaint(palette.label, palette.halo, 1.6 * scale),
    },
  ]
}
