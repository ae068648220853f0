/** Where the people are, as the settlements were generated, and what surrounds a place. */
import type { LonLat } from '../../../data/geometry.ts'
import type { Facts, Town } from '../facts.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { metresBetween } from './plane.ts'
import type { Region } from './region.ts'

export interface Demand {
  readonly place: LonLat
  readonly people: number
  readonly townCode: string
  /** Name of the village or quarter within its town. */
  readonly nameZh: string
  readonly nameEn: string
  /** False for the blocks of a town. */
  readonly isVillage: boolean
}

/** The demand points by the town that they belong to. */
export const byTown = (demands: readonly Demand[]): Map<string, Demand[]> =>
  Map.groupBy(demands, ({ townCode }) => townCode)

/** Villages and blocks as what they are to a generator of resources: people at a place. */
export const demandsOf = (facts: Facts, settlements: readonly Settlement[]): Demand[] => {
  const towns = new Map(facts.towns.map((town) => [town.code, town]))
  return settlements.map((settlement) => {
    const town = towns.get(settlement.townCode)
    return {
      place: [settlement.longitude, settlement.latitude],
      people: settlement.people,
      townCode: settlement.townCode,
      // Within its town a village goes by its number alone.
      nameZh: settlement.nameZh.replace(town?.nameZh ?? '', ''),
      nameEn: settlement.nameEn.replace(`, ${town?.nameEn ?? ''}`, ''),
      isVillage: settlement.kind === 'village',
    }
  })
}

/** What kind of place a resource stands in, which decides what it needs. */
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
