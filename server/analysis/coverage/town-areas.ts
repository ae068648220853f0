/** Areas of towns of which only the seats are registered: the ground round their people. */
import Flatbush from 'flatbush'
import { cellsToMultiPolygon, cellToLatLng, polygonToCells } from 'h3-js'
import { type LonLat, roundedPlace } from '../../../data/geometry.ts'
import { cellPosition, type DemandCells } from './demand.ts'

export interface County {
  readonly code: string
  /** Rings of longitude, latitude; the first of each polygon is its outline. */
  readonly polygons: readonly (readonly (readonly LonLat[])[])[]
}

export interface TownArea {
  readonly code: string
  /** As of a GeoJSON MultiPolygon. */
  readonly coordinates: LonLat[][][]
}

/** About a kilometre across: a border as exact as places a kilometre apart allow. */
const FINEST = 8
const COARSEST = 5
/** Each resolution of H3 has seven times as many hexagons as the one before. */
const APERTURE = 7
/** Takes some tenths of a second. */
const MOST_HEXAGONS = 40_000

const hexagonsOf = ({ polygons }: County, resolution: number): string[] =>
  polygons.flatMap((polygon) =>
    polygonToCells(
      polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])),
      resolution,
      true,
    ),
  )

/** The finest resolution that lays out the counties in so many hexagons. */
const resolutionFor = (counties: readonly County[]): number => {
  let resolution = COARSEST
  let count = counties.reduce((sum, county) => sum + hexagonsOf(county, COARSEST).length, 0)
  while (resolution < FINEST && count * APERTURE <= MOST_HEXAGONS) {
    count *= APERTURE
    resolution++
  }
  return resolution
}

/** Town, as an index, of the people nearest to a place; null where the county has none. */
const nearestTown = (
  demand: DemandCells,
  cells: readonly number[],
): ((place: LonLat) => number) | null => {
  const [first] = cells
  if (first === undefined) return null
  // a degree of longitude is shorter than one of latitude; within one county by the same factor
  const shrink = Math.cos((cellPosition(demand, first)[1] * Math.PI) / 180)
  const tree = new Flatbush(cells.length)
  for (const cell of cells) {
    const [longitude, latitude] = cellPosition(demand, cell)
    tree.add(longitude * shrink, latitude)
  }
  tree.finish()
  return ([longitude, latitude]) => {
    const [nearest = 0] = tree.neighbors(longitude * shrink, latitude, 1)
    return demand.town[cells[nearest]!]!
  }
}

/**
 * The hexagons of each county, each given to the town of the people of that county who live nearest
 * to its middle: they cover the counties without gap or overlap. No administrative boundaries, and as
 * exact as the hexagons. Towns without people have no area, nor have those of unknown counties.
 * @param checkStop throws when the answer is not wanted any more
 */
export const townAreas = (
  demand: DemandCells,
  counties: readonly County[],
  checkStop: () => void = () => {},
): TownArea[] => {
  const resolution = resolutionFor(counties)
  const cellsOf = Map.groupBy(
    demand.town.keys(),
    (cell) => demand.towns[demand.town[cell]!]!.countyCode,
  )
  const hexagonsByTown = new Map<number, string[]>()
  for (const county of counties) {
    checkStop()
    const townOf = nearestTown(demand, cellsOf.get(county.code) ?? [])
    if (townOf === null) continue
    for (const hexagon of hexagonsOf(county, resolution)) {
      const [latitude, longitude] = cellToLatLng(hexagon)
      const town = townOf([longitude, latitude])
      const own = hexagonsByTown.get(town)
      if (own) own.push(hexagon)
      else hexagonsByTown.set(town, [hexagon])
    }
  }
  return [...hexagonsByTown].map(([town, hexagons]) => {
    checkStop()
    const polygons = cellsToMultiPolygon(hexagons, true)
    return {
      code: demand.towns[town]!.code,
      coordinates: polygons.map((polygon) => polygon.map((ring) => ring.map(roundedPlace))),
    }
  })
}
