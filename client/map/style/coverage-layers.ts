/**
 * Layers of the coverage picture: hexagons by time or by standard, hatched where unreachable. On
 * the map of the whole city, where a village's hexagon is three pixels wide, discs stand for them.
 */

import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Language } from '../../../data/bilingual.ts'
import { UNREACHED } from '../../../data/cell-times.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import { cellChangeColours } from '../../layers/coverage-classes.ts'
import { coverageColours, coverageRamp } from '../../layers/coverage-ramp.ts'
import type { CoveragePaint, ThemeMode } from '../../state/app-state.ts'
import { CLUSTER_MAX_ZOOM } from './resource-layers.ts'
import {
  BOLD_FONT,
  byZoom,
  growing,
  labelPaint,
  layer,
  ofGeometry,
  type StyleContext,
} from './style-context.ts'

export const CELL_SOURCE = 'coverage-cells'
export const CELL_POINT_SOURCE = 'coverage-cell-points'
export const CELL_FILL = 'coverage-cell'
export const CELL_DISC = 'coverage-cell-disc'
export const CELL_HATCH = 'coverage-cell-hatch'
export const HATCH_IMAGE = 'coverage-hatch'
/** Cells lie on land and water, under boundaries and roads. */
export const CELLS_BEFORE = 'county-boundary'

export interface CoverageLook {
  readonly theme: ThemeMode
  readonly paint: CoveragePaint
  /** Slower cells are faded; null fades none. */
  readonly minutes: number | null
  /** Whether towns take the place of the discs on the map of the whole city. */
  readonly isByTown: boolean
}

/** Of a cell whose times have not come yet. */
const UNKNOWN = -2
const DECISECONDS_PER_MINUTE = 600
/** From this zoom on hexagons are drawn, below it discs of about the same size or larger. */
export const HEXAGON_MINZOOM = 11
const discStop = (zoom: number, rural: number, urban: number) =>
  [zoom, ['match', ['get', 'areaClass'], 'urban', urban, rural]] as const
/** Villages are two kilometres apart: discs of this radius in pixels touch and make a surface. */
const DISC_STOPS = [
  discStop(7, 2.2, 1.3),
  discStop(8.6, 4.4, 2),
  discStop(10, 7.5, 3),
  discStop(11, 10, 4.4),
]
/** Roads, water and names stay legible under a cell. */
export const CELL_OPACITY: Readonly<Record<ThemeMode, number>> = { light: 0.72, dark: 0.78 }
const FADED_OPACITY = 0.12
const HATCH_OPACITY = 0.75

/** The arrival that a paint is about. */
const arrivalOf = (paint: CoveragePaint): ExpressionSpecification => [
  'coalesce',
  ['feature-state', paint === 'second' ? 'second' : 'first'],
  UNKNOWN,
]

/** Colour by time: `step` takes the stop itself to the step above, and 3:00 belongs to "0–3". */
const timeColour = (paint: CoveragePaint, theme: ThemeMode): ExpressionSpecification => [
  'step',
  arrivalOf(paint),
  'rgba(0, 0, 0, 0)',
  UNREACHED,
  coverageColours(theme).unreachable,
  ...coverageRamp(theme).flatMap(({ fromMinutes, colour }): [number, string] => [
    fromMinutes === 0 ? 0 : fromMinutes * DECISECONDS_PER_MINUTE + 1,
    colour,
  ]),
]

/** Where people are won and lost against another picture. */
const changeColour = (theme: ThemeMode): ExpressionSpecification => {
  const { lost, none, won } = cellChangeColours(theme)
  return ['match', ['coalesce', ['feature-state', 'difference'], 0], 1, won, -1, lost, none]
}

const servedColour = (theme: ThemeMode): ExpressionSpecification => {
  const { inTime, notInTime } = coverageColours(theme)
  return ['case', ['boolean', ['feature-state', 'served'], false], inTime, notInTime]
}

/** What is neither won nor lost steps back. */
const ALIKE_OPACITY = 0.35

const fillOpacity = ({ theme, paint, minutes }: CoverageLook): ExpressionSpecification => {
  const arrival = arrivalOf(paint)
  const isKnown: ExpressionSpecification = ['>', arrival, UNKNOWN]
  if (paint === 'change') {
    const isAlike: ExpressionSpecification = [
      '==',
      ['coalesce', ['feature-state', 'difference'], 0],
      0,
    ]
    return ['case', ['!', isKnown], 0, isAlike, ALIKE_OPACITY, CELL_OPACITY[theme]]
  }
  // the slider is about arrivals
  if (minutes === null || paint === 'served') return ['case', isKnown, CELL_OPACITY[theme], 0]
  return [
    'case',
    ['!', isKnown],
    0,
    ['>', arrival, minutes * DECISECONDS_PER_MINUTE],
    FADED_OPACITY,
    CELL_OPACITY[theme],
  ]
}

const cellColour = ({ theme, paint }: CoverageLook): ExpressionSpecification => {
  if (paint === 'served') return servedColour(theme)
  return paint === 'change' ? changeColour(theme) : timeColour(paint, theme)
}

const isUnreached = (paint: CoveragePaint): ExpressionSpecification => [
  '==',
  arrivalOf(paint),
  UNREACHED,
]

/** The hexagons. Seams would show where edges of half-transparent cells are drawn twice. */
export const coverageCellLayers = (look: CoverageLook): LayerSpecification[] => [
  layer.fill(CELL_FILL, CELL_SOURCE, {
    minzoom: HEXAGON_MINZOOM,
    paint: {
      'fill-antialias': false,
      'fill-color': cellColour(look),
      'fill-opacity': fillOpacity(look),
    },
  }),
  layer.fill(CELL_HATCH, CELL_SOURCE, {
    minzoom: HEXAGON_MINZOOM,
    paint: {
      'fill-antialias': false,
      'fill-pattern': HATCH_IMAGE,
      'fill-opacity': ['case', isUnreached(look.paint), HATCH_OPACITY, 0],
    },
  }),
]

