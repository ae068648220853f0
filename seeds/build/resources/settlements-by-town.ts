/** Where the demonstration puts what belongs to a town: beside the settlements where most people live. */
import type { LonLat } from '../../../data/geometry.ts'
import type { FeatureOf } from '../../../server/store/features.ts'
import type { Town } from '../facts.ts'
import { numberBetween, type Random } from '../random.ts'
import { moved } from './plane.ts'
import type { Region } from './region.ts'

type SettlementFeature = FeatureOf<'settlements'>

/** Towns with those of their settlements that have most people first. */
export const settlementsByTown = (
  settlements: readonly SettlementFeature[],
): Map<string, SettlementFeature[]> => {
  const byTown = Map.groupBy(settlements, ({ properties }) => properties.townCode)
  for (const group of byTown.values())
    group.sort((a, b) => b.properties.people - a.properties.people)
  return byTown
}

const OFF_METRES = 60

/** A place some steps from the middle of the settlement, or of the town where there is none. */
export const placeBeside = (
  random: Random,
  region: Region,
  town: Town,
  beside: SettlementFeature | undefined,
): LonLat => {
  const middle: LonLat =
    beside?.geometry.type === 'Point'
      ? [beside.geometry.coordinates[0]!, beside.geometry.coordinates[1]!]
      : town.seat
  const off = (): number => numberBetween(random, -OFF_METRES, OFF_METRES)
  const aside = moved(middle, off(), off())
  // Where a village lies by the border of the county, aside may be beyond it.
  return region.countyAt(aside)?.code === town.countyCode ? aside : middle
}
