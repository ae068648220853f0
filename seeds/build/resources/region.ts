/** The facts that the generated resources are placed by: who governs a place, and where water is. */
import {
  type Bbox,
  bboxOfPlaces,
  containsLonLat,
  type LonLat,
  METRES_PER_DEGREE,
} from '../../../data/geometry.ts'
import { type County, type Facts, type River, readFacts, type Town, type Water } from '../facts.ts'
import { metresBetween, nearestOnLine, nearestOnPiece } from './plane.ts'

type Ring = readonly LonLat[]

interface AreaGeometry {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: unknown
}

interface Part {
  rings: readonly Ring[]
  bbox: Bbox
}

export interface Area<T> {
  readonly value: T
  readonly parts: readonly Part[]
}

/** A degree of longitude is at least this share of a degree of latitude south of 37° N. */
const NARROWEST_LONGITUDE = 0.79

const partOf = (rings: readonly Ring[]): Part => ({ rings, bbox: bboxOfPlaces(rings[0] ?? []) })

/** A polygon or multipolygon prepared for look-ups. */
export const areaOf = <T>(value: T, geometry: AreaGeometry): Area<T> => ({
  value,
  parts: (geometry.type === 'Polygon'
    ? [geometry.coordinates as Ring[]]
    : (geometry.coordinates as Ring[][])
  ).map(partOf),
})

/** Even-odd rule over one ring. */
const insideRing = ([x, y]: LonLat, ring: Ring): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!
    const [bx, by] = ring[j]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** True inside an outer ring and outside its holes. */
export const isInside = (place: LonLat, area: Area<unknown>): boolean =>
  area.parts.some(
    (part) =>
      containsLonLat(part.bbox, ...place) &&
      part.rings.filter((ring) => insideRing(place, ring)).length % 2 === 1,
  )

/** The first area that the place lies in. */
const areaAt = <T>(place: LonLat, areas: readonly Area<T>[]): Area<T> | undefined =>
  areas.find((area) => isInside(place, area))

/** Metres to the nearest border of the area, or `limitMetres` when it is farther than that. */
const borderMetres = (place: LonLat, area: Area<unknown>, limitMetres: number): number => {
  const north = limitMetres / METRES_PER_DEGREE
  const east = north / NARROWEST_LONGITUDE
  let best = limitMetres
  for (const { rings, bbox } of area.parts) {
    const grown: Bbox = [bbox[0] - east, bbox[1] - north, bbox[2] + east, bbox[3] + north]
    if (!containsLonLat(grown, ...place)) continue
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        best = Math.min(best, nearestOnPiece(place, ring[i - 1]!, ring[i]!).metres)
      }
    }
  }
  return best
}

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

/** The region that the demonstration is laid out in. */
export const readRegion = (): Region => createRegion(readFacts())
