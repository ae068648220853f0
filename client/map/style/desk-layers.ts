import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import {
  labelPaint,
  layer,
  nameBelow,
  ofGeometry,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

const DESK_SOURCE = 'desk-marks'

/** Lines of notes and of what is measured, its corners with how far it is to each. */
export const deskLayers = ({ palette, scale }: StyleContext): LayerSpecification[] => {
  const line = (part: string, colour: string, pixels: number): LayerSpecification =>
    layer.line(`desk-line${part}`, DESK_SOURCE, {
      filter: ofGeometry('LineString'),
      layout: ROUND_LINE,
      paint: { 'line-color': colour, 'line-width': pixels * scale },
    })
  return [
    line('-casing', palette.halo, 6),
    line('', palette.mark, 3),
    layer.circle('desk-corner', DESK_SOURCE, {
      filter: ofGeometry('Point'),
      paint: {
        'circle-radius': 4.5 * scale,
        'circle-color': palette.halo,
        'circle-stroke-color': palette.mark,
        'circle-stroke-width': 2.5 * scale,
      },
    }),
    layer.symbol('desk-distance', DESK_SOURCE, {
      filter: ofGeometry('Point'),
      layout: { 'text-field': ['get', 'label'], ...nameBelow(scale, 0.7) },
      paint: labelPaint(palette.mark, palette.halo, 2 * scale),
    }),
  ]
}
