/** Isochrones: what is reached within so many minutes, as hexagons united. */
import { cellsToMultiPolygon, cellToLatLng, latLngToCell, polygonToCells } from 'h3-js'
import { UNREACHED } from '../../../data/cell-times.ts'
import { type LonLat, roundedPlace } from '../../../data/geometry.ts'
import type { DemandCells } from './demand.ts'

/** About 350 m across: as fine as the demand of a town. */
const SURFACE_RESOLUTION = 9
const DECISECONDS_PER_MINUTE = 600

/** Hexagons over the whole region, inhabited or not. */
export interface Surface {
  readonly h3: readonly string[]
  /** longitude, latitude of the middle of each. */
  readonly lonLat: Float64Array
}

export interface Contour {
  readonly minutes: number
  /** As of a GeoJSON MultiPolygon. */
  readonly coordinates: LonLat[][][]
}

/** @param region polygons as rings of longitude, latitude; the first of each is its outline. */
export const layOutSurface = (
  region: readonly (readonly (readonly LonLat[])[])[],
  demand: DemandCells,
): Surface => {
  const cells = new Set<string>()
  for (const polygon of region) {
    const rings = polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude]))
    for (const h3 of polygonToCells(rings, SURFACE_RESOLUTION, true)) cells.add(h3)
  }
  // A place on the border may have its hexagon's middle on the other side.
  for (const h3 of demandCellsOnSurface(demand)) cells.add(h3)
  const h3 = [...cells]
  const lonLat = new Float64Array(h3.length * 2)
  h3.forEach((cell, index) => {
    const [latitude, longitude] = cellToLatLng(cell)
    lonLat[index * 2] = longitude
    lonLat[index * 2 + 1] = latitude
  })
  return { h3, lonLat }
}

const demandCellsOnSurface = (demand: DemandCells): string[] =>
  demand.h3.map((_, cell) =>
    latLngToCell(demand.lonLat[cell * 2 + 1]!, demand.lonLat[cell * 2]!, SURFACE_RESOLUTION),
  )

/** Soonest arrival at people's own places, by the hexagon of the surface that they live in. */
export const arrivalsAtPeople = (
  demand: DemandCells,
  deciseconds: Int32Array,
): Map<string, number> => {
  const soonest = new Map<string, number>()
  for (const [cell, h3] of demandCellsOnSurface(demand).entries()) {
    const time = deciseconds[cell] === UNREACHED ? Number.POSITIVE_INFINITY : deciseconds[cell]!
    soonest.set(h3, Math.min(time, soonest.get(h3) ?? Number.POSITIVE_INFINITY))
  }
  return soonest
}

/**
 * A hexagon is reached when its people are; where no one lives, when its middle is. So a contour
 * holds the place of every demand cell reached in time, and none of the others unless it shares a
 * hexagon with one that is.
 * @param deciseconds first arrivals at the middles of the surface's hexagons.
 */
export const contour = (
  surface: Surface,
  deciseconds: Int32Array,
  atPeople: ReadonlyMap<string, number>,
  minutes: number,
): Contour => {
  const latest = minutes * DECISECONDS_PER_MINUTE
  const reached = surface.h3.filter((h3, index) => {
    const people = atPeople.get(h3)
    if (people !== undefined) return people <= latest
    const middle = deciseconds[index]!
    return middle !== UNREACHED && middle <= latest
  })
  return { minutes, coordinates: cellsToMultiPolygon(reached, true).map(roundedPolygon) }
}

const roundedPolygon = (polygon: readonly (readonly (readonly number[])[])[]): LonLat[][] =>
  polygon.map((ring) => ring.map(roundedPlace))
