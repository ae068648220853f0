import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { byZoom, layer, ofGeometry, ROUND_LINE, type StyleContext } from './style-context.ts'

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
  const routeLine = (part: string, lineColour: string, extra: number): LayerSpecification =>
    layer.line(id + part, ROUTE_SOURCE, {
      filter,
      layout: ROUND_LINE,
      paint: {
        'line-color': lineColour,
        'line-width': byZoom(scale, [8, pixels * 0.7 + extra], [14, pixels * 1.4 + extra]),
      },
    })
  return [routeLine('-casing', palette.routeCasing, 3), routeLine('', colour, 0)]
}

/** Routes of the answer: the chosen one thick and on top of the others. */
export const answerLayers = (context: StyleContext): LayerSpecification[] => [
  ...routeLayers('route-other', ['!', IS_EMPHASISED], 3, context.palette.otherRoute, context),
  ...routeLayers('route', IS_EMPHASISED, 5.5, context.palette.route, context),
]

/** A ring round the selected feature, or a line along it. */
export const selectionLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => [
  layer.line('selection-line', SELECTION_SOURCE, {
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: ROUND_LINE,
    paint: { 'line-color': palette.selection, 'line-width': 3 * scale },
  }),
  layer.circle('selection-ring', SELECTION_SOURCE, {
    filter: ofGeometry('Point'),
    paint: {
      'circle-radius': 17 * scale,
      'circle-color': palette.selection,
      'circle-opacity': 0.18,
      'circle-stroke-color': palette.selection,
      'circle-stroke-width': 3 * scale,
    },
  }),
]
