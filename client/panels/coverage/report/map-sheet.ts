/** The map as a picture of dots to be kept: title, map, legend, scale bar. */
import type { MapPicture } from '../../../map/map-picture.ts'
import { type Drawing, INK, type Label, LETTER_MM, PAPER, rect } from '../../../print/drawing.ts'
import { mapLegend, mapOverlay, type PrintedMap } from '../../../print/map-drawing.ts'
import { DOTS_PER_MM, PAPER_SCALES, type Paper } from '../../../print/paper.ts'
import { FONT_FAMILY } from '../../../theme.ts'
import { MAP_BOXES } from './report-source.ts'

/** Chinese characters one by one, words and numbers whole, each with the marks that close it. */
const PIECES = /[\p{Script=Latin}\p{Number}\-–−+±'’./%,:]+[\s，。；：、）]*|.[\s，。；：、）]*/gsu
const LINE_MM = 1.4 * LETTER_MM
const TITLE_MM = 5
const MARGIN_MM = 4
const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const

/** Letters are set in dots: a browser sets type of two units and scales it up, hinting and all. */
const setFont = (
  context: CanvasRenderingContext2D,
  { sizeMm = LETTER_MM, isStrong = false }: Partial<Label>,
  dotsPerMm: number,
): void => {
  context.font = `${isStrong ? 600 : 400} ${sizeMm * dotsPerMm}px ${FONT_FAMILY}`
}

/** @param top in millimetres, as the drawing's own lengths */
const paint = (
  context: CanvasRenderingContext2D,
  { shapes, labels }: Pick<Drawing, 'shapes' | 'labels'>,
  top: number,
  dotsPerMm: number,
): void => {
  const [left, down] = [MARGIN_MM * dotsPerMm, top * dotsPerMm]
  context.setTransform(dotsPerMm, 0, 0, dotsPerMm, left, down)
  for (const { d, fill = 'transparent', stroke = 'transparent', strokeMm = 0 } of shapes) {
    Object.assign(context, { fillStyle: fill, strokeStyle: stroke, lineWidth: strokeMm })
    context.fill(new Path2D(d))
    context.stroke(new Path2D(d))
  }
  context.resetTransform()
  for (const label of labels) {
    setFont(context, label, dotsPerMm)
    context.textAlign = ALIGN[label.anchor ?? 'start']
    context.fillStyle = label.colour ?? INK
    context.fillText(label.text, left + label.x * dotsPerMm, down + label.y * dotsPerMm)
  }
}

/** Title and sentences, in lines no wider than a width. */
const headLabels = (
  context: CanvasRenderingContext2D,
  title: string,
  sentences: readonly string[],
  widthMm: number,
  dotsPerMm: number,
): Label[] => {
  setFont(context, {}, dotsPerMm)
  const lines = sentences.flatMap((sentence) => {
    const broken = ['']
    for (const piece of sentence.match(PIECES) ?? []) {
      const longer = (broken.at(-1) ?? '') + piece
      if (context.measureText(longer.trimEnd()).width > widthMm * dotsPerMm) broken.push(piece)
      else broken[broken.length - 1] = longer
    }
    return broken
  })
  const below = (place: number): number => TITLE_MM * 1.3 + (place + 1) * LINE_MM
  return [
    { text: title, x: 0, y: TITLE_MM, sizeMm: TITLE_MM, isStrong: true },
    ...lines.map((text, place): Label => ({ text, x: 0, y: below(place) })),
  ]
}

const loadImage = async (url: string): Promise<HTMLImageElement> => {
  const image = new Image()
  image.src = url
  await image.decode()
  return image
}

/**
 * The map as PNG at DOTS_PER_INCH. Fonts must have been loaded.
 * @param sentences what stands between the title and the map
 * @throws Error where the browser gives no canvas of this size
 */
export const paintMapSheet = async (
  title: string,
  sentences: readonly string[],
  map: PrintedMap,
  picture: MapPicture,
  paper: Paper,
): Promise<Blob> => {
  const image = await loadImage(picture.url)
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to paint on')
  const scale = PAPER_SCALES[paper.size]
  const dotsPerMm = DOTS_PER_MM * scale
  const { widthMm, heightMm } = MAP_BOXES[paper.size]
  const box = { widthMm: widthMm / scale, heightMm: heightMm / scale }
  const head = headLabels(context, title, sentences, box.widthMm, dotsPerMm)
  const legend = mapLegend(map, picture.bbox, box, scale)
  const mapTop = Math.ceil(MARGIN_MM + (head.at(-1)?.y ?? 0) + LINE_MM)
  const legendTop = mapTop + box.heightMm + 1.5
  canvas.width = Math.round((box.widthMm + 2 * MARGIN_MM) * dotsPerMm)
  canvas.height = Math.round((legendTop + legend.heightMm + MARGIN_MM) * dotsPerMm)
  context.fillStyle = PAPER
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, Math.round(MARGIN_MM * dotsPerMm), Math.round(mapTop * dotsPerMm))
  paint(context, { shapes: [], labels: head }, MARGIN_MM, dotsPerMm)
  paint(context, mapOverlay(map, picture.bbox, box), mapTop, dotsPerMm)
  const frame = { d: rect(0, 0, box.widthMm, box.heightMm), stroke: INK, strokeMm: 0.25 }
  paint(context, { shapes: [frame], labels: [] }, mapTop, dotsPerMm)
  paint(context, legend, legendTop, dotsPerMm)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('the browser could not make a picture of this size'))
    }, 'image/png'),
  )
}
