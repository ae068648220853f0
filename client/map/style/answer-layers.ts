import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { byZoom, layer, ofGeometry, ROUND_LINE, type StyleContext } from './style-context.ts'

export const ROUTE_SOURCE = 'routes'
export const SELECTION_SOURCE = 'selection'
/** Places where markers of the page lie over the map. */
export const FREE_SOURCE = 'kept-free'

const FREE = 'free'
/** Name of an invisible image. @param width and `height` in CSS pixels */
export const freeImage = (width: number, height: number): string => `${FREE}|${width}|${height}`

/** Width and height of an invisible image by its name; null where it is the image of something else. */
export const freeSize = (image: string): readonly [width: number, height: number] | null => {
  const [kind, width, height] = image.split('|')
  return kind === FREE ? [Number(width), Number(height)] : null
}

/** Invisible symbols over all others: they are placed first, and names find room beside them. */
export const freeLayer = layer.symbol(FREE_SOURCE, FREE_SOURCE, {
  layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true },
})

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
        'line-width': byZoom(scale, [8, pixels / 2 + extra], [13, pixels + extra]),
      },
    })
  return [routeLine('-casing', palette.routeCasing, 3), routeLine('', colour, 0)]
}

/** Routes of the answer: the chosen one thick and on top of the others. */
export const answerLayers = (context: StyleContext): LayerSpecification[] => [
  ...routeLayers('route-other', ['!', IS_EMPHASISED], 4, context.palette.otherRoute, context),
  ...routeLayers('route', IS_EMPHASISED, 6, context.palette.route, context),
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
