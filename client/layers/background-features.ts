/** Counties and water as sources: areas for the ground, one point each for the names. */
import { bboxOf, METRES_PER_DEGREE } from '../../data/geometry.ts'
import type { ApiFeature } from '../api/features.ts'
import { representativePoint } from '../form/feature-place.ts'

const SQUARE_METRES_PER_SQUARE_KILOMETRE = 1_000_000
/** Name of waters without one: no label. */
const UNNAMED = '未命名水面'

const collectionOf = <F>(features: F[]) => ({ type: 'FeatureCollection' as const, features })

/** Counties with the index of their tint, in the order of their codes. */
export const countyAreas = (features: readonly ApiFeature[]) =>
  collectionOf(
    [...features]
      .sort((a, b) => a.id.localeCompare(b.id))
      .map(({ geometry, properties }, tint) => ({
        type: 'Feature' as const,
        geometry,
        properties: { name: properties.name, tint },
      })),
  )

export const labelPoints = (features: readonly ApiFeature[]) =>
  collectionOf(
    features.map(({ geometry, properties: { name, nameEn } }) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: representativePoint(geometry) },
      properties: { name, nameEn },
    })),
  )

export const waterShapes = (features: readonly ApiFeature[]) =>
  collectionOf(
    features.map(({ geometry, properties: { name, nameEn, widthMetres } }) => ({
      type: 'Feature' as const,
      geometry,
      properties: { name, nameEn, widthMetres },
    })),
  )

/** Area of the box round a lake: enough to decide at which zoom its name appears. */
const boxSquareKilometres = ({ geometry }: ApiFeature): number => {
  const [west, south, east, north] = bboxOf(geometry)
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  return (
    ((east - west) * (north - south) * METRES_PER_DEGREE ** 2 * shrink) /
    SQUARE_METRES_PER_SQUARE_KILOMETRE
  )
}

/** One name per lake or reservoir; rivers carry theirs along their course. */
export const waterLabelPoints = (features: readonly ApiFeature[]) =>
  collectionOf(
    features
      .filter(
        ({ geometry, properties }) =>
          geometry.type !== 'LineString' && properties.name !== UNNAMED && properties.name !== null,
      )
      .map((feature) => ({
        type: 'Feature' as const,
        geometry: {
          type: 'Point' as const,
          coordinates: representativePoint(feature.geometry),
        },
        properties: {
          name: feature.properties.name,
          nameEn: feature.properties.nameEn,
          areaSquareKilometres: boxSquareKilometres(feature),
        },
      })),
  )
