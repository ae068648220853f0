/** Demand cells as shapes for the map, and which of them touch. */
import { cellToBoundary, gridDisk } from 'h3-js'
import { roundedDegrees } from '../../../data/geometry.ts'
import { AREA_CLASS_NAMES, type AreaClass } from '../../../data/standards.ts'
import { type DemandCells, ruralCell } from './demand.ts'

export interface CellFeature {
  type: 'Feature'
  /** Place of the cell in every list of cells. */
  id: number
  geometry: { type: 'Polygon'; coordinates: [number, number][][] }
  properties: {
    h3: string
    people: number
    areaClass: AreaClass
    townCode: string
    countyCode: string
    longitude: number
    latitude: number
  }
}

/** Closed ring, counter-clockwise, as RFC 7946 asks. */
const ringOf = (h3: string): [number, number][] =>
  cellToBoundary(h3, true).map(([longitude, latitude]) => [
    roundedDegrees(longitude),
    roundedDegrees(latitude),
  ])

/** One hexagon per cell, in the order of the cells. */
export const cellFeatures = (demand: DemandCells): CellFeature[] =>
  demand.h3.map((h3, id) => {
    const { code, countyCode } = demand.towns[demand.town[id]!]!
    return {
      type: 'Feature',
      id,
      geometry: { type: 'Polygon', coordinates: [ringOf(h3)] },
      properties: {
        h3,
        people: demand.people[id]!,
        areaClass: AREA_CLASS_NAMES[demand.areaClass[id]!]!,
        townCode: code,
        countyCode,
        longitude: roundedDegrees(demand.lonLat[id * 2]!),
        latitude: roundedDegrees(demand.lonLat[id * 2 + 1]!),
      },
    }
  })

/** Neighbours of each cell in a row: those of cell i are `to[start[i]]` … `to[start[i + 1] − 1]`. */
export interface CellNeighbours {
  readonly start: Uint32Array
  readonly to: Uint32Array
}

/**
 * Cells that touch, whatever their sizes: those whose hexagons of rural resolution are the same or
 * next to each other.
 */
export const cellNeighbours = (demand: DemandCells): CellNeighbours => {
  const byRuralCell = new Map<string, number[]>()
  const ruralCells = demand.h3.map(ruralCell)
  for (const [cell, rural] of ruralCells.entries()) {
    const there = byRuralCell.get(rural)
    if (there) there.push(cell)
    else byRuralCell.set(rural, [cell])
  }
  const start = new Uint32Array(demand.count + 1)
  const to: number[] = []
  for (const [cell, rural] of ruralCells.entries()) {
    for (const near of gridDisk(rural, 1)) {
      for (const other of byRuralCell.get(near) ?? []) if (other !== cell) to.push(other)
    }
    start[cell + 1] = to.length
  }
  return { start, to: Uint32Array.from(to) }
}
