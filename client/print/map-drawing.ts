/** What is drawn over and under the picture of the map: markers, north arrow, legend, scale bar. */
import type { Language } from '../../data/bilingual.ts'
import type { Bbox, LonLat } from '../../data/geometry.ts'
import { ATTRIBUTION, PRINTED_MAP_TEXTS } from '../map/map-texts.ts'
import {
  BASE_LINE_MM,
  type Drawing,
  EDGE,
  INK,
  type Label,
  LETTER_MM,
  type LegendSymbol,
  MARKER_RADIUS_MM,
  type Marker,
  markerDrawing,
  PAPER,
  rect,
  type Shape,
  SYMBOL_WIDTH_MM,
  segments,
  symbolDrawing,
} from './drawing.ts'
import { metresPerMm, placeInFrame, scaleBar, scaleRatio } from './map-scale.ts'

export interface LegendEntry {
  readonly symbol: LegendSymbol
  readonly label: string
}

export interface PrintedMap {
  /** What the colours show. */
  readonly title: string
  /** Colours side by side with what stands at their edges; empty where there is no order. */
  readonly ramp: readonly { readonly colour: string; readonly from: string }[]
  readonly unit: string
  readonly entries: readonly LegendEntry[]
  readonly markers: readonly Marker[]
  /** Drawn over the picture and under the markers. */
  readonly lines?: { readonly colour: string; readonly corners: readonly (readonly LonLat[])[] }
  readonly language: Language
}

/** Size of the picture. */
export interface MapBox {
  readonly widthMm: number
  readonly heightMm: number
}

type Spot = readonly [x: number, y: number]

const GAP_MM = 0.25
const LINE_MM = 0.7
const ARROW = { widthMm: 8, heightMm: 13.5, insetMm: 2 } as const
/** How far a marker may be put aside, in its own diameters. */
const MOST_STEPS = 6
const DIRECTIONS = 12
const CLEARANCE_MM = MARKER_RADIUS_MM + GAP_MM
const APART_MM = 2 * MARKER_RADIUS_MM + GAP_MM

/** Places round a spot, nearest first: itself, then circles of growing size. */
const spotsAround = ([x, y]: Spot): Spot[] => {
  const circles = Array.from({ length: MOST_STEPS }, (_, step) => (step + 1) * APART_MM)
  return [
    [x, y],
    ...circles.flatMap((radius) =>
      Array.from({ length: DIRECTIONS }, (_, direction): Spot => {
        const angle = (2 * Math.PI * direction) / DIRECTIONS - Math.PI / 4
        return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
      }),
    ),
  ]
}

interface PlacedMarker {
  readonly marker: Marker
  readonly place: Spot
  readonly spot: Spot
}

/**
 * Markers one after the other, each as near to its place as the ones before leave room; where they leave none it
 * stands on its place: whatever lies on the map is on it.
 */
export const placeMarkers = (
  markers: readonly Marker[],
  bbox: Bbox,
  { widthMm, heightMm }: MapBox,
): PlacedMarker[] => {
  const placed: PlacedMarker[] = []
  const isFree = ([x, y]: Spot): boolean =>
    Math.min(x, y, widthMm - x, heightMm - y) >= CLEARANCE_MM &&
    // the north arrow stands in the upper right corner
    (x < widthMm - ARROW.insetMm - ARROW.widthMm - CLEARANCE_MM ||
      y > ARROW.insetMm + ARROW.heightMm + CLEARANCE_MM) &&
    placed.every(({ spot }) => Math.hypot(spot[0] - x, spot[1] - y) >= APART_MM)
  for (const marker of markers) {
    const [right, down] = placeInFrame(bbox, marker.position)
    if (right < 0 || right > 1 || down < 0 || down > 1) continue
    const place: Spot = [right * widthMm, down * heightMm]
    placed.push({ marker, place, spot: spotsAround(place).find(isFree) ?? place })
  }
  return placed
}

/** Of Chinese letters; figures and Latin letters take about half of that. */
const widthOfWords = (words: string): number =>
  [...words].reduce((sum, letter) => sum + LETTER_MM * (letter > '\u2e80' ? 1 : 0.6), 2 * GAP_MM)

