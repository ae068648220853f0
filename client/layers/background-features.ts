/** Counties and water as sources: areas for the ground, one point each for the names. */

import { representativePoint } from '../../data/feature-place.ts'
import { bboxOf, METRES_PER_DEGREE } from '../../data/geometry.ts'
import type { ApiFeature } from '../api/features.ts'
import { collection, feature, pointAt } from './geojson.ts'

const METRES_PER_KILOMETRE = 1000
/** Name of waters without one: no label. */
const UNNAMED = '未命名水面'

/** Counties with the index of their tint, in the order of their codes. */
export const countyAreas = (features: readonly ApiFeature[]) =>
  collection(
    [...features]
      .sort((a, b) => a.id.localeCompare(b.id))
      .map(({ geometry, properties }, tint) => feature(geometry, { name: properties.name, tint })),
  )

export const labelPoints = (features: readonly ApiFeature[]) =>
  collection(
    features.map(({ geometry, properties: { name, nameEn, kind } }) =>
      pointAt(representativePoint(geometry), { name, nameEn, kind }),
    ),
  )

export const waterShapes = (features: readonly ApiFeature[]) =>
  collection(
    features.map(({ geometry, properties: { name, nameEn, widthMetres } }) =>
      feature(geometry, { name, nameEn, widthMetres }),
    ),
  )

/** Area of the box round a lake: enough to decide at which zoom its name appears. */
const boxSquareKilometres = ({ geometry }: ApiFeature): number => {
  const [west, south, east, north] = bboxOf(geometry)
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  return (east - west) * (north - south) * (METRES_PER_DEGREE / METRES_PER_KILOMETRE) ** 2 * shrink
}

/** One name per lake or reservoir; rivers carry theirs along their course. */
export const waterLabelPoints = (features: readonly ApiFeature[]) =>
  collection(
    features
      .filter(
        ({ geometry, properties }) =>
          geometry.type !== 'LineString' && properties.name !== UNNAMED && properties.name !== null,
      )
      .map((water) =>
        pointAt(representativePoint(water.geometry), {
          name: water.properties.name,
          nameEn: water.properties.nameEn,
          areaSquareKilometres: boxSquareKilometres(water),
        }),
      ),
  )
