import type { Random } from '../random.ts'
import type { Course } from '../roads/courses.ts'
import type { LandGrid } from '../roads/land-grid.ts'
import type { Obstacles } from '../roads/obstacles.ts'
import type { Point } from '../roads/plane.ts'
import type { BuiltUpArea } from './built-up-areas.ts'

/** A place where people live: a village, or a few blocks of a town. */
export interface Settlement {
  /** Stable from run to run, as long as the facts stay the same. */
  readonly id: string
  readonly kind: 'village' | 'town-centre' | 'urban-block'
  readonly longitude: number
  readonly latitude: number
  readonly people: number
  /** Which response standard holds here. */
  readonly areaClass: 'urban' | 'rural'
  readonly townCode: string
  readonly countyCode: string
  /** Numbered by town: invented, and easily seen to be. */
  readonly nameZh: string
  readonly nameEn: string
}

/** A settlement before it is numbered and its people are counted. */
export interface Site {
  readonly kind: Settlement['kind']
  readonly place: { readonly x: number; readonly y: number }
  readonly countyIndex: number
  /** People in proportion to the other sites of its kind in the county. */
  readonly weight: number
}

/** The land on which settlements are laid out. */
export interface Ground {
  readonly grid: LandGrid
  readonly obstacles: Obstacles
  readonly areas: readonly BuiltUpArea[]
  readonly courses: readonly Course[]
  /** Index of the county at a place by the polygons, -1 outside the city. */
  readonly countyAt: (place: Point) => number
}

/**
 * Share of each county's people who live in its subdistricts and county seat. Assumptions: with
 * them 58 % of the city is urban, most in the city district and least in the farming counties.
 */
const URBAN_SHARES: Readonly<Record<string, number>> = {
  '370811': 0.78,
  '370812': 0.62,
  '370826': 0.5,
  '370831': 0.48,
  '370881': 0.57,
  '370883': 0.61,
}
const USUAL_SHARE = 0.51

export const urbanShareOf = (countyCode: string): number => URBAN_SHARES[countyCode] ?? USUAL_SHARE

/** A factor around 1: log-normal with the standard deviation of its logarithm (Box & Muller, 1958). */
export const logNormal = (random: Random, spread: number): number =>
  Math.exp(spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
