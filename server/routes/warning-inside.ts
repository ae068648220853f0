/** What lies inside an area: counted whole, listed up to a limit. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { type Bbox, bboxOf, boxesMeet, containsLonLat, type LonLat } from '../../data/geometry.ts'
import type { MaterialKey } from '../../data/materials.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { WARNING_LIMITS, type WarningInput, type WarningInside } from '../../data/warning.ts'
import { accessPositions } from '../analysis/place.ts'
import type { Dependencies } from '../dependencies.ts'

type Area = WarningInput['area']
type AnyFeature = ResourceFeature<ResourceDeclaration>

/** Whether any point of a feature's outline lies inside; of a point, the point itself. */
const isInside = (area: Area, box: Bbox, { geometry }: AnyFeature): boolean =>
  boxesMeet(box, bboxOf(geometry)) &&
  accessPositions(geometry).some(
    ([longitude, latitude]: LonLat) =>
      containsLonLat(box, longitude, latitude) &&
      booleanPointInPolygon([longitude, latitude], area),
  )

const listed = (features: readonly AnyFeature[]) => ({
  count: features.length,
  features: features.slice(0, WARNING_LIMITS.mostListed).map(({ id, properties }) => ({
    id,
    name: String(properties.name),
    nameEn: properties.nameEn === null ? null : String(properties.nameEn),
  })),
})

export const warningInside = async (
  { store, now }: Dependencies,
  area: Area,
): Promise<WarningInside> => {
  const box = bboxOf(area)
  const inside = async (collection: 'stations' | 'flood-works' | 'forests') => {
    const features: AnyFeature[] = await store.features(collection)
    return features.filter((feature) => isInside(area, box, feature))
  }
  const [stations, works, forests] = await Promise.all([
    inside('stations'),
    inside('flood-works'),
    inside('forests'),
  ])
  const stockpiles = (await store.features('stockpiles')).filter((feature) =>
    isInside(area, box, feature),
  )
  const stock: Partial<Record<MaterialKey, number>> = {}
  for (const { properties } of stockpiles) {
    for (const [item, quantity] of Object.entries(properties.stock) as [MaterialKey, number][]) {
      stock[item] = (stock[item] ?? 0) + quantity
    }
  }
  const settlements = (await store.features('settlements')).filter((feature) =>
    isInside(area, box, feature),
  )
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
