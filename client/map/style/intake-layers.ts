import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { ImportRow } from '../../../data/imports.ts'
import type { ThemeMode } from '../../state/app-state.ts'
import {
  byZoom,
  labelPaint,
  layer,
  nameBelow,
  ofGeometry,
  type StyleContext,
} from './style-context.ts'

const INTAKE_SOURCE = 'intake'
/** What can be clicked on; the chosen one lies over the others. */
export const INTAKE_POINTS = 'intake-point'

type Status = ImportRow['status']

/** Beside the words of the list, never instead of them. */
const STATUS_COLOURS: Readonly<Record<ThemeMode, Readonly<Record<Status, string>>>> = {
  light: {
    add: '#17692b',
    update: '#1558d6',
    unchanged: '#5b6670',
    unplaced: '#6b4f9e',
    reject: '#b3143a',
    skip: '#5b6670',
  },
  dark: {
    add: '#7fd494',
    update: '#8ab4ff',
    unchanged: '#a3b1bd',
    unplaced: '#c3a9f0',
    reject: '#ff7a92',
    skip: '#a3b1bd',
  },
}

const NAMES_FROM_ZOOM = 12

/** Rows of an import by what becomes of them; what stays out is hollow. */
export const intakeLayers = ({ theme, palette, scale }: StyleContext): LayerSpecification[] => {
  const colours = STATUS_COLOURS[theme]
  const colour = [
    'match',
    ['get', 'status'],
    ...Object.entries(colours).flat(),
    colours.unchanged,
  ] as unknown as ExpressionSpecification
  const isChosen: ExpressionSpecification = ['get', 'isChosen']
  const isOut: ExpressionSpecification = ['==', ['get', 'status'], 'reject']
  return [
    layer.fill('intake-area', INTAKE_SOURCE, {
      filter: ofGeometry('Polygon'),
      paint: { 'fill-color': colour, 'fill-opacity': 0.25 },
    }),
    layer.line('intake-line', INTAKE_SOURCE, {
      filter: ['!', ofGeometry('Point')],
      paint: { 'line-color': colour, 'line-width': ['case', isChosen, 5 * scale, 2.5 * scale] },
    }),
    layer.circle(INTAKE_POINTS, INTAKE_SOURCE, {
      filter: ofGeometry('Point'),
      layout: { 'circle-sort-key': ['case', isChosen, 1, 0] },
      paint: {
        'circle-radius': byZoom(scale, [8, 5], [13, 8]),
        'circle-color': ['case', isOut, palette.symbolPaper, colour],
        'circle-stroke-color': ['case', isChosen, palette.selection, isOut, colour, palette.halo],
        'circle-stroke-width': ['case', isChosen, 4 * scale, isOut, 2.5 * scale, 1.5 * scale],
      },
    }),
    layer.symbol('intake-name', INTAKE_SOURCE, {
      filter: ofGeometry('Point'),
      minzoom: NAMES_FROM_ZOOM,
      layout: { 'text-field': ['coalesce', ['get', 'name'], ''], ...nameBelow(scale, 0.9) },
      paint: labelPaint(palette.label, palette.halo, 1.6 * scale),
    }),
  ]
}
