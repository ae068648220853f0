/** Images that the map draws with: symbols of resources, plates of road numbers, hatches. */
import type { Map as MapLibreMap, StyleImageMetadata } from 'maplibre-gl'
import { COLLECTIONS, LAYER_GROUPS } from '../../data/collections.ts'
import { colourOf, type SymbolShape, symbolOf } from '../layers/feature-look.ts'
import { type IconPath, iconPath } from '../layers/icon-paths.ts'
import { freeSize } from './style/answer-layers.ts'
import { CLOSURE_COLOURS, closurePlate } from './style/hazard-layers.ts'
import { MAP_PALETTES } from './style/palette.ts'
import { type ClusterLook, clusterLook } from './style/resource-layers.ts'
import { SHIELD_CLASSES, shieldImage } from './style/road-layers.ts'

/** After the signs of GB 5768: green expressways, red national roads, provincial ones yellow. */
const PLATES: Readonly<Record<(typeof SHIELD_CLASSES)[number], string>> = {
  expressway: '#1b7f4b',
  national: '#c0392b',
  provincial: '#9a6a00',
}
const THEMES = ['light', 'dark'] as const
const PLATE_PIXELS = 14
const CORNER_PIXELS = 4

/** Side of the tile of a hatch in CSS pixels; a multiple of it meets itself at all edges. */
const HATCH_PIXELS = 8
const HATCH_LINE_PIXELS = 1.5

const drawSquare = (side: number, draw: (context: CanvasRenderingContext2D) => void): ImageData => {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to draw images on')
  draw(context)
  return context.getImageData(0, 0, side, side)
}

const setImage = (
  map: MapLibreMap,
  id: string,
  image: ImageData,
  pixelRatio: number,
  how: Partial<StyleImageMetadata> = {},
): void => {
  // an image of another size cannot take the place of one in use
  if (map.hasImage(id)) map.removeImage(id)
  map.addImage(id, image, { pixelRatio, ...how })
}

/** Diameter of a symbol at scale 1, in CSS pixels. */
const SYMBOL_PIXELS = 25
/** Shares of the diameter. */
const ICON_SHARE = 0.56
const EDGE_SHARE = 0.1
const DASH_SHARE = 0.16

interface SymbolLook {
  readonly icon: IconPath
  readonly colour: string
  readonly shape: SymbolShape
  /** The colour of hollow discs and of the edge round filled ones. */
  readonly paper: string
}

/** An icon on a disc whose edge shows whether it is ready. */
const drawSymbol = ({ icon, colour, shape, paper }: SymbolLook, factor: number): ImageData => {
  const side = Math.round(SYMBOL_PIXELS * factor)
  return drawSquare(side, (context) => {
    const edge = side * EDGE_SHARE
    const isReady = shape === 'ready'
    context.beginPath()
    context.arc(side / 2, side / 2, (side - edge) / 2, 0, 2 * Math.PI)
    context.fillStyle = isReady ? colour : paper
    context.fill()
    context.lineWidth = edge
    context.strokeStyle = isReady ? paper : colour
    if (shape === 'unready') context.setLineDash([side * DASH_SHARE, side * DASH_SHARE])
    context.stroke()
    context.fillStyle = isReady ? '#ffffff' : colour
    const iconSide = side * ICON_SHARE
    context.translate((side - iconSide) / 2, (side - iconSide) / 2)
    context.scale(iconSide / icon.side, iconSide / icon.side)
    for (const path of icon.paths) context.fill(new Path2D(path))
  })
}

/** Diameter of a cluster at scale 1, in CSS pixels; shares of it: the ring, and its edges. */
const CLUSTER_PIXELS = 40
const RING_SHARE = 0.17
const RING_EDGE_SHARE = 0.05
/** Paper between the parts of a ring, in radians. */
const GAP_RADIANS = 0.14

/** A disc for the number, and round it a ring with a part in the colour of each kind that is there. */
const drawCluster = ({ paper, scale, shares }: ClusterLook, pixelRatio: number): ImageData => {
  const side = Math.round(CLUSTER_PIXELS * scale * pixelRatio)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const gap = shares.filter((share) => share > 0).length > 1 ? GAP_RADIANS : 0
  return drawSquare(side, (context) => {
    const middle = side / 2
    const ring = side * RING_SHARE
    context.beginPath()
    context.arc(middle, middle, middle, 0, 2 * Math.PI)
    context.fillStyle = paper
    context.fill()
    context.lineWidth = ring
    let from = -Math.PI / 2
    for (const [index, share] of shares.entries()) {
      const until = from + (2 * Math.PI * share) / whole
      const group = LAYER_GROUPS[index]
      if (share > 0 && group) {
        context.beginPath()
        const radius = middle - side * RING_EDGE_SHARE - ring / 2
        context.arc(middle, middle, radius, from + gap / 2, until - gap / 2)
        context.strokeStyle = COLLECTIONS[group].symbol.colour
        context.stroke()
      }
      from = until
    }
  })
}

