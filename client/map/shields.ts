/** Plates behind road numbers, which stretch to the length of the number. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { SHIELD_CLASSES, shieldImage } from './style/road-layers.ts'

/** After the signs of GB 5768: green expressways, red national roads, provincial ones yellow. */
const PLATES: Readonly<Record<(typeof SHIELD_CLASSES)[number], string>> = {
  expressway: '#1b7f4b',
  national: '#c0392b',
  provincial: '#9a6a00',
}
const SIDE_PIXELS = 14
const CORNER_PIXELS = 4

const drawPlate = (colour: string, factor: number): ImageData => {
  const side = Math.round(SIDE_PIXELS * factor)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to draw plates on')
  const inset = factor / 2
  context.beginPath()
  context.roundRect(inset, inset, side - factor, side - factor, (CORNER_PIXELS - 1) * factor)
  context.fillStyle = colour
  context.fill()
  context.lineWidth = factor
  context.strokeStyle = '#ffffff'
  context.stroke()
  return context.getImageData(0, 0, side, side)
}

export const addShields = (map: MapLibreMap, scale: number): void => {
  const pixelRatio = window.devicePixelRatio
  const factor = scale * pixelRatio
  const from = CORNER_PIXELS * factor
  const to = (SIDE_PIXELS - CORNER_PIXELS) * factor
  for (const roadClass of SHIELD_CLASSES) {
    const id = shieldImage(roadClass)
    if (map.hasImage(id)) map.removeImage(id)
    map.addImage(id, drawPlate(PLATES[roadClass], factor), {
      pixelRatio,
      stretchX: [[from, to]],
      stretchY: [[from, to]],
      content: [
        from / 2,
        from / 2,
        SIDE_PIXELS * factor - from / 2,
        SIDE_PIXELS * factor - from / 2,
      ],
    })
  }
}
