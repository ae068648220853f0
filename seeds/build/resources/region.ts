/** The facts that the generated resources are placed by: who governs a place, and where water is. */
import { type Bbox, bboxOfPlaces, containsLonLat, type LonLat } from '../../../data/geometry.ts'
import { type County, type Facts, type River, readFacts, type Town, type Water } from '../facts.ts'
import { type Area, areaAt, areaOf, borderMetres, isInside } from './areas.ts'
import { metresBetween, nearestOnLine } from './plane.ts'

export interface Region {
  counties: readonly County[]
  towns: readonly Town[]
  rivers: readonly River[]
  waters: readonly Area<Water>[]
  /** The county whose polygon holds the place. */
  countyAt: (place: LonLat) => County | undefined
  county: (code: string) => County
  town: (code: string) => Town
  /** The town of that county whose seat is nearest: town borders are not among the facts. */
  nearestTown: (place: LonLat, countyCode: string) => Town
  /** True in a lake, reservoir or pond, on a river's bed, or within `marginMetres` of one. */
  isWater: (place: LonLat, marginMetres: number) => boolean
  /** Metres to the nearest lake, `limitMetres` when there is none within it. */
  lakeMetres: (place: LonLat, limitMetres: number) => number
}

const BOX_MARGIN_DEGREES = 0.01

interface BoxedRiver {
  river: River
  bbox: Bbox
}

const boxed = (river: River): BoxedRiver => {
  const [west, south, east, north] = bboxOfPlaces(river.line)
  const margin = BOX_MARGIN_DEGREES
  return { river, bbox: [west - margin, south - margin, east + margin, north + margin] }
}

const isOnRiver = (place: LonLat, { river, bbox }: BoxedRiver, marginMetres: number): boolean =>
  containsLonLat(bbox, ...place) &&
  nearestOnLine(place, river.line).metres < river.widthMetres / 2 + marginMetres

/** @throws RangeError from its look-ups when a code is unknown. */
export const createRegion = (
  facts: Pick<Facts, 'counties' | 'towns' | 'waters' | 'rivers'>,
): Region => {
  const countyAreas = facts.counties.map((county) => areaOf(county, county.geometry))
  const waters = facts.waters.map((water) => areaOf(water, water.geometry))
  const lakes = waters.filter(({ value }) => value.kind === 'lake')
  const boxes = facts.rivers.map(boxed)
  const counties = new Map(facts.counties.map((county) => [county.code, county]))
  const towns = new Map(facts.towns.map((town) => [town.code, town]))
  const known = <T>(value: T | undefined, code: string): T => {
    if (value === undefined) throw new RangeError(`no such code: ${code}`)
    return value
  }
  return {
    counties: facts.counties,
    towns: facts.towns,
    rivers: facts.rivers,
    waters,
    countyAt: (place) => areaAt(place, countyAreas)?.value,
    county: (code) => known(counties.get(code), code),
    town: (code) => known(towns.get(code), code),
    nearestTown: (place, countyCode) => {
      const candidates = facts.towns.filter((town) => town.countyCode === countyCode)
      const distances = candidates.map((town) => metresBetween(place, town.seat))
      return known(candidates[distances.indexOf(Math.min(...distances))], countyCode)
    },
    isWater: (place, marginMetres) =>
      waters.some(
        (water) =>
          isInside(place, water) || borderMetres(place, water, marginMetres) < marginMetres,
      ) || boxes.some((box) => isOnRiver(place, box, marginMetres)),
    lakeMetres: (place, limitMetres) =>
      lakes.some((lake) => isInside(place, lake))
        ? 0
        : Math.min(limitMetres, ...lakes.map((lake) => borderMetres(place, lake, limitMetres))),
  }
}

/** The region of the facts. */
export const readRegion = (): Region => createRegion(readFacts())