/** Paper is the colour of hollow discs and of edges; a pixel ratio left out is the screen's. */
interface Look {
  readonly paper: string
  readonly scale: number
  readonly pixelRatio?: number
}

/** The image that a name stands for: a symbol, the ring of a cluster, room kept free; null for any other. */
const drawnFrom = (
  id: string,
  { paper, scale, pixelRatio = window.devicePixelRatio }: Look,
): [image: ImageData, pixelRatio: number] | null => {
  const symbol = symbolOf(id)
  if (symbol) {
    const { collection, option, shape } = symbol
    const icon = iconPath(COLLECTIONS[collection].symbol.icon)
    const colour = colourOf(collection, option)
    return [drawSymbol({ icon, colour, shape, paper }, scale * pixelRatio), pixelRatio]
  }
  const cluster = clusterLook(id)
  if (cluster) return [drawCluster(cluster, pixelRatio), pixelRatio]
  const [width, height] = freeSize(id) ?? []
  return width && height ? [new ImageData(width, height), 1] : null
}

/** Draws what names stand for when the map first asks for it, and redraws symbols that are there already. */
export const drawWhenAsked = (map: MapLibreMap, look: Look): void => {
  const draw = (id: string): void => {
    const drawn = drawnFrom(id, look)
    if (drawn) setImage(map, id, ...drawn)
  }
  map.setMissingStyleImageResolver(draw)
  for (const id of map.listImages().filter((each) => symbolOf(each))) draw(id)
}

/** Whether `drawWhenAsked` draws it. */
export const isDrawnWhenAsked = (id: string): boolean =>
  symbolOf(id) !== null || clusterLook(id) !== null || freeSize(id) !== null

/** A plate in a colour, with an edge in another. */
const drawPlate = (colour: string, edge: string, factor: number): ImageData => {
  const side = Math.round(PLATE_PIXELS * factor)
  return drawSquare(side, (context) => {
    const inset = factor / 2
    context.beginPath()
    context.roundRect(inset, inset, side - factor, side - factor, (CORNER_PIXELS - 1) * factor)
    context.fillStyle = colour
    context.fill()
    context.lineWidth = factor
    context.strokeStyle = edge
    context.stroke()
  })
}

/** Plates behind road numbers and names of closures, which stretch to the length of their text. */
export const addPlates = (map: MapLibreMap, scale: number): void => {
  const pixelRatio = window.devicePixelRatio
  const factor = scale * pixelRatio
  const from = CORNER_PIXELS * factor
  const to = (PLATE_PIXELS - CORNER_PIXELS) * factor
  const inside = PLATE_PIXELS * factor - from / 2
  const plates = [
    ...SHIELD_CLASSES.map((each) => [shieldImage(each), PLATES[each], '#ffffff'] as const),
    ...THEMES.map(
      (each) =>
        [closurePlate(each), MAP_PALETTES[each].symbolPaper, CLOSURE_COLOURS[each]] as const,
    ),
  ]
  for (const [id, colour, edge] of plates) {
    setImage(map, id, drawPlate(colour, edge, factor), pixelRatio, {
      stretchX: [[from, to]],
      stretchY: [[from, to]],
      content: [from / 2, from / 2, inside, inside],
    })
  }
}

const drawHatch = (colour: string, pixelRatio: number): ImageData => {
  const side = Math.round(HATCH_PIXELS * pixelRatio)
  return drawSquare(side, (context) => {
    context.strokeStyle = colour
    context.lineWidth = HATCH_LINE_PIXELS * pixelRatio
    context.beginPath()
    // the corners belong to the lines of the neighbouring tiles
    for (const offset of [-side, 0, side]) {
      context.moveTo(offset - 1, side + 1)
      context.lineTo(offset + side + 1, -1)
    }
    context.stroke()
  })
}

/** Slanted lines for areas that must not be known by colour alone; again for a new colour. */
export const setHatch = (map: MapLibreMap, id: string, colour: string): void =>
  setImage(map, id, drawHatch(colour, window.devicePixelRatio), window.devicePixelRatio)
