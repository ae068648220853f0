/**
 * Which county and town a place belongs to: counties by their polygons, not by a raster of them;
 * town borders are not among the facts, so they are guessed.
 */
import type { County, Facts, Town } from '../facts.ts'
import { isInsideRings, type Obstacles } from '../roads/obstacles.ts'
import { metresBetween, type Point, toPoint } from '../roads/plane.ts'

/** Index of the county at a place, -1 outside the city. */
export const createCountyAt = (counties: readonly County[]): ((place: Point) => number) => {
  const outlines = counties.map(({ rings }) => rings.map((ring) => ring.map(toPoint)))
  return (place) => outlines.findIndex((rings) => isInsideRings(place, rings))
}

/** A town across a lake or large river counts as so much farther away. */
const ACROSS_WATER_FACTOR = 1.7
/** Towns with much built-up land reach farther: metres of advantage per kilometre of radius. */
const ADVANTAGE_PER_RADIUS = 0.6

/** Nearest towns that are looked at more closely. */
const CANDIDATES = 6

/**
 * The town of that county to which a place is nearest: cells of a Voronoi diagram with additive
 * weights, in which water counts as distance.
 */
export const createTownOf = (
  facts: Pick<Facts, 'towns'>,
  obstacles: Obstacles,
): ((place: Point, countyCode: string) => Town) => {
  const seats = facts.towns.map((town) => ({
    town,
    seat: toPoint(town.seat),
    advantageMetres:
      ADVANTAGE_PER_RADIUS * 1000 * Math.sqrt(town.builtUpSquareKilometres / Math.PI),
  }))
  return (place, countyCode) => {
    const near = seats
      .filter(({ town }) => town.countyCode === countyCode)
      .map((seat) => ({ ...seat, metres: metresBetween(place, seat.seat) }))
      .sort((a, b) => a.metres - b.metres)
      .slice(0, CANDIDATES)
      .map(({ town, seat, metres, advantageMetres }) => {
        const factor = obstacles.isClear(place, seat, 0) ? 1 : ACROSS_WATER_FACTOR
        return { town, metres: metres * factor - advantageMetres }
      })
      .sort((a, b) => a.metres - b.metres)
    const nearest = near[0]
    if (!nearest) throw new RangeError(`no town in county ${countyCode}`)
    return nearest.town
  }
}
