/** Isochrones as lines with their minutes along them. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Language } from '../../../data/bilingual.ts'
import { coverageColours } from '../../layers/coverage-ramp.ts'
import type { ThemeMode } from '../../state/app-state.ts'
import { MAP_PALETTES } from './palette.ts'
import { BOLD_FONT, byZoom } from './style-context.ts'

export const CONTOUR_SOURCE = 'coverage-contours'
/** Over the roads, under the names along them. */
export const CONTOURS_BEFORE = 'road-name'

const MINUTES_UNIT: Readonly<Record<Language, string>> = { zh: ' 分', en: ' min' }

/** On the map of the whole city single villages and single gaps would be a grid of small rings. */
const IS_LARGE_ENOUGH: ExpressionSpecification = [
  '>=',
  ['get', 'areaSquareKilometres'],
  ['step', ['zoom'], 8, 9, 3, 10.5, 1.5, 12, 0],
]

export interface ContourLook {
  readonly theme: ThemeMode
  readonly language: Language
  readonly scale: number
}

export const contourLayers = ({ theme, language, scale }: ContourLook): LayerSpecification[] => {
  const { contour } = coverageColours(theme)
  const { halo } = MAP_PALETTES[theme]
  return [
    {
      id: 'coverage-contour',
      type: 'line',
      source: CONTOUR_SOURCE,
      filter: IS_LARGE_ENOUGH,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': contour,
        'line-opacity': 0.75,
        'line-width': byZoom(
          [
            [8, 0.6],
            [13, 1.8],
          ],
          scale,
        ),
      },
    },
    {
      id: 'coverage-contour-label',
      type: 'symbol',
      source: CONTOUR_SOURCE,
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
      paint: { 'text-color': contour, 'text-halo-color': halo, 'text-halo-width': 1.6 * scale },
    },
  ]
}
