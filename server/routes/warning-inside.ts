/** What lies inside an area: counted whole, listed up to a limit. */
import { toLocalIso } from '../../data/local-time.ts'
import type { MaterialKey } from '../../data/materials.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { WARNING_LIMITS, type WarningInside } from '../../data/warning.ts'
import { holdingsOf } from '../analysis/transfer/batches.ts'
import type { Dependencies } from '../dependencies.ts'
import { type Area, touchesArea } from './warning-area.ts'

const DAY_CHARACTERS = 10

type AnyFeature = ResourceFeature<ResourceDeclaration>

const listed = (features: readonly AnyFeature[]) => ({
  count: features.length,
  features: features.slice(0, WARNING_LIMITS.mostListed).map(({ id, properties }) => ({
    id,
    name: String(properties.name),
    nameEn: properties.nameEn === null ? null : String(properties.nameEn),
  })),
})

/** What the area of a warning contains, crosses or lies in. */
export const warningInside = async (
  { store, now }: Dependencies,
  area: Area,
): Promise<WarningInside> => {
  const touches = touchesArea(area)
  const isInside = ({ geometry }: AnyFeature): boolean => touches(geometry)
  const inside = async (collection: 'stations' | 'flood-works' | 'forests') => {
    const features: AnyFeature[] = await store.features(collection)
    return features.filter(isInside)
  }
  const [stations, works, forests] = await Promise.all([
    inside('stations'),
    inside('flood-works'),
    inside('forests'),
  ])
  const stockpiles = (await store.features('stockpiles')).filter(isInside)
  const stock: Partial<Record<MaterialKey, number>> = {}
  const stockpileIds = stockpiles.map(({ id }) => id)
  // Not the register's sums, which know no dates: what is past its own is no help.
  const batches = await store.ledger.batches({ stockpileIds })
  const today = toLocalIso(now()).slice(0, DAY_CHARACTERS)
  for (const ofStockpile of holdingsOf(batches, [], today).values()) {
    for (const { item, available } of ofStockpile.values()) {
      if (available > 0) stock[item] = (stock[item] ?? 0) + available
    }
  }
  const settlements = (await store.features('settlements')).filter(isInside)
  const byCounty = (await store.features('counties'))
    .map(({ properties: { code, name } }) => ({
      ...{ code, name },
      people: settlements
        .filter(({ properties }) => properties.countyCode === code)
        .reduce((sum, { properties }) => sum + properties.people, 0),
    }))
    .filter(({ people }) => people > 0)
  const isDemonstration = await store.isDemonstration('settlements')
  return {
    stations: listed(stations),
    stockpiles: { ...listed(stockpiles), stock },
    works: listed(works),
    forests: listed(forests),
    people: { total: byCounty.reduce((sum, { people }) => sum + people, 0), byCounty },
    revision: await store.revision(),
    timeStamp: now().toISOString(),
    notice: isDemonstration ? DEMONSTRATION_NOTICE : null,
  }
}
