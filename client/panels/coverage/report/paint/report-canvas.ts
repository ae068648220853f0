/** Paints the report as a picture of dots. */
import { FONT_FAMILY } from '../../../../theme.ts'
import { DOTS_PER_MM, type Paper, sheetDots } from '../layout/paper.ts'
import type { ImagePrimitive, Primitive, TextPrimitive } from '../layout/primitives.ts'
import type { ReportLayout } from '../layout/report-layout.ts'

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const
const NO_MAP = '#eef2f5'

const dots = (lengthMm: number): number => lengthMm * DOTS_PER_MM

/**
 * Letters in dots rather than in a scaled coordinate system: a browser sets type of two units and
 * scales it up, hinting and all.
 */
const paintText = (context: CanvasRenderingContext2D, primitive: TextPrimitive): void => {
  const { x, y, text, anchor, colour, sizeMm, weight } = primitive
  context.font = `${weight} ${dots(sizeMm)}px ${FONT_FAMILY}`
  context.textAlign = ALIGN[anchor]
  context.textBaseline = 'alphabetic'
  context.fillStyle = colour
  context.fillText(text, dots(x), dots(y))
}

const paintImage = (
  context: CanvasRenderingContext2D,
  { x, y, width, height }: ImagePrimitive,
  map: CanvasImageSource | null,
): void => {
  // the layout puts the map on whole dots: nothing is blurred
  const box = [dots(x), dots(y), dots(width), dots(height)].map(Math.round)
  const [left = 0, top = 0, across = 0, down = 0] = box
  if (map !== null) {
    context.drawImage(map, left, top, across, down)
    return
  }
  context.fillStyle = NO_MAP
  context.fillRect(left, top, across, down)
}

const strokePath = (context: CanvasRenderingContext2D, colour: string, strokeMm: number): void => {
  context.strokeStyle = colour
  context.lineWidth = dots(strokeMm)
  context.stroke()
}

const paintShape = (
  context: CanvasRenderingContext2D,
  primitive: Exclude<Primitive, TextPrimitive | ImagePrimitive>,
): void => {
  context.beginPath()
  switch (primitive.kind) {
    case 'rect': {
      const { x, y, width, height, fill, stroke, strokeMm } = primitive
      context.rect(dots(x), dots(y), dots(width), dots(height))
      if (fill !== null) {
        context.fillStyle = fill
        context.fill()
      }
      if (stroke !== null) strokePath(context, stroke, strokeMm)
      return
    }
    case 'line': {
      const { x1, y1, x2, y2, colour, strokeMm } = primitive
      context.moveTo(dots(x1), dots(y1))
      context.lineTo(dots(x2), dots(y2))
      strokePath(context, colour, strokeMm)
      return
    }
    case 'polygon':
      for (const [x, y] of primitive.points) context.lineTo(dots(x), dots(y))
      context.fillStyle = primitive.fill
      context.fill()
      return
    case 'disc': {
      const { x, y, radiusMm, fill, stroke, strokeMm } = primitive
      context.arc(dots(x), dots(y), dots(radiusMm), 0, 2 * Math.PI)
      context.fillStyle = fill
      context.fill()
      strokePath(context, stroke, strokeMm)
    }
  }
}

const loadImage = async (url: string): Promise<HTMLImageElement> => {
  const image = new Image()
  image.src = url
  await image.decode()
  return image
}

/**
 * The sheet at DOTS_PER_INCH as PNG. Fonts must have been loaded.
 * @throws Error where the browser gives no canvas of this size
 */
export const paintReport = async (
  layout: ReportLayout,
  paper: Paper,
  mapUrl: string | null,
): Promise<Blob> => {
  const map = mapUrl === null ? null : await loadImage(mapUrl)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, sheetDots(paper))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to paint on')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  for (const primitive of layout.primitives) {
    if (primitive.kind === 'text') paintText(context, primitive)
    else if (primitive.kind === 'image') paintImage(context, primitive, map)
    else paintShape(context, primitive)
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('the browser could not make a picture of this size'))
    }, 'image/png'),
  )
}
