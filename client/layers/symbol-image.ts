/** Draws the symbols of the layers: an icon on a disc whose edge shows whether it is ready. */

import type { SymbolShape } from './feature-look.ts'
import type { IconPath } from './icon-paths.ts'

export interface SymbolLook {
  readonly icon: IconPath
  readonly colour: string
  readonly shape: SymbolShape
  /** The colour of hollow discs and of the edge round filled ones. */
  readonly paper: string
}

/** Diameter at scale 1, in CSS pixels. */
const SYMBOL_PIXELS = 25
/** Share of the diameter. */
const ICON_SHARE = 0.56
const EDGE_SHARE = 0.1
const DASH_SHARE = 0.16

const fillIcon = (
  context: CanvasRenderingContext2D,
  { paths, side }: IconPath,
  pixels: number,
): void => {
  const iconPixels = pixels * ICON_SHARE
  context.save()
  context.translate((pixels - iconPixels) / 2, (pixels - iconPixels) / 2)
  context.scale(iconPixels / side, iconPixels / side)
  for (const path of paths) context.fill(new Path2D(path))
  context.restore()
}

/**
 * One symbol as pixels.
 * @param pixelRatio device pixels per CSS pixel
 */
export const drawSymbol = (look: SymbolLook, scale: number, pixelRatio: number): ImageData => {
  const pixels = Math.round(SYMBOL_PIXELS * scale * pixelRatio)
  const canvas = document.createElement('canvas')
  canvas.width = pixels
  canvas.height = pixels
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to draw symbols on')
  const edge = pixels * EDGE_SHARE
  const isReady = look.shape === 'ready'
  context.beginPath()
  context.arc(pixels / 2, pixels / 2, (pixels - edge) / 2, 0, 2 * Math.PI)
  context.fillStyle = isReady ? look.colour : look.paper
  context.fill()
  context.lineWidth = edge
  context.strokeStyle = isReady ? look.paper : look.colour
  if (look.shape === 'unready') context.setLineDash([pixels * DASH_SHARE, pixels * DASH_SHARE])
  context.stroke()
  context.fillStyle = isReady ? '#ffffff' : look.colour
  fillIcon(context, look.icon, pixels)
  return context.getImageData(0, 0, pixels, pixels)
}
