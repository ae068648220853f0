/** What lies inside the area of a warning: counted whole, listed up to a limit. */

import { type Area, type Bbox, bboxOf, boxesMeet, type Geometry } from '../../../data/geometry.ts'
import { localDayOf } from '../../../data/local-time.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import { WARNING_LIMITS, type WarningInside } from '../../../data/warning.ts'
import { holdingsOf } from '../../analysis/transfer/batches.ts'
import type { FeatureOf } from '../../store/features.ts'
import { preparedShape, shapesMeet } from '../../store/shapes-meet.ts'
import type { Snapshot } from '../../store/store.ts'
import type { AnyFeature, Registers } from '../registers.ts'

/**
 * A question about features that is asked of thousands.
 * @returns whether a geometry has a point in common with the area, be it on the edge; the geometry's
 *   box is given beside it, as it is found once for many areas.
 */
export const touchesArea = (area: Area): ((geometry: Geometry, box: Bbox) => boolean) => {
  const shape = preparedShape(area)
  const bounds = bboxOf(area)
  return (geometry, box) => boxesMeet(bounds, box) && shapesMeet(shape, preparedShape(geometry))
}

type Collection = 'stations' | 'stockpiles' | 'flood-works' | 'forests' | 'settlements'

const listed = (features: readonly AnyFeature[]) => ({
  count: features.length,
  features: features.slice(0, WARNING_LIMITS.mostListed).map(({ id, properties }) => ({
    id,
    name: String(properties.name),
    nameEn: properties.nameEn === null ? null : String(properties.nameEn),
  })),
})

/** What the area of a warning contains, crosses or lies in; nothing where it has none. */
export const warningInside = async (
  registers: Registers,
  snapshot: Snapshot,
  area: Area | null,
  now: Date,
): Promise<WarningInside> => {
  const touches = area ? touchesArea(area) : () => false
  const inside = async <C extends Collection>(collection: C): Promise<FeatureOf<C>[]> => {
    const features = await registers.features(snapshot, collection)
    const boxes = await registers.memo.get(
      snapshot,
      `boxes ${collection}`,
      [collection],
      async () => features.map(({ geometry }): Bbox => bboxOf(geometry)),
    )
    return features.filter(({ geometry }, index) => touches(geometry, boxes[index]!))
  }
  const stations = await inside('stations')
  const stockpiles = await inside('stockpiles')
  const works = await inside('flood-works')
  const forests = await inside('forests')
  const settlements = await inside('settlements')
  const stock: Partial<Record<MaterialKey, number>> = {}
  const stockpileIds = stockpiles.map(({ id }) => id)
  // Not the register's sums, which know no dates: what is past its own is no help.
  const batches = await snapshot.ledger.batches({ stockpileIds })
  for (const ofStockpile of holdingsOf(batches, [], localDayOf(now)).values()) {
    for (const { item, available } of ofStockpile.values()) {
      if (available > 0) stock[item] = (stock[item] ?? 0) + available
    }
  }
  const byCounty = (await registers.counties(snapshot))
    .map(({ code, name }) => ({
      code,
      name,
      people: settlements
        .filter(({ properties }) => properties.countyCode === code)
        .reduce((sum, { properties }) => sum + properties.people, 0),
    }))
    .filter(({ people }) => people > 0)
  return {
    stations: listed(stations),
    stockpiles: { ...listed(stockpiles), stock },
    works: listed(works),
    forests: listed(forests),
    people: { total: byCounty.reduce((sum, { people }) => sum + people, 0), byCounty },
    ...(await registers.stamp(snapshot, ['settlements'])),
  }
}
