/** How many stations each town gets. */
import { apportion } from '../resources/apportion.ts'
import type { Demand } from '../resources/demand.ts'
import { byTown } from '../resources/demand.ts'
import type { Region } from '../resources/region.ts'

/** The plan of 2022: 600 stations by the year's end. */
const STATION_COUNT = 600

/** Weight of people against built-up area when the stations beyond the first are shared out. */
const PEOPLE_SHARE = 0.7

const sharesOf = (values: readonly number[]): number[] => {
  const sum = values.reduce((total, value) => total + value, 0)
  return values.map((value) => (sum > 0 ? value / sum : 0))
}

/** Stations per town, in the order of `region.towns`: one each, the rest by people and area. */
export const stationQuota = (region: Region, demands: readonly Demand[]): number[] => {
  const groups = byTown(demands)
  const people = sharesOf(
    region.towns.map((town) =>
      (groups.get(town.code) ?? []).reduce((sum, demand) => sum + demand.people, 0),
    ),
  )
  const builtUp = sharesOf(region.towns.map((town) => town.builtUpSquareKilometres))
  const weights = people.map(
    (share, i) => PEOPLE_SHARE * share + (1 - PEOPLE_SHARE) * (builtUp[i] ?? 0),
  )
  return apportion(weights, STATION_COUNT, 1)
}
