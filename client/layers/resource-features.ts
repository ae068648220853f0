/** Features of a layer as the map's sources take them: points with an image, lines and areas. */
import type { CollectionId } from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { ApiFeature } from '../api/features.ts'
import { representativePoint } from '../form/feature-place.ts'
import { type LayerFilter, passesFilter } from '../state/app-state.ts'
import { colourOf, colourOption, shapeOf, symbolImage } from './feature-look.ts'

interface MapFeature<G> {
  readonly type: 'Feature'
  readonly geometry: G
  readonly properties: Readonly<Record<string, string | number | boolean | null>>
}

const NO_FILTER: LayerFilter = {}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const pointOf = (
  collection: CollectionId,
  { id, geometry, properties }: ApiFeature,
  milliseconds: number,
): MapFeature<{ type: 'Point'; coordinates: LonLat }> => {
  const option = colourOption(collection, properties)
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: representativePoint(geometry) },
    properties: {
      collection,
      id,
      name: text(properties.name),
      nameEn: text(properties.nameEn),
      image: symbolImage(collection, option, shapeOf(properties, milliseconds)),
    },
  }
}

/** Everything that the filter lets through, as points with symbols. */
export const resourcePoints = (
  collection: CollectionId,
  features: readonly ApiFeature[],
  filter: LayerFilter = NO_FILTER,
  milliseconds: number,
) => ({
  type: 'FeatureCollection' as const,
  features: features
    .filter(({ properties }) => passesFilter(properties, filter))
    .map((feature) => pointOf(collection, feature, milliseconds)),
})

/** The lines and areas among them, with their colour. */
export const resourceShapes = (
  collection: CollectionId,
  features: readonly ApiFeature[],
  filter: LayerFilter = NO_FILTER,
) => ({
  type: 'FeatureCollection' as const,
  features: features
    .filter(
      ({ geometry, properties }) => geometry.type !== 'Point' && passesFilter(properties, filter),
    )
    .map(({ id, geometry, properties }) => ({
      type: 'Feature' as const,
      geometry,
      properties: {
        collection,
        id,
        name: text(properties.name),
        nameEn: text(properties.nameEn),
        colour: colourOf(collection, colourOption(collection, properties)),
      },
    })),
})