/** The discs; they cover ground and do not grow with the type of a wall screen. */
export const coverageDiscLayers = (look: CoverageLook): LayerSpecification[] => [
  layer.circle(CELL_DISC, CELL_POINT_SOURCE, {
    maxzoom: HEXAGON_MINZOOM,
    paint: {
      'circle-color': cellColour(look),
      'circle-opacity': look.isByTown ? 0 : fillOpacity(look),
      'circle-radius': growing(2, DISC_STOPS),
      'circle-stroke-color': coverageColours(look.theme).unreachableHatch,
      'circle-stroke-width': look.isByTown ? 0 : ['case', isUnreached(look.paint), 1, 0],
    },
  }),
]

export const CONTOUR_SOURCE = 'coverage-contours'
/** Contours, closures and dots lie over the roads, under the names along them and all others. */
export const NAMES_BEFORE = 'road-name'

const MINUTES_UNIT: Readonly<Record<Language, string>> = { zh: ' 分', en: ' min' }

/** On the map of the whole city single villages and single gaps would be a grid of small rings. */
const IS_LARGE_ENOUGH: ExpressionSpecification = [
  '>=',
  ['get', 'areaSquareKilometres'],
  ['step', ['zoom'], 8, 9, 3, 10.5, 1.5, 12, 0],
]

export const contourLayers = (context: StyleContext): LayerSpecification[] => {
  const { theme, palette, language, scale } = context
  const { contour } = coverageColours(theme)
  return [
    layer.line('coverage-contour', CONTOUR_SOURCE, {
      filter: IS_LARGE_ENOUGH,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': contour,
        'line-opacity': 0.75,
        'line-width': byZoom(scale, [8, 0.6], [13, 1.8]),
      },
    }),
    layer.symbol('coverage-contour-label', CONTOUR_SOURCE, {
      filter: IS_LARGE_ENOUGH,
      minzoom: 9,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320 * scale,
        'text-field': ['concat', ['to-string', ['get', 'minutes']], MINUTES_UNIT[language]],
        'text-font': BOLD_FONT,
        'text-size': 11 * scale,
        'text-padding': 6,
        // upright on the line: it winds too much to be written along
        'text-rotation-alignment': 'viewport',
        'text-max-angle': 180,
      },
      paint: labelPaint(contour, palette.halo, 1.6 * scale),
    }),
  ]
}

export const DRAFT_SOURCE = 'coverage-draft'
export const CLOSURE_HATCH_IMAGE = 'coverage-closure-hatch'

/** What a scenario closes, and the ways of the stations that it moves. */
export const draftLayers = ({ theme, palette, scale }: StyleContext): LayerSpecification[] => {
  const { closure, contour } = coverageColours(theme)
  return [
    layer.fill('draft-closure-area', DRAFT_SOURCE, {
      filter: ofGeometry('Polygon'),
      paint: { 'fill-pattern': CLOSURE_HATCH_IMAGE },
    }),
    layer.line('draft-closure-edge', DRAFT_SOURCE, {
      filter: ofGeometry('Polygon'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': closure, 'line-width': 2 * scale },
    }),
    layer.line('draft-move', DRAFT_SOURCE, {
      filter: ofGeometry('LineString'),
      paint: { 'line-color': contour, 'line-width': 2 * scale, 'line-dasharray': [2, 2] },
    }),
    layer.circle('draft-closure-point', DRAFT_SOURCE, {
      filter: ofGeometry('Point'),
      paint: {
        'circle-color': closure,
        'circle-radius': 7 * scale,
        'circle-stroke-color': palette.halo,
        'circle-stroke-width': 2 * scale,
      },
    }),
  ]
}

export const STATION_DOT_SOURCE = 'coverage-stations'
export const STATION_DOT = 'coverage-station-dot'
/** Up to here the map counts stations together; from here on their symbols stand alone. */
export const SYMBOLS_MINZOOM = CLUSTER_MAX_ZOOM + 1

const IS_READY: ExpressionSpecification = ['boolean', ['get', 'isReady'], false]

/** Dots where people are looked at: a grey that says where stations are and no more. */
const QUIET_OPACITY = 0.7

/**
 * Filled: can go at the time of the question. Hollow: cannot.
 * @param isQuiet the stations step back behind the people
 */
export const stationDotLayers =
  (isQuiet: boolean) =>
  ({ palette, scale }: StyleContext): LayerSpecification[] => {
    const colour = isQuiet ? palette.quietStation : COLLECTIONS.stations.symbol.colour
    const opacity = isQuiet ? QUIET_OPACITY : 1
    return [
      layer.circle(STATION_DOT, STATION_DOT_SOURCE, {
        maxzoom: SYMBOLS_MINZOOM,
        paint: {
          'circle-radius': isQuiet
            ? byZoom(scale, [7, 0.9], [10, 2.2], [11, 3.4])
            : byZoom(scale, [7, 1.6], [10, 4], [11, 6]),
          'circle-color': ['case', IS_READY, colour, palette.symbolPaper],
          'circle-opacity': opacity,
          'circle-stroke-color': ['case', IS_READY, palette.symbolPaper, colour],
          'circle-stroke-opacity': opacity,
          'circle-stroke-width': isQuiet ? scale / 2 : scale,
        },
      }),
    ]
  }
