/** Layers of a scenario on the map: closed roads and areas, ways of moved stations. */
import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { coverageColours } from '../../layers/coverage-ramp.ts'
import type { ThemeMode } from '../../state/app-state.ts'
import { MAP_PALETTES } from './palette.ts'

export const DRAFT_SOURCE = 'coverage-draft'
export const CLOSURE_HATCH_IMAGE = 'coverage-closure-hatch'

const IS_AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
const IS_POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point']
const IS_LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString']

/** @param scale of lines and dots, as in StyleContext */
export const draftLayers = (theme: ThemeMode, scale: number): LayerSpecification[] => {
  const { closure, contour } = coverageColours(theme)
  const { halo } = MAP_PALETTES[theme]
  return [
    {
      id: 'draft-closure-area',
      type: 'fill',
      source: DRAFT_SOURCE,
      filter: IS_AREA,
      paint: { 'fill-pattern': CLOSURE_HATCH_IMAGE },
    },
    {
      id: 'draft-closure-edge',
      type: 'line',
      source: DRAFT_SOURCE,
      filter: IS_AREA,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': closure, 'line-width': 2 * scale },
    },
    {
      id: 'draft-move',
      type: 'line',
      source: DRAFT_SOURCE,
      filter: IS_LINE,
      paint: { 'line-color': contour, 'line-width': 2 * scale, 'line-dasharray': [2, 2] },
    },
    {
      id: 'draft-closure-point',
      type: 'circle',
      source: DRAFT_SOURCE,
      filter: IS_POINT,
      paint: {
        'circle-color': closure,
        'circle-radius': 7 * scale,
        'circle-stroke-color': halo,
        'circle-stroke-width': 2 * scale,
      },
    },
  ]
}
