/** Slanted lines as a pattern for areas that colour alone must not tell. */
import type { Map as MapLibreMap } from 'maplibre-gl'

/** Side of the tile of the pattern in CSS pixels; a multiple of it meets itself at all edges. */
const SIDE_PIXELS = 8
const LINE_PIXELS = 1.5

const drawHatch = (colour: string, pixelRatio: number): ImageData => {
  const side = Math.round(SIDE_PIXELS * pixelRatio)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to draw patterns on')
  context.strokeStyle = colour
  context.lineWidth = LINE_PIXELS * pixelRatio
  context.beginPath()
  // the corners belong to the lines of the neighbouring tiles
  for (const offset of [-side, 0, side]) {
    context.moveTo(offset - 1, side + 1)
    context.lineTo(offset + side + 1, -1)
  }
  context.stroke()
  return context.getImageData(0, 0, side, side)
}

/** Gives the map a hatch of that name, or the one of that name a new colour. */
export const setHatch = (map: MapLibreMap, id: string, colour: string): void => {
  const pixelRatio = window.devicePixelRatio
  const image = drawHatch(colour, pixelRatio)
  if (map.hasImage(id)) map.removeImage(id)
  map.addImage(id, image, { pixelRatio })
}
