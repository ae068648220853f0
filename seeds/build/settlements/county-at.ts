/** Which county a place lies in, by the counties' polygons and not by a raster of them. */
import type { CountyFact } from '../facts.ts'
import { isInsideRings } from '../roads/obstacles.ts'
import { type Point, toPoint } from '../roads/plane.ts'

/** Index of the county at a place, -1 outside the city. */
export const createCountyAt = (counties: readonly CountyFact[]): ((place: Point) => number) => {
  const outlines = counties.map(({ rings }) => rings.map((ring) => ring.map(toPoint)))
  return (place) => outlines.findIndex((rings) => isInsideRings(place, rings))
}
