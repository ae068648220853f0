/**
 * Layers of the coverage picture: hexagons by time or by standard, hatched where nobody comes. On
 * the map of the whole city, where a village's hexagon is three pixels wide, discs stand for them.
 */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { UNREACHED } from '../../../data/coverage.ts'
import { coverageColours, coverageRamp } from '../../layers/coverage-ramp.ts'
import type { CoveragePaint, ThemeMode } from '../../state/app-state.ts'

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
}

/** Of a cell whose times have not come yet. */
const UNKNOWN = -2
const DECISECONDS_PER_MINUTE = 600
/** From this zoom on hexagons are drawn, below it discs of about the same size or larger. */
const HEXAGON_MINZOOM = 11
/** Villages are two kilometres apart: discs of this radius touch and make a surface. */
const DISC_PIXELS: readonly (readonly [zoom: number, rural: number, urban: number])[] = [
  [7, 2.2, 1.3],
  [8.6, 4.4, 2],
  [10, 7.5, 3],
  [11, 10, 4.4],
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

const servedColour = (theme: ThemeMode): ExpressionSpecification => {
  const { inTime, notInTime } = coverageColours(theme)
  return ['case', ['boolean', ['feature-state', 'served'], false], inTime, notInTime]
}

const fillOpacity = ({ theme, paint, minutes }: CoverageLook): ExpressionSpecification => {
  const arrival = arrivalOf(paint)
  const isKnown: ExpressionSpecification = ['>', arrival, UNKNOWN]
  if (minutes === null) return ['case', isKnown, CELL_OPACITY[theme], 0]
  return [
    'case',
    ['!', isKnown],
    0,
    ['>', arrival, minutes * DECISECONDS_PER_MINUTE],
    FADED_OPACITY,
    CELL_OPACITY[theme],
  ]
}

const cellColour = ({ theme, paint }: CoverageLook): ExpressionSpecification =>
  paint === 'served' ? servedColour(theme) : timeColour(paint, theme)

const isUnreached = (paint: CoveragePaint): ExpressionSpecification => [
  '==',
  arrivalOf(paint),
  UNREACHED,
]

/** The hexagons. Seams would show where edges of half-transparent cells are drawn twice. */
export const coverageCellLayers = (look: CoverageLook): LayerSpecification[] => [
  {
    id: CELL_FILL,
    type: 'fill',
    source: CELL_SOURCE,
    minzoom: HEXAGON_MINZOOM,
    paint: {
      'fill-antialias': false,
      'fill-color': cellColour(look),
      'fill-opacity': fillOpacity(look),
    },
  },
  {
    id: CELL_HATCH,
    type: 'fill',
    source: CELL_SOURCE,
    minzoom: HEXAGON_MINZOOM,
    paint: {
      'fill-antialias': false,
      'fill-pattern': HATCH_IMAGE,
      'fill-opacity': ['case', isUnreached(look.paint), HATCH_OPACITY, 0],
    },
  },
]

/** The discs; they cover ground and do not grow with the type of a wall screen. */
export const coverageDiscLayers = (look: CoverageLook): LayerSpecification[] => [
  {
    id: CELL_DISC,
    type: 'circle',
    source: CELL_POINT_SOURCE,
    maxzoom: HEXAGON_MINZOOM,
    paint: {
      'circle-color': cellColour(look),
      'circle-opacity': fillOpacity(look),
      'circle-radius': [
        'interpolate',
        ['exponential', 2],
        ['zoom'],
        ...DISC_PIXELS.flatMap(([zoom, rural, urban]): [number, ExpressionSpecification] => [
          zoom,
          ['match', ['get', 'areaClass'], 'urban', urban, rural],
        ]),
      ] as unknown as ExpressionSpecification,
      'circle-stroke-color': coverageColours(look.theme).unreachableHatch,
      'circle-stroke-width': ['case', isUnreached(look.paint), 1, 0],
    },
  },
]