/** Words on a plate at the right or left of each marker, where that is free. */
const wordPlates = (
  placed: readonly PlacedMarker[],
  widthMm: number,
): Pick<Drawing, 'shapes' | 'labels'> => {
  const boxes = placed.map(({ spot: [x, y] }) => ({
    ...{ x: x - MARKER_RADIUS_MM, y: y - MARKER_RADIUS_MM },
    ...{ width: 2 * MARKER_RADIUS_MM, height: 2 * MARKER_RADIUS_MM },
  }))
  const labels: Label[] = []
  const shapes: Shape[] = []
  for (const { marker, spot } of placed) {
    const { words } = marker
    if (!words) continue
    const [width, height] = [widthOfWords(words), LETTER_MM + 4 * GAP_MM]
    const plates = [spot[0] + CLEARANCE_MM, spot[0] - CLEARANCE_MM - width].map((x) => ({
      ...{ x, y: spot[1] - height / 2, width, height },
    }))
    const plate = plates.find(
      (each) =>
        each.x > 0 &&
        each.x + width < widthMm &&
        boxes.every(
          (box) =>
            box.x >= each.x + width ||
            each.x >= box.x + box.width ||
            box.y >= each.y + height ||
            each.y >= box.y + box.height,
        ),
    )
    if (!plate) continue
    boxes.push(plate)
    shapes.push({ d: rect(plate.x, plate.y, width, height), fill: PAPER })
    const [x, y] = [plate.x + width / 2, spot[1] + BASE_LINE_MM]
    labels.push({ text: words, x, y, anchor: 'middle', isStrong: true })
  }
  return { shapes, labels }
}

/** A plate with an arrow that points up, as the map does, in the upper right corner. */
const northArrow = (letter: string, mapWidthMm: number): Pick<Drawing, 'shapes' | 'labels'> => {
  const { widthMm, heightMm, insetMm } = ARROW
  const x = mapWidthMm - insetMm - widthMm
  const middle = x + widthMm / 2
  const half = `M${middle} ${insetMm + 4.2}`
  return {
    shapes: [
      { d: rect(x, insetMm, widthMm, heightMm), fill: PAPER, ...EDGE },
      { d: `${half}l-2.5 8l2.5 -2.2z`, fill: INK },
      { d: `${half}l2.5 8l-2.5 -2.2z`, fill: '#9aa6b2' },
    ],
    labels: [
      { text: letter, x: middle, y: insetMm + 3.4, sizeMm: 3.2, anchor: 'middle', isStrong: true },
    ],
  }
}

/** @param bbox what the picture shows */
export const mapOverlay = (map: PrintedMap, bbox: Bbox, box: MapBox): Drawing => {
  const placed = placeMarkers(map.markers, bbox, box)
  const leaders = placed.map(({ place, spot }) => [...place, ...spot] as const)
  const drawings = [
    ...placed.map(({ marker, spot }) => markerDrawing(marker, ...spot)),
    wordPlates(placed, box.widthMm),
    northArrow(PRINTED_MAP_TEXTS.north[map.language], box.widthMm),
  ]
  const { colour, corners = [] } = map.lines ?? {}
  const path = corners
    .map((line) => {
      const spots = line.map((corner) => placeInFrame(bbox, corner))
      return `M${spots.map(([x, y]) => `${x * box.widthMm} ${y * box.heightMm}`).join('L')}`
    })
    .join('')
  return {
    ...box,
    shapes: [
      ...(colour && path !== '' ? [{ d: path, stroke: colour, strokeMm: LINE_MM }] : []),
      { d: segments(leaders), stroke: INK, strokeMm: GAP_MM },
      ...drawings.flatMap(({ shapes }) => shapes),
    ],
    labels: drawings.flatMap(({ labels }) => labels),
  }
}

const GROUPED_BY_SPACE = /\B(?=(\d{3})+(?!\d))/g
const NO_BREAK_SPACE = '\u00a0'
const METRES_PER_KILOMETRE = 1000
const MOST_BAR_MM = 26
/** Room for the scale bar and the words at its end. */
const SCALE_WIDTH_MM = 36
const BAR_HEIGHT_MM = 1.1
const RAMP_HEIGHT_MM = 2.6
const ROW_MM = 4.4
const MUTED = '#46535e'

