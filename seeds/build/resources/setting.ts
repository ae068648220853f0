/** What kind of place a resource stands in, which decides what it needs. */
import type { LonLat } from '../../../data/geometry.ts'
import { metresBetween } from './plane.ts'
import type { Region, Town } from './region.ts'

export interface Setting {
  /** In the town of the county's government, or in a subdistrict. */
  isUrban: boolean
  isCountySeat: boolean
  isByLake: boolean
  isInHills: boolean
}

const LAKE_METRES = 3_500
const HILL_METRES = 4_500

/** `woods` are the middles of the forest areas. */
export const settingOf = (
  region: Region,
  woods: readonly LonLat[],
  town: Town,
  place: LonLat,
): Setting => {
  const isCountySeat = region.county(town.countyCode).seatTown === town.code
  return {
    isUrban: isCountySeat || town.kind === 'subdistrict',
    isCountySeat,
    isByLake: region.lakeMetres(place, LAKE_METRES) < LAKE_METRES,
    isInHills: woods.some((wood) => metresBetween(wood, place) < HILL_METRES),
  }
}
