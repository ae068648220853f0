import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { byZoom, ROUND_LINE, type StyleContext } from './style-context.ts'

export const ROUTE_SOURCE = 'routes'
export const SELECTION_SOURCE = 'selection'

const IS_EMPHASISED: ExpressionSpecification = ['==', ['get', 'isEmphasised'], true]

const routeLayers = (
  id: string,
  filter: ExpressionSpecification,
  pixels: number,
  colour: string,
  { palette, scale }: StyleContext,
): LayerSpecification[] => {
  const layout = ROUND_LINE
  const widths = (extra: number): ExpressionSpecification =>
    byZoom(scale, [8, pixels * 0.7 + extra], [14, pixels * 1.4 + extra])
  return [
    {
      id: `${id}-casing`,
      type: 'line',
      source: ROUTE_SOURCE,
      filter,
      layout,
      paint: { 'line-color': palette.routeCasing, 'line-width': widths(3) },
    },
    {
      id,
      type: 'line',
      source: ROUTE_SOURCE,
      filter,
      layout,
      paint: { 'line-color': colour, 'line-width': widths(0) },
    },
  ]
}

/** Routes of the answer: the chosen one thick and on top of the others. */
export const answerLayers = (context: StyleContext): LayerSpecification[] => [
  ...routeLayers('route-other', ['!', IS_EMPHASISED], 3, context.palette.otherRoute, context),
  ...routeLayers('route', IS_EMPHASISED, 5.5, context.palette.route, context),
]

/** A ring round the selected feature, or a line along it. */
export const selectionLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => [
  {
    id: 'selection-line',
    type: 'line',
    source: SELECTION_SOURCE,
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: ROUND_LINE,
    paint: { 'line-color': palette.selection, 'line-width': 3 * scale },
  },
  {
    id: 'selection-ring',
    type: 'circle',
    source: SELECTION_SOURCE,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 17 * scale,
      'circle-color': palette.selection,
      'circle-opacity': 0.18,
      'circle-stroke-color': palette.selection,
      'circle-stroke-width': 3 * scale,
    },
  },
]