/** A bar of two halves from its zero to its end, the ratio over it; at the right of the legend. */
const drawScale = (
  { language }: PrintedMap,
  bbox: Bbox,
  { widthMm }: MapBox,
  scale: number,
): Pick<Drawing, 'shapes' | 'labels'> => {
  const perMm = metresPerMm(bbox, widthMm)
  const { metres, lengthMm } = scaleBar(perMm, MOST_BAR_MM)
  const { about, metres: short, kilometres: long } = PRINTED_MAP_TEXTS
  const end =
    metres < METRES_PER_KILOMETRE
      ? `${metres} ${short[language]}`
      : `${metres / METRES_PER_KILOMETRE} ${long[language]}`
  const [half, top, bottom] = [lengthMm / 2, 1.4 * LETTER_MM, 3 * LETTER_MM]
  const x = widthMm - lengthMm - 6
  const digits = String(scaleRatio(perMm / scale)).replace(GROUPED_BY_SPACE, NO_BREAK_SPACE)
  const ratio = `${about[language]} 1:${digits}`
  return {
    shapes: [
      { d: rect(x, top, half, BAR_HEIGHT_MM), fill: INK, ...EDGE },
      { d: rect(x + half, top, half, BAR_HEIGHT_MM), fill: PAPER, ...EDGE },
    ],
    labels: [
      { text: ratio, x: widthMm, y: LETTER_MM, anchor: 'end', isStrong: true },
      { text: '0', x, y: bottom, anchor: 'middle' },
      { text: end, x: x + lengthMm, y: bottom, anchor: 'middle' },
    ],
  }
}

/** Colours side by side, the minutes under the edges between them. */
const drawRamp = (
  { title, ramp, unit }: PrintedMap,
  widthMm: number,
): Pick<Drawing, 'shapes' | 'labels'> => {
  const [step, top] = [(widthMm - 8) / Math.max(1, ramp.length), 1.4 * LETTER_MM]
  const y = top + RAMP_HEIGHT_MM + LETTER_MM
  const minutes = ramp.map(
    ({ from }, place): Label => ({
      text: from,
      x: place * step,
      y,
      anchor: place === 0 ? 'start' : 'middle',
    }),
  )
  return {
    shapes: ramp.map(({ colour }, place) => ({
      d: rect(place * step, top, step, RAMP_HEIGHT_MM),
      fill: colour,
      ...EDGE,
    })),
    labels: [
      { text: title, x: 0, y: LETTER_MM, isStrong: true },
      ...minutes,
      ...(ramp.length > 0 ? [{ text: unit, x: widthMm, y, anchor: 'end' as const }] : []),
    ],
  }
}

/**
 * Everything under the map, as broad as the map.
 * @param bbox null while the map is drawn: it has no scale yet
 * @param scale how much larger than its millimetres the drawing is printed
 */
export const mapLegend = (
  map: PrintedMap,
  bbox: Bbox | null,
  box: MapBox,
  scale: number,
): Drawing => {
  const { widthMm } = box
  const entries = map.entries.map(({ symbol, label }, place) => {
    const x = (place % 2) * (widthMm / 2)
    const y = 10 + (Math.floor(place / 2) + 0.5) * ROW_MM
    const { shapes, labels } = symbolDrawing(symbol, x, y)
    const text: Label = { text: label, x: x + SYMBOL_WIDTH_MM + 1, y: y + BASE_LINE_MM }
    return { shapes, labels: [...labels, text] }
  })
  const parts = [
    drawRamp(map, widthMm - SCALE_WIDTH_MM - 4),
    ...(bbox ? [drawScale(map, bbox, box, scale)] : []),
    ...entries,
  ]
  const bottom = 10 + Math.ceil(entries.length / 2) * ROW_MM
  const sources = [ATTRIBUTION, PRINTED_MAP_TEXTS.ownData].map(
    (text, place): Label => ({
      text: text[map.language],
      x: 0,
      y: bottom + (place + 1) * 3,
      colour: MUTED,
    }),
  )
  return {
    widthMm,
    heightMm: bottom + sources.length * 3 + 1,
    shapes: parts.flatMap(({ shapes }): readonly Shape[] => shapes),
    labels: [...parts.flatMap(({ labels }) => labels), ...sources],
  }
}
