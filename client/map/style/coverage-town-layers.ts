/** The coverage picture at the scale of the city: towns by their people, gaps as circles, and the outline of what is chosen. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  type ColourClass,
  changeClasses,
  circlePixels,
  LEAST_CIRCLE_PEOPLE,
  lateClasses,
} from '../../layers/coverage-classes.ts'
import type { ThemeMode } from '../../state/app-state.ts'
import { CELL_OPACITY, HEXAGON_MINZOOM } from './coverage-layers.ts'
import { byZoom, layer, ROUND_LINE, type StyleContext } from './style-context.ts'

export const TOWN_SOURCE = 'coverage-towns'
export const TOWN_FILL = 'coverage-town'
/** Water lies over the towns: few live on it. */
export const TOWNS_BEFORE = 'river'
export const GAP_SOURCE = 'coverage-gaps'
export const GAP_CIRCLE = 'coverage-gap'
export const CHOSEN_SOURCE = 'coverage-chosen'

/** What towns are painted by: percent of people not in time, or people won and lost. */
export type TownPaint = 'late' | 'change'

/** @param people that one of what is counted stands for. */
export const townClasses = (paint: TownPaint, theme: ThemeMode, people = 1): ColourClass[] =>
  paint === 'late' ? lateClasses(theme) : changeClasses(theme, people)

const classExpression = (
  input: ExpressionSpecification,
  [lowest, ...others]: readonly ColourClass[],
): ExpressionSpecification =>
  [
    'step',
    input,
    lowest?.colour ?? 'rgba(0, 0, 0, 0)',
    ...others.flatMap(({ from, colour }) => [from ?? 0, colour]),
  ] as unknown as ExpressionSpecification

const VALUE: ExpressionSpecification = ['coalesce', ['feature-state', 'value'], 0]
const IS_KNOWN: ExpressionSpecification = ['!=', ['feature-state', 'value'], null]

/** Until hexagons are seen. The value of a town is a state of its feature; nothing is painted without one. */
export const townLayers =
  (paint: TownPaint) =>
  ({ theme, palette, scale }: StyleContext): LayerSpecification[] => [
    layer.fill(TOWN_FILL, TOWN_SOURCE, {
      maxzoom: HEXAGON_MINZOOM,
      paint: {
        'fill-antialias': false,
        'fill-color': classExpression(VALUE, townClasses(paint, theme)),
        'fill-opacity': ['case', IS_KNOWN, CELL_OPACITY[theme], 0],
      },
    }),
    layer.line('coverage-town-edge', TOWN_SOURCE, {
      maxzoom: HEXAGON_MINZOOM,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.halo,
        'line-opacity': ['case', IS_KNOWN, 0.75, 0],
        'line-width': byZoom(scale, [7, 0.4], [10, 1.2]),
      },
    }),
  ]

/** Of a fill on dark or light ground, and of its edge. */
const CIRCLES: Readonly<Record<ThemeMode, { readonly fill: string; readonly edge: string }>> = {
  light: { fill: '#12283d', edge: '#ffffff' },
  dark: { fill: '#e6eef6', edge: '#0b1016' },
}
export const CIRCLE_OPACITY = 0.36
export const circleColours = (theme: ThemeMode) => CIRCLES[theme]

/** Gaps by their people: the area of a circle is in proportion to them. */
export const gapLayers = ({ theme, palette, scale }: StyleContext): LayerSpecification[] => {
  const { fill, edge } = CIRCLES[theme]
  const isChosen: ExpressionSpecification = ['boolean', ['feature-state', 'isChosen'], false]
  return [
    layer.circle(GAP_CIRCLE, GAP_SOURCE, {
      maxzoom: HEXAGON_MINZOOM,
      filter: ['>=', ['get', 'people'], LEAST_CIRCLE_PEOPLE],
      layout: { 'circle-sort-key': ['-', 0, ['get', 'people']] },
      paint: {
        'circle-radius': ['*', circlePixels(1) * scale, ['sqrt', ['get', 'people']]],
        'circle-color': fill,
        'circle-opacity': CIRCLE_OPACITY,
        'circle-stroke-color': ['case', isChosen, palette.selection, edge],
        'circle-stroke-width': ['case', isChosen, 3 * scale, scale],
      },
    }),
  ]
}

/** Round the town or the gap that is chosen in a table or on the map. */
export const chosenLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => [
  layer.line('coverage-chosen-casing', CHOSEN_SOURCE, {
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: ROUND_LINE,
    paint: { 'line-color': palette.halo, 'line-width': byZoom(scale, [8, 4], [13, 7]) },
  }),
  layer.line('coverage-chosen', CHOSEN_SOURCE, {
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: ROUND_LINE,
    paint: { 'line-color': palette.selection, 'line-width': byZoom(scale, [8, 2], [13, 4]) },
  }),
]
