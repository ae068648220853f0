import type {
  ExpressionSpecification,
  LayerSpecification,
  VariableAnchorOffsetCollectionSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import type { ThemeMode } from '../../state/app-state.ts'
import {
  BOLD_FONT,
  byZoom,
  labelPaint,
  layer,
  nameBelow,
  ofGeometry,
  type StyleContext,
} from './style-context.ts'

const HAZARD_SOURCE = 'hazards'

export const CLOSURE_COLOURS: Readonly<Record<ThemeMode, string>> = {
  light: '#b3143a',
  dark: '#ff7a92',
}
/** Name of the plate that says what is closed. */
export const closurePlate = (theme: ThemeMode): string => `closure-plate|${theme}`

const IS_POINT = ofGeometry('Point')
const IS_LINE: ExpressionSpecification = ['get', 'isLine']
const IS_CLOSURE: ExpressionSpecification = ['==', ['get', 'warning'], '']

const PLATE_MINZOOM = 9.5

/** Where a plate stands about its closure, the likeliest first: anchor and offset in widths of an M. */
const PLATE_PLACES = [1.3, 4.5].flatMap((far): VariableAnchorOffsetCollectionSpecification => {
  return ['top', [0, far], 'bottom', [0, -far], 'left', [far, 0], 'right', [-far, 0]]
})

const IS_CLOSED: ExpressionSpecification = [
  'all',
  IS_CLOSURE,
  ['get', 'isActive'],
  ['!=', ['get', 'label'], ''],
]

/** Closed areas and points: firm where they hold, pale where they do not yet. */
export const hazardLayers = ({ theme, palette, scale }: StyleContext): LayerSpecification[] => {
  const colour = CLOSURE_COLOURS[theme]
  const strength = (firm: number, pale: number): ExpressionSpecification => [
    'case',
    ['get', 'isActive'],
    firm,
    pale,
  ]
  return [
    layer.fill('hazard-area', HAZARD_SOURCE, {
      filter: ['all', ['!', IS_POINT], ['!', IS_LINE], IS_CLOSURE],
      paint: { 'fill-color': colour, 'fill-opacity': strength(0.28, 0.12) },
    }),
    layer.line('hazard-outline', HAZARD_SOURCE, {
      filter: ['all', ['!', IS_POINT], ['!', IS_LINE]],
      paint: {
        'line-color': ['case', IS_CLOSURE, colour, ['get', 'warning']],
        'line-width': ['case', IS_CLOSURE, 2 * scale, 3.5 * scale],
        'line-dasharray': [3, 1.5],
      },
    }),
    layer.circle('hazard-point', HAZARD_SOURCE, {
      filter: IS_POINT,
      paint: {
        'circle-radius': byZoom(scale, [8, 4], [12, 9]),
        'circle-color': palette.symbolPaper,
        'circle-opacity': strength(1, 0.6),
        'circle-stroke-color': colour,
        'circle-stroke-width': byZoom(scale, [8, 2], [12, 4]),
      },
    }),
    // red over white: a barrier, which no road of the map is drawn as
    layer.line('hazard-line-back', HAZARD_SOURCE, {
      filter: IS_LINE,
      paint: { 'line-color': palette.symbolPaper, 'line-width': 7 * scale },
    }),
    layer.line('hazard-line', HAZARD_SOURCE, {
      filter: IS_LINE,
      paint: {
        'line-color': colour,
        'line-width': 5 * scale,
        'line-opacity': strength(1, 0.5),
        'line-dasharray': [1.6, 1.1],
      },
    }),
    layer.symbol('hazard-name', HAZARD_SOURCE, {
      filter: ['!', IS_CLOSED],
      layout: { 'text-field': ['get', 'label'], ...nameBelow(scale, 1.3) },
      paint: labelPaint(palette.label, palette.halo, 1.6 * scale),
    }),
    // closed roads are few, and each of them is named on a plate; those of the answer first
    layer.symbol('hazard-closure', HAZARD_SOURCE, {
      filter: IS_CLOSED,
      // on the map of the whole city a plate would hide what lies round it
      minzoom: PLATE_MINZOOM,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': BOLD_FONT,
        'text-size': 12 * scale,
        'text-max-width': 14,
        // below, or where it keeps clear of the pin and the numbers of the answer: beside them if need be
        'text-variable-anchor-offset': PLATE_PLACES,
        'text-allow-overlap': true,
        'icon-allow-overlap': true,
        'symbol-sort-key': ['case', ['get', 'isObeyed'], 0, 1],
        'icon-image': closurePlate(theme),
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [3 * scale, 6 * scale, 3 * scale, 6 * scale],
      },
      paint: { 'text-color': colour },
    }),
  ]
}
