/** What stands under the map: legend, scale bar, ratio, and what the map was drawn from. */
import { INK, lineHeight, MUTED, type Pen } from './pen.ts'
import type { Box } from './primitives.ts'
import type { LegendEntry, ReportLegend, ReportMap } from './report-content.ts'
import { scaleBar, scaleRatio } from './scale-bar.ts'
import { drawMarker, drawSwatch, markerRadius } from './symbols.ts'
import type { TypeSizes } from './type-sizes.ts'

const EDGE_MM = 0.15
const METRES_PER_KILOMETRE = 1000
/** Share of the width under the map that the scale bar takes at most. */
const SCALE_SHARE = 0.3
const SCALE_HEIGHT_MM = 1.1

/** Colours side by side, the minutes under the edges between them. @returns the lower edge */
const drawRamp = (pen: Pen, legend: ReportLegend, box: Box, type: TypeSizes): number => {
  let top = pen.line(legend.title, type.smallStrong, { ...box, top: box.y })
  const { ramp, unit } = legend
  if (ramp.length === 0) return top
  const unitWidth = pen.measure(unit, type.small) + type.gapMm / 4
  const step = (box.width - unitWidth) / ramp.length
  const height = type.cell.sizeMm * 1.1
  for (const [place, { colour, from }] of ramp.entries()) {
    const x = box.x + place * step
    drawSwatch(pen, { colour, hatch: null }, { x, y: top, width: step, height })
    pen.line(from, type.small, {
      x,
      top: top + height,
      width: step,
      anchor: place === 0 ? 'start' : 'middle',
    })
  }
  const right = box.x + box.width
  pen.line(unit, type.small, { x: right, top: top + height, width: unitWidth, anchor: 'end' })
  top += height + lineHeight(type.small)
  return top
}

const drawSymbol = (pen: Pen, { symbol }: LegendEntry, box: Box, type: TypeSizes): void => {
  const y = box.y + box.height / 2
  const x = box.x + box.width / 2
  if (symbol.kind === 'swatch') drawSwatch(pen, symbol.swatch, box)
  else if (symbol.kind === 'dot') {
    const { fill, stroke } = symbol
    pen.add({ kind: 'disc', x, y, radiusMm: box.height / 3, fill, stroke, strokeMm: 0.3 })
  } else if (symbol.kind === 'line') {
    pen.rule(box.x, y, box.width, symbol.colour, 0.35)
  } else drawMarker(pen, symbol.marker, symbol.text, [x, y], type)
}

/** Symbols with their names, line by line. @returns the lower edge */
const drawEntries = (
  pen: Pen,
  entries: readonly LegendEntry[],
  box: Box,
  type: TypeSizes,
): number => {
  const radius = markerRadius(type)
  const height = Math.max(lineHeight(type.small), 2 * radius + 0.6)
  const gap = type.gapMm * 0.75
  let [x, top] = [box.x, box.y]
  for (const entry of entries) {
    const symbolWidth = 2.2 * radius
    const labelWidth = pen.measure(entry.label, type.small)
    const width = symbolWidth + type.gapMm / 4 + labelWidth
    if (x > box.x && x + width > box.x + box.width) {
      x = box.x
      top += height
    }
    const symbolHeight = type.small.sizeMm
    const symbolTop = top + (height - symbolHeight) / 2
    drawSymbol(pen, entry, { x, y: symbolTop, width: symbolWidth, height: symbolHeight }, type)
    const labelX = x + symbolWidth + type.gapMm / 4
    pen.line(entry.label, type.small, {
      x: labelX,
      top: top + (height - lineHeight(type.small)) / 2,
      width: Math.max(0, box.x + box.width - labelX),
    })
    x += width + gap
  }
  return entries.length > 0 ? top + height : top
}

const distanceText = (metres: number, { metres: m, kilometres: km }: ReportMap): string =>
  metres >= METRES_PER_KILOMETRE ? `${metres / METRES_PER_KILOMETRE} ${km}` : `${metres} ${m}`

/** A bar of two halves, the ratio over it. Drawn from the right edge of the box. */
const drawScale = (
  pen: Pen,
  map: ReportMap,
  metresPerMillimetre: number,
  box: Box,
  type: TypeSizes,
): void => {
  const right = box.x + box.width
  // the last figure stands astride the end of the bar, and its unit beyond it
  const overhang = pen.measure(distanceText(500_000, map), type.small)
  const { metres, lengthMm } = scaleBar(metresPerMillimetre, box.width - overhang)
  const x = right - overhang / 2 - lengthMm
  const barTop = pen.line(map.ratioText(scaleRatio(metresPerMillimetre)), type.smallStrong, {
    x: right,
    top: box.y,
    width: box.width,
    anchor: 'end',
  })
  const half = { y: barTop + 0.3, width: lengthMm / 2, height: SCALE_HEIGHT_MM }
  pen.frame({ ...half, x }, INK, EDGE_MM, INK)
  pen.frame({ ...half, x: x + lengthMm / 2 }, INK, EDGE_MM, '#ffffff')
  const top = barTop + SCALE_HEIGHT_MM + 0.4
  const centred = { top, width: lengthMm / 2, anchor: 'middle' } as const
  pen.line('0', type.small, { ...centred, x })
  pen.line(distanceText(metres, map), type.small, { ...centred, x: x + lengthMm, width: overhang })
}

/**
 * The part under the map.
 * @param metresPerMillimetre null while the map has not been drawn: nothing is measured by then
 * @returns the lower edge, the same with and without a scale
 */
export const drawLegend = (
  pen: Pen,
  map: ReportMap,
  metresPerMillimetre: number | null,
  box: Box,
  type: TypeSizes,
): number => {
  const scaleWidth = box.width * SCALE_SHARE
  const rampWidth = box.width - scaleWidth - type.gapMm
  if (metresPerMillimetre !== null) {
    const place = { ...box, x: box.x + box.width - scaleWidth, width: scaleWidth }
    drawScale(pen, map, metresPerMillimetre, place, type)
  }
  const least = box.y + 2 * lineHeight(type.small) + SCALE_HEIGHT_MM + 0.6
  const ramp = drawRamp(pen, map.legend, { ...box, width: rampWidth }, type)
  const top = drawEntries(pen, map.legend.entries, { ...box, y: Math.max(ramp, least) }, type)
  return pen.lines(map.attribution, type.small, { ...box, top, colour: MUTED }, 2)
}
