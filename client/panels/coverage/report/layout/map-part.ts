/** The map on the sheet: picture, frame, markers of what the tables tell, north arrow. */
import type { Bbox } from '../../../../../data/geometry.ts'
import { placeInFrame } from './map-frame.ts'
import { INK, type Pen } from './pen.ts'
import type { Box } from './primitives.ts'
import type { Marker, ReportMap } from './report-content.ts'
import { drawMarker, drawNorthArrow, markerRadius, northArrowSize } from './symbols.ts'
import type { TypeSizes } from './type-sizes.ts'

const FRAME_MM = 0.25
const LEADER_MM = 0.25
const INSET_MM = 2
/** How far a marker may be put aside, in its own diameters. */
const MOST_STEPS = 6
const DIRECTIONS = 12

type Spot = readonly [x: number, y: number]

const distance = ([ax, ay]: Spot, [bx, by]: Spot): number => Math.hypot(ax - bx, ay - by)

const isWithin = ([x, y]: Spot, box: Box, by: number): boolean =>
  x >= box.x + by && x <= box.x + box.width - by && y >= box.y + by && y <= box.y + box.height - by

const isBeside = ([x, y]: Spot, box: Box, by: number): boolean =>
  x < box.x - by || x > box.x + box.width + by || y < box.y - by || y > box.y + box.height + by

/** Places round a spot, nearest first: itself, then circles of growing size. */
const spotsAround = ([x, y]: Spot, stepMm: number): Spot[] => {
  const circles = Array.from({ length: MOST_STEPS }, (_, step) => (step + 1) * stepMm)
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

/** Draws markers one after the other, each as near to its place as the ones before leave room. */
const drawMarkers = (
  pen: Pen,
  markers: readonly Marker[],
  bbox: Bbox,
  box: Box,
  arrow: Box,
  type: TypeSizes,
): void => {
  const radius = markerRadius(type)
  const apart = 2 * radius + FRAME_MM
  const taken: Spot[] = []
  const placed = markers.flatMap((marker) => {
    const [right, down] = placeInFrame(bbox, marker.position)
    const place: Spot = [box.x + right * box.width, box.y + down * box.height]
    if (!isWithin(place, box, 0)) return []
    const spot = spotsAround(place, apart).find(
      (each) =>
        isWithin(each, box, radius + FRAME_MM) &&
        isBeside(each, arrow, radius + FRAME_MM) &&
        taken.every((other) => distance(each, other) >= apart),
    )
    if (spot === undefined) return []
    taken.push(spot)
    return [{ marker, place, spot }]
  })
  for (const { place, spot } of placed) {
    if (place === spot) continue
    const [x1, y1] = place
    const [x2, y2] = spot
    pen.add({ kind: 'line', x1, y1, x2, y2, colour: INK, strokeMm: LEADER_MM })
  }
  for (const { marker, spot } of placed) drawMarker(pen, marker.kind, marker.text, spot, type)
}

/** @param bbox what the picture shows; null while it is on its way */
export const drawMap = (
  pen: Pen,
  map: ReportMap,
  markers: readonly Marker[],
  bbox: Bbox | null,
  box: Box,
  type: TypeSizes,
): void => {
  pen.add({ kind: 'image', ...box })
  const size = northArrowSize(type)
  const arrow = { ...size, x: box.x + box.width - size.width - INSET_MM, y: box.y + INSET_MM }
  if (bbox) drawMarkers(pen, markers, bbox, box, arrow, type)
  drawNorthArrow(pen, map.north, arrow, type)
  pen.frame(box, INK, FRAME_MM)
}
